"""The signs that screens and pictures use, each one cell wide, each with an ASCII twin of one cell.

The translation goes cell by cell, so that a picture keeps its shape wherever it is shown. A sign belongs here before it
is drawn anywhere; what is not in the table and not ASCII becomes `?`, one for each cell that it took.
"""

from rich.cells import cell_len

INTERNET_GATEWAY = "◆"
EGRESS_ONLY = "◇"
NAT = "●"
TRANSIT = "◎"
PEERING = "∞"
PRIVATE_GATEWAY = "□"
VPN = "≈"
DIRECT_CONNECT = "═"
CUSTOMER_GATEWAY = "⌂"
ENDPOINT = "►"
BALANCER = "≡"
FIREWALL = "#"
INTERFACE = "■"
RESERVED = "▒"
FREE = "·"
SEVERAL = "▓"
TO, FROM = "→", "←"
ALLOWED, BLOCKED, PARTIAL = "✓", "✗", "±"
OPENED, CLOSED, NARROWED, SAME = "+", "-", "~", "="
SHADOWED = "^"
UNSAVED = "*"
DANGER = "!"
DOWN, SHADE = "∅", "░"
CUT = "…"
BAR = "▌"
INNER = "›"

KINDS: dict[str, str] = {
    "internet_gateways": INTERNET_GATEWAY,
    "egress_only_internet_gateways": EGRESS_ONLY,
    "nat_gateways": NAT,
    "transit_gateways": TRANSIT,
    "transit_gateway_attachments": TRANSIT,
    "peering_connections": PEERING,
    "virtual_private_gateways": PRIVATE_GATEWAY,
    "vpn_connections": VPN,
    "direct_connects": DIRECT_CONNECT,
    "customer_gateways": CUSTOMER_GATEWAY,
    "vpc_endpoints": ENDPOINT,
    "load_balancers": BALANCER,
    "firewalls": FIREWALL,
    "network_interfaces": INTERFACE,
    "instances": INTERFACE,
    "reservations": RESERVED,
}
"""The sign of a noun, by the list of the design that it stands in."""

_TWINS = {
    INTERNET_GATEWAY: "I",
    EGRESS_ONLY: "O",
    NAT: "N",
    TRANSIT: "T",
    PEERING: "P",
    PRIVATE_GATEWAY: "V",
    VPN: "~",
    DIRECT_CONNECT: "=",
    CUSTOMER_GATEWAY: "H",
    ENDPOINT: ">",
    BALANCER: "L",
    INTERFACE: "o",
    RESERVED: ":",
    FREE: ".",
    SEVERAL: "#",
    TO: ">",
    FROM: "<",
    ALLOWED: "y",
    BLOCKED: "x",
    PARTIAL: "%",
    DOWN: "0",
    SHADE: ":",
    CUT: "~",
    BAR: ">",
    INNER: ">",
    "•": "*",
    "▲": "^",
    "▼": "v",
    "▶": ">",
    "◀": "<",
    **dict.fromkeys("╭╮╰╯├┤┬┴┼", "+"),
    **dict.fromkeys("─", "-"),
    **dict.fromkeys("│", "|"),
    "┄": "-",
    "┆": ":",
    **dict.fromkeys("┏┓┗┛━┯┷┣┫┳┻╋┿┠┨┝┥┰┸", "="),
    "┃": "#",
    **dict.fromkeys("║", '"'),
    **dict.fromkeys("╔╗╚╝╠╣╦╩╬", "+"),
    "–": "-",
    "—": "-",
    "×": "x",
    "−": "-",
    "’": "'",
    "∩": "n",
    "∪": "u",
}
_TABLE = str.maketrans(_TWINS)


def to_ascii(text: str) -> str:
    """Translate to ASCII, cell by cell."""
    if text.isascii():
        return text
    text = text.translate(_TABLE)
    return text if text.isascii() else "".join(c if c.isascii() else "?" * cell_len(c) for c in text)

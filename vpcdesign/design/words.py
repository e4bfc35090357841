"""How messages about a design speak: what a kind is called, how a user's word is quoted, which known word is nearest.

Whatever a document holds is shown as text: characters that a terminal might obey are escaped here, once, as JSON does.
"""

import json
from collections.abc import Collection
from difflib import get_close_matches
from json.encoder import encode_basestring

SINGULAR: dict[str, str] = {
    "vpcs": "VPC",
    "subnets": "subnet",
    "route_tables": "route table",
    "internet_gateways": "internet gateway",
    "egress_only_internet_gateways": "egress-only internet gateway",
    "nat_gateways": "NAT gateway",
    "elastic_ips": "Elastic IP address",
    "virtual_private_gateways": "virtual private gateway",
    "customer_gateways": "customer gateway",
    "vpn_connections": "VPN connection",
    "direct_connects": "Direct Connect interface",
    "peering_connections": "peering connection",
    "transit_gateways": "transit gateway",
    "transit_gateway_attachments": "transit gateway attachment",
    "transit_gateway_route_tables": "transit gateway route table",
    "vpc_endpoints": "VPC endpoint",
    "prefix_lists": "prefix list",
    "security_groups": "security group",
    "network_acls": "network ACL",
    "network_interfaces": "network interface",
    "instances": "instance",
    "load_balancers": "load balancer",
    "firewalls": "firewall",
    "on_premises": "on-premises network",
    "reservations": "reservation",
    "block_public_access": "block on public access",
    "external": "external entry",
    "firewall_endpoints": "firewall endpoint",
    "target_groups": "target group",
    "assertions": "assertion",
    "notes": "note",
}

LONGEST = 80
"""A user's word is cut after so many characters."""

CANDIDATES = 2000
"""The nearest word is looked for among so many: the search is slow, and a suggestion is a courtesy."""


def escaped(text: str) -> str:
    """Write text as a JSON string does, with every character escaped that is not visible."""
    return visible(encode_basestring(text))


def visible(text: str) -> str:
    """Escape every character that is not visible, and no other."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def quoted(value: object) -> str:
    """Show what the user wrote, in backticks and cut when long; a list or an object is only called so."""
    match value:
        case str():
            return f"`{visible(value[:LONGEST])}{'...' if len(value) > LONGEST else ''}`"
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
        case _:
            return quoted(json.dumps(value, default=str))


def one_of(words: Collection[str]) -> str:
    """Write choices: `a`, `b` or `c`."""
    shown = [f"`{word}`" for word in words]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def nearest(word: str, words: Collection[str]) -> str | None:
    """Find the known word that the user probably meant."""
    if len(words) > CANDIDATES:
        words = sorted(known for known in words if known[:3] == word[:3])[:CANDIDATES]
    by_small_letters = {known.lower(): known for known in sorted(words)}
    found = get_close_matches(word[:LONGEST].lower(), by_small_letters, 1)
    return by_small_letters[found[0]] if found else None


def table_words(name: str) -> str:
    """Write a route table's name with `rt` before it, which many names begin with already."""
    return name if name.casefold().startswith(("rt-", "rt_", "rtb-", "tgw-rt")) else f"rt {name}"


def article(words: str) -> str:
    """Put `a` or `an` before words."""
    return f"{'an' if words[0] in 'aeiouAEIO' else 'a'} {words}"

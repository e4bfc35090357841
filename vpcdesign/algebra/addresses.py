"""IPv4 and IPv6 addresses on one axis.

An IPv4 address is its own number; an IPv6 address stands 2**128 higher. So one interval set holds both families, a
block of one family never meets the other, and "0.0.0.0/0 never matches IPv6" needs no rule of its own.
"""

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network, summarize_address_range

from vpcdesign.algebra.intervals import Intervals, of, size

V6 = 1 << 128
BITS_V4 = 32
_VAST = {False: 1 << 31, True: 1 << 123}
ALL_V4: Intervals = ((0, 2**32 - 1),)
ALL_V6: Intervals = ((V6, 2 * V6 - 1),)
ALL: Intervals = ALL_V4 + ALL_V6
_OCTETS = {str(number): number for number in range(256)}


def address(text: str) -> int:
    """Place one address on the axis; ValueError when it is none."""
    quick = _dotted(text)
    if quick is not None:
        return quick
    value = ip_address(text)
    return int(value) + (V6 if value.version == 6 else 0)


def reader() -> Callable[[str], int]:
    """Give what places many addresses as `address` does: of neighbours all but the last number is read once."""
    heads: dict[str, int] = {}
    octets = _OCTETS

    def read(text: str) -> int:
        head, _, last = text.rpartition(".")
        try:
            return heads[head] + octets[last]
        except KeyError:
            place = address(text)
            if place < V6:
                heads[head] = place - octets[last]
            return place

    return read


def block(text: str) -> Intervals:
    """Give the addresses of a CIDR block (or of one address); host bits are cut off, as AWS does."""
    base, _, length = text.partition("/")
    quick = _dotted(base)
    if quick is not None and (not length or (length.isdecimal() and length.isascii() and int(length) <= BITS_V4)):
        host = (1 << BITS_V4 - int(length or BITS_V4)) - 1
        return ((quick & ~host, quick | host),)
    network = ip_network(text, strict=False)
    return of_network(network)


def _dotted(text: str) -> int | None:
    """Read a plain IPv4 address: nearly every address of a design, at a twentieth of the library's price."""
    parts = text.split(".")
    if len(parts) != 4:
        return None
    a, b, c, d = parts
    try:
        return _OCTETS[a] << 24 | _OCTETS[b] << 16 | _OCTETS[c] << 8 | _OCTETS[d]
    except KeyError:
        return None


def of_network(network: IPv4Network | IPv6Network) -> Intervals:
    """Give the addresses of a network."""
    up = V6 if network.version == 6 else 0
    return ((int(network.network_address) + up, int(network.broadcast_address) + up),)


def blocks(texts: "list[str] | tuple[str, ...]") -> Intervals:
    """Give the addresses of any of the blocks."""
    return of(pair for text in texts for pair in block(text))


def is_v6(value: int) -> bool:
    """Tell the family of a place on the axis."""
    return value >= V6


def write(value: int) -> str:
    """Write one address."""
    if value >= V6:
        return str(ip_address((value - V6).to_bytes(16, "big")))
    return f"{value >> 24}.{value >> 16 & 255}.{value >> 8 & 255}.{value & 255}"


def to_networks(a: Intervals) -> list[IPv4Network | IPv6Network]:
    """Give the fewest blocks that cover exactly this set, in order."""
    networks: list[IPv4Network | IPv6Network] = []
    for low, high in a:
        if low >= V6:
            first, last = ip_address((low - V6).to_bytes(16, "big")), ip_address((high - V6).to_bytes(16, "big"))
        else:
            first, last = ip_address(low), ip_address(high)
        networks.extend(summarize_address_range(first, last))
    return networks


def write_set(a: Intervals, most: int = 4) -> str:
    """Write a set for a person: a block or an address each, at most `most`, then how many more.

    What is left of the world when somebody's own blocks are taken out is written as what it is: the internet.
    """
    if len(a) > most and size(a) > _VAST[is_v6(a[0][0])]:
        return "the internet"
    words: list[str] = []
    for low, high in a:
        if len(words) > most:
            break
        if low == high:
            words.append(write(low))
        else:
            networks = to_networks(((low, high),))
            words.append(str(networks[0]) if len(networks) == 1 else f"{write(low)}-{write(high)}")
    if len(words) > most:
        return ", ".join(words[:most]) + f" and {len(a) - most} more"
    return ", ".join(words) or "nothing"

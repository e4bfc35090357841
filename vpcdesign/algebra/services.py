"""Protocols and destination ports on one axis of 24 bits: `protocol << 16 | port`.

For ICMP the port is `type << 8 | code`. Protocols that have no ports own their whole stretch of 65,536 places: a rule
takes all of it or nothing. A *family* of protocols is what a walk keeps together, because its replies look alike.
"""

from enum import IntEnum

from vpcdesign.algebra.intervals import Intervals, intersection, of, shift

ICMP, TCP, UDP, ICMPV6 = 1, 6, 17, 58
PORTS = 65536
ALL: Intervals = ((0, 256 * PORTS - 1),)
ALL_PORTS: Intervals = ((0, PORTS - 1),)


class Family(IntEnum):
    """The kinds of conversation, by how their answer looks."""

    TCP = TCP
    UDP = UDP
    ICMP = ICMP
    ICMPV6 = ICMPV6
    OTHER = 255


def ports(protocol: int, low: int = 0, high: int = PORTS - 1) -> Intervals:
    """Give a range of ports of one protocol."""
    return ((protocol << 16 | low, protocol << 16 | high),)


def icmp(protocol: int, kind: int = -1, code: int = -1) -> Intervals:
    """Give ICMP messages by type and code; -1 stands for all, as AWS writes it."""
    if kind < 0:
        return ports(protocol)
    if code < 0:
        return ports(protocol, kind << 8, kind << 8 | 255)
    return ports(protocol, kind << 8 | code, kind << 8 | code)


ALIEN = (ports(ICMPV6), ports(ICMP))
"""What only the other family of addresses carries, and is never asked: over IPv4, and over IPv6."""

FAMILIES: dict[Family, Intervals] = {
    Family.TCP: ports(TCP),
    Family.UDP: ports(UDP),
    Family.ICMP: ports(ICMP),
    Family.ICMPV6: ports(ICMPV6),
    Family.OTHER: of(
        (
            (0, (ICMP << 16) - 1),
            ((ICMP + 1) << 16, (TCP << 16) - 1),
            ((TCP + 1) << 16, (UDP << 16) - 1),
            ((UDP + 1) << 16, (ICMPV6 << 16) - 1),
            ((ICMPV6 + 1) << 16, 256 * PORTS - 1),
        )
    ),
}


def ports_of(services: Intervals, protocol: int) -> Intervals:
    """Give the ports that a set of services holds for one protocol."""
    return shift(intersection(services, ports(protocol)), -(protocol << 16))


def write(services: Intervals, most: int = 4) -> str:
    """Write services as the selectors read them: `tcp/443`, `tcp/8000-8080`, `icmp/8`, `all`."""
    if services == ALL:
        return "all"
    words: list[str] = []
    for low, high in services:
        words.extend(_write_interval(low, high))
        if len(words) > most:
            return ", ".join(words[:most]) + " and more"
    return ", ".join(words) or "nothing"


_NAMES = {TCP: "tcp", UDP: "udp", ICMP: "icmp", ICMPV6: "icmpv6"}


def _write_interval(low: int, high: int) -> list[str]:
    """Write a stretch: part of a protocol, whole protocols by their numbers, part of another."""
    first, last = low >> 16, high >> 16
    if first != last:
        head = [] if low & 0xFFFF == 0 else _write_interval(low, (first << 16) + PORTS - 1)
        tail = [] if high & 0xFFFF == PORTS - 1 else _write_interval(last << 16, high)
        start, end = first + bool(head), last - bool(tail)
        whole = (
            []
            if start > end
            else _write_interval(start << 16, (start << 16) + PORTS - 1)
            if start == end
            else [f"{start}-{end}"]
        )
        return head + whole + tail
    name = _NAMES.get(first, str(first))
    a, b = low & 0xFFFF, high & 0xFFFF
    if first in (ICMP, ICMPV6):  # bare, the word asks for an echo request
        return [f"{name}/all" if (a, b) == (0, PORTS - 1) else _write_icmp(name, a, b)]
    if (a, b) == (0, PORTS - 1) or first not in _NAMES:
        return [name]
    return [f"{name}/{a}" if a == b else f"{name}/{a}-{b}"]


def _write_icmp(name: str, a: int, b: int) -> str:
    if a == b:
        return f"{name}/{a >> 8}/{a & 255}"
    if a & 255 == 0 and b & 255 == 255:
        return f"{name}/{a >> 8}" if a >> 8 == b >> 8 else f"{name}/{a >> 8}-{b >> 8}"
    return f"{name}/{a >> 8}/{a & 255}-{b >> 8}/{b & 255}"


def write_ports(services: Intervals) -> str:
    """Write a set of bare ports: `443`, `32768-60999`."""
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in services) or "nothing"

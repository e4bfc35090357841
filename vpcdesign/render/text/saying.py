"""Services as a person says them, where `algebra.services.write` says them so that they can be read again."""

from vpcdesign.algebra import services
from vpcdesign.algebra.intervals import Intervals, difference

_WHOLE = {
    services.ALL: "all",
    difference(services.ALL, services.ports(services.ICMPV6)): "all IPv4",
    difference(services.ALL, services.ports(services.ICMP)): "all IPv6",
}
_ALL = 1 << 30


def said(asked: Intervals, most: int = _ALL) -> str:
    """Write services; everything that a family of addresses carries is one word."""
    return _WHOLE.get(asked) or services.write(asked, most)


def whole(asked: Intervals) -> bool:
    """Tell whether services are everything that a family of addresses carries."""
    return asked in _WHOLE

"""What the words of rules mean: services and blocks, each read once; the same few are written thousands of times."""

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import block
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.design.filters import Rule

_NUMBERS = {"tcp": 6, "udp": 17, "icmp": 1, "icmpv6": 58, "all": -1, "-1": -1}


def services_of(rule: Rule) -> Intervals | None:
    """Give the services of a line; None is all of them (API: IpPermission)."""
    protocol = _NUMBERS.get(rule.protocol.lower())
    number = int(rule.protocol) if protocol is None else protocol
    if number < 0:
        return None
    if number in (svc.ICMP, svc.ICMPV6):
        kind = -1 if rule.icmp_type is None else rule.icmp_type
        return svc.icmp(number, kind, -1 if rule.icmp_code is None else rule.icmp_code)
    if number in (svc.TCP, svc.UDP) and rule.ports:
        low, _, high = rule.ports.partition("-")
        return svc.ports(number, int(low), int(high or low))
    return svc.ports(number)


def write_service(rule: Rule) -> str:
    """Write the services of a line as a person would."""
    found = services_of(rule)
    return "all traffic" if found is None else svc.write(found)


class Meanings:
    """Remembers what was read."""

    def __init__(self) -> None:
        self._blocks: dict[str, Intervals] = {}
        self._services: dict[tuple[object, ...], tuple[Intervals | None, str]] = {}

    def block(self, text: str) -> Intervals:
        """Read a block of a rule."""
        if text not in self._blocks:
            self._blocks[text] = block(text)
        return self._blocks[text]

    def services(self, rule: Rule) -> tuple[Intervals | None, str]:
        """Give the services of a line, and how one writes them."""
        key = rule.protocol, rule.ports, rule.icmp_type, rule.icmp_code
        found = self._services.get(key)
        if found is None:
            found = self._services[key] = services_of(rule), write_service(rule)
        return found

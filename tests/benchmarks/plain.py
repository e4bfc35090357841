"""A design as any other tool would read it, and the naive way to ask it: every pair, every service, rule by rule.

Only what every baseline can say: one VPC, IPv4, security groups and network ACLs. `SERVICES` are the twenty services
that are asked; a conversation counts when its answer comes back to some client port of Linux's range.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_network

from vpcdesign.algebra.services import TCP, UDP
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule

CLIENTS = (32768, 60999)
SERVICES = [
    TCP << 16 | port for port in (22, 25, 53, 80, 443, 1433, 3306, 3389, 5432, 5671, 6379, 8000, 8080, 9092, 9200)
]
SERVICES += [UDP << 16 | port for port in (53, 123, 161, 500, 514)]
ANY = (0, (256 << 16) - 1)
Span = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """A rule: services and addresses, or the group whose members it admits."""

    services: Span
    addresses: Span = (0, (1 << 32) - 1)
    group: str = ""
    allow: bool = True


@dataclass(frozen=True)
class Host:
    """An interface."""

    id: str
    address: int
    subnet: str
    groups: frozenset[str]


@dataclass(frozen=True)
class Plain:
    """A whole design; a subnet without an ACL in `leave` lets everything pass."""

    hosts: list[Host]
    ingress: dict[str, list[Line]] = field(default_factory=dict)
    egress: dict[str, list[Line]] = field(default_factory=dict)
    leave: dict[str, list[Line]] = field(default_factory=dict)
    enter: dict[str, list[Line]] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[Host, Host]]:
        """Give everybody with everybody else."""
        return ((one, other) for one in self.hosts for other in self.hosts if one is not other)


def plain(design: Design) -> Plain:
    """Read a design."""
    hosts = [
        Host(one.id, _number(one.private_ip), one.subnet, frozenset(one.security_groups))
        for one in design.network_interfaces
        if one.private_ip
    ]
    acls = {one.id: one for one in design.network_acls}
    guarded = {one.id: acls[one.network_acl] for one in design.subnets if one.network_acl}
    return Plain(
        hosts,
        {one.id: [line for rule in one.ingress for line in _line(rule)] for one in design.security_groups},
        {one.id: [line for rule in one.egress for line in _line(rule)] for one in design.security_groups},
        {name: _ordered(acl.egress) for name, acl in guarded.items()},
        {name: _ordered(acl.ingress) for name, acl in guarded.items()},
    )


def _number(text: str) -> int:
    return _span(text)[0]


def _span(text: str) -> Span:
    network = ip_network(text)
    return int(network.network_address), int(network.broadcast_address)


def _services(rule: IngressRule | EgressRule | AclRule) -> Span:
    if rule.protocol == "all":
        return ANY
    protocol = {"tcp": TCP, "udp": UDP}[rule.protocol]
    low, _, high = (rule.ports or "0-65535").partition("-")
    return protocol << 16 | int(low), protocol << 16 | int(high or low)


def _line(rule: IngressRule | EgressRule) -> Iterator[Line]:
    if "/" not in rule.peer:
        yield Line(_services(rule), group=rule.peer)
    elif ":" not in rule.peer:
        yield Line(_services(rule), _span(rule.peer))


def _ordered(rules: Sequence[AclRule]) -> list[Line]:
    return [
        Line(_services(rule), _span(rule.cidr), allow=rule.action == "allow")
        for rule in sorted(rules, key=lambda one: one.rule)
        if ":" not in rule.cidr
    ]


def reaches(whole: Plain, one: Host, other: Host, service: int) -> bool:
    """Ask one pair about one service, as simply as it can be said."""
    if not _admits(whole.egress, one, other, service) or not _admits(whole.ingress, other, one, service):
        return False
    if one.subnet == other.subnet:
        return True
    if not _passes(whole.leave, one.subnet, other.address, service):
        return False
    if not _passes(whole.enter, other.subnet, one.address, service):
        return False
    protocol = service & ~0xFFFF
    return any(
        _passes(whole.leave, other.subnet, one.address, protocol | port)
        and _passes(whole.enter, one.subnet, other.address, protocol | port)
        for port in _edges(whole, one.subnet, other.subnet)
    )


def _admits(lines: dict[str, list[Line]], host: Host, peer: Host, service: int) -> bool:
    return any(
        line.services[0] <= service <= line.services[1]
        and (line.group in peer.groups if line.group else line.addresses[0] <= peer.address <= line.addresses[1])
        for group in host.groups
        for line in lines[group]
    )


def _passes(lists: dict[str, list[Line]], subnet: str, peer: int, service: int) -> bool:
    if subnet not in lists:
        return True
    for line in lists[subnet]:
        if line.services[0] <= service <= line.services[1] and line.addresses[0] <= peer <= line.addresses[1]:
            return line.allow
    return False


def _edges(whole: Plain, *subnets: str) -> Iterator[int]:
    """Give a client port of each stretch that rules tell apart."""
    low, high = CLIENTS
    yield low
    for subnet in subnets:
        for lines in (whole.leave.get(subnet, ()), whole.enter.get(subnet, ())):
            for line in lines:
                yield from (
                    port & 0xFFFF for port in (line.services[0], line.services[1] + 1) if low <= port & 0xFFFF <= high
                )

"""Who stands in each subnet, and how many of its addresses they take.

What AWS keeps in a subnet for somebody (a NAT gateway's interface, a load balancer's nodes) is shown as that somebody,
once; the interfaces that an import lists for them besides are the same thing and not shown again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.topology.scene.scene import Member

_DELEGATED = 16
"""Addresses in an IPv4 prefix that is delegated to an interface, a /28 (EC2: prefix delegation)."""


_READ = (
    "instances",
    "nat_gateways",
    "load_balancers",
    "vpc_endpoints",
    "firewalls",
    "transit_gateway_attachments",
)
"""The lists that are read here, besides the interfaces."""


class Members:
    """The members of every subnet: gateways first, then load balancers, endpoints, firewalls, and the hosts."""

    @classmethod
    def of_all(cls, design: Design, before: "Members | None") -> "Members":
        """Give the members of a design: those of the one before where nobody changed."""
        if before is None or any(getattr(design, name) is not getattr(before.design, name) for name in _READ):
            return cls(design)
        if design.network_interfaces is before.design.network_interfaces:
            return before
        return cls(design, before)

    def __init__(self, design: Design, before: "Members | None" = None) -> None:
        """Look at every noun once; where only interfaces differ from `before`, at those of the subnets concerned."""
        self.design = design
        self.found: defaultdict[str, list[Member]] = defaultdict(list)
        self.known: defaultdict[str, set[str]] = defaultdict(set)
        self.unknown: defaultdict[str, int] = defaultdict(int)
        self._names = {one.id: one.name or one.id for one in design.instances}
        self.shown = set(_stand_ins(design))
        touched: set[str] | None = None
        if before is not None and before.shown == self.shown:
            touched = _touched(before.design.network_interfaces, design.network_interfaces)
            self.found.update(_others(before.found, touched))
            self.known.update(_others(before.known, touched))
            self.unknown.update(_others(before.unknown, touched))
        for subnet, member, addresses in self._managed(design):
            if touched is None or subnet in touched:
                self.found[subnet].append(member)
                self._count(subnet, addresses)
        for interface in design.network_interfaces:
            if touched is None or interface.subnet in touched:
                self._host(interface)
        for attachment in design.transit_gateway_attachments:
            for subnet in attachment.subnets:
                if touched is None or subnet in touched:
                    self._count(subnet, (None,) if not attachment.interfaces else ())

    def of(self, subnet: str) -> tuple[Member, ...]:
        """Give who stands in a subnet."""
        return tuple(self.found.get(subnet, ()))

    def used(self, subnet: str) -> int:
        """Count the IPv4 addresses that are taken."""
        return len(self.known.get(subnet, ())) + self.unknown.get(subnet, 0)

    def _count(self, subnet: str, addresses: tuple[str | None, ...]) -> None:
        for each in addresses:
            if each is None:
                self.unknown[subnet] += 1
            else:
                self.known[subnet].add(each)

    def _host(self, interface: NetworkInterface) -> None:
        subnet, address, count = interface.subnet, interface.private_ip, interface.count
        if address is None:
            self.unknown[subnet] += 1
        else:
            self.known[subnet].add(address)
        self.known[subnet].update(one.private_ip for one in interface.secondary_ips)
        if count != 1 and isinstance(count, int):
            self.unknown[subnet] += count - 1
        for prefix in interface.prefixes:
            self.unknown[subnet] += _DELEGATED * (":" not in prefix)
        if interface.id in self.shown:
            return
        name = interface.name or self._names.get(interface.instance or "", interface.id)
        if count != 1:
            name, address = f"{name} ×{count}", ""
        elif address is None and interface.ipv6_addresses:
            address = interface.ipv6_addresses[0]
        self.found[subnet].append(Member(interface.id, "network_interfaces", name, address or ""))

    def _managed(self, design: Design) -> Iterator[tuple[str, Member, tuple[str | None, ...]]]:
        for gateway in design.nat_gateways:
            if gateway.subnet is not None:
                own = [one.private_ip for one in gateway.addresses] or [None]
                member = Member(gateway.id, "nat_gateways", gateway.name or gateway.id, own[0] or "")
                yield gateway.subnet, member, () if gateway.interface in self.shown else tuple(own)
        for balancer in design.load_balancers:
            name = balancer.name or balancer.id
            for node in balancer.nodes:
                member = Member(balancer.id, "load_balancers", name, node.private_ip or "")
                yield node.subnet, member, () if node.interface in self.shown else (node.private_ip,)
        for endpoint in design.vpc_endpoints:
            name = endpoint.name or endpoint.id
            for end in endpoint.nodes:
                member = Member(endpoint.id, "vpc_endpoints", name, end.private_ip or "")
                yield end.subnet, member, () if end.interface in self.shown else (end.private_ip,)
        for firewall in design.firewalls:
            for door in firewall.endpoints:
                yield door.subnet, Member(door.id, "firewalls", door.id), (None,)


def _others(known: Mapping[str, Any], touched: Collection[str]) -> dict[str, Any]:
    """Give what is known of the other subnets."""
    return {name: one for name, one in known.items() if name not in touched}


def _touched(old: Sequence[NetworkInterface], new: Sequence[NetworkInterface]) -> set[str]:
    """Give the subnets in which interfaces differ, or their order does."""
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one is not other), None)
    if first is None:
        return {one.subnet for one in (*old[len(new) :], *new[len(old) :])}
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] is new[-1 - last]:
        last += 1
    return {one.subnet for one in (*old[first : len(old) - last], *new[first : len(new) - last])}


def _stand_ins(design: Design) -> Iterator[str]:
    """Give the interfaces that somebody else is shown for."""
    ids = {one.id for one in design.network_interfaces}
    for gateway in design.nat_gateways:
        if gateway.interface is not None and gateway.interface in ids:
            yield gateway.interface
    nodes = (node.interface for balancer in design.load_balancers for node in balancer.nodes)
    ends = (end.interface for endpoint in design.vpc_endpoints for end in endpoint.nodes)
    yield from (name for name in (*nodes, *ends) if name is not None and name in ids)
    for attachment in design.transit_gateway_attachments:
        yield from (one for one in attachment.interfaces if one in ids)

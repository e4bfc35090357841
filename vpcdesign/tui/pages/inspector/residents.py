"""Who holds addresses in a subnet: interfaces, and what AWS puts there for gateways, load balancers and endpoints.

An interface that AWS made for one of these is told as what it serves, and once, however the design knows of it.
"""

from collections.abc import Container, Iterator
from typing import NamedTuple

from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface

DELEGATED = 16
"""Addresses in an IPv4 prefix that is delegated to an interface, a /28 (EC2: prefix delegation)."""


class Resident(NamedTuple):
    """One that holds addresses: its list, its id, its subnet, its first address where known, how many it takes."""

    kind: str
    name: str
    subnet: str
    address: str = ""
    taken: int = 1


def residents(design: Design, subnets: Container[str]) -> list[Resident]:
    """Give who holds addresses in subnets: gateways and load balancers first, then hosts, as the map shows them."""
    made = _made(design)
    own = [_interface(each) for each in design.network_interfaces if each.subnet in subnets and each.id not in made]
    return [*_balancing(design, subnets), *own, *_serving(design, subnets)]


def _interface(each: NetworkInterface) -> Resident:
    more = each.count - 1 if isinstance(each.count, int) else 0
    prefixes = sum(":" not in cidr for cidr in each.prefixes)
    taken = 1 + more + len(each.secondary_ips) + DELEGATED * prefixes
    return Resident(
        "network_interfaces", each.id, each.subnet, each.private_ip or next(iter(each.ipv6_addresses), ""), taken
    )


def _balancing(design: Design, subnets: Container[str]) -> Iterator[Resident]:
    for gateway in design.nat_gateways:
        if gateway.subnet is not None and gateway.subnet in subnets:
            first = gateway.addresses[0].private_ip if gateway.addresses else None
            yield Resident("nat_gateways", gateway.id, gateway.subnet, first or "", max(len(gateway.addresses), 1))
    for balancer in design.load_balancers:
        for node in (each for each in balancer.nodes if each.subnet in subnets):
            yield Resident("load_balancers", balancer.id, node.subnet, node.private_ip or "")


def _serving(design: Design, subnets: Container[str]) -> Iterator[Resident]:
    for wall in design.firewalls:
        yield from (Resident("firewalls", wall.id, end.subnet) for end in wall.endpoints if end.subnet in subnets)
    for endpoint in design.vpc_endpoints:
        for place in (each for each in endpoint.nodes if each.subnet in subnets):
            yield Resident("vpc_endpoints", endpoint.id, place.subnet, place.private_ip or "")
    for attachment in design.transit_gateway_attachments:
        for subnet in (each for each in attachment.subnets if each in subnets):
            address = _leg(design, attachment.interfaces, subnet)
            yield Resident("transit_gateway_attachments", attachment.id, subnet, address)


def _leg(design: Design, interfaces: tuple[str, ...], subnet: str) -> str:
    """Give the address of an attachment's interface in a subnet, where the design knows it."""
    if not interfaces:
        return ""
    legs = (each for each in design.network_interfaces if each.id in interfaces and each.subnet == subnet)
    return next((each.private_ip or "" for each in legs), "")


def _made(design: Design) -> set[str]:
    """Give the interfaces that nouns name as their own."""
    made = {gateway.interface for gateway in design.nat_gateways}
    made.update(node.interface for balancer in design.load_balancers for node in balancer.nodes)
    made.update(node.interface for endpoint in design.vpc_endpoints for node in endpoint.nodes)
    made.update(name for attachment in design.transit_gateway_attachments for name in attachment.interfaces)
    return {name for name in made if name is not None}

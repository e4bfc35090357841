"""Where a route table leads for one address: to the target of its best route, and to those that would take over.

A route that BGP brought is withdrawn with its link, and then the next best stands; a static route stays and drops
(UG: route priority; VPN: static routes).
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.addresses import block
from vpcdesign.algebra.intervals import contains
from vpcdesign.design.document import Design
from vpcdesign.design.hybrid import DirectConnect, VpnConnection
from vpcdesign.design.routing import RouteTable

Link: TypeAlias = VpnConnection | DirectConnect


class _Way(NamedTuple):
    """A route that holds an address: how specific it is, whether it goes with its link, and where it leads."""

    length: int
    withdrawn: bool
    to: tuple[str, ...]


class Ways:
    """Reads the route tables of one design."""

    def __init__(self, design: Design) -> None:
        self.links: list[Link] = [*design.vpn_connections, *design.direct_connects]
        self._attachments = {one.id: one for one in design.transit_gateway_attachments}
        self._cidrs = {one.id: one.cidrs for one in design.vpcs} | {one.id: one.cidrs for one in design.on_premises}
        self._lists = {one.id: one.cidrs for one in design.prefix_lists}
        self._tables = {
            (one.transit_gateway, name): one for one in design.transit_gateway_route_tables for name in one.associations
        }

    def out_of(self, table: RouteTable, target: int) -> Iterator[str]:
        """Give the targets of a VPC's route table for an address."""
        return _best(self._ways(table, target))

    def across(self, gateway: str, attachment: str, target: int) -> Iterator[str]:
        """Give the attachments to which a transit gateway sends what comes in by one."""
        return _best(self._transit_ways(gateway, attachment, target))

    def _ways(self, table: RouteTable, target: int) -> Iterator[_Way]:
        for route in table.routes:
            to = (route.target,) if route.state == "active" else ()
            yield from self._way(route.destination, target, to, withdrawn=route.origin == "propagated")
        for gateway in table.propagating_gateways:
            for link in self.links:
                if hangs_on(link, gateway):
                    static = isinstance(link, VpnConnection) and link.static_routes_only
                    for cidr in self._advertised(link):
                        yield from self._way(cidr, target, (gateway,), withdrawn=not static)

    def _transit_ways(self, gateway: str, attachment: str, target: int) -> Iterator[_Way]:
        table = self._tables.get((gateway, attachment))
        for route in table.routes if table else ():
            yield from self._way(route.destination, target, route.attachments, withdrawn=route.origin != "static")
        for name in table.propagations if table else ():
            for cidr in self._propagated(name):
                yield from self._way(cidr, target, (name,), withdrawn=True)

    def _propagated(self, attachment: str) -> Iterator[str]:
        one = self._attachments.get(attachment)
        if one is not None:
            yield from self._cidrs.get(one.vpc or "", ())
            for link in self.links:
                static = isinstance(link, VpnConnection) and link.static_routes_only  # propagates nothing (TGW: VPN)
                if link.id in {one.vpn_connection, one.direct_connect} and not static:
                    yield from self._advertised(link)

    def _advertised(self, link: Link) -> Iterator[str]:
        yield from link.routes or self._cidrs.get(link.on_premises or "", ())

    def _way(self, destination: str, target: int, to: tuple[str, ...], *, withdrawn: bool) -> Iterator[_Way]:
        for cidr in self._lists.get(destination, (destination,)):
            if "/" in cidr and contains(block(cidr), target):
                yield _Way(int(cidr.partition("/")[2]), withdrawn, to)


def hangs_on(link: Link, gateway: str) -> bool:
    """Tell whether a link ends at a virtual private gateway."""
    if isinstance(link, VpnConnection):
        return link.virtual_private_gateway == gateway
    return gateway in link.virtual_private_gateways


def _best(ways: Iterator[_Way]) -> Iterator[str]:
    """Give the targets of the best route, and of those that take over when it is withdrawn."""
    seen: dict[str, None] = {}
    for way in sorted(ways, key=lambda way: (-way.length, way.withdrawn)):
        seen.update(dict.fromkeys(way.to))
        if not way.withdrawn:
            break
    yield from seen

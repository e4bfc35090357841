"""The design as a graph: what is wired to what, one directed graph for each thing that subnets need.

Edges follow routes and not filters: whoever has no way here has none whatever rules say, and a walk tells the rest.
networkx is loaded with this module, so only `fail` loads it.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import networkx as nx

from vpcdesign.algebra.addresses import block
from vpcdesign.algebra.intervals import contains
from vpcdesign.design.document import Design
from vpcdesign.design.hybrid import VpnConnection
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.transit import TransitGatewayAttachment
from vpcdesign.topology.failures import tunnels
from vpcdesign.topology.needs import Need, needs
from vpcdesign.topology.ways import Link, Ways, hangs_on


class Place(NamedTuple):
    """A vertex: `id` is what would fail, `zone` the zone it fails with.

    `side` is what it leads to where an id alone does not say, `came` the zone that packets keep to in transit.
    """

    kind: str
    id: str
    zone: str = ""
    side: str = ""
    came: str = ""


class Wiring:
    """The graphs of a design, each made when it is first asked for."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.needs = tuple(needs(design))
        self.subnets = {one.id: one for one in design.subnets}
        self._tables = {one.id: one for one in design.route_tables}
        self._main = {one.vpc: one for one in design.route_tables if one.main}
        self._attachments = {one.id: one for one in design.transit_gateway_attachments}
        self._ways = Ways(design)
        self._graphs: dict[Need, nx.DiGraph[Place]] = {}

    @cached_property
    def sources(self) -> tuple[Place, ...]:
        """The subnets that hold anybody; all of them in a design that holds nobody yet."""
        held = {one.subnet for one in self.design.network_interfaces if one.kind not in {"nat_gateway", "vpc_endpoint"}}
        return tuple(self.subnet(one) for one in self.subnets if not held or one in held)

    def graph(self, need: Need) -> "nx.DiGraph[Place]":
        """Give what is wired to what on the ways to a need; it ends at `sink(need)`."""
        known = self._graphs.get(need)
        if known is None:
            known = self._graphs[need] = self._drawn(need)
        return known

    def _drawn(self, need: Need) -> "nx.DiGraph[Place]":
        drawn: nx.DiGraph[Place] = nx.DiGraph()
        drawn.add_node(sink(need))
        waiting = [INTERNET] if need.beyond == "load_balancer" else list(self.sources)
        while waiting:
            place = waiting.pop()
            if place in drawn and place != sink(need) and drawn.out_degree(place):
                continue
            for after in self._after(place, need):
                drawn.add_edge(place, after)
                if after != sink(need):
                    waiting.append(after)
        return drawn

    def subnet(self, name: str) -> Place:
        """Give the vertex of a subnet."""
        return Place("subnet", name, self.subnets[name].az)

    def table(self, subnet: str) -> RouteTable | None:
        """Give the table that routes a subnet."""
        one = self.subnets[subnet]
        return self._tables.get(one.route_table or "") or self._main.get(one.vpc)

    def _after(self, place: Place, need: Need) -> Iterator[Place]:
        """Give where a packet for a need goes from a place."""
        match place.kind:
            case "subnet":
                yield from self._routed(place, need)
            case "NAT gateway":
                yield from self._behind_nat(place.id)
            case "transit gateway attachment":
                yield from self._attachment(self._attachments[place.id], place, need)
            case "virtual private gateway":
                links = [one for one in self._ways.links if hangs_on(one, place.id) and _leads(one, need)]
                yield from map(_link, _taken(links))
            case "VPN connection" | "VPN tunnel" | "customer gateway" | "Direct Connect interface":
                yield from self._over(place, need)
            case "internet":
                yield from self._in(need)
            case "load balancer node":
                yield from self._targets(need)
            case _:
                yield from self._through(place, need)

    def _routed(self, place: Place, need: Need) -> Iterator[Place]:
        subnet = self.subnets[place.id]
        if need.beyond == "service":
            yield from self._served(subnet.vpc, place, need)
            return
        if need.beyond == "vpc" and need.id == subnet.vpc:
            yield sink(need)
            return
        table = self.table(place.id)
        for target in self._ways.out_of(table, need.target) if table else ():
            yield from self._target(target, place)

    def _served(self, vpc: str, place: Place, need: Need) -> Iterator[Place]:
        endpoint = next(one for one in self.design.vpc_endpoints if one.id == need.id)
        if endpoint.vpc != vpc:
            return
        table = self.table(place.id)
        if endpoint.kind == "interface":
            yield from (
                Place("VPC endpoint node", f"{endpoint.id}/{node.subnet}", self.subnets[node.subnet].az, endpoint.id)
                for node in endpoint.nodes
            )
        elif table and (table.id in endpoint.route_tables or any(one.target == endpoint.id for one in table.routes)):
            yield Place("VPC endpoint", endpoint.id)

    def _target(self, target: str, place: Place) -> Iterator[Place]:
        """Give the vertex of a route's target; what packets for others do not pass has none."""
        subnet, design = self.subnets[place.id], self.design
        attached = next(
            (
                one
                for one in self._attachments.values()
                if (one.vpc, one.transit_gateway, one.kind) == (subnet.vpc, target, "vpc")
            ),
            None,
        )
        if attached is not None:
            if any(self.subnets[name].az == subnet.az for name in attached.subnets if name in self.subnets):
                yield Place("transit gateway attachment", attached.id, "", attached.transit_gateway, subnet.az)
            return
        nat = next((one for one in design.nat_gateways if one.id == target), None)
        if nat is not None:
            yield Place("NAT gateway", target, self.subnets[nat.subnet].az if nat.subnet else "")
            return
        for kind, several in (
            ("internet gateway", design.internet_gateways),
            ("internet gateway", design.egress_only_internet_gateways),
            ("virtual private gateway", design.virtual_private_gateways),
            ("peering connection", design.peering_connections),
        ):
            if any(one.id == target for one in several):
                yield Place(kind, target, "", subnet.vpc)
        yield from self._appliance(target)

    def _appliance(self, target: str) -> Iterator[Place]:
        for firewall in self.design.firewalls:
            for end in firewall.endpoints:
                if end.id == target:
                    yield Place("firewall endpoint", target, self.subnets[end.subnet].az, end.subnet)
        for endpoint in self.design.vpc_endpoints:
            if endpoint.id == target and endpoint.kind == "gateway-load-balancer":
                for node in endpoint.nodes:
                    yield Place("VPC endpoint", target, self.subnets[node.subnet].az, node.subnet)
        for one in self.design.network_interfaces:
            if target in {one.id, one.instance}:
                yield Place("interface", one.id, self.subnets[one.subnet].az, one.subnet)

    def _behind_nat(self, name: str) -> Iterator[Place]:
        nat = next(one for one in self.design.nat_gateways if one.id == name)
        if nat.subnet:
            yield self.subnet(nat.subnet)
        else:
            yield from (Place("internet gateway", g.id) for g in self.design.internet_gateways if g.vpc == nat.vpc)

    def _through(self, place: Place, need: Need) -> Iterator[Place]:
        """Give what is behind things that hand a packet on to one place only."""
        match place.kind:
            case "firewall endpoint" | "interface":
                yield self.subnet(place.side)
            case "VPC endpoint" if need.beyond != "service":
                yield self.subnet(place.side)
            case "VPC endpoint" | "target":
                yield sink(need)
            case "VPC endpoint node":
                yield Place("VPC endpoint", place.side)
            case "internet gateway" if need.beyond == "internet":
                yield sink(need)
            case "internet gateway" if need.beyond == "load_balancer":
                balancer = next(one for one in self.design.load_balancers if one.id == need.id)
                for node in balancer.nodes:
                    zone = self.subnets[node.subnet].az
                    yield Place("load balancer node", f"{balancer.id}/{node.subnet}", zone)
            case "peering connection":
                peering = next(one for one in self.design.peering_connections if one.id == place.id)
                if peering.state == "active" and need.id in {peering.requester, peering.accepter} - {place.side}:
                    yield sink(need)
            case _:
                pass

    def _over(self, place: Place, need: Need) -> Iterator[Place]:
        """Give the way over a link: a connection's tunnels that are up, the device they end at, the far side."""
        if place.kind in {"Direct Connect interface", "customer gateway"}:
            yield sink(need)
            return
        name = place.id if place.kind == "VPN connection" else place.side
        vpn = next(one for one in self.design.vpn_connections if one.id == name)
        if place.kind == "VPN tunnel":
            yield Place("customer gateway", vpn.customer_gateway) if vpn.customer_gateway else sink(need)
            return
        states = [one.state for one in vpn.tunnels] or [None, None]
        for tunnel, state in zip(tunnels(name), states, strict=False):
            if state != "down":
                yield Place("VPN tunnel", tunnel, "", name)

    def _in(self, need: Need) -> Iterator[Place]:
        balancer = next(one for one in self.design.load_balancers if one.id == need.id)
        yield from (
            Place("internet gateway", one.id) for one in self.design.internet_gateways if one.vpc == balancer.vpc
        )

    def _targets(self, need: Need) -> Iterator[Place]:
        balancer = next(one for one in self.design.load_balancers if one.id == need.id)
        for target in (one for group in balancer.target_groups for one in group.targets):
            for held in self.design.network_interfaces:
                if target.target in {held.id, held.instance, held.private_ip}:
                    yield Place("target", held.id, self.subnets[held.subnet].az)

    def _attachment(self, one: TransitGatewayAttachment, place: Place, need: Need) -> Iterator[Place]:
        """Go into a transit gateway (`side` is the gateway), or out of it where `side` is empty."""
        if place.side:
            for target in self._ways.across(place.side, one.id, need.target):
                found = self._attachments.get(target)
                if found is not None:
                    yield place._replace(id=target, side=_beyond(found, place.side))
            return
        if one.kind == "vpc" and one.vpc == need.id:
            yield sink(need)
        elif one.kind == "vpc":
            yield from self._landing(one, place.came)
        for link in self._ways.links:
            if link.id in {one.vpn_connection, one.direct_connect} and _leads(link, need):
                yield _link(link)

    def _landing(self, one: TransitGatewayAttachment, zone: str) -> Iterator[Place]:
        """Packets stay in their zone where the attachment has a subnet there (TGW: VPC attachments, appliance mode)."""
        doors = [self.subnet(name) for name in one.subnets if name in self.subnets]
        own = [door for door in doors if door.zone == zone and not one.appliance_mode]
        yield from own or doors


INTERNET = Place("internet", "internet")


def sink(need: Need) -> Place:
    """Give the vertex where a need is met."""
    return Place("need", need.word)


def _leads(link: Link, need: Need) -> bool:
    return need.beyond == "on_premises" and (
        link.on_premises == need.id or any(contains(block(cidr), need.target) for cidr in link.routes)
    )


def _taken(links: list[Link]) -> list[Link]:
    """Leave out what never takes over: a static route is not withdrawn, and goes before BGP's (VPN: route priority)."""
    learned = [one for one in links if isinstance(one, VpnConnection) and not one.static_routes_only]
    static = any(isinstance(one, VpnConnection) and one.static_routes_only for one in links)
    return [one for one in links if not static or one not in learned]


def _link(link: Link) -> Place:
    return Place("VPN connection" if isinstance(link, VpnConnection) else "Direct Connect interface", link.id)


def _beyond(one: TransitGatewayAttachment, gateway: str) -> str:
    """Give the gateway on the far side of a peering; empty: out of the transit gateway."""
    if one.kind != "peering" or not one.peer:
        return ""
    return one.peer if one.transit_gateway == gateway else one.transit_gateway

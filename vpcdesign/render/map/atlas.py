"""Where on the map things are that the hops of a trace name: by id, by address, by the table that a subnet uses."""

from collections import defaultdict

from vpcdesign.algebra.addresses import address, block
from vpcdesign.algebra.intervals import Intervals, subset
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.design.document import Design
from vpcdesign.design.noun import AUTO
from vpcdesign.design.transit import TransitGatewayAttachment
from vpcdesign.design.vpcs import Subnet
from vpcdesign.render.text.naming import names_of

DOORS = (
    "internet_gateways",
    "egress_only_internet_gateways",
    "virtual_private_gateways",
    "transit_gateways",
    "peering_connections",
    "vpn_connections",
    "direct_connects",
    "on_premises",
)
"""The lists whose nouns stand on borders or outside, under their own id."""


class Atlas:
    """The lookups of one design."""

    def __init__(self, design: Design) -> None:
        """Look at every noun once."""
        self.design = design
        self.names = names_of(design)
        self.subnets = {one.id: one for one in design.subnets}
        self.doors = {noun.id for kind in DOORS for noun in getattr(design, kind)}
        self.doors |= {one.id for one in design.vpc_endpoints if one.kind == "gateway"}
        self.doors |= {one.id for one in design.nat_gateways if one.subnet is None}
        self.tables = {one.id: one for one in design.route_tables}
        self.hub_tables = {one.id: one.transit_gateway for one in design.transit_gateway_route_tables}
        self.attachments = {one.id: one for one in design.transit_gateway_attachments}
        self.firewalls = {one.id for one in design.firewalls}
        self._users: defaultdict[str, list[str]] = defaultdict(list)
        main = {one.vpc: one.id for one in design.route_tables if one.main}
        for subnet in design.subnets:
            table = subnet.route_table or main.get(subnet.vpc)
            if table is not None:
                self._users[table].append(subnet.id)
        self.rooms: dict[str, str] = {}
        self._owners: dict[int, list[tuple[str, str]]] = {}
        self._enter()

    def _enter(self) -> None:
        """Remember who stands in which subnet, and whose address is whose."""
        for interface in self.design.network_interfaces:
            self.rooms[interface.id] = interface.subnet
            own = (interface.private_ip, *(one.private_ip for one in interface.secondary_ips))
            for text in (*own, *interface.ipv6_addresses):
                self._own(text, interface.id, interface.subnet)
        for gateway in self.design.nat_gateways:
            if gateway.subnet is not None:
                self.rooms[gateway.id] = gateway.subnet
                for each in gateway.addresses:
                    self._own(each.private_ip, gateway.id, gateway.subnet)
        self._enter_nodes()

    def _enter_nodes(self) -> None:
        """Remember the parts that load balancers, endpoints and firewalls have in subnets."""
        for balancer in self.design.load_balancers:
            for node in balancer.nodes:
                self.rooms[f"{balancer.id}/{node.subnet}"] = node.subnet
                self._own(node.private_ip, balancer.id, node.subnet)
        for endpoint in self.design.vpc_endpoints:
            for end in endpoint.nodes:
                self.rooms[f"{endpoint.id}/{end.subnet}"] = end.subnet
                self.rooms.setdefault(endpoint.id, end.subnet)
                self._own(end.private_ip, endpoint.id, end.subnet)
        for firewall in self.design.firewalls:
            for door in firewall.endpoints:
                self.rooms[door.id] = door.subnet

    def room(self, name: str) -> str:
        """Give the subnet that an endpoint stands in, or nothing; a stand-in bears the name of its subnet."""
        return self.rooms.get(name) or (name.removeprefix(STAND_IN) if name.startswith(STAND_IN) else "")

    def _own(self, text: str | None, who: str, subnet: str) -> None:
        if text is not None:
            self._owners.setdefault(address(text), []).append((who, subnet))

    def owner(self, where: Intervals, vpc: str = "") -> tuple[str, str]:
        """Give who has an address and in which subnet (in a VPC first); empty texts where it is not one address."""
        if len(where) != 1 or where[0][0] != where[0][1]:
            return "", ""
        known = self._owners.get(where[0][0], ())
        mine = [one for one in known if self.vpc(one[1]) == vpc]
        return next(iter([*mine, *known]), ("", ""))

    def within(self, where: Intervals, vpc: str = "") -> str:
        """Give the one subnet whose block holds addresses (of a VPC first): AWS has yet to say whose they are."""
        found = [one for one in self.design.subnets if any(subset(where, block(c)) for c in _blocks(one))]
        mine = [one for one in found if one.vpc == vpc] or found
        return mine[0].id if where and len(mine) == 1 else ""

    def vpc(self, subnet: str) -> str:
        """Give a subnet's VPC, or nothing."""
        found = self.subnets.get(subnet)
        return found.vpc if found else ""

    def zone(self, subnet: str) -> str:
        """Give a subnet's zone, or nothing."""
        found: Subnet | None = self.subnets.get(subnet)
        return found.az if found else ""

    def users(self, table: str) -> list[str]:
        """Give the subnets that use a table."""
        return self._users.get(table, [])

    def target(self, table: str, destination: str) -> str:
        """Give the target of the route to a destination."""
        found = self.tables.get(table)
        routes = found.routes if found else ()
        return next((one.target for one in routes if one.destination == destination), "")

    def leg_of(self, hub: str, vpc: str) -> TransitGatewayAttachment | None:
        """Give the attachment of a VPC to a transit gateway."""
        for one in self.attachments.values():
            if one.transit_gateway == hub and one.vpc == vpc:
                return one
        return None

    def in_zone(self, subnets: tuple[str, ...] | list[str], zone: str) -> str:
        """Give the subnet in a zone, or the first."""
        return next((one for one in subnets if self.zone(one) == zone), next(iter(subnets), ""))


def _blocks(subnet: Subnet) -> list[str]:
    return [text for text in (subnet.cidr, subnet.ipv6_cidr) if text and text != AUTO]

"""What the routes of a subnet say: whether it is public, private or isolated, and where its ways out lead.

Read from routes, never from names: a subnet called `public` whose table lost its default route is not public. A route
whose target is gone is a blackhole and no way out (UG: route tables).
"""

from collections import defaultdict

from vpcdesign.design.document import Design
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Subnet
from vpcdesign.topology.scene.scene import Kind

DEFAULTS = ("0.0.0.0/0", "::/0")


_READ = (
    "route_tables",
    "internet_gateways",
    "egress_only_internet_gateways",
    "virtual_private_gateways",
    "transit_gateways",
    "peering_connections",
    "vpc_endpoints",
    "nat_gateways",
    "transit_gateway_attachments",
    "firewalls",
)
"""The lists that are read here, besides the interfaces that routes lead to."""


class Routing:
    """The tables of a design, and what their targets are."""

    @classmethod
    def of(cls, design: Design, before: "Routing | None") -> "Routing":
        """Give the routing of a design: that of the one before where nothing of it changed."""
        if before is not None and all(getattr(design, name) is getattr(before.design, name) for name in _READ):
            same = design.network_interfaces is before.design.network_interfaces
            if same or _inside(design) == before.inside:
                return before
        return cls(design)

    def __init__(self, design: Design) -> None:
        """Gather what routes can name."""
        self.design = design
        self.tables = {table.id: table for table in design.route_tables}
        self._main = {table.vpc: table for table in design.route_tables if table.main}
        self.internet = {one.id for one in design.internet_gateways if one.vpc is not None}
        self.doors = self.internet | {one.id for one in design.egress_only_internet_gateways if one.vpc is not None}
        self.doors |= {one.id for one in design.virtual_private_gateways if one.vpc is not None}
        self.doors |= {one.id for one in design.transit_gateways} | {one.id for one in design.peering_connections}
        self.doors |= {one.id for one in design.vpc_endpoints if one.kind == "gateway"}
        self.doors |= {one.id for one in design.nat_gateways if one.subnet is None}
        self.inside = _inside(design)
        """The subnets that a target stands in: NAT gateways, interfaces, the endpoints of firewalls."""
        self.attached = {
            (one.transit_gateway, one.vpc) for one in design.transit_gateway_attachments if one.kind == "vpc"
        }
        self._hubs = {one.id for one in design.transit_gateways}
        self._kinds: dict[str, Kind] = {}

    def table_of(self, subnet: Subnet) -> RouteTable | None:
        """Give the table that a subnet uses: its own, or the VPC's main one (UG: main route table)."""
        own = self.tables.get(subnet.route_table) if subnet.route_table is not None else None
        return own or (self._main.get(subnet.vpc) if subnet.route_table is None else None)

    def ways(self, table: RouteTable) -> list[tuple[str, str]]:
        """Give destination and target of every route that leads somewhere, propagated ones without a destination."""
        found = [(one.destination, one.target) for one in table.routes if one.state == "active"]
        found += [("", gateway) for gateway in table.propagating_gateways]
        return [(where, target) for where, target in found if self._leads(target, table.vpc)]

    def kind(self, subnet: Subnet) -> Kind:
        """Tell what a subnet is."""
        table = self.table_of(subnet)
        if table is None:
            return "ISO"
        if table.id not in self._kinds:
            targets = [target for _, target in self.ways(table)]
            public = any(target in self.internet for target in targets)
            self._kinds[table.id] = "PUB" if public else "PRV" if targets else "ISO"
        return self._kinds[table.id]

    def _leads(self, target: str, vpc: str) -> bool:
        if target in self._hubs:
            return (target, vpc) in self.attached
        return target in self.doors or target in self.inside


def _inside(design: Design) -> dict[str, tuple[str, ...]]:
    targets = {route.target for table in design.route_tables for route in table.routes}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for gateway in design.nat_gateways:
        if gateway.subnet is not None:
            found[gateway.id].append(gateway.subnet)
    for interface in design.network_interfaces:
        if interface.id in targets:
            found[interface.id].append(interface.subnet)
        if interface.instance in targets and interface.instance is not None:
            found[interface.instance].append(interface.subnet)
    for firewall in design.firewalls:
        for end in firewall.endpoints:
            found[end.id].append(end.subnet)
    for endpoint in design.vpc_endpoints:
        if endpoint.kind != "gateway":
            found[endpoint.id].extend(node.subnet for node in endpoint.nodes)
    return {target: tuple(subnets) for target, subnets in found.items()}

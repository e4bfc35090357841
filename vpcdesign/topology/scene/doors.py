"""What stands on the border of a VPC, and which routes lead there: the doors and the wires of a scene.

Wires are routes that exist. Default routes, attachments and the tables of gateway endpoints are always shown; other
routes when somebody asks for one of their ends.
"""

from collections import defaultdict
from collections.abc import Iterator

from vpcdesign.design.document import Design
from vpcdesign.design.gateways import EgressOnlyInternetGateway, InternetGateway
from vpcdesign.design.vpcs import Subnet
from vpcdesign.topology.scene.routes import DEFAULTS, Routing
from vpcdesign.topology.scene.scene import Door, Wire

_READ = (
    "internet_gateways",
    "egress_only_internet_gateways",
    "nat_gateways",
    "vpc_endpoints",
    "virtual_private_gateways",
    "peering_connections",
    "transit_gateways",
    "transit_gateway_route_tables",
    "transit_gateway_attachments",
)
"""The lists that are read here, besides subnets and what routing reads."""


class Doors:
    """The doors and the wires of every VPC."""

    def __init__(self, design: Design, routing: Routing, before: "Doors | None" = None) -> None:
        """Look at every gateway and every table once; of `before` what did not change is taken over."""
        self._design, self._routing = design, routing
        self.read = design, routing
        same = before is not None and before.read[1] is routing
        same = same and all(getattr(design, name) is getattr(before.read[0], name) for name in _READ if before)
        self._before = (before.given, before.drawn, before.subnets) if before is not None and same else None
        self.given: dict[str, tuple[Door, ...]] = {}
        self.drawn: dict[str, tuple[Wire, ...]] = {}
        self._doors: defaultdict[str, dict[str, Door]] = defaultdict(dict)
        self.subnets: defaultdict[str, list[Subnet]] = defaultdict(list)
        self._home = {subnet.id: subnet for subnet in design.subnets}
        for subnet in design.subnets:
            self.subnets[subnet.vpc].append(subnet)
        for vpc, door in _doors(design):
            self._doors[vpc].setdefault(door.id, door)

    def of(self, vpc: str) -> tuple[Door, ...]:
        """Give the doors of a VPC in the order in which they are drawn."""
        known = self._before[0].get(vpc) if self._before else None
        self.given[vpc] = tuple(self._doors.get(vpc, {}).values()) if known is None else known
        return self.given[vpc]

    def wires(self, vpc: str) -> tuple[Wire, ...]:
        """Give the wires of a VPC, each pair of ends once; what is always shown wins."""
        known = None
        if self._before is not None:
            here, there = self.subnets.get(vpc, []), self._before[2].get(vpc, [])
            if len(here) == len(there) and all(one is other for one, other in zip(here, there, strict=True)):
                known = self._before[1].get(vpc)
        self.drawn[vpc] = tuple(self._joined(vpc)) if known is None else known
        return self.drawn[vpc]

    def _joined(self, vpc: str) -> Iterator[Wire]:
        found: dict[tuple[str, str], Wire] = {}
        for wire in self._wires(vpc):
            key = wire.source, wire.target
            known = found.get(key)
            if known is None:
                found[key] = wire
            else:
                asked = tuple(dict.fromkeys((*known.asked, *wire.asked)))
                via = tuple(dict.fromkeys((*known.via, *wire.via)))
                found[key] = Wire(*key, via, known.always or wire.always, asked)
        yield from found.values()

    def _wires(self, vpc: str) -> Iterator[Wire]:
        doors = self._doors.get(vpc, {})
        for attachment in self._design.transit_gateway_attachments:
            if attachment.vpc == vpc and attachment.transit_gateway in doors:
                for name in attachment.subnets:
                    yield Wire(name, attachment.transit_gateway, (attachment.id,), always=True)
        for subnet in self.subnets.get(vpc, ()):
            table = self._routing.table_of(subnet)
            for where, target in self._routing.ways(table) if table else ():
                always = where in DEFAULTS or self._is_endpoint(doors.get(target))
                end = target if target in doors else self._room(target, subnet)
                if end and end != subnet.id and table:
                    yield Wire(subnet.id, end, (target,), always, (subnet.id, table.id, target))

    def _is_endpoint(self, door: Door | None) -> bool:
        return door is not None and door.list == "vpc_endpoints"

    def _room(self, target: str, source: Subnet) -> str:
        """Give the subnet that a target inside the VPC stands in: the source's own zone first."""
        rooms = [self._home[name] for name in self._routing.inside.get(target, ()) if name in self._home]
        mine = [room for room in rooms if room.vpc == source.vpc]
        best = next((room for room in mine if room.az == source.az), mine[0] if mine else None)
        return best.id if best else ""


def _doors(design: Design) -> Iterator[tuple[str, Door]]:
    for kind in ("internet_gateways", "egress_only_internet_gateways"):
        gateways: tuple[InternetGateway | EgressOnlyInternetGateway, ...] = getattr(design, kind)
        yield from ((one.vpc, Door(one.id, kind, one.name or one.id, "top")) for one in gateways if one.vpc is not None)
    for nat in design.nat_gateways:
        if nat.subnet is None and nat.vpc is not None:
            yield nat.vpc, Door(nat.id, "nat_gateways", nat.name or nat.id, "top")
    for endpoint in design.vpc_endpoints:
        if endpoint.kind == "gateway":
            yield endpoint.vpc, Door(endpoint.id, "vpc_endpoints", endpoint.name or endpoint.id, "bottom")
    yield from _hubs(design)
    for private in design.virtual_private_gateways:
        if private.vpc is not None:
            name = private.name or private.id
            yield private.vpc, Door(private.id, "virtual_private_gateways", name, "bottom")
    for peering in design.peering_connections:
        for end in (peering.requester, peering.accepter):
            yield end, Door(peering.id, "peering_connections", peering.name or peering.id, "bottom")


def _hubs(design: Design) -> Iterator[tuple[str, Door]]:
    names = {hub.id: hub.name or hub.id for hub in design.transit_gateways}
    tables = {name: one.name or one.id for one in design.transit_gateway_route_tables for name in one.associations}
    for each in design.transit_gateway_attachments:
        if each.kind == "vpc" and each.vpc is not None:
            hub = each.transit_gateway
            label = tables.get(each.id, "")
            yield each.vpc, Door(hub, "transit_gateways", names.get(hub, hub), "bottom", each.id, label)

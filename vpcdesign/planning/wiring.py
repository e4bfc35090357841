"""What a new subnet is wired to: the names, route table, network ACL and IPv6 block that its siblings would give it.

A new subnet behaves like its siblings from the first packet, without a new way out or a new hole: tables that a tier
shares are shared, tables that each zone has of its own are copied from a sibling's. What a copy still owes to another
zone (a NAT gateway) is said.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from vpcdesign.design.document import Design
from vpcdesign.design.gateways import ElasticIp, NatAddress, NatGateway
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.allocate import allocate
from vpcdesign.planning.blocks import Block, block, gaps
from vpcdesign.planning.demand import WayOut, letter
from vpcdesign.planning.ground import Pattern
from vpcdesign.planning.plan import AMAZON_IPV6, SUBNET_IPV6


@dataclass
class Draft:
    """A design being edited: what is added, and what has to be said of it. Made for one edit, then thrown away."""

    design: Design
    notes: list[str] = field(default_factory=list)

    ids: set[str] = field(default_factory=set)
    """The ids in use, gathered when the first name is asked for: many an edit names nothing new."""

    def name(self, wanted: str) -> str:
        """Give an id that nobody has, as near as possible to the one that is wanted."""
        self.ids = self.ids or {noun.id for _, _, noun in self.design.nouns()}
        found, number = wanted, 2
        while found in self.ids:
            found, number = f"{wanted}-{number}", number + 1
        self.ids.add(found)
        return found

    def add(self, **lists: Sequence[object]) -> None:
        """Append nouns to lists of the design."""
        self.design = self.design.model_copy(
            update={kind: (*getattr(self.design, kind), *nouns) for kind, nouns in lists.items()}
        )

    def put(self, kind: str, noun: object, place: int) -> None:
        """Put a noun in the place of another."""
        old = getattr(self.design, kind)
        self.design = self.design.model_copy(update={kind: (*old[:place], noun, *old[place + 1 :])})


def sibling_name(pattern: Pattern, zone: str) -> str:
    """Name a subnet of a tier after its siblings: `prod-app-a` has a sibling `prod-app-d`."""
    for subnet, _ in pattern.subnets:
        if subnet.id.endswith(f"-{letter(subnet.az)}"):
            return f"{subnet.id[: -len(letter(subnet.az))]}{letter(zone)}"
    return f"{pattern.tier}-{letter(zone)}"


def like_siblings(draft: Draft, pattern: Pattern, zone: str, place: Block, *, gateways: bool) -> Subnet:
    """Add a subnet of a tier in a zone, wired as its siblings are."""
    sibling = next((each for each, _ in pattern.subnets if each.az == zone), pattern.subnets[0][0])
    name = draft.name(sibling_name(pattern, zone))
    made = sibling.model_copy(
        update={
            "id": name,
            "name": None if sibling.name is None else name,
            "tags": {},
            "note": None,
            "az": zone,
            "az_id": next((each.az_id for each in draft.design.subnets if each.az == zone), None),
            "cidr": str(place),
            "route_table": _table(draft, pattern, sibling, (name, zone), gateways=gateways),
            **ipv6_like(draft.design, sibling, [each for each, _ in pattern.subnets]),
        }
    )
    draft.add(subnets=[made])
    return made


def _table(draft: Draft, pattern: Pattern, sibling: Subnet, new: tuple[str, str], *, gateways: bool) -> str | None:
    """Give the table of a new subnet: the siblings' where they share one, else a copy with the sibling's routes.

    `new` is the name of the subnet and its zone.
    """
    name, zone = new
    old = next((each for each in draft.design.route_tables if each.id == sibling.route_table), None)
    if old is None:
        return sibling.route_table
    tables = [subnet.route_table for subnet, _ in pattern.subnets]
    zones = {subnet.az for subnet, _ in pattern.subnets}
    nats = {each.id for each in draft.design.nat_gateways}
    leaving = [route.target for route in old.routes if route.target in nats]
    one_each = len(zones) > 1 and len(set(tables)) == len(tables)
    if zone in zones or not (one_each or (gateways and leaving)):
        return sibling.route_table
    made = old.model_copy(update={"id": draft.name(f"rt-{name}"), "name": None, "main": False, "note": None})
    draft.add(route_tables=[made])
    _join_endpoints(draft, old.id, made.id)
    if leaving and not gateways:
        draft.notes.append(
            f"{name} leaves by {leaving[0]}, in another zone, until it has a NAT gateway of its own: `--gateways` adds "
            "one"
        )
    return made.id


def _join_endpoints(draft: Draft, old: str, new: str) -> None:
    """Let gateway endpoints that write into a table write into its copy."""
    for place, each in enumerate(draft.design.vpc_endpoints):
        if old in each.route_tables:
            draft.put("vpc_endpoints", each.model_copy(update={"route_tables": (*each.route_tables, new)}), place)


def nat_gateway(draft: Draft, public: Subnet, prefix: str = "") -> NatGateway:
    """Add a NAT gateway in a public subnet, with an Elastic IP address that AWS has yet to assign."""
    name = draft.name(f"{prefix}nat-{letter(public.az)}")
    region = next(vpc.region for vpc in draft.design.vpcs if vpc.id == public.vpc)
    address = ElasticIp(id=draft.name(f"eip-{name}"), region=region)
    made = NatGateway(id=name, subnet=public.id, addresses=(NatAddress(public_ip="auto", elastic_ip=address.id),))
    draft.add(nat_gateways=[made], elastic_ips=[address])
    return made


def lead_through(draft: Draft, subnets: Collection[str], nat: str) -> None:
    """Let the subnets' tables use this NAT gateway where they used another."""
    nats = {each.id for each in draft.design.nat_gateways}
    tables = {each.route_table for each in draft.design.subnets if each.id in subnets}
    for place, table in enumerate(draft.design.route_tables):
        if table.id in tables and any(route.target in nats for route in table.routes):
            routes = tuple(
                route.model_copy(update={"target": nat}) if route.target in nats else route for route in table.routes
            )
            draft.put("route_tables", table.model_copy(update={"routes": routes}), place)


def tables_of_tier(draft: Draft, vpc: str, tier: str, way_out: WayOut, zones: Sequence[str]) -> dict[str, str]:
    """Add the tables of a new tier and give them by zone: one for all, or one each where each zone has its own NAT."""
    if way_out == "private" and len(zones) > 1:
        names = {zone: draft.name(f"rt-{tier}-{letter(zone)}") for zone in zones}
    else:
        names = dict.fromkeys(zones, draft.name(f"rt-{tier}"))
    for name in dict.fromkeys(names.values()):
        zone = next(zone for zone in zones if names[zone] == name)
        draft.add(route_tables=[RouteTable(id=name, vpc=vpc, routes=ways_out(draft, vpc, way_out, zone, name))])
    return names


def ways_out(draft: Draft, vpc: str, way_out: WayOut, zone: str, table: str) -> tuple[Route, ...]:
    """Give the routes out that the VPC's gateways allow a tier of that kind in a zone."""
    design = draft.design
    found = next(each for each in design.vpcs if each.id == vpc)
    ipv6 = bool(found.ipv6_cidrs) or found.amazon_ipv6
    if way_out == "isolated":
        return ()
    if way_out == "public":
        gateway = next((each.id for each in design.internet_gateways if each.vpc == vpc), None)
        if gateway is None:
            draft.notes.append(f"{table} has no way out yet: `{vpc}` has no internet gateway")
            return ()
        return tuple(
            Route(destination=to, target=gateway) for to in (("0.0.0.0/0", "::/0") if ipv6 else ("0.0.0.0/0",))
        )
    nats = _nat_zones(design, vpc) if design.nat_gateways else {}
    nat = next((name for name, home in nats.items() if home == zone), next(iter(nats), None))
    if nat is None:
        draft.notes.append(f"{table} has no way out yet: `{vpc}` has no NAT gateway")
    elif nats[nat] != zone:
        draft.notes.append(f"{table} leaves by {nat}, in another zone: {zone} has no NAT gateway")
    egress = next((each.id for each in design.egress_only_internet_gateways if each.vpc == vpc), None)
    routes = [Route(destination="0.0.0.0/0", target=nat)] if nat else []
    return (*routes, *([Route(destination="::/0", target=egress)] if ipv6 and egress else []))


def _nat_zones(design: Design, vpc: str) -> dict[str, str]:
    """Give the zone of each NAT gateway of a VPC."""
    homes = {each.id: each.az for each in design.subnets if each.vpc == vpc}
    return {each.id: homes[each.subnet] for each in design.nat_gateways if each.subnet in homes}


def ipv6_like(design: Design, sibling: Subnet, tier: Sequence[Subnet]) -> dict[str, str | int | None]:
    """Give the next /64 where the siblings have one, beside them where that is free (UG: subnet sizing for IPv6)."""
    nothing: dict[str, str | int | None] = {"ipv6_cidr": None, "ipv6_index": None}
    mates = [each for each in design.subnets if each.vpc == sibling.vpc]
    if sibling.ipv6_cidr is not None:
        vpc = next(each for each in design.vpcs if each.id == sibling.vpc)
        roots, taken = [block(cidr) for cidr in vpc.ipv6_cidrs], [block(e.ipv6_cidr) for e in mates if e.ipv6_cidr]
        own = [block(each.ipv6_cidr) for each in tier if each.ipv6_cidr]
    elif sibling.ipv6_index is not None:
        roots, taken = [AMAZON_IPV6], [_numbered(each.ipv6_index) for each in mates if each.ipv6_index is not None]
        own = [_numbered(each.ipv6_index) for each in tier if each.ipv6_index is not None]
    else:
        return nothing
    free = gaps(roots, taken)
    near = [gap for gap in free if own and gap.height == SUBNET_IPV6 and gap.buddy in own]
    found = allocate(near or free, [SUBNET_IPV6])
    if not found:
        return nothing
    if sibling.ipv6_cidr is not None:
        return {**nothing, "ipv6_cidr": str(found[0])}
    return {**nothing, "ipv6_index": (found[0].low - AMAZON_IPV6.low) >> SUBNET_IPV6}


def _numbered(index: int) -> Block:
    """Give the /64 of that number in Amazon's block that nobody knows yet."""
    return Block(AMAZON_IPV6.low + (index << SUBNET_IPV6), SUBNET_IPV6)

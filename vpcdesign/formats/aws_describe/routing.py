"""Route tables and prefix lists, from AWS's documents (UG: Route tables; API: Route).

The local routes of the VPC's own blocks are left out, since a design implies them; one whose target was replaced
stays, and so does one that a person wrote for a part of the VPC. A target keeps its id even where nothing else in the
design knows it: what a packet meets there is then unknown, which is the truth.
"""

from typing import Literal

from vpcdesign.design.routing import PrefixList, Route, RouteTable
from vpcdesign.design.words import quoted
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import (
    Misread,
    Raw,
    block,
    flag,
    name,
    need,
    number,
    part,
    parts,
    tags,
    text,
    word,
)
from vpcdesign.formats.aws_describe.vpcs import blocks_of, ipv6_blocks_of

TARGETS = (
    "GatewayId",
    "NatGatewayId",
    "TransitGatewayId",
    "VpcPeeringConnectionId",
    "NetworkInterfaceId",
    "InstanceId",
    "EgressOnlyInternetGatewayId",
    "VpcEndpointId",
    "CarrierGatewayId",
    "LocalGatewayId",
    "CoreNetworkArn",
    "OdbNetworkArn",
)
ORIGINS: dict[str, Literal["propagated", "advertised"]] = {
    "EnableVgwRoutePropagation": "propagated",
    "Advertisement": "advertised",
}
NO_TARGET = "unknown"


def route_tables(estate: Estate) -> tuple[RouteTable, ...]:
    tables = estate.build("RouteTables", _route_table)
    _tell_missing_mains(estate, tables)
    return tables


def _route_table(estate: Estate, record: Record) -> RouteTable:
    raw = record.raw
    associations = [
        each
        for each in parts(raw, "Associations")
        if word(part(each, "AssociationState"), "State") in {"", "associated", "associating"}
    ]
    gateways = [gateway for each in associations if (gateway := text(each, "GatewayId")) is not None]
    for each in associations:
        if text(each, "PublicIpv4Pool") is not None:
            estate.note(record.id, "routes of an address pool are outside the design: this association is left out")
    for extra in gateways[1:]:
        estate.note(record.id, f"also associated with gateway {quoted(extra)}: a design holds one gateway a table")
    known = estate.documents.of("Vpcs").get(need(raw, "VpcId"))
    own = {*blocks_of(known.raw), *ipv6_blocks_of(known.raw)} if known is not None else set()
    written = [each for each in parts(raw, "Routes") if not _is_implied(each, own)]
    routes = [route for each in written if (route := _route(estate, record.id, each)) is not None]
    return RouteTable(
        id=record.id,
        name=name(raw),
        tags=tags(raw),
        vpc=need(raw, "VpcId"),
        main=any(flag(each, "Main") for each in associations),
        routes=tuple(sorted(routes, key=lambda route: (":" in route.destination, route.destination, route.origin))),
        gateway=gateways[0] if gateways else None,
        propagating_gateways=tuple(sorted(need(each, "GatewayId") for each in parts(raw, "PropagatingVgws"))),
    )


def _is_implied(raw: Raw, own: set[str]) -> bool:
    """Tell a local route that every table of the VPC has; `own` are the VPC's blocks."""
    if text(raw, "GatewayId") != "local":
        return False
    return text(raw, "Origin") != "CreateRoute" or _destination(raw) in own


def _route(estate: Estate, table: str, raw: Raw) -> Route | None:
    targets = [(key, target) for key in TARGETS if (target := text(raw, key)) is not None]
    origin, state = text(raw, "Origin"), word(raw, "State")
    destination = _destination(raw)
    if state == "filtered":
        estate.note(table, f"the route to {destination} is filtered by a route server: left out")
        return None
    if not targets:
        estate.note(table, f"the route to {destination} has no target that an import knows: what takes it is unknown")
    # An instance's route names its interface too, which is what the packet is handed to (API: Route).
    named = dict(targets)
    target = named.get("NetworkInterfaceId") or (targets[0][1] if targets else NO_TARGET)
    return Route(
        destination=destination,
        target=target,
        origin=ORIGINS.get(origin or "", "static"),
        state="blackhole" if state == "blackhole" else "active",
    )


def _destination(raw: Raw) -> str:
    for key in ("DestinationCidrBlock", "DestinationIpv6CidrBlock"):
        found = block(raw, key)
        if found is not None:
            return found
    return need(raw, "DestinationPrefixListId")


def _tell_missing_mains(estate: Estate, tables: tuple[RouteTable, ...]) -> None:
    """Say where AWS's own default stands in: a main table that nobody described holds local routes only (UG: 2)."""
    mains = {table.vpc for table in tables if table.main}
    explicit = {
        need(each, "SubnetId")
        for record in estate.records("RouteTables")
        for each in parts(record.raw, "Associations")
        if text(each, "SubnetId") is not None
    }
    waiting: dict[str, int] = {}
    for record in estate.records("Subnets"):
        vpc = need(record.raw, "VpcId")
        if record.id not in explicit and vpc not in mains:
            waiting[vpc] = waiting.get(vpc, 0) + 1
    for vpc, count in sorted(waiting.items()):
        words = "no document describes this VPC's main route table: taken to hold the local routes only"
        estate.note(vpc, f"{words} ({count} subnet{'s' if count > 1 else ''} without a table of their own)")


def prefix_lists(estate: Estate) -> tuple[PrefixList, ...]:
    """Give the prefix lists that are in use or described with their entries."""
    used = _used(estate)

    def prefix_list(estate: Estate, record: Record) -> PrefixList | None:
        raw = record.raw
        if word(raw, "State").startswith("delete-"):
            return None
        said = estate.documents.answers("Entries", record.id)
        entries = [found for each in said or () if (found := block(each, "Cidr")) is not None]
        cidrs = list(dict.fromkeys([*entries, *_plain_blocks(raw)]))
        if not cidrs and said is None and record.id in used:
            estate.note(record.id, "the entries of this prefix list were not collected: it is taken to be empty")
        title = text(raw, "PrefixListName")
        amazon = title is not None and title.startswith("com.amazonaws.")
        return PrefixList(
            id=record.id,
            name=name(raw) or title,
            tags=tags(raw),
            region=estate.where.region(record),
            service=title if amazon else None,
            cidrs=tuple(cidrs),
            max_entries=number(raw, "MaxEntries"),
        )

    return estate.build("PrefixLists", prefix_list)


def _plain_blocks(raw: Raw) -> list[str]:
    """Give the blocks that `describe-prefix-lists` writes into the list itself."""
    value = raw.get("Cidrs")
    if value is None:
        return []
    if not isinstance(value, list):
        raise Misread(raw, "Cidrs", "`Cidrs` is no list")
    return [found for each in value if (found := block({"Cidrs": each}, "Cidrs")) is not None]


def _used(estate: Estate) -> set[str]:
    """Give the prefix lists that a route or a security group names."""
    used = {
        found
        for record in estate.records("RouteTables")
        for route in parts(record.raw, "Routes")
        if (found := text(route, "DestinationPrefixListId")) is not None
    }
    for record in estate.records("SecurityGroups"):
        for key in ("IpPermissions", "IpPermissionsEgress"):
            for rule in parts(record.raw, key):
                used.update(need(each, "PrefixListId") for each in parts(rule, "PrefixListIds"))
    references = estate.records("TransitGatewayPrefixListReferences")
    return used | {need(record.raw, "PrefixListId") for record in references}

"""What hangs on a transit gateway: who is attached, what lies behind each, and how one more thing is hung on it.

An attachment is associated with one table, which routes what comes from it, and propagates into any number of tables,
which then know the way to it. Both are needed, and on both sides, for an answer to come back (TGW: how it works).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vpcdesign.design.document import Design
from vpcdesign.design.hybrid import OnPremises
from vpcdesign.design.transit import (
    TransitGateway,
    TransitGatewayAttachment,
    TransitGatewayRoute,
    TransitGatewayRouteTable,
)
from vpcdesign.design.vpcs import Vpc
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.step import Work
from vpcdesign.planning.attach.vicinity import Vicinity, called
from vpcdesign.planning.form import Blank, Option

NEW = "new"
NONE = "none"
ASN = 64512
"""What AWS gives a transit gateway where nobody asks for another (TGW: quotas)."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a transit gateway that something new is hung into: `association` may be new, or none."""

    association: str
    propagations: tuple[str, ...]


def ask_tables(blank: Blank, here: Vicinity, hub: str, like: str, *, propagates: bool = True) -> Tables:
    """Ask for the tables: those of others of its kind (`like`: vpc, vpn, direct-connect) are proposed."""
    tables = [one for one in here.design.transit_gateway_route_tables if one.transit_gateway == hub]
    if hub == NEW or not tables:
        blank.notes.append("with a route table that all attachments share")
        return Tables(NEW, (NEW,) if propagates else ())
    gateway = here.survey.find(TransitGateway, hub)
    mates = [
        one.id for one in here.design.transit_gateway_attachments if one.transit_gateway == hub and one.kind == like
    ]
    by_mates = next((one.id for one in tables if set(mates) & set(one.associations)), None)
    default = (gateway.default_association_table if gateway else None) or by_mates or tables[0].id
    options = [
        *(Option(one.id, one.id) for one in tables),
        Option(NEW, "a new one"),
        Option(NONE, "none: nothing gets in"),
    ]
    association = blank.choice("association", "Its packets are routed by", options, default)
    if not propagates:
        return Tables(association, ())
    told = [one.id for one in tables if set(mates) & set(one.propagations)]
    own = gateway.default_propagation_table if gateway else None
    ticked = [own] if own else told or [one.id for one in tables]
    found = blank.ticks("propagations", "Known in", [Option(one.id, one.id) for one in tables], ticked)
    return Tables(association, found)


def hang(work: Work, hub: str, attachment: TransitGatewayAttachment, tables: Tables) -> None:
    """Add an attachment, associate it and let it propagate."""
    work.add("transit_gateway_attachments", attachment)
    association, propagations = tables.association, list(tables.propagations)
    if NEW in {association, *propagations}:
        made = work.name(f"{hub}-routes")
        work.add("transit_gateway_route_tables", TransitGatewayRouteTable(id=made, transit_gateway=hub))
        association = made if association == NEW else association
        propagations = [made if one == NEW else one for one in propagations]
        first = next(one for one in work.design.transit_gateways if one.id == hub)
        if first.default_association_table is None and not _other_tables(work.design, hub, made):
            defaults = {"default_association_table": made, "default_propagation_table": made}
            work.put("transit_gateways", first.model_copy(update=defaults))
    for table in [one for one in work.design.transit_gateway_route_tables if one.transit_gateway == hub]:
        update: dict[str, tuple[str, ...]] = {}
        if table.id == association:
            update["associations"] = (*table.associations, attachment.id)
        if table.id in propagations:
            update["propagations"] = (*table.propagations, attachment.id)
        if update:
            work.put("transit_gateway_route_tables", table.model_copy(update=update))


def _other_tables(design: Design, hub: str, made: str) -> bool:
    return any(one.transit_gateway == hub and one.id != made for one in design.transit_gateway_route_tables)


def lead_statically(work: Work, hub: str, attachment: str, blocks: Sequence[str]) -> None:
    """Write static routes to an attachment into every table of a transit gateway: a static VPN propagates nothing."""
    for table in [one for one in work.design.transit_gateway_route_tables if one.transit_gateway == hub]:
        if attachment in table.associations and len(table.associations) == 1:
            continue
        there = {one.destination for one in table.routes}
        new = tuple(
            TransitGatewayRoute(destination=one, attachments=(attachment,)) for one in blocks if one not in there
        )
        if new:
            work.put("transit_gateway_route_tables", table.model_copy(update={"routes": (*table.routes, *new)}))


def attached(here: Vicinity, hub: str, tables: Sequence[str] | None = None) -> list[Vpc]:
    """Give the VPCs that are attached, in the order of the document; only those that some tables route, if named."""
    chosen = [one for one in here.design.transit_gateway_route_tables if one.id in (tables or ())]
    routed = {name for one in chosen for name in one.associations}
    names = {
        one.vpc
        for one in here.design.transit_gateway_attachments
        if one.transit_gateway == hub and one.kind == "vpc" and (tables is None or one.id in routed)
    }
    return [one for one in here.design.vpcs if one.id in names]


def known(here: Vicinity, table: str) -> list[str]:
    """Give the blocks that a transit gateway route table knows a way to: propagated and static ones."""
    found = next((one for one in here.design.transit_gateway_route_tables if one.id == table), None)
    if found is None:
        return []
    blocks: dict[str, None] = {}
    for one in here.design.transit_gateway_attachments:
        if one.id in found.propagations:
            blocks.update(dict.fromkeys(_behind(here, one)))
    for route in found.routes:
        if route.attachments and "/" in route.destination:
            blocks[route.destination] = None
    return list(blocks)


def _behind(here: Vicinity, attachment: TransitGatewayAttachment) -> tuple[str, ...]:
    """Give what an attachment propagates (TGW: how it works)."""
    if attachment.vpc is not None:
        blocks = here.blocks(attachment.vpc)
        return blocks if attachment.ipv6_support else tuple(one for one in blocks if ":" not in one)
    link = here.survey.nouns.get(attachment.vpn_connection or attachment.direct_connect or "")
    return () if getattr(link, "static_routes_only", False) else tuple(getattr(link, "routes", ()))


def sites(here: Vicinity, hub: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the networks outside AWS that hang on a transit gateway, with their blocks."""
    for one in here.design.transit_gateway_attachments:
        link = one.vpn_connection or one.direct_connect
        if one.transit_gateway != hub or link is None:
            continue
        found = here.survey.nouns.get(link)
        blocks = tuple(getattr(found, "routes", ()))
        site = here.survey.find(OnPremises, getattr(found, "on_premises", None))
        yield (site.id if site else link), blocks or (site.cidrs if site else ())


def ways_through(here: Vicinity, vpc: str, hub: str, blocks: Sequence[str], target: str) -> list[ways.Way]:
    """Give the routes of a VPC's tables to blocks behind a transit gateway."""
    found = []
    own = here.blocks(vpc)
    doors = {name for one in here.design.transit_gateway_attachments for name in one.subnets}
    doors -= {one.subnet for one in here.design.network_interfaces}
    for table, users in here.tables(vpc).items():
        if not users:
            continue
        ipv6 = any(one.ipv6_cidr or one.ipv6_index is not None for one in users)
        leads = any(one.target == hub for one in here.routes(table))
        inner = [one for one in ways.inner(here, users) if one.id not in doors]
        meant = leads or (bool(inner) and not ways.wants_nothing(users))
        for cidr in blocks:
            if cidr in own or (":" in cidr and not ipv6):
                continue
            found.append(ways.Way(table, vpc, cidr, target, called(table, users), meant))
    return found

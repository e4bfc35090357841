"""Pages of routing: route tables and their lines, the tables of transit gateways, prefix lists.

The local routes of a VPC's blocks are shown first although nobody wrote them: they are there (UG: local route).
"""

from collections.abc import Iterable

from vpcdesign.aws.services import service_word
from vpcdesign.design.routing import PrefixList, Route, RouteTable
from vpcdesign.design.transit import TransitGatewayRoute, TransitGatewayRouteTable
from vpcdesign.render.ink import Row, Span, shorten, width
from vpcdesign.render.signs import BLOCKED, INNER, SAME, TO
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector import lists
from vpcdesign.tui.pages.inspector.sheet import Sheet, listed
from vpcdesign.tui.pages.inspector.surroundings import Surroundings

SHOWN = 16
"""Lines of a table that are shown in a page; its editor shows all."""


def routes_of(sheet: Sheet, here: Surroundings, table: RouteTable) -> None:
    """Write a table's lines: destination, the target's sign, the target."""
    local = here.local_blocks(table)
    for cidr in local:
        _line(sheet, cidr, (Span("  local"),), table.id)
    for place, route in enumerate(table.routes[:SHOWN]):
        _line(sheet, here.called(route.destination), _target(here, route), f"{table.id}#routes/{place}")
    sheet.more(len(table.routes) - SHOWN)
    if not local and not table.routes:
        sheet.none("no route")


def _target(here: Surroundings, route: Route) -> Row:
    if route.state == "blackhole":
        return (Span(f"{BLOCKED} ", "blocked"), Span(f"{here.called(route.target)}, gone"))
    sign = here.sign(route.target)
    return (sign._replace(text=f"{sign.text or ' '} "), Span(here.called(route.target)))


def _line(sheet: Sheet, destination: str, target: Row, selection: str) -> None:
    column = sheet.column - 4
    shown = Span(shorten(visible(destination), column))
    sheet.add((Span("  "), shown, Span(" " * max(column - width([shown]), 1)), *target), selection)


def route_table(sheet: Sheet, here: Surroundings, table: RouteTable) -> None:
    """Write the page of a route table."""
    sheet.fact("VPC", here.called(table.vpc), table.vpc)
    if table.main:
        sheet.fact("Main", "for subnets without a table of their own")
    if table.gateway:
        sheet.fact("Gateway", here.called(table.gateway), table.gateway, "what comes in there")
    for gateway in table.propagating_gateways:
        sheet.fact("Learns from", here.called(gateway), gateway)
    sheet.group("Routes")
    routes_of(sheet, here, table)
    subnets = here.subnets_of_table(table)
    lists.subnets(sheet, here, "Routes what leaves" if subnets else "Routes no subnet", subnets)


def route(sheet: Sheet, here: Surroundings, table: RouteTable, line: Route) -> None:
    """Write the page of one route."""
    known = here.index.by_id.get(line.destination)
    sheet.fact("Destination", here.called(line.destination), line.destination if known else "")
    sheet.fact("Target", here.called(line.target), line.target if line.target in here.index else "")
    sheet.fact("State", line.state)
    sheet.fact("Written by", {"static": "hand", "propagated": "a gateway", "advertised": "a route server"}[line.origin])
    sheet.fact("Table", here.called(table.id), table.id)
    if line.state == "blackhole":
        sheet.blank()
        sheet.say("A blackhole still wins: packets that it covers are lost, and no shorter route takes over.", "muted")
    if isinstance(known, PrefixList):
        lists.blocks(sheet, f"Stands for {len(known.cidrs)} blocks", known.cidrs)
    _rivals(sheet, here, table, line)
    subnets = here.subnets_of_table(table)
    if subnets:
        lists.subnets(sheet, here, "Decides for", subnets)


def _rivals(sheet: Sheet, here: Surroundings, table: RouteTable, line: Route) -> None:
    """Name the routes of the table that take part of what this one covers (UG: route priority)."""
    own = here.span(line.destination)
    if own is None:
        return
    inside = [
        (place, each)
        for place, each in enumerate(table.routes)
        if each is not line and (span := here.span(each.destination)) and own[0] <= span[0] and span[1] <= own[1]
    ]
    local = [cidr for cidr in here.local_blocks(table) if (span := here.span(cidr)) and own[0] <= span[0] <= own[1]]
    if not inside and not local:
        return
    sheet.group("Longer prefixes go first")
    for cidr in local:
        _line(sheet, cidr, (Span("  local"),), table.id)
    for place, each in inside[:SHOWN]:
        _line(sheet, here.called(each.destination), _target(here, each), f"{table.id}#routes/{place}")
    sheet.more(len(inside) - SHOWN)


def leading_here(sheet: Sheet, here: Surroundings, *targets: str) -> None:
    """Write the routes that lead to a thing."""
    leads = [lead for target in targets for lead in here.leading_to(target)]
    named = [
        (f"{here.called(each.table.id)} {INNER} {here.called(each.route.destination)}", each.selection)
        for each in leads
    ]
    lists.parts(sheet, "Routes that lead here" if leads else "No route leads here", named)


def prefix_list(sheet: Sheet, here: Surroundings, found: PrefixList) -> None:
    """Write the page of a prefix list."""
    if found.service:
        sheet.fact("Service", service_word(found.service))
    if found.region:
        sheet.fact("Region", found.region)
    most = f" of at most {found.max_entries}" if found.max_entries is not None else ""
    lists.blocks(sheet, f"{len(found.cidrs)} blocks{most}", found.cidrs)
    named = [
        (f"{here.called(table.id)} {INNER} route {place + 1}", f"{table.id}#routes/{place}")
        for table in here.design.route_tables
        for place, each in enumerate(table.routes)
        if each.destination == found.id
    ]
    named += lines_that_name(here, found.id)
    lists.parts(sheet, "Used by" if named else "Used by nothing", named)


def lines_that_name(here: Surroundings, name: str) -> Iterable[tuple[str, str]]:
    """Give the lines of security groups that name something: in words, and what selects them."""
    for group in here.design.security_groups:
        for word, way, peers in (
            ("inbound", "ingress", [line.peer for line in group.ingress]),
            ("outbound", "egress", [line.peer for line in group.egress]),
        ):
            for place, peer in enumerate(peers):
                if peer == name:
                    yield f"{here.called(group.id)} {INNER} {word} {place + 1}", f"{group.id}#{way}/{place}"


def transit_table(sheet: Sheet, here: Surroundings, table: TransitGatewayRouteTable) -> None:
    """Write the page of a transit gateway's route table: whose packets it routes, and what it knows."""
    sheet.fact("Gateway", here.called(table.transit_gateway), table.transit_gateway)
    sheet.group("From" if table.associations else "From nobody")
    for name in table.associations:
        sheet.item(here.sign(name), here.far_side(name, table.transit_gateway), here.attachment_word(name), name)
    sheet.group("Knows")
    for place, line in enumerate(table.routes[:SHOWN]):
        target = (
            (
                Span(f"{TO} ", "gateway"),
                Span(listed(here.far_side(name, table.transit_gateway) for name in line.attachments)),
            )
            if line.attachments
            else (Span(f"{BLOCKED} ", "blocked"), Span("blackhole"))
        )
        _line(sheet, here.called(line.destination), target, f"{table.id}#routes/{place}")
    sheet.more(len(table.routes) - SHOWN)
    for name in table.propagations:
        for cidr in here.propagated(name)[:SHOWN]:
            _line(sheet, cidr, (Span(f"{TO} ", "gateway"), Span(here.far_side(name, table.transit_gateway))), name)
    if not table.routes and not table.propagations:
        sheet.none("nothing: what comes here is lost")
    for name in table.associations:
        if name not in table.propagations and not any(name in line.attachments for line in table.routes):
            sheet.blank()
            sheet.say(
                f"{SAME} {here.far_side(name, table.transit_gateway)} sends by it and is not known to it", "muted"
            )


def transit_route(sheet: Sheet, here: Surroundings, table: TransitGatewayRouteTable, line: TransitGatewayRoute) -> None:
    """Write the page of one route of a transit gateway."""
    known = line.destination in here.index
    sheet.fact("Destination", here.called(line.destination), line.destination if known else "")
    sheet.fact("Written by", {"static": "hand", "propagated": "an attachment"}[line.origin])
    sheet.fact("Table", here.called(table.id), table.id)
    if not line.attachments:
        sheet.fact("To", "nowhere, a blackhole")
    for name in line.attachments:
        sheet.fact("To", here.far_side(name, table.transit_gateway), name)

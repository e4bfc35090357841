"""A route table as AWS shows it, with the routes that nobody writes, and which of them takes a destination.

The rank of a route is the compiler's own, so that what is called unused here is what no packet of the engine ever
takes: longest prefix, then local and static before prefix lists before propagated (UG: route priority). A route is
unused when others take every address of it: one with the same block that ranks before it, or more exact ones together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import block, blocks
from vpcdesign.algebra.intervals import Intervals, difference, of, overlap, subset
from vpcdesign.analysis.lines.standing import DECIDES, Standing
from vpcdesign.aws.services import service_word
from vpcdesign.compiler.routes import LISTED, LOCAL, PROPAGATED, STATIC
from vpcdesign.design.document import Design
from vpcdesign.design.routing import Route, RouteTable

Origin = Literal["vpc", "static", "propagated", "advertised", "endpoint"]


@dataclass(frozen=True, slots=True)
class TableLine:
    """One route: `place` in the table's `routes`, or None where AWS writes it; `known` tells whether its blocks are."""

    destination: str
    target: str
    origin: Origin
    place: int | None
    blocks: tuple[tuple[int, int], ...]
    rank: int
    blackhole: bool = False
    note: str = ""

    @property
    def known(self) -> bool:
        """Tell whether anybody knows which addresses the route is for: not with a list that has no entries here."""
        return bool(self.blocks)


def table_lines(design: Design, table: RouteTable) -> list[TableLine]:
    """Give every route of a table: the VPC's own, the written ones, those of endpoints, the propagated."""
    written = list(_written(design, table))
    known = {(one.destination, one.target) for one in written}
    others = (*_endpoints(design, table), *_propagated(design, table))
    return [*_own(design, table), *written, *(one for one in others if (one.destination, one.target) not in known)]


def _own(design: Design, table: RouteTable) -> Iterator[TableLine]:
    """Give the local routes, except those that the table writes itself (UG: replace the target for a local route)."""
    vpc = next((one for one in design.vpcs if one.id == table.vpc), None)
    written = {block(one.destination) for one in table.routes if "/" in one.destination}
    for cidr in (*vpc.cidrs, *vpc.ipv6_cidrs) if vpc else ():
        if block(cidr) not in written:
            yield TableLine(cidr, "local", "vpc", None, block(cidr), LOCAL)


def _written(design: Design, table: RouteTable) -> Iterator[TableLine]:
    lists = {one.id: one.cidrs for one in design.prefix_lists}
    vpc = next((one for one in design.vpcs if one.id == table.vpc), None)
    own = blocks([*vpc.cidrs, *vpc.ipv6_cidrs]) if vpc else ()
    ends = {one.id for one in design.vpc_endpoints if one.kind == "gateway" and table.id in one.route_tables}
    for place, route in enumerate(table.routes):
        if route.destination in lists:
            found = tuple(pair for cidr in lists[route.destination] for pair in block(cidr))
            rank = LISTED
        elif "/" in route.destination:
            found = block(route.destination)
            rank = _rank(route, replaced=found[0] in own)
        else:
            found, rank = (), LISTED
        gone = route.state == "blackhole"
        origin: Origin = "endpoint" if route.target in ends else route.origin
        yield TableLine(route.destination, route.target, origin, place, found, rank, gone, route.note or "")


def _rank(route: Route, *, replaced: bool) -> int:
    if route.target == "local":
        return LOCAL
    if route.origin != "static":
        return PROPAGATED + 1
    return LOCAL - 1 if replaced else STATIC


def _endpoints(design: Design, table: RouteTable) -> Iterator[TableLine]:
    """Give what gateway endpoints add (PL: gateway endpoints)."""
    for one in design.vpc_endpoints:
        if one.kind == "gateway" and table.id in one.route_tables:
            named = [each for each in design.prefix_lists if each.id == one.prefix_list]
            of_service = [
                each
                for each in design.prefix_lists
                if each.service and service_word(each.service) == service_word(one.service)
            ]
            listed = next(iter(named or of_service), None)
            found = tuple(pair for cidr in (listed.cidrs if listed else ()) for pair in block(cidr))
            name = one.prefix_list or (listed.id if listed else f"pl-{service_word(one.service)}")
            yield TableLine(name, one.id, "endpoint", None, found, LISTED)


def _propagated(design: Design, table: RouteTable) -> Iterator[TableLine]:
    """Give what virtual private gateways tell the table (VPN: route priority)."""
    for gateway in table.propagating_gateways:
        told = [
            (cidr, PROPAGATED)
            for line in design.direct_connects
            if gateway in line.virtual_private_gateways
            for cidr in line.routes
        ]
        for vpn in design.vpn_connections:
            if vpn.virtual_private_gateway == gateway:
                told += [(cidr, PROPAGATED + (1 if vpn.static_routes_only else 2)) for cidr in vpn.routes]
        for cidr, rank in told:
            yield TableLine(cidr, gateway, "propagated", None, block(cidr), rank)


def standings(lines: Sequence[TableLine]) -> list[Standing]:
    """Say of each route whether any packet takes it, and who takes them instead."""
    won = winners(lines)
    return [_standing(lines, won, place) for place in range(len(lines))]


Winners: TypeAlias = dict[tuple[int, int], tuple[int, ...]]
"""The routes that take each block, as far as no more exact block takes from it."""


def winners(lines: Sequence[TableLine]) -> Winners:
    """Give who takes each block, where no more exact one does; several where AWS leaves it open."""
    own: Intervals = of(pair for line in lines if line.rank <= LOCAL for pair in line.blocks)
    asked: dict[tuple[int, int], list[int]] = {}
    for place, line in enumerate(lines):
        for pair in line.blocks:
            if line.rank < LISTED or not subset((pair,), own):
                asked.setdefault(pair, []).append(place)
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    for pair, several in asked.items():
        best = min(lines[place].rank for place in several)
        found[pair] = tuple(place for place in several if lines[place].rank == best)
    return found


def _standing(lines: Sequence[TableLine], won: Winners, place: int) -> Standing:
    line, by = lines[place], dict[int, None]()
    if not line.known:
        return Standing("empty")
    for pair in line.blocks:
        takers = won.get(pair, ())
        if place not in takers:
            by.update(dict.fromkeys(takers or _inside(lines, pair)))
            continue
        rest: Intervals = (pair,)
        for other, others in won.items():
            if other != pair and pair[0] <= other[0] and other[1] <= pair[1] and overlap(rest, (other,)):
                rest = difference(rest, (other,))
                by.update(dict.fromkeys(others))
        if rest:
            return DECIDES
    return Standing("shadowed", tuple(by))


def _inside(lines: Sequence[TableLine], pair: tuple[int, int]) -> list[int]:
    """Give the local routes that a block lies in: they stand before lists and what is propagated."""
    return [place for place, line in enumerate(lines) if line.rank == LOCAL and overlap(line.blocks, (pair,))]


def taken_by(won: Winners, address: int) -> int | None:
    """Give the route that a packet to an address takes, None where the table has none."""
    met = [(pair, places) for pair, places in won.items() if pair[0] <= address <= pair[1]]
    return min(met, key=lambda one: one[0][1] - one[0][0])[1][0] if met else None

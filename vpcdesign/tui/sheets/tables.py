"""Route tables as sheets: what is written, and in its place what AWS writes: local, propagated, of endpoints.

A route that no packet takes is marked, because another one takes all of its addresses; exact as the compiler is.
"""

from collections import Counter
from collections.abc import Mapping

from vpcdesign.analysis.lines.routes import Origin, TableLine, standings, table_lines
from vpcdesign.analysis.lines.standing import Standing
from vpcdesign.design.noun import Noun
from vpcdesign.design.references import ROUTE_TARGETS
from vpcdesign.design.routing import RouteTable
from vpcdesign.render.ink import Role
from vpcdesign.render.signs import SHADOWED, UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets import peers
from vpcdesign.tui.sheets.kinds import Candidate, Reading, Table, Texts
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.reading import ANYWHERE, Taken, Wrong, is_block, read_block, unknown
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet

COLUMNS = (
    Column("destination", "destination", 4, 18, grows=True),
    Column("target", "target", 25, 12, sign_at=23),
    Column("state", "state", 38, 9, edited=False),
    Column("note", "from", 48, 14),
)
FROM: dict[Origin, str] = {
    "vpc": "the VPC",
    "static": "static",
    "propagated": "propagated",
    "advertised": "advertised",
    "endpoint": "endpoint",
}
FIXED: dict[Origin, str] = {
    "vpc": "the local route is the VPC's own and cannot go; a route to the same block replaces its target.",
    "static": "",
    "propagated": "AWS propagates this route; change what the gateway knows, or add a static route, which goes before.",
    "advertised": "AWS advertises this route; change it where it comes from.",
    "endpoint": "AWS writes this route for the endpoint; take the table out of the endpoint's route tables.",
}
LOCAL = "local"


class RouteTables:
    """The sheets of route tables."""

    kind = "route_tables"

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        assert isinstance(noun, RouteTable)
        lines = table_lines(here.design, noun)
        names = Names(here, here.design.prefix_lists)
        shown = tuple(_line(here, names, (place, lines[place]), one) for place, one in enumerate(standings(lines)))
        return Sheet(noun.id, self.kind, here.called(noun.id), self._where(here, noun), (section("routes", shown),))

    @staticmethod
    def _where(here: Surroundings, noun: RouteTable) -> str:
        routed = [here.called(one.id) for one in here.subnets_of_table(noun)]
        if noun.gateway:
            return f"on {here.called(noun.gateway)}, a gateway route table"
        words = f"on {', '.join(routed)}" if routed else "on nothing yet"
        return f"{words}; main" if noun.main else words

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        found = (here.table_of(one) for one in here.design.subnets)
        gateways = Counter(one.id for one in here.design.route_tables if one.gateway)
        return Counter(one.id for one in found if one is not None) + gateways

    def read(self, at: Table, texts: Texts) -> Reading:
        destination = read_destination(at.here, texts.get("destination", ""))
        target = read_target(at.here, texts.get("target", ""))
        values = {"destination": destination.value, "target": target, "note": texts.get("note", "").strip() or None}
        return Reading(values, tuple(filter(None, (destination.said,))))

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        if column == "destination":
            return destinations_offered(at.here, at.noun)
        return targets_offered(at.here, getattr(at.noun, "vpc", "")) if column == "target" else []

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        return []

    def draft(self, at: Table, texts: Texts) -> Line:
        target = at.here.sign(texts.get("target", ""))
        cells = (
            Cell(texts.get("destination", "")),
            Cell(texts.get("target", ""), sign=target if target.text else None),
            Cell(f"{UNSAVED} new", "changed"),
            Cell(texts.get("note", "")),
        )
        return Line("", cells)


def section(table: str, lines: tuple[Line, ...]) -> Section:
    """Make the table of routes."""
    return Section(table, "", COLUMNS, lines, nothing="no route; a adds one")


def _line(here: Surroundings, names: Names, row: tuple[int, TableLine], standing: Standing) -> Line:
    place, one = row
    sign = here.sign(one.target)
    idle = standing.kind == "shadowed"
    missing = one.target != LOCAL and one.target not in here.index
    state, role = _state(one, standing, missing=missing)
    note = visible(one.note) or FROM[one.origin]
    cells = (
        Cell(names.shown(one.destination)),
        Cell(
            here.called(one.target), "blocked" if one.blackhole or missing else "text", sign=sign if sign.text else None
        ),
        Cell(state, role),
        Cell(note, "muted", one.note),
    )
    path = f"routes/{one.place}" if one.place is not None else f"routes/={place}"
    return Line(path, cells, faded=idle, fixed=FIXED[one.origin])


def _state(one: TableLine, standing: Standing, *, missing: bool) -> tuple[str, Role]:
    if one.blackhole or missing:
        return "blackhole", "blocked"
    if standing.kind == "shadowed":
        return f"{SHADOWED} unused", "warning"
    return ("unknown", "muted") if standing.kind == "empty" else ("active", "text")


def read_destination(here: Surroundings, text: str) -> Taken:
    """Read where a route leads: a block or a prefix list."""
    typed = text.strip()
    names = Names(here, here.design.prefix_lists)
    known = names.id_of(typed)
    if known is not None:
        return Taken(known)
    if not typed:
        raise Wrong("destination", "a destination is missing: a block, a prefix list, or any")
    if typed.casefold() in ANYWHERE or is_block(typed) or "/" in typed:
        return read_block(typed, "destination")
    raise unknown(typed, "destination", "destination", [*names.words(), *ANYWHERE])


def _targets(here: Surroundings) -> Names:
    found = [one for kind, _, one in here.design.nouns() if kind in ROUTE_TARGETS]
    return Names(here, found)


def read_target(here: Surroundings, text: str) -> str:
    """Read what a route leads to, by id or name."""
    typed = text.strip()
    if typed.casefold() == LOCAL:
        return LOCAL
    if typed in here.index and here.kind(typed) in ROUTE_TARGETS:
        return typed
    names = _targets(here)
    known = names.id_of(typed) or next((end for end in _endpoints(here) if end.casefold() == typed.casefold()), None)
    if known is not None:
        return known
    if not typed:
        raise Wrong("target", "a target is missing: a gateway, an interface, an endpoint, or local")
    if typed in here.index:
        return typed  # whatever it is, AWS says why it is no target
    raise unknown(typed, "target", "target of a route", [*names.words(), *_endpoints(here), LOCAL])


def _endpoints(here: Surroundings) -> list[str]:
    return [end.id for wall in here.design.firewalls for end in wall.endpoints]


def destinations_offered(here: Surroundings, noun: Noun) -> list[Candidate]:
    """Give what a route may lead to."""
    lists = [
        Candidate(Names(here, here.design.prefix_lists).shown(one.id), f"{len(one.cidrs)} blocks")
        for one in here.design.prefix_lists
    ]
    names = Names(here, here.design.security_groups)
    return [*peers.blocks_offered(here, noun, names), *lists]


def targets_offered(here: Surroundings, vpc: str) -> list[Candidate]:
    """Give the targets that a table of a VPC may name; those of other VPCs are left out."""
    names, found = _targets(here), []
    homes = {one.id: one.vpc for one in here.design.subnets}
    for kind in ROUTE_TARGETS:
        for noun in getattr(here.design, kind, ()):
            home = getattr(noun, "vpc", None) or homes.get(getattr(noun, "subnet", None) or "", "")
            if kind in {"peering_connections", "transit_gateways"} or home == vpc:
                found.append(Candidate(names.shown(noun.id), here.kind(noun.id).removesuffix("s").replace("_", " ")))
    found += [Candidate(end, "firewall endpoint") for end in _endpoints(here)]
    return [*found, Candidate(LOCAL, "the VPC itself")]

"""Route tables of a transit gateway as sheets: its own routes, and whose packets and whose blocks it takes.

What attachments propagate is told and not edited here; a static route goes before it (TGW: route evaluation order).
"""

from collections.abc import Iterable, Mapping

from vpcdesign.design.noun import Noun
from vpcdesign.design.transit import TransitGatewayRoute, TransitGatewayRouteTable
from vpcdesign.render.ink import Role, Span
from vpcdesign.render.signs import SHADOWED, TRANSIT, UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.kinds import Candidate, Reading, Table, Texts
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet
from vpcdesign.tui.sheets.tables import destinations_offered, read_destination
from vpcdesign.tui.sheets.words import names_of, offered, read_name, read_names, shown_names

ROUTES = (
    Column("destination", "destination", 4, 18, grows=True),
    Column("attachments", "attachment", 25, 14, sign_at=23),
    Column("state", "state", 40, 9, edited=False),
    Column("note", "from", 50, 12),
)
MEMBERS = (
    Column("attachment", "attachment", 4, 20, grows=True, sign_at=0),
    Column("leads", "leads to", 25, 36, edited=False),
)
LISTS = {"associations": "From", "propagations": "Learns"}
GONE = "blackhole"


class TransitTables:
    """The sheets of transit gateways' route tables."""

    kind = "transit_gateway_route_tables"

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        assert isinstance(noun, TransitGatewayRouteTable)
        names = names_of(here, ["transit_gateway_attachments"])
        written = {one.destination for one in noun.routes if one.origin == "static"}
        lines = [_route(here, names, f"routes/{place}", one) for place, one in enumerate(noun.routes)]
        lines += list(_propagated(here, names, noun, written))
        sections = (
            Section("routes", "", ROUTES, tuple(lines), nothing="no route; a adds one"),
            *(_members(here, names, noun, table, title) for table, title in LISTS.items()),
        )
        where = f"of {here.called(noun.transit_gateway)}"
        return Sheet(noun.id, self.kind, here.called(noun.id), where, sections)

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        return {one.id: len(one.associations) for one in here.design.transit_gateway_route_tables}

    def read(self, at: Table, texts: Texts) -> Reading:
        names = names_of(at.here, ["transit_gateway_attachments"])
        if at.table != "routes":
            return Reading({}, word=read_name(texts.get("attachment", ""), "attachment", "attachment", names))
        destination = read_destination(at.here, texts.get("destination", ""))
        text = texts.get("attachments", "")
        through = () if text.strip().lower() in {"", GONE} else read_names(text, "attachments", "attachment", names)
        note = texts.get("note", "").strip() or None
        values = {"destination": destination.value, "attachments": through, "note": note}
        return Reading(values, tuple(filter(None, (destination.said,))))

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        if column in {"attachment", "attachments"}:
            names = names_of(at.here, ["transit_gateway_attachments"])
            own = [Candidate(one.text, at.here.far_side(names.id_of(one.text) or "")) for one in offered(names, "")]
            return own if column == "attachment" else [*own, Candidate(GONE, "drops what it takes")]
        return destinations_offered(at.here, at.noun) if column == "destination" else []

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        return []

    def draft(self, at: Table, texts: Texts) -> Line:
        if at.table != "routes":
            return Line("", (Cell(texts.get("attachment", ""), "changed"), Cell("")))
        cells = (
            Cell(texts.get("destination", "")),
            Cell(texts.get("attachments", "")),
            Cell(f"{UNSAVED} new", "changed"),
            Cell(texts.get("note", "")),
        )
        return Line("", cells)


def _route(here: Surroundings, names: Names, path: str, one: TransitGatewayRoute) -> Line:
    lists = names_of(here, ["prefix_lists"])
    through = shown_names(names, one.attachments)
    state: tuple[str, Role] = ("active", "text") if through else (GONE, "blocked")
    cells = (
        Cell(lists.shown(one.destination)),
        Cell(through, sign=Span(TRANSIT, "gateway") if through else None),
        Cell(*state),
        Cell(visible(one.note or "") or one.origin, "muted", one.note or ""),
    )
    fixed = "AWS propagates this route; change what the attachment leads to, or add a static one." * (
        one.origin == "propagated"
    )
    return Line(path, cells, fixed=fixed)


def _propagated(here: Surroundings, names: Names, noun: TransitGatewayRouteTable, written: set[str]) -> Iterable[Line]:
    """Give what attachments bring in, where no written route stands before it."""
    seen = {(one.destination, name) for one in noun.routes for name in one.attachments}
    number = 0
    for attachment in noun.propagations:
        for cidr in here.propagated(attachment):
            if (cidr, attachment) in seen:
                continue
            idle = cidr in written
            cells = (
                Cell(cidr),
                Cell(names.shown(attachment), sign=Span(TRANSIT, "gateway")),
                Cell(f"{SHADOWED} unused" if idle else "active", "warning" if idle else "text"),
                Cell("propagated", "muted"),
            )
            fixed = f"{names.shown(attachment)} propagates this block; a static route goes before it."
            yield Line(f"routes/={number}", cells, faded=idle, fixed=fixed)
            number += 1


def _members(here: Surroundings, names: Names, noun: TransitGatewayRouteTable, table: str, title: str) -> Section:
    ids: tuple[str, ...] = noun.associations if table == "associations" else noun.propagations
    lines = tuple(
        Line(f"{table}/{place}", (Cell(names.shown(one)), Cell(_leads(here, one), "muted")))
        for place, one in enumerate(ids)
    )
    words = "routes packets of nobody; a adds an attachment" if table == "associations" else "learns from nobody"
    return Section(
        table, title, MEMBERS, lines, f"{len(ids)} attachments" if len(ids) != 1 else "1 attachment", 0, words
    )


def _leads(here: Surroundings, attachment: str) -> str:
    return f"{here.attachment_word(attachment)} {here.far_side(attachment)}"

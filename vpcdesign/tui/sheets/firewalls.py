"""Network firewalls as sheets: stateless rules in their order, then stateful ones (NFW: rules evaluation)."""

from collections.abc import Mapping

from vpcdesign.design.firewalls import Firewall, FirewallRule
from vpcdesign.design.noun import Noun
from vpcdesign.render.ink import Role
from vpcdesign.render.signs import UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets import peers
from vpcdesign.tui.sheets.kinds import Candidate, Reading, Table, Texts
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.offers import of_ports, of_protocols
from vpcdesign.tui.sheets.reading import read_one_of
from vpcdesign.tui.sheets.services import read_services
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet
from vpcdesign.tui.sheets.words import read_blocks

COLUMNS = (
    Column("number", "", 3, 2, edited=False, right=True),
    Column("action", "act", 8, 7),
    Column("protocol", "", 16, 5),
    Column("ports", "ports", 22, 9),
    Column("sources", "sources", 32, 14, grows=True),
    Column("destinations", "destinations", 47, 15),
)
TABLES = {"stateless_rules": "Stateless", "stateful_rules": "Stateful"}
ACTIONS = {
    "stateless_rules": ("pass", "drop", "forward"),
    "stateful_rules": ("pass", "drop", "reject", "alert"),
}
ROLES: dict[str, Role] = {"pass": "allowed", "drop": "blocked", "reject": "blocked"}


class Firewalls:
    """The sheets of network firewalls."""

    kind = "firewalls"

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        assert isinstance(noun, Firewall)
        defaults = {"stateless_rules": noun.stateless_default, "stateful_rules": noun.stateful_default}
        sections = []
        for table, title in TABLES.items():
            rules: tuple[FirewallRule, ...] = getattr(noun, table)
            lines = [_line(f"{table}/{place}", place, one) for place, one in enumerate(rules)]
            lines.append(_last(table, defaults[table]))
            order = f", {noun.stateful_order} order" if table == "stateful_rules" else ""
            sections.append(Section(table, title, COLUMNS, tuple(lines), f"{len(rules)}{order}", 6))
        where = f"in {here.called(noun.vpc or noun.transit_gateway)}"
        return Sheet(noun.id, self.kind, here.called(noun.id), where, tuple(sections))

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        return {one.id: len(one.endpoints) for one in here.design.firewalls}

    def read(self, at: Table, texts: Texts) -> Reading:
        values: dict[str, object] = {
            "action": read_one_of(texts.get("action", "") or "pass", "action", ACTIONS[at.table], "action"),
            **read_services(texts.get("protocol", "") or "all", texts.get("ports", "")),
            "sources": read_blocks(texts.get("sources", ""), "sources"),
            "destinations": read_blocks(texts.get("destinations", ""), "destinations"),
        }
        return Reading(values)

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:
        match column:
            case "action":
                return [Candidate(one) for one in ACTIONS[at.table]]
            case "protocol":
                return of_protocols()
            case "ports":
                return of_ports(protocol)
            case "sources" | "destinations":
                names = Names(at.here, at.here.design.security_groups)
                return [Candidate("any", "every address"), *peers.blocks_offered(at.here, at.noun, names)]
            case _:
                return []

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        return []

    def draft(self, at: Table, texts: Texts) -> Line:
        rules: tuple[FirewallRule, ...] = getattr(at.noun, at.table)
        cells = [Cell(texts.get(column.field, "")) for column in COLUMNS]
        cells[0] = Cell(str(len(rules) + 1), "changed")
        return Line("", tuple(cells), UNSAVED, "changed")


def _line(path: str, place: int, one: FirewallRule) -> Line:
    sources = ", ".join(one.sources) or "any"
    if one.source_ports:
        sources += f" :{one.source_ports}"
    cells = (
        Cell(str(place + 1)),
        Cell(one.action, ROLES.get(one.action, "text")),
        Cell(visible(one.protocol)),
        Cell(visible(one.ports or "")),
        Cell(visible(sources), typed=", ".join(one.sources)),
        Cell(
            visible(", ".join(one.destinations) or "any") + (" either way" if one.either_way else ""),
            typed=", ".join(one.destinations),
        ),
    )
    return Line(path, cells)


def _last(table: str, default: str) -> Line:
    cells = (Cell("*"), Cell(default, ROLES.get(default, "text")), Cell("all"), Cell(""), Cell("any"), Cell("any"))
    return Line(f"{table}/*", cells, fixed="the default action of the firewall; e changes it.")

"""Security groups as sheets: lines without order, numbered as they stand; a line that others cover says by whom.

A line is redundant by exact sets only (`analysis.lines`); what is read accepts every form that the console shows.
"""

from collections.abc import Mapping, Sequence

from vpcdesign.analysis.lines.spaces import Sight
from vpcdesign.analysis.lines.standing import Standing, of_group
from vpcdesign.aws.quotas import IPV4_RULES
from vpcdesign.design.filters import EgressRule, IngressRule, SecurityGroup
from vpcdesign.design.noun import Noun
from vpcdesign.design.quotas import weight
from vpcdesign.render.signs import SAME, UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets import peers
from vpcdesign.tui.sheets.kinds import Candidate, Reading, Table, Texts
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.offers import of_ports, of_protocols
from vpcdesign.tui.sheets.services import ports_shown, ports_text, protocol_text, read_services
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet

PORTS = 9
SIDES = {"ingress": ("Inbound", "source"), "egress": ("Outbound", "destination")}


def columns(side: str) -> tuple[Column, ...]:
    """Give the columns of one direction."""
    return (
        Column("number", "", 3, 2, edited=False, right=True),
        Column("protocol", "protocol", 8, 8),
        Column("ports", "ports", 17, PORTS),
        Column("peer", side, 27, 17, grows=True),
        Column("note", "note", 45, 17),
    )


class Groups:
    """The sheets of security groups."""

    kind = "security_groups"

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        assert isinstance(noun, SecurityGroup)
        names, sight = self._names(here), Sight(here.design)
        sections = (
            _section("ingress", noun.ingress, names, sight),
            _section("egress", noun.egress, names, sight),
        )
        worn = wearers(here, noun.id)
        where = f"on {', '.join(worn)}" if worn else "on nothing yet"
        return Sheet(noun.id, self.kind, here.called(noun.id), where, sections)

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        return peers.worn(here.design)

    def read(self, at: Table, texts: Texts) -> Reading:
        services = read_services(texts.get("protocol", ""), texts.get("ports", ""))
        peer = peers.read_peer(at.here, texts.get("peer", ""), self._names(at.here))
        values = {**services, SIDES[at.table][1]: peer.value, "note": texts.get("note", "").strip() or None}
        return Reading(values, tuple(filter(None, (peer.said,))))

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:
        match column:
            case "protocol":
                return of_protocols()
            case "ports":
                return of_ports(protocol)
            case "peer":
                return peers.offered(at.here, at.noun, self._names(at.here))
            case _:
                return []

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:
        return peers.near(at.here, at.noun, self._names(at.here), text) if column == "peer" else []

    def draft(self, at: Table, texts: Texts) -> Line:
        assert isinstance(at.noun, SecurityGroup)
        number = len(at.noun.ingress if at.table == "ingress" else at.noun.egress) + 1
        cells = [Cell(texts.get(column.field, "")) for column in columns("")]
        cells[0] = Cell(str(number), "changed")
        return Line("", tuple(cells), UNSAVED, "changed")

    @staticmethod
    def _names(here: Surroundings) -> Names:
        return Names(here, [*here.design.security_groups, *here.design.prefix_lists])


def _section(table: str, rules: Sequence[IngressRule | EgressRule], names: Names, sight: Sight) -> Section:
    title, side = SIDES[table]
    standings = of_group(rules, sight)
    lines = tuple(_line(f"{table}/{place}", place, rule, standings[place], names) for place, rule in enumerate(rules))
    used = sum(weight(sight.lists[rule.peer]) if rule.peer in sight.lists else 1 for rule in rules)
    nothing = "lets nothing in; a adds a line" if table == "ingress" else "lets nothing begin; a adds a line"
    return Section(table, title, columns(side), lines, f"{used} of {IPV4_RULES.default}", 6, nothing)


def _line(path: str, place: int, rule: IngressRule | EgressRule, standing: Standing, names: Names) -> Line:
    note = Cell(visible(rule.note or ""), "muted", rule.note or "")
    if standing.idle:
        note = Cell(covered_words(standing, rule), "warning", rule.note or "")
    cells = (
        Cell(str(place + 1)),
        Cell(protocol_text(rule), typed=protocol_text(rule).split(" ")[0]),
        Cell(ports_shown(rule, PORTS), typed=ports_text(rule)),
        Cell(names.shown(rule.peer)),
        note,
    )
    return Line(path, cells, SAME if standing.idle else "", faded=standing.idle)


def covered_words(standing: Standing, rule: IngressRule | EgressRule) -> str:
    """Say in a few words why a line is without effect."""
    if standing.kind == "empty":
        return "stale" if rule.stale else "matches nothing"
    numbers = ", ".join(str(place + 1) for place in standing.by)
    return f"line {numbers} covers it" if len(standing.by) == 1 else f"lines {numbers} cover it"


def wearers(here: Surroundings, group: str) -> list[str]:
    """Give who wears a group, by the names that people call them."""
    found = [one.id for one in here.design.network_interfaces if group in one.security_groups]
    found += [one.id for one in here.design.load_balancers if group in one.security_groups]
    found += [one.id for one in here.design.vpc_endpoints if group in one.security_groups]
    return list(dict.fromkeys(here.called(name) for name in found))

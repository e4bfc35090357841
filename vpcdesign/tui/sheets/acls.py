"""Network ACLs as sheets: rules in the order of their numbers, the last one implied; a shadowed rule names who decides.

Rows stand by number whatever the order of the document, because the number is what decides (UG: network ACL basics).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from vpcdesign.analysis.lines.standing import IMPLIED, Standing, of_acl
from vpcdesign.aws.quotas import ACL_RULES
from vpcdesign.design.edit.vacant import free_number
from vpcdesign.design.filters import AclRule, NetworkAcl
from vpcdesign.design.noun import Noun
from vpcdesign.render.ink import Role
from vpcdesign.render.signs import SAME, SHADOWED, UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets import peers
from vpcdesign.tui.sheets.kinds import Candidate, Reading, Table, Texts
from vpcdesign.tui.sheets.names import Names
from vpcdesign.tui.sheets.offers import of_ports, of_protocols
from vpcdesign.tui.sheets.reading import read_block, read_number, read_one_of
from vpcdesign.tui.sheets.services import ports_shown, ports_text, protocol_text, read_services
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet

PORTS = 11
SIDES = {"ingress": ("Inbound", "source"), "egress": ("Outbound", "destination")}
HIGHEST = 32766
LAST = "*"
IS_LAST = "rule * denies what no other decided and is always last; a adds a rule before it."


def columns(side: str) -> tuple[Column, ...]:
    """Give the columns of one direction."""
    return (
        Column("rule", "rule", 3, 4, right=True),
        Column("action", "act", 10, 5),
        Column("protocol", "", 16, 3),
        Column("ports", "ports", 20, PORTS),
        Column("cidr", side, 32, 14, grows=True),
        Column("note", "note", 47, 15),
    )


class Acls:
    """The sheets of network ACLs."""

    kind = "network_acls"

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        assert isinstance(noun, NetworkAcl)
        sections = (_section("ingress", noun.ingress), _section("egress", noun.egress))
        guarded = [here.called(one.id) for one in here.subnets_of_acl(noun)]
        where = f"on {', '.join(guarded)}" if guarded else "on nothing yet"
        return Sheet(noun.id, self.kind, here.called(noun.id), where, sections)

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        found = (here.acl_of(one) for one in here.design.subnets)
        return Counter(one.id for one in found if one is not None)

    def read(self, at: Table, texts: Texts) -> Reading:  # noqa: ARG002 - as every kind
        values: dict[str, object] = {}
        if texts.get("rule", "").strip():
            values["rule"] = read_number(texts["rule"], "rule", 1, HIGHEST, "number of a rule")
        values["action"] = read_one_of(texts.get("action", "") or "allow", "action", ("allow", "deny"), "action")
        values |= read_services(texts.get("protocol", ""), texts.get("ports", ""))
        block = read_block(texts.get("cidr", ""))
        values["cidr"] = block.value
        values["note"] = texts.get("note", "").strip() or None
        return Reading(values, tuple(filter(None, (block.said,))))

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:
        match column:
            case "action":
                return [Candidate("allow"), Candidate("deny")]
            case "protocol":
                return of_protocols()
            case "ports":
                return of_ports(protocol)
            case "cidr":
                return peers.blocks_offered(at.here, at.noun, Names(at.here, at.here.design.security_groups))
            case _:
                return []

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:  # noqa: ARG002 - as every kind
        return []

    def draft(self, at: Table, texts: Texts) -> Line:  # noqa: ARG002 - as every kind
        role: Role = "blocked" if texts.get("action", "").startswith("d") else "allowed"
        roles: dict[str, Role] = {"rule": "changed", "action": role}
        cells = tuple(Cell(texts.get(column.field, ""), roles.get(column.field, "text")) for column in columns(""))
        return Line("", cells, UNSAVED, "changed")


def next_number(noun: NetworkAcl, table: str, behind: int | None = None) -> int | None:
    """Give the number of a new rule, at the end or behind another; None when no number is free there."""
    rules = noun.ingress if table == "ingress" else noun.egress
    return free_number([one.rule for one in rules], behind)


def _section(table: str, rules: Sequence[AclRule]) -> Section:
    title, side = SIDES[table]
    standings = of_acl(rules)
    order = sorted(range(len(rules)), key=lambda place: rules[place].rule)
    lines = [_line(f"{table}/{place}", rules[place], standings[place], rules) for place in order]
    return Section(
        table, title, columns(side), (*lines, _last(table, rules)), f"{len(rules)} of {ACL_RULES.default}", 8
    )


def _line(path: str, rule: AclRule, standing: Standing, rules: Sequence[AclRule]) -> Line:
    note = Cell(visible(rule.note or ""), "muted", rule.note or "")
    if standing.idle:
        note = Cell(shadow_words(standing, rules), "warning", rule.note or "")
    role: Role = "muted" if standing.idle else "allowed" if rule.action == "allow" else "blocked"
    cells = (
        Cell(str(rule.rule)),
        Cell(rule.action, role),
        Cell(protocol_text(rule), typed=protocol_text(rule).split(" ")[0]),
        Cell(ports_shown(rule, PORTS), typed=ports_text(rule)),
        Cell(rule.cidr),
        note,
    )
    mark = SHADOWED if standing.kind == "shadowed" else SAME if standing.idle else ""
    return Line(path, cells, mark, faded=standing.idle)


def shadow_words(standing: Standing, rules: Sequence[AclRule]) -> str:
    """Say in a few words why a rule is without effect."""
    numbers = sorted(rules[place].rule for place in standing.by if place != IMPLIED)
    named = ", ".join([*map(str, numbers), *([LAST] if IMPLIED in standing.by else [])])
    return f"shadowed by {named}" if standing.kind == "shadowed" else f"{named} does so too"


def _last(table: str, rules: Sequence[AclRule]) -> Line:
    """Write the rule that every list ends with."""
    ipv6 = bool(rules) and all(":" in rule.cidr for rule in rules)
    cells = (
        Cell(LAST),
        Cell("deny", "blocked"),
        Cell("all"),
        Cell(""),
        Cell("::/0" if ipv6 else "0.0.0.0/0"),
        Cell("always last", "muted"),
    )
    return Line(f"{table}/{LAST}", cells, fixed=IS_LAST)

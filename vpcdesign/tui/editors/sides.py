"""What stands beside a sheet: what the line under the cursor does, who answers whom, and why a line has no effect.

What is read off the lines alone is there at once; what the engine has to be asked comes when it is found, and until
then it is said to be under way. A line that names another leads there by `enter`.
"""

from collections.abc import Iterable, Iterator, Sequence

from vpcdesign.algebra import services as svc
from vpcdesign.analysis.lines.answers import Answer
from vpcdesign.analysis.lines.spaces import Sight
from vpcdesign.analysis.lines.standing import IMPLIED, Standing, of_acl, of_group
from vpcdesign.analysis.results import Difference
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, NetworkAcl, SecurityGroup
from vpcdesign.design.nodes import holder
from vpcdesign.reach.trace import Blocker
from vpcdesign.render.ink import Role, Row, Span, row, width
from vpcdesign.render.signs import ALLOWED, BLOCKED, CLOSED, FROM, OPENED, PARTIAL, SAME, SHADOWED, TO
from vpcdesign.render.visible import visible
from vpcdesign.tui.editors.working import Worked
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, sides, title
from vpcdesign.tui.sheets.acls import LAST

WAYS = {"ingress": "inbound", "egress": "outbound"}
TABS = {"security_groups": "tab.groups", "network_acls": "tab.acls", "route_tables": "tab.routes"}
SHOWN = 8


def joined(head: Row, parts: Iterable[Sequence[Line]]) -> Page:
    """Make a page of parts, a blank line between them."""
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [*([BLANK] if lines else []), *part]
    return Page(head, tuple(lines))


def effects(here: Surroundings, worked: Worked | None, words: str, sign: str, cells: int) -> list[Line]:
    """Say what a line lets through by itself, or what would stop without it."""
    found = [heading(words)]
    if worked is None:
        return [*found, Line(row(Span("proving", "muted")))]
    if worked.problem:
        return [*found, *said(visible(worked.problem), cells, "muted")]
    if worked.too_many:
        return [*found, *said("too many hosts to ask all at every move; after an edit the strip tells", cells, "muted")]
    opened = [one for one in worked.effects if one.effect in {"opened", "widened"}]
    shut = [one for one in worked.effects if one not in opened]
    if not worked.effects:
        return [*found, Line(row(Span("nothing yet" if worked.wanted.drafted else "nothing", bold=True)))]
    found += [_effect(here, one, sign, cells) for one in opened[:SHOWN]]
    found += [_effect(here, one, BLOCKED, cells) for one in shut[:SHOWN]]
    more = len(worked.effects) - min(len(opened), SHOWN) - min(len(shut), SHOWN)
    if more:
        found.append(Line(row(Span(f"  and {more} more", "muted"))))
    if worked.broken:
        count = f"{len(worked.broken)} assertion{'s' if len(worked.broken) > 1 else ''} would break"
        found.append(Line(row(Span(BLOCKED, "blocked"), Span(f" {count}")), "tab.checks"))
    return found


def if_kept(here: Surroundings, worked: Worked) -> Row:
    """Say the gravest thing that a line would do, in one line."""
    if worked.problem:
        return row(Span(visible(worked.problem), "muted"))
    if not worked.effects:
        return row(Span(f"{SAME} opens nothing, closes nothing", "muted"))
    one = worked.effects[0]
    opens = one.effect in {"opened", "widened"}
    role: Role = "changed" if opens else "partial"
    who = f"{group_name(here, one.sources)} {TO} {group_name(here, one.destinations)} {svc.write(one.services, 1)}"
    more = f"   and {len(worked.effects) - 1} more" if len(worked.effects) > 1 else ""
    return row(Span(f"{OPENED if opens else CLOSED} {visible(who)}", role), Span(more, "muted"))


def _effect(here: Surroundings, one: Difference, sign: str, cells: int) -> Line:
    role: Role = "blocked" if sign == BLOCKED else "changed"
    who = f"{group_name(here, one.sources)} {TO} {group_name(here, one.destinations)}"
    return Line(_columns(Span(sign, role), who, svc.write(one.services, 1), cells))


def _columns(sign: Span, who: str, what: str, cells: int) -> Row:
    """Put a name and its services in two columns, the second at its usual place where the first leaves it free."""
    left = row(sign, Span(f" {visible(who)}"))
    return (
        (*left, Span(" " * max(20 - width(left), 1)), Span(what))
        if width(left) + len(what) + 1 < cells
        else sides(left, (Span(what),), cells - 1)
    )


def group_name(here: Surroundings, labels: Sequence[str]) -> str:
    """Call several hosts by what they have in common: a tier, a load balancer, else the first and how many more."""
    names = list(dict.fromkeys(holder(label, here.index.by_id) for label in labels))
    if len(names) == 1:
        return names[0]
    tiers = {_tier(here, name) for name in names}
    if len(tiers) == 1 and "" not in tiers:
        return tiers.pop()
    return f"{names[0]} and {len(names) - 1} more"


def _tier(here: Surroundings, label: str) -> str:
    name = label.rpartition("(")[2].removesuffix(")") if label.endswith(")") else label
    noun = here.index.by_id.get(name)
    if noun is not None and here.kind(name) == "instances":
        noun = next((one for one in here.design.network_interfaces if one.instance == name), noun)
    subnet = here.subnet(getattr(noun, "subnet", None))
    return subnet.tier or "" if subnet is not None else ""


def in_the_way(here: Surroundings, worked: Worked | None) -> list[Line]:
    """Say what stops the packets that a line is for."""
    way = worked.way if worked is not None else None
    if way is None:
        return []
    found = [heading("In the way of")]
    ends = f"{_side(here, way.source)} {TO} {_side(here, way.destination)}"
    found.append(Line(row(Span(f"{visible(ends)} {svc.write(way.services, 2)}"))))
    if way.reason:
        return [*found, *said(visible(way.reason), 34, "muted")]
    if not way.blockers:
        other = "" if worked is not None and worked.too_many else ": another line lets it through"
        return [*found, Line(row(Span(ALLOWED, "allowed"), Span(f" nothing{other}")))]
    found += [_blocker(here, one) for one in way.blockers[:SHOWN]]
    return [*found, Line(row(Span("enter", "focus"), Span(" on one of these opens it", "muted")))]


def _side(here: Surroundings, selector: str) -> str:
    name = selector.partition(", ")[0]
    more = " and others" if ", " in selector else ""
    return here.called(name.rpartition(":")[2]) + more if name.startswith(("sg:", "subnet:")) else name + more


def _blocker(here: Surroundings, one: Blocker) -> Line:
    origin = one.origin
    name = here.called(origin.component)
    way = WAYS.get(origin.direction, "")
    if origin.kind == "security_group":
        lines: tuple[object, ...] = getattr(here.index.by_id.get(origin.component), origin.direction, ())
        end = f"#{origin.direction}/{len(lines) - 1}" if lines else ""
        words, target = "no line", origin.component + end
    elif origin.kind == "network_acl":
        words, target = f"rule {origin.by} denies", f"{origin.component}#{origin.line or f'{origin.direction}/{LAST}'}"
    else:
        words, target = one.because or one.code, origin.component
    back = ", on the way back" if one.leg == "return" else ""
    head = " ".join(filter(None, (name, way)))
    known = target.partition("#")[0] in here.index
    line = row(Span(BLOCKED, "blocked"), Span(f" {visible(f'{head}: {words}{back}')}"))
    return Line(line, opens(here, target), target) if known else Line(line)


def opens(here: Surroundings, target: str) -> str:
    """Give the command that shows where something is edited."""
    return TABS.get(here.kind(target.partition("#")[0]), "tab.map")


def who_answers(acl: NetworkAcl, several: Sequence[Answer]) -> list[Line]:
    """Say of each rule by which rule its answers come back."""
    found = [heading("Who answers whom")]
    for one in several:
        mine, others = (acl.ingress, acl.egress) if one.direction == "ingress" else (acl.egress, acl.ingress)
        found.append(_answer(acl, one, mine[one.place], others))
    return found if len(found) > 1 else []


def _answer(acl: NetworkAcl, one: Answer, rule: AclRule, others: Sequence[AclRule]) -> Line:
    signs: dict[str, tuple[str, Role]] = {
        "allowed": (ALLOWED, "allowed"),
        "partial": (PARTIAL, "partial"),
        "blocked": (BLOCKED, "blocked"),
    }
    sign, role = signs[one.verdict]
    mine = f"{WAYS[one.direction]} {rule.rule}"
    other = "egress" if one.direction == "ingress" else "ingress"
    places = one.by or one.stops
    numbers = ", ".join(LAST if place == IMPLIED else str(others[place].rule) for place in places[:3])
    words = f"{FROM} {WAYS[other]} {numbers}" if one.by else f"{WAYS[other]} {numbers} denies"
    part = " in part" if one.verdict == "partial" else ""
    place = places[0]
    target = f"{acl.id}#{other}/{LAST if place == IMPLIED else place}"
    return Line(row(Span(sign, role), Span(f" {mine:<12} "), Span(f"{words}{part}")), "", target)


def idle_rules(acl: NetworkAcl) -> list[Line]:
    """Say which rules never decide."""
    found: list[Line] = []
    for table, rules in (("ingress", acl.ingress), ("egress", acl.egress)):
        for place, standing in enumerate(of_acl(rules)):
            if standing.idle:
                found.append(_idle(f"{acl.id}#{table}/{place}", rules[place].rule, standing, rules))
    return found


def _idle(target: str, number: int, standing: Standing, rules: Sequence[AclRule]) -> Line:
    by = [rules[place] for place in standing.by if place != IMPLIED]
    numbers = ", ".join(str(rule.rule) for rule in by) or LAST
    verb = "allows" if by and by[0].action == "allow" else "denies"
    verb = verb.removesuffix("s") if len(by) > 1 else verb
    verb = "deny" if verb == "denie" else verb
    words = (
        f" {number} never decides: {numbers} {verb}"
        if standing.kind == "shadowed"
        else (f" {number} changes nothing: {numbers} {verb}")
    )
    sign = SHADOWED if standing.kind == "shadowed" else SAME
    return Line(row(Span(sign, "warning"), Span(words)), "", target)


def idle_lines(here: Surroundings, group: SecurityGroup, table: str, cells: int) -> Iterator[list[Line]]:
    """Say which lines of a direction are redundant, and how another one covers each."""
    lines: Sequence[IngressRule | EgressRule] = group.ingress if table == "ingress" else group.egress
    for place, standing in enumerate(of_group(lines, Sight(here.design))):
        if standing.idle:
            yield [heading(f"Line {place + 1} is redundant"), *_covered(here, lines, place, standing, cells)]


def _covered(
    here: Surroundings, lines: Sequence[IngressRule | EgressRule], place: int, standing: Standing, cells: int
) -> list[Line]:
    mine = lines[place]
    if standing.kind == "empty":
        why = f"{here.called(mine.peer)} is gone" if mine.stale else "it matches no packet"
        return [Line(row(Span(SAME, "warning"), Span(f" {visible(why)}")))]
    numbers = ", ".join(str(one + 1) for one in standing.by)
    many = len(standing.by) > 1
    found = [
        Line(
            row(
                Span(SAME, "warning"),
                Span(f" line{'s' if many else ''} {numbers} allow{'' if many else 's'} all of it:"),
            )
        )
    ]
    other = lines[standing.by[0]]
    same = (mine.protocol, mine.ports) == (other.protocol, other.ports)
    if many:
        why = "together they hold every packet of it"
    elif mine.peer == other.peer:
        why = "the same peer" + (", same port" if same else ", all of its ports")
    else:
        why = f"{here.called(mine.peer)} lies in {here.called(other.peer)}" + (", same port" if same else "")
    return [*found, *said(visible(why), cells, indent=2)]


def head(name: str, what: str, cells: int, *, editing: bool = False, mark: str = "") -> Row:
    """Give the title of a side page."""
    words: Row = (Span(f"{mark} ", "changed"), Span(name, bold=True)) if mark else (Span(name, bold=True),)
    return title(words, "editing" if editing else what, cells)

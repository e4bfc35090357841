"""The trace as a page of the side pane: the question, the hops there and back, and the step under the cursor."""

from collections.abc import Sequence

from vpcdesign.reach.trace import Hop, Trace
from vpcdesign.render.ink import Role, Row, Span, row, shorten, width
from vpcdesign.render.signs import ALLOWED, BLOCKED, PARTIAL
from vpcdesign.render.text.packets import packet, ports
from vpcdesign.render.text.sentence import WAY, client_ports, has_ports, headline, place_of, service
from vpcdesign.render.text.style import Style
from vpcdesign.render.text.trace import HopRow, hop_rows
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, title
from vpcdesign.tui.session.asking import Answered, Asked, Asking

SIGNS: dict[str, tuple[str, Role]] = {
    "allowed": (ALLOWED, "allowed"),
    "blocked": (BLOCKED, "blocked"),
    "partial": (PARTIAL, "partial"),
    "unknown": ("?", "changed"),
}
_ROLES: dict[str, Role] = {"✓": "allowed", "✗": "blocked", "·": "muted", "?": "changed"}
_PLAIN = Style(width=200)
HOP = "hop"
"""The act of a line that is a hop: to go to the line of the design that decided there."""
IMPLIED = "*"
DEFAULT = "default ACL"
_SAID = 20
"""Cells that are kept for what a hop did, where there is room to name all in full."""
STEP = "step"
"""The act of a line that leads to a hop, with its place."""


def sentence(answer: Answered, cells: int = 1000) -> Row:
    """Answer in one sentence, for the status line: the whole of it, or where that is cut who stops it and why."""
    told = answer.told or answer.trace
    if told is None:
        return row(Span(f" {BLOCKED} {visible(answer.problem)}", "blocked"))
    sign, role = SIGNS[told.verdict]
    whole = visible(headline(told))
    if width(row(whole)) > cells - 3 and told.verdict == "blocked" and told.blockers:
        whole = visible(brief(told))
    return row(Span(f" {sign} ", role), Span(whole, role))


def brief(told: Trace) -> str:
    """Say what stops a packet in few words: where first, the reason, and how many more there are."""
    first, more = told.blockers[0], len(told.blockers) - 1
    others = f" in {more + 1} places, first" if more else ""
    return f"blocked{others} {WAY[first.leg]}: {place_of(first)}: {_short(first.because)}."


def step_sentence(answer: Answered, place: int) -> Row:
    """Say the step under the cursor in one line, where the list of steps cannot be seen."""
    assert answer.trace is not None
    steps = numbered(answer.trace, answer.told)
    told = answer.told or answer.trace
    at = min(place, len(steps) - 1)
    one, why = steps[at][0], [*told.forward.hops, *told.back.hops][at].because
    words = f"{one.number} of {len(steps)} {one.component} {changed(one) or one.line}".rstrip()
    because = f": {_short(why)}" if why and why != one.line else ""
    return row(Span(f" {one.sign} ", _ROLES.get(one.sign, "text")), Span(visible(words + because)))


def _short(why: str) -> str:
    """Leave out what the name of the rule says already."""
    return why.removesuffix("; rule * denies")


def numbered(trace: Trace, told: Trace | None = None) -> list[tuple[HopRow, Hop]]:
    """Give every hop in words, numbered over both ways; `told` is the trace with names for ids."""
    words = told or trace
    there = list(hop_rows(words.forward, 1, _PLAIN, blocked=False))
    died = any(one.sign == BLOCKED for one in there)
    back = list(hop_rows(words.back, len(there) + 1, _PLAIN, blocked=died))
    return list(zip([*there, *back], [*trace.forward.hops, *trace.back.hops], strict=True))


def page_of(asking: Asking, answer: Answered | None, cells: int) -> Page:
    """Make the page of the standing question."""
    asked = asking.question or Asked()
    who = f"{visible(asked.source or '…')} → {visible(asked.destination or '…')} {visible(asked.service)}"
    if answer is None:
        words = "asking" if asked.whole else "s and d on two elements, or t to type"
        return Page(title("Trace", words, cells), tuple(said(who, cells)))
    if answer.trace is None:
        return Page(title("Trace", "no answer", cells), (*said(who, cells), BLANK, *said(answer.problem, cells)))
    trace = answer.trace
    steps = numbered(trace, answer.told)
    sign, role = SIGNS[trace.verdict]
    where: str = trace.verdict
    if trace.verdict == "blocked" and trace.blockers:
        where = f"blocked {WAY[trace.blockers[0].leg]}"
    head = title((Span(f"{sign} ", role), Span("Trace", bold=True)), where, cells)
    head = (*head[:-1], head[-1]._replace(role=role))
    told = answer.told or trace
    lines = said(f"{visible(told.source)} → {visible(told.destination)} {service(trace)}", cells)
    wanted = client_ports(trace)
    if wanted and has_ports(trace):
        lines += [Line(row(Span(f"client {ports(wanted)}", "muted")))]
    if trace.verdict in {"partial", "unknown"}:
        lines += said(visible(headline(told)), cells, role)
    lines += _blockers(steps)
    lines += _hops(trace, steps, cells)
    lines += _step(trace, steps, asking.step, cells)
    lines += [each for note in trace.notes for each in (BLANK, *said(f"note: {visible(note)}", cells))]
    return Page(head, tuple(lines))


def _blockers(steps: Sequence[tuple[HopRow, Hop]]) -> list[Line]:
    """List all that stops the packet, where that is more than one place: each is mended, or none is any use."""
    several = [one for one, _ in steps if one.sign == BLOCKED]
    if len(several) < 2:
        return []
    lines = [Line(row(Span(f"Stopped in {len(several)} places", "blocked", bold=True)))]
    for one in several:
        words = f" {one.number:>2} {one.component} {one.line}".rstrip()
        lines.append(Line(row(Span(one.sign, "blocked", bold=True), Span(words)), f"{STEP} {one.number - 1}"))
    return lines


def _hops(trace: Trace, several: Sequence[tuple[HopRow, Hop]], cells: int) -> list[Line]:
    lines = [heading("There")] if trace.forward.hops else []
    first_back = len(trace.forward.hops)
    space = min(max((len(_called(one)) for one, _ in several), default=0), max(14, cells - 7 - _SAID))
    blocked = False
    for place, (one, hop) in enumerate(several):
        if place == first_back:
            lines.append(heading("Back, as if it had arrived" if blocked else "Back"))
        words = _fitting(changed(one) or one.line or _why(one, hop), cells - space - 7)
        text = f" {one.number:>2} {shorten(_called(one), space):<{space}} {words}"
        mark = Span(one.sign, _ROLES.get(one.sign, "text"), bold=one.sign == BLOCKED)
        lines.append(Line(row(mark, Span(text, "muted" if one.sign == "·" else "text")), HOP, _element(hop)))
        if one.sign == BLOCKED and not blocked:
            blocked = True
            if place not in (first_back - 1, len(several) - 1):
                lines.append(Line(row(Span("After the block, as if it passed", "muted"))))
    return lines


def _called(one: HopRow) -> str:
    """Name what a hop met in few cells: of the default network ACL there is one a VPC."""
    return DEFAULT if one.component.startswith(f"{DEFAULT} of ") else one.component


def _why(one: HopRow, hop: Hop) -> str:
    """Say why in a word; what only passes a packet on is told by its name."""
    return one.because if hop.because or hop.code or hop.action == "deliver" else "passes it on"


def _fitting(words: str, cells: int) -> str:
    """Leave out where a route leads from where both ends do not fit: where it leads to is what was decided."""
    _, arrow, target = words.partition(" → ")
    if not arrow or len(words) <= cells or cells <= 6:
        return words
    return f"→ {shorten(target if len(target) <= cells - 2 else target.partition(', ')[0], cells - 2)}"


def changed(one: HopRow) -> str:
    """Say what a translation made of the packet: `from 10.20.1.10`."""
    first = one.change.partition(", ")[0]
    way, _, rest = first.partition(" ")
    after = rest.partition(" → ")[2]
    return f"{way} {after.rpartition(':')[0] or after}" if after else ""


def _step(trace: Trace, several: Sequence[tuple[HopRow, Hop]], place: int, cells: int) -> list[Line]:
    if not 0 <= place < len(several):
        return []
    one, hop = several[place]
    way = "there" if place < len(trace.forward.hops) else "back"
    rule = Line(row(Span("─" * cells, "border")))
    words = f"Step {one.number} of {len(several)}, {way}: "
    head = Line(row(Span(words, "muted"), Span(one.component, bold=True)))
    lines = [rule, head, *_packet("from", "to", hop, cells)]
    if hop.after is not None and hop.after != hop.packet:
        lines += [Line(row(Span("becomes", "muted"))), *said(one.change, cells, indent=2)]
    if one.because != hop.code:
        lines += said(one.because, cells)
    explained = next((each for each in trace.blockers if each.origin == hop.origin and each.code == hop.code), None)
    if explained is not None and explained.because != one.because:
        lines += said(explained.because, cells)
    if hop.code:
        lines.append(Line(row(Span(hop.code, "blocked")), "help.code " + hop.code))
    return lines


def _packet(first: str, second: str, hop: Hop, cells: int) -> list[Line]:
    words = packet(hop.packet)
    source, arrow, destination = words.partition(" → ")
    if not arrow:
        return said(words, cells)
    return [
        Line(row(Span(f"{first:<8} ", "muted"), Span(source.removeprefix("tcp ").removeprefix("udp ")))),
        Line(row(Span(f"{second:<8} ", "muted"), Span(destination))),
    ]


def hops_of(answer: Answered) -> list[Hop]:
    """Give the steps of an answer, there and back; none where nothing was ever sent."""
    return [*answer.trace.forward.hops, *answer.trace.back.hops] if answer.trace is not None else []


def element_of(answer: Answered, place: int) -> str:
    """Give the element that decided at a step of an answer that has one."""
    hops = hops_of(answer)
    return _element(hops[min(place, len(hops) - 1)])


def _element(hop: Hop) -> str:
    """Give the element that decided at a hop: its line where the origin names one, else where a line is missing."""
    origin = hop.origin
    if origin.line:
        return f"{origin.component}#{origin.line}"
    if hop.action == "deny" and origin.by == IMPLIED and origin.direction:
        return f"{origin.component}#{origin.direction}/{IMPLIED}"
    return origin.component

"""The trace as a page of the side pane: the question, the hops there and back, and the step under the cursor."""

from vpcdesign.reach.trace import Hop, Trace
from vpcdesign.render.ink import Role, Row, Span, row, shorten
from vpcdesign.render.signs import ALLOWED, BLOCKED, PARTIAL
from vpcdesign.render.text.packets import packet, ports
from vpcdesign.render.text.sentence import WAY, client_ports, has_ports, headline, service
from vpcdesign.render.text.style import Style
from vpcdesign.render.text.trace import HopRow, hop_rows
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, title
from vpcdesign.tui.session.asking import Answered, Asking

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


def sentence(answer: Answered) -> Row:
    """Answer in one sentence, for the status line."""
    if answer.trace is None:
        return row(Span(f" {BLOCKED} {visible(answer.problem)}", "blocked"))
    sign, role = SIGNS[answer.trace.verdict]
    return row(Span(f" {sign} ", role), Span(visible(headline(answer.trace)), role))


def numbered(trace: Trace) -> list[tuple[HopRow, Hop]]:
    """Give every hop in words, numbered over both ways."""
    there = list(hop_rows(trace.forward, 1, _PLAIN, blocked=False))
    died = any(one.sign == BLOCKED for one in there)
    back = list(hop_rows(trace.back, len(there) + 1, _PLAIN, blocked=died))
    return list(zip([*there, *back], [*trace.forward.hops, *trace.back.hops], strict=True))


def page_of(asking: Asking, answer: Answered | None, cells: int) -> Page:
    """Make the page of the standing question."""
    asked = asking.question
    assert asked is not None
    who = f"{visible(asked.source or '…')} → {visible(asked.destination or '…')} {visible(asked.service)}"
    if answer is None:
        words = "asking" if asked.whole else "s and d on two elements, or t to type"
        return Page(title("Trace", words, cells), tuple(said(who, cells)))
    if answer.trace is None:
        return Page(title("Trace", "no answer", cells), (*said(who, cells), BLANK, *said(answer.problem, cells)))
    trace = answer.trace
    sign, role = SIGNS[trace.verdict]
    where: str = trace.verdict
    if trace.verdict == "blocked" and trace.blockers:
        where = f"blocked {WAY[trace.blockers[0].leg]}"
    head = title((Span(f"{sign} ", role), Span("Trace", bold=True)), where, cells)
    lines = said(f"{visible(trace.source)} → {visible(trace.destination)} {service(trace)}", cells)
    wanted = client_ports(trace)
    if wanted and has_ports(trace):
        lines += [Line(row(Span(f"client {ports(wanted)}", "muted")))]
    lines += _hops(trace)
    lines += _step(trace, asking.step, cells)
    lines += [each for note in trace.notes for each in (BLANK, *said(f"note: {visible(note)}", cells))]
    return Page(head, tuple(lines))


def _hops(trace: Trace) -> list[Line]:
    lines = [heading("There")] if trace.forward.hops else []
    several = numbered(trace)
    first_back = len(trace.forward.hops)
    width = min(max((len(one.component) for one, _ in several), default=0), 14)
    blocked = False
    for place, (one, hop) in enumerate(several):
        if place == first_back:
            lines.append(heading("Back, as if it had arrived" if blocked else "Back"))
        words = _changed(one) or one.line or one.because
        text = f" {one.number:>2} {shorten(one.component, width):<{width}} {words}"
        mark = Span(one.sign, _ROLES.get(one.sign, "text"), bold=one.sign == BLOCKED)
        lines.append(Line(row(mark, Span(text, "muted" if one.sign == "·" else "text")), HOP, _element(hop)))
        if one.sign == BLOCKED and not blocked:
            blocked = True
            if place not in (first_back - 1, len(several) - 1):
                lines.append(Line(row(Span("After the block, as if it passed", "muted"))))
    return lines


def _changed(one: HopRow) -> str:
    """Say what a translation made of the packet: `from 10.20.1.10`."""
    first = one.change.partition(", ")[0]
    way, _, rest = first.partition(" ")
    after = rest.partition(" → ")[2]
    return f"{way} {after.rpartition(':')[0] or after}" if after else ""


def _step(trace: Trace, place: int, cells: int) -> list[Line]:
    several = numbered(trace)
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


def _element(hop: Hop) -> str:
    """Give the element that decided at a hop: its line where the origin names one."""
    origin = hop.origin
    return f"{origin.component}#{origin.line}" if origin.line else origin.component

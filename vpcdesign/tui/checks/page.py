"""An assertion or a finding at the side: what is expected, how it fares, and the packet that breaks it."""

from vpcdesign.analysis.results import Result
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.render.ink import Role, Span, row
from vpcdesign.render.signs import ALLOWED, BLOCKED, DANGER
from vpcdesign.render.text.naming import spoken
from vpcdesign.render.text.packets import packet
from vpcdesign.render.visible import visible
from vpcdesign.tui.asking.page import changed, numbered
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, title
from vpcdesign.tui.session.asking import Asked
from vpcdesign.tui.session.packets import packet_of
from vpcdesign.tui.session.proof import Found

_DECIDED = {"permit", "deny", "translate", "drop"}


def page_of(entry: "tuple[Assertion, Result | None] | Found", crowds: Crowds, design: Design, width: int) -> Page:
    """Make the page of an entry of the list."""
    if isinstance(entry, Found):
        head = title((Span(f"{DANGER} ", "warning"), Span("Finding", bold=True)), "", width)
        go = Line(row(Span("enter goes there", "muted")), "open", entry.element)
        return Page(head, (*said(visible(entry.sentence), width), BLANK, go))
    claim, result = entry
    if result is None:
        return Page(title("Assertion", "proving", width), tuple(said(visible(claim.name), width)))
    sign, role, word = (ALLOWED, "allowed", "holds") if result.holds else (BLOCKED, "blocked", "broken")
    head = title((Span(f"{sign} ", _role(role)), Span(word, bold=True)), claim.expect, width)
    lines = said(visible(claim.name), width)
    lines += said(f"{visible(claim.from_)} → {visible(claim.to)} {claim.ports}", width)
    if claim.when:
        lines += said("when " + ", ".join(f"{key}: {value}" for key, value in claim.when.items()), width)
    lines += [BLANK, *said(crowds.said(result.reason), width), *_broken_by(result, design, width)]
    if claim.note:
        lines += [BLANK, *said(visible(claim.note), width)]
    lines += [each for note in result.notes for each in (BLANK, *said(f"note: {visible(note)}", width))]
    return Page(head, tuple(lines))


def _broken_by(result: Result, design: Design, width: int) -> list[Line]:
    """Show the packet that breaks an assertion, and who let it through or stopped it."""
    trace = result.witness
    if trace is None or trace.witness is None:
        return []
    lines = [BLANK, heading("A packet that breaks it"), *said(packet(trace.witness), width)]
    lines += [BLANK, heading("Let through by" if trace.verdict == "allowed" else "Decided by")]
    for one, hop in numbered(trace, spoken(trace, design)):
        if hop.action in _DECIDED:
            text = f" {one.component:<11} {changed(one) or one.line or one.because}"
            target = f"{hop.origin.component}#{hop.origin.line}" if hop.origin.line else hop.origin.component
            role = "allowed" if one.sign == ALLOWED else "blocked"
            lines.append(Line(row(Span(one.sign, _role(role)), Span(text)), "", target))
    return lines


def _role(role: str) -> Role:
    return "allowed" if role == "allowed" else "blocked"


def question(claim: Assertion, result: Result | None, design: Design) -> Asked:
    """Give the question of an assertion, or that of the packet that breaks it."""
    broken = packet_of(result.witness, design) if result is not None and not result.holds else None
    return broken or Asked(claim.from_, claim.to, claim.ports)

"""Consequences in words: the strip's one line, and the lines of the panel that tells them in full.

Order: dangerous, opened, closed, narrowed or widened, nothing. What is not proved yet is said to be so, and an old
answer never stands beside a new design.
"""

from collections.abc import Iterator, Sequence

from vpcdesign.algebra import services
from vpcdesign.analysis.results import Difference
from vpcdesign.render.ink import Role, Row, Span, row
from vpcdesign.render.signs import ALLOWED, BLOCKED, CLOSED, DANGER, NARROWED, OPENED, SAME
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.pages.page import Line
from vpcdesign.tui.session.proof import Proof
from vpcdesign.tui.session.session import Session

SIGNS: dict[str, tuple[str, Role]] = {
    "opened": (OPENED, "changed"),
    "closed": (CLOSED, "partial"),
    "narrowed": (NARROWED, "partial"),
    "widened": (NARROWED, "partial"),
}
RANK = {"opened": 1, "closed": 2, "narrowed": 3, "widened": 3}


def strip_of(session: Session, proof: Proof, crowds: Crowds) -> Row:
    """Say what the last step did, as far as it is proved."""
    history = session.history
    if history.place == 0:
        file = visible(session.path.name) if session.path else "the design"
        undone = len(history.steps) > 1
        words = " Everything undone; U does it again." if undone else f" Nothing changed since {file} was opened."
        return row(Span(words, "muted"))
    spans = [Span(f" {crowds.said(history.current.title)}", bold=True)]
    if not proof.of(session.design):
        return row(*spans, Span("   proving", "muted"))
    if proof.problem:
        return row(*spans, Span(f"   {visible(proof.problem)}", "muted"))
    first = next(iter(ordered(proof)), None)
    if first is not None and dangerous(first):
        spans = [Span(f" {DANGER} {crowds.said(history.current.title)}", "blocked", bold=True, reverse=True)]
    return row(*spans, *_gravest(proof, crowds), *_assertions(proof))


def ordered(proof: Proof) -> list[Difference]:
    """Give what a step did, the gravest first."""
    return sorted(proof.differences or (), key=lambda one: 0 if dangerous(one) else RANK[one.effect])


def dangerous(one: Difference) -> bool:
    """Tell whether a change opens what hardly anybody wants open."""
    return bool(one.dangers)


def _gravest(proof: Proof, crowds: Crowds) -> Iterator[Span]:
    if proof.differences is None:
        return
    several = ordered(proof)
    if not several:
        why = f": {crowds.said(proof.new_findings[0].sentence)}" if proof.new_findings else ""
        yield Span(f"   {SAME} opens nothing, closes nothing{why}", "muted")
        return
    sign, role = SIGNS[several[0].effect]
    yield Span(f"   {sign} {_who(several[0], crowds)} {services.write(several[0].services)}", role)
    if len(several) > 1:
        yield Span(f"   and {len(several) - 1} more", "muted")


def _assertions(proof: Proof) -> Iterator[Span]:
    broken, mended = changed(proof)
    for name in broken[:1]:
        yield Span(f"   {BLOCKED} {visible(name)}", "blocked", bold=True)
    for name in mended[:1]:
        yield Span(f"   {ALLOWED} {visible(name)}: holds again", "allowed")


def changed(proof: Proof) -> tuple[list[str], list[str]]:
    """Give the names of the assertions that broke by the step, and of those that hold again."""
    held = {result.name: result.holds for result in proof.results_before}
    broken = [one.name for one in proof.results if not one.holds and held.get(one.name, True)]
    return broken, [one.name for one in proof.results if one.holds and not held.get(one.name, True)]


def _who(one: Difference, crowds: Crowds) -> str:
    return f"{crowds.named(one.sources)} → {crowds.named(one.destinations)}"


def told(proof: Proof, crowds: Crowds, since: str = "before this step") -> list[Line]:
    """Tell the consequences of a step in full; a line of a change traces its packet. `since` says what came before."""
    if proof.differences is None:
        return [Line(row(Span(f"   {visible(proof.problem) or 'nothing was compared'}", "muted")))]
    lines: list[Line] = []
    several = ordered(proof)
    for place, one in enumerate(several):
        sign, role = SIGNS[one.effect]
        mark = Span(f" {DANGER} ", "blocked", bold=True) if dangerous(one) else Span("   ")
        where = f"  {visible(one.where)}" if one.where else ""
        text = f"{sign} {_who(one, crowds)}  {services.write(one.services)}{where}"
        lines.append(Line(row(mark, Span(text, role)), f"difference {place}"))
        lines += [Line(row(Span(f"     {crowds.said(danger)}", "blocked"))) for danger in one.dangers]
        if one.packet:
            lines.append(Line(row(Span(f"     packet  {visible(one.packet)}   {crowds.said(one.decided)}", "muted"))))
    lines += _unwalked(several)
    lines += _nothing(several)
    lines += _told_assertions(proof, since)
    return lines


def _unwalked(several: Sequence[Difference]) -> Iterator[Line]:
    """Tell of how many changes no packet is shown."""
    left = sum(not one.packet for one in several)
    if left:
        some = "no packet is walked for it" if left == 1 else f"no packet is walked for {left:,} of these"
        yield Line(row(Span(f"   {some}", "muted")))


def _nothing(several: Sequence[Difference]) -> Iterator[Line]:
    kinds = {one.effect for one in several}
    parts = ((OPENED, "opened", {"opened"}), (CLOSED, "closed", {"closed"}))
    narrowed = (NARROWED, "narrowed", {"narrowed", "widened"})
    missing = [f"{sign} nothing {word}" for sign, word, effects in (*parts, narrowed) if not kinds & effects]
    if missing:
        yield Line(row(Span("   " + "     ".join(missing), "muted")))


def _told_assertions(proof: Proof, since: str) -> Iterator[Line]:
    broken, mended = changed(proof)
    head = Span(" Assertions   ", "muted")
    for name in broken:
        said = (Span(f"{BLOCKED} {visible(name)}", "blocked"), Span(f"   held {since}", "muted"))
        yield Line(row(head, *said), "tab.checks")
    for name in mended:
        yield Line(row(head, Span(f"{ALLOWED} {visible(name)}: holds again", "allowed")), "tab.checks")
    others = sum(one.holds for one in proof.results) - len(mended)
    if proof.results:
        yield Line(row(head, Span(f"{ALLOWED} {others} hold, proved again", "allowed")))
    for found in proof.new_findings:
        new = Span(f"{DANGER} new: {visible(found.sentence)}", "warning")
        yield Line(row(Span(" Findings     ", "muted"), new), "", found.element)

"""What a step would open and close, as the few lines of a form: the gravest first, then the assertions that change."""

from vpcdesign.algebra import services
from vpcdesign.render.ink import Row, Span, row, shorten, wrap
from vpcdesign.render.signs import ALLOWED, BLOCKED
from vpcdesign.render.text.counting import names
from vpcdesign.render.visible import visible
from vpcdesign.tui.proving.words import SIGNS, changed, ordered
from vpcdesign.tui.session.proof import Proof

SHOWN = 4
_DONE = {"Add": "added", "Reserve": "reserved"}
_ATTACHES = {"Attach", "Peer"}
_NAMED = 40
"""Cells of what is not there yet."""


def opens(proof: Proof | None, cells: int) -> list[Row]:
    """Tell what is proved; while it is not, say so."""
    if proof is None:
        return [row(Span("proving", "muted"))]
    if proof.problem:
        return [row(Span(shorten(visible(proof.problem), cells), "muted"))]
    several = ordered(proof)
    rows: list[Row] = []
    for one in several[:SHOWN]:
        sign, role = SIGNS[one.effect]
        who = f"{visible(names(one.sources))} → {visible(names(one.destinations))}"
        words = f"{sign} {who}  {services.write(one.services)}"
        for number, part in enumerate(wrap(words, cells - 2)):
            rows.append(row(Span(("  " if number else "") + part, role)))
    if len(several) > SHOWN:
        rows.append(row(Span(f"  and {len(several) - SHOWN} more", "muted")))
    if not several:
        rows.append(row(Span("= opens nothing, closes nothing", "muted")))
    broken, mended = changed(proof)
    rows += [row(Span(shorten(f"{BLOCKED} {visible(name)}", cells), "blocked")) for name in broken]
    rows += [row(Span(shorten(f"{ALLOWED} {visible(name)}", cells), "allowed")) for name in mended]
    return rows


def previewed(proof: Proof | None, title: str) -> Row:
    """Say in the strip that nothing is done yet, what would then be there, and the gravest that it would do."""
    start = Span(f" Preview: {_not_yet(title)}", bold=True)
    if proof is None:
        return row(start, Span("   proving", "muted"))
    several = ordered(proof)
    broken, mended = changed(proof)
    spans = [start]
    for one in several[:1]:
        sign, role = SIGNS[one.effect]
        words = f"{sign} {visible(names(one.sources))} → {visible(names(one.destinations))}"
        spans.append(Span(f"   {words} {services.write(one.services)}", role))
    spans += [Span(f"   and {len(several) - 1} more", "muted")] * (len(several) > 1)
    spans += [Span("   = opens nothing, closes nothing", "muted")] * (not several)
    spans += [Span(f"   {BLOCKED} {visible(name)}", "blocked", bold=True) for name in broken[:1]]
    spans += [Span(f"   {ALLOWED} {visible(name)}", "allowed") for name in mended[:1]]
    return tuple(spans)


def _not_yet(title: str) -> str:
    """Say of a step that it is not taken: by what would be there, where it adds a thing that has a name."""
    verb, _, what = title.partition(" ")
    done = _DONE.get(verb)
    if done and what:
        what = what if len(what) <= _NAMED else what.partition(", ")[0]
        return f"{shorten(visible(what), _NAMED)}, not {done} yet."
    return "nothing is attached yet." if verb in _ATTACHES else "nothing is done yet."

"""The history as a page: every step with what it did, the newest first; `enter` goes there.

Nothing is folded away: whoever looks for a step finds it by its words. What a step did is shown where it was proved
while it was the newest, and left out where it was not.
"""

from collections.abc import Mapping

from vpcdesign.render.ink import Role, Row, Span, fit, plain, width, wrap
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.page import BLANK, NARROW, Line, Page, title
from vpcdesign.tui.session.history import History

GO = "history.go"
"""The act of a step's line; what follows is its number."""

KEYS = (
    (("enter", "go there"), ("y", "as command")),
    (("m", "compare"), ("u U", "undo, redo")),
)


def history(steps: History, did: Mapping[int, Row] | None = None, saved: str = "", cells: int = NARROW) -> Page:
    """Make the page. `did` says what steps opened and closed, by number; `saved` when and where: `14:02, shop.json`."""
    lines: list[Line] = []
    digits = len(str(len(steps.steps) - 1))
    for number in range(len(steps.steps) - 1, -1, -1):
        if number == steps.place and steps.can_redo:
            lines.append(_indented((Span("undone, U redoes", "muted"),), digits, cells))
        if number == steps.saved:
            words = f"── saved {visible(saved)} ──" if saved else "── saved ──"
            lines.append(_indented((Span(words, "muted"),), digits, cells))
        lines += _step(steps, number, digits, cells)
        if did is not None and number in did and number <= steps.place:
            lines += _did(did[number], digits, cells)
    lines.append(BLANK)
    for pairs in KEYS:
        spans = [
            span for key, words in pairs for span in (Span(f"{key} ", "focus", bold=True), Span(f"{words}  ", "muted"))
        ]
        lines.append(Line(tuple(spans)))
    return Page(title("History", f"{steps.place} of {len(steps.steps) - 1}", cells), tuple(lines))


def _step(steps: History, number: int, digits: int, cells: int) -> list[Line]:
    step = steps.steps[number]
    undone, here = number > steps.place, number == steps.place
    role: Role = "muted" if undone else "text"
    parts = wrap(visible(step.title), cells - 1 - digits - 2) or ["unnamed"]
    first = (Span(f"{number:>{digits}}  ", role, bold=here), Span(parts[0], role, bold=here))
    act = f"{GO} {number}"
    rest = [_indented((Span(part, role),), digits, cells) for part in parts[1:]]
    return [Line(first, act), *rest]


def _did(said: Row, digits: int, cells: int) -> list[Line]:
    """Write what a step did; what is too long goes on in a second line, for its end names the service."""
    room = cells - digits - 2
    if width(said) <= room:
        return [Line((Span(" " * (digits + 2)), *said))]
    role: Role = next((span.role for span in said if span.text.strip()), "muted")
    return [_indented((Span(part, role),), digits, cells) for part in wrap(plain(said), room)]


def _indented(words: Row, digits: int, cells: int) -> Line:
    row = (Span(" " * (digits + 2)), *words)
    return Line(row if width(row) < cells else fit(row, cells - 1))


def number_of(line: Line) -> int | None:
    """Give the step that a line goes to."""
    act, _, number = line.act.partition(" ")
    return int(number) if act == GO else None

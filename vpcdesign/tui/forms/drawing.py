"""A form as rows: which line is which question's, where the cursor can stand, what is wrong under what it is wrong of.

Pure: a form and a place in it make the lines. A place is a question and one of its options; a question of many ticks
is one line until the cursor comes into it, so that the questions after it stay in sight.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from vpcdesign.planning.form import Field as Question
from vpcdesign.planning.form import Form, Option
from vpcdesign.render.ink import Role, Row, Span, fit, on, row, shorten, width, wrap
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.field import Field

LABEL = 13
BARE = frozenset({"on", "off", "yes", "no", "none"})
"""Options that say nothing without the question's label."""
FEW = 4
"""So many ticks are shown wherever the cursor is."""


class Place(NamedTuple):
    """Where the cursor stands: the number of a question (behind the last one: the button), and of an option."""

    question: int = 0
    option: int = 0


class Line(NamedTuple):
    """A line of a form; a click on it means this place, at a cell from `cells` on the option with the number beside."""

    row: Row
    place: Place | None = None
    cells: tuple[tuple[int, int], ...] = ()


def places(form: Form, inner: int) -> list[list[Place]]:
    """Give the places of each question, and of the button: one for what is a single line, else one an option."""
    found = []
    for number, question in enumerate(form.fields):
        several = 1 if question.kind in {"text", "block"} or inline(question, inner) else max(len(question.options), 1)
        found.append([Place(number, option) for option in range(several)])
    return [*found, [Place(len(form.fields))]]


def inline(question: Question, inner: int) -> bool:
    """Tell whether a choice fits on one line."""
    return question.kind == "choice" and _options_width(question) <= inner


def _options_width(question: Question) -> int:
    return sum(cell_len(visible(one.label)) + 6 for one in question.options) - 2


def draw(form: Form, inner: int, at: Place | None, typed: Field | None = None, opens: Sequence[Row] = ()) -> list[Line]:
    """Draw a form; `at` is where the cursor stands (None: not here), `opens` what it would open and close."""
    lines: list[Line] = []
    told = False
    for number, question in enumerate(form.fields):
        if question.aside and not told:
            lines += _notes(form, inner)
            told = True
        lines += _question(question, inner, number, at, typed)
        lines += _wrong(question.problem, inner)
    if not told:
        lines += _notes(form, inner)
    if opens:
        lines += [Line(row(Span("What it opens", "muted"))), *map(Line, opens)]
    lines += _wrong(form.problem, inner)
    chosen = at is not None and at.question == len(form.fields)
    role: Role = "muted" if form.refusal else "text"
    button = Span(f"[ {form.button} ]", role, bold=not form.refusal)
    line = row(button, Span("  one undo step", "muted"))
    return [*lines, Line(_chosen(line, inner) if chosen else line, Place(len(form.fields)))]


def _question(question: Question, inner: int, number: int, at: Place | None, typed: Field | None) -> Iterator[Line]:
    here = at.option if at is not None and at.question == number else None
    if question.kind in {"text", "block"}:
        yield _text(question, inner, number, typed if here is not None else None, here=here is not None)
        return
    if inline(question, inner):
        label = visible(question.label)
        beside = cell_len(label) < LABEL and LABEL + _options_width(question) <= inner
        if not beside and any(option.label.split(",")[0] in BARE for option in question.options):
            yield Line(row(Span(label, "muted")))
        yield _one_line(question, inner, number, here, label if beside else "")
        return
    if question.kind == "ticks" and len(question.options) > FEW and here is None and not question.aside:
        yield from _folded(question, inner, number)
        return
    aside = visible(question.aside)
    yield Line(row(Span(f"{visible(question.label):<{max(inner - cell_len(aside), 0)}}{aside}", "muted")))
    for place, option in enumerate(question.options):
        mark = _mark(question, option)
        parts = wrap(visible(option.label), inner - width(mark)) or [""]
        for number_of_part, part in enumerate(parts):
            head = mark if number_of_part == 0 else (Span(" " * width(mark)),)
            line = row(*head, Span(part, "muted" if option.why_not else "text"))
            yield Line(_chosen(line, inner) if here == place else line, Place(number, place))
        if here == place and option.why_not:
            yield from _wrong(option.why_not, inner)


def _mark(question: Question, option: Option) -> Row:
    """Draw the box of an option; a ticked route is new, so it has the sign of what is new."""
    role: Role = "muted" if option.why_not else "text"
    if question.kind == "choice":
        return (Span("(•) " if option.value == question.value else "( ) ", role),)
    if option.value not in question.value:
        return (Span("[ ] ", role),)
    return (Span("[x] ", role), Span("+ ", "changed")) if question.aside else (Span("[x] ", role),)


def _one_line(question: Question, inner: int, number: int, here: int | None, label: str = "") -> Line:
    """Draw a choice on a line, behind its label where there is room for it."""
    spans = [Span(f"{label:{LABEL}}", "muted")] if label else []
    cells = []
    for place, option in enumerate(question.options):
        if place:
            spans.append(Span("  "))
        start = width(spans)
        spans += [*_mark(question, option), Span(visible(option.label), "muted" if option.why_not else "text")]
        cells.append((start, place))
    line = tuple(spans)
    return Line(_chosen(line, inner) if here is not None else line, Place(number), tuple(cells))


def _folded(question: Question, inner: int, number: int) -> Iterator[Line]:
    """Write the ticks that are set in a line, and another where they do not fit."""
    names = [visible(one.label).split(",")[0].split(" ")[0] for one in question.options if one.value in question.value]
    words = f"{visible(question.label).lower()} {' '.join(names) or 'none'}"
    for part in wrap(words, inner):
        yield Line(row(part), Place(number))


def _text(question: Question, inner: int, number: int, typed: Field | None, *, here: bool) -> Line:
    label = Span(f"{shorten(visible(question.label), LABEL - 1):<{LABEL}}", "focus" if here else "muted")
    room = inner - LABEL
    if typed is not None:
        return Line((label, *on(typed.row(room), "raised")), Place(number))
    value = question.value if isinstance(question.value, str) else ", ".join(question.value)
    line = row(label, Span(shorten(visible(value) or "·", room), "text" if value else "muted"))
    return Line(_chosen(line, inner) if here else line, Place(number))


def _wrong(problem: str, inner: int) -> Iterator[Line]:
    for number, part in enumerate(wrap(visible(problem), inner - 2) if problem else ()):
        yield Line(row(Span(("✗ " if number == 0 else "  ") + part, "blocked")))


def _notes(form: Form, inner: int) -> list[Line]:
    return [Line(row(Span(part, "muted"))) for note in form.notes for part in wrap(visible(note), inner)]


def _chosen(line: Row, inner: int) -> Row:
    return on(fit(line, inner), "selected")

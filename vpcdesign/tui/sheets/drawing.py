"""Sheets as rows: heads, lines with their cursor, and what is said below a line.

Every row is exactly as wide as the table. A cell that is longer than its column runs on over empty cells to its right,
and is cut where the next one begins.
"""

from collections.abc import Sequence
from typing import NamedTuple

from vpcdesign.render.ink import Ground, Role, Row, Span, fit, on, row, shorten, width, wrap
from vpcdesign.render.signs import BAR, BLOCKED
from vpcdesign.render.visible import visible
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section

BAR_AT = 2
"""Where the cursor's bar stands; the highlight of its row begins there."""
BELOW_AT = 4
TITLE = 9
"""`Inbound` and `Outbound` take so much, that their counts stand under each other."""

Piece = tuple[int, Row]


def head(section: Section) -> Row:
    """Give the title of a section."""
    name = Span(f"{section.title:<{max(TITLE, len(section.title) + 1)}}", bold=True)
    return row(Span("  "), name, Span(section.count, "warning" if _over(section.count) else "muted"))


def _over(count: str) -> bool:
    """Tell a count that is beyond its quota: `61 of 60`."""
    number, of, most = count.partition(" of ")
    return bool(of) and number.isdecimal() and most.isdecimal() and int(number) > int(most)


def titles(columns: Sequence[Column], cells: int) -> Row:
    """Give the names of the columns."""
    pieces = [
        (column.at + (column.width - len(column.title) if column.right else 0), row(Span(column.title, "muted")))
        for column in columns
    ]
    line = assembled(pieces, cells)
    return (Span("  "), *on(_after(line, BAR_AT), "panel"))


def _after(line: Row, cells: int) -> Row:
    """Drop the first cells of a row, which are blank."""
    first = line[0]
    return (first._replace(text=first.text[cells:]), *line[1:])


def assembled(pieces: Sequence[Piece], cells: int, ground: Ground = "surface") -> Row:
    """Put pieces at their places on one row; each is cut where the next begins."""
    ordered = sorted((one for one in pieces if width(one[1])), key=lambda one: one[0])
    spans: list[Span] = []
    at = 0
    for place, (start, spans_of) in enumerate(ordered):
        start = max(start, at)  # noqa: PLW2901 - a piece that is pushed on stands later
        end = ordered[place + 1][0] - 1 if place + 1 < len(ordered) else cells
        room = min(max(end - start, 0), cells - start)
        if room <= 0:
            continue
        spans.append(Span(" " * (start - at), ground=ground))
        shown = fit(spans_of, room) if width(spans_of) > room else tuple(spans_of)
        spans += shown
        at = start + width(shown)
    if at < cells:
        spans.append(Span(" " * (cells - at), ground=ground))
    return tuple(one for one in spans if one.text)


class Look(NamedTuple):
    """How a line is drawn: the column that would be edited (-1: the cursor is elsewhere), whether it is marked.

    `typing` stands in the cursor's cell while it is edited.
    """

    cursor: int = -1
    marked: bool = False
    typing: Row = ()


PLAIN = Look()


def line_row(section: Section, line: Line, columns: Sequence[Column], cells: int, look: Look = PLAIN) -> Row:
    """Give one line."""
    pieces: list[Piece] = []
    for place, column in enumerate(columns):
        cell = line.cells[place] if place < len(line.cells) else Cell()
        if cell.sign is not None and column.sign_at:
            pieces.append((column.sign_at, (cell.sign,)))
        if place == look.cursor and look.typing:
            pieces.append((column.at, look.typing))
            continue
        reverse = look.marked and place == 0
        spans = cell_spans(cell, column, faded=line.faded, bold=place == look.cursor, reverse=reverse)
        start = column.at + (column.width - width(spans) if column.right else 0)
        pieces.append((start, spans))
    if line.mark:
        pieces.append((section.mark_at, (Span(line.mark, line.mark_role, bold=True),)))
    return assembled(pieces, cells)


def cell_spans(cell: Cell, column: Column, *, faded: bool = False, bold: bool = False, reverse: bool = False) -> Row:
    """Give the text of a cell: its second word (the name of a service, say) steps back."""
    role: Role = "muted" if faded and cell.role == "text" else cell.role
    text = visible(cell.text)
    if not column.right and column.grows:
        text = shorten(text, max(column.width - 1, 1)) if len(text) > column.width + 18 else text
    return (Span(text, role, bold=bold, reverse=reverse),) if text else ()


def with_cursor(line: Row, cells: int, *, focused: bool) -> Row:
    """Put the bar and the ground of the selected line on a row."""
    bare = fit(line, cells)
    bar = Span(BAR, "focus" if focused else "muted", "selected")
    left, rest = split(bare, BAR_AT)
    first, after = split(rest, 1)
    blank = not "".join(span.text for span in first).strip()
    if not blank:  # a number of five digits reaches the bar's place: the bar stands before it
        return (left[0]._replace(text=left[0].text[:-1]), bar, *on((*first, *after), "selected"))
    return (*left, bar, *on(after, "selected"))


def lettered(line: Row, letter: str, at: int) -> Row:
    """Put the letter of a jump on a cell of a row, which is blank or holds the cursor's bar."""
    left, rest = split(line, at)
    _, after = split(rest, 1)
    return (*left, Span(letter, "focus", bold=True), *after)


def split(line: Row, cells: int) -> tuple[Row, Row]:
    """Cut a row whose first cells are narrow characters."""
    left: list[Span] = []
    rest = list(line)
    room = cells
    while rest and room > 0:
        span = rest.pop(0)
        left.append(span._replace(text=span.text[:room]))
        if len(span.text) > room:
            rest.insert(0, span._replace(text=span.text[room:]))
        room -= len(left[-1].text)
    return tuple(left), tuple(rest)


def below(reasons: Sequence[str], cells: int) -> list[Row]:
    """Say under a line why it is refused; AWS's code, in parentheses at the end, gets a row of its own."""
    found: list[Row] = []
    for reason in reasons:
        words, code = parted(visible(reason))
        sign = Span(f"{BLOCKED} ", "blocked")
        for place, part in enumerate(wrap(words, max(cells - BELOW_AT - 3, 10))):
            lead = sign if place == 0 else Span("  ")
            found.append(fit(row(Span(" " * BELOW_AT), lead, Span(part)), cells))
        if code:
            found.append(fit(row(Span(" " * (BELOW_AT + 2)), Span(code, "muted")), cells))
    return found


def parted(reason: str) -> tuple[str, str]:
    """Part a sentence from the code behind it: `... one of them (RouteAlreadyExists)`."""
    words, opened, rest = reason.rpartition(" (")
    code = rest.removesuffix(").").removesuffix(")")
    if opened and rest.endswith((")", ").")) and code and code[0].isupper() and " " not in code:
        return words + ".", code
    return reason, ""

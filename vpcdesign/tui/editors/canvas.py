"""The grid as rows: a sheet with its drafts, the cursor, the cell that is typed into, and what completion offers.

Each row knows what it is, so that a click and the cursor find their line; the rows are made whole and whoever paints
them shows the part that fits. Nothing here changes anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from vpcdesign.render.ink import Role, Row, Span, fit, on, row, shorten, width
from vpcdesign.render.signs import UNSAVED
from vpcdesign.render.visible import visible
from vpcdesign.tui.editors.drafts import Draft
from vpcdesign.tui.editors.typing import Typing
from vpcdesign.tui.sheets.drawing import Look, below, head, line_row, titles, with_cursor
from vpcdesign.tui.sheets.kinds import Candidate, Kind, Table
from vpcdesign.tui.sheets.offers import ghost
from vpcdesign.tui.sheets.sheet import Cell, Column, Line, Section, Sheet, kept, placed

POPUP = 36
"""The width of the box of offers, its border included."""


class Item(NamedTuple):
    """One row of the grid: its line's key (a path, or a draft's key), and the table that it is of."""

    row: Row
    key: str = ""
    table: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn beside the sheet itself."""

    at: str = ""
    column: int = 0
    focused: bool = True
    typing: Typing | None = None
    drafts: Sequence[Draft] = ()
    marked: frozenset[str] = frozenset()
    words: str = ""
    """What lines are filtered by."""
    offers: Sequence[Candidate] = field(default=())


class Stop(NamedTuple):
    """A row where the cursor can stand."""

    table: str
    key: str
    line: Line
    draft: Draft | None = None


def stops(kind: Kind, at: Table, sheet: Sheet, view: View) -> list[Stop]:
    """Give every line with its drafts in their places, section by section; an empty section is a stop of its own."""
    found: list[Stop] = []
    for section in sheet.sections:
        lines = list(_lines(kind, at._replace(table=section.table), section, view))
        nothing = "no line matches" if view.words and section.lines else section.nothing
        found += lines or [Stop(section.table, section.table, Line("", (), fixed=nothing))]
    return found


def _lines(kind: Kind, at: Table, section: Section, view: View) -> Iterator[Stop]:
    """Give the lines of a section: a draft stands in the place of its line, a new one where it would go."""
    shown = kept(section, view.words) if view.words else section
    instead = {one.path: one for one in view.drafts if one.path}
    new = [one for one in view.drafts if one.table == section.table and not one.path]
    for line in shown.lines:
        if line.path.endswith("/*"):
            yield from (_drafted(kind, at, one) for one in new)
            new = []
        for one in [each for each in new if _before(each, line)]:
            new.remove(one)
            yield _drafted(kind, at, one)
        draft = instead.get(line.path)
        yield _drafted(kind, at, draft, line) if draft is not None else Stop(section.table, line.path, line)
    yield from (_drafted(kind, at, one) for one in new)


def _before(draft: Draft, line: Line) -> bool:
    """Tell whether a new rule's number puts it before a line."""
    mine, theirs = draft.texts.get("rule", ""), line.cells[0].text
    return mine.isdecimal() and theirs.isdecimal() and int(mine) < int(theirs)


def _drafted(kind: Kind, at: Table, draft: Draft, line: Line | None = None) -> Stop:
    """Show a draft as a line: unsaved, or red where AWS refuses it."""
    made = kind.draft(at, draft.texts)
    cells = made.cells
    if line is not None and "number" in draft.texts:  # a line that exists keeps the number that it has
        cells = (Cell(line.cells[0].text, "changed"), *cells[1:])
    role: Role = "blocked" if draft.refused else "changed"
    if draft.refused:
        cells = tuple(_red(cell) for cell in cells)
    shown = replace(made, cells=cells, mark=UNSAVED if made.mark else "", mark_role=role, below=draft.reasons)
    return Stop(draft.table, draft.key, replace(shown, path=draft.path), draft)


def _red(cell: Cell) -> Cell:
    if cell.text.startswith(UNSAVED):
        return cell._replace(text="refused", role="blocked")
    return cell._replace(role="blocked" if cell.role == "changed" else cell.role)


def drawn(sheet: Sheet, lines: Sequence[Stop], view: View, cells: int) -> list[Item]:
    """Draw everything below the title."""
    found: list[Item] = []
    for section in sheet.sections:
        if found and found[-1].key != "offers":
            found.append(Item(()))
        columns = placed(section.columns, cells)
        if section.title:
            found.append(Item(fit(head(_counted(section, lines)), cells), table=section.table))
        found.append(Item(titles(columns, cells), table=section.table))
        for stop in lines:
            if stop.table == section.table:
                found += _stop(section, stop, columns, view, cells)
    return found


def _counted(section: Section, lines: Sequence[Stop]) -> Section:
    """Count the drafts of a section with its lines, as its quota will."""
    number, space, rest = section.count.partition(" ")
    new = sum(stop.draft is not None and not stop.draft.path and stop.table == section.table for stop in lines)
    return replace(section, count=f"{int(number) + new}{space}{rest}") if new and number.isdecimal() else section


def _stop(section: Section, stop: Stop, columns: tuple[Column, ...], view: View, cells: int) -> Iterator[Item]:
    here = stop.key == view.at
    if not stop.line.cells:
        line = row(Span("    "), Span(stop.line.fixed, "muted"))
        shown = with_cursor(line, cells, focused=view.focused) if here else fit(line, cells)
        yield Item(shown, stop.key, section.table, columns)
        return
    typing = view.typing if here else None
    look = Look(view.column if here else -1, stop.line.path in view.marked and bool(stop.line.path))
    if typing is not None:
        column = columns[min(view.column, len(columns) - 1)]
        look = look._replace(typing=typing.row(column.width, _ghost(view, typing)))
    line = line_row(section, stop.line, columns, cells, look)
    line = with_cursor(line, cells, focused=view.focused) if here else line
    yield Item(line, stop.key, section.table, columns)
    yield from (Item(one, stop.key, section.table) for one in below(stop.line.below, cells))
    if typing is not None and view.offers:
        at = columns[min(view.column, len(columns) - 1)].at
        yield from (Item(one, "offers", section.table) for one in popup(view.offers, _chosen(typing), at, cells))


def _chosen(typing: Typing) -> int:
    """Give the offer that stands out: the one that was moved to, else the first as soon as something is typed."""
    return max(typing.chosen, 0) if typing.field.text else typing.chosen


def _ghost(view: View, typing: Typing) -> str:
    return ghost(list(view.offers[max(typing.chosen, 0) :]), typing.field.text)


def popup(offers: Sequence[Candidate], chosen: int, at: int, cells: int) -> list[Row]:
    """Draw the box of offers under a cell."""
    size = min(POPUP, cells - 2)
    left = max(min(at - 2, cells - size - 1), 0)
    inner = size - 4
    words = max((width(row(Span(visible(one.text)))) for one in offers), default=0)
    first = max(min(max(words, 16), inner - 10), 8) if inner > 20 else inner
    lead, edge = Span(" " * left), Span("│", "focus", "raised")
    found: list[Row] = [(lead, Span(f"╭{'─' * (size - 2)}╮", "focus", "raised"))]
    for place, one in enumerate(offers):
        text = fit(row(Span(shorten(visible(one.text), first), bold=place == chosen)), first)
        line = fit((*text, Span(" "), Span(visible(one.words), "muted")), inner)
        text = on((Span(" "), *line, Span(" ")), "selected" if place == chosen else "raised")
        found.append((lead, edge, *text, edge))
    found.append((lead, Span(f"╰{'─' * (size - 2)}╯", "focus", "raised")))
    return [fit((*one, Span(" ")), cells) for one in found]


def offset(items: Sequence[Item], at: str) -> tuple[int, int]:
    """Give the first and the last row of a line, with what stands below it."""
    places = [place for place, item in enumerate(items) if item.key == at]
    if not places:
        return 0, 0
    last = places[-1]
    while last + 1 < len(items) and items[last + 1].key == "offers":
        last += 1
    return places[0], last


def column_at(item: Item, x: int) -> int:
    """Give the column that a cell of a row belongs to."""
    found = 0
    for place, column in enumerate(item.columns):
        if x >= column.at - 1:
            found = place
    return found


def shown_texts(line: Line, columns: Sequence[Column]) -> Mapping[str, str]:
    """Give what an editor of a line begins with."""
    return {column.field: cell.edits for column, cell in zip(columns, line.cells, strict=False)}

"""A sheet: one noun's lines as a table of sections, columns and cells, with the marks and notes that sets have proved.

The place of every column is fixed for the narrowest editor (62 cells, the line at its left included); wider ones give
what they have more to the column that grows and to the last one. Cells are text: nothing here can be obeyed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from vpcdesign.render.ink import Role, Span

NARROWEST = 62
"""The width for which columns are placed."""
LEAST = 8
"""A last column that would have less is left out."""


class Cell(NamedTuple):
    """One cell: what it shows, and what one edits in it where that is something else (`22` of `22 ssh`)."""

    text: str = ""
    role: Role = "text"
    typed: str | None = None
    sign: Span | None = None

    @property
    def edits(self) -> str:
        """Give the text that an editor opens with."""
        return self.text if self.typed is None else self.typed


class Column(NamedTuple):
    """A column: the field of a line that it is, where it stands, and whether it can be typed into."""

    field: str
    title: str
    at: int
    width: int
    edited: bool = True
    right: bool = False
    grows: bool = False
    sign_at: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `path` is where it stands in its noun (`ingress/1`), or what selects it where AWS writes it."""

    path: str
    cells: tuple[Cell, ...]
    mark: str = ""
    mark_role: Role = "warning"
    faded: bool = False
    fixed: str = ""
    """Why it cannot be edited; empty where it can."""
    below: tuple[str, ...] = ()
    """What is said under it: why it is refused."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of one list of the noun; `table` is its path (`ingress`), empty where nobody writes it."""

    table: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = ()
    count: str = ""
    mark_at: int = 0
    nothing: str = ""
    """What stands where there is no line."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the editor of one noun shows."""

    noun: str
    kind: str
    name: str
    where: str = ""
    sections: tuple[Section, ...] = field(default=())

    def section_of(self, path: str) -> Section | None:
        """Give the section of a line's path, or of a table's."""
        table = path.rpartition("/")[0] or path
        return next(
            (one for one in self.sections if table == one.table or any(x.path == path for x in one.lines)), None
        )

    def line(self, path: str) -> Line | None:
        """Give a line by its path."""
        return next((line for one in self.sections for line in one.lines if line.path == path), None)


def placed(columns: Sequence[Column], width: int) -> tuple[Column, ...]:
    """Give columns their places in a table of so many cells."""
    extra = width - NARROWEST
    found: list[Column] = []
    shift, spare = 0, max(extra, 0)
    grown = min(spare // 2, 22)
    for column in columns:
        more = grown if column.grows else 0
        sign = column.sign_at + shift if column.sign_at else 0
        found.append(column._replace(at=column.at + shift, width=column.width + more, sign_at=sign))
        shift += more
    last = found[-1]
    room = width - last.at
    if room < LEAST and len(found) > 2:
        return (*found[:-2], found[-2]._replace(width=max(width - found[-2].at, 0)))
    return (*found[:-1], last._replace(width=max(room, 0)))


def kept(section: Section, words: str) -> Section:
    """Keep the lines of a section that hold every word, without regard to case."""
    wanted = words.casefold().split()
    lines = tuple(
        line
        for line in section.lines
        if all(word in " ".join(cell.text for cell in line.cells).casefold() for word in wanted)
    )
    return replace(section, lines=lines)

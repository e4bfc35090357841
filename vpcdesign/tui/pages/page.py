"""A page: what a side pane shows, as a value.

A page is made from a design by a pure function and painted by somebody else. So a page can be read in a test, printed
as text and drawn in any size, and a line that runs something says so by `act` and `target` alone.
"""

from collections.abc import Iterable
from typing import NamedTuple

from vpcdesign.render.ink import Role, Row, Span, fit, plain, row, width, wrap

NARROW, WIDE = 34, 48
"""The widths of a side pane's text, beside the cell of the cursor; a page leaves the last cell empty."""


class Line(NamedTuple):
    """One line of a page.

    `target` is what `enter` selects: the id of a noun, or `id#path` for a part. `act` is the id of the command that
    `enter` runs on it; without one the target is only selected. A line with neither is only read.
    """

    row: Row
    act: str = ""
    target: str = ""

    @property
    def runs(self) -> bool:
        """Whether the cursor stops here."""
        return bool(self.act or self.target)

    @property
    def text(self) -> str:
        """The characters, by which a page is filtered."""
        return plain(self.row)


class Page(NamedTuple):
    """What a side pane shows: its title and its lines."""

    title: Row
    lines: tuple[Line, ...] = ()

    def first(self) -> int:
        """Give the first line that runs, or -1."""
        return next((place for place, line in enumerate(self.lines) if line.runs), -1)

    def filtered(self, words: str) -> "Page":
        """Keep the lines that hold every word, without regard to case."""
        wanted = words.casefold().split()
        return self._replace(lines=tuple(x for x in self.lines if all(word in x.text.casefold() for word in wanted)))

    @property
    def text(self) -> str:
        """The whole page as text, title first."""
        return "\n".join(plain(line).rstrip() for line in (self.title, *(line.row for line in self.lines)))


BLANK = Line(())


def sides(left: Iterable[Span], right: Iterable[Span], cells: int) -> Row:
    """Put one row at the left and one at the right of a line; the left one gives way."""
    left, right = tuple(left), tuple(right)
    room = max(cells - width(right), 0)
    if right and width(left) >= room:
        return (*fit(left, max(room - 1, 0)), Span(" "), *right)
    return (*fit(left, room), *right)


def title(name: str | Iterable[Span], what: str = "", cells: int = NARROW) -> Row:
    """Make the title of a page: a name in bold, and what it is at the right edge; of that the last words stay."""
    left = (Span(name, bold=True),) if isinstance(name, str) else tuple(name)
    while what and width(left) + 1 + len(what) >= cells:
        what = what.partition(" ")[2]
    return sides(left, (Span(what, "muted"),) if what else (), cells - 1)


def heading(words: str) -> Line:
    """Make the line over a group of lines."""
    return Line(row(Span(words, "muted")))


def said(text: str, cells: int, role: Role = "text", *, indent: int = 0) -> list[Line]:
    """Break a text into lines that fit a page."""
    return [Line(row(Span(" " * indent + part, role))) for part in wrap(text, cells - 1 - indent)]

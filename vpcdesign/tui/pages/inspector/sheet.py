"""Writes a page line by line: facts with a label, and groups of things with a sign.

Columns are the same on every page, so that the eye finds the block, the name and the number where they were before.
"""

from collections.abc import Iterable

from rich.cells import set_cell_size

from vpcdesign.render.ink import Role, Row, Span, fit, shorten, width, wrap
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.page import BLANK, NARROW, Line, said

LABEL = 13
"""Cells of a label, with the gap behind it."""

INDENT = 2


class Sheet:
    """A page that is being written. What users wrote passes `visible` here, once."""

    def __init__(self, cells: int = NARROW) -> None:
        """Begin an empty one for a pane of so many cells."""
        self.cells = cells
        self.inner = cells - 1
        self.column = 20 + min((cells - NARROW) // 2, 8)
        self.lines: list[Line] = []

    def blank(self) -> None:
        """Leave a line empty, but never two, nor the first."""
        if self.lines and self.lines[-1] != BLANK:
            self.lines.append(BLANK)

    def add(self, line: Iterable[Span], target: str = "", act: str = "") -> None:
        """Write a line as it is, cut where it is too long."""
        line = tuple(line)
        self.lines.append(Line(line if width(line) <= self.inner else fit(line, self.inner), act, target))

    def fact(self, label: str, value: str, target: str = "", tail: str = "") -> None:
        """Say one thing; `tail` follows it, less loud. A long value goes on in the next lines."""
        room = self.inner - LABEL
        value = visible(value)
        role: Role = "focus" if target else "text"
        if target and width([Span(f"{value}  {tail}")]) > room:
            tail = ""  # a name is worth more than what is said of it
        spare = room - (len(tail) + 2 if tail else 0)
        parts = [shorten(value, spare)] if target else wrap(value, spare)
        for place, part in enumerate(parts or [""]):
            line = [Span(set_cell_size(label if place == 0 else "", LABEL), "muted"), Span(part, role)]
            if tail and place == 0:
                line.append(Span(f"  {visible(tail)}", "muted"))
            self.add(line, target)

    def group(self, label: str) -> None:
        """Begin a group of lines."""
        self.blank()
        self.add((Span(visible(label), "muted"),))

    def item(self, sign: Span | str, name: str, value: str | Row = "", target: str = "") -> None:
        """Write one of a group: a sign, its name, and what is said of it in the right column.

        Where there is not room for both, the name has half of it at least.
        """
        sign = Span(sign) if isinstance(sign, str) else sign
        head = (Span(" " * INDENT), *((sign, Span(" ")) if sign.text else ()))
        tail: Row = value if isinstance(value, tuple) else (Span(visible(value)),) if value else ()
        used = width(head)
        room = self.inner - used
        called = Span(shorten(visible(name), max(room - (width(tail) + 1 if tail else 0), room // 2)))
        tail = tail if width([called, *tail]) < room else fit(tail, max(room - width([called]) - 1, 0))
        pad = max(self.column - used - width([called]), 1)
        if used + width([called]) + pad + width(tail) > self.inner:
            pad = max(self.inner - used - width([called]) - width(tail), 1)
        self.add((*head, called, *((Span(" " * pad), *tail) if tail else ())), target)

    def beside(self, name: str) -> int:
        """Give the cells for what is said beside a name that has a sign."""
        room = self.inner - INDENT - 2
        return room - min(width([Span(visible(name))]), room // 2) - 1

    def has_room(self, name: str, value: str) -> bool:
        """Tell whether an item with a sign is shown whole."""
        return INDENT + 2 + width([Span(visible(name))]) + 1 + width([Span(visible(value))]) <= self.inner

    def say(self, text: str, role: Role = "text", indent: int = 0) -> None:
        """Write a sentence."""
        self.lines += said(visible(text), self.cells, role, indent=indent)

    def none(self, words: str = "none") -> None:
        """Say that a group is empty."""
        self.add((Span(" " * INDENT), Span(visible(words), "muted")))

    def more(self, left: int) -> None:
        """Say how many are left out."""
        if left > 0:
            self.none(f"{left:,} more")


def listed(words: Iterable[str], none: str = "none") -> str:
    """Join names with commas."""
    return ", ".join(words) or none

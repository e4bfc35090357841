"""Rows to strips: the one place where a role becomes a colour, a sign its ASCII twin, and NO_COLOR no colour at all.

A painter is made for a theme and a terminal, and made anew when either changes; its table of styles is its own. Without
colour only bold and reverse are left, which every row uses where a state has to be seen.
"""

from collections.abc import Iterable
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from vpcdesign.render.ink import Ground, Role, Row, Span, fit, plain
from vpcdesign.render.signs import to_ascii
from vpcdesign.tui.themes.palette import SIXTEEN, colours

Colouring = Literal["true", "sixteen", "none"]


class Painter:
    """Paints rows for one theme on one terminal."""

    def __init__(self, theme: str, colouring: Colouring = "true", *, ascii_only: bool = False) -> None:
        self.palette = colours(theme)
        self.colouring: Colouring = colouring
        self.ascii_only = ascii_only
        self._styles: dict[tuple[Role, Ground, bool, bool], Style] = {}

    def strip(self, line: Row, cells: int) -> Strip:
        """Paint a row on `cells` cells: cut or filled to that width."""
        return Strip(list(self.segments(fit(line, cells))), cells)

    def blank(self, cells: int, ground: Ground = "surface") -> Strip:
        return Strip([Segment(" " * cells, self.style(Span("", ground=ground)))], cells)

    def segments(self, line: Iterable[Span]) -> Iterable[Segment]:
        """Paint the spans of a row as they are."""
        for span in line:
            if span.text:
                text = to_ascii(span.text) if self.ascii_only else span.text
                yield Segment(text, self.style(span))

    def style(self, span: Span) -> Style:
        """Give the style of a span."""
        key = (span.role, span.ground, span.bold, span.reverse)
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = self._style(span)
        return found

    def _style(self, span: Span) -> Style:
        if self.colouring == "none":
            return Style(bold=span.bold, reverse=span.reverse)
        if self.colouring == "sixteen":
            ansi = SIXTEEN[span.role]
            chosen = span.reverse or span.ground == "selected"
            return Style(color=ansi.colour, bold=span.bold or ansi.bold, reverse=chosen)
        ink, ground = self.palette.roles[span.role], self.palette.grounds[span.ground]
        if span.reverse:
            ink, ground = self.palette.grounds["surface"], ink
        return Style(color=ink, bgcolor=ground, bold=span.bold)

    def text(self, line: Row) -> str:
        """Give the characters of a row as this terminal shows them."""
        return to_ascii(plain(line)) if self.ascii_only else plain(line)


class Plain(LineFilter):
    """Puts ASCII twins in place of what Textual draws itself: the borders of toasts, scrollbars."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - colours stay
        return [
            segment if segment.text.isascii() else Segment(to_ascii(segment.text), segment.style, segment.control)
            for segment in segments
        ]

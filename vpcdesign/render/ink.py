"""Text with a meaning instead of a colour: what every screen and picture is made of.

A role says what a text is; only the one who paints knows which colour that has, or that there is none. So a row is the
same on every theme, as plain text, in ASCII and in a picture. Widths are counted in terminal cells: a wide character
takes two, a combining one none.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

from vpcdesign.render.signs import CUT

Role = Literal[
    "text",
    "muted",
    "border",
    "public",
    "private",
    "isolated",
    "gateway",
    "allowed",
    "blocked",
    "partial",
    "changed",
    "focus",
    "warning",
]
"""What a text is. Each theme gives every role a colour that can be read on every ground."""

Ground = Literal["surface", "panel", "raised", "selected", "public", "private", "isolated", "gateway"]
"""What a text stands on; a kind as a ground is that kind's colour thinned over the surface (blocks of the plan)."""


class Span(NamedTuple):
    """A piece of one line, all of one look. `reverse` exchanges text and ground: badges, and danger."""

    text: str
    role: Role = "text"
    ground: Ground = "surface"
    bold: bool = False
    reverse: bool = False


Row = tuple[Span, ...]
"""One line."""


def row(*parts: Span | str) -> Row:
    """Make a row; a plain string is text."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def plain(line: Iterable[Span]) -> str:
    """Give the characters of a row."""
    return "".join(span.text for span in line)


def width(line: Iterable[Span]) -> int:
    """Give the width of a row in cells."""
    return sum(cell_len(span.text) for span in line)


def on(line: Iterable[Span], ground: Ground) -> Row:
    """Put a row on a ground, except where it has one of its own."""
    return tuple(span._replace(ground=ground) if span.ground == "surface" else span for span in line)


def shorten(text: str, cells: int) -> str:
    """Cut a name in its middle, so that both of its ends stay to be told by: `payments…eu-prod-a`."""
    if cell_len(text) <= cells:
        return text
    if cells <= 1:
        return CUT[:cells]
    head, tail = cells // 2, (cells - 1) // 2
    while cell_len(start := text[:head]) > cells // 2:
        head -= 1
    while tail and cell_len(text[-tail:]) > (cells - 1) // 2:
        tail -= 1
    return set_cell_size(start + CUT + (text[-tail:] if tail else ""), cells)


def fit(line: Iterable[Span], cells: int) -> Row:
    """Make a row exactly `cells` wide: cut at its end with `…`, or filled with spaces."""
    line = tuple(line)
    spare = cells - width(line)
    if spare == 0:
        return line
    if spare > 0:
        return (*line, Span(" " * spare, ground=line[-1].ground if line else "surface"))
    return _cut(line, cells)


def crop(line: Iterable[Span], cells: int) -> Row:
    """Cut a row to at most `cells`, without a sign of it: for what something else is laid over."""
    kept: list[Span] = []
    for span in line:
        if cells <= 0:
            break
        size = cell_len(span.text)
        kept.append(span if size <= cells else span._replace(text=set_cell_size(span.text, cells)))
        cells -= size
    return tuple(kept)


def _cut(line: Row, cells: int) -> Row:
    kept: list[Span] = []
    room = cells - 1
    for span in line:
        size = cell_len(span.text)
        if size > room:
            kept.append(span._replace(text=set_cell_size(span.text, max(room, 0)) + CUT))
            break
        kept.append(span)
        room -= size
    return tuple(kept) if cells > 0 else ()


def wrap(text: str, cells: int) -> list[str]:
    """Break a text at its spaces into lines of at most `cells`; a word that is longer is broken inside."""
    lines, line = [], ""
    for word in text.split():
        while cell_len(word) > cells:
            if line:
                lines.append(line)
                line = ""
            head = set_cell_size(word, cells).rstrip(" ")
            lines.append(head)
            word = word[len(head) :]  # noqa: PLW2901 - the rest of a word is what is left to place
        if not line:
            line = word
        elif cell_len(line) + 1 + cell_len(word) <= cells:
            line += f" {word}"
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines

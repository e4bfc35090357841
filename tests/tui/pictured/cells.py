"""What stands in the cells of a screen, as the terminal would be sent it: runs of text with their colours.

A run never changes its look, and knows at which cell it begins; blanks without a ground of their own are left out.
"""

from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from textual.app import App


class Look(NamedTuple):
    """How a run is painted: ink and ground as #rrggbb."""

    ink: str
    ground: str
    bold: bool = False


class Run(NamedTuple):
    """Text of one look, from a cell on."""

    at: int
    text: str
    look: Look


Screenful = tuple[tuple[Run, ...], ...]


def screenful(app: "App[None]") -> Screenful:
    """Give the cells of the whole screen, with what lies under a dialog."""
    width, height = app.size
    console = Console(file=StringIO(), width=width, height=height, force_terminal=True, color_system="truecolor")
    drawn = app.screen._compositor.render_update(  # noqa: SLF001 - what Textual's own screenshots are made of
        full=True,
        screen_stack=app._background_screens,  # noqa: SLF001
        simplify=True,
    )
    ground = app.theme_variables["background"]
    ink = app.theme_variables["foreground"]
    assert drawn is not None, "a full update always draws"
    lines = console.render_lines(drawn, console.options.update(width=width, height=height), pad=False)
    return tuple(tuple(_runs(line, ink, ground)) for line in lines[:height])


def _runs(line: list[Segment], ink: str, ground: str) -> Iterator[Run]:
    at = 0
    for segment in Segment.simplify(line):
        if segment.control or segment.text == "\n":
            continue
        style = segment.style
        front = _hex(style.color if style else None, ink)
        behind = _hex(style.bgcolor if style else None, ground)
        if style and style.reverse:
            front, behind = behind, front
        yield Run(at, segment.text, Look(front, behind, bool(style and style.bold)))
        at += cell_len(segment.text)


def _hex(colour: Color | None, default: str) -> str:
    if colour is None or colour.is_default:
        return default
    return str(colour.get_truecolor().hex)

"""A canvas: cells that are written into, and the boxes in which things stand.

A cell holds one character, or nothing where a wide one before it reaches over. What is written outside is cut off, so
that drawing never has to ask how large the canvas is.
"""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from vpcdesign.render.ink import Ground, Role


class Ink(NamedTuple):
    """The look of a cell."""

    role: Role = "text"
    ground: Ground = "surface"
    bold: bool = False
    reverse: bool = False


class Box(NamedTuple):
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Give the first column that is not in it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Give the first row that is not in it."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Give its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a cell lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom


TEXT, MUTED, BORDER, GATE = Ink(), Ink("muted"), Ink("border"), Ink("gateway")
NAME = Ink(bold=True)
GATE_NAME = Ink("gateway", bold=True)

LIGHT_FRAME = "╭─╮│╰╯"
HEAVY_FRAME = "┏━┓┃┗┛"


def cells_of(text: str) -> int:
    """Give the cells that a text takes; nearly every text is ASCII."""
    return len(text) if text.isascii() else cell_len(text)


class Canvas:
    """Cells in rows. What is expensive to draw is drawn when rows that it crosses are needed for the first time."""

    def __init__(self, width: int, height: int) -> None:
        """Begin empty."""
        self.width, self.height = width, height
        self.chars = [[" "] * width for _ in range(height)]
        self.inks = [[TEXT] * width for _ in range(height)]
        self._later: list[tuple[int, int, Callable[[], object]]] = []

    def later(self, box: Box, draw: Callable[[], object]) -> None:
        """Keep something that draws into a box until it is needed."""
        self._later.append((box.y, box.bottom, draw))

    def need(self, top: int, bottom: int) -> None:
        """Have everything drawn that crosses these rows."""
        due = [one for one in self._later if one[0] < bottom and top < one[1]]
        if due:
            self._later = [one for one in self._later if one not in due]
            for _, _, draw in due:
                draw()

    def write(self, x: int, y: int, text: str, ink: Ink = TEXT) -> int:
        """Write a text and give the column after it."""
        size = cells_of(text)
        end = x + size
        if not 0 <= y < self.height or x >= self.width or end <= 0 or not size:
            return end
        if x < 0 or end > self.width:
            text, x = _clip(text, x, self.width)
            size = cells_of(text)
        self.chars[y][x : x + size] = text if len(text) == size else _cells(text)
        self.inks[y][x : x + size] = [ink] * size
        return end

    def frame(self, box: Box, ink: Ink, look: str = LIGHT_FRAME) -> None:
        """Draw a frame along the edge of a box."""
        top_left, flat, top_right, side, low_left, low_right = tuple(look)
        inner = flat * (box.width - 2)
        self.write(box.x, box.y, top_left + inner + top_right, ink)
        self.write(box.x, box.bottom - 1, low_left + inner + low_right, ink)
        for x in (box.x, box.right - 1):
            if 0 <= x < self.width:
                for y in range(max(box.y + 1, 0), min(box.bottom - 1, self.height)):
                    self.chars[y][x], self.inks[y][x] = side, ink


def _clip(text: str, x: int, width: int) -> tuple[str, int]:
    """Give the part of a text that lies between 0 and a width, and where it begins."""
    if x < 0:
        size = cell_len(text)
        text, x = _last(text, size + x), 0
    return set_cell_size(text, min(cell_len(text), width - x)), x


def _last(text: str, size: int) -> str:
    while cell_len(text) > size:
        text = text[1:]
    return text


def _cells(text: str) -> list[str]:
    cells: list[str] = []
    for character in text:
        size = cell_len(character)
        if size == 0 and cells:
            at = len(cells) - 1
            while at > 0 and not cells[at]:
                at -= 1
            cells[at] += character
        elif size:
            cells += [character] + [""] * (size - 1)
    return cells

"""What stands over a screen that has too few cells: what is needed, and that nothing is lost meanwhile.

It lies over the screen instead of taking its place, so that whatever had the cursor has it again in a larger window.
"""

from vpcdesign.render.ink import Row, Span, fit, row, width
from vpcdesign.tui.frame.desk import desk_of
from vpcdesign.tui.frame.rows import Rows

WIDE, LEAD = 50, 5
"""Cells inside the box, and before its text."""


class TooSmall(Rows):
    """Covers the whole screen while it is too small."""

    DEFAULT_CSS = "TooSmall { layer: small; width: 100%; height: 100%; }"

    def __init__(self, needed: tuple[int, int]) -> None:
        super().__init__()
        self.needed = needed
        self.display = False

    def on_mount(self) -> None:
        self.display = self.screen.has_class("-small")

    def rows(self, width: int, height: int) -> list[Row]:
        return panel(self.needed, (width, height), desk_of(self).keymap.hint("quit"))


def panel(needed: tuple[int, int], has: tuple[int, int], quit_key: str) -> list[Row]:
    """Draw the panel in the middle; where not even that fits, only its words, the first ones."""
    cells, height = has
    lines = [
        row(Span(f"vpcdesign needs {needed[0]} x {needed[1]}, has {cells} x {height}", bold=True)),
        row(Span("Make the window larger or the font smaller.")),
        row(Span("Nothing is lost meanwhile.")),
        row(Span(f"{quit_key} quits", "muted")),
    ]
    if cells < WIDE + 2 or height < len(lines) + 2:
        return [fit(line, cells) for line in lines[:height]]
    edge = Span("│", "border")
    boxed: list[Row] = [row(Span(f"╭{'─' * WIDE}╮", "border"))]
    boxed += [row(edge, *fit(row(Span(" " * LEAD), *line), WIDE), edge) for line in lines]
    boxed.append(row(Span(f"╰{'─' * WIDE}╯", "border")))
    left = (cells - width(boxed[0])) // 2
    above: list[Row] = [()] * ((height - len(boxed)) // 2)
    return [*above, *(row(Span(" " * left), *line) for line in boxed)]

"""The ready-made designs: their names, and what the one under the cursor teaches, holds and asserts."""

from collections.abc import Sequence

from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row, Span, fit, on, row, wrap
from vpcdesign.render.text.counting import count
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.home.preview import picture

NAMES = 32
"""Cells of the list of names."""
BESIDE, FEW = 90, 5
"""From so many cells on names and words stand side by side; else so many names stand over the words."""


class LayoutsDialog(Dialog):
    """Answers the name of a layout, or nothing."""

    hint = "enter begin with it   esc close"
    columns = 116

    def __init__(self) -> None:
        super().__init__()
        self.names = layout_names()
        self.title_row: Row = row(Span("Layouts", bold=True), Span(f"  {len(self.names)} ready-made designs", "muted"))
        self.cursor = 0
        self._designs: dict[str, Design] = {}

    @property
    def design(self) -> Design:
        """The design under the cursor, read when it is first looked at."""
        name = self.names[self.cursor]
        if name not in self._designs:
            self._designs[name] = load_layout(name)
        return self._designs[name]

    def lines(self, cells: int) -> Sequence[Row]:
        height = max(min(len(self.names) + 8, self.app.size.height - 2), FEW + 2)
        if cells < BESIDE:
            return [*self._names(FEW, cells), row(Span("─" * cells, "border")), *self._about(cells, height - FEW - 1)]
        names = self._names(height, NAMES)
        about = self._about(cells - NAMES - 3, height)
        return [
            row(
                *(names[y] if y < len(names) else (Span(" " * NAMES),)),
                Span("│ ", "border"),
                *(about[y] if y < len(about) else ()),
            )
            for y in range(height)
        ]

    def _names(self, height: int, cells: int) -> list[Row]:
        """Give as many names as there is room for, the one under the cursor among them."""
        self._top = max(0, min(self.cursor - height // 2, len(self.names) - height))
        return [self._listed(place, cells) for place in range(self._top, min(self._top + height, len(self.names)))]

    def _listed(self, place: int, cells: int) -> Row:
        line = fit(row(Span(" "), Span(self.names[place])), cells)
        return on(line, "selected") if place == self.cursor else line

    def _about(self, cells: int, height: int) -> list[Row]:
        design = self.design
        words = wrap(visible(design.note or design.name), cells)
        if len(words) > (room := max(height - 2, 1)):
            words = [*words[: room - 1], f"{words[room - 1][: cells - 2]} …"]
        held = [count(len(design.vpcs), "VPC"), count(len(design.subnets), "subnet")]
        held.append(count(len(design.assertions), "assertion"))
        rows = [*(row(Span(line)) for line in words), (), row(Span(", ".join(held), "muted")), ()]
        room = height - len(rows)
        return (rows + (picture(design, cells, room) if room > 3 else []))[:height]

    def _go(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self.names) - 1))
        self.renew()

    def do_move_up(self) -> None:
        self._go(self.cursor - 1)

    def do_move_down(self) -> None:
        self._go(self.cursor + 1)

    def do_move_first(self) -> None:
        self._go(0)

    def do_move_last(self) -> None:
        self._go(len(self.names) - 1)

    def do_move_page_up(self) -> None:
        self._go(self.cursor - 5)

    def do_move_page_down(self) -> None:
        self._go(self.cursor + 5)

    def do_open(self) -> None:
        self.answer(self.names[self.cursor])

    def clicked(self, x: int, y: int, times: int) -> None:
        stacked = self.query_one("#box").size.width - 4 < BESIDE
        place = y + self._top
        if (y < FEW if stacked else x < NAMES) and place < len(self.names):
            again = place == self.cursor
            self._go(place)
            if again or times > 1:
                self.do_open()

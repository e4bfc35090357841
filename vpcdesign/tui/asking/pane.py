"""The trace at the side: its cursor is the step that the map shows, and `enter` goes to the line that decided there.

What the step says stays in sight below the hops, however long the way is.
"""

from textual.events import Click

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row
from vpcdesign.tui.asking.page import HOP, STEP, page_of
from vpcdesign.tui.asking.walking import open_rule
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import Line, Page

LEAST = 5
"""Rows of hops that are seen above a step, where there is not room for all."""


class TracePane(PagePane):
    """The standing question and its answer."""

    always_shown = True
    gives_way = True
    footer: Footer = (("open", "the rule"), "next", "previous", "swap", "pin", "copy-command", "back")

    def __init__(self) -> None:
        super().__init__(self._made_page, "trace")
        self._sights: list[int] = []

    def _made_page(self, width: int) -> Page:
        asking = self.desk.asking
        return page_of(asking, asking.current(self.session_design), width)

    @property
    def session_design(self) -> Design:
        return self.desk.session.design

    @property
    def hops(self) -> list[int]:
        """Give the lines that are hops."""
        return [place for place, line in enumerate(self.page.lines) if line.act == HOP]

    def rows(self, width: int, height: int) -> list[Row]:
        room = width - self.margin
        if room != self._width:
            self._width, self._page = room, None
        page, hops = self.page, self.hops
        self._stand(hops)
        space = max(height - 2, 1)
        below = hops[-1] + 1 if hops else len(page.lines)
        step = page.lines[below:][: max(space - LEAST, 0)]
        above = space - len(step)
        window, last = self._window(above, below), range(below, below + len(step))
        more = self._more(below)
        self._sights = [*window, *(self._end for _ in more), *last]
        lines = [self._line(place, page.lines[place]) for place in window]
        lines += [*more, *(page.lines[place].row for place in last)]
        return self.framed(page.title, lines, width)

    def _stand(self, hops: list[int]) -> None:
        """Put the cursor on the step that the map shows."""
        if hops:
            self.cursor = hops[max(0, min(self.desk.asking.step, len(hops) - 1))]

    def do_open(self) -> None:
        """Open what decided at the step, also where a key came before it was painted."""
        self._stand(self.hops)
        super().do_open()

    def _step(self, by: int) -> None:
        hops = self.hops
        if hops:
            self._to(max(0, min(self.desk.asking.step + by, len(hops) - 1)))

    def _to(self, step: int) -> None:
        self.desk.asking.step, self.desk.asking.walked = step, True
        self.desk.everybody_changed()

    def do_move_first(self) -> None:
        self._step(-len(self.hops))

    def do_move_last(self) -> None:
        self._step(len(self.hops))

    def run_line(self, line: Line) -> None:
        if line.act != HOP:
            super().run_line(line)
            return
        open_rule(self.desk, line.target)

    def on_click(self, event: Click) -> None:
        """Go to the step that is clicked; clicked again it opens what decided there."""
        place = event.y - 2
        if not 0 <= place < len(self._sights):
            return
        line = self.page.lines[self._sights[place]]
        if line.act == HOP:
            step = self.hops.index(self._sights[place])
            if step == self.desk.asking.step:
                self.run_line(line)
            else:
                self._to(step)
        elif line.act.startswith(f"{STEP} "):
            self._to(int(line.act.partition(" ")[2]))
        elif line.runs:
            self.run_line(line)

    def do_next(self) -> None:
        self._step(1)

    def do_previous(self) -> None:
        self._step(-1)

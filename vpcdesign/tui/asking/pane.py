"""The trace at the side: its cursor is the step that the map shows, and `enter` goes to the line that decided there."""

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row
from vpcdesign.tui.asking.page import HOP, page_of
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import Line, Page


class TracePane(PagePane):
    """The standing question and its answer."""

    always_shown = True
    footer: Footer = (("open", "the rule"), "next", "previous", "swap", "pin", "copy-command", "back")

    def __init__(self) -> None:
        super().__init__(self._made_page, "trace")

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
        hops = self.hops
        if hops:
            self.cursor = hops[max(0, min(self.desk.asking.step, len(hops) - 1))]
        return super().rows(width, height)

    def _step(self, by: int) -> None:
        hops = self.hops
        if hops:
            asking = self.desk.asking
            asking.step = max(0, min(asking.step + by, len(hops) - 1))
            self.desk.everybody_changed()

    def do_move_first(self) -> None:
        self._step(-len(self.hops))

    def do_move_last(self) -> None:
        self._step(len(self.hops))

    def run_line(self, line: Line) -> None:
        if line.act == HOP:
            self.desk.open_element(line.target)
        else:
            super().run_line(line)

    def do_next(self) -> None:
        self._step(1)

    def do_previous(self) -> None:
        self._step(-1)

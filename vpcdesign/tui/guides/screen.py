"""Help where there is no side: over home, a form or a dialog, as a screen of its own."""

from textual.app import ComposeResult

from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.desk import desk_of
from vpcdesign.tui.guides.panes import HelpPane
from vpcdesign.tui.pages.page import Line


class HelpScreen(Board):
    """A screen that holds nothing but help; `esc` leaves it."""

    DEFAULT_CSS = "HelpScreen HelpPane { width: 1fr; }"

    def __init__(self, pane: HelpPane) -> None:
        """Take the pane that is shown."""
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.add_class("-single")
        self.set_focus(self.pane)

    def resized(self) -> None:
        self.add_class("-single")

    def runs(self, line: Line) -> None:
        """Leave first: what a line runs is for the screen below."""
        self.app.call_next(desk_of(self.pane).run_command, *line.act.split(" ", 1))
        _ = self.dismiss(None)

    def do_back(self) -> None:
        _ = self.dismiss(None)

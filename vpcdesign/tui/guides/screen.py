"""Help where there is no side: over home, a form or a dialog, as a screen of its own."""

from textual.app import ComposeResult

from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.guides.panes import HelpPane


class HelpScreen(Board):
    """A screen that holds nothing but help; `esc` leaves it."""

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

    def do_back(self) -> None:
        _ = self.dismiss(None)

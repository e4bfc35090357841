"""The screen on which a design is worked on, as the application knows it before there is one.

The workbench itself stands on everything that shows a design: it is loaded when one is opened, and home does not wait
for it.
"""

from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.main import Footer, Main
from vpcdesign.tui.frame.pane import Pane


class Bench(Board):
    """What the application and the fixed lines ask of the workbench."""

    tab: str
    mains: dict[str, Main]

    @property
    def main(self) -> Main:
        """The main that is shown."""
        raise NotImplementedError

    @property
    def side(self) -> Pane | None:
        """The pane that is shown, or would be where there is room."""
        raise NotImplementedError

    def push(self, pane: Pane, *, focus: bool = True) -> None:
        """Put a pane on the stack."""
        raise NotImplementedError

    def has_pane(self, name: str) -> bool:
        """Tell whether a pane is on the stack."""
        raise NotImplementedError

    def have_trace(self) -> None:
        """Have the answer to the standing question at the side."""
        raise NotImplementedError

    def drop_pane(self, name: str) -> None:
        """Take a pane off the stack, wherever it lies."""
        raise NotImplementedError

    def pop(self) -> bool:
        """Take the uppermost pane off; False when there was none."""
        raise NotImplementedError

    def go(self, tab: str) -> None:
        """Show a main."""
        raise NotImplementedError

    def hints(self) -> Footer:
        """Give what the footer shows."""
        raise NotImplementedError

    def guide(self, name: str, about: str = "") -> None:
        """Begin a guided step."""
        raise NotImplementedError

    def tell_failures(self) -> None:
        """Show what is failed at the side, or nothing of it any more."""
        raise NotImplementedError

    def tell_difference(self) -> None:
        """Show what differs from what was chosen."""
        raise NotImplementedError

    def open_side(self) -> None:
        """Show the side pane, with the cursor in it."""
        raise NotImplementedError

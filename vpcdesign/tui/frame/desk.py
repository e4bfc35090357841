"""What widgets may know of the application: a protocol, so that no widget imports the application.

The application is the only one who changes anything: widgets ask it to apply an edit, select, run a command or say
a sentence, and are told by `changed` afterwards.
"""

from typing import Protocol, cast

from textual.widget import Widget

from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import VpcdesignError
from vpcdesign.render.ink import Role, Row
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.pages.inspector.answers import Answers
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.paint import Painter
from vpcdesign.tui.session.against import Against
from vpcdesign.tui.session.asking import Asked, Asking
from vpcdesign.tui.session.proof import Proof
from vpcdesign.tui.session.session import Session


class NoMeaning(Exception):  # noqa: N818 - it is no error: the sentence is shown and nothing happens
    """What a command raises when it means nothing here: a sentence that says where it would."""


class Desk(Protocol):
    """The application, as widgets see it."""

    painter: Painter
    keymap: Keymap
    proof: Proof

    asking: Asking
    previewed: Edit | None
    against: Against

    @property
    def surroundings(self) -> Surroundings:
        """What the design under work says around its things, made once for each design."""

    @property
    def session(self) -> Session:
        """The design under work; only screens that stand on one may ask."""

    def known_of(self, selection: str) -> Answers:
        """Give what was proved of a selection: whom it reaches, who reaches it, its findings."""

    def apply(self, edit: Edit) -> bool:
        """Take a step and tell every widget; a refusal is said, and gives False."""

    def select(self, element: str) -> None:
        """Select an element for all screens (`id`, `id#path`, `zone:...`, `internet`, `block:...`)."""

    def run_command(self, command: str, argument: str = "") -> None:
        """Run a command as its key would."""

    def ask(self, asked: Asked) -> None:
        """Make a question the standing one, and answer it."""

    def still(self) -> None:
        """End what moves, with the whole of it."""

    def let_fail(self, failed: tuple[str, ...]) -> None:
        """Let these fail, and nothing else, and show what that does."""

    def failures_changed(self) -> None:
        """Ask everything again, under what is failed now."""

    def waiting(self) -> Row | None:
        """Say how far a long proof is, or that it was stopped; None where there is nothing to wait for."""

    def stop_proving(self) -> bool:
        """Stop a proof that takes long; False where none does."""

    def prove_again(self) -> None:
        """Judge all assertions once more."""

    def compare_with(self, against: Against) -> None:
        """Choose what the design under work is compared with, and show what differs."""

    def compared(self) -> Proof | None:
        """Give what differs from what is chosen; None while that is worked out, which asking begins."""

    def everybody_changed(self) -> None:
        """Tell every widget that what it shows may be another."""

    def open_element(self, element: str) -> None:
        """Select an element and show it where it is edited: a rule in its editor, all else on the map."""

    def show(self, pane: Widget) -> None:
        """Put a pane on the stack at the side, with the cursor in it."""

    def drop_pane(self, name: str) -> None:
        """Take a pane off the stack, wherever it lies."""

    def preview(self, edit: Edit | None) -> None:
        """Show the map as it would be after an edit that is not taken; None shows it as it is."""

    def guide(self, name: str, about: str) -> None:
        """Begin a guided step about something that is not selected on the map."""

    def open_side(self) -> None:
        """Show what the side pane says of what is selected, with the cursor in it."""

    def copy(self, text: str, what: str) -> None:
        """Put a text on the clipboard, also over ssh, and say so."""

    def copy_table(self, table: str) -> None:
        """Copy a table that is given as CSV; asked again, as Markdown and as text."""

    def tell(self, sentence: str, role: Role = "text") -> None:
        """Say a sentence in the status line, until the next key."""

    def tell_why(self, reason: NoMeaning | VpcdesignError) -> None:
        """Say why something was not done: it means nothing here, or it went wrong."""


def desk_of(widget: Widget) -> Desk:
    """Give the application of a widget."""
    return cast(Desk, widget.app)

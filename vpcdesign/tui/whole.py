"""What the parts of the application may ask of the whole: declared once, below all of them.

The application is put together of parts that know one thing each (files, questions, guidance, ...). A declaration that
stood in a part would hide another part's method of that name; here it comes last in the order in which methods are
looked for, so whoever has the method is found.
"""

from abc import abstractmethod

from textual.app import App
from textual.widget import Widget

from vpcdesign.render.ink import Role
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.session.against import Against
from vpcdesign.tui.session.asking import Asking
from vpcdesign.tui.session.proof import Proof
from vpcdesign.tui.session.session import Session


class Whole(App[None]):
    """The application as its parts know it."""

    launch: Launch
    keymap: Keymap
    asking: Asking
    proof: Proof

    @property
    @abstractmethod
    def session(self) -> Session:
        """The design under work."""

    @property
    @abstractmethod
    def has_session(self) -> bool:
        """Whether there is a design under work."""

    @property
    @abstractmethod
    def surroundings(self) -> Surroundings:
        """What the design under work says around its things."""

    @abstractmethod
    def work_on(self, session: Session) -> None:
        """Show a session on the workbench."""

    @abstractmethod
    def open_layout(self, name: str) -> None:
        """Begin a design from a ready-made one."""

    @abstractmethod
    def let_go(self) -> None:
        """Close the journal of the design under work."""

    @abstractmethod
    def note_place(self) -> None:
        """Write down where one is in the design under work."""

    @abstractmethod
    def design_changed(self) -> None:
        """Tell everybody that the design is another, and prove it."""

    @abstractmethod
    def compare_with(self, against: Against) -> None:
        """Choose what the design under work is compared with, and show what differs."""

    @abstractmethod
    def everybody_changed(self) -> None:
        """Tell every widget that what it shows may be another."""

    @abstractmethod
    def remember(self) -> None:
        """Keep what the newest step was proved to do."""

    @abstractmethod
    def select(self, element: str) -> None:
        """Select an element for all screens."""

    @abstractmethod
    def open_element(self, element: str) -> None:
        """Select an element and show it where it is edited."""

    @abstractmethod
    def run_command(self, command: str, argument: str = "") -> None:
        """Run a command as its key would."""

    @abstractmethod
    def show(self, pane: Widget) -> None:
        """Put a pane on the stack at the side."""

    @abstractmethod
    def copy(self, text: str, what: str) -> None:
        """Put a text on the clipboard, and say so."""

    @abstractmethod
    def tell(self, sentence: str, role: Role = "text") -> None:
        """Say a sentence until the next key."""

    @abstractmethod
    def repaint(self, *, theme: str | None = None, ascii_only: bool | None = None) -> None:
        """Paint everything anew, in another theme or with other signs."""

"""A main: the content of a tab. It shows the design under work, and does what its keys mean on what is selected.

A subclass names its `scope`, its `footer` (ids of commands, in the order in which they give way from the right; or
pairs of an id and the word that is shown here), makes `rows`, says its `status`, and has a method `do_<command>` for
every command that means something in it. `changed` comes after every change of design, selection, marks or proof.
"""

from textual.events import Key

from vpcdesign.render.ink import Row, Span, row
from vpcdesign.tui.frame.desk import Desk, NoMeaning, desk_of
from vpcdesign.tui.frame.rows import Rows, hints_changed
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.session.session import Session

Footer = tuple[str | tuple[str, str], ...]


class Main(Rows, can_focus=True):
    """The content of a tab."""

    scope = ""
    footer: Footer = ()

    @property
    def desk(self) -> Desk:
        return desk_of(self)

    @property
    def session(self) -> Session:
        return self.desk.session

    def opened(self) -> None:
        """Come into view: stand on what is selected."""

    def changed(self) -> None:
        """Show a changed design, selection or proof; whoever keeps something made of them makes it anew here."""
        self.renew()

    def status(self, width: int) -> Row:  # noqa: ARG002 - a subclass may need it
        """Say where the selection is, in one line."""
        return row(Span(f" {self.session.selection}", "muted"))

    def jump(self) -> None:
        """Put a letter on every element in sight, and take the next key for one."""
        raise NoMeaning("g goes to an element by its letter; on the map every element has one.")

    def side(self, width: int) -> Page | None:  # noqa: ARG002 - a subclass may need it
        """Give what the side pane shows of what is under the cursor, where the inspector does not know it."""
        return None

    def tells_difference(self) -> bool:
        """Show what differs from what was chosen, if this main can."""
        return False

    def strip(self) -> Row | None:
        """Give what the strip says in place of the last step's consequences, while something is under work."""
        return None

    def hints(self) -> Footer:
        """Give what the footer shows now."""
        return self.footer

    def renew(self) -> None:
        super().renew()
        hints_changed(self)

    @property
    def typing(self) -> bool:
        """Tell whether letters are text now: the footer then shows keys that are none."""
        return False

    def takes(self, event: Key) -> bool:  # noqa: ARG002 - a subclass that edits reads it
        """Take a key before any command does: for a main in which a cell or a field is being typed."""
        return False

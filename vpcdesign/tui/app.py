"""The application: one session, one painter, one keymap; the only one who changes anything.

Widgets hand in edits and are told afterwards that something changed; what takes long runs in a worker, whose answer is
taken only if nothing newer was asked meanwhile. Nothing here draws.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.widget import Widget

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import EditError, StorageError, VpcdesignError
from vpcdesign.render.ink import Role
from vpcdesign.render.visible import visible
from vpcdesign.tui.clipboard import copied, hand_over, local_tool
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.differing import Differing
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.pane import Pane
from vpcdesign.tui.guidance import Guidance
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.paint import Painter, Plain
from vpcdesign.tui.session.against import Against
from vpcdesign.tui.session.asking import Asking
from vpcdesign.tui.session.proof import Proof
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.themes.textual_themes import themes
from vpcdesign.tui.tidying import Tidying
from vpcdesign.tui.visiting import Visiting

EDITORS = {
    "security_groups": "groups",
    "load_balancers": "groups",
    "firewalls": "groups",
    "network_acls": "acls",
    "route_tables": "routes",
    "transit_gateway_route_tables": "routes",
    "prefix_lists": "routes",
}
"""The tab in which a noun of a list is edited."""

OWN_DIALOGS = {"compare", "file.open", "save-as"}
"""Commands that ask for their argument themselves: a path is completed while it is typed."""


class Designer(Visiting, Guidance, Differing, Tidying, inherit_bindings=False):
    """The designer."""

    TITLE: str | None = "vpcdesign"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "how_to_quit", show=False)]
    """Textual's own would end the designer at `ctrl+q` before our command is asked; keys are the registry's."""
    CSS = """
    Screen { background: $background; color: $foreground; }
    Dialog { background: $background 60%; }
    """

    def __init__(self, launch: Launch) -> None:
        """Make the application; without colour, Textual's own drawing goes through its filter that leaves none."""
        super().__init__(ansi_color=None if launch.colouring == "true" else True)
        self.launch = launch
        self.keymap = launch.keymap
        for theme in themes():
            self.register_theme(theme)
        self.theme = self._textual_theme()
        self.painter = self._painter()
        self._plain = Plain()
        self.proof = Proof()
        self.places: list[str] = []
        """Where the selection was, for `backspace`."""
        self.asking = Asking()
        self.previewed: Edit | None = None
        """An edit that a guided step would make: the map draws it, the design does not have it."""
        self._did = {}
        self._session: Session | None = None
        self._surroundings: tuple[Design, Surroundings] | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Give what Textual's own drawing goes through."""
        found = super().get_line_filters()
        return [*found, self._plain] if self.launch.ascii_only else found

    def _textual_theme(self) -> str:
        """Give the theme of what Textual draws itself: with 16 colours or none those of the terminal."""
        return self.launch.theme if self.launch.colouring == "true" else "ansi-dark"

    def _painter(self) -> Painter:
        return Painter(self.launch.theme, self.launch.colouring, ascii_only=self.launch.ascii_only)

    async def on_event(self, event: Event) -> None:
        """Bring a key to the uppermost screen at once; what nobody takes goes Textual's own way.

        On that way a key goes from widget to widget while the next ones are sent off already, to where the cursor was.
        """
        if isinstance(event, Key):
            self.typed()
        if isinstance(event, Key) and not event.is_forwarded and isinstance(board := self.screen, Board):
            self.app_focus = True
            if board.take_key(event):
                return
        await super().on_event(event)

    def on_mount(self) -> None:
        """Show what the designer was started with."""
        for problem in self.launch.problems:
            self.notify(problem, timeout=8, severity="warning", markup=False)
        if self.launch.opened is not None:
            self.take_up(self.launch.opened)
        elif self.launch.path is not None:
            self.open_file(self.launch.path)
        elif self.launch.home:
            self.do_home()

    def on_unmount(self) -> None:
        """Let others have the journal, however the designer ends."""
        self.let_go()

    # --- the session ---

    @property
    def session(self) -> Session:
        if self._session is None:
            raise NoMeaning("this needs a design; open one first.")
        return self._session

    @property
    def surroundings(self) -> Surroundings:
        """What the design under work says around its things, made once for each design."""
        design = self.session.design
        if self._surroundings is None or self._surroundings[0] is not design:
            self._surroundings = (design, Surroundings(design))
        return self._surroundings[1]

    @property
    def has_session(self) -> bool:
        return self._session is not None

    def work_on(self, session: Session) -> None:
        """Show a session on the workbench."""
        self._session = session
        self.proof = Proof()
        self.against = Against()
        self.places.clear()
        bench = self.bench_for(session)
        if not session.selection:
            session.selection = self.launch.selection or _first(session)
        while len(self.screen_stack) > 1:
            _ = self.pop_screen()
        _ = self.push_screen(bench)
        self.note_place()
        _ = self.call_after_refresh(self.prove)  # a proof beside the first map makes that a tenth slower

    def apply(self, edit: Edit) -> bool:
        """Take a step; what AWS, the document or the journal has against it is said."""
        try:
            self.session.apply(edit)
        except (EditError, StorageError) as error:
            self.tell(_sentence(error), "blocked")
            return False
        self.design_changed()
        return True

    def design_changed(self) -> None:
        """Tell everybody, and prove what is shown now."""
        self._answer()
        self.everybody_changed()
        self.prove()
        self.tidy_later()

    def everybody_changed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Board):
                screen.changed()

    def select(self, element: str) -> None:
        """Select an element for all screens."""
        session = self.session
        if element == session.selection:
            return
        self.places.append(session.selection)
        del self.places[:-100]
        session.selection = element
        self.everybody_changed()

    def open_element(self, element: str) -> None:
        """Select an element and show it where it is edited: a rule in its editor, all else on the map."""
        self.select(element)
        index = self.surroundings.index
        name = element.partition("#")[0]
        kind = index.kind_of(name) if name in index else ""
        self.run_command(f"tab.{EDITORS.get(kind, 'map')}")

    def show(self, pane: Widget) -> None:
        """Put a pane on the stack at the side, with the cursor in it."""
        if isinstance(self.screen, Bench) and isinstance(pane, Pane):
            self.screen.push(pane)

    def drop_pane(self, name: str) -> None:
        """Take a pane off the stack, wherever it lies."""
        if isinstance(self.screen, Bench):
            self.screen.drop_pane(name)

    def preview(self, edit: Edit | None) -> None:
        """Show the map as it would be after an edit that is not taken; None shows it as it is."""
        self.previewed = edit
        self.everybody_changed()

    def guide(self, name: str, about: str) -> None:
        """Begin a guided step about something that is not selected on the map."""
        if isinstance(self.screen, Bench):
            self.screen.guide(name, about)

    def open_side(self) -> None:
        """Show what the side pane says of what is selected, with the cursor in it."""
        if isinstance(self.screen, Bench):
            self.screen.open_side()

    def copy(self, text: str, what: str) -> None:
        """Put a text on the clipboard: by OSC 52, which also works over ssh, and by a tool of the desktop, if any.

        In a browser the page has the clipboard; the desktop of this machine may be somebody else's.
        """
        self.copy_to_clipboard(text)
        if self.is_web or local_tool() is None:
            self.notify(copied(what), timeout=4, markup=False)
            return

        def hand() -> None:
            self.call_from_thread(self.notify, copied(what, hand_over(text)), timeout=4, markup=False)

        self.run_worker(hand, thread=True, group="clipboard")

    def action_how_to_quit(self) -> None:
        """Say what ends the designer, to whoever tries what ends everything else."""
        self.tell(f"{self.keymap.hint('quit')} quits; nothing is lost.")

    # --- commands and words ---

    def run_command(self, command: str, argument: str = "") -> None:
        """Run a command as its key would; what goes wrong is said and never ends the designer."""
        board = self.screen
        if not isinstance(board, Board):
            return
        if refused := self.kept_out(command):
            self.tell(refused)
            return
        if COMMANDS[command].argument and not argument and command not in OWN_DIALOGS:
            self.ask_for(command)
            return
        try:
            board.run_command(command, argument)
        except VpcdesignError as error:
            self.tell_why(error)

    def tell_why(self, reason: NoMeaning | VpcdesignError) -> None:
        """Say why something was not done: it means nothing here, or it went wrong."""
        if isinstance(reason, VpcdesignError):
            self.tell(_sentence(reason), "blocked")
        elif str(reason):
            self.tell(str(reason))

    def tell(self, sentence: str, role: Role = "text") -> None:
        """Say a sentence until the next key."""
        if isinstance(self.screen, Board):
            self.screen.say(visible(sentence), role)

    # --- commands that mean the same everywhere ---

    def do_undo(self) -> None:
        undone = self.session.undo()
        if undone is None:
            raise NoMeaning("this is the first step; there is nothing to undo.")
        self.session.selection = undone.selected or self.session.selection
        self.design_changed()

    def do_redo(self) -> None:
        done = self.session.redo()
        if done is None:
            raise NoMeaning("this is the last step; there is nothing to redo.")
        self.session.selection = done.selected or self.session.selection
        self.design_changed()

    def do_place_before(self) -> None:
        if not self.places:
            raise NoMeaning("there is no place before this one.")
        place = self.places.pop()
        self.session.selection = place
        self.everybody_changed()

    def do_ascii(self) -> None:
        self.repaint(ascii_only=not self.launch.ascii_only)

    def repaint(self, *, theme: str | None = None, ascii_only: bool | None = None) -> None:
        """Paint everything anew, in another theme or with other signs."""
        if theme is not None:
            self.launch.theme = theme
            self.launch.colouring = self.launch.terminal.colouring(theme)
            self.theme = self._textual_theme()
        if ascii_only is not None:
            self.launch.ascii_only = ascii_only
        self.painter = self._painter()
        self.everybody_changed()

    def do_redraw(self) -> None:
        self.refresh(layout=True)


def _first(session: Session) -> str:
    """Choose what is selected where nothing was: the first private subnet, or whatever is there."""
    design = session.design
    for nouns in (design.subnets, design.vpcs):
        if nouns:
            return nouns[0].id
    return ""


def _sentence(error: VpcdesignError) -> str:
    more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
    return error.problems[0].message + more

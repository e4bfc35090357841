"""The part of the application that finds, explains and goes back: palette, help, history, outline, tour.

It shows and chooses; whatever it runs goes by the same commands as a key. What a step did is remembered here while it
is the newest, since only then it is proved.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from textual.events import Click

from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Subnet
from vpcdesign.render.ink import Row, Span
from vpcdesign.render.signs import DANGER
from vpcdesign.tui.clipboard import FORMS, read_csv, written
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.frame.pane import Pane
from vpcdesign.tui.pages.inspector.selected import read
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.palette.entry import LAYOUT, TOPIC, Entry
from vpcdesign.tui.session.against import of_step
from vpcdesign.tui.surveying import Surveying
from vpcdesign.tui.topics.topic import Topic
from vpcdesign.tui.touring import Touring

SCREENS = {"Home": "home", "NewDesign": "new"}
"""The screens that are no tab, and what help calls them."""

OWN_SCREENS = {"plan", "matrix", "checks"}
"""Tabs on which help is on the screen; on the others it is on what is selected."""


class Guidance(Touring, Surveying):
    """The commands of finding and explaining."""

    _notes: dict[str, str] | None = None
    """What the ready-made designs say of themselves, read when they are first listed."""
    _listed: tuple[Surroundings, list[Entry]] | None = None
    """The elements of the design under work as the palette lists them."""
    _copied = ("", 0)
    """The table that was copied last, and in which form."""
    _did: dict[int, tuple[Design, Row]]

    # --- palette ---

    def do_palette(self) -> None:
        self._open_palette(list(self._entries()))

    def palette_on(self, element: str) -> None:
        """Show what can be done with one element: what a click with the right button asks."""
        from vpcdesign.tui.palette import gather

        board = self.screen
        if not isinstance(board, Board):
            return
        here = self.surroundings
        entries = gather.on_element(here, element, self.keymap, board.why_not)
        name = element.partition("#")[0]
        self._open_palette(entries, about=here.called(name) if name in here.index else element)

    def ask_for(self, command: str) -> None:
        """Ask for a command's argument, then run it."""
        from vpcdesign.tui.palette.screen import PaletteScreen

        known = COMMANDS[command]
        entry = Entry("Commands", known.title, command, asks=known.argument)
        _ = self.push_screen(PaletteScreen((), self._run, asking=entry))

    def _open_palette(self, entries: list[Entry], about: str = "") -> None:
        from vpcdesign.tui.palette.screen import PaletteScreen

        if not isinstance(self.screen, Dialog):
            _ = self.push_screen(PaletteScreen(entries, self._run, about=about))

    def _entries(self) -> Iterator[Entry]:
        """Gather what the palette lists here."""
        from vpcdesign.api.layouts import load_layouts
        from vpcdesign.tui.palette import gather

        board = self.screen
        if not isinstance(board, Board):
            return
        hints = board.hints() if isinstance(board, Bench) else ()
        first = [hint if isinstance(hint, str) else hint[0] for hint in hints]
        yield from gather.commands(self.keymap, board.why_not, first)
        if self.has_session:
            here = self.surroundings
            yield from gather.failing(here, self.keymap)
            if self._listed is None or self._listed[0] is not here:
                self._listed = (here, list(gather.elements(here)))
            yield from self._listed[1]
            yield from gather.findings((one.sentence, one.element, one.place) for one in self.proof.findings)
        if self._notes is None:
            self._notes = {name: design.note or "" for name, design in load_layouts().items()}
        yield from gather.layouts(self._notes)
        yield from gather.topics()

    def _run(self, entry: Entry, argument: str) -> None:
        """Do what was chosen."""
        from vpcdesign.tui.palette.typed import read as read_line

        said = read_line(entry.act) if entry.act.startswith(":") else None
        if said is not None:
            for command, rest in said.runs:
                self.run_command(command, rest)
            return
        if entry.target and not entry.act:
            self.open_element(entry.target)
            return
        if entry.target:
            self.select(entry.target)
        verb, _, rest = entry.act.partition(" ")
        if verb == LAYOUT:
            self.open_layout(rest)
        elif verb == TOPIC:
            from vpcdesign.tui.topics.library import TOPICS

            self.explain(TOPICS[rest])
        elif verb in COMMANDS:
            self._go_where(verb, entry.target)
            self.run_command(verb, argument or rest)

    def _go_where(self, command: str, element: str) -> None:
        """Go where a command can be done, if it cannot be here: to its own tab, or to where the element is edited."""
        board = self.screen
        if not isinstance(board, Bench) or board.why_not(command) is not None:
            return
        if scopes := COMMANDS[command].scopes:
            board.go(scopes[0])
        elif element:
            self.open_element(element)

    def on_click(self, event: Click) -> None:
        """Show, at a click with the right button, what can be done with what it selected."""
        if event.button == 3 and self.has_session and isinstance(self.screen, Bench):
            self.call_later(self.palette_on, self.session.selection)

    # --- tables ---

    def copy_table(self, table: str) -> None:
        """Copy a table that is given as CSV: as that, and asked again for the same one as Markdown, then text."""
        before, form = self._copied
        self._copied = (table, (form + 1) % len(FORMS) if table == before else 0)
        shape = FORMS[self._copied[1]]
        self.copy(written(table, shape), read_csv(table).counted(shape))

    # --- help ---

    def do_help(self) -> None:
        """Explain what has the focus: the screen, or what is selected."""
        from vpcdesign.tui.topics.library import TOPICS, about, on_screen

        board = self.screen
        if not isinstance(board, Bench):
            self.explain(on_screen(SCREENS.get(type(board).__name__, "home")))
            return
        focused = board.focused
        if isinstance(focused, Pane) and f"screen-{focused.name_of}" in TOPICS:
            self.explain(TOPICS[f"screen-{focused.name_of}"])
        elif board.tab in OWN_SCREENS:
            self.explain(on_screen(board.tab))
        else:
            found = read(self.session.selection, self.surroundings.index)
            self.explain(about(found.kind, found.part) if found.kind else on_screen(board.tab))

    def explain(self, topic: Topic) -> None:
        """Show a topic."""
        subnet = None
        if self.has_session:
            selected = self.surroundings.index.by_id.get(self.session.selection)
            subnet = selected if isinstance(selected, Subnet) else None
        self._show_help(partial(_topic, topic, self.keymap, subnet))

    def _show_help(self, make: Callable[[int], Page]) -> None:
        """Show help at the side of the workbench, or over another screen."""
        from vpcdesign.tui.guides.panes import HelpPane
        from vpcdesign.tui.guides.screen import HelpScreen

        if isinstance(self.screen, Bench):
            self.show(HelpPane(make))
        elif isinstance(self.screen, HelpScreen):
            self.screen.pane.show(make)
        else:
            _ = self.push_screen(HelpScreen(HelpPane(make)))

    def do_help_keys(self) -> None:
        from vpcdesign.tui.pages.help import keys_page

        self._show_help(lambda cells: keys_page(self.keymap, cells))

    def do_help_signs(self) -> None:
        from vpcdesign.tui.pages.help import signs_page

        self._show_help(signs_page)

    def do_help_code(self, code: str) -> None:
        """Explain a verdict's or a refusal's code, or anything else that has a name."""
        from vpcdesign.tui.topics.library import TOPICS

        code = code.strip()
        known = {name.casefold(): topic for name, topic in TOPICS.items()}
        if code.casefold() in known:
            self.explain(known[code.casefold()])
            return
        if not code:
            self.ask_for("help.code")
            return
        raise NoMeaning(f"no code is called {code}; / in the help searches everything.")

    # --- history and outline ---

    def do_history(self) -> None:
        from vpcdesign.tui.guides.panes import HistoryPane

        if not self.has_session:
            raise NoMeaning("a history belongs to a design; open one.")
        self.remember()
        self.show(HistoryPane(lambda: self.session, self.did, self._saved))

    def remember(self) -> None:
        """Keep what the newest step did, now that it is proved."""
        from vpcdesign.tui.proving.words import dangerous, strip_of

        history = self.session.history
        if history.place and self.proof.of(history.design) and self.proof.differences is not None:
            said = strip_of(self.session, self.proof, self.surroundings.crowds)[1:]
            if said:
                grave = any(map(dangerous, self.proof.differences))
                mark = (Span(f"{DANGER} ", "warning"),) if grave else ()
                row = (*mark, said[0]._replace(text=said[0].text.lstrip()), *said[1:])
                self._did[history.place] = (history.design, row)

    def did(self) -> dict[int, Row]:
        """Give what is known of the steps that are there now."""
        steps = self.session.history.steps
        return {n: row for n, (design, row) in self._did.items() if n < len(steps) and steps[n].design is design}

    def _saved(self) -> str:
        path = self.session.path
        return path.name if isinstance(path, Path) else ""

    def go_to_step(self, place: int) -> None:
        """Go to a step of the history."""
        step = self.session.jump(place)
        self.session.selection = step.selected or self.session.selection
        self.design_changed()

    def compare_with_step(self, place: int) -> None:
        """Show what was opened and closed between a step of the history and what is shown."""
        history = self.session.history
        if place == history.place:
            raise NoMeaning(f"step {place} is what is shown; m compares with another one.")
        self.compare_with(of_step(self.session, place))

    def do_outline(self) -> None:
        """Open or close the outline: at the left where there is room for three, else at the side."""
        board = self.screen
        if not isinstance(board, Bench):
            raise NoMeaning("an outline belongs to a design; open one.")
        if not board.has_class("-triple"):
            if board.side is not None and board.side.name_of == "outline":
                board.pop()
            else:
                self.show(self.outline_pane())
            return
        place = board.query_one("#outline")
        if place.children:
            _ = place.remove_children()
            board.set_focus(board.main)
        else:
            pane = self.outline_pane()
            _ = place.mount(pane)
            self.call_after_refresh(board.set_focus, pane)
        self.call_after_refresh(board.resized)

    def outline_pane(self) -> Pane:
        """Make an outline of the design under work."""
        from vpcdesign.tui.guides.panes import OutlinePane

        return OutlinePane(lambda: self.surroundings, lambda: self.session.selection)


def _topic(topic: Topic, keymap: Keymap, subnet: Subnet | None, cells: int) -> Page:
    from vpcdesign.tui.pages.help import topic_page

    return topic_page(topic, keymap, subnet, cells)

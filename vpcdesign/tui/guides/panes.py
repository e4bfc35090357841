"""The panes of help, history and outline: pages with a cursor, each with the few keys that are its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, cast, runtime_checkable

from textual.events import Key

from vpcdesign.render.ink import Row, Span, fit, row
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.help import TOPIC, search_page, topic_page
from vpcdesign.tui.pages.history import history, number_of
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.outline import FOLD, above, branch_of, many, outline
from vpcdesign.tui.pages.page import Line, Page
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.topics.library import TOPICS


class Guide(Protocol):
    """The application, as these panes see it."""

    def ask_for(self, command: str) -> None:
        """Ask for a command's argument, then run it."""

    def go_to_step(self, place: int) -> None:
        """Go to a step of the history."""

    def compare_with_step(self, place: int) -> None:
        """Show what there is between a step and what is shown."""


@runtime_checkable
class Over(Protocol):
    """A screen that stands over another one, for which the lines of its help are."""

    def runs(self, line: Line) -> None:
        """Run a line on the screen below."""


class HelpPane(PagePane):
    """Help on something; its lines run, lead on, or come back; `/` searches all of help."""

    footer: Footer = (("open", "run, read"), ("filter", "search"), ("back", "back"))

    def __init__(self, first: Callable[[int], Page]) -> None:
        """Show a page, which is the first of those that are gone through."""
        super().__init__(first, "help")
        self.behind: list[Callable[[int], Page]] = []

    def topic(self, name: str) -> None:
        """Read a topic; `esc` leads back to where one was."""
        self.behind.append(self.make)
        self.show(lambda cells: topic_page(TOPICS[name], self.desk.keymap, cells=cells))

    def run_line(self, line: Line) -> None:
        verb, _, rest = line.act.partition(" ")
        if verb == TOPIC:
            self.topic(rest)
        elif isinstance(self.screen, Over):
            self.screen.runs(line)
        elif line.act in COMMANDS and COMMANDS[line.act].argument:
            cast(Guide, self.app).ask_for(line.act)
        else:
            if isinstance(self.screen, Bench):  # the command is about what is beside: done here, `enter` ran itself
                self.screen.go(self.screen.tab)
            super().run_line(line)

    @property
    def page(self) -> Page:
        """The page, or what a search finds while something is typed."""
        if self.field is not None and self.field.text:
            found = search_page(self.field.text, self._width)
            if not (0 <= self.cursor < len(found.lines) and found.lines[self.cursor].runs):
                self.cursor = found.first()
            return found
        return super().page

    def takes(self, event: Key) -> bool:
        if self.field is not None and event.key == "enter":
            self.do_open()
            return True
        return super().takes(event)

    def do_open(self) -> None:
        lines = self.page.lines
        if self.field is not None and 0 <= self.cursor < len(lines):
            line = lines[self.cursor]
            self.field = None
            self.run_line(line)
            return
        super().do_open()

    def do_filter(self) -> None:
        """Search everything that help knows."""
        self.cursor, self.top = -1, 0
        self.field = Field()
        self.changed()

    def do_back(self) -> None:
        if self.behind:
            self.show(self.behind.pop())
            return
        raise NoMeaning


class HistoryPane(PagePane):
    """Every step; `enter` goes to one, `y` copies the command line that does the same."""

    footer: Footer = (("open", "go there"), "copy-command", ("view-by", "compare"), "undo", "redo", "filter", "back")

    def __init__(
        self, session: Callable[[], Session], did: Callable[[], Mapping[int, Row]], saved: Callable[[], str]
    ) -> None:
        """Take where the history is, what its steps did, and when it was saved."""
        self.session_of = session
        super().__init__(lambda cells: history(session().history, did(), saved(), cells), "history")
        self._stood = -1

    def opened(self) -> None:
        self._stand()

    def changed(self) -> None:
        """Keep the cursor on its step, wherever that is now: what a step did is told below it when it is proved."""
        lines = self._page.lines if self._page is not None else ()
        under = number_of(lines[self.cursor]) if 0 <= self.cursor < len(lines) else None
        super().changed()
        if self._stood != self.session_of().history.place:
            self._stand()
        elif under is not None:
            self._go(under)

    def _stand(self) -> None:
        """Put the cursor on the step that is shown."""
        self._stood = self.session_of().history.place
        self._go(self._stood)

    def _go(self, number: int) -> None:
        places = [place for place, line in enumerate(self.page.lines) if number_of(line) == number]
        if places:
            self.cursor = places[0]
            self.renew()

    @property
    def number(self) -> int:
        """The step under the cursor."""
        lines = self.page.lines
        found = number_of(lines[self.cursor]) if 0 <= self.cursor < len(lines) else None
        if found is None:
            raise NoMeaning("enter goes to a step; there is none under the cursor.")
        return found

    def do_open(self) -> None:
        cast(Guide, self.app).go_to_step(self.number)

    def run_line(self, line: Line) -> None:
        number = number_of(line)
        if number is not None:
            cast(Guide, self.app).go_to_step(number)

    def do_view_by(self) -> None:
        cast(Guide, self.app).compare_with_step(self.number)

    def do_copy_command(self) -> None:
        step = self.session_of().history.steps[self.number]
        if not step.command:
            raise NoMeaning(f"no command line does the same as step {self.number}.")
        self.desk.copy(step.command, "a command line")


LARGE, LATER = 400, 0.3
"""Subnets and interfaces of a design whose tree is made anew so many seconds after an edit is drawn."""


class OutlinePane(PagePane):
    """The design as a tree: `enter` selects, left and right close and open a branch."""

    DEFAULT_CSS = "OutlinePane { width: 1fr; }"
    footer: Footer = (("open", "select"), "filter", "back")

    def __init__(self, around: Callable[[], Surroundings], selected: Callable[[], str]) -> None:
        """Take where the design is; a large one begins with its subnets closed."""
        self.around = around
        self.closed = many(around())
        super().__init__(self._tree, "outline")
        self.selected = selected
        self._stood = ""
        self._drawn: Surroundings | None = None
        self._typed: Field | None = None

    def changed(self) -> None:
        """Stand on what is selected; the tree is made anew for another design, in a large one a little later."""
        around = self.around()
        if self.field != self._typed:
            self._typed = self.field
            super().changed()
        elif around is not self._drawn:
            design = around.design
            if self._drawn is None or len(design.subnets) + len(design.network_interfaces) <= LARGE:
                self._grow()
            else:
                self.set_timer(LATER, self._grow)
        if self._drawn is around:
            self._follow_selected()
        self.renew()

    def _follow_selected(self) -> None:
        """Stand on what is selected, where anybody can see it."""
        if self._stood != self.selected() and self.size.width:
            self._stand()

    def _grow(self) -> None:
        """Make the tree of the design as it is now."""
        around = self.around()
        if around is not self._drawn:
            self._drawn = around
            super().changed()
            self._follow_selected()

    def on_mount(self) -> None:
        self._stand()

    def _line(self, place: int, line: Line) -> Row:
        drawn = super()._line(place, line)
        if line.target and line.target == self._stood:
            return tuple(span._replace(bold=True) for span in drawn)
        return drawn

    def _stand(self) -> None:
        """Put the cursor on what is selected; it stays where it is when that is not to be seen."""
        self._stood = self.selected()
        if self.closed and (hidden := self.closed & above(self.around(), self._stood)):
            self.closed -= hidden
            super().changed()
        places = [place for place, line in enumerate(self.page.lines) if line.target == self._stood]
        self.cursor = places[0] if places else self.cursor

    def framed(self, title: Row, lines: Sequence[Row], width: int) -> list[Row]:
        """At the left of the main the line that parts them is at the right of the outline."""
        if self.parent is None or self.parent.id != "outline":
            return super().framed(title, lines, width)
        room = width - 1
        heads = [title, row(Span("─" * room, "border"))]
        if self.has_focus:
            heads[0] = tuple(span._replace(role="focus") for span in title)
        every = [(Span(" "), *line) for line in (heads[0], *lines)]
        every.insert(1, heads[1])
        every += [()] * (self.size.height - len(every))
        return [(*fit(line, room), Span("┤" if place == 1 else "│", "border")) for place, line in enumerate(every)]

    def _tree(self, cells: int) -> Page:
        closed = self.closed if self.field is None or not self.field.text else frozenset()
        return outline(self.around(), cells, closed)

    def run_line(self, line: Line) -> None:
        verb, _, branch = line.act.partition(" ")
        if verb == FOLD:
            self._fold(branch, close=branch not in self.closed)
        else:
            super().run_line(line)

    def _branch(self) -> str:
        lines = self.page.lines
        line = lines[self.cursor] if 0 <= self.cursor < len(lines) else Line(())
        verb, _, branch = line.act.partition(" ")
        return branch if verb == FOLD else branch_of(self.around(), line.target, self.closed)

    def _fold(self, branch: str, *, close: bool) -> None:
        if not branch:
            raise NoMeaning("this line has nothing under it.")
        self.closed = self.closed | {branch} if close else self.closed - {branch}
        super().changed()

    def do_move_left(self) -> None:
        self._fold(self._branch(), close=True)

    def do_move_right(self) -> None:
        self._fold(self._branch(), close=False)

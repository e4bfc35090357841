"""Home: where the designer begins without a design. The list at the left, what it is about beside it or below.

Only the list is known at the first paint; files and journals are looked into beside the screen, so that home is there
at once however many designs are listed and however slow their disks are.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp

from vpcdesign import __version__
from vpcdesign.api.layouts import layout_names
from vpcdesign.render.ink import Row, Span, fit, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.desk import NoMeaning, desk_of
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.footer import FooterLine
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.rows import Rows
from vpcdesign.tui.home import moments
from vpcdesign.tui.home.listing import Entry, State, View, listed, matching, nothing, starts, view
from vpcdesign.tui.home.looking import Seen, look, state
from vpcdesign.tui.home.preview import beginning, preview
from vpcdesign.tui.recent import forget, recents

BESIDE = 100
"""From so many columns on the preview stands beside the list."""


class Home(Board):
    """The screen before a design."""

    DEFAULT_CSS = """
    Home #title, Home #status { height: 1; }
    """

    def compose(self) -> ComposeResult:
        yield Title(id="title")
        yield Listing(id="listing")
        yield Said(id="status")
        yield FooterLine(id="footer")

    def on_mount(self) -> None:
        self.set_focus(self.listing)

    @property
    def listing(self) -> "Listing":
        return self.query_one("#listing", Listing)

    def hints(self) -> Footer:
        return self.listing.hints()

    def do_back(self) -> None:
        """Go back to the design under work; without one there is nothing before home."""
        if len(self.app.screen_stack) <= 2:
            raise NoMeaning("home is where it begins; ctrl+q quits.")
        _ = self.dismiss(None)

    def on_screen_resume(self) -> None:
        """Come back to home: what is listed may be another."""
        if self.listing.is_mounted:
            self.listing.read()


class Title(Rows):
    """The first line: what this is."""

    DEFAULT_CSS = "Title { height: 1; }"

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        line = row(Span(" "), Span("vpcdesign", bold=True), Span(f"  {__version__}", "muted"))
        return [tuple(span._replace(ground="panel") for span in fit(line, width))]


class Said(Rows):
    """The line over the footer: what was just said."""

    DEFAULT_CSS = "Said { height: 1; }"

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        board = self.screen
        assert isinstance(board, Board)
        return [fit(board.said or (), width)]


class Listing(Rows, can_focus=True):
    """The list, and what is beside it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: tuple[Entry, ...] = ()
        self.states: dict[str, State] = {}
        self.seen: dict[str, Seen] = {}
        self.cursor = 0
        self.field: Field | None = None
        self.letters: dict[int, str] = {}
        self.layouts = layout_names()
        self._drawn = View([], [])
        self._all: tuple[Entry, ...] = ()

    # --- what is listed ---

    def on_mount(self) -> None:
        self.read()

    def read(self) -> None:
        """List what there is now; the cursor is on the last design, at the very first on the tour."""
        first = not self._all
        known = self.current.path if self._all else ""
        found = listed(recents(), moments.now(), Path.home())
        self._all = (*found, *starts(len(self.layouts)))
        self._filter()
        if first:
            self.cursor = 0 if found else len(self.entries) - 1
        else:
            self._stand_on(known)
        self.seen = {}
        self._look_into()

    @property
    def current(self) -> Entry:
        return self.entries[min(self.cursor, len(self.entries) - 1)]

    def _stand_on(self, path: str) -> None:
        same = [place for place, entry in enumerate(self.entries) if entry.path == path and path]
        self.cursor = same[0] if same else min(self.cursor, len(self.entries) - 1)

    def _filter(self) -> None:
        words = self.field.text if self.field is not None else ""
        self.entries = matching(self._all, words) or self._all
        self.cursor = min(self.cursor, len(self.entries) - 1)
        self.renew()

    def _look_into(self) -> None:
        """Find out beside the screen what is not known: the state of each design, and what the one chosen holds."""
        missing = [entry.path for entry in self._all if entry.recent and entry.path not in self.states]
        chosen = self.current.path
        shown = chosen if chosen and chosen not in self.seen else ""
        if not missing and not shown:
            return

        def work() -> None:
            found = look(shown) if shown else None
            self._tell(partial(self._looked, shown, found))
            for path in missing:
                self._tell(partial(self._found_out, path, state(path)))

        self.run_worker(work, thread=True, exclusive=True, group="looking")

    def _tell(self, what: Callable[[], None]) -> None:
        if self.is_attached:
            self.app.call_from_thread(what)

    def _looked(self, path: str, found: Seen | None) -> None:
        if found is not None:
            self.seen[path] = found
        self.renew()

    def _found_out(self, path: str, known: State) -> None:
        self.states[path] = known
        self.renew()

    # --- drawing ---

    def rows(self, width: int, height: int) -> list[Row]:
        head: list[Row] = []
        if self.field is not None:
            matches = matching(self._all, self.field.text)
            words = "" if matches else f"   {nothing(self._all, self.field.text)}"
            head = [fit(row(Span("  / ", "focus"), *self.field.row(), Span(words, "muted")), width)]
        if width < BESIDE:
            return [*head, *self._below(width, height - len(head))]
        left = max(58, min(width * 7 // 12, 100))
        self._draw(left, height - len(head))
        beside = self._about(width - left - 3, height - len(head))
        lines = max(len(self._drawn.rows), height - len(head))
        rows = [
            row(
                *(self._drawn.rows[y] if y < len(self._drawn.rows) else (Span(" " * left),)),
                Span("│ ", "border"),
                *(fit(beside[y], width - left - 3) if y < len(beside) else ()),
            )
            for y in range(lines)
        ]
        return [*head, *rows]

    def _below(self, width: int, height: int) -> list[Row]:
        """Draw one above the other: the preview has what the list leaves, where that is enough."""
        self._draw(width, height)
        left = height - len(self._drawn.rows) - 1
        if left < 4:
            return self._drawn.rows
        about = [row(Span(" "), *line) for line in self._about(width - 2, left)]
        return [*self._drawn.rows, row(Span("─" * width, "border")), *about[:left]]

    def _draw(self, width: int, height: int) -> None:
        self._drawn = view(self.entries, self.states, self.cursor, (width, height), letters=self.letters)

    def _about(self, cells: int, height: int) -> list[Row]:
        entry = self.current
        if not entry.recent:
            return beginning(entry, self.layouts, cells)
        return preview(entry, self.seen.get(entry.path), cells, height)

    # --- keys ---

    @property
    def typing(self) -> bool:
        """Tell whether letters are text now."""
        return self.field is not None

    def hints(self) -> Footer:
        return (
            ("open", "open"),
            ("add", "new design"),
            ("file.open", "open a file"),
            ("delete", "forget"),
            "filter",
            "jump",
            "settings",
            "quit",
        )

    def takes(self, event: Key) -> bool:
        """Take letters while something is filtered or jumped to."""
        if self.letters:
            places = {letter: place for place, letter in self.letters.items()}
            self.letters = {}
            self._go(places.get(event.character or "", self.cursor))
            return True
        if self.field is None or event.key in {"enter", "up", "down"}:
            return False
        if event.key == "escape":
            self.field = None
        else:
            field = self.field.after(event.key, event.character)
            if field is None:
                return False
            self.field = field
        self._filter()
        self._look_into()
        return True

    def _go(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self.entries) - 1))
        self.renew()
        self._look_into()
        for line in self.screen.query(FooterLine):
            line.renew()

    def do_move_up(self) -> None:
        self._go(self.cursor - 1)

    def do_move_down(self) -> None:
        self._go(self.cursor + 1)

    def do_move_page_up(self) -> None:
        self._go(self.cursor - 10)

    def do_move_page_down(self) -> None:
        self._go(self.cursor + 10)

    def do_move_first(self) -> None:
        self._go(0)

    def do_move_last(self) -> None:
        self._go(len(self.entries) - 1)

    def do_filter(self) -> None:
        self.field = Field()
        self._filter()

    def do_jump(self) -> None:
        letters = "asdfklewoityqzxcvbnmpru"
        self.letters = dict(enumerate(letters[: len(self.entries)]))
        self.renew()

    def do_open(self) -> None:
        entry = self.current
        desk_of(self).run_command(entry.act, entry.path)

    def do_add(self) -> None:
        desk_of(self).run_command("new")

    def can_delete(self) -> str:
        return "" if self.current.recent else "x forgets a design; select one of the recent ones."

    def do_delete(self) -> None:
        """Take a design off the list; its file and its journal stay."""
        if why := self.can_delete():
            raise NoMeaning(why)
        entry = self.current
        unsaved = self.states.get(entry.path, State()).unsaved
        forget(entry.path)
        self.read()
        stays = "its file stays as it is" if not unsaved else f"opening {entry.words} brings its unsaved steps back"
        desk_of(self).tell(f"{visible(entry.name)} is forgotten here; {visible(stays)}.")

    # --- the mouse ---

    def on_click(self, event: Click) -> None:
        y = event.y - (self.field is not None)
        if not 0 <= y < len(self._drawn.places) or self._drawn.places[y] < 0:
            return
        if event.x > len("".join(span.text for span in self._drawn.rows[y])):
            return
        place = self._drawn.places[y]
        again = place == self.cursor
        self._go(place)
        if again or event.chain > 1:
            self.do_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._go(self.cursor + 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._go(self.cursor - 1)

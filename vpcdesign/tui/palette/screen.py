"""The palette on the screen: a box over whatever is shown, a line to type in, and what was found under it.

It only chooses: `enter` ends it with an entry and whatever was typed for it, and who opened it runs that. So nothing
can be done in a palette that a key could not do.
"""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Click, Key

from vpcdesign.render.ink import Row, Span, fit, on, row, width
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import desk_of
from vpcdesign.tui.frame.dialog import Box, Dialog
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.palette.entry import Entry
from vpcdesign.tui.palette.finder import find, nearest
from vpcdesign.tui.palette.view import HINT, Listed, line_row, listed, typed_row

Chosen = Callable[[Entry, str], None]
"""What is done with a choice: the entry, and the argument that was typed for it."""

COLUMNS, LINES = 76, 16
ASKING = "enter run   esc back"


class PaletteBox(Box):
    """The box, with a rule under the line that is typed in."""

    def rows(self, width: int, height: int) -> list[Row]:
        palette = self.dialog
        assert isinstance(palette, PaletteScreen)
        return [on(line, "raised") for line in palette.drawn(width, height)]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        return min(len(self.dialog.lines(width - 2)) + 2, max(self.app.size.height - 2, 5))


class PaletteScreen(Dialog):
    """The palette. `asking` makes it ask for the argument of one entry at once."""

    DEFAULT_CSS = """
    PaletteScreen { align: center top; }
    PaletteScreen Container { width: auto; height: auto; margin-top: 1; }
    """
    columns = COLUMNS

    def __init__(
        self, entries: Sequence[Entry], chosen: Chosen, *, typed: str = "", about: str = "", asking: Entry | None = None
    ) -> None:
        """Take what can be found; `about` is what a list for one element is about."""
        super().__init__()
        self.entries = entries
        self.chosen = chosen
        self.field = Field.holding(typed)
        self.about = about
        self.asking = asking
        self.cursor = 0
        self.top = 0
        self._kept: tuple[str, list[Listed]] | None = None

    def compose(self) -> ComposeResult:
        yield Container(PaletteBox(id="box"))

    # --- what is shown ---

    @property
    def hint(self) -> str:  # type: ignore[override]  # it depends on what is typed for
        return ASKING if self.asking is not None else HINT

    @property
    def found(self) -> list[Listed]:
        """The lines of the list, found anew when something else is typed."""
        if self._kept is None or self._kept[0] != self.field.text:
            sections = find(self.field.text, self.entries)
            self._kept = (self.field.text, listed(sections, everything=not self.field.text))
            self.cursor = next((place for place, line in enumerate(self.found) if line.entry), 0)
            self.top = 0
        return self._kept[1]

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        found = self.found
        return found[self.cursor].entry if self.cursor < len(found) else None

    def lines(self, cells: int) -> list[Row]:
        """Give the line that is typed in, a place for the rule, and the list."""
        if self.asking is not None:
            head = typed_row(self.field.row(), visible(self.asking.asks), cells - 2)
            return [head, (), row(Span(f" {visible(self.asking.name)}", bold=True))]
        head = typed_row(self.field.row(), self.about, cells - 2)
        found = self.found
        if not found:
            close = nearest(self.field.text, self.entries)
            words = f'Nothing matches "{visible(self.field.text)}"' + (f"; nearest: {close}." if close else ".")
            return [head, (), fit((Span(f" {words}", "muted"),), cells)]
        most = max(min(LINES, self.app.size.height - 7), 3)
        self._follow(most, len(found))
        shown = list(enumerate(found))[self.top : self.top + most]
        flat = desk_of(self).painter.colouring == "none"
        return [head, (), *(line_row(line, cells, current=place == self.cursor, flat=flat) for place, line in shown)]

    def _follow(self, most: int, count: int) -> None:
        self.top = min(self.top, max(self.cursor - 1, 0))
        self.top = max(self.top, self.cursor - most + 1)
        self.top = max(0, min(self.top, count - most))

    def drawn(self, cells: int, height: int) -> list[Row]:
        """Draw the box."""
        side = Span("│", "focus")
        lines = self.lines(cells - 2)[: height - 2]
        inside = [row(side, *fit(line, cells - 2), side) for line in lines]
        if lines:
            inside[0] = row(side, Span(" "), *fit(lines[0], cells - 4), Span(" "), side)
        if len(lines) > 1:
            inside[1] = row(Span("├" + "─" * (cells - 2) + "┤", "focus"))
        hint = self.hint
        room = max(cells - 5 - len(hint), 0)
        bottom = row(Span("╰" + "─" * room + " ", "focus"), Span(hint, "muted"), Span(" ─╯", "focus"))
        if width(bottom) > cells:
            bottom = row(Span("╰" + "─" * (cells - 2) + "╯", "focus"))
        return [row(Span("╭" + "─" * (cells - 2) + "╮", "focus")), *inside, bottom]

    # --- keys ---

    def takes(self, event: Key) -> bool:
        """Take what is typed; the keys that move and choose stay commands."""
        if event.key in {"up", "down", "pageup", "pagedown", "enter", "escape"}:
            return self._moves(event.key)
        if event.key == "tab":
            self._fill()
            return True
        if event.key == "backspace" and not self.field.text and self.asking is None:
            _ = self.dismiss(None)
            return True
        field = self.field.after(event.key, event.character)
        if field is not None:
            self.field = field
            self.renew()
        return True

    def _moves(self, key: str) -> bool:
        match key:
            case "enter":
                self.do_open()
            case "escape":
                self.do_back()
            case "up" | "down":
                self._step(1 if key == "down" else -1)
            case _:
                for _ in range(LINES - 4):
                    self._step(1 if key == "pagedown" else -1)
        return True

    def _step(self, by: int) -> None:
        found, place = self.found, self.cursor + by
        while 0 <= place < len(found) and found[place].entry is None:
            place += by
        if 0 <= place < len(found):
            self.cursor = place
        self.renew()

    def _fill(self) -> None:
        """Put the name of what the cursor is on into the line, to type on from there."""
        entry = self.current
        if entry is not None and self.asking is None:
            self.field = Field.holding(entry.name)
            self.renew()

    def do_move_up(self) -> None:
        self._step(-1)

    def do_move_down(self) -> None:
        self._step(1)

    def do_open(self) -> None:
        """Choose: ask for what is missing, say why it cannot, or end with the choice."""
        entry = self.asking or self.current
        if entry is None:
            return
        if entry.asks and self.asking is None:
            self.asking, self.field = entry, Field()
            self.renew()
            return
        _ = self.dismiss(None)
        argument = self.field.text.strip() if self.asking is not None else ""
        self.app.call_next(self.chosen, entry, argument)  # before the next key, which may mean what it opens

    def do_back(self) -> None:
        if self.asking is not None and self.entries:
            self.asking, self.field = None, Field()
            self.renew()
            return
        _ = self.dismiss(None)

    def clicked(self, x: int, y: int, times: int) -> None:  # noqa: ARG002 - the whole line is clicked
        place = y - 2 + self.top
        if self.asking is None and 0 <= place < len(self.found) and self.found[place].entry is not None:
            self.cursor = place
            self.do_open()

    def on_click(self, event: Click) -> None:
        """Leave when something beside the box is clicked."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            _ = self.dismiss(None)

"""A side pane: a page at the right of the main, or in its place where there is room for one only; they form a stack.

The pane draws the line that parts it from the main, its title, and as many lines of its page as there is room for. The
cursor stops at lines that run something, and the page scrolls with it; `/` narrows the page while one types.
"""

from collections.abc import Callable, Sequence
from sys import maxsize

from textual.events import Click, Key, MouseScrollDown, MouseScrollUp

from vpcdesign.render.ink import Row, Span, fit, on, row
from vpcdesign.render.signs import BAR
from vpcdesign.tui.frame.desk import Desk, NoMeaning, desk_of
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.rows import Rows, hints_changed
from vpcdesign.tui.pages.page import Line, Page


class Pane(Rows, can_focus=True):
    """Something at the side, as wide as the frame lets it; a subclass makes its lines."""

    DEFAULT_CSS = "Pane { width: 36; height: 1fr; }"
    name_of = "pane"
    footer: Footer = ("open", "filter", "back")
    gives_way = False
    """Whether the main stays where there is room for one only, and this stands in its place when it is asked for."""

    @property
    def desk(self) -> Desk:
        return desk_of(self)

    def opened(self) -> None:
        """Come into view."""

    def changed(self) -> None:
        """Show a changed design, selection or proof."""
        self.renew()

    def strip(self) -> Row | None:
        """Give what the strip says in place of the last step's consequences, while something is under work."""
        return None

    def hints(self) -> Footer:
        return self.footer

    def renew(self) -> None:
        super().renew()
        hints_changed(self)

    @property
    def typing(self) -> bool:
        """Tell whether letters are text now: the footer then shows keys that are none."""
        return False

    def takes(self, event: Key) -> bool:  # noqa: ARG002 - a subclass that edits reads it
        """Take a key before any command does."""
        return False

    def blank(self) -> Row:
        return () if self.screen.has_class("-single") else row(Span("│", "border"))

    @property
    def margin(self) -> int:
        """How many cells stand at the left of what is said: one, and the border where the pane is beside a main."""
        return 1 if self.screen.has_class("-single") else 2

    def framed(self, title: Row, lines: Sequence[Row], width: int) -> list[Row]:
        """Put a title over lines, the rule under it, and the line that parts the pane from the main at its left."""
        alone = self.margin == 1
        room = width - self.margin
        if self.has_focus:  # kinds and verdicts keep their colour
            title = tuple(s._replace(role="focus") if s.role == "text" else s for s in title)
        rows = [row(*fit(title, room)), row(Span("─" * room, "border")), *(fit(line, room) for line in lines)]
        heads = (Span(" "), Span("─", "border")) if alone else (Span("│ ", "border"), Span("├─", "border"))
        here = Span(BAR, "focus" if self.has_focus else "muted")
        bar = (here,) if alone else (Span("│", "border"), here)
        drawn: list[Row] = []
        for place, line in enumerate(rows):
            chosen = place > 1 and bool(line) and line[0].ground == "selected"
            drawn.append((*bar, *line) if chosen else (heads[place == 1], *line))
        return drawn


class PagePane(Pane):
    """A pane that shows a page, made by a function for a width."""

    always_shown = False
    """Whether the cursor is seen from elsewhere too: where it says what the map shows."""

    def __init__(self, make: Callable[[int], Page], name: str = "page") -> None:
        super().__init__()
        self.make = make
        self.name_of = name
        self.cursor = -1
        self.top = 0
        self._scrolled = -1, 0
        """Where the cursor was when the page was scrolled to it, and in how many rows."""
        self._end = maxsize
        """The line after the last one in sight, where the page says how many there are."""
        self.field: Field | None = None
        self._page: Page | None = None
        self._width = 34

    @property
    def page(self) -> Page:
        """The page as it is filtered now."""
        if self._page is None:
            made = self.make(self._width)
            self._page = made.filtered(self.field.text) if self.field is not None else made
            if not (0 <= self.cursor < len(self._page.lines) and self._page.lines[self.cursor].runs):
                self.cursor = self._page.first()
        return self._page

    def show(self, make: Callable[[int], Page]) -> None:
        """Show another page."""
        self.make, self.cursor, self.top, self.field = make, -1, 0, None
        self.changed()

    def changed(self) -> None:
        self._page = None
        self.renew()

    def rows(self, width: int, height: int) -> list[Row]:
        room = width - self.margin
        if room != self._width:
            self._width, self._page = room, None
        page = self.page
        space = max(height - 2 - (self.field is not None), 1)
        lines = [self._line(place, page.lines[place]) for place in self._window(space, len(page.lines))]
        lines += self._more(len(page.lines))
        if self.field is not None:
            lines.insert(0, row(Span("/ ", "focus"), *self.field.row()))
        return self.framed(page.title, lines, width)

    def _window(self, space: int, count: int) -> range:
        """Give the lines in sight; where there are more below, the last row is left to say so."""
        self._follow(space - (count > space > 1), count, space)
        self._end = self.top + space if self.top + space >= count or space == 1 else self.top + space - 1
        return range(self.top, min(self._end, count))

    def _more(self, count: int) -> list[Row]:
        """Say how many lines are below those in sight, if any are."""
        return [row(Span(f"▼ {count - self._end} more", "muted"))] if count > self._end else []

    def _follow(self, space: int, count: int, most: int = 0) -> None:
        """Scroll to where the cursor went; one that stays lets the page move away from it."""
        if self.cursor >= 0 and self._scrolled != (self.cursor, space):
            self.top = min(self.top, self.cursor)
            self.top = max(self.top, self.cursor - space + 1)
        self._scrolled = self.cursor, space
        self.top = max(0, min(self.top, count - (most or space)))

    def _line(self, place: int, line: Line) -> Row:
        if place != self.cursor or not (self.has_focus or self.always_shown):
            return line.row
        return on(fit(line.row, self._width), "selected")

    @property
    def typing(self) -> bool:
        return self.field is not None

    def takes(self, event: Key) -> bool:
        """Take letters while the page is being filtered."""
        if self.field is None:
            return False
        if event.key in {"enter", "escape", "up", "down"}:
            if event.key == "escape":
                self.field = None
                self.changed()
                return True
            return False
        field = self.field.after(event.key, event.character)
        if field is None:
            return False
        self.field, self.cursor = field, -1  # whoever filters means the first that is left
        self.changed()
        return True

    def do_filter(self) -> None:
        self.field = Field()
        self.changed()

    def _step(self, by: int) -> None:
        lines = self.page.lines
        place = self.cursor + by
        while 0 <= place < len(lines) and not lines[place].runs:
            place += by
        if 0 <= place < len(lines):
            self.cursor = place
        else:  # nothing more to stand on: the page itself moves
            self.top = max(0, self.top + by)
        self.renew()

    def do_move_up(self) -> None:
        self._step(-1)

    def do_move_down(self) -> None:
        self._step(1)

    def do_move_page_up(self) -> None:
        for _ in range(max(self.size.height - 3, 1)):
            self._step(-1)

    def do_move_page_down(self) -> None:
        for _ in range(max(self.size.height - 3, 1)):
            self._step(1)

    def do_move_first(self) -> None:
        self.cursor, self.top = self.page.first(), 0
        self.renew()

    def do_move_last(self) -> None:
        places = [place for place, line in enumerate(self.page.lines) if line.runs]
        self.cursor = places[-1] if places else -1
        self.renew()

    def do_open(self) -> None:
        """Run the line under the cursor: select its target, then run its command."""
        lines = self.page.lines
        if not 0 <= self.cursor < len(lines):
            raise NoMeaning("enter runs a line; there is none here that runs.")
        self.run_line(lines[self.cursor])

    def run_line(self, line: Line) -> None:
        """Select a line's target, and run its command."""
        if line.target:
            self.desk.select(line.target)
        if line.act:
            command, _, argument = line.act.partition(" ")
            self.desk.run_command(command, argument)

    def on_click(self, event: Click) -> None:
        place = event.y - 2 - (self.field is not None) + self.top
        if place == self._end < len(self.page.lines):
            self.do_move_page_down()
        elif 0 <= place < len(self.page.lines) and self.page.lines[place].runs:
            again = place == self.cursor
            self.cursor = place
            self.renew()
            if event.button == 3:  # the palette that comes now is about what the line is about
                self.desk.select(self.page.lines[place].target or self.desk.session.selection)
            elif event.chain > 1 or again:
                self.do_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._step(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._step(-1)

    def on_focus(self) -> None:
        self.renew()

    def on_blur(self) -> None:
        self.renew()

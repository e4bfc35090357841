"""An editor as a main: the list at the left, the sheet beside it, and keys, mouse and clipboard for both.

The widget only carries keys to the grid and paints its rows; it keeps nothing but how far it has scrolled.
"""

from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Paste

from vpcdesign.render.ink import Row, Span, fit, row, width
from vpcdesign.render.signs import INNER
from vpcdesign.tui.editors.beside import page
from vpcdesign.tui.editors.canvas import Item, Stop, column_at, offset
from vpcdesign.tui.editors.commands import EditorCommands
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.resting import Resting
from vpcdesign.tui.editors.sides import if_kept
from vpcdesign.tui.frame.board import key_of
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.pages.inspector.one_line import trail
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.sheets.drawing import lettered
from vpcdesign.tui.sheets.listing import WIDTH, list_rows

TWO_PANES = 84
"""From so many cells on the list stands beside the table."""
LETTERS = "asdfhjklqwrtyuiopzxcvbnm"
"""The letters of a jump: small ones for lines, capital ones for nouns; `g` and `e` are the first line and the last."""
NOUN = "noun "
ASIDE = {"palette", "help"}
"""Commands that leave a cell open: they say what may stand in it."""
WAYS = {"ingress": "inbound", "egress": "outbound"}


class EditorMain(EditorCommands):
    """The list, and the sheet of what is chosen in it."""

    footer: Footer = (
        ("open", "edit"),
        "add",
        ("copy-line", "copy"),
        "delete",
        ("earlier", "move"),
        ("later", "move"),
        "mark",
        "filter",
        ("copy-table", "copy as"),
        "undo",
    )
    list_footer: Footer = (
        ("open", "into the table"),
        "add",
        "delete",
        "describe",
        "filter",
        ("copy-table", "copy as"),
        "undo",
    )
    typing_footer: Footer = (
        ("open", "next cell"),
        ("pane.next", "complete"),
        ("back", "leave line"),
        "save",
    )
    nothing = "Nothing is here yet."
    remark = ""
    """What the status says at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.top = 0
        self._items: list[Item] = []
        self._listed: list[tuple[Row, str]] = []
        self._list_top = 0
        self.jumps: dict[str, str] | None = None
        """The letters of a jump, and the lines and nouns that they lead to; None while nobody jumps."""
        self._seen = ""
        """The selection that was followed last."""
        self._resting: Resting | None = None

    @property
    def resting(self) -> Resting:
        """Who asks the engine about the line on which the cursor rests."""
        if self._resting is None:
            self._resting = Resting(self, self.grid, self.scope)
        return self._resting

    # --- what the frame asks ---

    def opened(self) -> None:
        self._follow()
        self.renew()

    def changed(self) -> None:
        if self.session.selection != self._seen:
            self.writer.put_down(kept=False)
            self._follow()
        self.recording.note(self.session)
        self.renew()

    def _follow(self) -> None:
        """Stand on what is selected now; a draft, which cannot be selected, keeps the cursor until something is."""
        self._seen = self.session.selection
        self.grid.follow(self._seen)

    def hints(self) -> Footer:
        if self.grid.typing is not None:
            return self.typing_footer
        return self.list_footer if self.grid.in_list else self.footer

    @property
    def typing(self) -> bool:
        return self.grid.typing is not None or self.filter is not None

    def status(self, width: int) -> Row:
        grid = self.grid
        stop, here = grid.stop, grid.here
        selection = grid.place(grid.at) if grid.entry is not None else ""
        left: Row = (Span(" "), *trail(here, selection))
        if stop is not None and stop.draft is not None:
            way = WAYS.get(stop.table, stop.table.rpartition("/")[2].removesuffix("s"))
            left = (*left, Span(f" {INNER} ", "muted"), Span(f"{way} {number_of(grid, stop)}", bold=True))
        if grid.typing is not None and grid.columns:
            left = (*left, Span(f" {INNER} ", "muted"), Span(grid.columns[grid.column].title or "protocol"))
            heard, role = self.writer.heard()
            if heard:
                return (*left, Span(f"  {heard}", role))
        right = self.remarked() if width >= 100 else ""
        return (*fit(left, max(width - len(right) - 1, 0)), Span(f"{right} ", "muted")) if right else left

    def remarked(self) -> str:
        """Give what the status says at its right."""
        return self.remark

    def strip(self) -> Row | None:
        """Say in the place of the last step's consequences what becomes of a line that is under work."""
        draft, stop = self.grid.draft, self.grid.stop
        if draft is None or stop is None or self.grid.in_list:
            return None
        name = f"Line {number_of(self.grid, stop)}"
        if draft.refused and self.grid.typing is None:
            return row(Span(f" {name} is refused and not part of the design."))
        if self.grid.typing is None:
            return row(Span(f" {name} is not part of the design: what it lacks is said below it."))
        known = self.resting.known
        if known is None or not known.wanted.drafted:
            return row(Span(f" {name} is being written; it is not part of the design yet."))
        return row(Span(f" {name} is being written; if kept:  "), *if_kept(self.grid.here, known))

    def side(self, width: int) -> Page | None:
        self.resting.ask()
        return page(self.grid, self.resting.worked, width)

    # --- painting ---

    def rows(self, width: int, height: int) -> list[Row]:
        grid = self.grid
        beside = width >= TWO_PANES
        if self.jumps is not None:
            self.jumps = {}
        if grid.entry is None:
            return [(), row(Span(f" {self.nothing}", "muted"))]
        self._listed = list_rows(
            grid.groups, grid.noun, focused=self.has_focus and grid.in_list, cells=WIDTH if beside else width
        )
        if not beside and grid.in_list:
            return [one for one, _ in self._scrolled_list(height)]
        table = self._table(width - WIDTH if beside else width + 1, height)
        if not beside:
            return [_cut(one) for one in table]
        lines = [one for one, _ in self._scrolled_list(height)]
        parted = Span("│", "border")
        blank = fit((), WIDTH)
        return [
            (*(lines[place] if place < len(lines) and lines[place] else blank), parted, *_cut(one))
            for place, one in enumerate(table)
        ]

    def _scrolled_list(self, height: int) -> list[tuple[Row, str]]:
        """Give the part of the list that holds the chosen noun."""
        lines = self._listed
        at = next((place for place, (_, noun) in enumerate(lines) if noun == self.grid.noun), 0)
        if self.filter is not None and self.grid.in_list:
            typed = fit(row(Span(" / ", "focus"), *self.filter.row(WIDTH - 5)), WIDTH)
            first = lines[:1] or [(fit(row(Span(" nothing matches", "muted")), WIDTH), "")]
            lines = [*first, (typed, ""), *lines[2:]]
        if self.jumps is not None:
            lines = [self._capital(one, noun) if noun else (one, noun) for one, noun in lines]
        top = max(0, at - height + 2) if at >= height - 1 else 0
        self._list_top = top
        return lines[top : top + height]

    def _capital(self, line: Row, noun: str) -> tuple[Row, str]:
        """Give a row of the list with its letter."""
        assert self.jumps is not None
        letter = next((one for one in LETTERS.upper() if one not in self.jumps), "")
        if not letter:
            return line, noun
        self.jumps[letter] = NOUN + noun
        return lettered(line, letter, 0), noun

    def _table(self, cells: int, height: int) -> list[Row]:
        """Give the title and the part of the grid that holds the cursor, exactly `height` rows."""
        grid = self.grid
        sheet = grid.sheet
        assert sheet is not None
        title = row(Span("  "), Span(sheet.name, bold=True), Span(f" {sheet.where}"))
        second: Row = ()
        if self.filter is not None and not grid.in_list:
            second = row(Span("  / ", "focus"), *self.filter.row())
        elif grid.words and not grid.in_list:
            second = row(Span("  / ", "focus"), Span(grid.words), Span("  esc shows all", "muted"))
        self._items = grid.items(cells, focused=self.has_focus)
        room = max(height - 2, 1)
        first, last = offset(self._items, grid.at)
        self.top = min(self.top, max(first - 2, 0))
        self.top = max(self.top, min(last - room + 1, first))
        self.top = max(0, min(self.top, len(self._items) - room))
        shown = [self._lettered(item) for item in self._items[self.top : self.top + room]]
        lines = [title, second, *shown]
        return [fit(one, cells) for one in (*lines, *[()] * (height - len(lines)))]

    def _lettered(self, item: Item) -> Row:
        """Give a row of the grid, while one jumps with its letter; a line has it once."""
        if self.jumps is None or not item.columns or not item.key or item.key in self.jumps.values():
            return item.row
        letter = next((one for one in LETTERS if one not in self.jumps), "")
        if not letter:
            return item.row
        self.jumps[letter] = item.key
        return lettered(item.row, letter, 1)

    # --- keys ---

    def jump(self) -> None:
        self.jumps = {}
        self.renew()

    def _jump(self, event: Key) -> bool:
        """Go to the line of a letter, or to the noun of a capital one; `g` again is the first line, `e` the last."""
        found = (self.jumps or {}).get(event.character or "")
        self.jumps = None
        if found is not None and found.startswith(NOUN):
            self.grid.in_list = True
            self.grid.show(found.removeprefix(NOUN))
        elif found is not None:
            self.grid.go(found)
        elif event.character in {"g", "e"}:
            self.do_move_first() if event.character == "g" else self.do_move_last()
        self.touched()
        return True

    def takes(self, event: Key) -> bool:
        if self.jumps is not None:
            return self._jump(event)
        if self.filter is not None:
            return self.filtering(event)
        if self.grid.typing is None:
            return False
        taken = self.writer.key(event.key, event.character)
        if not taken and self.desk.keymap.command(key_of(event)) not in ASIDE:
            self.writer.put_down(kept=True)
        self.touched()
        return taken

    # --- mouse and clipboard ---

    def on_paste(self, event: Paste) -> None:
        """Take rows that the terminal pastes; a single word goes into the cell that is typed into."""
        event.stop()
        grid = self.grid
        if self.filter is not None:
            self.filter = self.filter.typed(event.text)
            grid.words = self.filter.text
        elif grid.typing is not None and "\n" not in event.text.strip("\n") and "\t" not in event.text:
            grid.typing = grid.typing.completed("").completed(grid.typing.field.typed(event.text.strip("\n")).text)
        else:
            try:
                self.acts.paste(event.text)
            except NoMeaning as reason:
                self.desk.tell(str(reason))
        self.touched()

    def on_click(self, event: Click) -> None:
        grid = self.grid
        beside = self.size.width >= TWO_PANES
        if (beside and event.x < WIDTH) or (not beside and grid.in_list):
            lines = self._listed[self._list_top :] if self._listed else []
            if event.y < len(lines) and lines[event.y][1]:
                grid.in_list = not beside and grid.noun != lines[event.y][1]
                grid.show(lines[event.y][1])
            self.touched()
            return
        place = event.y - 2 + self.top
        if not 0 <= place < len(self._items) or event.y < 2:
            return
        item = self._items[place]
        if item.key == "offers" or not item.key:
            self._click_offer(place)
            return
        column = column_at(item, event.x - (WIDTH if beside else -1)) if item.columns else grid.column
        if grid.typing is not None and item.key == grid.at:
            self.writer.turn_to(column)
            self.touched()
            return
        if grid.typing is not None:
            self.writer.put_down(kept=True)
        grid.go(item.key)
        grid.column = column
        if event.chain > 1:
            self.desk.run_command("open")
        self.touched()

    def _click_offer(self, place: int) -> None:
        """Take the offer that is clicked."""
        first = next((number for number, item in enumerate(self._items) if item.key == "offers"), place)
        self.writer.take_offer(place - first - 1)
        self.touched()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._wheel(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._wheel(-1)

    def _wheel(self, by: int) -> None:
        """Move the cursor; while a cell is typed into, among its offers only."""
        if self.grid.typing is None:
            self._move(by)
        elif self.grid.offers:
            _ = self.writer.key("down" if by > 0 else "up", None)
            self.touched()

    def on_focus(self) -> None:
        self.renew()

    def on_blur(self) -> None:
        self.renew()


def _cut(line: Row) -> Row:
    """Drop the first cell of a row, which is blank."""
    first = line[0]
    return (first._replace(text=first.text[1:]), *line[1:]) if width((first,)) > 1 else tuple(line[1:])


def number_of(grid: Grid, stop: Stop) -> str:
    """Give what a line is called: its number, or its place in its table."""
    number = stop.line.cells[0].text if stop.line.cells else ""
    every = [one.key for one in grid.stops() if one.table == stop.table]
    return number if number.isdecimal() else str(every.index(stop.key) + 1)

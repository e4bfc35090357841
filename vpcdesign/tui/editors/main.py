"""An editor as a main: the list at the left, the sheet beside it, and keys, mouse and clipboard for both.

The widget only carries keys to the grid and paints its rows; it keeps nothing but how far it has scrolled.
"""

from collections.abc import Sequence
from functools import partial

from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Paste
from textual.timer import Timer
from textual.worker import get_current_worker

from vpcdesign.analysis.lines.answers import Answer, answers
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl
from vpcdesign.render.ink import Row, Span, fit, row, width
from vpcdesign.render.signs import INNER
from vpcdesign.tui.commands.registry import shown
from vpcdesign.tui.editors.acts import Acts
from vpcdesign.tui.editors.beside import key_of, page, waits_for_answers, wanted
from vpcdesign.tui.editors.canvas import Item, column_at, offset
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.working import Wanted, Worked, work
from vpcdesign.tui.editors.writer import Writer
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer, Main
from vpcdesign.tui.frame.pane import Pane
from vpcdesign.tui.pages.inspector.one_line import trail
from vpcdesign.tui.pages.page import Page
from vpcdesign.tui.sheets.copying import copied
from vpcdesign.tui.sheets.kinds import Kind
from vpcdesign.tui.sheets.listing import WIDTH, list_rows

TWO_PANES = 84
"""From so many cells on the list stands beside the table."""
REST = 0.12
"""So many seconds the cursor rests on a line before the engine is asked about it."""
WAYS = {"ingress": "inbound", "egress": "outbound"}


class Superseded(Exception):  # noqa: N818 - it is no error: a newer question has taken the place of this one
    """Raised inside the work when its answer is not wanted any more."""


class EditorMain(Main):
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
    typing_footer: Footer = (
        ("open", "next cell"),
        ("pane.next", "complete"),
        ("back", "leave line"),
        "save",
    )
    kinds: Sequence[Kind] = ()
    nothing = "Nothing is here yet."
    remark = ""
    """What the status says at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.filter: Field | None = None
        self.top = 0
        self._grid: Grid | None = None
        self._writer: Writer | None = None
        self._acts: Acts | None = None
        self._items: list[Item] = []
        self._listed: list[tuple[Row, str]] = []
        self._form = 0
        self._list_top = 0
        self._seen = ""
        """The selection that was followed last."""
        self._worked: Worked | None = None
        self._resting = ""
        self._timer: Timer | None = None

    @property
    def grid(self) -> Grid:
        if self._grid is None:
            self._grid = Grid(self.kinds, self.desk)
        return self._grid

    @property
    def writer(self) -> Writer:
        if self._writer is None:
            self._writer = Writer(self.grid)
        return self._writer

    @property
    def acts(self) -> Acts:
        if self._acts is None:
            self._acts = Acts(self.writer)
        return self._acts

    # --- what the frame asks ---

    def opened(self) -> None:
        self._follow()
        self.renew()

    def changed(self) -> None:
        if self.grid.typing is None and self.session.selection != self._seen:
            self._follow()
        self.renew()

    def _follow(self) -> None:
        """Stand on what is selected now; a draft, which cannot be selected, keeps the cursor until something is."""
        self._seen = self.session.selection
        self.grid.follow(self._seen)

    def hints(self) -> Footer:
        return self.typing_footer if self.grid.typing is not None else self.footer

    def status(self, width: int) -> Row:
        grid = self.grid
        stop, here = grid.stop, grid.here
        selection = grid.place(grid.at) if grid.entry is not None else ""
        left: Row = (Span(" "), *trail(here, selection))
        if stop is not None and stop.draft is not None:
            number = stop.draft.texts.get("rule") or (stop.line.cells[0].text if stop.line.cells else "")
            way = WAYS.get(stop.table, stop.table.removesuffix("s"))
            words = f"{way} {number}".strip() if number.isdecimal() else f"{way} {len(grid.stops())}"
            left = (*left, Span(f" {INNER} ", "muted"), Span(words, bold=True))
        if grid.typing is not None and grid.columns:
            left = (*left, Span(f" {INNER} ", "muted"), Span(grid.columns[grid.column].title or "protocol"))
        right = self.remark if width >= 100 else ""
        return (*fit(left, max(width - len(right) - 1, 0)), Span(f"{right} ", "muted")) if right else left

    def side(self, width: int) -> Page | None:
        self._ask()
        return page(self.grid, self._worked, width)

    # --- what the engine is asked ---

    def _ask(self) -> None:
        """Ask what the line under the cursor does, once the cursor has rested on it."""
        key = key_of(self.grid)
        known = self._worked.wanted.key if self._worked is not None else ""
        if key in {known, self._resting}:
            return
        self._resting = key
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(REST, self._rested) if key else None

    def _rested(self) -> None:
        noun = self.grid.here.index.by_id.get(self.grid.noun)
        if waits_for_answers(self.grid) and isinstance(noun, NetworkAcl):
            ask = partial(self._work_answers, self.grid.here.design, noun)
            self.run_worker(ask, thread=True, exclusive=True, group="who-answers")
        asked = wanted(self.grid)
        self.grid.asked = asked.key if asked is not None else ""
        if asked is not None:
            self.run_worker(
                partial(self._work, asked), thread=True, exclusive=True, group=f"line-{self.scope}", description="line"
            )
        self._side_changed()

    def _work(self, asked: Wanted) -> None:
        """Run in a thread, until a newer question takes its place."""
        worker = get_current_worker()

        def tell(_: int, __: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            found = work(asked, tell)
        except Superseded:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._answered, found)

    def _work_answers(self, design: Design, acl: NetworkAcl) -> None:
        found = answers(design, acl)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._answers, design, acl.id, found)

    def _answers(self, design: Design, noun: str, found: Sequence[Answer]) -> None:
        if self.grid.here.design is design:
            self.grid.answers[noun] = found
            self._side_changed()

    def _answered(self, found: Worked) -> None:
        self._worked = found
        self._side_changed()

    def _side_changed(self) -> None:
        for pane in self.screen.query(Pane):
            pane.changed()

    # --- painting ---

    def rows(self, width: int, height: int) -> list[Row]:
        grid = self.grid
        beside = width >= TWO_PANES
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
        top = max(0, at - height + 2) if at >= height - 1 else 0
        self._list_top = top
        return lines[top : top + height]

    def _table(self, cells: int, height: int) -> list[Row]:
        """Give the title and the part of the grid that holds the cursor, exactly `height` rows."""
        grid = self.grid
        sheet = grid.sheet
        assert sheet is not None
        title = row(Span("  "), Span(sheet.name, bold=True), Span(f" {sheet.where}"))
        second: Row = ()
        if self.filter is not None:
            second = row(Span("  / ", "focus"), *self.filter.row())
        elif grid.words:
            second = row(Span("  / ", "focus"), Span(grid.words), Span("  esc shows all", "muted"))
        self._items = grid.items(cells, focused=self.has_focus)
        room = max(height - 2, 1)
        first, last = offset(self._items, grid.at)
        self.top = min(self.top, max(first - 2, 0))
        self.top = max(self.top, min(last - room + 1, first))
        self.top = max(0, min(self.top, len(self._items) - room))
        shown = [item.row for item in self._items[self.top : self.top + room]]
        lines = [title, second, *shown]
        return [fit(one, cells) for one in (*lines, *[()] * (height - len(lines)))]

    # --- keys ---

    def takes(self, event: Key) -> bool:
        if self.filter is not None:
            return self._filtering(event)
        if self.grid.typing is None:
            return False
        taken = self.writer.key(event.key, event.character)
        if taken:
            self._touched()
        return taken

    def _touched(self) -> None:
        """Show what a key did, here and in the lines that speak of it."""
        self.renew()
        self.desk.everybody_changed()

    def _filtering(self, event: Key) -> bool:
        assert self.filter is not None
        if event.key in {"enter", "escape"}:
            if event.key == "escape":
                self.grid.words = ""
            self.filter = None
            self._touched()
            return True
        after = self.filter.after(event.key, event.character)
        if after is None:
            return False
        self.filter, self.grid.words = after, after.text
        self._touched()
        return True

    def do_filter(self) -> None:
        self.filter = Field.holding(self.grid.words)
        self.renew()

    def do_back(self) -> None:
        if self.grid.words:
            self.grid.words = ""
            self._touched()
            return
        raise NoMeaning("")

    def do_move_up(self) -> None:
        self._move(-1)

    def do_move_down(self) -> None:
        self._move(1)

    def do_move_page_up(self) -> None:
        self._move(-max(self.size.height - 4, 1))

    def do_move_page_down(self) -> None:
        self._move(max(self.size.height - 4, 1))

    def do_move_first(self) -> None:
        self._move(-1_000_000)

    def do_move_last(self) -> None:
        self._move(1_000_000)

    def _move(self, by: int) -> None:
        if self.grid.in_list:
            self.grid.step_list(by)
        else:
            self.grid.step(by)
        self._touched()

    def do_move_left(self) -> None:
        if not self.grid.in_list and not self.grid.sideways(-1):
            self.grid.in_list = True
            self.grid.words = ""
            self.desk.select(self.grid.noun)
        self._touched()

    def do_move_right(self) -> None:
        if self.grid.in_list:
            self.grid.words = ""
            self.grid.enter()
        else:
            self.grid.sideways(1)
        self._touched()

    def do_open(self) -> None:
        if self.grid.in_list:
            self.do_move_right()
            return
        self.writer.edit()
        self._touched()

    def do_add(self) -> None:
        self._not_in_list("a adds a line to a table; right leads into it.")
        self.writer.add()
        self._touched()

    def do_copy_line(self) -> None:
        self._not_in_list("")
        self.writer.copy()
        self._touched()

    def do_delete(self) -> None:
        self._not_in_list("")
        self.acts.remove()
        self._touched()

    def do_describe(self) -> None:
        """Edit the note of a line; in the list, what people say of the noun."""
        self._not_in_list("")
        notes = [place for place, column in enumerate(self.grid.columns) if column.field == "note"]
        if not notes:
            raise NoMeaning("")
        self.writer.edit(notes[0])
        self._touched()

    def do_earlier(self) -> None:
        self._not_in_list("< moves a rule earlier; right leads into the table.")
        self.acts.move(-1)

    def do_later(self) -> None:
        self._not_in_list("> moves a rule later; right leads into the table.")
        self.acts.move(1)

    def do_mark(self) -> None:
        self._not_in_list("space marks a line; right leads into the table.")
        self.acts.mark()
        self._touched()

    def do_renumber(self) -> None:
        self.acts.renumber()

    def do_remove_shadowed(self) -> None:
        self.acts.remove_idle()

    def do_next(self) -> None:
        self._next(1)

    def do_previous(self) -> None:
        self._next(-1)

    def _next(self, by: int) -> None:
        """Go to the next line that has no effect, is refused or is not kept; round the table."""
        every = self.grid.stops()
        at = next((place for place, one in enumerate(every) if one.key == self.grid.at), 0)
        turned = [*every[at + 1 :], *every[: at + 1]] if by > 0 else [*every[:at][::-1], *every[at:][::-1]]
        for one in turned:
            if one.line.faded or one.draft is not None:
                self.grid.go(one.key)
                self._touched()
                return
        raise NoMeaning("every line here decides something, and all are kept.")

    def do_paste(self) -> None:
        raise NoMeaning("paste with the terminal's own key: every row becomes a line.")

    def do_copy_table(self) -> None:
        """Copy the lines, each time in the next form."""
        sheet = self.grid.sheet
        if sheet is None:
            raise NoMeaning("Y copies a table; there is none here.")
        form = ("CSV", "Markdown", "text")[self._form % 3]
        self._form += 1
        prefix = f"{self.grid.noun}#"
        marked = [one.removeprefix(prefix) for one in self.session.marked if one.startswith(prefix)]
        text, number = copied(sheet, form, marked)
        self.desk.copy(text, f"{number} rows as {form}")

    def _not_in_list(self, sentence: str) -> None:
        if self.grid.in_list:
            raise NoMeaning(sentence)

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
        self._touched()

    def on_click(self, event: Click) -> None:
        grid = self.grid
        beside = self.size.width >= TWO_PANES
        if (beside and event.x < WIDTH) or (not beside and grid.in_list):
            lines = self._listed[self._list_top :] if self._listed else []
            if event.y < len(lines) and lines[event.y][1]:
                grid.in_list = not beside and grid.noun != lines[event.y][1]
                grid.show(lines[event.y][1])
            self._touched()
            return
        place = event.y - 2 + self.top
        if not 0 <= place < len(self._items) or event.y < 2:
            return
        item = self._items[place]
        if item.key == "offers" or not item.key:
            self._click_offer(place)
            return
        if grid.typing is not None and item.key != grid.at:
            self.writer.key("up", None) if not grid.offers else self.writer.leave()
        grid.go(item.key)
        if item.columns:
            grid.column = column_at(item, event.x - (WIDTH if beside else -1))
        if event.chain > 1:
            self.desk.run_command("open")
        self._touched()

    def _click_offer(self, place: int) -> None:
        """Take the offer that is clicked."""
        first = next((number for number, item in enumerate(self._items) if item.key == "offers"), place)
        number = place - first - 1
        grid = self.grid
        if grid.typing is not None and 0 <= number < len(grid.offers):
            grid.typing = grid.typing.completed(grid.offers[number].text)
            grid.offers = []
            self._touched()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._move(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._move(-1)

    def on_focus(self) -> None:
        self.renew()

    def on_blur(self) -> None:
        self.renew()


def _cut(line: Row) -> Row:
    """Drop the first cell of a row, which is blank."""
    first = line[0]
    return (first._replace(text=first.text[1:]), *line[1:]) if width((first,)) > 1 else tuple(line[1:])


def key_words(keys: Sequence[str]) -> str:
    """Write keys as the footer does."""
    return " ".join(shown(key) for key in keys)

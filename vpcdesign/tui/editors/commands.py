"""What the keys of an editor mean: in the list, in the table, and while its lines are filtered.

Where a key means nothing in the list it goes on to whoever does it with any element, so that the noun which is chosen
there can be deleted, copied or named like everywhere else.
"""

from collections.abc import Sequence

from textual.events import Key

from vpcdesign.tui.editors.acts import Acts
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.recording import Recording, taken_up
from vpcdesign.tui.editors.writer import Writer
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Main
from vpcdesign.tui.sheets.copying import FORMS, copied
from vpcdesign.tui.sheets.kinds import Kind

NEW = {
    "route_tables": "new.route-table",
    "security_groups": "new.security-group",
    "network_acls": "new.network-acl",
    "prefix_lists": "new.prefix-list",
    "load_balancers": "new.load-balancer",
    "firewalls": "new.firewall",
}
"""What `a` in the list begins, by the kind of what stands there."""


class EditorCommands(Main):
    """The commands of an editor."""

    kinds: Sequence[Kind] = ()

    def __init__(self) -> None:
        super().__init__()
        self.filter: Field | None = None
        self._grid: Grid | None = None
        self._writer: Writer | None = None
        self._acts: Acts | None = None
        self._recording: Recording | None = None
        self._form = 0

    @property
    def grid(self) -> Grid:
        if self._grid is None:
            self._grid = Grid(self.kinds, self.desk)
            here = self.desk.surroundings.index.by_id
            taken_up(self._grid.drafts, self.session, self.scope, here)
        return self._grid

    @property
    def recording(self) -> Recording:
        """Who writes lines under work down."""
        if self._recording is None:
            self._recording = Recording(self.grid, self.scope)
        return self._recording

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

    def touched(self) -> None:
        """Write down what a key made of a line under work; show it, here and in the lines that speak of it."""
        self.recording.note(self.session)
        self.renew()
        self.desk.everybody_changed()

    def filtering(self, event: Key) -> bool:
        assert self.filter is not None
        if event.key in {"enter", "escape"}:
            if event.key == "escape":
                self.grid.words = ""
            self.filter = None
            self.touched()
            return True
        after = self.filter.after(event.key, event.character)
        if after is None:
            return False
        self.filter, self.grid.words = after, after.text
        found = [entry.noun for entry in self.grid.entries]
        if self.grid.in_list and found and self.grid.noun not in found:
            self.grid.show(found[0])
        self.touched()
        return True

    def do_filter(self) -> None:
        self.filter = Field.holding(self.grid.words)
        self.renew()

    def do_back(self) -> None:
        if self.grid.words:
            self.grid.words = ""
            self.touched()
            return
        if self.grid.draft is not None and not self.grid.in_list:
            self.writer.leave()
            self.touched()
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

    def do_move_half_up(self) -> None:
        self._move(-max(self.size.height // 2, 1))

    def do_move_half_down(self) -> None:
        self._move(max(self.size.height // 2, 1))

    def do_move_first(self) -> None:
        self._move(-1_000_000)

    def do_move_last(self) -> None:
        self._move(1_000_000)

    def _move(self, by: int) -> None:
        """Move the cursor; where that selects something else everybody has been told already."""
        before = self.session.selection
        if self.grid.in_list:
            self.grid.step_list(by)
        else:
            self.grid.step(by)
        if self.session.selection == before:
            self.touched()

    def do_move_left(self) -> None:
        if not self.grid.in_list and not self.grid.sideways(-1):
            self.grid.in_list = True
            self.grid.words = ""
            self.desk.select(self.grid.noun)
        self.touched()

    def do_move_right(self) -> None:
        if self.grid.in_list:
            self.grid.words = ""
            self.grid.enter()
        else:
            self.grid.sideways(1)
        self.touched()

    def do_open(self) -> None:
        if self.grid.in_list:
            self.do_move_right()
            return
        self.writer.edit()
        self.touched()

    def do_add(self) -> None:
        entry = self.grid.entry
        if entry is None or self.grid.in_list:
            kind = entry.kind.kind if entry is not None else self.kinds[0].kind
            if kind not in NEW:
                raise NoMeaning("")
            self.desk.run_command(NEW[kind])
            return
        self.writer.add()
        self.touched()

    def do_add_above(self) -> None:
        self._not_in_list("a line is added above another; right leads into the table.")
        self.writer.add(above=True)
        self.touched()

    def do_copy_line(self) -> None:
        self._not_in_list("")
        self.writer.copy()
        self.touched()

    def do_delete(self) -> None:
        self._not_in_list("")
        self.acts.remove()
        self.touched()

    def do_describe(self) -> None:
        """Edit the note of a line; in the list, what people say of the noun."""
        self._not_in_list("")
        notes = [place for place, column in enumerate(self.grid.columns) if column.field == "note"]
        if not notes:
            raise NoMeaning("")
        self.writer.edit(notes[0])
        self.touched()

    def do_earlier(self) -> None:
        self._not_in_list("< moves a rule earlier; right leads into the table.")
        self.acts.move(-1)

    def do_later(self) -> None:
        self._not_in_list("> moves a rule later; right leads into the table.")
        self.acts.move(1)

    def do_mark(self) -> None:
        self._not_in_list("space marks a line; right leads into the table.")
        self.acts.mark()
        self.touched()

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
                self.touched()
                return
        raise NoMeaning("every line here decides something, and all are kept.")

    def do_paste(self) -> None:
        raise NoMeaning("paste with the terminal's own key: every row becomes a line.")

    def do_copy_table(self) -> None:
        """Copy the lines, each time in the next form."""
        sheet = self.grid.sheet
        if sheet is None:
            raise NoMeaning("Y copies a table; there is none here.")
        form = FORMS[self._form % len(FORMS)]
        self._form += 1
        prefix = f"{self.grid.noun}#"
        marked = [one.removeprefix(prefix) for one in self.session.marked if one.startswith(prefix)]
        text, number = copied(sheet, form, marked)
        self.desk.copy(text, f"{number} rows as {form}")

    def _not_in_list(self, sentence: str) -> None:
        if self.grid.in_list:
            raise NoMeaning(sentence)

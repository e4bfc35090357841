"""Where the cursor of an editor stands, and what it shows: a list of nouns, the sheet of one, its rows and cells.

The grid follows the selection of the session and sets it, so that every screen opens on the same line. It knows the
desk only, never a widget: what it shows can be read without a terminal.
"""

from collections.abc import Sequence

from vpcdesign.analysis.lines.answers import Answer
from vpcdesign.design.document import Design
from vpcdesign.design.noun import Noun
from vpcdesign.tui.editors.canvas import Item, Stop, View, drawn, stops
from vpcdesign.tui.editors.drafts import Draft, Drafts
from vpcdesign.tui.editors.keeping import followed
from vpcdesign.tui.editors.typing import Typing
from vpcdesign.tui.frame.desk import Desk
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.kinds import Candidate, Kind, Table
from vpcdesign.tui.sheets.leading import leads_to
from vpcdesign.tui.sheets.listing import Entry, Group, kept, listing
from vpcdesign.tui.sheets.sheet import Column, Section, Sheet


class Grid:
    """The state of one editor."""

    def __init__(self, kinds: Sequence[Kind], desk: Desk) -> None:
        self.kinds = kinds
        self.desk = desk
        self.noun = ""
        self.at = ""
        """The key of the line under the cursor."""
        self.column = 0
        self.in_list = False
        self.words = ""
        """What the lines (or the list) are filtered by."""
        self.drafts = Drafts()
        self.typing: Typing | None = None
        self.offers: list[Candidate] = []
        self.asked = ""
        """The key of what the engine is being asked for the line under the cursor."""
        self.answers: dict[str, Sequence[Answer]] = {}
        """Who answers whom in each network ACL of the design under work."""
        self.offered: dict[tuple[str, str, str, str], list[Candidate]] = {}
        """What may be typed into each column, made once for a design."""
        self._made: dict[str, Sheet] = {}
        self._list: list[Group] = []
        self._for: Design | None = None

    # --- what is shown ---

    @property
    def here(self) -> Surroundings:
        """The surroundings of the design under work; everything that was made of another is forgotten."""
        found = self.desk.surroundings
        if self._for is not found.design:
            self._for = found.design
            self._made.clear()
            self.answers.clear()
            self.offered.clear()
            self._list = listing(found, self.kinds)
            for draft in self.drafts.every():
                after = followed(found.design, draft)
                if after is None:
                    self.drafts.drop(draft.key)
                else:
                    self.drafts.put(after)
        return found

    @property
    def groups(self) -> list[Group]:
        """The list at the left, as it is filtered."""
        _ = self.here
        return kept(self._list, self.words) if self.in_list and self.words else self._list

    @property
    def entries(self) -> list[Entry]:
        return [entry for group in self.groups for entry in group.entries]

    @property
    def entry(self) -> Entry | None:
        """The noun that is shown; the first of the list where the one that was is gone."""
        _ = self.here
        every = [entry for group in self._list for entry in group.entries]
        found = next((one for one in every if one.noun == self.noun), None)
        if found is None and every:
            found = every[0]
            self.noun = found.noun
        return found

    @property
    def table(self) -> Table | None:
        """The noun that is shown, as the sheets' kinds want it."""
        found = self.entry
        if found is None:
            return None
        return Table(self.here, self._noun_of(found), "")

    def _noun_of(self, entry: Entry) -> Noun:
        return self.here.index.by_id[entry.noun]

    @property
    def sheet(self) -> Sheet | None:
        """The sheet of the noun that is shown, made once for a design."""
        found = self.entry
        if found is None:
            return None
        if found.noun not in self._made:
            self._made[found.noun] = found.kind.sheet(self.here, self._noun_of(found))
        return self._made[found.noun]

    @property
    def view(self) -> View:
        words = "" if self.in_list else self.words
        prefix = f"{self.noun}#"
        marks = self.desk.session.marked
        marked = frozenset(one.removeprefix(prefix) for one in marks if one.startswith(prefix))
        return View(
            self.at,
            self.column,
            not self.in_list,
            self.typing,
            self.drafts.of(self.noun),
            marked,
            words,
            self.offers,
        )

    def stops(self) -> list[Stop]:
        """Give every row on which the cursor can stand."""
        entry, table, sheet = self.entry, self.table, self.sheet
        if entry is None or table is None or sheet is None:
            return []
        return stops(entry.kind, table, sheet, self.view)

    def items(self, cells: int, *, focused: bool) -> list[Item]:
        """Give the rows of the sheet for a table of so many cells."""
        sheet = self.sheet
        if sheet is None:
            return []
        every = self.stops()
        self._settle(every)
        self.settle_column()
        view = self.view
        view = View(
            view.at,
            view.column,
            focused and view.focused,
            view.typing,
            view.drafts,
            view.marked,
            view.words,
            view.offers,
        )
        return drawn(sheet, every, view, cells)

    # --- the cursor ---

    @property
    def stop(self) -> Stop | None:
        """The row under the cursor."""
        every = self.stops()
        self._settle(every)
        return next((one for one in every if one.key == self.at), None)

    def _settle(self, every: Sequence[Stop]) -> None:
        if every and all(one.key != self.at for one in every):
            table = self.at.rpartition("/")[0] or self.at
            same = [one for one in every if one.table == table]
            self.at = (same[-1] if same else every[0]).key

    def settle_column(self) -> None:
        """Stand on a cell that can be typed into."""
        columns = self.columns
        if columns and not (self.column < len(columns) and columns[self.column].edited):
            edited = [place for place, one in enumerate(columns) if one.edited]
            self.column = next((place for place in edited if place >= self.column), edited[-1] if edited else 0)

    @property
    def section(self) -> Section | None:
        """The section of the row under the cursor."""
        stop, sheet = self.stop, self.sheet
        if stop is None or sheet is None:
            return None
        return next((one for one in sheet.sections if one.table == stop.table), None)

    @property
    def columns(self) -> tuple[Column, ...]:
        section = self.section
        return section.columns if section is not None else ()

    @property
    def draft(self) -> Draft | None:
        """The draft under the cursor."""
        stop = self.stop
        return stop.draft if stop is not None else None

    def place(self, key: str) -> str:
        """Give the selection of a row: a line's own, the noun's where the line is not in the design."""
        return f"{self.noun}#{key}" if "/" in key and not key.startswith("draft/") else self.noun

    def go(self, key: str) -> None:
        """Put the cursor on a row, and select what it shows."""
        self.at, self.in_list = key, False
        self.desk.select(self.place(key))

    def step(self, by: int) -> bool:
        """Move the cursor by rows; False where there is no further one."""
        every = self.stops()
        self._settle(every)
        place = next((number for number, one in enumerate(every) if one.key == self.at), 0)
        after = max(0, min(place + by, len(every) - 1)) if every else 0
        if not every or after == place:
            return False
        self.go(every[after].key)
        self.column = min(self.column, max(len(self.columns) - 1, 0))
        return True

    def sideways(self, by: int) -> bool:
        """Move the cursor by cells; False at the edge."""
        wanted = self.column + by
        while 0 <= wanted < len(self.columns):
            if self.columns[wanted].edited:
                self.column = wanted
                return True
            wanted += by
        return False

    def enter(self) -> None:
        """Go from the list into the table."""
        self.in_list = False
        self._settle(self.stops())
        if self.at:
            self.go(self.at)

    def step_list(self, by: int) -> None:
        """Move in the list, and show what one comes to."""
        every = self.entries
        place = next((number for number, one in enumerate(every) if one.noun == self.noun), -1)
        after = max(0, min(place + by, len(every) - 1)) if every else -1
        if every and after != place:
            self.show(every[after].noun)

    def show(self, noun: str) -> None:
        """Show another noun."""
        self.noun, self.at = noun, ""
        self.desk.select(noun)

    def follow(self, selection: str) -> None:
        """Stand on what is selected, if it is, or leads to, something that this editor shows."""
        name, mark, path = selection.rpartition("#")
        every = {entry.noun for group in self._list for entry in group.entries} if self._for else set()
        if not every:
            every = {entry.noun for entry in self.entries}
        if mark and name in every:
            self.noun = name
            self.at = path
        elif selection in every:
            if self.noun != selection:
                self.noun, self.at = selection, ""
        else:
            found = leads_to(self.here, selection if not mark else name, [kind.kind for kind in self.kinds])
            if found in every and found != self.noun:
                self.noun, self.at = found, ""

"""What an editor does to one line: its cells are typed into, and it is kept or left; new lines are begun and copied.

A new line joins the design when its last cell is left; a line that exists joins again as soon as a changed cell makes
it valid. What is not understood, or refused, stays as a draft with the reason under it, outside the design.
"""

from collections.abc import Collection, Mapping

from vpcdesign.design.filters import NetworkAcl
from vpcdesign.render.ink import Role
from vpcdesign.tui.editors.canvas import Stop, shown_texts
from vpcdesign.tui.editors.drafts import Draft
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.keeping import Kept, keep, lines_at
from vpcdesign.tui.editors.typing import Typing
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.sheets.acls import next_number
from vpcdesign.tui.sheets.kinds import Table
from vpcdesign.tui.sheets.offers import filled, ghost, narrowed
from vpcdesign.tui.sheets.reading import Wrong
from vpcdesign.tui.sheets.services import spread

NO_LINE = "there is no line here; a adds one."


class Writer:
    """The acts of one editor."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.desk = grid.desk

    # --- typing ---

    def edit(self, column: int | None = None) -> None:
        """Type into the cell under the cursor."""
        stop = self.stop()
        if stop.line.fixed:
            raise NoMeaning(stop.line.fixed)
        grid = self.grid
        wanted = grid.column if column is None else column
        columns = grid.columns
        if not columns[wanted].edited:
            wanted = next(place for place, one in enumerate(columns) if one.edited)
        if stop.draft is None:
            texts = shown_texts(stop.line, columns)
            noun, place = grid.here.index.by_id[grid.noun], stop.line.path.rpartition("/")[2]
            was = lines_at(noun, stop.table)[int(place)]
            grid.at = grid.drafts.work_on(grid.noun, stop.line.path, was, texts).key
        self._type(wanted)

    def stop(self) -> Stop:
        """Give the row under the cursor, where there is a line in it."""
        stop = self.grid.stop
        if stop is None:
            raise NoMeaning(NO_LINE)
        if not stop.line.cells:
            raise NoMeaning(f"{stop.line.fixed}.")
        return stop

    def _type(self, column: int) -> None:
        grid, draft = self.grid, self.grid.draft
        assert draft is not None
        grid.column = column
        grid.typing = Typing(Field.holding(draft.texts.get(grid.columns[column].field, "")))
        self._offer(everything=True)

    def _offer(self, *, everything: bool = False) -> None:
        """Give the offers for what stands in the cell; before anything is typed, only to an empty cell."""
        grid, draft = self.grid, self.grid.draft
        entry, table = grid.entry, self._table()
        if draft is None or entry is None or grid.typing is None:
            grid.offers = []
            return
        text = grid.typing.field.text
        field = grid.columns[grid.column].field
        if everything and text:
            grid.offers = []
            return
        protocol = draft.texts.get("protocol", "") if field != "protocol" else ""
        key = (grid.noun, draft.table, field, protocol)
        if key not in grid.offered:
            grid.offered[key] = entry.kind.offer(table, field, protocol)
        found = narrowed(grid.offered[key], text)
        if ghost(found, text):
            found = filled(found, entry.kind.near(table, field, found[0].text))
        alone = len(found) == 1 and found[0].text == text
        grid.offers = [] if alone else found

    def _table(self) -> Table:
        table = self.grid.table
        assert table is not None
        draft = self.grid.draft
        return table._replace(table=draft.table if draft is not None else "")

    def key(self, key: str, character: str | None) -> bool:
        """Take a key while a cell is typed into; False for one that is not typed."""
        grid = self.grid
        if grid.typing is None or grid.draft is None:  # a command of the palette may have led away
            self.stop_typing()
            return False
        match key:
            case "enter":
                self._entered()
            case "tab":
                self._complete()
            case "shift+tab":
                self._stored()
                self._beside(-1)
            case "escape":
                self.leave()
            case "up" | "down":
                self._vertical(-1 if key == "up" else 1)
            case _:
                after = grid.typing.after(key, character)
                if after is None:
                    return False
                grid.typing = after
                self._offer()
        return True

    def _vertical(self, by: int) -> None:
        """Choose among the offers; where there is none, keep the line and go on to the next."""
        grid = self.grid
        if grid.typing is not None and grid.offers:
            shown = 0 if grid.typing.field.text and grid.typing.chosen < 0 else grid.typing.chosen
            grid.typing = Typing(grid.typing.field, max(0, min(shown + by, len(grid.offers) - 1)))
            return
        self._stored()
        if self.keep():
            grid.step(by)

    def _complete(self) -> None:
        """Take the chosen offer, or the first, into the cell."""
        grid = self.grid
        if grid.typing is not None and grid.offers:
            grid.typing = grid.typing.completed(grid.offers[max(grid.typing.chosen, 0)].text)
            self._offer(everything=True)

    def _stored(self) -> set[str]:
        """Put what was typed into the draft, and give the cells that it filled."""
        grid, draft = self.grid, self.grid.draft
        if grid.typing is None or draft is None:
            return set()
        field = grid.columns[grid.column].field
        text = grid.typing.field.text.strip()
        if grid.typing.chosen >= 0 and grid.offers:
            text = grid.offers[grid.typing.chosen].text
        elif (more := ghost(grid.offers, text)) and not self._understood(draft.typed(field, text), field):
            text += more
        texts = self._several(field, text, draft)
        for each, one in texts.items():
            draft = draft.typed(each, one)
        grid.drafts.put(draft)
        return set(texts)

    def _understood(self, draft: Draft, field: str) -> bool:
        """Tell whether a cell means something as it is typed: what is only begun is completed by the first offer."""
        entry = self.grid.entry
        assert entry is not None
        try:
            entry.kind.read(self._table(), draft.texts)
        except Wrong as wrong:
            return wrong.field != field
        return True

    def _several(self, field: str, text: str, draft: Draft) -> Mapping[str, str]:
        """Give the cells that a text fills: `https` and `tcp/443` are protocol and ports."""
        fields = {column.field for column in self.grid.columns}
        if field in {"protocol", "ports"} and {"protocol", "ports"} <= fields and text:
            return spread(field, text, draft.texts)
        return {field: text}

    def _entered(self) -> None:
        """Go on to the next cell; the last one keeps the line, and so does a changed cell of a line that exists."""
        grid = self.grid
        filled = self._stored()
        draft = grid.draft
        if draft is None:
            return
        last = not any(column.edited for column in grid.columns[grid.column + 1 :])
        if last:
            self.keep()
            return
        column = grid.column
        if draft.path and draft.changed and self._joined():
            self._after_join(column)
        else:
            self._beside(1, filled)

    def turn_to(self, column: int) -> None:
        """Type into another cell of the line under work; a line that exists is kept as it goes."""
        grid = self.grid
        self._stored()
        draft = grid.draft
        if draft is None or not grid.columns[column].edited:
            return
        if draft.path and draft.changed and self._joined():
            grid.column = column
            self.edit(column)
        else:
            self._type(column)

    def take_offer(self, number: int) -> None:
        """Fill the cell with an offer, and go on as `enter` does."""
        grid = self.grid
        if grid.typing is not None and 0 <= number < len(grid.offers):
            grid.typing = grid.typing.completed(grid.offers[number].text)
            grid.offers = []
            self._entered()

    def _after_join(self, column: int) -> None:
        """Go on typing in the line as it stands in the design now."""
        self.grid.column = column
        self.edit(next(place for place in range(column + 1, len(self.grid.columns)) if self.grid.columns[place].edited))

    def _joined(self) -> bool:
        """Put the draft of a line into the design, if nothing is against it; say nothing where something is."""
        draft = self.grid.draft
        if draft is None:
            return False
        kept = self._try(draft)
        return kept.edit is not None and self._take(draft, kept)

    def _beside(self, by: int, filled: Collection[str] = ()) -> None:
        """Go on to the next cell that can be typed into, and that what was typed has not filled already."""
        grid = self.grid
        wanted = grid.column + by
        while 0 <= wanted < len(grid.columns) - 1 and (
            not grid.columns[wanted].edited or grid.columns[wanted].field in filled
        ):
            wanted += by
        if 0 <= wanted < len(grid.columns):
            self._type(wanted)

    def leave(self) -> None:
        """Leave the line as it is in the design; a new one is dropped."""
        grid, draft = self.grid, self.grid.draft
        self.stop_typing()
        if draft is None:
            return
        grid.drafts.drop(draft.key)
        grid.at = draft.path or draft.behind or draft.table

    def heard(self) -> tuple[str, Role]:
        """Say how the cell is taken as it is typed now, where that is not as it stands: or what is wrong with it."""
        grid, draft, entry = self.grid, self.grid.draft, self.grid.entry
        if grid.typing is None or draft is None or entry is None:
            return "", "text"
        field, text = grid.columns[grid.column].field, grid.typing.field.text.strip()
        if not text or ghost(grid.offers, text):
            return "", "text"
        texts = {**draft.texts, **self._several(field, text, draft)}
        try:
            said = entry.kind.read(self._table(), texts).said
        except Wrong as wrong:
            return (wrong.sentence, "blocked") if wrong.field == field else ("", "text")
        return (said[0] if said else ""), "partial"

    def put_down(self, *, kept: bool) -> None:
        """Leave the cell for something else: the line is kept if it can be and is to, an empty one goes."""
        grid, draft = self.grid, self.grid.draft
        if grid.typing is None or draft is None:
            self.stop_typing()
            return
        self._stored()
        draft = grid.draft or draft
        self.stop_typing()
        started = [text for field, text in draft.texts.items() if text and field not in {"rule", "action", "number"}]
        if not started or (draft.path and not draft.changed):
            grid.drafts.drop(draft.key)
        elif kept:
            found = self._try(draft)
            if found.edit is not None:
                self._take(draft, found)
            else:
                grid.drafts.put(draft.against(found.reasons, refused=found.refused))

    def stop_typing(self) -> None:
        """Close the cell."""
        self.grid.typing, self.grid.offers = None, []

    # --- keeping ---

    def _try(self, draft: Draft) -> Kept:
        entry = self.grid.entry
        assert entry is not None
        return keep(self.desk.session, entry.kind, self._table(), draft)

    def keep(self) -> bool:
        """Make the draft under the cursor part of the design, or say under it what is against that."""
        grid, draft = self.grid, self.grid.draft
        if draft is None:
            self.stop_typing()
            return True
        if draft.path and not draft.changed:
            self.leave()
            return True
        kept = self._try(draft)
        if kept.edit is not None:
            self.stop_typing()
            return self._take(draft, kept)
        grid.drafts.put(draft.against(kept.reasons, refused=kept.refused))
        wrong = [place for place, column in enumerate(grid.columns) if column.field == kept.column]
        if wrong and grid.typing is not None:
            self._type(wrong[0])
        else:
            self.stop_typing()
        self.desk.tell(kept.reasons[0], "blocked")
        return False

    def _take(self, draft: Draft, kept: Kept) -> bool:
        assert kept.edit is not None
        grid = self.grid
        grid.drafts.drop(draft.key)
        grid.at = kept.edit.select.rpartition("#")[2] or draft.path or draft.table
        if not self.desk.apply(kept.edit):
            grid.drafts.put(draft)
            grid.at = draft.key
            return False
        if kept.said:
            self.desk.tell(kept.said[0])
        return True

    # --- lines ---

    def add(self, texts: Mapping[str, str] | None = None, *, above: bool = False) -> None:
        """Begin a new line in the table of the cursor, behind its line where the order matters, or above it."""
        grid, stop = self.grid, self.grid.stop
        section = grid.section
        if stop is None or section is None or not section.table:
            raise NoMeaning("there is no table here that takes a line.")
        filled = dict(texts or {})
        if any(column.field == "rule" for column in section.columns):
            filled["rule"] = self._number(stop, above=above)
            filled.setdefault("action", "allow")
        draft = grid.drafts.begin(grid.noun, section.table, filled)
        grid.drafts.put(_behind(draft, stop.line.path))
        grid.at = draft.key
        first = next((p for p, one in enumerate(section.columns) if one.edited and not filled.get(one.field)), None)
        edited = [place for place, one in enumerate(section.columns) if one.edited]
        self._type(
            first if first is not None and not texts else edited[min(len(edited) - 1, 1 if filled.get("rule") else 0)]
        )

    def _number(self, stop: Stop, *, above: bool = False) -> str:
        """Give the number that a new rule gets: behind the one under the cursor or above it, where there is room."""
        noun = self.grid.here.index.by_id.get(self.grid.noun)
        if not isinstance(noun, NetworkAcl):
            return ""
        lines = noun.ingress if stop.table == "ingress" else noun.egress
        place = stop.line.path.rpartition("/")[2]
        drafted = [one.texts.get("rule", "") for one in self.grid.drafts.of(noun.id) if one.table == stop.table]
        behind = lines[int(place)].rule if place.isdecimal() and int(place) < len(lines) else None
        is_last = behind is None or (behind == max(one.rule for one in lines) and not above)
        if above and behind is not None:
            behind = max((one.rule for one in lines if one.rule < behind), default=0)
        number = next_number(noun, stop.table, None if is_last else behind)
        while number is not None and str(number) in drafted:
            number += 1
        return str(number or "")

    def next_number(self, table: str) -> str:
        """Give the number behind all rules of a direction, those under work included."""
        noun = self.grid.here.index.by_id.get(self.grid.noun)
        number = next_number(noun, table) if isinstance(noun, NetworkAcl) else None
        drafted = {one.texts.get("rule", "") for one in self.grid.drafts.of(self.grid.noun) if one.table == table}
        while number is not None and str(number) in drafted:
            number += 10
        return str(number or "")

    def copy(self) -> None:
        """Begin a new line that says what the one under the cursor says."""
        stop = self.stop()
        texts = dict(stop.draft.texts) if stop.draft is not None else dict(shown_texts(stop.line, self.grid.columns))
        if stop.line.fixed and stop.line.path.endswith("/*"):
            raise NoMeaning(stop.line.fixed)
        texts.pop("number", None)
        texts.pop("rule", None)
        self.add(texts)


def _behind(draft: Draft, path: str) -> Draft:
    return Draft(draft.key, draft.noun, draft.table, "", draft.texts, changed=True, behind=path)

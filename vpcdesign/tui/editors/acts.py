"""What an editor does to whole lines: removed, moved, renumbered, marked; and rows that are pasted become lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.lines import move_line, remove_lines, renumber
from vpcdesign.tui.editors.drafts import Draft
from vpcdesign.tui.editors.keeping import keep_in
from vpcdesign.tui.editors.writer import NO_LINE, Writer
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.sheets.pasting import is_last, texts_of


class Acts:
    """Acts on whole lines of one editor."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.grid = writer.grid
        self.desk = writer.desk

    def remove(self) -> None:
        """Remove the line under the cursor, or all that are marked in this sheet."""
        grid = self.grid
        prefix = f"{grid.noun}#"
        marked = sorted(one for one in self.desk.session.marked if one.startswith(prefix))
        if marked:
            if self._apply(remove_lines(self.desk.session.design, marked)):
                self.desk.session.marked -= frozenset(marked)
            return
        stop = self.writer.stop()
        if stop.draft is not None:
            self.writer.leave()
            return
        if stop.line.fixed:
            raise NoMeaning(stop.line.fixed)
        self._apply(remove_lines(self.desk.session.design, [prefix + stop.line.path]))

    def move(self, by: int) -> None:
        """Move the line earlier or later, where order decides."""
        stop = self.writer.stop()
        if stop.line.fixed or stop.draft is not None:
            raise NoMeaning(stop.line.fixed or "the line is not part of the design yet; keep it first.")
        self._apply(move_line(self.desk.session.design, f"{self.grid.noun}#{stop.line.path}", by))

    def renumber(self) -> None:
        stop = self.grid.stop
        if stop is None or not stop.table:
            raise NoMeaning(NO_LINE)
        self._apply(renumber(self.desk.session.design, f"{self.grid.noun}#{stop.table}"))

    def remove_idle(self) -> None:
        """Remove every line of the sheet that sets have proved to be without effect."""
        sheet = self.grid.sheet
        idle = [
            f"{self.grid.noun}#{line.path}"
            for section in (sheet.sections if sheet is not None else ())
            for line in section.lines
            if line.faded and not line.fixed
        ]
        if not idle:
            raise NoMeaning("every line here decides something.")
        self._apply(remove_lines(self.desk.session.design, idle))

    def mark(self) -> None:
        """Mark the line under the cursor, or take its mark away, and go on to the next."""
        stop = self.writer.stop()
        if stop.line.fixed or not stop.line.path or stop.draft is not None:
            raise NoMeaning(stop.line.fixed or "the line is not part of the design yet; keep it first.")
        place = f"{self.grid.noun}#{stop.line.path}"
        session = self.desk.session
        session.marked = session.marked ^ {place}
        self.grid.step(1)

    def _apply(self, edit: Edit) -> bool:
        done = self.desk.apply(edit)
        if done and edit.select.startswith(f"{self.grid.noun}#"):
            self.grid.at = edit.select.rpartition("#")[2]
        return done

    # --- pasting ---

    def paste(self, text: str) -> None:
        """Take rows as lines: those that are understood and legal in one step, the others as drafts with reasons."""
        grid, stop = self.grid, self.grid.stop
        section, entry = grid.section, grid.entry
        if stop is None or section is None or entry is None or not section.table:
            raise NoMeaning("there is no table here that takes lines.")
        fields = [column.field for column in section.columns if column.edited]
        rows = [row for row in texts_of(text, fields) if not is_last(row)]
        if not rows:
            raise NoMeaning("what was pasted has no row in it.")
        self.writer.stop_typing()
        last, good = self._pasted(section.table, rows)
        bad = len(rows) - good
        words = f"{good} of {len(rows)} rows became lines"
        stay = "1 stays here with its reason" if bad == 1 else f"{bad} stay here with their reasons"
        self.desk.tell(words + (f"; {stay}." if bad else "."), "blocked" if bad else "text")
        grid.at = last or grid.at

    def _pasted(self, table: str, rows: Sequence[Mapping[str, str]]) -> tuple[str, int]:
        """Put rows into the design in one step, as far as they go; the rest become drafts."""
        drafts = [Draft("", self.grid.noun, table, "", texts, changed=True) for texts in rows]
        taken = self._taken(drafts, judged=False)
        if taken.good and self.desk.session.refused(taken.design):
            taken = self._taken(drafts, judged=True)  # somebody is refused: only now each is judged by itself
        if taken.good:
            title = taken.title if taken.good == 1 else f"{self.grid.noun}: {taken.good} lines pasted"
            self._apply(Edit(title, taken.design, select=taken.select))
        select = taken.select.rpartition("#")[2]
        for one in taken.left:
            texts = dict(one.texts)
            if "rule" in {column.field for column in self.grid.columns} and not texts.get("rule"):
                texts["rule"] = self.writer.next_number(table)
            made = self.grid.drafts.begin(one.noun, table, texts)
            self.grid.drafts.put(replace(made, reasons=one.reasons, refused=one.refused, changed=True))
            select = made.key
        return select, taken.good

    def _taken(self, drafts: Sequence[Draft], *, judged: bool) -> "_Taken":
        """Add rows one after the other; those that cannot be are left, each with its reasons."""
        session, entry, at = self.desk.session, self.grid.entry, self.grid.table
        assert entry is not None
        assert at is not None
        design, good, title, select, left = session.design, 0, "", "", list[Draft]()
        for draft in drafts:
            kept = keep_in(session, design, entry.kind, at._replace(table=draft.table), draft, judged=judged)
            if kept.edit is None:
                left.append(draft.against(kept.reasons, refused=kept.refused))
            else:
                design, good, title, select = kept.edit.design, good + 1, kept.edit.title, kept.edit.select
        return _Taken(design, good, title, select, tuple(left))


class _Taken(NamedTuple):
    """A design with rows added: how many, the last step's title, what it selects, and who was left."""

    design: Design
    good: int
    title: str
    select: str
    left: tuple[Draft, ...]

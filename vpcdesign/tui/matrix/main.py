"""The matrix as a main: a cursor over who reaches whom, or what differs there; beside it what lets a packet through."""

from functools import partial
from shlex import join

from textual.events import Click, Key

from vpcdesign.algebra.services import ALL, write
from vpcdesign.analysis.groups import By, Group
from vpcdesign.analysis.reaches import NOTHING, Reach
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.services import parse
from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import VpcdesignError
from vpcdesign.render.ink import Role, Row, Span, row
from vpcdesign.render.matrix_csv import matrix_csv
from vpcdesign.render.text.matrix import words
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.wheel import Wheel
from vpcdesign.tui.matrix import page, table
from vpcdesign.tui.matrix.changes import changes_csv, shown_sides
from vpcdesign.tui.matrix.grouped import WORDS, claim, narrowed
from vpcdesign.tui.matrix.known import KnownMatrix
from vpcdesign.tui.matrix.panes import MembersPane, ViewPane
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading
from vpcdesign.tui.proving.words import SIGNS
from vpcdesign.tui.session.asking import answered
from vpcdesign.tui.session.packets import question_of


class MatrixMain(Wheel, KnownMatrix):
    """Who reaches whom."""

    scope = "matrix"
    footer: Footer = (
        ("open", "members"),
        ("trace", "trace the packet"),
        ("view-by", "view by"),
        ("filter", "services"),
        "pin",
        "copy-table",
        "undo",
    )

    def __init__(self) -> None:
        super().__init__()
        self.at = (0, 0)
        self.corner = (0, 0)
        self.filter: Field | None = None
        self.services = ALL
        self._wide = table.NARROWEST
        self._side: tuple[object, list[Line]] | None = None

    # --- what is under the cursor ---

    def here(self) -> page.Cell | None:
        """Give the cell under the cursor."""
        found = self.matrix
        if found is None:
            return None
        sides = shown_sides(found, self.changes)
        if not all(sides):
            return None
        source, destination = (side[max(0, min(at, len(side) - 1))] for side, at in zip(sides, self.at, strict=True))
        return source, destination, narrowed(found.cells.get((source, destination), NOTHING), self.services)

    def _here_changed(self) -> list[Difference]:
        here = self.here()
        return self.changes.of(here[:2], self.services) if here is not None else []

    # --- what is shown ---

    def rows(self, width: int, height: int) -> list[Row]:
        found = self.matrix
        if found is None:
            return [(), self._unknown()]
        sources, destinations = shown_sides(found, self.changes)
        cells = self.cells(found, self.services)
        wide = self._wide = table.columns(sources, destinations, width)
        self._follow(len(sources), len(destinations), width, height - 6)
        top, left = self.corner
        across = destinations[left : left + table.across(width, wide)]
        down = sources[top : top + max(height - 6, 1)]
        part = table.parts((top, len(down), len(sources)), (left, len(across), len(destinations)))
        lines = [self._title(self._counted(sources, destinations, len(cells))), part]
        brief = table.briefly(sources, destinations, wide)
        lines.append(table.head(across, wide, brief))
        for place, source in enumerate(down, top):
            said = [self._cell((source, one), cells.get((source, one))) for one in across]
            lines.append(table.line(source, said, self.at[1] - left if place == self.at[0] else None, wide, brief))
        if not cells and not self.comparing:
            on = f" on {write(self.services)}" if self.services != ALL else ""
            lines += [(), row(Span(f" No packet passes{on}, in any pair: proved.", "muted"))]
        notes = table.COMPARED if self.comparing else table.NOTES
        lines += [(), *(row(Span(f"  {note}", "muted")) for note in notes)]
        return lines

    def _cell(self, pair: tuple[Group, Group], reach: Reach | None) -> tuple[str, Role]:
        if not reach and page.unasked(*pair):
            return table.UNASKED, "muted"
        if not self.comparing:
            return table.cell(reach, self._wide.cell)
        return table.change(self.changes.of(pair, self.services), reach, self._wide.cell)

    def _unknown(self) -> Row:
        """Say why there is no matrix: it is being proved, it was stopped, or it cannot be."""
        problem = self.found.problem if self.found is not None else ""
        if self.waits is not None and (self.waits.stopped or self.waits.long):
            return self.waits.row(f"Who reaches whom, {WORDS[self.by]}", self.desk.keymap.hint("back"))
        return row(Span(f" {visible(problem) or 'proving who reaches whom'}", "muted"))

    def _counted(self, sources: list[Group], destinations: list[Group], reach: int) -> str:
        outside = sum(one.outside for one in sources) * sum(one.outside for one in destinations)
        pairs = f"{len(sources) * len(destinations) - outside:,} pairs"
        if not self.comparing:
            return f"{reach:,} of {pairs} reach"
        proof = self.compared
        if proof is None:
            return "proving"
        if proof.differences is None:
            return visible(proof.problem) or "nothing came before"
        known = self.changes
        return f"{sum(bool(known.of(pair, self.services)) for pair in known.cells):,} of {pairs} differ"

    def _title(self, counted: str) -> Row:
        if self.filter is not None:
            return row(Span(" services / ", "focus"), *self.filter.row())
        services = f"{write(self.services)}   " if self.services != ALL else "" if self.comparing else "all services   "
        old = "" if self.current else "   stopped" if self.waits is not None and self.waits.stopped else "   proving"
        asked = f"What differs from {visible(self._other)}" if self.comparing else "Who reaches whom"
        return row(Span(f" {asked}, {WORDS[self.by]}", bold=True), Span(f"   {services}{counted}{old}", "muted"))

    @property
    def _other(self) -> str:
        return self.desk.against.words(self.session)

    def _follow(self, down: int, across: int, width: int, space: int) -> None:
        y, x = max(0, min(self.at[0], down - 1)), max(0, min(self.at[1], across - 1))
        self.at = (y, x)
        fits = table.across(width, self._wide)
        top, left = self.corner
        top = max(min(top, y), y - max(space, 1) + 1, 0)
        left = max(min(left, x), x - fits + 1, 0)
        self.corner = (top, left)

    def status(self, width: int) -> Row:  # noqa: ARG002 - it is cut by who shows it
        here = self.here()
        if here is None:
            return row(Span(" "))
        source, destination, reach = here
        nothing = page.unasked(source, destination) or "no packet at all, proved"
        said = ", ".join(words(reach)) if reach else nothing
        ends = f" {visible(source.label)} → {visible(destination.label)}: "
        several = self._here_changed()
        spans = [Span(ends), Span(said, table.cell(reach)[1])]
        for one in several[:1]:
            sign, role = SIGNS[one.effect]
            where = f" {visible(one.where)}" if one.where else ""
            spans = [Span(ends), Span(f"{sign} {one.effect} {write(one.services)}{where}", role)]
            spans += [Span(f"   now {said}", "muted")]
        return row(*spans)

    def side(self, width: int) -> Page | None:
        here = self.here()
        if here is None:
            return None
        source, destination, _ = here
        key = (self.found, self.compared, self.by, source, destination, self.services, width, self.comparing)
        if self._side is None or self._side[0] != key:
            self._side = (key, self._lines(here, width))
        numbers = f"{len(source.members)} to {len(destination.members)}"
        return page.cell_title(source, destination, numbers, width)._replace(lines=tuple(self._side[1]))

    def _lines(self, here: page.Cell, width: int) -> list[Line]:
        lines: list[Line] = []
        if self.comparing and (proof := self.compared) is not None and proof.differences is not None:
            lines += page.differing(self._here_changed(), self.desk.surroundings.crowds, self._other, width)
            lines += [BLANK, heading("Now")]
        reach = here[2]
        asked = page.question(here, self.services) if reach else None
        answer = answered(asked, self.session.design, self.desk.asking.failed) if asked else None
        return [*lines, *page.reaching(here, answer, width)]

    # --- what is done ---

    def takes(self, event: Key) -> bool:
        if self.filter is None:
            return False
        if event.key == "escape":
            self.filter, self.services = None, ALL
        elif event.key == "enter":
            text = self.filter.text.strip()
            try:
                self.services = parse(text) if text else ALL
            except VpcdesignError as error:
                self.desk.tell(error.problems[0].message, "blocked")
                return True
            self.filter = None
        else:
            after = self.filter.after(event.key, event.character)
            if after is None:
                return False
            self.filter = after
        self.desk.everybody_changed()
        return True

    def do_filter(self) -> None:
        self.filter = Field()
        self.renew()

    def _move(self, down: int, across: int) -> None:
        self.at = (max(0, self.at[0] + down), max(0, self.at[1] + across))
        self.desk.everybody_changed()

    def do_move_up(self) -> None:
        self._move(-1, 0)

    def do_move_down(self) -> None:
        self._move(1, 0)

    def do_move_left(self) -> None:
        self._move(0, -1)

    def do_move_right(self) -> None:
        self._move(0, 1)

    def do_move_first(self) -> None:
        self._move(-self.at[0], -self.at[1])

    def do_move_last(self) -> None:
        self._move(10**6, 10**6)

    def do_view_by(self) -> None:
        """Choose how it groups, and what is compared."""
        self.desk.show(ViewPane(lambda: (self.by, self.comparing), self._view))

    def _view(self, by: By | None) -> None:
        if by is None:
            self.comparing = False
        else:
            self.by = by
            self.at, self.corner = (0, 0), (0, 0)
        self.desk.everybody_changed()

    def tells_difference(self) -> bool:
        self.comparing = True
        return True

    def do_next(self) -> None:
        """Go to the next cell in which something differs, or where anything gets through."""
        self._seek(1)

    def do_previous(self) -> None:
        self._seek(-1)

    def _seek(self, by: int) -> None:
        found = self.matrix
        if found is None:
            raise NoMeaning("the matrix is still being proved.")
        sources, destinations = shown_sides(found, self.changes)
        size = len(sources) * len(destinations)
        at = self.at[0] * len(destinations) + self.at[1]
        for step in range(1, size + 1):
            y, x = divmod((at + by * step) % size, len(destinations))
            pair = (sources[y], destinations[x])
            told = (
                self.changes.of(pair, self.services)
                if self.comparing
                else narrowed(found.cells.get(pair, NOTHING), self.services)
            )
            if told:
                self.at = (y, x)
                self.desk.everybody_changed()
                return
        raise NoMeaning("nothing differs, in any pair." if self.comparing else "no packet passes, in any pair.")

    def do_back(self) -> None:
        """Stop what takes long."""
        if not self.stop():
            raise NoMeaning("")

    def do_open(self) -> None:
        """Show the members of the cell, or go on with what was stopped."""
        if self.go_on():
            return
        here = self.here()
        if here is None:
            raise NoMeaning("the matrix is still being proved.")
        made = partial(page.members_page, here, self.session.design)
        self.desk.show(MembersPane(made, self.do_trace, self.do_pin))

    def do_trace(self) -> None:
        """Trace a packet of the cell on the map, one of what differs where something does."""
        here = self.here()
        if here is None:
            raise NoMeaning("the matrix is still being proved.")
        asked = next(filter(None, (question_of(one, self.session.design) for one in self._here_changed())), None)
        self.desk.ask(asked or page.question(here, self.services))
        self.desk.run_command("tab.map")
        self.desk.run_command("again")

    def do_pin(self) -> None:
        """Make an assertion of the cell: what gets through does, and nothing else."""
        here = self.here()
        if here is None:
            raise NoMeaning("p pins a cell of the matrix; there is none here.")
        source, destination, reach = here
        if not reach and (why := page.unasked(source, destination)):
            raise NoMeaning(f"this pair is {why}.")
        if reach.partial or reach.unknown:
            raise NoMeaning("this cell is partial; an assertion needs members that fare alike: m groups otherwise.")
        made, design = claim(source, destination, reach, self.by, self.desk.asking.failed), self.session.design
        if any(one.name == made.name for one in design.assertions):
            raise NoMeaning("this is pinned already.")
        self.desk.apply(Edit(f"Pin: {made.name}", design.model_copy(update={"assertions": (*design.assertions, made)})))

    def do_copy_command(self) -> None:
        """Copy the command line that shows the same matrix."""
        if self.desk.asking.failed:
            raise NoMeaning("no command line shows the matrix of what is left; F restores all.")
        ports = ["--ports", write(self.services, 100)] if self.services != ALL else []
        file = self.session.path.name if self.session.path else "design.json"
        self.desk.copy(join(["vpcdesign", "matrix", file, "--by", self.by, *ports]), "the command line")

    def do_copy_table(self) -> None:
        """Copy what is shown: who reaches whom, or what differs."""
        if self.matrix is None:
            raise NoMeaning("the matrix is still being proved.")
        proof = self.compared
        if self.comparing and proof is not None and proof.differences is not None:
            self.desk.copy_table(changes_csv(proof.differences))
        else:
            self.desk.copy_table("".join(matrix_csv(self.matrix)))

    def on_click(self, event: Click) -> None:
        y, x = event.y - 3, (event.x - self._wide.head - 2) // self._wide.cell
        if y >= 0 and x >= 0:
            self.at = (self.corner[0] + y, self.corner[1] + x)
            self.desk.everybody_changed()
            if event.chain > 1:
                self.do_open()

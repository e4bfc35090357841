"""The matrix as a main: a cursor over who reaches whom, and beside it what lets a packet of the cell through."""

from functools import partial

from textual.events import Click, Key
from textual.worker import get_current_worker

from vpcdesign.algebra.services import ALL, write
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import NOTHING, Reach
from vpcdesign.analysis.services import parse
from vpcdesign.analysis.survey import count
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import VpcdesignError
from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.matrix_csv import matrix_csv
from vpcdesign.render.text.matrix import words
from vpcdesign.render.visible import visible
from vpcdesign.tui.asking.page import numbered
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.frame.field import Field
from vpcdesign.tui.frame.main import Footer, Main
from vpcdesign.tui.matrix import table
from vpcdesign.tui.matrix.grouped import GROUPINGS, WORDS, Surveyed, narrowed, selector, surveyed
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, title
from vpcdesign.tui.proving.work import Superseded
from vpcdesign.tui.session.asking import Asked, answered

NOTES = (
    "Rows and columns whose members behave alike are one.",
    "± some sources or members only; · no packet at all, proved",
)


class MatrixMain(Main):
    """Who reaches whom."""

    scope = "matrix"
    footer: Footer = (("open", "trace"), "view-by", ("filter", "services"), "pin", "copy-table", "undo")

    def __init__(self) -> None:
        super().__init__()
        self.by = GROUPINGS[0]
        self.at = (0, 0)
        self.corner = (0, 0)
        self.filter: Field | None = None
        self.services = ALL
        self.found: Surveyed | None = None
        self._matrix: tuple[Surveyed, str, Matrix] | None = None
        self._side: tuple[object, list[Line]] | None = None

    # --- what is known ---

    def opened(self) -> None:
        self._survey()
        self.renew()

    def changed(self) -> None:
        self._survey()
        self.renew()

    def _survey(self) -> None:
        design, failed = self.session.design, self.desk.asking.failed
        if self.found is not None and self.found.of(design, failed):
            return
        self.run_worker(
            partial(self._work, design, failed), thread=True, exclusive=True, group="matrix", description="matrix"
        )

    def _work(self, design: Design, failed: tuple[str, ...]) -> None:
        worker = get_current_worker()

        def tell(_: int, __: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            found = surveyed(design, failed, tell)
        except Superseded:
            return
        self.app.call_from_thread(self._known, found)

    def _known(self, found: Surveyed) -> None:
        self.found = found
        self.desk.everybody_changed()

    @property
    def matrix(self) -> Matrix | None:
        """The matrix in the grouping that is chosen, None while nothing is known."""
        found = self.found
        if found is None or found.reaches is None:
            return None
        if self._matrix is None or self._matrix[0] is not found or self._matrix[1] != self.by:
            self._matrix = (found, self.by, found.grouped(self.by))
        return self._matrix[2]

    def here(self) -> tuple[Group, Group, Reach] | None:
        """Give the cell under the cursor."""
        found = self.matrix
        if found is None:
            return None
        sources, destinations = table.sides(found)
        if not sources or not destinations:
            return None
        source = sources[max(0, min(self.at[0], len(sources) - 1))]
        destination = destinations[max(0, min(self.at[1], len(destinations) - 1))]
        return source, destination, narrowed(found.cells.get((source, destination), NOTHING), self.services)

    # --- what is shown ---

    def rows(self, width: int, height: int) -> list[Row]:
        found = self.matrix
        if found is None:
            problem = self.found.problem if self.found is not None else ""
            return [(), row(Span(f" {visible(problem) or 'proving who reaches whom'}", "muted"))]
        sources, destinations = table.sides(found)
        cells = {pair: narrowed(reach, self.services) for pair, reach in found.cells.items()}
        reaching = sum(bool(reach) for reach in cells.values())
        pairs = sum(not (one.outside and other.outside) for one in sources for other in destinations)
        lines = [self._title(f"{reaching} of {pairs} pairs reach"), ()]
        self._follow(len(sources), len(destinations), width, height - 6)
        top, left = self.corner
        lines.append(table.head(destinations, left, width))
        across = table.across(width)
        for place, source in enumerate(sources[top : top + max(height - 6, 1)], top):
            reaches = [cells.get((source, one)) for one in destinations[left : left + across]]
            lines.append(table.line(source, reaches, self.at[1] - left if place == self.at[0] else None))
        if not reaching:
            words = f" No packet passes on {write(self.services)}, in any pair: proved."
            lines += [
                (),
                row(Span(words if self.services != ALL else " No packet passes, in any pair: proved.", "muted")),
            ]
        lines += [(), *(row(Span(f"  {note}", "muted")) for note in NOTES)]
        return lines

    def _title(self, counted: str) -> Row:
        if self.filter is not None:
            return row(Span(" services / ", "focus"), *self.filter.row())
        services = "all services" if self.services == ALL else write(self.services)
        old = (
            ""
            if self.found is not None and self.found.of(self.session.design, self.desk.asking.failed)
            else "   proving"
        )
        return row(
            Span(f" Who reaches whom, {WORDS[self.by]}", bold=True), Span(f"   {services}   {counted}{old}", "muted")
        )

    def _follow(self, down: int, across: int, width: int, space: int) -> None:
        y, x = max(0, min(self.at[0], down - 1)), max(0, min(self.at[1], across - 1))
        self.at = (y, x)
        fits = table.across(width)
        top, left = self.corner
        top = max(min(top, y), y - max(space, 1) + 1, 0)
        left = max(min(left, x), x - fits + 1, 0)
        self.corner = (top, left)

    def status(self, width: int) -> Row:  # noqa: ARG002 - it is cut by who shows it
        here = self.here()
        if here is None:
            return row(Span(" "))
        source, destination, reach = here
        said_ = ", ".join(words(reach)) if reach else "no packet at all, proved"
        return row(
            Span(f" {visible(source.label)} → {visible(destination.label)}: "), Span(said_, table.cell(reach)[1])
        )

    def side(self, width: int) -> Page | None:
        here = self.here()
        if here is None:
            return None
        source, destination, reach = here
        key = (self.found, self.by, source, destination, self.services, width)
        if self._side is None or self._side[0] != key:
            self._side = (key, self._lines(source, destination, reach, width))
        numbers = f"{len(source.members)} to {len(destination.members)}"
        return Page(
            title(f"{visible(source.label)} → {visible(destination.label)}", numbers, width), tuple(self._side[1])
        )

    def _lines(self, source: Group, destination: Group, reach: Reach, width: int) -> list[Line]:
        if not reach:
            return said("no packet at all gets through and is answered: proved", width)
        lines = [line for word in words(reach) for line in said(word, width)]
        pairs = sum(count(one, other) for one in source.parties for other in destination.parties)
        if pairs > 1:
            alike = not reach.partial and not source.differ and not destination.differ
            lines += said(f"all {pairs} pairs alike" if alike else f"{pairs} pairs, which differ", width)
        answer = answered(self._asked(source, destination, reach), self.session.design, self.desk.asking.failed)
        if answer.trace is not None and answer.trace.witness is not None:
            lines += [BLANK, heading("A packet")]
            lines += said(f"{answer.trace.source} → {answer.trace.destination} {answer.asked.service}", width)
            lines += [BLANK, heading("Let through by")]
            for one, hop in numbered(answer.trace):
                if hop.action in {"permit", "deny", "translate"}:
                    text = f" {one.component:<11} {one.line or one.because}"
                    lines.append(Line(row(Span(one.sign, "allowed" if one.sign == "✓" else "blocked"), Span(text))))
        lines += [BLANK, Line(row(Span("enter traces it on the map", "muted")), "open")]
        return lines

    def _asked(self, source: Group, destination: Group, reach: Reach) -> Asked:
        """Ask for one packet of a cell: the first member of each that are not the same, the first service."""
        one = source.members[0]
        other = next((name for name in destination.members if name != one), destination.members[0])
        service = write(reach.some or reach.unknown, 1).partition(",")[0]
        return Asked(one, other, service)

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
        self.by = GROUPINGS[(GROUPINGS.index(self.by) + 1) % len(GROUPINGS)]
        self.at, self.corner = (0, 0), (0, 0)
        self.desk.everybody_changed()

    def do_open(self) -> None:
        """Trace a packet of the cell on the map."""
        here = self.here()
        if here is None or not here[2]:
            raise NoMeaning("no packet passes here, so there is none to trace: proved.")
        self.desk.ask(self._asked(*here))
        self.desk.run_command("tab.map")
        self.desk.run_command("again")

    def do_pin(self) -> None:
        """Make an assertion of the cell: what gets through does, and nothing else."""
        here = self.here()
        if here is None:
            raise NoMeaning("p pins a cell of the matrix; there is none here.")
        source, destination, reach = here
        if reach.partial or reach.unknown:
            raise NoMeaning("this cell is partial; an assertion needs members that fare alike: m groups otherwise.")
        one, other = selector(source, self.by), selector(destination, self.by)
        ports = write(reach.allowed, 100).replace(", ", ",") if reach else "all"
        expect = "allowed" if reach else "blocked"
        name = f"{one} to {other} {ports} is {expect}"
        design = self.session.design
        if any(claim.name == name for claim in design.assertions):
            raise NoMeaning("this is pinned already.")
        claim = Assertion(name=name, from_=one, to=other, ports=ports, expect="allowed" if reach else "blocked")
        self.desk.apply(Edit(f"Pin: {name}", design.model_copy(update={"assertions": (*design.assertions, claim)})))

    def do_copy_table(self) -> None:
        if self.matrix is None:
            raise NoMeaning("the matrix is still being proved.")
        self.desk.copy_table(matrix_csv(self.matrix))

    def on_click(self, event: Click) -> None:
        y, x = event.y - 3, (event.x - table.HEAD - 2) // table.CELL
        if y >= 0 and x >= 0:
            self.at = (self.corner[0] + y, self.corner[1] + x)
            self.desk.everybody_changed()
            if event.chain > 1:
                self.do_open()

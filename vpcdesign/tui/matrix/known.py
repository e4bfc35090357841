"""What a matrix shows: who reaches whom in the design under work, and what differs from another, asked in a thread.

An older answer stays on the screen, and is said to be older, until the newer one is there. What takes long says how far
it is, and can be stopped; whatever is asked next supersedes it.
"""

from collections.abc import Mapping
from functools import partial
from time import perf_counter
from typing import NamedTuple

from textual.worker import get_current_worker

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.groups import By, Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.design.document import Design
from vpcdesign.tui.frame.main import Main
from vpcdesign.tui.matrix.changes import Changes, changes
from vpcdesign.tui.matrix.grouped import GROUPINGS, Surveyed, narrowed, surveyed
from vpcdesign.tui.proving.waiting import LOOK, Waiting
from vpcdesign.tui.proving.work import Superseded
from vpcdesign.tui.session.proof import Proof

FEW = 150
"""Kinds that are grouped at once: it takes less than a key's time."""


class Asked(NamedTuple):
    """What is asked: a design, what is failed in it, and how the answers are grouped."""

    design: Design
    failed: tuple[str, ...]
    by: By

    def same(self, other: "Asked | None") -> bool:
        """Tell whether the same is asked of the same design."""
        return other is not None and other.design is self.design and other[1:] == self[1:]


class KnownMatrix(Main):
    """The part of the matrix that asks."""

    def __init__(self) -> None:
        super().__init__()
        self.by: By = GROUPINGS[0]
        self.comparing = False
        self.found: Surveyed | None = None
        self.waits: Waiting | None = None
        """What is under way, or was stopped; None when everything is there."""
        self._asked: Asked | None = None
        self._matrix: tuple[Surveyed, By, Matrix] | None = None
        self._narrowed: tuple[Matrix, Intervals, dict[tuple[Group, Group], Reach]] | None = None
        self._changes: tuple[Matrix, Proof, Changes] | None = None

    def opened(self) -> None:
        self.changed()

    def changed(self) -> None:
        self._survey()
        self.renew()

    def _survey(self) -> None:
        """Ask, unless it is known, being asked or was stopped."""
        asked = Asked(self.session.design, self.desk.asking.failed, self.by)
        if asked.same(self._asked):
            return
        self._asked = asked
        found = self.found if self.found is not None and self.found.of(asked.design, asked.failed) else None
        if found is not None and (found.reaches is None or len(found.kinds) <= FEW):
            self._take(asked, found, found.grouped(asked.by) if found.reaches is not None else None)
            return
        key = self.desk.keymap.hint("open")
        one = Waiting(asked.design, perf_counter(), undone=f"not proved: it was stopped; {key} proves it")
        one.worker = self.run_worker(
            partial(self._work, asked, found, one), thread=True, exclusive=True, group="matrix", description="matrix"
        )
        self.waits = one
        self._look_at(one)

    def _work(self, asked: Asked, found: Surveyed | None, one: Waiting) -> None:
        worker = get_current_worker()

        def tell(done: int, of: int) -> None:
            one.done, one.of = done, of
            if worker.is_cancelled:
                raise Superseded

        try:
            found = found or surveyed(asked.design, asked.failed, tell)
            matrix = found.grouped(asked.by, tell) if found.reaches is not None else None
        except Superseded:
            return
        self.app.call_from_thread(self._known, asked, found, matrix)

    def _known(self, asked: Asked, found: Surveyed, matrix: Matrix | None) -> None:
        if asked.same(self._asked) and not (self.waits is not None and self.waits.stopped):
            self._take(asked, found, matrix)
            self.desk.everybody_changed()

    def _take(self, asked: Asked, found: Surveyed, matrix: Matrix | None) -> None:
        self.found, self.waits = found, None
        self._matrix = (found, asked.by, matrix) if matrix is not None else None

    def _look_at(self, one: Waiting) -> None:
        """Show how far it is, for as long as it is waited for."""
        if self.waits is one and not one.stopped:
            self.renew()
            self.set_timer(LOOK, partial(self._look_at, one))

    def stop(self) -> bool:
        """Stop what takes long; False where nothing does."""
        if self.waits is None or not self.waits.stop():
            return False
        self.renew()
        return True

    def go_on(self) -> bool:
        """Ask again what was stopped; False where nothing was."""
        if self.waits is None or not self.waits.stopped:
            return False
        self._asked = self.waits = None
        self.changed()
        return True

    @property
    def current(self) -> bool:
        """Tell whether what is shown is of the design under work."""
        return self.found is not None and self.found.of(self.session.design, self.desk.asking.failed)

    @property
    def matrix(self) -> Matrix | None:
        """The matrix in the grouping that is chosen, None while nothing is known."""
        return self._matrix[2] if self._matrix is not None and self._matrix[1] == self.by else None

    def cells(self, found: Matrix, services: Intervals) -> Mapping[tuple[Group, Group], Reach]:
        """Give the cells of a matrix as some services alone have them, made once."""
        if services == ALL:
            return found.cells
        if self._narrowed is None or self._narrowed[:2] != (found, services):
            narrow = ((pair, narrowed(reach, services)) for pair, reach in found.cells.items())
            self._narrowed = (found, services, {pair: reach for pair, reach in narrow if reach})
        return self._narrowed[2]

    @property
    def compared(self) -> Proof | None:
        """What differs, if that is shown and known, and of the design that the matrix is of."""
        if not self.comparing:
            return None
        proof = self.desk.compared()
        return proof if self.current else None

    @property
    def changes(self) -> Changes:
        """What differs, cell by cell; nothing while that is not known."""
        found, proof = self.matrix, self.compared
        if found is None or proof is None or not proof.differences or proof.before is None:
            return Changes()
        if self._changes is None or self._changes[0] is not found or self._changes[1] is not proof:
            self._changes = (found, proof, changes(found, proof.differences, proof.before, self.by))
        return self._changes[2]

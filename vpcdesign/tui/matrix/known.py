"""What a matrix shows: who reaches whom in the design under work, and what differs from another, asked in a thread.

An older answer stays on the screen, and is said to be older, until the newer one is there.
"""

from functools import partial

from textual.worker import get_current_worker

from vpcdesign.analysis.groups import By, Matrix
from vpcdesign.design.document import Design
from vpcdesign.tui.frame.main import Main
from vpcdesign.tui.matrix.changes import Changes, changes
from vpcdesign.tui.matrix.grouped import GROUPINGS, Surveyed, surveyed
from vpcdesign.tui.proving.work import Superseded
from vpcdesign.tui.session.proof import Proof


class KnownMatrix(Main):
    """The part of the matrix that asks."""

    def __init__(self) -> None:
        super().__init__()
        self.by: By = GROUPINGS[0]
        self.comparing = False
        self.found: Surveyed | None = None
        self._matrix: tuple[Surveyed, str, Matrix] | None = None
        self._changes: tuple[Matrix, Proof, Changes] | None = None

    def opened(self) -> None:
        self.changed()

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

    @property
    def compared(self) -> Proof | None:
        """What differs, if that is shown and known, and of the design that the matrix is of."""
        if not self.comparing:
            return None
        proof = self.desk.compared()
        current = self.found is not None and self.found.of(self.session.design, self.desk.asking.failed)
        return proof if current else None

    @property
    def changes(self) -> Changes:
        """What differs, cell by cell; nothing while that is not known."""
        found, proof = self.matrix, self.compared
        if found is None or proof is None or not proof.differences or proof.before is None:
            return Changes()
        if self._changes is None or self._changes[0] is not found or self._changes[1] is not proof:
            self._changes = (found, proof, changes(found, proof.differences, proof.before, self.by))
        return self._changes[2]

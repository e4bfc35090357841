"""The part of the application that asks everybody about everybody, for what the inspector says of a selection.

It asks beside the screen, once for a design; until it has answered, what it said of an earlier design is shown as old.
"""

from abc import abstractmethod
from functools import partial

from textual.app import App
from textual.worker import get_current_worker

from vpcdesign.analysis.groups import Matrix
from vpcdesign.design.document import Design
from vpcdesign.tui.guides.around import answers
from vpcdesign.tui.matrix.grouped import Surveyed, surveyed
from vpcdesign.tui.pages.inspector.answers import Answers
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.proving.work import Superseded
from vpcdesign.tui.session.asking import Asking
from vpcdesign.tui.session.proof import Proof
from vpcdesign.tui.session.session import Session

AT_MOST = 400
"""Interfaces up to which everybody is asked about everybody after each edit, for the inspector."""


class Surveying(App[None]):
    """Answers about a selection."""

    asking: Asking
    proof: Proof
    _around: Surveyed | None = None
    _grouped: Matrix | None = None
    _around_step = 0
    _asked_around: tuple[Design, tuple[str, ...]] | None = None

    @property
    @abstractmethod
    def session(self) -> Session: ...

    @property
    @abstractmethod
    def has_session(self) -> bool: ...

    @property
    @abstractmethod
    def surroundings(self) -> Surroundings: ...

    @abstractmethod
    def everybody_changed(self) -> None: ...

    def known_of(self, selection: str) -> Answers:
        """Give what is known of a selection; what is not known yet is worked out beside the screen."""
        design, failed = self.session.design, self.asking.failed
        if (self._around is None or not self._around.of(design, failed)) and self._asked_around != (design, failed):
            self._asked_around = (design, failed)
            if len(design.network_interfaces) <= AT_MOST:
                self.run_worker(
                    partial(self._ask_around, design, failed),
                    thread=True,
                    exclusive=True,
                    group="around",
                    description="around",
                )
        proof = self.proof if self.proof.of(design) else None
        if self._around is None or self._around.failed != failed:
            return answers(self.surroundings, selection, None, proof)
        old = "" if self._around.of(design, failed) else f"step {self._around_step}"
        return answers(self.surroundings, selection, self._grouped, proof, old)

    def _ask_around(self, design: Design, failed: tuple[str, ...]) -> None:
        """Ask everybody about everybody, in a thread."""
        worker = get_current_worker()

        def tell(_: int, __: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            found = surveyed(design, failed, tell)
            grouped = None if found.problem else found.grouped("interface")
        except Superseded:
            return
        self.call_from_thread(self._asked, found, grouped)

    def _asked(self, found: Surveyed, grouped: Matrix | None) -> None:
        if self.has_session and found.of(self.session.design, self.asking.failed):
            self._around, self._grouped, self._around_step = found, grouped, self.session.history.place
            self.everybody_changed()

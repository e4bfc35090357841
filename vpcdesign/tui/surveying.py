"""The part of the application that asks everybody about everybody, for what the inspector says of a selection.

It asks beside the screen, once for a design; until it has answered, what it said of an earlier design is shown as old.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.worker import get_current_worker

from vpcdesign.design.document import Design
from vpcdesign.tui.pages.inspector.answers import Answers
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.session.proof import Proof
from vpcdesign.tui.whole import Whole

Say = Callable[[Surroundings, str, Proof | None, str], Answers]
"""Says what is known of a selection, beside a proof, and of which step it is where it is old."""

AT_MOST = 400
"""Interfaces up to which everybody is asked about everybody after each edit, for the inspector."""


@dataclass(frozen=True, slots=True)
class Around:
    """What everybody was asked about everybody: of which design and step, under which failures, and who says it."""

    design: Design
    failed: tuple[str, ...]
    step: int
    say: Say

    def of(self, design: Design, failed: tuple[str, ...]) -> bool:
        return self.design is design and self.failed == failed


class Surveying(Whole):
    """Answers about a selection."""

    _around: Around | None = None
    _asked_around: tuple[Design, tuple[str, ...]] | None = None

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
            from vpcdesign.tui.guides.around import answers

            return answers(self.surroundings, selection, None, proof)
        old = "" if self._around.of(design, failed) else f"step {self._around.step}"
        return self._around.say(self.surroundings, selection, proof, old)

    def _ask_around(self, design: Design, failed: tuple[str, ...]) -> None:
        """Ask everybody about everybody, in a thread."""
        from vpcdesign.tui.guides.around import answers
        from vpcdesign.tui.matrix.grouped import surveyed
        from vpcdesign.tui.proving.work import Superseded

        worker = get_current_worker()

        def tell(_: int, __: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            found = surveyed(design, failed, tell)
            grouped = None if found.problem else found.grouped("interface")
        except Superseded:
            return

        def say(here: Surroundings, selection: str, proof: Proof | None, old: str) -> Answers:
            return answers(here, selection, grouped, proof, old)

        self.call_from_thread(self._asked, design, failed, say)

    def _asked(self, design: Design, failed: tuple[str, ...], say: Say) -> None:
        if self.has_session and self.session.design is design and self.asking.failed == failed:
            self._around = Around(design, failed, self.session.history.place, say)
            self.everybody_changed()

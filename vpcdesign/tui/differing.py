"""The part of the application that compares the design under work with another one, for whoever shows that.

Comparing with the step before is what every proof does already; anything else is worked out when it is asked for, and
again after each edit as long as somebody shows it. It is waited for, stopped and superseded as a proof is.
"""

from functools import partial
from time import perf_counter

from textual.worker import get_current_worker

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row
from vpcdesign.tui.answering import Answering
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.proving.waiting import LOOK, PATIENCE, Waiting
from vpcdesign.tui.session.against import Against
from vpcdesign.tui.session.proof import Proof

UNDONE = "not compared: it was stopped; the command Check: run compares again"


class Differing(Answering):
    """Comparisons."""

    against = Against()
    _difference = Proof()
    _begun: Proof | None = None
    """What is being worked out: its designs and failures."""
    _comparing: Waiting | None = None

    def compare_with(self, against: Against) -> None:
        """Choose what to compare with, and show what differs."""
        self.against = against
        self._begun = None  # what was stopped is begun anew
        bench = self.screen
        if isinstance(bench, Bench):
            bench.tell_difference()
        self.everybody_changed()

    def let_fail(self, failed: tuple[str, ...]) -> None:
        """Let these fail, and nothing else, and show what that does."""
        self.asking.failed = failed
        bench = self.screen
        if isinstance(bench, Bench):
            bench.tell_failures()
        self.failures_changed()

    def compared(self) -> Proof | None:
        """Give what differs from what is chosen; None while that is worked out, which asking begins."""
        design, failed = self.session.design, self.asking.failed
        if self.against.kind == "before" and not failed:
            return self.proof if self.proof.of(design) and not self.proof.failed else None
        other = self.against.other(self.session)
        if other is None:
            return Proof(design, failed=failed)
        wanted = Proof(design, before=other, failed=failed)
        if _same(self._difference, wanted):
            return self._difference
        if self._begun is None or not _same(self._begun, wanted):
            self._begun = wanted
            self._work_out(other, design, failed)
        return None

    # --- waiting for it ---

    def prove(self) -> None:
        """Work out what the design under work does; a comparison of an older one gives way."""
        one = self._comparing
        if one is not None and one.worker is not None and one.design is not self.session.design:
            one.worker.cancel()
        super().prove()

    def prove_again(self) -> None:
        """Judge all assertions once more, and compare."""
        self._begun, self._difference = None, Proof()
        super().prove_again()

    def waiting(self) -> Row | None:
        """Say how far what takes long is, or that it was stopped: a comparison, else a proof."""
        one = self._awaited()
        if one is None or not (one.stopped or one.long):
            return super().waiting()
        return one.row(f"Compared with {self.against.words(self.session)}", self.keymap.hint("back"))

    def stop_proving(self) -> bool:
        """Stop a comparison that takes long, else a proof; False where neither does."""
        one = self._awaited()
        if one is None or not one.stop():
            return super().stop_proving()
        self.everybody_changed()
        return True

    def _awaited(self) -> Waiting | None:
        """Give the comparison that is waited for: of the design under work with what is chosen now."""
        one, begun = self._comparing, self._begun
        if one is None or begun is None or _same(self._difference, begun) or not self.has_session:
            return None
        now = Proof(self.session.design, before=self.against.other(self.session), failed=self.asking.failed)
        return one if _same(begun, now) and one.design is now.design else None

    def _look_at(self, one: Waiting) -> None:
        """Show how far a long comparison is, for as long as it is the one that is waited for."""
        if self._awaited() is one and not one.stopped:
            if isinstance(self.screen, Bench):
                self.screen.status_changed()
            self.set_timer(LOOK, partial(self._look_at, one))

    # --- the work ---

    def _work_out(self, before: Design, after: Design, failed: tuple[str, ...]) -> None:
        one = self._comparing = Waiting(after, perf_counter(), undone=UNDONE)
        work = partial(self._contrast, one, before, failed, self.proof)
        one.worker = self.run_worker(work, thread=True, exclusive=True, group="difference", description="difference")
        self.set_timer(PATIENCE, partial(self._look_at, one))

    def _contrast(self, one: Waiting, before: Design, failed: tuple[str, ...], known: Proof) -> None:
        """Run in a thread; a newer choice or edit takes its place between two questions."""
        from vpcdesign.tui.proving.contrast import contrast
        from vpcdesign.tui.proving.work import Superseded

        worker = get_current_worker()

        def tell(done: int, of: int) -> None:
            if worker.is_cancelled:
                raise Superseded
            one.done, one.of = done, of

        try:
            proof = contrast(before, one.design, failed, tell, known)
        except Superseded:
            return
        self.call_from_thread(self._contrasted, proof)

    def _contrasted(self, proof: Proof) -> None:
        if self._begun is not None and _same(self._begun, proof):
            self._difference = proof
            self.everybody_changed()


def _same(one: Proof, other: Proof) -> bool:
    """Tell whether two are of the same designs, under the same failures."""
    return one.design is other.design and one.before is other.before and one.failed == other.failed

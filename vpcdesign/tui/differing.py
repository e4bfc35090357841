"""The part of the application that compares the design under work with another one, for whoever shows that.

Comparing with the step before is what every proof does already; anything else is worked out when it is asked for, and
again after each edit as long as somebody shows it.
"""

from functools import partial

from textual.worker import get_current_worker

from vpcdesign.design.document import Design
from vpcdesign.tui.answering import Answering
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.session.against import Against
from vpcdesign.tui.session.proof import Proof


class Differing(Answering):
    """Comparisons."""

    against = Against()
    _difference = Proof()
    _begun: Proof | None = None
    """What is being worked out: its designs and failures."""

    def compare_with(self, against: Against) -> None:
        """Choose what to compare with, and show what differs."""
        self.against = against
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

    def _work_out(self, before: Design, after: Design, failed: tuple[str, ...]) -> None:
        work = partial(self._contrast, before, after, failed)
        self.run_worker(work, thread=True, exclusive=True, group="difference", description="difference")

    def _contrast(self, before: Design, after: Design, failed: tuple[str, ...]) -> None:
        """Run in a thread; a newer choice or edit takes its place between two questions."""
        from vpcdesign.tui.proving.contrast import contrast
        from vpcdesign.tui.proving.work import Superseded

        worker = get_current_worker()

        def tell(_: int, __: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            proof = contrast(before, after, failed, tell)
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

"""What the application works out beside the screen: answers to the standing question, proofs of what is shown.

Work runs in threads and changes nothing; what it found is taken on the screen's own thread, and only if it is still of
what is shown. A newer edit supersedes an older proof between two of its questions.
"""

from functools import partial
from time import perf_counter

from textual.worker import get_current_worker

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.proving.waiting import LOOK, PATIENCE, Waiting
from vpcdesign.tui.session.asking import Answered, Asked, answered
from vpcdesign.tui.session.proof import Proof
from vpcdesign.tui.whole import Whole

TICK, LONGEST = 40, 600
"""Milliseconds of a step of a trace that draws itself, and of all of it."""

AT_ONCE = 400
"""Interfaces up to which a question is answered before the screen is painted: it takes milliseconds."""


class Answering(Whole):
    """The part of the application that asks and proves."""

    # --- questions ---

    def ask(self, asked: Asked) -> None:
        """Make a question the standing one, and answer it."""
        new = asked != self.asking.question
        self.asking.ask(asked)
        self._answer()
        if new or self.asking.shown is None:
            self._play()
        bench = self.screen
        if isinstance(bench, Bench):
            if bench.side is not None and bench.side.name_of in {"typed", "earlier"}:
                bench.pop()
            bench.have_trace()
        self.everybody_changed()

    def _play(self) -> None:
        """Let the way of a new trace draw itself, where motion is wanted: 40 ms a step, 600 ms at most."""
        found = self.asking.current(self.session.design)
        if not self.launch.motion or found is None or found.trace is None:
            return
        hops = max(len(found.trace.forward.hops) + len(found.trace.back.hops), 1)
        self.asking.shown = 0
        ticks = min(hops, LONGEST // TICK)

        def tick() -> None:
            shown = self.asking.shown
            if shown is None or shown >= hops:
                self.still()
                timer.stop()
                return
            self.asking.shown = shown + -(-hops // ticks)
            self.everybody_changed()

        timer = self.set_interval(TICK / 1000, tick)

    def still(self) -> None:
        """Draw the whole way at once."""
        if self.asking.shown is not None:
            self.asking.shown = None
            self.everybody_changed()

    def failures_changed(self) -> None:
        """Ask everything again, under what is failed now."""
        self._answer()
        self.everybody_changed()
        self.prove()

    def _answer(self) -> None:
        """Answer the standing question: at once where that is quick, else beside the screen."""
        asking, design = self.asking, self.session.design
        asked = asking.question
        if asked is None or not asked.whole or asking.current(design) is not None:
            return
        if len(design.network_interfaces) <= AT_ONCE:
            asking.take(answered(asked, design, asking.failed))
            return

        def work() -> None:
            found = answered(asked, design, asking.failed)
            self.call_from_thread(self._answered, found)

        self.run_worker(work, thread=True, exclusive=True, group="trace")

    def _answered(self, found: Answered) -> None:
        self.asking.take(found)
        self.everybody_changed()

    # --- proving ---

    _waiting: Waiting | None = None

    def prove_again(self) -> None:
        """Judge all assertions once more."""
        self.proof = Proof()
        self.prove()

    def waiting(self) -> Row | None:
        """Say how far a long proof is, or that it was stopped; None where there is nothing to wait for."""
        one, history = self._waiting, self.session.history
        if one is None or one.design is not history.design or self.proof.of(one.design):
            return None
        if not one.stopped and not one.long:
            return None
        return one.row(history.current.title, self.keymap.hint("back"))

    def stop_proving(self) -> bool:
        """Stop a proof that takes long; False where none does."""
        one = self._waiting
        if one is None or self.proof.of(one.design) or not one.stop():
            return False
        self.everybody_changed()
        return True

    def _look_on(self, one: Waiting) -> None:
        """Show how far a long proof is, for as long as it is the one that is waited for."""
        if self._waiting is one and not one.stopped and self.has_session and self.waiting() is not None:
            if isinstance(self.screen, Bench):
                self.screen.status_changed()
            self.set_timer(LOOK, partial(self._look_on, one))

    def prove(self) -> None:
        """Work out what the design under work does; a newer call supersedes an older one."""
        history = self.session.history
        design = history.design
        before = history.steps[history.place - 1].design if history.place else None
        failed = self.asking.failed
        if self.proof.of(design) and self.proof.before is before and self.proof.failed == failed:
            return
        one = self._waiting = Waiting(design, perf_counter())
        work = partial(self._prove, one, before, failed, self.proof)
        one.worker = self.run_worker(work, thread=True, exclusive=True, group="proof", description="proof")
        self.set_timer(PATIENCE, partial(self._look_on, one))

    def _prove(self, one: Waiting, before: Design | None, failed: tuple[str, ...], known: Proof) -> None:
        """Run in a thread: between two questions it looks whether a newer edit has taken its place."""
        from vpcdesign.tui.proving.work import Superseded, prove, prove_failed

        worker, design = get_current_worker(), one.design

        def tell(done: int, of: int) -> None:
            if worker.is_cancelled:
                raise Superseded
            one.done, one.of = done, of

        try:
            show = partial(self.call_from_thread, self._proved)
            if failed:
                proof = prove_failed(design, failed, known, tell, show)
            else:
                proof = prove(design, before, known, tell, show)
        except Superseded:
            return
        self.call_from_thread(self._proved, proof)

    def _proved(self, proof: Proof) -> None:
        if self.has_session and proof.of(self.session.design) and proof.failed == self.asking.failed:
            self.proof = proof
            self.remember()
            self.everybody_changed()

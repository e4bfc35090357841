"""The engine is asked about the line on which the cursor rests, beside the screen; a newer question takes over.

Nothing is asked while the cursor only passes by, and an answer is taken only for the design that it was asked of.
"""

from collections.abc import Sequence
from functools import partial

from textual.timer import Timer
from textual.widget import Widget
from textual.worker import get_current_worker

from vpcdesign.analysis.lines.answers import Answer, answers
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl
from vpcdesign.tui.editors.beside import key_of, waits_for_answers, wanted
from vpcdesign.tui.editors.grid import Grid
from vpcdesign.tui.editors.working import Compiled, Wanted, Worked, work
from vpcdesign.tui.frame.pane import Pane

REST = 0.12
"""So many seconds the cursor rests on a line before the engine is asked about it."""


class Superseded(Exception):  # noqa: N818 - it is no error: a newer question has taken the place of this one
    """Raised inside the work when its answer is not wanted any more."""


class Resting:
    """Asks for one editor; `worked` is the last answer."""

    def __init__(self, widget: Widget, grid: Grid, name: str) -> None:
        self.widget = widget
        self.grid = grid
        self.name = name
        self.worked: Worked | None = None
        self._key = ""
        self._compiled = Compiled()
        self._timer: Timer | None = None

    @property
    def known(self) -> Worked | None:
        """The answer, if it is of the line under the cursor as it is now."""
        return self.worked if self.worked is not None and self.worked.wanted.key == key_of(self.grid) else None

    def ask(self) -> None:
        """Ask what the line under the cursor does, once the cursor has rested on it."""
        key = key_of(self.grid)
        known = self.worked.wanted.key if self.worked is not None else ""
        if key in {known, self._key}:
            return
        self._key = key
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.widget.set_timer(REST, self._rested) if key else None

    def _rested(self) -> None:
        grid = self.grid
        noun = grid.here.index.by_id.get(grid.noun)
        if waits_for_answers(grid) and isinstance(noun, NetworkAcl):
            self._run(partial(self._work_answers, grid.here.design, noun), "who-answers")
        asked = wanted(grid)
        grid.asked = asked.key if asked is not None else ""
        if asked is not None:
            self._run(partial(self._work, asked), f"line-{self.name}")
        self._changed()

    def _run(self, act: partial[None], group: str) -> None:
        _ = self.widget.run_worker(act, thread=True, exclusive=True, group=group, description=group)

    def _work(self, asked: Wanted) -> None:
        """Run in a thread, until a newer question takes its place."""
        worker = get_current_worker()

        def tell(_: int, __: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            found = work(asked, tell, self._compiled)
        except Superseded:
            return
        if not worker.is_cancelled:
            self.widget.app.call_from_thread(self._answered, found)

    def _work_answers(self, design: Design, acl: NetworkAcl) -> None:
        found = answers(design, acl)
        if not get_current_worker().is_cancelled:
            self.widget.app.call_from_thread(self._answers, design, acl.id, found)

    def _answers(self, design: Design, noun: str, found: Sequence[Answer]) -> None:
        if self.grid.here.design is design:
            self.grid.answers[noun] = found
            self._changed()

    def _answered(self, found: Worked) -> None:
        self.worked = found
        self._changed()

    def _changed(self) -> None:
        """Show it in the panes, and in the strip."""
        for pane in self.widget.screen.query(Pane):
            pane.changed()

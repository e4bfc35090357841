"""A proof that takes long: how far it is, and that it can be stopped; what was stopped is never shown as known."""

from dataclasses import dataclass
from time import perf_counter

from textual.worker import Worker

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.visible import visible

LOOK = 0.2
"""Seconds between two looks at how far it is."""
PATIENCE = 0.3
"""Seconds after which somebody who waits is told how far it is."""


@dataclass(slots=True, eq=False)
class Waiting:
    """A proof under way; its worker writes `done` and `of`, the screen reads them."""

    design: Design
    began: float
    worker: Worker[None] | None = None
    done: int = 0
    of: int = 0
    stopped: bool = False
    undone: str = "not proved: it was stopped; the command Check: run proves it"
    """What is said of it once it was stopped."""

    @property
    def long(self) -> bool:
        """Tell whether it takes so long that one begins to wonder."""
        return not self.stopped and perf_counter() - self.began > PATIENCE

    def stop(self) -> bool:
        """Stop it, if it takes long; False where there is nothing to stop."""
        if not self.long:
            return False
        self.stopped = True
        if self.worker is not None:
            self.worker.cancel()
        return True

    def row(self, title: str, back: str) -> Row:
        """Say how far it is; `back` is the key that stops it."""
        head = Span(f" {visible(title)}", bold=True)
        if self.stopped:
            return row(head, Span(f"   {self.undone}", "muted"))
        far = f" {self.done:,} of {self.of:,}" if self.of > 1 else ""
        return row(head, Span(f"   proving{far}   {back} stops it", "muted"))

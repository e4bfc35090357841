"""What one design opens and closes beside another, in a dialog that can be scrolled: worked out while it is open."""

from collections.abc import Callable, Sequence

from textual.worker import get_current_worker

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row, Span, row
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.proving.words import told
from vpcdesign.tui.session.proof import Proof

MOST = 16
"""Lines that are shown at once."""


class Comparing(Dialog):
    """The consequences of going from one design to another."""

    hint = "up, down   esc back"
    columns = 140

    def __init__(self, title: str, before: Design, after: Design) -> None:
        super().__init__()
        self.title_row: Row = row(Span(title, bold=True))
        self.before, self.after = before, after
        self.proof: Proof | None = None
        self.top = 0

    def on_mount(self) -> None:
        proved_beside(self, self.before, self.after, self._proved)

    def _proved(self, proof: Proof) -> None:
        self.proof = proof
        self.renew()

    def lines(self, cells: int) -> Sequence[Row]:  # noqa: ARG002 - lines are cut by whoever draws the box
        if self.proof is None:
            return [row(Span("proving", "muted"))]
        if self.proof.problem:
            return [row(Span(self.proof.problem, "blocked"))]
        found = [line.row for line in told(self.proof, Crowds(self.after))]
        room = max(min(MOST, self.app.size.height - 4), 1)
        self.top = max(0, min(self.top, len(found) - room))
        shown = found[self.top : self.top + room]
        below = len(found) - self.top - room
        return [*shown, row(Span(f"▼ {below} more", "muted"))] if below > 0 else shown

    def _scroll(self, by: int) -> None:
        self.top = max(0, self.top + by)
        self.renew()

    def do_move_up(self) -> None:
        self._scroll(-1)

    def do_move_down(self) -> None:
        self._scroll(1)

    def do_move_page_up(self) -> None:
        self._scroll(-MOST)

    def do_move_page_down(self) -> None:
        self._scroll(MOST)

    def do_open(self) -> None:
        self.answer(None)


def proved_beside(dialog: Dialog, before: Design, after: Design, proved: Callable[[Proof], None]) -> None:
    """Work out beside a dialog what a change does, and tell the dialog, if it is still open then."""

    def work() -> None:
        from vpcdesign.tui.proving.work import Superseded, prove

        worker = get_current_worker()

        def tell(_done: int, _of: int) -> None:
            if worker.is_cancelled:
                raise Superseded

        try:
            proof = prove(after, before, Proof(), tell)
        except Superseded:
            return
        if not worker.is_cancelled:
            dialog.app.call_from_thread(proved, proof)

    dialog.run_worker(work, thread=True, exclusive=True, group="comparison")

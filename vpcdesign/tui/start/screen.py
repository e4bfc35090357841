"""The screen of a new design: a header, the page, one line for what is said, and the footer.

Nothing is written until the design is created; then it begins as one step, which is in its journal before it is shown.
"""

from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult

from vpcdesign.render.ink import Row, Span, fit, on, row
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.footer import FooterLine
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.rows import Rows
from vpcdesign.tui.start.form import NewForm
from vpcdesign.tui.start.wish import Judged, Wish


class NewHeader(Rows):
    """What this screen is."""

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        line = row(" ", Span("New design", bold=True), Span("   nothing is written until you create it", "muted"))
        return [on(fit(line, width), "panel")]


class NewSaid(Rows):
    """What was just said, else what is wrong."""

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        board = self.screen
        assert isinstance(board, NewDesign)
        if board.said is not None:
            return [fit(board.said, width)]
        problem = board.form.judged.problem
        words = problem or "every field is right; enter on the last line creates it"
        return [fit(row(Span(f" {words}", "blocked" if problem else "muted")), width)]


class NewDesign(Board):
    """Asks for a new design; `create` is given the wish when it is right and wanted.

    `folder` is where its file will be: a name is wrong while a file of that name is there.
    """

    DEFAULT_CSS = """
    NewDesign NewHeader, NewDesign NewSaid, NewDesign FooterLine { height: 1; }
    """

    def __init__(self, create: Callable[[Judged], None], folder: Path | None = None) -> None:
        super().__init__()
        self.folder = folder

        def taken(name: str) -> bool:
            return folder is not None and (folder / f"{name}.json").exists()

        names = (name for number in range(1, 1000) if not taken(name := f"shop-{number}" if number > 1 else "shop"))
        self.form = NewForm(create, Wish(name=next(names, "design")), taken)

    def compose(self) -> ComposeResult:
        yield NewHeader(id="header")
        yield self.form
        yield NewSaid(id="status")
        yield FooterLine(id="footer")

    def on_mount(self) -> None:
        self.set_focus(self.form)

    def hints(self) -> Footer:
        return self.form.hints()

    def status_changed(self) -> None:
        for line in self.query("#status, #footer").results(Rows):
            line.renew()

    def do_back(self) -> None:
        _ = self.dismiss(None)

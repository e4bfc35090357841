"""The file was changed by somebody else while it was worked on: nothing is saved until one of the two is chosen."""

from vpcdesign.api.storage import load
from vpcdesign.errors import VpcdesignError
from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.home import moments
from vpcdesign.tui.home.choosing import Choosing, Option, paragraph
from vpcdesign.tui.home.comparing import Comparing
from vpcdesign.tui.session.session import Session


class OutsideChange(Choosing):
    """Answers `keep` (save over it), `load` (take it), or nothing: saving is held."""

    options: tuple[Option, ...] = (Option("compare", "Compare"), Option("load", "Load it"), Option("keep", "Keep mine"))
    hint = "enter choose   esc not now, nothing is saved"

    def __init__(self, session: Session) -> None:
        super().__init__()
        assert session.path is not None, "only a file can be changed outside"
        self.session, self.path = session, session.path
        self.file = visible(session.path.name)
        self.problem = ""
        self.title_row: Row = row(Span(f"{self.file} was changed outside", bold=True))

    def above(self, cells: int) -> list[Row]:
        when = moments.hour(moments.changed(self.path), moments.now())
        said = paragraph(f"{self.file} was changed outside at {when}. Saving waits until you choose.", cells)
        unsaved = self.session.history.unsaved
        if unsaved:
            steps = f"{unsaved} step{'' if unsaved == 1 else 's'}"
            said += paragraph(
                f"Load it leaves your {steps} in the journal; Keep mine writes over what is there.", cells
            )
        return [*said, *paragraph(self.problem, cells, "blocked")]

    def chosen(self, option: Option) -> None:
        """Answer; comparing leaves the question open."""
        if option.word != "compare":
            self.answer(option.word)
            return
        try:
            theirs = load(self.path)
        except VpcdesignError as error:
            self.problem = f"{self.file} is no design now: {visible(error.problems[0].message)}"
            self.renew()
            return
        title = f"What your design opens and closes beside {self.file}"
        _ = self.app.push_screen(Comparing(title, theirs, self.session.design))

"""Leaving with steps that are not saved: saved now, or kept in the journal for the next time. Nothing is lost."""

from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.home.choosing import Choosing, Option, paragraph
from vpcdesign.tui.session.session import Session


class Quitting(Choosing):
    """Answers `save`, `keep`, or nothing: stay."""

    options: tuple[Option, ...] = (
        Option("save", "Save and quit"),
        Option("keep", "Quit, keep them for next time"),
        Option("stay", "Stay"),
    )
    hint = "enter choose   esc stay"
    title_row: Row = row(Span("Quit", bold=True))

    def __init__(self, session: Session) -> None:
        super().__init__()
        file = visible(session.path.name) if session.path is not None else visible(session.name)
        steps = session.history.unsaved
        plural = "step that is" if steps == 1 else "steps that are"
        self.sentence = f"{file} has {steps} {plural} not saved."

    def above(self, cells: int) -> list[Row]:
        return paragraph(self.sentence, cells)

    def chosen(self, option: Option) -> None:
        """Answer; to stay is no answer."""
        self.answer(None if option.word == "stay" else option.word)

    def do_quit(self) -> None:
        """Quit when it is asked for twice: what is not saved is kept for next time."""
        self.answer("keep")

"""Choosing what to compare with: the step before, the file as it was saved, another file, or any step of the history.

One choice is for all screens: the consequences and the matrix tell differences from the same design.
"""

from collections.abc import Iterator

from vpcdesign.render.ink import Span, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import Desk
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, sides, title
from vpcdesign.tui.session.against import Against, of_step
from vpcdesign.tui.session.session import Session

CHOSEN, OPEN = "(•) ", "( ) "
AGAINST = "against"
"""The first word of an act that chooses; then the kind, and of a step its number."""


class AgainstPane(PagePane):
    """The list of what can be compared with; `enter` chooses, and the list is gone."""

    footer: Footer = (("open", "compare"), ("view-by", "next"), "filter", "back")

    def __init__(self) -> None:
        super().__init__(self._made_page, "against")

    def _made_page(self, width: int) -> Page:
        lines = against_lines(self.desk.session, self.desk.against, width)
        return Page(title("Compare with", "", width), tuple(lines))

    def opened(self) -> None:
        """Stand on what is chosen."""
        lines = self.page.lines
        self.cursor = next((n for n, one in enumerate(lines) if one.text.startswith(CHOSEN)), self.page.first())
        self.renew()

    def run_line(self, line: Line) -> None:
        if line.act.startswith(AGAINST):
            self.desk.drop_pane(self.name_of)
            choose(self.desk, line.act)
        else:
            super().run_line(line)

    def do_view_by(self) -> None:
        """Go to the next line, as `down` does: the key that opened the list walks it."""
        self._step(1)


def choose(desk: Desk, act: str) -> None:
    """Take the choice of a line."""
    _, kind, *number = act.split()
    match kind:
        case "before" | "saved":
            desk.compare_with(Against(kind))
        case "step":
            desk.compare_with(of_step(desk.session, int(number[0])))
        case _:
            desk.run_command("compare")


def against_lines(session: Session, chosen: Against | None, cells: int) -> Iterator[Line]:
    """Give a line for everything that can be compared with; `chosen` is None where nothing is compared."""
    history = session.history
    if history.place:
        yield _line("the step before", f"step {history.place - 1}", "before", chosen, cells)
    if session.file is not None:
        file = session.path.name if session.path else session.name
        where = "" if history.saved is None else f"step {history.saved}"
        yield _line(f"{visible(file)} as saved", where, "saved", chosen, cells)
    named = chosen is not None and chosen.kind == "file" and chosen.label
    yield _line("another file", visible(named) if named else "", "file", chosen, cells)
    others = [place for place in range(len(history.steps) - 1, -1, -1) if place != history.place]
    if not others:
        return
    yield BLANK
    yield heading("A step of the history")
    for place in others:
        step = history.steps[place]
        here = chosen is not None and chosen.kind == "step" and chosen.design is step.design
        words = Span(f"{CHOSEN if here else OPEN}{place:>2} {visible(step.title)}")
        yield Line(row(words), f"{AGAINST} step {place}")


def _line(words: str, where: str, kind: str, chosen: Against | None, cells: int) -> Line:
    mark = CHOSEN if chosen is not None and chosen.kind == kind else OPEN
    return Line(sides((Span(mark + words),), (Span(where, "muted"),), cells - 1), f"{AGAINST} {kind}")

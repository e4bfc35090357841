"""What goes too when something is deleted, asked once: all of it, only what was named, or nothing.

The last is chosen beforehand. What the deletion closes is proved while the question stands; where AWS would not delete
the one without the others, that answer is in brackets and says why.
"""

from rich.cells import cell_len

from vpcdesign.algebra import services
from vpcdesign.design.edit.drop import GoesToo, drop
from vpcdesign.errors import EditError
from vpcdesign.render.ink import Row, Span, row, shorten
from vpcdesign.render.text.counting import names
from vpcdesign.render.visible import visible
from vpcdesign.tui.frame.desk import desk_of
from vpcdesign.tui.home.choosing import Choosing, Option, paragraph
from vpcdesign.tui.home.comparing import proved_beside
from vpcdesign.tui.proving.words import SIGNS, changed, dangerous, ordered
from vpcdesign.tui.session.proof import Proof

FEW = 4
"""So many of the changes that packets notice are named, the rest counted."""


class Deleting(Choosing):
    """Answers `all`, `only`, or nothing: leave it."""

    hint = "enter choose   esc leave it"
    cursor = 2

    def __init__(self, goes: GoesToo) -> None:
        super().__init__()
        self.goes = goes
        question, _, also = visible(goes.question).partition(" Also: ")
        self.title_row: Row = row(Span(question, bold=True))
        self.also = f"Also: {also}" if also else "Nothing else goes."
        only = visible(goes.only)
        self.options = (
            Option("all", "Delete all"),
            Option("only", f"({only})" if goes.alone else only, able=not goes.alone),
            Option("leave", "Leave it"),
        )
        self.proof: Proof | None = None
        self.reason = visible(goes.alone)

    def on_mount(self) -> None:
        before = desk_of(self).session.design
        try:
            after = drop(before, self.goes.asked).design
        except EditError as error:
            self.reason = visible(error.problems[0].message)
            self.renew()
            return
        proved_beside(self, before, after, self._proved)

    def _proved(self, proof: Proof) -> None:
        self.proof = proof
        self.renew()

    def above(self, cells: int) -> list[Row]:
        said = paragraph(self.also, cells)
        said += self._packets(cells)
        return [*said, *paragraph(self.reason, cells, "muted")]

    def _packets(self, cells: int) -> list[Row]:
        if self.proof is None:
            return [row(Span("proving what it closes", "muted"))]
        several = ordered(self.proof)
        lines = []
        for one in several[:FEW]:
            sign, role = SIGNS[one.effect]
            what = f" {services.write(one.services)}"
            who = _between(visible(names(one.sources)), visible(names(one.destinations)), cells - 2 - len(what))
            lines.append(row(Span(f"{sign} {who}{what}", "blocked" if dangerous(one) else role)))
        if len(several) > FEW:
            lines.append(row(Span(f"  and {len(several) - FEW} more", "muted")))
        if not several and not self.proof.problem:
            lines.append(row(Span("= opens nothing, closes nothing", "muted")))
        if broken := changed(self.proof)[0]:
            words = visible(broken[0]) if len(broken) == 1 else f"{len(broken)} assertions would break"
            lines.append(row(Span(f"✗ {words}", "blocked")))
        return lines

    def chosen(self, option: Option) -> None:
        """Answer; what AWS would not do alone is no answer, and to leave it is none either."""
        if option.word == "only" and self.goes.alone:
            self.renew()
            return
        self.answer(None if option.word == "leave" else option.word)


def _between(sources: str, destinations: str, cells: int) -> str:
    """Write who sends to whom; where both are too long for the line each gives of its middle."""
    room = cells - len(" → ")
    half = room // 2
    if cell_len(sources) + cell_len(destinations) > room:
        first = max(half, room - cell_len(destinations))
        sources = shorten(sources, first)
        destinations = shorten(destinations, room - cell_len(sources))
    return f"{sources} → {destinations}"

"""Work that was not saved, offered back: the journal has steps that the file has not.

Nothing is lost by any answer: what is not taken up now stays under redo, or is asked about again at the next opening.
"""

from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.visible import visible
from vpcdesign.tui.home import moments
from vpcdesign.tui.home.choosing import Choosing, Option, paragraph
from vpcdesign.tui.home.comparing import Comparing
from vpcdesign.tui.journal.opening import Opened
from vpcdesign.tui.recent import place_in
from vpcdesign.tui.session.history import History

FEW = 2
"""So many of the last steps are named, the rest counted."""


class Recovery(Choosing):
    """Answers `recover`, `saved`, or nothing: not now."""

    hint = "enter choose   esc not now, ask again"

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        assert opened.left is not None, "only what has unsaved steps is offered back"
        self.opened, self.left = opened, opened.left
        path = opened.session.path
        self.file = visible(path.name) if path is not None else "the design"
        self.saved_at = moments.hour(moments.changed(path) if path is not None else None, moments.now())
        steps = counted(opened.recoverable)
        self.title_row: Row = row(
            Span(f"{self.file}: {steps} {'was' if opened.recoverable == 1 else 'were'} not saved")
        )
        self.title_row = tuple(span._replace(bold=True) for span in self.title_row)
        self.options = self._options()

    def _options(self) -> tuple[Option, ...]:
        steps = counted(self.opened.recoverable)
        if self.opened.changed_outside:
            recover = f"open at step {self.left.place}; {self.file} was changed outside"
            saved = f"{self.saved_at}, as it is now; the {steps} are put aside"
        else:
            recover = f"open at step {self.left.place}, {self.file} still as saved"
            kept = f"the {steps} stay under redo" if self.left.saved is not None else f"the {steps} are put aside"
            saved = f"{self.saved_at}, step {self.left.saved or 0}; {kept}"
        return (
            Option("recover", "Recover them", recover),
            Option("saved", "Open as saved", saved),
            Option("compare", "Compare first", f"what the {steps} open and close"),
        )

    def above(self, cells: int) -> list[Row]:
        said = paragraph(f"{self._ended()} Its journal is whole.", cells)
        return [*said, (), *last_steps(self.left)]

    def _ended(self) -> str:
        """Say how the work ended: who closed the designer noted where he was after the last step."""
        last = moments.read(self.left.current.when)
        path = self.opened.session.path
        place = place_in(path) if path is not None else None
        closed = moments.read(place.when) if place is not None else None
        if closed is not None and last is not None and closed > last:
            return f"You left at {moments.hour(closed, moments.now())} and kept them for next time."
        return f"The designer ended without closing at {moments.hour(last, moments.now())}."

    def chosen(self, option: Option) -> None:
        """Answer; comparing leaves the question open."""
        if option.word != "compare":
            self.answer(option.word)
            return
        title = f"What the {counted(self.opened.recoverable)} open and close"
        _ = self.app.push_screen(Comparing(title, self.opened.session.design, self.left.design))


def counted(steps: int) -> str:
    return f"{steps} step{'' if steps == 1 else 's'}"


def last_steps(history: History) -> list[Row]:
    """Name the last steps that are not saved, and count the rest: `22  … 18  5 more`."""
    saved = history.saved if history.saved is not None else 0
    first, last = sorted((saved, history.place))
    places = list(range(last, first, -1))
    named = places[:FEW] if len(places) > FEW + 1 else places
    size = len(str(last))
    lines: list[tuple[str, Span]] = [(str(place), Span(visible(history.steps[place].title))) for place in named]
    if rest := places[len(named) :]:
        lines.append((str(rest[0]), Span(f"… {rest[-1]}  {len(rest)} more", "muted")))
    heads = ["Last steps", *[""] * len(lines)]
    return [
        row(Span(f"{head:<12}", "muted"), Span(f"{number:>{size}}  "), words)
        for head, (number, words) in zip(heads, lines, strict=False)
    ]

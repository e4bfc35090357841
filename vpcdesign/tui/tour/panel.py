"""The tour on the screen: two lines above the strip, whatever pane is open, that say what to do and wait for it.

It stands there and not at the side, because its steps open panes of their own, and nobody can read what lies below one.
"""

from collections.abc import Callable

from rich.cells import cell_len

from vpcdesign.render.ink import Row, Span, fit, on, row, width
from vpcdesign.tui.frame.pane import Pane
from vpcdesign.tui.tour.steps import STEPS, Moment, Progress, advanced, words

ENDS = "esc leaves"


class TourPanel(Pane):
    """What the tour says now; it takes no focus and no key."""

    DEFAULT_CSS = "TourPanel { width: 1fr; height: 3; }"
    can_focus = False

    def __init__(self, progress: Progress, moment: Callable[[], Moment], told: Callable[[Progress], None]) -> None:
        """Go on from where somebody was; `told` hears of every step further."""
        super().__init__()
        self.name_of = "tour"
        self.progress = progress
        self.moment = moment
        self.told = told

    def changed(self) -> None:
        further = advanced(self.progress, self.moment())
        if further != self.progress:
            self.progress = further
            self.told(further)
        self.renew()

    def rows(self, width: int, height: int) -> list[Row]:
        return [on(line, "raised") for line in drawn(self.progress, self.desk.keymap.hint, width)][:height]


def drawn(progress: Progress, hint: Callable[[str], str], cells: int) -> list[Row]:
    """Draw the title and what to do, in three lines."""
    step = "done" if progress.done else f"{progress.step + 1} of {len(STEPS)}: {STEPS[progress.step].word}"
    head = row(Span("── ", "border"), Span(f"Tour {step} ", "focus", bold=True))
    room = max(cells - width(head) - len(ENDS) - 4, 0)
    title = (*head, Span("─" * room, "border"), Span(f" {ENDS} ", "muted"), Span("──", "border"))
    return [fit(title, cells), *_wrapped(words(progress, hint), cells)]


def _wrapped(pieces: list[tuple[str, bool]], cells: int) -> list[Row]:
    """Break pieces into two lines at most; keys stay whole."""
    tokens: list[Span] = []
    for text, is_key in pieces:
        if is_key:
            tokens.append(Span(text, "focus", bold=True))
        else:
            tokens += [Span(word) for word in _words(text)]
    lines: list[list[Span]] = [[Span(" ")]]
    for token in tokens:
        if sum(cell_len(each.text) for each in lines[-1]) + cell_len(token.text.rstrip()) > cells - 1:
            lines.append([Span(" ")])
            token = token._replace(text=token.text.lstrip())  # noqa: PLW2901 - a line begins with no blank
        lines[-1].append(token)
    whole = [tuple(line) for line in lines[:2]]
    return [fit(line, cells) for line in (*whole, *[()] * (2 - len(whole)))]


def _words(text: str) -> list[str]:
    """Split a text into words, each with the blanks before it."""
    found: list[str] = []
    for word in text.split(" "):
        found.append(f" {word}" if found else word)
    return [word for word in found if word]

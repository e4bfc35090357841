"""A dialog with a few answers to choose from: a list with what each means, or a row of buttons.

The cursor starts where the least can go wrong. A click chooses at once, as `enter` does on the answer under the cursor;
`esc` is always an answer too, the one that changes nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from vpcdesign.render.ink import Role, Row, Span, row, width, wrap
from vpcdesign.tui.frame.dialog import Dialog

LISTED = 16
"""Cells of an answer in a list; what it means stands beside it."""


class Option(NamedTuple):
    """An answer: the word that the dialog ends with, how it is called, and what it means where that is said."""

    word: str
    title: str
    help: str = ""
    able: bool = True
    """Whether it can be chosen; what cannot is faint, and in brackets."""


class Choosing(Dialog):
    """A dialog that ends with the word of one of its `options`."""

    options: tuple[Option, ...] = ()
    cursor = 0
    _places: Sequence[int] = ()
    """The answer of each line of a list."""

    def above(self, cells: int) -> Sequence[Row]:
        """Give what is said before the answers."""
        raise NotImplementedError

    def lines(self, cells: int) -> list[Row]:
        said = [*self.above(cells), ()]
        self._start = len(said)
        if not any(option.help for option in self.options):
            return [*said, *self._buttons(cells)]
        listed = [(line, place) for place in range(len(self.options)) for line in self._listed(place, cells)]
        self._places = [place for _, place in listed]
        return [*said, *(line for line, _ in listed)]

    def _listed(self, place: int, cells: int) -> list[Row]:
        """Give an answer with what it means, which goes on below where it is long."""
        option = self.options[place]
        name = f" {option.title}".ljust(LISTED)
        first, *more = wrap(option.help, cells - LISTED - 2) or [""]
        below = [row(Span(" " * (LISTED + 2)), Span(part, "muted")) for part in more]
        return [row(self._choice(name, place), Span(f"  {first}", "muted")), *below]

    def _buttons(self, cells: int) -> list[Row]:
        """Put the buttons in one row where they fit, else one below the other."""
        buttons = [self._choice(f"[ {option.title} ]", place) for place, option in enumerate(self.options)]
        line = [span for button in buttons for span in (button, Span(" "))][:-1]
        return [tuple(line)] if width(line) <= cells else [row(button) for button in buttons]

    def _choice(self, words: str, place: int) -> Span:
        if place == self.cursor:
            return Span(words, "focus", bold=True, reverse=True)
        return Span(words, "text" if self.options[place].able else "muted")

    def chosen(self, option: Option) -> None:
        """End with the answer; a subclass may do something first."""
        self.answer(option.word)

    def clicked(self, x: int, y: int, times: int) -> None:  # noqa: ARG002 - one click is enough
        lines = self.lines(self.query_one("#box").size.width - 4)
        if not self._start <= y < len(lines):
            return
        place = y - self._start
        if self._places:
            place = self._places[place]
        elif len(lines) - self._start < len(self.options):  # one row of buttons
            at = 0
            for place, span in enumerate(lines[y][::2]):  # noqa: B007 - the place is what is looked for
                if at <= x < at + width([span]):
                    break
                at += width([span]) + 1
            else:
                return
        self.cursor = place
        self.chosen(self.options[place])

    def _step(self, by: int) -> None:
        self.cursor = (self.cursor + by) % len(self.options)
        self.renew()

    def do_move_up(self) -> None:
        self._step(-1)

    def do_move_down(self) -> None:
        self._step(1)

    def do_move_left(self) -> None:
        self._step(-1)

    def do_move_right(self) -> None:
        self._step(1)

    def do_pane_next(self) -> None:
        self._step(1)

    def do_pane_previous(self) -> None:
        self._step(-1)

    def do_open(self) -> None:
        self.chosen(self.options[self.cursor])


def paragraph(text: str, cells: int, role: Role = "text") -> list[Row]:
    """Break a text into rows."""
    return [row(Span(line, role)) for line in wrap(text, cells)]

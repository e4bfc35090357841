"""The footer of a screen: the keys that do something here now, and what they do.

What is on the right gives way first, what is always there never. A key is shown only where its command can run, so the
footer never teaches a key that would only say why not.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from textual.events import Click

from vpcdesign.render.ink import Ground, Row, Span, fit, on, row, width
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.desk import desk_of
from vpcdesign.tui.frame.main import Footer
from vpcdesign.tui.frame.rows import Rows

ALWAYS = (("palette", "commands"), ("help", "help"))


class Hinting(Protocol):
    """A screen that has a footer."""

    def hints(self) -> Footer: ...

    def why_not(self, command: str) -> str | None: ...


class FooterLine(Rows):
    """The keys that work now."""

    DEFAULT_CSS = "FooterLine { height: 1; width: 1fr; }"
    GROUND: Ground = "panel"
    places: Sequence[tuple[int, int, str]] = ()

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 - one line
        desk, screen = desk_of(self), cast(Hinting, self.screen)
        typing = bool(getattr(self.screen.focused, "typing", False))
        hints = [_hint(hint) for hint in screen.hints()]
        able = [(command, desk.keymap.hint(command, typing=typing), words) for command, words in hints]
        able = [each for each in able if each[1] and screen.why_not(each[0]) == ""]
        always = [(command, desk.keymap.hint(command, typing=typing), words) for command, words in ALWAYS]
        always = [each for each in always if each[1]]
        line = footer([(key, words) for _, key, words in able], [(key, words) for _, key, words in always], width)
        self.places = list(_places(line, [command for command, _, _ in able], [command for command, _, _ in always]))
        return [line]

    def on_click(self, event: Click) -> None:
        """Do what a key would that is clicked; a letter is its command even where letters are typed."""
        desk, board = desk_of(self), self.screen
        for start, end, command in self.places:
            if start <= event.x < end and isinstance(board, Board):
                key = desk.keymap.keys(command)[0]
                if len(key) == 1:
                    desk.run_command(command)
                else:
                    board.press(key)


def _hint(hint: str | tuple[str, str]) -> tuple[str, str]:
    return (hint, COMMANDS[hint].label) if isinstance(hint, str) else hint


def _places(line: Row, able: Sequence[str], always: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give where each command stands that found room: from, up to, command."""
    keys = [place for place, span in enumerate(line) if span.role == "focus"]
    kept = [*able[: max(len(keys) - len(always), 0)], *always]
    for place, command in zip(keys, kept, strict=False):
        start = width(line[:place])
        yield start, start + width(line[place : place + 2]), command


def footer(hints: list[tuple[str, str]], always: list[tuple[str, str]], cells: int) -> Row:
    """Give the footer: keys and their words; those on the right give way first, `always` never."""
    end = _hints(always)
    room = cells - width(end) - 2
    kept = list(hints)
    while kept and width(_hints(kept)) >= room:
        kept.pop()
    start = _hints(kept)
    gap = "  " if width(start) + width(end) + 3 > cells or cells >= 100 else " " * (room - width(start) + 1)
    return on(fit(row(" ", *start, gap if kept else "", *end), cells), "panel")


def _hints(hints: list[tuple[str, str]]) -> Row:
    spans: list[Span] = []
    for key, words in hints:
        if spans:
            spans.append(Span("  "))
        spans += [Span(key, "focus"), Span(f" {words}", "muted")]
    return tuple(spans)

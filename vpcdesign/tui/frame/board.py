"""A screen whose keys go through the registry: a key finds its command, a command finds whoever can do it here.

The search goes from the focused widget up through its parents to the screen and the application; the first that has the
command's method does it. Nobody is asked twice and nothing is bound anywhere else, so footer, palette and help tell the
truth. A key without meaning here says so in one sentence and does nothing.
"""

from collections.abc import Iterator
from typing import ClassVar

from textual.dom import DOMNode
from textual.events import Key, Resize
from textual.screen import Screen

from vpcdesign.errors import VpcdesignError
from vpcdesign.render.ink import Role, Row, Span, row
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.frame.desk import NoMeaning, desk_of
from vpcdesign.tui.frame.rows import Rows
from vpcdesign.tui.frame.small import TooSmall

PAIR = 116
"""Columns from which a side pane of 36 stands beside what still has 80: with less, the map beside it would draw
smaller than it does in a terminal of 80, so the pane lies over it instead."""
TRIPLE = 160


def key_of(event: Key) -> str:
    """Name a key as the registry does: by its character where it has one."""
    if event.character is not None and event.is_printable and event.character != " ":
        return event.character
    return event.key


class Board(Screen[str | None]):
    """A screen of the designer; a dialog answers with a word, or with none."""

    DEFAULT_CSS = "Board { layers: default small; overflow: hidden; }"
    ALLOW_SELECT: ClassVar[bool] = False
    """Textual's own marking of text: a drag asks a question here, and what is worth copying has its keys."""
    SMALLEST = (60, 18)
    said: Row | None = None

    def __init__(self) -> None:
        super().__init__()
        self._stands = False
        self._early: list[Key] = []
        """Keys that came before the screen stood."""

    def chain(self) -> Iterator[DOMNode]:
        """Give everybody who may do a command, nearest first."""
        focused = self.focused
        if focused is None:
            yield self
            yield self.app
        else:
            yield from focused.ancestors_with_self

    def run_command(self, command: str, argument: str = "") -> None:
        """Run a command; what has no meaning here is said."""
        known = COMMANDS[command]
        for node in self.chain():
            method = getattr(node, known.method, None)
            if method is None:
                continue
            try:
                method(argument) if known.argument else method()
            except NoMeaning as reason:
                if not str(reason):
                    continue
                self.say(str(reason))
            return
        self.say(known.nowhere or f"{known.title.partition(': ')[2]} has no meaning here.")

    def do_move_half_up(self) -> None:
        self._half("move.up")

    def do_move_half_down(self) -> None:
        self._half("move.down")

    def _half(self, command: str) -> None:
        """Go half of what is in sight, a step after the other, wherever one can go a step."""
        for _ in range(max((self.focused or self).size.height // 2, 1)):
            self.run_command(command)

    def why_not(self, command: str) -> str | None:
        """Say why a command cannot run now; None when nobody here can do it at all, empty when it can."""
        known = COMMANDS[command]
        for node in self.chain():
            if hasattr(node, known.method):
                question = getattr(node, known.question, None)
                return question() if question is not None else ""
        return None

    def take_key(self, event: Key) -> bool:
        """Give the key to whoever is typing, else to its command; False when it is nobody's.

        The application brings each key to the screen that is uppermost when its turn comes, so that what is typed
        faster than screens open never reaches what lies under them. A screen that does not stand yet keeps its keys.
        """
        if not self._stands:
            self._early.append(event)
            return True
        self.unsay()
        desk_of(self).still()
        if self.has_class("-small"):
            self._leave_by(event)
            return True
        if self._taken(event):
            return True
        command = desk_of(self).keymap.command(key_of(event))
        if command is None:
            return False
        desk_of(self).run_command(command)
        return True

    def _taken(self, event: Key) -> bool:
        """Give the key to who is typing, if somebody is."""
        takes = getattr(self.focused or self, "takes", None)
        try:
            return takes is not None and takes(event)
        except (NoMeaning, VpcdesignError) as reason:
            desk_of(self).tell_why(reason)
            return True

    def _caught_up(self) -> None:
        """Take the keys that were typed before the screen stood; what they open takes the rest."""
        self._stands = True
        early, self._early = self._early, []
        for event in early:
            board = self.app.screen
            if isinstance(board, Board):
                _ = board.take_key(event)

    def press(self, key: str) -> None:
        """Do what a key does, for a click on the words that teach it."""
        _ = self.take_key(Key(key, key if len(key) == 1 else None))

    def _leave_by(self, event: Key) -> None:
        """Take no key but the one that quits, as long as nobody can see what another would do."""
        if desk_of(self).keymap.command(key_of(event)) == "quit":
            desk_of(self).run_command("quit")

    def say(self, sentence: str, role: Role = "text") -> None:
        """Say a sentence until the next key."""
        self.said = row(Span(" " + sentence, role))
        self.status_changed()

    def unsay(self) -> None:
        if self.said is not None:
            self.said = None
            self.status_changed()

    def status_changed(self) -> None:
        """Paint again what shows `said`."""
        for line in self.query("#status").results(Rows):
            line.renew()

    def on_mount(self) -> None:
        """Lay the panel of a terminal that is too small over everything, and take what was typed meanwhile."""
        _ = self.mount(TooSmall(self.SMALLEST))
        _ = self.call_later(self._caught_up)

    def on_resize(self, event: Resize) -> None:
        """Put the size's class on the screen, which the style sheet and the panes read."""
        columns, lines = event.size
        small = columns < self.SMALLEST[0] or lines < self.SMALLEST[1]
        self.set_class(small, "-small")
        for panel in self.query(TooSmall):
            panel.display = small
        self.set_class(not small and columns < PAIR, "-single")
        self.set_class(PAIR <= columns < TRIPLE, "-pair")
        self.set_class(columns >= TRIPLE, "-triple")
        self.resized()

    def resized(self) -> None:
        """Do what a screen does when its size changed."""

    def changed(self) -> None:
        """Show again what depends on the design, the selection or the proof."""
        for each in self.query(Rows):
            each.renew()

"""A hand that knows nothing: keys, words, commands, clicks and sizes by chance; `done` tells a walk again.

It finds what nobody thinks of: a key while something half open stands beside, a click on what has just gone.
"""

from random import Random

from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import OutOfBounds, Pilot

from tests.tui.harness import settled
from vpcdesign.tui.app import Designer
from vpcdesign.tui.commands.registry import COMMANDS, default_keys

SIZES = ((60, 18), (72, 20), (80, 24), (100, 30), (110, 32), (120, 40), (160, 45), (200, 60))
MOVES = ("up", "down", "left", "right", "tab", "shift+tab", "enter", "escape", "space", "home", "end", "pagedown")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDGMNOPRSTUXYZ0123456789./:-,*?+#é"
WORDS = ("tcp/443", "10.20.0.0/16", "0.0.0.0/0", "internet", "https", "tcp/1-65535", "::/0", "7", "100", "not=a word")
ACTS = {"key": 50, "move": 30, "letter": 4, "word": 6, "element": 3, "command": 6, "click": 8, "wheel": 3, "size": 1}
"""What it does, and how often."""
LEAVING = {"ctrl+q", "ctrl+c", "ctrl+z"}
"""Keys that end or suspend the designer: a walk that ends early finds little."""


class Monkey:
    """One walk, by its seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.size = self.chance.choice(SIZES)
        self.keys = sorted(set(default_keys()) - LEAVING)
        self.commands = sorted(set(COMMANDS) - {"quit", "save"})
        self.done: list[str] = []

    async def step(self, pilot: "Pilot[None]", app: Designer) -> None:
        """Do one thing."""
        act = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
        match act:
            case "key":
                await self._press(pilot, self.chance.choice(self.keys))
            case "move":
                await self._press(pilot, self.chance.choice(MOVES))
            case "letter":
                await self._press(pilot, self.chance.choice(LETTERS))
            case "word":
                await self._press(pilot, *self.chance.choice(WORDS))
            case "element":
                await self._press(pilot, *self.chance.choice(sorted(app.surroundings.index.by_id) or WORDS)[:20])
            case "command":
                self.done.append(f"command {(command := self.chance.choice(self.commands))}")
                app.run_command(command)
                await pilot.pause()
            case "click" | "wheel":
                await self._point(pilot, app, click=act == "click")
            case _:
                size = self.chance.choice(SIZES)
                self.done.append(f"size {size}")
                await pilot.resize_terminal(*size)
        if self.chance.random() < 0.3:
            await settled(pilot, app)

    async def _press(self, pilot: "Pilot[None]", *keys: str) -> None:
        self.done.extend(keys)
        await pilot.press(*keys)

    async def _point(self, pilot: "Pilot[None]", app: Designer, *, click: bool) -> None:
        x, y = self.chance.randrange(app.size.width), self.chance.randrange(app.size.height)
        times, button = self.chance.choice((1, 1, 2)), self.chance.choice((1, 1, 1, 3))
        self.done.append(f"click {x},{y} x{times} button {button}" if click else f"wheel {x},{y}")
        if click:
            try:
                await pilot.click(offset=(x, y), times=times, button=button)
            except OutOfBounds:  # the screen has changed its size meanwhile
                return
        else:
            turn = self.chance.choice((MouseScrollDown, MouseScrollUp))
            widget, _ = app.screen.get_widget_at(x, y)
            widget.post_message(turn(widget, x, y, 0, 1, 0, shift=False, meta=False, ctrl=False))
            await pilot.pause()

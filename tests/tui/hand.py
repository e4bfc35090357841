"""A hand on the mouse, and an eye that finds where words stand: only names and numbers are typed."""

from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from tests.tui.harness import screen_text, settled
from vpcdesign.tui.app import Designer


class Hand:
    """Clicks words where they stand on the screen; whatever a click began is over before the next."""

    def __init__(self, pilot: "Pilot[None]", app: Designer) -> None:
        self.pilot, self.app = pilot, app

    def place_of(self, words: str, *, last: bool = False) -> tuple[int, int]:
        """Find words on the screen: column and line."""
        lines = screen_text(self.app).splitlines()
        found = [(line.index(words), y) for y, line in enumerate(lines) if words in line]
        assert found, f"{words!r} is not on the screen:\n{screen_text(self.app)}"
        return found[-1 if last else 0]

    async def click(self, words: str, *, times: int = 1, button: int = 1, last: bool = False) -> None:
        x, y = self.place_of(words, last=last)
        await self.at(x + min(3, len(words) - 1), y, times=times, button=button)

    async def at(self, x: int, y: int, *, times: int = 1, button: int = 1) -> None:
        """Click a cell of the screen."""
        await self.pilot.click(offset=(x, y), times=times, button=button)
        await settled(self.pilot, self.app)

    async def key(self, words: str) -> None:
        """Click a key of the footer."""
        await self.click(words, last=True)

    async def cell(self, title: str, words: str) -> None:
        """Click the cell under a column's title, in the line that has these words."""
        await self.at(self.place_of(title)[0] + 1, self.place_of(words)[1])

    async def command(self, typed: str, title: str) -> None:
        """Open the palette, type until a command is in sight, and click it."""
        await self.key(": commands")
        await self.type(*typed)
        await self.click(title)

    async def add(self, where: str, what: str) -> None:
        """Select an element on the map, and choose what is to be added there."""
        await self.click(where, last=True)
        await self.key("a add")
        await self.click(f"│  {what}", times=2)

    async def type(self, *keys: str) -> None:
        """Type a name or a number."""
        await self.pilot.press(*keys)
        await settled(self.pilot, self.app)

    async def wheel(self, words: str, by: int) -> None:
        """Turn the wheel over words."""
        x, y = self.place_of(words)
        turn = MouseScrollDown if by > 0 else MouseScrollUp
        widget, _ = self.app.screen.get_widget_at(x, y)
        widget.post_message(turn(widget, x, y, 0, by, 0, shift=False, meta=False, ctrl=False))
        await settled(self.pilot, self.app)

    @property
    def footer(self) -> str:
        """The keys that the screen teaches."""
        return self.shown.splitlines()[-1].strip()

    @property
    def title(self) -> str:
        """The step that the design stands on."""
        return self.app.session.history.current.title

    @property
    def shown(self) -> str:
        return screen_text(self.app)

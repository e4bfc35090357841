"""What a widget of a running designer shows: its own part of the screen, so that a golden holds nobody else's."""

from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.harness import screen_text, settled
from vpcdesign.tui.app import Designer
from vpcdesign.tui.frame.pane import PagePane
from vpcdesign.tui.palette.screen import PaletteScreen

APilot = Pilot[None]


def part(app: Designer, widget: Widget) -> str:
    """Give the cells of a widget as text."""
    left, top, width, height = widget.region
    lines = screen_text(app).split("\n")[top : top + height]
    return "\n".join(line[left : left + width].rstrip() for line in lines).rstrip() + "\n"


def box(app: Designer) -> str:
    """Give what the palette shows."""
    assert isinstance(app.screen, PaletteScreen)
    return part(app, app.screen.query_one("#box"))


def pane(app: Designer, name: str) -> PagePane:
    """Give the pane of a name, which has to be there."""
    return next(each for each in app.screen.query(PagePane) if each.name_of == name and each.region.width)


async def typing(pilot: APilot, app: Designer, *keys: str) -> None:
    """Press keys; a key that begins with `=` is typed letter by letter."""
    for key in keys:
        letters = key[1:] if key.startswith("=") and len(key) > 1 else (key,)
        await pilot.press(*("space" if letter == " " else letter for letter in letters))
    await settled(pilot, app)

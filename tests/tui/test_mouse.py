"""The newcomer's hour by the mouse: clicks instead of the keys of `hour`; only names and numbers are typed."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import screen_text, settled
from vpcdesign.api.storage import load
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.launch import Launch

APilot = Pilot[None]
ADD = "[ Add ]"
ANYWHERE = [{".": "full_stop", "/": "slash"}.get(sign, sign) for sign in "0.0.0.0/0"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to work in, and nobody's configuration."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


class Hand:
    """A hand on the mouse, and an eye that finds where words stand."""

    def __init__(self, pilot: APilot, app: Designer) -> None:
        self.pilot, self.app = pilot, app

    def place_of(self, words: str, *, last: bool = False) -> tuple[int, int]:
        """Find words on the screen: column and line."""
        lines = screen_text(self.app).splitlines()
        found = [(line.index(words), y) for y, line in enumerate(lines) if words in line]
        assert found, f"{words!r} is not on the screen:\n{screen_text(self.app)}"
        return found[-1 if last else 0]

    async def click(self, words: str, *, times: int = 1, button: int = 1, last: bool = False) -> None:
        x, y = self.place_of(words, last=last)
        await self.pilot.click(offset=(x + min(3, len(words) - 1), y), times=times, button=button)
        await settled(self.pilot, self.app)

    async def add(self, where: str, what: str) -> None:
        """Select an element, and choose what is to be added there."""
        await self.click(where)
        await self.click("a add", last=True)
        await self.click(f"│  {what}", times=2)

    async def leave(self, title: str) -> None:
        """Close the pane of a title."""
        await self.click(title)
        await self.click("esc back", last=True)

    async def type(self, *keys: str) -> None:
        """Type a name or a number."""
        await self.pilot.press(*keys)
        await settled(self.pilot, self.app)

    @property
    def title(self) -> str:
        return self.app.session.history.current.title


def test_the_hour_by_the_mouse(desk: Path) -> None:
    app = Designer(Launch(motion=False, home=True))

    async def whole() -> None:
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await settled(pilot, app)
            await hour(Hand(pilot, app))

    asyncio.run(whole())
    design = load(desk / "shop.json")
    assert design == app.session.design
    assert len(design.subnets) == 9
    assert [(each.id, each.subnet, each.security_groups) for each in design.network_interfaces]
    assert any(line.ports == "8080" for group in design.security_groups for line in group.ingress)
    assert design.transit_gateways


async def hour(hand: Hand) -> None:
    await hand.click("guided: region", times=2)
    await hand.click("[ Create shop ]")
    assert isinstance(hand.app.screen, Workbench)
    assert hand.title.startswith("Create shop")
    await hand.add("app-a", "security group")
    await hand.click("Id")
    await hand.type("ctrl+u", *"sg-app")
    await hand.click(ADD, last=True)
    assert [each.id for each in hand.app.session.design.security_groups] == ["sg-app"], screen_text(hand.app)
    await hand.add("app-a", "interface")
    await hand.click("[ ] sg-app")
    await hand.click(ADD, last=True)
    assert [each.security_groups for each in hand.app.session.design.network_interfaces] == [("sg-app",)]
    await a_line(hand)
    await hand.click("1 Map")
    await hand.click("app-b", button=3)
    await hand.click("Set as source")
    assert hand.app.asking.question is not None
    await hand.leave("Trace")
    await hand.add("app-a", "transit gateway")
    await hand.click("[ Attach ]", last=True)
    assert hand.app.session.design.transit_gateways
    steps = hand.app.session.history.place
    await hand.click("u undo", last=True)
    assert hand.app.session.history.place == steps - 1
    await hand.click(": commands", last=True)
    await hand.type(*"redo")
    await hand.click("Edit: redo")
    assert hand.app.session.history.place == steps
    await hand.click(": commands", last=True)
    await hand.type(*"save")
    await hand.click("File: save ")
    assert "Saved shop.json" in screen_text(hand.app)


async def a_line(hand: Hand) -> None:
    """Add a line to the group, and change one of its cells."""
    await hand.click("4 Security groups")
    await hand.click("lets nothing in")
    await hand.click("a add", last=True)
    await hand.type(*"tcp", "enter", *"8443", "enter", *ANYWHERE, "enter", "enter")
    await hand.click("8443", times=2)
    await hand.type("ctrl+u", *"8080", "enter", "escape")

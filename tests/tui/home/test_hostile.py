"""Names that would steer a terminal, be markup or break a line: around a design they are text, and fit."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import screen_text, settled, shop
from tests.tui.home.test_home import at_home
from vpcdesign.formats.native.write import write
from vpcdesign.render.ink import plain, width
from vpcdesign.tui.app import Designer
from vpcdesign.tui.home.listing import Entry
from vpcdesign.tui.home.looking import Seen
from vpcdesign.tui.home.preview import preview
from vpcdesign.tui.home.recovery import last_steps
from vpcdesign.tui.recent import Recent, remember
from vpcdesign.tui.session.history import History, Step

NAMES = (
    "[/foo]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x1b[2J",
    "right\u202eleft\u200b",
    "two\nlines\ttabs",
    "x" * 200,
    "日本語のネットワーク",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_preview_is_text_and_fits(name: str) -> None:
    design = shop()
    vpc = design.vpcs[0].model_copy(update={"name": name})
    tiers = tuple(subnet.model_copy(update={"tier": name}) for subnet in design.subnets)
    seen = Seen(design.model_copy(update={"vpcs": (vpc,), "subnets": tiers}), steps=((1, name),))
    rows = preview(Entry(name, f"~/{name}.json", "file.open", "/x"), seen, 47, 30)
    assert all(plain(line).isprintable() for line in rows)
    assert width(rows[0]) == 47
    assert width(rows[1]) <= 47


@pytest.mark.parametrize("name", NAMES)
def test_steps_are_text(name: str) -> None:
    several = tuple(Step(name, shop()) for _ in range(9))
    assert all(plain(line).isprintable() for line in last_steps(History(several, 8, 2)))


def test_files_are_listed_opened_and_forgotten_whatever_they_are_called(own_home: Path) -> None:
    kept = [name for name in NAMES if "/" not in name]
    for name in kept:
        (own_home / f"{name}.json").write_text(write(shop()))
        remember(Recent(str(own_home / f"{name}.json"), "2026-11-21T14:02:00+00:00"))

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        for key in ("down", "down", "down", "ctrl+o", "down", "down", "tab"):
            await pilot.press(key)
            await settled(pilot, app)
            lines = screen_text(app).split("\n")
            assert all(line.isprintable() for line in lines), key
            assert not any("\u202e" in line for line in lines)
        await pilot.press("enter")
        await settled(pilot, app)
        assert app.session.path is not None
        assert app.session.path.stem in kept
        assert all(line.isprintable() for line in screen_text(app).split("\n"))
        app.let_go()

    at_home(scene)

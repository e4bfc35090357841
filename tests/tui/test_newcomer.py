"""The newcomer's hour by keys: what is saved passes `check`, opens as the same again, and undone is nothing."""

import json
from pathlib import Path

import pytest

from tests.tui.clock import run
from tests.tui.harness import screen_text, settled
from tests.tui.hour import hour
from vpcdesign.api.checking import check_designs
from vpcdesign.api.storage import load
from vpcdesign.design.document import Design
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.journal.opening import open_design
from vpcdesign.tui.launch import Launch


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to work in, and nobody's configuration."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def play_hour(size: tuple[int, int] = (120, 40)) -> tuple[list[str], Designer]:
    """Play the hour from home; give the title of the step after each act, and the application as it was left."""
    titles: list[str] = []
    app = Designer(Launch(motion=False, home=True))

    async def whole() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot, app)
            for _, keys in hour():
                await pilot.press(*keys)
                await settled(pilot, app)
                titles.append(app.session.history.current.title)
            assert "Saved shop.json" in screen_text(app)

    run(whole())
    return titles, app


def test_the_hour_ends_with_a_network_that_works(desk: Path) -> None:
    titles, app = play_hour()
    assert len(set(titles)) >= 15, "every act but asking and saving is a step of its own"
    design = load(desk / "shop.json")
    assert design == app.session.design
    assert {subnet.az for subnet in design.subnets} == {"eu-west-1a", "eu-west-1b", "eu-west-1c"}
    assert {subnet.tier for subnet in design.subnets} == {"public", "app", "db"}
    assert len(design.nat_gateways) == 3
    assert len(design.transit_gateway_attachments) == 2
    assert [len(acl.ingress) + len(acl.egress) for acl in design.network_acls if acl.id == "acl-db"] == [2]
    checked = check_designs([str(desk / "shop.json")], None, lambda *_: None)[0]
    assert [result.holds for result in checked.results] == [True]
    history = app.session.history
    assert history.unsaved == 0
    again = open_design(desk / "shop.json")
    assert again.session.design == design
    assert [write(step.design) for step in again.session.history.steps] == [
        write(step.design) for step in history.steps
    ]
    while again.session.undo() is not None:
        pass
    assert again.session.design == Design(name="shop")
    assert json.loads((desk / "shop.json").read_text())["name"] == "shop"

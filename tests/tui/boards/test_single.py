"""Where there is room for one pane only, a tab is seen when it is asked for, and `esc` leads back to what was open."""

import pytest
from textual.pilot import Pilot

from tests.tui.hand import Hand
from tests.tui.harness import play
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench

APilot = Pilot[None]


@pytest.mark.parametrize(("key", "name"), [("H", "history"), ("question_mark", "help"), ("o", "outline")])
def test_a_tab_comes_before_the_pane_and_esc_leads_back_to_it(key: str, name: str) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        hand = Hand(pilot, app)
        bench = app.screen
        assert isinstance(bench, Workbench)
        app.select("app-a")
        await hand.type(key)
        assert bench.side is not None
        assert (bench.side.name_of, bench.side.display) == (name, True)
        await hand.type("3")
        assert bench.main.display
        assert not bench.side.display
        assert bench.focused is bench.main
        await hand.type("escape")
        assert bench.side.display
        assert bench.focused is bench.side
        await hand.type("escape")
        assert (bench.side.name_of, bench.side.display) == ("inspector", False)
        assert bench.focused is bench.main
        await hand.type("escape")
        assert bench.tab == "map"

    play(scene, size=(80, 24))


def test_the_inspector_is_closed_by_going_to_a_tab() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        hand = Hand(pilot, app)
        bench = app.screen
        assert isinstance(bench, Workbench)
        await hand.type("i", "6")
        assert "Who reaches whom" in hand.shown
        assert bench.focused is bench.main
        await hand.type("escape")
        assert bench.tab == "map"

    play(scene, size=(80, 24))

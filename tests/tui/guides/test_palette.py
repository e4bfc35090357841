"""The palette in the designer: opened by its key, typed into, and what is chosen runs as its key would."""

import pytest

from tests.tui.guides.showing import APilot, box, pane, typing
from tests.tui.harness import SIZES, golden, play, screen_text
from vpcdesign.design.edit import lines
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.palette.screen import PaletteScreen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_it_is_drawn_as_it_was_kept(size: tuple[int, int]) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "colon", "=nat-")
        golden(f"palette-{size[0]}x{size[1]}", box(app))

    play(scene, size=size)


def test_what_is_chosen_runs_and_the_palette_is_gone() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "colon", "=go plan", "enter")
        assert isinstance(app.screen, Workbench)
        assert app.screen.tab == "plan"
        await typing(pilot, app, "ctrl+p", "=nat-b", "enter")
        assert app.session.selection == "nat-b"

    play(scene)


def test_the_words_of_vim_run() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.apply(lines.remove_lines(app.session.design, ["acl-db#egress/0"]))
        await typing(pilot, app, "colon", "=u", "enter")
        assert app.session.history.place == 0
        await typing(pilot, app, "colon", "=:red", "enter")
        assert app.session.history.place == 1

    play(scene)


def test_tab_fills_in_and_esc_leaves_everything_as_it_was() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        before = app.session.selection
        await typing(pilot, app, "colon", "=addz", "tab")
        assert isinstance(app.screen, PaletteScreen)
        assert app.screen.field.text == "Plan: add zone"
        await typing(pilot, app, "escape")
        assert isinstance(app.screen, Workbench)
        await typing(pilot, app, "colon", "backspace")
        assert isinstance(app.screen, Workbench)
        assert app.session.selection == before

    play(scene)


def test_what_needs_an_argument_asks_for_it() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "colon", "=explain a code", "enter")
        assert "a code, as SUBNET_ACL_RESTRICTION" in box(app)
        await typing(pilot, app, "escape")
        assert "commands, elements" in box(app)
        await typing(pilot, app, "=explain a code", "enter", "=bad_state_route", "enter")
        assert "BAD_STATE_ROUTE" in pane(app, "help").page.text

    play(scene)


def test_nothing_found_is_said_with_the_nearest() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "colon", "=dbb-1")
        assert 'Nothing matches "dbb-1"; nearest: db-1.' in box(app)
        await typing(pilot, app, "enter")
        assert isinstance(app.screen, PaletteScreen)

    play(scene)


def test_the_right_button_shows_what_can_be_done() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.palette_on("nat-a")
        await typing(pilot, app)
        assert "Fail it: what would be lost" in box(app)
        await typing(pilot, app, "down", "enter")
        assert app.asking.failed == ("nat-a",)

    play(scene)


def test_a_layout_opens_from_the_palette() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "colon", "=central-egress", "enter")
        assert len(app.session.design.transit_gateways) == 1
        assert len(app.session.design.vpcs) > 1

    play(scene)


def test_a_click_chooses_and_one_beside_the_box_leaves() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await typing(pilot, app, "colon", "=go plan")
        await pilot.click("#box", offset=(6, 4))
        await typing(pilot, app)
        assert isinstance(app.screen, Workbench)
        assert app.screen.tab == "plan"
        await typing(pilot, app, "colon")
        await pilot.click(offset=(2, 38))
        await typing(pilot, app)
        assert isinstance(app.screen, Workbench)

    play(scene)


def test_the_right_button_on_the_map_selects_and_shows_what_can_be_done() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-a")
        await typing(pilot, app)
        main = app.screen.query_one("#main")
        lines = screen_text(app).split("\n")
        y = next(place for place, line in enumerate(lines) if "nat-b" in line)
        await pilot.click(offset=(lines[y].index("nat-b"), y), button=3)
        await typing(pilot, app)
        assert main.display
        assert app.session.selection == "nat-b"
        assert "nat-b" in box(app)
        assert "Fail it" in box(app)

    play(scene)


def test_what_lives_on_another_tab_is_done_there() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("app-a")
        await typing(pilot, app, "colon", "=plan split")
        assert "v splits" not in box(app), "it can be done, on the plan"
        await typing(pilot, app, "enter")
        assert isinstance(app.screen, Workbench)
        assert app.screen.tab == "plan"
        assert app.session.history.current.title.startswith("Split app-a")
        await typing(pilot, app, "1")
        app.palette_on("acl-public#ingress/3")
        await typing(pilot, app, "=earlier", "enter")
        assert isinstance(app.screen, Workbench)
        assert app.screen.tab == "acls"
        assert app.session.selection == "acl-public#ingress/2"

    play(scene)

"""The plan as a tab: what it shows, what its keys and the mouse do, and what stands beside them."""

import pytest
from textual.pilot import Pilot

from tests.planning.test_growth import cidrs
from tests.tui.harness import SIZES, golden, play, settled, shop
from vpcdesign.api.layouts import load_layout
from vpcdesign.render.ink import plain
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.plan.main import PlanMain


async def plan_of(pilot: "Pilot[None]", app: Designer, select: str = "") -> PlanMain:
    """Open the plan with something selected."""
    if select:
        app.select(select)
    await pilot.press("2")
    await settled(pilot, app)
    bench = app.screen
    assert isinstance(bench, Workbench)
    assert isinstance(bench.main, PlanMain)
    return bench.main


def side(main: PlanMain, cells: int = 34) -> str:
    page = main.side(cells)
    assert page is not None
    return page.text


@pytest.mark.parametrize("size", SIZES)
def test_the_plan_at_every_size(size: tuple[int, int]) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "grow-public")
        rows = main.rows(main.size.width, main.size.height)
        status = plain(main.status(size[0])).rstrip()
        shown = [*(plain(line).rstrip() for line in rows), "--", status, "--", side(main), ""]
        golden(f"plan-{size[0]}", "\n".join(shown))

    play(scene, size=size)


def test_the_tour_s_step() -> None:
    """`2` is the plan; `b` finds the next free block, `a` makes it a subnet: the tenth."""

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "public-b")
        await pilot.press("b")
        assert app.session.selection == "block:10.20.8.0/24"
        assert "a add a subnet here: public-a-2," in side(main)
        await pilot.press("a")
        assert len(app.session.design.subnets) == 10
        assert app.session.selection == "public-a-2"
        assert app.session.history.current.title == "Add subnet public-a-2, 10.20.8.0/24 in eu-west-1a"
        await pilot.press("u")
        assert app.session.design == shop()

    play(scene)


def test_keys_carve_and_undo_takes_each_back() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "db-c")
        for key, block in (("v", "10.20.6.0/25"), ("V", "10.20.6.0/24"), ("w", "10.20.6.0/23"), ("W", "10.20.6.0/24")):
            await pilot.press(key)
            assert cidrs(app.session.design)["db-c"] == block
        assert app.session.command_of(app.session.history.current) == "vpcdesign space resize shop.json db-c /24"
        main.do_later()
        assert cidrs(app.session.design)["db-c"] == "10.20.7.0/24"
        assert len(app.session.history.steps) == 6
        for _ in range(5):
            app.do_undo()
        assert app.session.design == shop()
        app.select("grow-app")
        await pilot.press("x")
        assert app.session.selection == "block:10.20.112.0/20"
        await pilot.press("r")
        assert [each.cidr for each in app.session.design.reservations][-1] == "10.20.112.0/20"

    play(scene)


def test_a_key_that_does_nothing_says_why_and_the_footer_leaves_it_out() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "app-b")
        await pilot.press("w")
        bench = app.screen
        assert isinstance(bench, Workbench)
        assert bench.said is not None
        assert plain(bench.said).startswith(" app-b cannot be widened: its other half 10.20.64.0/20 is app-a")
        assert app.session.design == shop()
        assert main.can_widen().startswith("widen to /19: no,")
        assert main.can_split() == ""
        assert main.can_add() == "10.20.80.0/20 is app-b: b finds a free block, A adds a copy"

    play(scene)


def test_the_cursor_moves_over_all_blocks_and_the_selection_is_one_for_all_screens() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "app-1")
        assert main.plan.spot.select == "app-a"
        await pilot.press("down")
        assert app.session.selection == "app-b"
        await pilot.press("home")
        assert app.session.selection == "public-a"
        await pilot.press("end")
        assert app.session.selection == "block:10.20.128.0/17"
        await pilot.press("up", "up")
        assert app.session.selection == "app-c"

    play(scene)


def test_the_window_comes_nearer_and_goes_back() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "app-b")
        await pilot.press("+")
        assert str(main.plan.window(64)) == "10.20.64.0/18"
        await pilot.press("-", "-")
        assert str(main.plan.window(64)) == "10.20.0.0/16"
        await pilot.press("-")
        bench = app.screen
        assert isinstance(bench, Workbench)
        assert plain(bench.said or ()) == " 10.20.0.0/16 is as far as it goes."
        await pilot.press("z")
        assert str(main.plan.window(64)) == "10.20.0.0/17"

    play(scene)


def test_the_mouse_selects_and_shifts() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "db-b")
        await pilot.click(main, offset=(5, 12))
        assert app.session.selection == "public-a"
        await pilot.click(main, offset=(16 + 34, 4))
        assert app.session.selection == "block:10.20.128.0/17"
        app.select("db-c")
        await pilot.pause()
        assert str(main.plan.window(64)) == "10.20.0.0/21"
        await pilot.mouse_down(main, offset=(16 + 50, 8))
        await pilot.hover(main, offset=(16 + 58, 8))
        await pilot.mouse_up(main, offset=(16 + 58, 8))
        assert cidrs(app.session.design)["db-c"] == "10.20.7.0/24"

    play(scene)


def test_a_filter_narrows_the_table() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "public-a")
        await pilot.press("slash", "d", "b")
        assert app.session.selection == "db-a"
        assert [each.select for each in main.plan.listed] == ["db-a", "db-b", "db-c", "grow-db"]
        await pilot.press("escape")
        assert len(main.plan.listed) == 16

    play(scene)


def test_a_letter_goes_to_a_line() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app, "db-a")
        await pilot.press("g")
        lines = [plain(line) for line in main.rows(84, 36)]
        assert lines[12].startswith("a  10.20.0.0/24     public-a")
        assert lines[15].startswith("f  10.20.3.0/24")
        await pilot.press("f")
        assert app.session.selection == "grow-public"
        await pilot.press("g", "e")
        assert app.session.selection == "block:10.20.128.0/17"
        await pilot.press("g", "g")
        assert app.session.selection == "public-a"

    play(scene)


def test_growth_from_the_palette_moves_nothing() -> None:
    """On every tab: the map is where one is."""

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        for command, argument in (("add-zone", ""), ("add-tier", "cache/24"), ("add-block", "10.21.0.0/16")):
            app.run_command(command, argument)
        await settled(pilot, app)
        assert cidrs(shop()).items() <= cidrs(app.session.design).items()
        assert len(app.session.history.steps) == 4
        assert len(app.session.design.subnets) == 16

    play(scene)


def test_several_vpcs_are_gone_through() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app)
        first = main.plan.site.here.vpc.id
        await pilot.press("m")
        assert main.plan.site.here.vpc.id != first
        names = {each.id for each in app.session.design.vpcs}
        for _ in range(len(names) - 1):
            await pilot.press("m")
        assert main.plan.site.here.vpc.id == first

    play(scene, design=load_layout("transit-gateway-hub-and-spoke"))


def test_a_design_without_a_vpc_says_what_to_do() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        main = await plan_of(pilot, app)
        assert "a on the map adds one" in plain(main.rows(84, 20)[1])
        assert main.side(34) is None
        assert main.can_split()

    play(scene, design=shop().model_copy(update=dict.fromkeys(("vpcs", "subnets", "reservations"), ())))

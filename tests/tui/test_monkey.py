"""Whatever is pressed, clicked and resized: the designer lives, its design is a document, and all can be undone."""

import pytest
from textual.pilot import Pilot

from tests.tui.harness import LAYOUTS, play, screen_text, session_of, settled
from tests.tui.monkey import Monkey
from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.guides.panes import HelpPane
from vpcdesign.tui.pages.page import Line
from vpcdesign.tui.session.asking import Asked

APilot = Pilot[None]
NAMES = sorted(file.stem for file in LAYOUTS.glob("*.json"))
SEEDS = [*range(5), *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(5, 200))]


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_it_lives_and_everything_can_be_undone(
    seed: int, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = request.node.get_closest_marker("deep") is not None
    folder = tmp_path_factory.mktemp("monkey")
    monkeypatch.chdir(folder)
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("SSH_TTY", "pts")  # the desktop's clipboard is not its own
    monkey, design = Monkey(seed), load_layout(NAMES[seed % len(NAMES)])

    async def scene(pilot: APilot, app: Designer) -> None:
        for _ in range(150 if deep else 50):
            await monkey.step(pilot, app)
            if app.return_code is not None:
                return
        await settled(pilot, app)
        now = app.session.design
        assert read(write(now)) == now, "what stands is a document"
        opened = app.session.history.steps[0].design
        while app.session.undo() is not None:
            pass
        assert app.session.design == opened

    try:
        play(scene, design=design, size=monkey.size)
    except Exception as error:
        error.add_note(f"after: {' '.join(monkey.done)}")
        raise


def test_enter_where_a_search_finds_nothing_is_answered() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await pilot.press("?", "/", *"qqq", "enter")
        assert "there is none here that runs" in screen_text(app)

    play(scene)


@pytest.mark.parametrize(("begin", "away"), [(("A",), "pageup"), (("right", "end", "a"), "pagedown")])
def test_a_key_that_leads_away_from_an_open_cell_puts_its_line_down(begin: tuple[str, ...], away: str) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("acl-public#ingress/0")
        await pilot.press("5", *begin, "space")
        bench = app.screen
        assert isinstance(bench, Bench)
        assert bench.main.typing
        await pilot.press(away, "space", "shift+tab")
        await settled(pilot, app)
        assert not bench.main.typing

    play(scene)


def test_what_help_runs_is_done_beside_it_and_not_by_it() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await pilot.press("?")
        bench = app.screen
        assert isinstance(bench, Bench)
        pane = bench.side
        assert isinstance(pane, HelpPane)
        pane.run_line(Line((), "open"))
        await settled(pilot, app)
        assert bench.focused is bench.main

    play(scene)


def test_one_walks_on_when_an_edit_leaves_an_answer_without_steps() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.ask(Asked("app-2", "db-1", "postgres"))
        await settled(pilot, app)
        await pilot.press("n", "n")
        app.ask(Asked("app-2", "app-2", "postgres"))
        app.asking.walked = True
        await settled(pilot, app)
        await pilot.press("n", "enter", "p")
        assert screen_text(app)

    play(scene, size=(80, 24))


def test_typing_into_the_filter_of_a_plan_that_has_no_vpc_any_more_is_answered() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        await pilot.press("2", "/", *"app")
        app.work_on(session_of(Design.model_validate({"vpcdesign": 1, "name": "bare"})))
        await settled(pilot, app)
        await pilot.press("2", "/", *"app", "enter", "down", "+")
        await settled(pilot, app)
        assert "has no VPC yet" in screen_text(app)

    play(scene)


def test_the_border_of_a_dialog_is_none_of_its_lines() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.run_command("import")
        await settled(pilot, app)
        box = app.screen.query_one("#box").region
        await pilot.click(offset=(box.x + 9, box.y))
        await pilot.press(*"lab", "down", "up", "down", *"shop")
        await settled(pilot, app)
        assert "lab" in screen_text(app)
        assert "shop" in screen_text(app)

    play(scene)

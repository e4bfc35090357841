"""Keys that come faster than screens open: each reaches what the one before it opened, never what lies under it."""

import pytest
from textual.events import Key
from textual.pilot import Pilot

from tests.tui.harness import play, settled
from tests.tui.home.test_home import at_home
from vpcdesign.tui.app import Designer
from vpcdesign.tui.bench.workbench import Workbench
from vpcdesign.tui.editors.main import EditorMain
from vpcdesign.tui.home.files import PathDialog
from vpcdesign.tui.palette.screen import PaletteScreen

APilot = Pilot[None]


async def at_once(pilot: APilot, app: Designer, *keys: str) -> None:
    """Send keys as a terminal does that has them all already."""
    for key in keys:
        _ = app.post_message(Key(key, key if len(key) == 1 else None))
    for _ in range(3):
        await settled(pilot, app)


def begun(app: Designer) -> str:
    return app.session.history.current.title


async def palette(pilot: APilot, app: Designer) -> None:
    await at_once(pilot, app, *":save")
    assert isinstance(app.screen, PaletteScreen)
    assert app.screen.field.text == "save"
    assert app.asking.question is None, "s is no source here"


async def palette_to_an_editor(pilot: APilot, app: Designer) -> None:
    await at_once(pilot, app, *":sg-app", "enter", "a", *"tcp", "enter", *"8443")
    assert isinstance(app.screen, Workbench)
    main = app.screen.main
    assert isinstance(main, EditorMain)
    assert main.grid.noun == "sg-app"
    assert main.grid.draft is not None
    assert main.grid.draft.texts["protocol"] == "tcp"
    assert main.grid.typing is not None
    assert main.grid.typing.field.text == "8443"


async def a_tab_that_is_new(pilot: APilot, app: Designer) -> None:
    app.select("app-a")
    await at_once(pilot, app, "3", "down", "down", "x")
    assert begun(app) == "rt-app-a 0.0.0.0/0 removed", "not app-a, which is selected on the map"


async def tab_after_tab(pilot: APilot, app: Designer) -> None:
    await at_once(pilot, app, *"1234567")
    assert isinstance(app.screen, Workbench)
    assert app.screen.tab == "checks"
    assert [name for name, main in app.screen.mains.items() if main.display] == ["checks"]
    assert app.screen.focused is app.screen.main


async def a_question(pilot: APilot, app: Designer) -> None:
    app.select("nat-a")
    await at_once(pilot, app, "x", "left", "left", "enter", "1", "u")
    assert [step.title[:13] for step in app.session.history.steps[1:]] == ["nat-a removed"]
    assert begun(app) == "opened", "what was deleted is there again"


async def a_dialog_that_is_typed_into(pilot: APilot, app: Designer) -> None:
    await at_once(pilot, app, "ctrl+o", *"shop")
    assert isinstance(app.screen, PathDialog)
    assert app.screen.field.text == "shop"


@pytest.mark.parametrize(
    "scene",
    [palette, palette_to_an_editor, a_tab_that_is_new, tab_after_tab, a_question, a_dialog_that_is_typed_into],
)
def test_a_key_reaches_what_the_one_before_it_opened(scene: object) -> None:
    play(scene)  # type: ignore[arg-type]


def test_keys_wait_for_a_design_that_is_being_opened(own_home: object) -> None:  # noqa: ARG001 - the folder is what counts
    async def scene(pilot: APilot, app: Designer) -> None:
        app.do_new()
        await settled(pilot, app)
        await at_once(pilot, app, *["down"] * 12, "enter", "5", "a")
        assert isinstance(app.screen, Workbench)
        assert app.screen.tab == "acls"
        assert app.screen.has_pane("add") or app.screen.has_pane("new.network-acl")

    at_home(scene)

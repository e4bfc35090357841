"""A terminal that is too small: one panel says so, and what had the cursor has it again."""

import pytest
from textual.pilot import Pilot

from tests.tui.harness import golden, play, screen_text, settled
from vpcdesign.design.edit.rename import rename
from vpcdesign.render.ink import plain, width
from vpcdesign.tui.app import Designer
from vpcdesign.tui.frame.small import panel
from vpcdesign.tui.home.quitting import Quitting


def test_the_panel_says_what_is_needed() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        golden("small-59x17", screen_text(app))
        focused = app.screen.focused
        await pilot.press("5", "x", "escape")
        assert app.session.history.place == 0
        await pilot.resize_terminal(80, 24)
        await settled(pilot, app)
        assert "needs" not in screen_text(app)
        assert app.screen.focused is focused
        await pilot.resize_terminal(40, 3)
        await settled(pilot, app)
        assert screen_text(app).startswith("vpcdesign needs 60 x 18, has 40 x 3\n")

    play(scene, size=(59, 17))


@pytest.mark.parametrize("size", [(1, 1), (20, 2), (50, 4), (52, 6), (59, 40), (200, 17)])
def test_it_fits_whatever_there_is(size: tuple[int, int]) -> None:
    rows = panel((60, 18), size, "ctrl+q")
    assert len(rows) <= size[1]
    assert all(width(line) <= size[0] for line in rows)
    assert plain(rows[0]).startswith("vpcdesign"[: size[0] - 1]) or "╭" in plain(rows[0]) or not rows[0]


def test_who_cannot_see_a_question_is_not_asked() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.session.apply(rename(app.session.design, "app-a", "application-a"))
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not isinstance(app.screen, Quitting)
        assert app.return_code == 0

    play(scene, size=(50, 10))

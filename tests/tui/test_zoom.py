"""The status line names the zoom that is drawn, in the same paint."""

from textual.pilot import Pilot

from tests.tui.harness import play, screen_text
from vpcdesign.tui.app import Designer


def test_the_zoom_that_is_named_is_the_one_that_is_drawn() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        for key, zoom, sign in (
            ("minus", "compact", "PUB public-a"),
            ("minus", "dots", "PUB/24"),
            ("z", "full", "rt public"),
        ):
            await pilot.press(key)
            text = screen_text(app)
            assert f"zoom {zoom}" in text
            assert sign in text

    play(scene)

"""Every scene of the workbench is drawn as it was kept; the rule that decided is one key from its editor."""

import re

import pytest
from textual.pilot import Pilot

from tests.tui.bench_scenes import WORKBENCH, Drawn
from tests.tui.harness import golden, play, screen_text, settled
from vpcdesign.tui.app import EDITORS, Designer
from vpcdesign.tui.frame.bench import Bench

SIZES = ((120, 40), (80, 24))
TIME = re.compile(r"─* proved in +\d+ ms ─*")
"""How long it took, and the line that fills what is left of it."""


async def opened(pilot: Pilot[None], app: Designer, told: Drawn) -> None:
    """Look at the verdict of a trace, and at the editor of the rule under its cursor, one key away."""
    answer = app.asking.current(app.session.design)
    assert answer is not None
    assert answer.trace is not None
    assert answer.trace.verdict == told.verdict
    await pilot.press("enter")
    await settled(pilot, app)
    assert app.session.selection == told.opens
    assert isinstance(app.screen, Bench)
    kind = app.surroundings.index.kind_of(told.opens.partition("#")[0])
    assert app.screen.tab == EDITORS.get(kind, "map")


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("name", WORKBENCH)
def test_a_scene_is_drawn_as_it_was_kept(name: str, size: tuple[int, int]) -> None:
    drawn: list[str] = []
    told = WORKBENCH[name]

    async def scene(pilot: Pilot[None], app: Designer) -> None:
        await told.scene(pilot, app)
        drawn.append(TIME.sub("── proved in 0 ms ──", screen_text(app)))
        if told.opens:
            await opened(pilot, app, told)

    play(scene, layout=told.layout, size=size)
    assert all(len(line) <= size[0] for line in drawn[0].splitlines())
    golden(f"{name}-{size[0]}x{size[1]}", drawn[0])

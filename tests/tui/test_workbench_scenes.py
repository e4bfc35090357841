"""Every scene of the workbench is drawn as it was kept."""

import re

import pytest

from tests.tui.bench_scenes import WORKBENCH
from tests.tui.harness import LAYOUTS, golden, play, screen_text
from vpcdesign.api.storage import load

SIZES = ((120, 40), (80, 24))
TIME = re.compile(r"─* proved in +\d+ ms ─*")
"""How long it took, and the line that fills what is left of it."""


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("name", WORKBENCH)
def test_a_scene_is_drawn_as_it_was_kept(name: str, size: tuple[int, int]) -> None:
    drawn: list[str] = []

    async def scene(pilot: object, app: object) -> None:
        await WORKBENCH[name].scene(pilot, app)  # type: ignore[arg-type]
        drawn.append(TIME.sub("── proved in 0 ms ──", screen_text(app)))  # type: ignore[arg-type]

    play(scene, design=load(LAYOUTS / f"{WORKBENCH[name].layout}.json"), size=size)
    assert all(len(line) <= size[0] for line in drawn[0].splitlines())
    golden(f"{name}-{size[0]}x{size[1]}", drawn[0])

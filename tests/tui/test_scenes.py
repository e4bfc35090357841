"""Every hero scene at every size is drawn as it was kept."""

import pytest

from tests.tui.harness import SIZES, golden, play, screen_text, timeless
from tests.tui.scenes import SCENES

OFTEN = ((80, 24), (120, 40))
"""The sizes that every run draws; the smallest and the largest are drawn at length."""

DRAWN = [pytest.param(size, marks=() if size in OFTEN else pytest.mark.deep) for size in SIZES]


@pytest.mark.parametrize("size", DRAWN, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_drawn_as_it_was_kept(name: str, size: tuple[int, int]) -> None:
    drawn: list[str] = []

    async def scene(pilot: object, app: object) -> None:
        await SCENES[name](pilot, app)  # type: ignore[arg-type]
        drawn.append(timeless(screen_text(app)))  # type: ignore[arg-type]

    play(scene, size=size)
    assert all(len(line) <= size[0] for line in drawn[0].splitlines())
    golden(f"{name}-{size[0]}x{size[1]}", drawn[0])

"""Every layout in every tab: the screen says what the command line says, and no line is wider than the screen."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.tui.harness import LAYOUTS, play, screen_text, settled
from vpcdesign.api.checking import check_designs
from vpcdesign.api.storage import load
from vpcdesign.tui.app import Designer

FILES = sorted(LAYOUTS.glob("*.json"))


OFTEN = {"three-tier", "transit-gateway-hub-and-spoke", "dual-stack-egress-only", "load-balanced-web", "hybrid"}
"""What every run opens; the others are opened at length."""

OPENED = [pytest.param(file, marks=() if file.stem in OFTEN else pytest.mark.deep) for file in FILES]


@pytest.mark.parametrize("file", OPENED, ids=[file.stem for file in FILES])
def test_every_tab_shows_a_layout(file: Path) -> None:
    seen: list[str] = []

    async def scene(pilot: Pilot[None], app: Designer) -> None:
        for key in "1234567":
            await pilot.press(key)
            await settled(pilot, app)
            seen.append(screen_text(app))
        told = {result.name: result.holds for result in app.proof.results}
        checked = check_designs([str(file)], None, lambda *_: None)[0]
        assert told == {result.name: result.holds for result in checked.results}

    size = (120, 40) if len(file.stem) % 2 else (80, 24)
    play(scene, design=load(file), size=size)
    assert len(set(seen)) == 7, "each tab shows something of its own"
    assert all(cell_len(line) <= size[0] for text in seen for line in text.splitlines())

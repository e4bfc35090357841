"""Every dialog, screen and pane is drawn at every size as it was kept, and none is left out."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.boards.shown import DIALOGS, PANES, SCREENS, Shown, restored
from tests.tui.harness import GOLDEN, SIZES, golden, play, screen_text, settled, timeless
from vpcdesign import tui
from vpcdesign.tui.app import Designer
from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.board import Board
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.frame.pane import PagePane, Pane
from vpcdesign.tui.home.choosing import Choosing

APilot = Pilot[None]
UNSEEN = {Bench, Dialog, Choosing, PagePane}
"""What is only ever seen as one of its kinds."""

ELSEWHERE = {
    "Home": "home-{}x{}",
    "Workbench": "map-{}x{}",
    "NewDesign": "new-design-{}",
    "LayoutsDialog": "layouts-{}x{}",
    "SettingsDialog": "preferences-{}x{}",
    "PaletteScreen": "palette-{}x{}",
    "TracePane": "trace-allowed-{}x{}",
    "TypedPane": "typed-{}x{}",
    "FailurePane": "failure-{}x{}",
    "ConsequencesPanel": "consequences-{}x{}",
}
"""Those that other tests draw, and where that is kept."""

OFTEN = ((60, 18), (120, 40))
"""The sizes that every run draws: where there is least room, and where a pane stands beside the main."""


def looked_at(app: Designer, kind: type[Widget]) -> str:
    """Give what a widget shows: of a screen all of it, of a dialog its box, of a pane its own cells."""
    if isinstance(app.screen, kind):
        return timeless(screen_text(app))
    seen = [one for one in app.screen.query(kind) if one.display and one.region.width]
    assert seen, f"no {kind.__name__} is on the screen:\n{screen_text(app)}"
    widget = seen[-1]
    left, top, width, height = widget.region
    lines = screen_text(app).split("\n")[top : top + height]
    return "\n".join(line[left : left + width].rstrip() for line in lines).rstrip() + "\n"


DRAWN = [pytest.param(size, marks=() if size in OFTEN else pytest.mark.deep) for size in SIZES]


@pytest.mark.parametrize("size", DRAWN, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("several", [{**DIALOGS, **SCREENS}, PANES], ids=["dialogs", "panes"])
def test_every_one_is_drawn_as_it_was_kept(several: dict[str, Shown], size: tuple[int, int], own_home: Path) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        for name, shown in several.items():
            await shown.opens(pilot, app, own_home)
            await settled(pilot, app)
            drawn = looked_at(app, shown.kind)
            assert all(len(line) <= size[0] for line in drawn.splitlines())
            golden(f"boards/{name}-{size[0]}x{size[1]}", drawn)
            await restored(pilot, app)

    play(scene, size=size)


def kinds_of(kind: type[Widget]) -> Iterator[type[Widget]]:
    """Give every kind of a board or a pane."""
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


def test_every_dialog_screen_and_pane_is_drawn_at_every_size() -> None:
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        if not module.name.endswith("__main__"):
            _ = import_module(module.name)
    wanted = {one for root in (Board, Pane) for one in kinds_of(root) if one.__module__.startswith(tui.__name__)}
    named: dict[str, list[str]] = {}
    for name, shown in {**DIALOGS, **SCREENS, **PANES}.items():
        named.setdefault(shown.kind.__name__, []).append(f"boards/{name}-{{}}x{{}}")
    for name, kept in ELSEWHERE.items():
        named.setdefault(name, []).append(kept)
    acts = {one for one in wanted if one.__name__.endswith("Acts")}  # parts of the workbench
    missing = {one.__name__ for one in wanted - UNSEEN - acts} - set(named)
    assert not missing, "no scene opens these"
    for several in named.values():
        assert all((GOLDEN / f"{kept.format(*size)}.txt").exists() for kept in several for size in SIZES), several

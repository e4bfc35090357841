"""Scenes: the designer without a terminal, its screen as plain text, and what was drawn compared with what was kept.

A scene is an async function that is given a pilot. `screen_text` is the screen as its cells stand; a golden of it is a
file that is read in a review. `UPDATE_GOLDEN=1` writes them anew.
"""

import asyncio
import os
import re
import time
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.clock import run
from tests.tui.opened import Opened
from vpcdesign.api.storage import load
from vpcdesign.design.document import Design
from vpcdesign.tui.app import Designer
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.launch import Launch
from vpcdesign.tui.session.history import History, Step
from vpcdesign.tui.session.session import Session

GOLDEN = Path(__file__).parent / "golden"
LAYOUTS = Path(__file__).parents[2] / "layouts"
SIZES = ((60, 18), (80, 24), (120, 40), (200, 60))
RESTED = 0.2
"""Seconds, of a clock that nobody has to wait for, after which a cursor has rested."""

Scene = Callable[["Pilot[None]", Designer], Awaitable[None]]


@cache
def opened(layout: str) -> Opened:
    """Give what is known of a layout when it is opened; its design is the same to all."""
    return Opened(load(LAYOUTS / f"{layout}.json"))


def shop() -> Design:
    """Give the design that most screens show."""
    return opened("three-tier").design


def session_of(design: Design) -> Session:
    """Begin a session that is written down nowhere."""
    return Session(History((Step("opened", design),)), Path("shop.json"))


def play(
    scene: Scene,
    *,
    design: Design | None = None,
    layout: str = "three-tier",
    size: tuple[int, int] = (120, 40),
    launch: Launch | None = None,
) -> None:
    """Play a scene on a layout, or on a design; the proof of what is opened is there before it begins.

    What comes while it is opened is painted together, once it is there; the hours and the real terminals see it come.
    """
    known = opened(layout)

    async def whole() -> None:
        app = Designer(launch or Launch(motion=False))
        async with app.run_test(size=size, notifications=True) as pilot:
            with app.batch_update():
                app.work_on(session_of(known.design if design is None else design))
                await settled(pilot, app)
            await pilot.pause()
            await scene(pilot, app)

    with known.shown():
        run(whole())


async def settled(pilot: "Pilot[None]", app: Designer) -> None:
    """Wait until nothing is under way any more; what waits for a cursor to rest has had its time."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause(RESTED)
    await app.workers.wait_for_complete()
    await pilot.pause()


async def until(true: Callable[[], bool]) -> None:
    """Wait for a thread that nobody waits for any more: the clock of the scene does not know it."""
    late = time.monotonic() + 10
    while not true():
        assert time.monotonic() < late, "it never came to pass"
        time.sleep(0.005)  # noqa: ASYNC251 - the loop's own clock would not stand still for the thread
        await asyncio.sleep(0)


def screen_text(app: Designer) -> str:
    """Give the screen as it stands, a line a row, spaces at the ends left out; of a dialog only its box.

    What lies under a dialog is another screen's picture, and its golden is its own.
    """
    screen = app.screen
    strips = screen._compositor.render_strips()  # noqa: SLF001 - Textual has no public way to ask
    lines = ["".join(segment.text for segment in strip) for strip in strips]
    if isinstance(screen, Dialog) and not screen.has_class("-small"):
        box = screen.query_one("#box").region
        lines = [
            " " * box.x + line[box.x : box.right] if box.y <= y < box.bottom else "" for y, line in enumerate(lines)
        ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


TOOK = re.compile(r"(?P<lead>─*)(?P<words> ?proved in +\d+ ms)")


def timeless(text: str) -> str:
    """Give a screen as if its proof had taken no time: what fills the line takes up the digits that are gone."""

    def without(found: re.Match[str]) -> str:
        words = re.sub(r"\d+ ms", "0 ms", re.sub(r" +(?=\d)", " ", found["words"]))
        gone = len(found["words"]) - len(words)
        return f"{found['lead']}{'─' * gone}{words}" if found["lead"] else words + " " * gone

    return "\n".join(line.rstrip() for line in TOOK.sub(without, text).split("\n"))


def golden(name: str, text: str) -> None:
    """Compare with what was kept under a name."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} is drawn otherwise (UPDATE_GOLDEN=1 keeps it)"

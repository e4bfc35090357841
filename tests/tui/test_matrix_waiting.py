"""A matrix that takes long says how far it is; esc stops it, enter goes on, and a newer edit supersedes it."""

import threading
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.harness import play, screen_text, settled, until
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.tui.app import Designer
from vpcdesign.tui.matrix import known
from vpcdesign.tui.matrix.grouped import Surveyed, surveyed
from vpcdesign.tui.proving import waiting
from vpcdesign.tui.proving.work import Superseded

APilot = Pilot[None]


class Slow:
    """Surveys that go on until they are let go or nobody waits for them."""

    def __init__(self) -> None:
        self.begun: list[Design] = []
        self.superseded: list[Design] = []
        self.go = threading.Event()

    def __call__(self, design: Design, failed: tuple[str, ...], tell: Callable[[int, int], None]) -> Surveyed:
        self.begun.append(design)
        try:
            for done in range(80):
                tell(done, 80)
                if self.go.wait(0.2):
                    return surveyed(design, failed, tell)
        except Superseded:
            self.superseded.append(design)
            raise
        raise AssertionError("nobody let it go")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    found = Slow()
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    monkeypatch.setattr(known, "surveyed", found)
    monkeypatch.setattr(known, "FEW", 0)
    return found


def test_it_says_how_far_it_is_and_is_stopped_and_taken_up(slow: Slow) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.simulate_key("6")
        await until(lambda: "of 80   esc stops it" in screen_text(app))
        app.everybody_changed()
        assert len(slow.begun) == 1, "to show it again begins nothing anew"
        app.simulate_key("escape")
        await until(lambda: bool(slow.superseded))
        await until(lambda: "not proved: it was stopped; enter proves it" in screen_text(app))
        slow.go.set()
        app.simulate_key("enter")
        await settled(pilot, app)
        assert "9 of 32 pairs reach" in screen_text(app)
        await pilot.press("m", "down", "enter")
        await settled(pilot, app)
        assert "Who reaches whom, by tier" in screen_text(app)
        assert len(slow.begun) == 2, "what was proved is grouped otherwise, and not proved again"

    play(scene)


def test_a_newer_edit_supersedes_it(slow: Slow) -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.simulate_key("6")
        await until(lambda: len(slow.begun) == 1)
        assert app.apply(change(app.session.design, "sg-db#ingress/0", "ports", "5433"))
        await until(lambda: bool(slow.superseded))
        slow.go.set()
        await settled(pilot, app)
        assert slow.begun[1] is app.session.design
        assert "8 of 32 pairs reach" in screen_text(app)

    play(scene)

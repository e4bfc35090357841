"""What edits leave behind in circles is found while nobody types, and not before there is enough of it."""

from asyncio import sleep
from weakref import ref

import pytest
from textual.pilot import Pilot

from tests.tui.harness import play
from vpcdesign.collector import collector_paused, look_at_all, unseen
from vpcdesign.tui import tidying
from vpcdesign.tui.app import Designer


class Circle:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


def left_behind() -> "ref[Circle]":
    """Make rubbish as a compilation does: it is old at once."""
    with collector_paused():
        several = [Circle() for _ in range(500)]
        return ref(several[0])


def test_what_is_made_old_at_once_is_counted_until_all_is_looked_at() -> None:
    look_at_all()
    before, rubbish = unseen(), left_behind()
    assert unseen() - before >= 500
    for _ in range(3):
        left_behind()
    assert unseen() - before >= 2_000
    assert rubbish() is not None
    look_at_all()
    assert rubbish() is None
    assert unseen() < before + 500


def test_what_is_made_in_a_pause_within_a_pause_is_counted_once() -> None:
    look_at_all()
    before = unseen()
    left_behind()
    once = unseen() - before
    with collector_paused():
        left_behind()
    assert abs(unseen() - before - 2 * once) < once / 2


@pytest.mark.parametrize("much", [100, 10**9])
def test_it_is_found_once_nobody_types(much: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "MUCH", much)

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        rubbish = left_behind()
        app.design_changed()
        await sleep(tidying.REST / 2)
        await pilot.press("down")
        await sleep(tidying.REST * 0.7)
        assert rubbish() is not None, "somebody has just typed"
        await sleep(tidying.REST)
        assert (rubbish() is None) == (much < 10**9)

    play(scene)

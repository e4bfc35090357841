"""Dialogs: what they say, how they are answered by keys and by mouse, and that no answer loses anything."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import golden, play, screen_text, session_of, settled, shop
from vpcdesign.design.edit.drop import drop, goes_too
from vpcdesign.formats.native.write import write
from vpcdesign.tui.app import Designer
from vpcdesign.tui.frame.dialog import Dialog
from vpcdesign.tui.home.choosing import Choosing
from vpcdesign.tui.home.deleting import Deleting
from vpcdesign.tui.home.outside import OutsideChange
from vpcdesign.tui.home.quitting import Quitting
from vpcdesign.tui.home.recovery import Recovery
from vpcdesign.tui.journal.opening import Opened
from vpcdesign.tui.recent import Recent, remember
from vpcdesign.tui.session.history import History, Step
from vpcdesign.tui.session.session import Session

TITLES = ("Reserve 3 blocks", "acl-public inbound 130", "sg-bastion inbound 1: source 0.0.0.0/0")


def history(steps: int = 24, saved: int | None = 17) -> History:
    """Give a history as that of the pictures: 24 steps, the file at 17."""
    design = shop()
    opened = [Step(f"step {place}", design, "2026-11-21T14:02:00+00:00") for place in range(steps + 1)]
    for place, title in enumerate(TITLES, steps - len(TITLES) + 1):
        after = drop(design, ["acl-db#egress/0"]).design if place == steps else design
        opened[place] = Step(title, after, "2026-11-21T14:31:00+00:00")
    return History(tuple(opened), steps, saved)


def left_behind(folder: Path, *, changed: bool = False, saved: int | None = 17) -> Opened:
    file = folder / "shop.json"
    file.write_text(write(shop()))
    written = datetime.fromisoformat("2026-11-21T14:02:00+00:00").timestamp()
    os.utime(file, (written, written))
    return Opened(Session(history().at(17), file), replace(history(), saved=saved), changed_outside=changed)


def asked(
    dialog: Dialog, keys: str = "", *, size: tuple[int, int] = (80, 24), clicks: tuple[tuple[int, int], ...] = ()
) -> tuple[str, list[str | None]]:
    """Show a dialog over the shop, press keys, click; give its picture before, and what it answered."""
    answers: list[str | None] = []
    shown = ""

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        nonlocal shown
        _ = app.push_screen(dialog, answers.append)
        await settled(pilot, app)
        shown = screen_text(app)
        for key in keys.split():
            await pilot.press(key)
        for x, y in clicks:
            await pilot.click(dialog, offset=(x, y))
        await settled(pilot, app)

    play(scene, size=size)
    return shown, answers


def at(text: str, words: str) -> tuple[int, int]:
    """Give the cell where words stand on a screen."""
    y, line = next((y, line) for y, line in enumerate(text.split("\n")) if words in line)
    return line.index(words), y


def test_recovery_says_what_was_left(tmp_path: Path) -> None:
    shown, answers = asked(Recovery(left_behind(tmp_path)), "enter")
    golden("recovery-80x24", shown)
    assert answers == ["recover"]


def test_recovery_of_what_was_kept_on_purpose_says_so(tmp_path: Path) -> None:
    opened = left_behind(tmp_path)
    remember(Recent(str(tmp_path / "shop.json"), "2026-11-21T14:33:00+00:00"))
    shown, _ = asked(Recovery(opened))
    assert "You left at 14:33 and kept them for next time. Its journal is whole." in shown


def test_recovery_has_every_answer(tmp_path: Path) -> None:
    assert asked(Recovery(left_behind(tmp_path)), "down enter")[1] == ["saved"]
    assert asked(Recovery(left_behind(tmp_path)), "escape")[1] == [None]
    shown, answers = asked(Recovery(left_behind(tmp_path)), "down j k up enter")
    assert answers == ["recover"]
    assert asked(Recovery(left_behind(tmp_path)), clicks=(at(shown, "Open as saved"),))[1] == ["saved"]


def test_recovery_of_a_file_that_was_changed_outside_says_so(tmp_path: Path) -> None:
    shown, _ = asked(Recovery(left_behind(tmp_path, changed=True)), size=(120, 40))
    assert "open at step 24; shop.json was changed outside" in shown
    assert "as it is now; the 7 steps are put aside" in shown


def test_recovery_compares_and_still_asks(tmp_path: Path) -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        answers: list[str | None] = []
        _ = app.push_screen(Recovery(left_behind(tmp_path)), answers.append)
        await settled(pilot, app)
        await pilot.press("up", "enter")
        await settled(pilot, app)
        golden("recovery-compared-120x40", screen_text(app))
        await pilot.press("escape", "up", "up", "enter")
        await settled(pilot, app)
        assert answers == ["recover"]

    play(scene, size=(120, 40))


def test_quitting_asks_and_has_every_answer() -> None:
    session = session_of(shop())
    session.history = history()
    shown, answers = asked(Quitting(session), "enter")
    golden("quitting-80x24", shown)
    assert answers == ["save"]
    assert asked(Quitting(session), "right enter")[1] == ["keep"]
    assert asked(Quitting(session), "tab tab enter")[1] == [None]
    assert asked(Quitting(session), "escape")[1] == [None]
    assert asked(Quitting(session), clicks=(at(shown, "keep them"),))[1] == ["keep"]


def test_buttons_stand_below_each_other_where_there_is_no_room() -> None:
    session = session_of(shop())
    session.history = history()
    shown, _ = asked(Quitting(session), size=(60, 18))
    golden("quitting-60x18", shown)
    assert asked(Quitting(session), size=(60, 18), clicks=(at(shown, "keep them"),))[1] == ["keep"]


def test_a_change_outside_is_compared_loaded_or_written_over(tmp_path: Path) -> None:
    opened = left_behind(tmp_path)
    session = opened.session
    session.history = history()
    shown, answers = asked(OutsideChange(session), "right enter")
    golden("outside-80x24", shown)
    assert answers == ["load"]
    assert asked(OutsideChange(session), "left enter")[1] == ["keep"]
    assert asked(OutsideChange(session), "escape")[1] == [None]


def test_a_file_that_is_no_design_any_more_cannot_be_compared(tmp_path: Path) -> None:
    session = left_behind(tmp_path).session
    (tmp_path / "shop.json").write_text("{")

    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        _ = app.push_screen(OutsideChange(session))
        await settled(pilot, app)
        await pilot.press("enter")
        assert "shop.json is no design now: " in screen_text(app)
        assert isinstance(app.screen, OutsideChange)

    play(scene)


def test_deleting_says_what_goes_and_what_that_closes_and_leaves_it_by_default() -> None:
    shown, answers = asked(Deleting(goes_too(shop(), ["nat-a"])), "enter")
    golden("deleting-80x24", shown)
    assert answers == [None]
    assert asked(Deleting(goes_too(shop(), ["nat-a"])), "left left enter")[1] == ["all"]


def test_what_aws_would_not_delete_alone_cannot_be_chosen() -> None:
    goes = goes_too(shop(), ["app-a"])
    assert goes.alone
    shown, answers = asked(Deleting(goes), "left enter left enter", size=(120, 40))
    assert "AWS refuses to delete app-a alone" in shown
    assert answers == ["all"]


@pytest.mark.parametrize("size", [(60, 18), (200, 60)])
def test_dialogs_fit_every_size(size: tuple[int, int], tmp_path: Path) -> None:
    session = session_of(shop())
    session.history = history()
    dialogs: tuple[Callable[[], Choosing], ...] = (
        lambda: Recovery(left_behind(tmp_path)),
        lambda: Quitting(session),
        lambda: Deleting(goes_too(shop(), ["app-a"])),
    )
    for make in dialogs:
        shown, _ = asked(make(), size=size)
        assert all(len(line) <= size[0] for line in shown.split("\n"))
        assert "╰" in shown
        assert "esc" in shown


def test_the_key_that_quits_asks_first_and_twice_it_quits() -> None:
    async def scene(pilot: "Pilot[None]", app: Designer) -> None:
        app.session.history = history()
        await pilot.press("ctrl+c")
        assert "ctrl+q quits; nothing is lost." in screen_text(app)
        await pilot.press("ctrl+q")
        assert isinstance(app.screen, Quitting)
        assert app.return_code is None
        await pilot.press("escape")
        assert app.return_code is None
        await pilot.press("ctrl+q", "ctrl+q")
        assert app.return_code == 0

    play(scene)


def test_the_keys_in_the_lower_border_can_be_clicked() -> None:
    session = session_of(shop())
    session.history = history()
    shown = asked(Quitting(session))[0]
    assert asked(Quitting(session), clicks=(at(shown, "esc stay"),))[1] == [None]
    assert asked(Quitting(session), clicks=(at(shown, "enter choose"),))[1] == ["save"]

"""The tour's steps: each waits for what it asks, in order, and its words show the keys that are bound."""

import pytest

from vpcdesign.render.ink import plain, width
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import COMMANDS
from vpcdesign.tui.tour.panel import drawn
from vpcdesign.tui.tour.steps import STEPS, Moment, Progress, advanced, words

START = Moment(selection="public-a", subnets=9, assertions=9, saved=True)
ASKED = START._replace(selection="app-2", source="app-2", destination="db-1", verdict="allowed")
CARVED = ASKED._replace(hop=1, subnets=10, saved=False)
WALK = (
    START._replace(selection="app-a"),
    START._replace(selection="app-b"),
    ASKED,
    ASKED._replace(hop=1),
    ASKED._replace(verdict="blocked", blocked_on="return"),
    ASKED,
    CARVED,
    CARVED._replace(assertions=10),
    CARVED._replace(assertions=10, failed=1),
    CARVED._replace(assertions=10),
    CARVED._replace(assertions=10, saved=True),
)


def test_the_whole_walk_ends_the_tour() -> None:
    progress = Progress(START)
    steps = []
    for moment in WALK:
        progress = advanced(progress, moment)
        steps.append(progress.step)
    assert steps == [0, 1, 1, 2, 3, 4, 5, 5, 5, 5, 6]
    assert progress.done


def test_what_is_done_out_of_order_is_not_counted() -> None:
    progress = advanced(Progress(START), ASKED._replace(verdict="blocked", blocked_on="return"))
    assert progress.step == 0


def test_a_block_on_the_way_there_is_another_one() -> None:
    progress = Progress(START, 2)
    assert advanced(progress, ASKED._replace(verdict="blocked", blocked_on="forward")).step == 2


def test_being_saved_before_the_pin_is_not_enough() -> None:
    progress = Progress(START, 5)
    for moment in (CARVED._replace(saved=True), CARVED._replace(failed=1), CARVED._replace(assertions=10)):
        progress = advanced(progress, moment)
    assert not progress.done
    assert advanced(progress, CARVED._replace(assertions=10, saved=True)).done


def test_words_show_the_keys_as_they_are_bound() -> None:
    other = Keymap({"Z": "undo"})
    assert ("Z", True) in words(Progress(START, 3), other.hint)
    assert (":", True) in words(Progress(START, 4), other.hint)


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_every_key_that_is_named_is_a_command(step: int) -> None:
    named = [word for word, is_key in words(Progress(START, step), str) if is_key]
    assert set(named) <= set(COMMANDS)


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
@pytest.mark.parametrize("step", range(len(STEPS) + 1))
def test_every_step_is_three_lines(step: int, cells: int) -> None:
    lines = drawn(Progress(START, step), Keymap().hint, cells)
    assert len(lines) == 3
    assert {width(line) for line in lines} == {cells}


@pytest.mark.parametrize("cells", [80, 120])
def test_nothing_that_is_said_is_cut(cells: int) -> None:
    for step in range(len(STEPS) + 1):
        progress = Progress(START, step)
        said = "".join(text for text, _ in words(progress, Keymap().hint))
        shown = " ".join(plain(line).strip() for line in drawn(progress, Keymap().hint, cells)[1:])
        assert shown.split() == said.split()

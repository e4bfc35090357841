"""Keymaps: whatever a user writes, every key means one act, and each line that is left out is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.tui.commands.command import Command
from vpcdesign.tui.commands.registry import ALL, COMMANDS, default_keys
from vpcdesign.tui.config.keys import KEPT_FREE, PRESETS, Override, hindrance, keymap, named

UNDO, REDO, BACK = (
    Command("undo", "Edit: undo", ("u",)),
    Command("redo", "Edit: redo", ("U",)),
    Command("back", "", ("q",)),
)
SMALL = (UNDO, REDO, BACK)


def test_without_changes_every_command_has_its_own_keys() -> None:
    assert keymap(ALL) == (default_keys(), ())


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_name_commands_that_are_there_and_take_no_key_from_another(preset: str) -> None:
    assert set(PRESETS[preset]) <= set(COMMANDS)
    made = keymap(ALL, preset)
    wanted = {one.id: PRESETS[preset].get(one.id, one.keys) for one in ALL}
    assert not made.problems
    assert len(made.table) == sum(map(len, wanted.values()))
    assert not [key for key in made.table if hindrance(key)]


def test_vim_differs_as_it_says() -> None:
    table = keymap(ALL, "vim").table
    meant = {"G": "move.last", "ctrl+r": "redo", "o": "add", "i": "open", "p": "paste"}
    meant |= {"L": "outline", "I": "inspector", "P": "pin", "ctrl+f": "move.page-down", "j": "move.down"}
    meant |= {"O": "add-above", "ctrl+d": "move.half-down", "ctrl+u": "move.half-up"}
    assert meant.items() <= table.items()


def test_a_command_gets_the_users_keys_instead_of_its_own() -> None:
    made = keymap(SMALL, overrides=[Override("undo", ("z", "ctrl+u"), 3)])
    assert made == ({"z": "undo", "ctrl+u": "undo", "U": "redo", "q": "back"}, ())


def test_keys_can_be_exchanged() -> None:
    made = keymap(SMALL, overrides=[Override("undo", ("U",), 3), Override("redo", ("u",), 4)])
    assert made == ({"U": "undo", "u": "redo", "q": "back"}, ())


def test_a_key_is_not_taken_from_another_command() -> None:
    made = keymap(SMALL, overrides=[Override("undo", ("U",), 3)])
    assert made.table == {"u": "undo", "U": "redo", "q": "back"}
    assert made.problems == ("Keymap line 3 left out: U already means redo; give that another key first.",)


def test_of_two_that_want_one_key_the_later_is_left_out() -> None:
    made = keymap(SMALL, overrides=[Override("undo", ("z",), 3), Override("redo", ("z",), 4)])
    assert made.table == {"z": "undo", "U": "redo", "q": "back"}
    assert made.problems == ("Keymap line 4 left out: z already means undo; give that another key first.",)


@pytest.mark.parametrize(
    ("override", "words"),
    [
        (Override("undo", ("ctrl+b",), 7), "Keymap line 7 left out: ctrl+b is kept free for tmux."),
        (Override("undo", ("Ctrl+I",), 7), "Keymap line 7 left out: ctrl+i is tab in disguise."),
        (Override("udno", ("z",), 2), "Keymap line 2 left out: `udno` is no command; nearest: undo."),
        (Override("undo", ("pageupp",), 2), "Keymap line 2 left out: `pageupp` is no key; nearest: pageup."),
        (
            Override("undo", ("§§",), 2),
            "Keymap line 2 left out: `§§` is no key, which is written as `z`, `ctrl+z` or `f2`.",
        ),
        (
            Override("undo", ("alt+x",), 2),
            "Keymap line 2 left out: alt+x is kept free: terminals send alt in many ways.",
        ),
        (
            Override("undo", ("shift+up",), 2),
            "Keymap line 2 left out: shift+up is kept free for the terminal and its windows.",
        ),
        (
            Override("back", (), 2),
            "Keymap line 2 left out: back keeps a key, since every other command is reached by it.",
        ),
    ],
)
def test_what_cannot_be_is_told(override: Override, words: str) -> None:
    made = keymap(SMALL, overrides=[override])
    assert made.problems == (words,)
    assert made.table == {"u": "undo", "U": "redo", "q": "back"}


def test_a_command_may_go_without_a_key() -> None:
    assert keymap(SMALL, overrides=[Override("undo", ())]).table == {"U": "redo", "q": "back"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Esc", "escape"),
        ("shift+s", "S"),
        ("Ctrl+O", "ctrl+o"),
        ("ctrl + o", "ctrl+o"),
        ("Page Up", "pageup"),
        ("F1", "f1"),
        ("+", "+"),
        ("G", "G"),
        (" ", "space"),
        ("comma", ","),
        ("Shift+Tab", "shift+tab"),
    ],
)
def test_keys_are_understood_as_people_write_them(written: str, name: str) -> None:
    assert named(written) == name
    assert not hindrance(name)


WRITTEN = st.sampled_from([*(key for one in ALL for key in one.keys), *KEPT_FREE, "Z", "ctrl+g", "", "x y"])


@given(
    st.lists(
        st.builds(
            Override,
            st.sampled_from([*COMMANDS, "nobody"]),
            st.lists(WRITTEN, max_size=3).map(tuple),
            st.integers(1, 99),
        ),
        max_size=8,
    ),
    st.sampled_from(sorted(PRESETS)),
)
def test_whatever_is_written_a_keymap_works(overrides: list[Override], preset: str) -> None:
    """No command loses a key to another: what a line says it has, or it has what it had."""
    made = keymap(ALL, preset, overrides)
    assert not [key for key in made.table if hindrance(key)]
    own = {one.id: {tuple(PRESETS[preset].get(one.id, one.keys))} for one in ALL}
    for one in overrides:
        own.get(one.command, set()).add(tuple(dict.fromkeys(map(named, one.keys))))
    has: dict[str, list[str]] = {one.id: [] for one in ALL}
    for key, command in made.table.items():
        has[command].append(key)
    for command, keys in has.items():
        assert any(sorted(keys) == sorted(each) for each in own[command]), command
    assert has["palette"]
    assert has["back"]

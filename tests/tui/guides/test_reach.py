"""Every command can be reached: it has somebody who does it, a place in the palette, a line in the help of keys."""

import ast
from pathlib import Path

import vpcdesign.tui
from vpcdesign.tui.commands.keys import Keymap
from vpcdesign.tui.commands.registry import ALL, default_keys
from vpcdesign.tui.pages.help import keys_page
from vpcdesign.tui.palette import gather

SOURCES = Path(vpcdesign.tui.__file__).parent.rglob("*.py")
METHODS = {
    node.name
    for path in SOURCES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(("do_", "can_"))
}


def test_every_command_is_done_by_somebody() -> None:
    assert {command.id for command in ALL if command.method not in METHODS} == set()


def test_whatever_is_done_is_a_command() -> None:
    assert {name for command in ALL for name in (command.method, command.question)} >= METHODS


def test_palette_help_and_registry_are_the_same_commands() -> None:
    commands = [command.id for command in ALL]
    assert len(set(commands)) == len(commands)
    assert sorted(entry.act for entry in gather.commands(Keymap(), lambda _: None)) == sorted(commands)
    assert sorted(line.act for line in keys_page(Keymap()).lines if line.act) == sorted(commands)


def test_help_shows_every_key_that_is_bound() -> None:
    shown = {key for line in keys_page(Keymap(), 80).lines if line.act for key in line.text[:18].split()}
    names = {"page": "page up", "esc": "escape", "F1": "f1", "F2": "f2"}
    assert {names.get(key, key) for key in shown} >= {key for key in default_keys() if not key.startswith("page")}


def test_every_command_says_what_it_is() -> None:
    for command in ALL:
        area, colon, what = command.title.partition(": ")
        assert area, command
        assert colon, command
        assert what, command
        assert command.help, command

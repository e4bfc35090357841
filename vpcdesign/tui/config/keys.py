"""Keymaps: a preset, what the user changed of it, and a check that no key is lost by that.

A key is one act everywhere, so a keymap is a plain table of key to command. A change that would take a key from another
command, or that the terminal would never deliver, is left out, and a sentence says which line and why; what is left is
always a keymap that works.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vpcdesign.design.words import nearest, quoted
from vpcdesign.tui.commands.command import Command

KEPT_FREE: Mapping[str, str] = {
    "ctrl+b": "ctrl+b is kept free for tmux",
    "ctrl+a": "ctrl+a is kept free for screen",
    "ctrl+c": "ctrl+c is kept free for copying",
    "ctrl+i": "ctrl+i is tab in disguise",
    "ctrl+m": "ctrl+m is enter in disguise",
    "ctrl+j": "ctrl+j is enter in disguise",
    "ctrl+h": "ctrl+h is backspace in disguise",
    "ctrl+[": "ctrl+[ is escape in disguise",
}
"""Keys that terminals and multiplexers take, or send as another key."""

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "default": {},
    "vim": {
        "move.last": ("end", "G"),
        "move.page-down": ("pagedown", "ctrl+f"),
        "move.half-down": ("ctrl+d",),
        "move.half-up": ("ctrl+u",),
        "redo": ("U", "ctrl+r", "ctrl+y"),
        "add": ("a", "o"),
        "add-above": ("O",),
        "open": ("enter", "i"),
        "paste": ("p",),
        "outline": ("L",),
        "inspector": ("I",),
        "pin": ("P",),
    },
}
"""What a preset has instead of a command's own keys; nothing else differs."""

ALWAYS = ("palette", "back")
"""Commands that keep a key, since everything else is reached by them."""

_NAMED = {"enter", "escape", "tab", "backspace", "space", "delete", "insert", "home", "end", "pageup", "pagedown"}
_ARROWS = {"up", "down", "left", "right"}
_SAME = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "bksp": "backspace",
    "spacebar": "space",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "comma": ",",
    "colon": ":",
    "backtab": "shift+tab",
}
_KNOWN = {*_NAMED, *_ARROWS, "shift+tab", *(f"f{number}" for number in range(1, 13))}


class Override(NamedTuple):
    """What the user wants: these keys for this command; and the line that says so, 0 where it is not known."""

    command: str
    keys: tuple[str, ...]
    line: int = 0


class Keys(NamedTuple):
    """A keymap that works, and what was left out to make it so."""

    table: dict[str, str]
    problems: tuple[str, ...] = ()


def keymap(commands: Iterable[Command], preset: str = "default", overrides: Sequence[Override] = ()) -> Keys:
    """Make the table of key to command's id."""
    wanted = {command.id: command.keys for command in commands}
    changed = {name: keys for name, keys in PRESETS[preset].items() if name in wanted}
    wanted |= changed
    kept, problems = _checked(overrides, wanted)
    while clash := _clash(wanted, kept):
        lost, why = clash
        problems.append((lost.line, why))
        kept = [one for one in kept if one is not lost]
    wanted |= {one.command: one.keys for one in kept}
    table = {key: name for name, keys in wanted.items() for key in keys}
    return Keys(table, tuple(_left_out(line, why) for line, why in sorted(problems)))


def _checked(
    overrides: Sequence[Override], wanted: Mapping[str, object]
) -> tuple[list[Override], list[tuple[int, str]]]:
    """Part what can be meant from what cannot, with the reason."""
    kept: list[Override] = []
    problems: list[tuple[int, str]] = []
    for one in overrides:
        keys = tuple(dict.fromkeys(named(key) for key in one.keys))
        if one.command not in wanted:
            near = nearest(one.command, list(wanted))
            advice = f"; nearest: {near}" if near else ""
            problems.append((one.line, f"{quoted(one.command)} is no command{advice}"))
        elif not keys and one.command in ALWAYS:
            problems.append((one.line, f"{one.command} keeps a key, since every other command is reached by it"))
        elif why := next(filter(None, map(hindrance, keys)), ""):
            problems.append((one.line, why))
        else:
            kept.append(one._replace(keys=keys))
    return kept, problems


def _clash(wanted: Mapping[str, tuple[str, ...]], kept: Sequence[Override]) -> tuple[Override, str] | None:
    """Find a change that takes a key which another command has, and why it cannot be; the later of two loses."""
    by_command = {one.command: one for one in kept}
    owners: dict[str, str] = {}
    for name, keys in wanted.items():
        if name not in by_command:
            owners |= dict.fromkeys(keys, name)
    for one in by_command.values():
        for key in one.keys:
            other = owners.setdefault(key, one.command)
            if other != one.command:
                return one, f"{key} already means {other}; give that another key first"
    return None


def named(key: str) -> str:
    """Name a key as the registry does: `Esc` is `escape`, `shift+s` is `S`, `Ctrl+O` is `ctrl+o`."""
    key = key.strip() or key
    if len(key) == 1:
        return "space" if key == " " else key
    small = re.sub(r"\s*\+\s*(?=.)", "+", key.lower()).replace("page up", "pageup").replace("page down", "pagedown")
    small = _SAME.get(small, small)
    letter = re.fullmatch(r"shift\+([a-z])", small)
    return letter[1].upper() if letter else small


def hindrance(key: str) -> str:
    """Say why a key cannot be used; empty when it can."""
    if key in KEPT_FREE:
        return KEPT_FREE[key]
    if key in _KNOWN or (len(key) == 1 and key.isprintable() and key != " ") or re.fullmatch(r"ctrl\+[a-z]", key):
        return ""
    modifier, _, rest = key.rpartition("+")
    if "alt" in modifier.split("+") or "meta" in modifier.split("+"):
        return f"{key} is kept free: terminals send alt in many ways"
    if modifier and rest in _ARROWS:
        return f"{key} is kept free for the terminal and its windows"
    near = nearest(key, _KNOWN)
    return f"{quoted(key)} is no key{f'; nearest: {near}' if near else ', which is written as `z`, `ctrl+z` or `f2`'}"


def _left_out(line: int, why: str) -> str:
    return f"Keymap line {line} left out: {why}." if line else f"Keymap, left out: {why}."

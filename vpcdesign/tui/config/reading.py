"""Reading the configuration: whatever is wrong in it is told by its line and left out; the rest holds.

The designer always starts. A file that is no TOML at all is left out whole, with the place of its first mistake.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from vpcdesign.design.words import nearest, one_of, quoted
from vpcdesign.tui.commands.command import Command
from vpcdesign.tui.config.keys import Override, keymap
from vpcdesign.tui.config.settings import SCHEMA, Settings, Value, written

_KEYS = "keys"
_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_ENTRY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the user's file says: settings, the table of key to command, and what was left out of it."""

    settings: Settings
    keys: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read(text: str, commands: Iterable[Command]) -> Configuration:
    """Read a configuration; never fails."""
    commands = tuple(commands)
    problems: list[str] = []
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = {}
        problems.append(f"The configuration is left out: {_lowered(str(error))}.")
    lines = {path: line for line, path in entries(text)}
    keys = found.pop(_KEYS, {})
    settings = _settings(found, lines, problems)
    overrides: list[Override] = []
    if isinstance(keys, dict):
        overrides = list(_overrides(keys, lines, problems))
    else:
        problems.append(_left_out(lines.get((_KEYS,), 0), "`keys` is a table: write `[keys]` over the keys"))
    made = keymap(commands, settings.keymap, overrides)
    return Configuration(settings, made.table, (*problems, *made.problems))


def entries(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give every line that sets something, counted from 1, with the path of what it sets."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _path(header[1])
        elif entry := _ENTRY.match(line):
            yield number, (*table, *_path(entry[1]))


def _path(written_path: str) -> tuple[str, ...]:
    parts = re.findall(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""", written_path)
    return tuple(quoted_ or single or bare for quoted_, single, bare in parts)


def _settings(found: Mapping[str, Any], lines: Mapping[tuple[str, ...], int], problems: list[str]) -> Settings:
    known = {setting.key: setting for setting in SCHEMA}
    chosen: dict[str, Any] = {}
    for key, value in found.items():
        line = lines.get((key,), 0)
        if key not in known:
            near = nearest(key, known)
            problems.append(_left_out(line, f"{quoted(key)} is no setting{f'; nearest: {near}' if near else ''}"))
        elif any(value is choice or (isinstance(value, str) and value == choice) for choice in known[key].choices):
            chosen[key] = value
        else:
            problems.append(_left_out(line, _no_choice(key, value, known[key].choices)))
    return replace(Settings(), **chosen)


def _no_choice(key: str, value: object, choices: tuple[Value, ...]) -> str:
    words = [choice for choice in choices if isinstance(choice, str)]
    near = nearest(value, words) if isinstance(value, str) and words else None
    advice = f"; nearest: {near}" if near else f"; choose {one_of([written(choice) for choice in choices])}"
    return f"{quoted(value)} is no {key}{advice}"


def _overrides(
    keys: Mapping[str, Any], lines: Mapping[tuple[str, ...], int], problems: list[str]
) -> Iterator[Override]:
    for path, value in _flat(keys):
        line = lines.get((_KEYS, *path), 0) or lines.get((_KEYS,), 0)
        given = [value] if isinstance(value, str) else value
        if isinstance(given, list) and all(isinstance(key, str) for key in given):
            yield Override(".".join(path), tuple(key for key in given if key), line)
        else:
            problems.append(_left_out(line, f'{quoted(".".join(path))} needs a key like "z", or a list of keys'))


def _flat(keys: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give the entries of a table; `file.open = "o"` without quotes is a table in a table, and means the same."""
    for key, value in keys.items():
        if isinstance(value, dict):
            yield from (((key, *path), inner) for path, inner in _flat(value))
        else:
            yield (key,), value


def _left_out(line: int, why: str) -> str:
    return f"Configuration line {line} left out: {why}." if line else f"Configuration, left out: {why}."


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:].rstrip(".")

"""Changing one setting in a configuration that a person wrote: its line changes, every other byte stays.

A setting that is not there yet is put before the first table, since TOML would else take it as the table's. What comes
out is read again by whoever saves it, so a file that cannot be changed safely is not changed at all.
"""

import re
import tomllib

from vpcdesign.tui.config.reading import entries
from vpcdesign.tui.config.settings import Value, written

_TABLE = re.compile(r"\s*\[")


class UnwritableError(Exception):
    """The file is no TOML, or says a thing in a way that one line cannot change."""


def with_value(text: str, key: str, value: Value) -> str:
    """Give the text with the setting set; UnwritableError when that cannot be done by one line."""
    before = _parsed(text)
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    places = [number for number, path in entries(text) if path == (key,)]
    if places:
        line = lines[places[0] - 1]
        lines[places[0] - 1] = _changed(line, value)
    else:
        _insert(lines, f"{key} = {written(value)}\n")
    after = "".join(lines)
    if _parsed(after) != before | {key: value}:
        raise UnwritableError(f"the line of `{key}` cannot be changed without touching others")
    return after


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnwritableError(f"the configuration is not TOML: {error}") from error


def _changed(line: str, value: Value) -> str:
    """Put a value in place of a line's; what stands before and the comment after it stay."""
    head, _, rest = line.partition("=")
    found = re.match(r"""(\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#]+)(.*)""", rest, re.DOTALL)
    if found is None:
        raise UnwritableError(f"the value stands on another line than `{head.strip()}`")
    return f"{head}={found[1]}{written(value)}{found[3]}"


def _insert(lines: list[str], line: str) -> None:
    place = next((number for number, each in enumerate(lines) if _TABLE.match(each)), len(lines))
    while place and (lines[place - 1].lstrip().startswith("#") or not lines[place - 1].strip()) and place < len(lines):
        place -= 1  # comments right over a table belong to it
    if place and not lines[place - 1].endswith("\n"):
        lines[place - 1] += "\n"
    lines.insert(place, line)

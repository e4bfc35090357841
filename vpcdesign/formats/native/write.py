"""Design to text: one text for one design, laid out so that a change to the design is a small change to the text.

Keys stand in the model's order and what has its default is left out, so the text depends on the design alone; in a line
of a filter the rule number and action come first, and what people say of a line comes last. A list of objects has an
object a line (or more), so that an edit of one touches no other; what is short and holds no such list stays on a line.
`read(write(design)) == design`, whatever characters its texts hold.
"""

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from vpcdesign.collector import collector_paused
from vpcdesign.design.document import Design
from vpcdesign.design.words import escaped

WIDTH = 160
"""A line that would be longer is broken up, if it can be."""

FIRST, LAST = ("rule", "action"), ("note",)
"""Where these keys stand in an object that is a line of something, not a noun: a noun has an id."""

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | bool | None"


def write(design: Design) -> str:
    """Write a design as its document, with a line's end at the end."""
    with collector_paused():
        content: dict[str, Any] = design.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        head: dict[str, Any] = {"vpcdesign": design.vpcdesign, "name": design.name}
        return "".join(_lines({key: _ordered(value) for key, value in (head | content).items()})) + "\n"


def _ordered(value: Value) -> Value:
    """Put the keys of every line in a person's order."""
    if isinstance(value, dict):
        return {key: _ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_line_ordered(part) if isinstance(part, dict) else part for part in value]
    return value


def _line_ordered(line: dict[str, Value]) -> Value:
    keys = line if "id" in line else sorted(line, key=lambda key: (key not in FIRST) + (key in LAST))
    return {key: _ordered(line[key]) for key in keys}


def _lines(document: dict[str, Value]) -> Iterator[str]:
    """Write the outermost object: a line a key, and broken up whatever is in it."""
    opening = "{\n"
    for key, value in document.items():
        yield f"{opening}  {escaped(key)}: {_written(value, 2, len(key) + 6)}"
        opening = ",\n"
    yield "\n}"


def _written(value: Value, indent: int, used: int) -> str:
    """Write a value whose first line has `used` columns taken, a comma included."""
    line = _on_one_line(value, WIDTH - used)
    if line is not None:
        return line
    inner = indent + 2
    margin = "\n" + " " * inner
    if isinstance(value, dict):
        parts = [f"{escaped(key)}: {_written(part, inner, inner + len(key) + 5)}" for key, part in value.items()]
        return f"{{{margin}{f',{margin}'.join(parts)}\n{' ' * indent}}}"
    if isinstance(value, list):
        parts = [_written(part, inner, inner + 1) for part in value]
        return f"[{margin}{f',{margin}'.join(parts)}\n{' ' * indent}]"
    return _scalar(value)


def _on_one_line(value: Value, room: int) -> str | None:
    """Write a value on one line, unless it is too long for it or holds a list of objects."""
    if isinstance(value, dict):
        parts: list[str] = []
        for key, part in value.items():
            line = _on_one_line(part, room)
            if line is None:
                return None
            parts.append(f"{escaped(key)}: {line}")
            room -= len(parts[-1]) + 2
            if room < 0:
                return None
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        if any(isinstance(part, dict) for part in value):
            return None
        line = f"[{', '.join(_on_one_line(part, room) or '' for part in value)}]"
        return line if len(line) <= room else None
    return _scalar(value)


def _scalar(value: str | int | bool | None) -> str:  # noqa: FBT001 - a JSON value
    return escaped(value) if isinstance(value, str) else json.dumps(value)

"""Where something stands in a JSON text: found only once there is a problem to tell.

Reading keeps no positions, because almost every document is sound and large. A faulty object is found again by being
the same object in the parsed tree, and its line by walking the text along that way.
"""

import json
import re
from collections.abc import Callable, Iterator

from vpcdesign.errors import Problem

SPACE = re.compile(r"[ \t\r\n]*")

Scan = Callable[[str, int], tuple[object, int]]
"""The JSON value that begins at a place, and where it ends."""

Way = tuple[str | int, ...]
"""Keys and indices from the top of a document."""


def problem_at(message: str, file: str, document: str, way: Way, start: int = 0) -> Problem:
    """Give the problem with its line and column; the way begins with the value at `start` of the text."""
    offset = offset_of(document, way, start)
    line, column = line_and_column(document, offset)
    pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in way)
    return Problem(message, file=file, line=line, column=column, pointer=pointer)


def line_and_column(document: str, offset: int) -> tuple[int, int]:
    return document.count("\n", 0, offset) + 1, offset - document.rfind("\n", 0, offset)


def parents_in(tree: object) -> dict[int, tuple[int, str | int]]:
    """Give for every object and list below the tree, by identity, what holds it and under which key or index."""
    found: dict[int, tuple[int, str | int]] = {}
    stack = [tree]
    while stack:
        holder = stack.pop()
        for step, each in _children(holder):
            if isinstance(each, dict | list):
                found[id(each)] = id(holder), step
                stack.append(each)
    return found


def way_to(parents: dict[int, tuple[int, str | int]], tree: object, wanted: object) -> Way | None:
    """Give the way to this very object (not to its equal)."""
    steps: list[str | int] = []
    at = id(wanted)
    while at != id(tree):
        if at not in parents:
            return None
        at, step = parents[at]
        steps.append(step)
    return tuple(reversed(steps))


def way_to_text(tree: object, wanted: object) -> Way | None:
    """Give the way to the first text or number below the tree that equals the wanted one."""
    stack: list[tuple[object, Way]] = [(tree, ())]
    while stack:
        value, way = stack.pop()
        if type(value) is type(wanted) and value == wanted:
            return way
        stack.extend((each, (*way, step)) for step, each in reversed(list(_children(value))))
    return None


def offset_of(document: str, way: Way, start: int = 0) -> int:
    """Give where in a sound JSON text the value at the end of the way begins, or the last value found on it."""
    scan: Scan = json.JSONDecoder().raw_decode
    at = _skip(document, start)
    for step in way:
        if document[at] not in "{[":
            return at
        found = next((place for key, place in _members(document, at, scan) if key == step), None)
        if found is None:
            return at
        at = found
    return at


def _children(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _skip(document: str, at: int) -> int:
    match = SPACE.match(document, at)
    return match.end() if match else at


def _members(document: str, at: int, scan: Scan) -> Iterator[tuple[str | int, int]]:
    """Give the keys or indices of the object or list that begins here, each with the place of its value."""
    is_object = document[at] == "{"
    at = _skip(document, at + 1)
    index = 0
    while document[at] not in "}]":
        key: str | int = index
        if is_object:
            written, at = scan(document, at)
            key = str(written)
            at = _skip(document, _skip(document, at) + 1)
        yield key, at
        _, at = scan(document, at)
        at = _skip(document, at)
        if document[at] == ",":
            at = _skip(document, at + 1)
        index += 1

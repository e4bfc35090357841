"""Edits of a design document, one a line: `set /vpcs/shop/cidrs [...]`, `add ...`, `remove ...`.

A path is a JSON pointer in which a member of a list may also be named by what people call it: its id, the destination
of a route, the number of a network ACL rule. So a page changes one thing, and a reader sees which.
"""

import copy
import json
from typing import Any

Json = Any
NAMES = ("id", "rule", "destination", "name")


def edited(document: Json, line: str) -> Json:
    """Give the document with the edits of a line, joined by `&&`; the one handed over stays as it was."""
    document = copy.deepcopy(document)
    for edit in line.split(" && "):
        apply(document, edit.strip())
    return document


def apply(document: Json, edit: str) -> None:
    """Make one edit in place; ValueError when it cannot be read or its place does not exist."""
    verb, _, rest = edit.partition(" ")
    path, _, value = rest.strip().partition(" ")
    try:
        *way, last = segments(path)
        place = document
        for segment in way:
            place = member(place, segment)
        change(place, verb, last, json.loads(value) if value else None)
    except (KeyError, IndexError, json.JSONDecodeError) as trouble:
        raise ValueError(f"`{edit}` cannot be made: {trouble!r}") from trouble


def change(place: Json, verb: str, last: str, value: Json) -> None:
    match verb:
        case "set":
            place[key(place, last, new=True)] = value
        case "add":
            place.setdefault(last, []).append(value)
        case "remove":
            del place[key(place, last)]
        case _:
            raise ValueError(f"`{verb}` is no edit: write set, add or remove")


def segments(path: str) -> list[str]:
    """Split a JSON pointer; `~1` stands for a slash, `~0` for a tilde."""
    if not path.startswith("/"):
        raise ValueError(f"`{path}` is no path: it starts with a slash")
    return [part.replace("~1", "/").replace("~0", "~") for part in path[1:].split("/")]


def member(place: Json, segment: str) -> Json:
    return place[key(place, segment)]


def key(place: Json, segment: str, *, new: bool = False) -> str | int:
    """Give what `place[...]` needs to reach a segment: a key, or the number of the member so called."""
    if isinstance(place, dict):
        if segment not in place and not new:
            raise KeyError(segment)
        return segment
    for name in NAMES:
        for number, element in enumerate(place):
            if isinstance(element, dict) and str(element.get(name)) == segment:
                return number
    if segment.isdigit() and int(segment) < len(place):
        return int(segment)
    raise KeyError(segment)


def pointer(document: Json, path: str) -> str:
    """Give a path with every name replaced by its number: the JSON pointer that the program would print."""
    place, numbers = document, []
    for segment in segments(path):
        found = key(place, segment, new=True)
        numbers.append(str(found).replace("~", "~0").replace("/", "~1"))
        place = place.get(found, {}) if isinstance(place, dict) else place[found]
    return "/" + "/".join(numbers)

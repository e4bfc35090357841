"""A refusal of a JSON document: all its problems at once, each with line and column, in the order of the text."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from vpcdesign.design.words import visible
from vpcdesign.errors import DocumentError, Problem
from vpcdesign.formats.positions import Lines, Path, scan
from vpcdesign.formats.wording import Complaint, complaints

SHOWN = 50
"""So many problems are shown, and then how many more there are."""

LOCATED = 1000
"""Of so many the place is looked for, so that the first ones by place are shown."""


def refusal(
    text: str, file: str, found: Sequence[Complaint] = (), *, uncounted: int = 0, last_resort: str = ""
) -> DocumentError:
    """Make the error that says what is wrong with a text.

    Besides what is complained of, the text itself is searched: for what is no JSON and for keys that stand twice.
    `uncounted` problems exist besides. `last_resort` is said when nothing at all is found: the quick parser refused
    what the slow reading understands.
    """
    uncounted += max(0, len(found) - LOCATED)
    found = found[:LOCATED]
    places = scan(text, [complaint.path for complaint in found])
    entries = [(offset, message, "") for offset, message in places.problems]
    no_json = {offset for offset, _ in places.problems}  # what is no JSON is no wrong value besides
    entries += [
        (offset, visible(complaint.message), pointer(complaint.path))
        for complaint in found
        if (offset := places.place(complaint.path, key=complaint.key)) not in no_json
    ]
    entries = sorted(dict.fromkeys(entries), key=lambda entry: entry[0]) or [(0, last_resort, "")]
    lines = Lines(text)
    problems = [
        Problem(message, file, *lines.position(offset), pointer=where) for offset, message, where in entries[:SHOWN]
    ]
    more = max(0, len(entries) - SHOWN) + uncounted
    if more:
        problems.append(Problem(f"and {more:,} more", file))
    return DocumentError(problems)


def shape_refused(
    text: str, file: str, errors: list[ErrorDetails], model: type[BaseModel], *, uncounted: int = 0
) -> DocumentError:
    """Make the error for what pydantic found wrong with the shape of a document."""
    if errors[0]["type"] == "json_invalid":
        return refusal(text, file, last_resort=f"this is no JSON: {errors[0]['ctx']['error']}")
    return refusal(text, file, complaints(errors, model), uncounted=uncounted)


def details_of(text: str, error: ValidationError, model: type[BaseModel]) -> list[ErrorDetails]:
    """Give pydantic's details: of all problems, or of the first of each list where there are very many.

    It has no way to tell only some of a million, so a shortened document is asked in the place of the whole.
    """
    if error.error_count() > LOCATED:
        try:
            model.model_validate_json(json.dumps(_shortened(json.loads(text))))
        except ValidationError as first:
            error = first
    return error.errors(include_url=False)


def _shortened(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return [_shortened(part) for part in value[:SHOWN]]
    if isinstance(value, dict):
        return {key: _shortened(part) for key, part in value.items()}
    return value


def has_double_keys(text: str) -> bool:
    """Tell whether an object of a JSON text says a key twice: the quick parser takes the last and loses the others."""

    def look(pairs: list[tuple[str, None]]) -> None:
        if len(dict(pairs)) != len(pairs):
            raise _DoubleKeyError

    try:
        json.loads(text, object_pairs_hook=look, parse_int=str)
    except _DoubleKeyError:
        return True
    return False


class _DoubleKeyError(Exception):
    pass


def pointer(path: Path) -> str:
    """Write a JSON pointer."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)


def path_of(pointer: str) -> Path:
    """Take a JSON pointer apart."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def decoded(text: str | bytes, file: str) -> str:
    """Give the characters of a document: UTF-8, with or without a byte order mark."""
    if isinstance(text, bytes):
        return _from_utf8(text, file).removeprefix("\ufeff")
    characters = text.removeprefix("\ufeff")
    try:
        characters.encode("utf-8")
    except UnicodeEncodeError as error:
        place = Lines(characters).position(error.start)
        raise DocumentError(Problem("half a character (a lone surrogate): remove it", file, *place)) from None
    return characters


def _from_utf8(content: bytes, file: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError(Problem("this is UTF-16: save it as UTF-8", file, 1, 1))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        message = f"byte `0x{content[error.start]:02x}` is not UTF-8: save the document as UTF-8"
        raise DocumentError(Problem(message, file, *Lines(before).position(len(before)))) from None

"""Text to design: the door at which a document is settled, once.

A right document goes through pydantic alone. A wrong one is read a second time, slowly, for the line and column of all
its problems at once: its shape first, then ids and references, then what AWS would refuse. Only `DocumentError` leaves.
"""

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from vpcdesign.collector import collector_paused
from vpcdesign.design import legality, references
from vpcdesign.design.document import Design
from vpcdesign.errors import DocumentError, Problem
from vpcdesign.formats.refusal import decoded, details_of, has_double_keys, path_of, refusal, shape_refused
from vpcdesign.formats.wording import Complaint

VERSION = 1
"""The `vpcdesign` number that this program writes."""

Document = dict[str, Any]
MIGRATIONS: dict[int, Callable[[Document], Document]] = {}
"""What turns a document of version n into one of version n + 1."""


def read(text: str | bytes, file: str = "") -> Design:
    """Read a design; DocumentError with every problem and its place when it is none.

    `file` is only the name that problems bear.
    """
    text = decoded(text, file)
    with collector_paused():
        design = _shaped(text, file)
        found = references.problems(design)
        if not found:  # what AWS holds, AWS accepted: of an import only what AWS never writes is refused
            found = legality.malformed_lines(design) if design.imported else legality.problems(design)
        if found:
            raise refusal(text, file, [Complaint(path_of(pointer), message) for pointer, message in found])
    return design


def _shaped(text: str, file: str) -> Design:
    """Read a design of which only the shape is known to be right: its names may lead nowhere."""
    try:
        design = Design.model_validate_json(text)
    except ValidationError as error:
        return _second_reading(text, file, error)
    if has_double_keys(text):
        raise refusal(text, file)
    return design


def _second_reading(text: str, file: str, error: ValidationError) -> Design:
    """Migrate an older document, or say all that is wrong."""
    errors = details_of(text, error, Design)
    version = _other_version(errors)
    if version is not None and version > VERSION:
        message = f"document version {version} is newer than {VERSION}, which is what this program reads: update it"
        raise refusal(text, file, [Complaint(("vpcdesign",), message)]) from None
    if version in MIGRATIONS:
        return _migrated(text, file, version)
    uncounted = error.error_count() - len(errors)
    raise shape_refused(text, file, errors, Design, uncounted=uncounted) from None


def _other_version(errors: list[ErrorDetails]) -> int | None:
    """Give the document's number where it is another than ours."""
    numbers = (details["input"] for details in errors if details["loc"] == ("vpcdesign",))
    number = next(numbers, None)
    return number if isinstance(number, int) else None


def _migrated(text: str, file: str, version: int) -> Design:
    """Bring an older document up to date; its problems have no line, for the text is no longer what was written."""
    document = json.loads(text)
    for number in range(version, VERSION):
        document = MIGRATIONS[number](document)
    try:
        return _shaped(json.dumps(document | {"vpcdesign": VERSION}), file)
    except DocumentError as error:
        raise DocumentError([Problem(found.message, file, pointer=found.pointer) for found in error.problems]) from None

"""Assertions in a file of their own, which many designs can share; this is its JSON, YAML stands beside.

A file without assertions is refused: a check of nothing would always hold.
"""

from pydantic import ValidationError

from vpcdesign.design.asserting import Assertion
from vpcdesign.design.noun import Model
from vpcdesign.errors import DocumentError, Problem
from vpcdesign.formats.refusal import decoded, details_of, has_double_keys, refusal, shape_refused


class AssertionFile(Model):
    """A file of assertions."""

    assertions: tuple[Assertion, ...]


NOTHING = "no assertions here: write at least one under `assertions`"


def read_assertions(text: str | bytes, file: str = "") -> tuple[Assertion, ...]:
    """Read assertions from JSON; DocumentError with every problem and its place."""
    text = decoded(text, file)
    try:
        found = AssertionFile.model_validate_json(text)
    except ValidationError as error:
        errors = details_of(text, error, AssertionFile)
        uncounted = error.error_count() - len(errors)
        raise shape_refused(text, file, errors, AssertionFile, uncounted=uncounted) from None
    if has_double_keys(text):
        raise refusal(text, file)
    if not found.assertions:
        raise DocumentError(Problem(NOTHING, file, 1, 1))
    return found.assertions

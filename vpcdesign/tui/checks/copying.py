"""Assertions with their verdicts as CSV, for a spreadsheet or a ticket."""

import csv
import io
from collections.abc import Iterable

from vpcdesign.analysis.results import Result
from vpcdesign.design.asserting import Assertion
from vpcdesign.render.visible import visible

HEAD = ("verdict", "assertion", "from", "to", "ports", "expect", "reason")
FORMULA = "=+-@\t\r"
"""What a spreadsheet would take for a formula at the beginning of a cell."""


def checks_csv(several: Iterable[tuple[Assertion, Result | None]]) -> str:
    """Write assertions, one a line."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(HEAD)
    for claim, result in several:
        verdict = "unproved" if result is None else "holds" if result.holds else "broken"
        reason = "" if result is None else result.reason
        cells = (verdict, claim.name, claim.from_, claim.to, claim.ports, claim.expect, reason)
        lines.writerow(map(_cell, cells))
    return written.getvalue()


def _cell(text: str) -> str:
    text = visible(text)
    return f"'{text}" if text[:1] in FORMULA and text else text

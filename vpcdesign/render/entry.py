"""A line of a report: a judged assertion, in which design, and where it is written (line 0: nobody can tell)."""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.analysis.results import Result


@dataclass(frozen=True, slots=True)
class Entry:
    """An assertion with its place; without a `file` it came from standard input."""

    design: str
    result: Result
    file: str = ""
    line: int = 0
    column: int = 0


def summary(entries: Sequence[Entry]) -> str:
    """Count what holds: `8 of 9 assertions hold`."""
    held = sum(one.result.holds for one in entries)
    noun, verb = ("assertion", "holds") if len(entries) == 1 else ("assertions", "hold")
    designs = len({one.design for one in entries})
    return f"{held} of {len(entries)} {noun} {verb}" + (f" in {designs} designs" if designs > 1 else "")

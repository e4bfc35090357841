"""A line of a comparison for reports: a difference, how grave it is, and where it is written (line 0: unknown)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.analysis.results import EFFECTS, Difference

Grade: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class DifferenceEntry:
    """A difference with its place in the new design; without a `file` that came from standard input."""

    difference: Difference
    file: str = ""
    line: int = 0
    column: int = 0

    @property
    def grade(self) -> Grade:
        """What is dangerous is an error, what opens, closes or narrows a warning, what only widens a note."""
        if self.difference.dangers:
            return "error"
        return "note" if self.difference.effect == "widened" else "warning"


def summary(found: Sequence[Difference]) -> str:
    """Say what a whole edit does: `1 dangerous; 1 opened, nothing closed, ...`."""
    if not found:
        return "no packet fares differently, proved"
    numbers = {effect: sum(one.effect == effect for one in found) for effect in EFFECTS}
    told = ", ".join(f"{number or 'nothing'} {effect}" for effect, number in numbers.items())
    dangerous = sum(bool(one.dangers) for one in found)
    return f"{dangerous} dangerous; {told}" if dangerous else told

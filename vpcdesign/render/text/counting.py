"""What a design holds, counted: `1 VPC, 9 subnets, 2 route tables`; and several names, of which a few are said."""

from collections.abc import Sequence

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.words import SINGULAR

_FEW = 3
"""Names that are said of several."""
_PLURALS = {"entry": "entries", "address": "addresses", "access": "access"}


def holdings(design: Design) -> str:
    """Count the nouns of a design by kind."""
    counts = [count(len(getattr(design, kind)), SINGULAR[kind]) for kind in NOUN_LISTS if getattr(design, kind)]
    return ", ".join(counts) or "nothing"


def count(number: int, noun: str) -> str:
    """Write a number with its noun: `1 subnet`, `1,200 subnets`."""
    last = noun.rpartition(" ")[2]
    return f"{number:,} {noun if number == 1 else noun.removesuffix(last) + _PLURALS.get(last, last + 's')}"


def names(several: Sequence[str]) -> str:
    """Write who is meant, at most a few."""
    more = f" and {len(several) - _FEW} more" if len(several) > _FEW else ""
    return ", ".join(several[:_FEW]) + more

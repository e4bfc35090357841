"""In which order kinds stand: those of places side by side do so too, but for a few who came by an edit."""

from collections.abc import Iterator, Sequence

from vpcdesign.reach.covers import Bits
from vpcdesign.reach.places import Places


def firsts(ordered: Sequence[int]) -> list[int]:
    """Give the first kind of each place, and behind them all how many there are, of kinds in order of their places."""
    found = [len(ordered)] * (max(ordered, default=-1) + 2)
    for number in range(len(ordered) - 1, -1, -1):
        found[ordered[number]] = number
    return found


def astray(places: Places) -> Iterator[tuple[Bits, int]]:
    """Give the kinds that are not where their order says, with the place where they are; -1 is nowhere any more."""
    known = len(places.ordered)
    for number, kind in enumerate(places.kinds):
        if kind.gone or number >= known or places.ordered[number] != kind.place:
            yield 1 << number, -1 if kind.gone else kind.place

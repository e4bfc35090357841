"""Kinds of two worlds put side by side: a number for every kind of the old world that goes on in a kind of the new one.

Numbers go along the kinds of the new world, and kinds of both along the addresses: so bits of kinds become bits of
numbers by a few shifts, however many there are, and rows of both worlds are compared as they are.
"""

from collections.abc import Iterator, Mapping, Sequence

from vpcdesign.analysis.numbering import Numbering
from vpcdesign.reach.covers import Bits

FEW = 30
"""With more runs than this it is quicker to look at each kind."""

Run = tuple[int, Bits, int]
"""The first of some kinds that follow each other, a mask as long as they are, and the number of the first."""


class Counterparts:
    """The counterparts among receivers; sides are 0 for the old world and 1 for the new one."""

    def __init__(self, behind: Mapping[tuple[int, int], Bits]) -> None:
        """Number pairs of kinds, an old and a new one; `behind` tells who is of both.

        A kind below 0 is none: nobody was there, or nobody is.
        """
        self.pairs = sorted(behind, key=lambda one: (one[1], one[0]))
        self.all = (1 << len(self.pairs)) - 1
        self._who = Numbering({number: behind[one] for number, one in enumerate(self.pairs)})
        kinds = [[one[side] for one in self.pairs] for side in (0, 1)]
        self._runs = [list(_runs(one)) for one in kinds]
        self._of = [
            Numbering(_numbers(one)) if len(runs) > FEW else None for one, runs in zip(kinds, self._runs, strict=True)
        ]

    def spread(self, side: int, kinds: Bits) -> Bits:
        """Give the numbers of some kinds of a world."""
        of = self._of[side]
        if of is not None:
            return of.of(kinds)
        found = 0
        for low, mask, at in self._runs[side]:
            found |= (kinds >> low & mask) << at
        return found

    def who(self, numbers: Bits) -> Bits:
        """Give who is behind some numbers."""
        return self._who.of(numbers)


def _runs(kinds: Sequence[int]) -> Iterator[Run]:
    first = 0
    for number in range(1, len(kinds) + 1):
        if number == len(kinds) or kinds[number] != kinds[number - 1] + 1 or kinds[number - 1] < 0:
            if kinds[first] >= 0:
                yield kinds[first], (1 << number - first) - 1, first
            first = number


def _numbers(kinds: Sequence[int]) -> dict[int, Bits]:
    found: dict[int, Bits] = {}
    for number, kind in enumerate(kinds):
        if kind < 0:
            continue
        found[kind] = found.get(kind, 0) | 1 << number
    return found

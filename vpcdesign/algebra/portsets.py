"""Sets of services as small numbers: equal sets have one number, and what was combined once is remembered.

A number stays what it is for as long as the pool lives, so it may be a key; only what combining remembers is bounded.
"""

from vpcdesign.algebra.intervals import Intervals, difference, intersection, union
from vpcdesign.algebra.services import ALL

EMPTY, FULL = 0, 1
MEMO = 1_000_000
_SHIFT = 32


class PortSets:
    """A pool of sets; EMPTY and FULL are in every pool."""

    __slots__ = ("_both", "_either", "_less", "_numbers", "_sets")

    def __init__(self) -> None:
        self._sets: list[Intervals] = [(), ALL]
        self._numbers: dict[Intervals, int] = {(): EMPTY, ALL: FULL}
        self._both: dict[int, int] = {}
        self._either: dict[int, int] = {}
        self._less: dict[int, int] = {}

    def number(self, services: Intervals) -> int:
        """Give the number of a set."""
        found = self._numbers.get(services)
        if found is None:
            found = self._numbers[services] = len(self._sets)
            self._sets.append(services)
        return found

    def services(self, number: int) -> Intervals:
        """Give the set of a number."""
        return self._sets[number]

    def both(self, a: int, b: int) -> int:
        """Give what is in both sets."""
        if b in (a, FULL):
            return a
        if a == FULL:
            return b
        if not a or not b:
            return EMPTY
        key = a << _SHIFT | b if a < b else b << _SHIFT | a
        found = self._both.get(key)
        if found is None:
            found = self.number(intersection(self._sets[a], self._sets[b]))
            _remember(self._both, key, found)
        return found

    def either(self, a: int, b: int) -> int:
        """Give what is in either set."""
        if a == b or not b:
            return a
        if not a:
            return b
        if FULL in (a, b):
            return FULL
        key = a << _SHIFT | b if a < b else b << _SHIFT | a
        found = self._either.get(key)
        if found is None:
            found = self.number(union(self._sets[a], self._sets[b]))
            _remember(self._either, key, found)
        return found

    def less(self, a: int, b: int) -> int:
        """Give what is in the first set and not in the second."""
        if not a or b in (a, FULL):
            return EMPTY
        if not b:
            return a
        key = a << _SHIFT | b
        found = self._less.get(key)
        if found is None:
            found = self.number(difference(self._sets[a], self._sets[b]))
            _remember(self._less, key, found)
        return found


def _remember(memo: dict[int, int], key: int, found: int) -> None:
    if len(memo) >= MEMO:
        memo.clear()
    memo[key] = found

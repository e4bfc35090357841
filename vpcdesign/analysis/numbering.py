"""Sets of things under other numbers: a bit for each here, any bits for it there.

Rows number whom they tell of in their own way, and a matrix has groups for kinds: sets go from one to the other by the
thousand, many of them equal and most of them alike in parts. So what a set comes to is remembered, whole and in parts.
Long stretches of numbers stand elsewhere in the same order: these are taken over at once.
"""

from collections import Counter
from collections.abc import Mapping

from vpcdesign.reach.covers import Bits, bits_of, bits_with

_PART = 8
"""Bits that are looked up at once."""
_MANY = 64
"""So many that are as far from their places as each other are moved together."""


class Numbering:
    """Gives for a set the union of what its members are elsewhere; who is nothing elsewhere is left out."""

    def __init__(self, elsewhere: Mapping[int, Bits]) -> None:
        """Take what each number is elsewhere."""
        self._elsewhere = elsewhere
        self._all = sum(1 << number for number in elsewhere)
        shifts = {one: bits.bit_length() - 1 - one for one, bits in elsewhere.items() if bits.bit_count() == 1}
        far = [shift for shift, times in Counter(shifts.values()).items() if times >= _MANY]
        self._moved = [(shift, bits_with([one for one, by in shifts.items() if by == shift])) for shift in far]
        self._known: dict[Bits, Bits] = {}
        self._parts: dict[tuple[int, int], Bits] = {}

    def of(self, some: Bits) -> Bits:
        """Give a set as it is elsewhere."""
        some &= self._all
        known = self._known.get(some)
        if known is None:
            known = self._known[some] = self._found(some)
        return known

    def _found(self, some: Bits) -> Bits:
        found = 0
        for shift, those in self._moved:
            found |= (some & those) << shift if shift >= 0 else (some & those) >> -shift
            some &= ~those
        for place, part in enumerate(some.to_bytes(some.bit_length() // _PART + 1, "little")):
            if part:
                known = self._parts.get((place, part))
                found |= self._part(place, part) if known is None else known
        return found

    def _part(self, place: int, part: int) -> Bits:
        found = 0
        for number in bits_of(part):
            found |= self._elsewhere[place * _PART + number]
        self._parts[place, part] = found
        return found

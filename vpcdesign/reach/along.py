"""Places along the axis of addresses: which of them lie in a stretch of it, whatever their numbers are.

Places are numbered along the axis when a network is new, and no edit moves a number; so who came by an edit stands out
of order, and only those are looked for one by one.
"""

from bisect import bisect_left
from collections.abc import Sequence

from vpcdesign.reach.covers import Bits


class Along:
    """Places by the lowest of their addresses."""

    def __init__(self, lows: Sequence[int]) -> None:
        """Take those in order whose numbers follow their addresses, and the rest apart."""
        self._lows: list[int] = []
        self._apart: list[tuple[int, Bits]] = []
        highest = -1
        for number, low in enumerate(lows):
            if low < highest:
                self._apart.append((low, 1 << number))
            highest = max(low, highest)
            self._lows.append(highest)

    def between(self, low: int, high: int | None) -> Bits:
        """Give the places from an address on, up to another one that is not among them."""
        first, last = bisect_left(self._lows, low), len(self._lows) if high is None else bisect_left(self._lows, high)
        found = (1 << last) - (1 << first)
        for at, bit in self._apart:
            found = found | bit if low <= at and (high is None or at < high) else found & ~bit
        return found

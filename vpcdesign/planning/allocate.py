"""Blocks given out of free space: each in the smallest gap that holds it, the lowest of several.

This is optimal: whatever the order of the requests, one is refused only when no arrangement of all of them exists. For
take an arrangement that exists, and the request at hand. If it does not stand in the smallest gap that holds it, swap
the aligned part of its own gap that is as large as whatever stands there: nothing is cut, since blocks are nested or
disjoint, and the arrangement still exists with the request where it was put. `tests/planning` holds it to exhaustive
search. So requests are served in the order in which people wrote them, and it costs nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from vpcdesign.planning.blocks import Block


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why requests do not fit: in blocks of this height they take `needed` and there is room for `free`."""

    height: int
    needed: int
    free: int


class Shelves:
    """Free blocks by height, lowest first; changes as blocks are taken."""

    def __init__(self, gaps: Iterable[Block]) -> None:
        """Put the gaps on the shelves."""
        self._lows: dict[int, list[int]] = {}
        self._filled = 0
        for low, height in gaps:
            self._lows.setdefault(height, []).append(low)
            self._filled |= 1 << height
        for lows in self._lows.values():
            heapify(lows)

    def take(self, height: int) -> Block | None:
        """Take a block of that height, None when there is none."""
        fitting = self._filled >> height
        if not fitting:
            return None
        return self._cut(height, height + (fitting & -fitting).bit_length() - 1)

    def take_lowest(self, height: int) -> Block | None:
        """Take the lowest block of that height; readers expect it, and it may leave less room for others."""
        shelves = [(lows[0], at) for at, lows in self._lows.items() if at >= height and lows]
        return self._cut(height, min(shelves)[1]) if shelves else None

    def _cut(self, height: int, at: int) -> Block:
        lows = self._lows[at]
        low = heappop(lows)
        if not lows:
            self._filled ^= 1 << at
        while at > height:
            at -= 1
            self.put(Block(low + (1 << at), at))
        return Block(low, height)

    def put(self, gap: Block) -> None:
        """Put a block on the shelves; its buddy is not joined to it."""
        lows = self._lows.get(gap.height)
        if lows is None:
            lows = self._lows[gap.height] = []
        heappush(lows, gap.low)
        self._filled |= 1 << gap.height


def allocate(gaps: Iterable[Block], heights: Iterable[int]) -> list[Block] | None:
    """Give a block of each height, in order; None when there is no arrangement of all of them."""
    shelves, found = Shelves(gaps), []
    for height in heights:
        taken = shelves.take(height)
        if taken is None:
            return None
        found.append(taken)
    return found


def allocate_in_order(gaps: Sequence[Block], heights: Sequence[int]) -> list[Block] | None:
    """Give a block of each height, the lowest first as readers expect; if that has no room for all, as `allocate`."""
    shelves = Shelves(gaps)
    found = [shelves.take_lowest(height) for height in heights]
    placed = [each for each in found if each is not None]
    return placed if len(placed) == len(found) else allocate(gaps, heights)


def room(gaps: Iterable[Block], height: int) -> int:
    """Count the blocks of that height that fit side by side."""
    return sum(1 << gap.height - height for gap in gaps if gap.height >= height)


def shortage(gaps: Sequence[Block], heights: Sequence[int]) -> Shortage | None:
    """Say why there is no arrangement, None when there is one: at some height the larger requests exceed the room.

    The condition is exact in both directions (`allocate` is the proof of one, counting of the other). Of several
    heights the lowest is told, where as many requests as possible count.
    """
    counts = Counter(heights)
    for height in sorted(counts):
        needed = sum(count << each - height for each, count in counts.items() if each >= height)
        free = room(gaps, height)
        if needed > free:
            return Shortage(height, needed, free)
    return None

"""Addresses cut into cells: two addresses share a cell when the same sets hold both.

So whatever is asked only by membership in those sets is asked once a cell. A hole in a block does not part what lies
on its two sides.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from vpcdesign.algebra.intervals import Intervals


class Cells:
    """The cells that some sets make of the axis."""

    __slots__ = ("_names", "_sets", "cuts")

    def __init__(self, sets: Iterable[Intervals]) -> None:
        """Sweep once over all edges of the sets."""
        edges: dict[int, int] = {}
        self._sets = dict.fromkeys(sets)
        for place, one in enumerate(self._sets):
            bit = 1 << place
            for low, high in one:
                edges[low] = edges.get(low, 0) ^ bit
                edges[high + 1] = edges.get(high + 1, 0) ^ bit
        self.cuts = sorted(edges)
        names: dict[int, int] = {0: 0}
        self._names = [0]
        held = 0
        for cut in self.cuts:
            held ^= edges[cut]
            self._names.append(names.setdefault(held, len(names)))

    def tell(self, sets: Iterable[Intervals]) -> bool:
        """Tell whether these cells know all of some sets."""
        return all(one in self._sets for one in sets)

    def of(self, address: int) -> int:
        """Give the cell of an address."""
        return self._names[bisect_right(self.cuts, address)]

    def parts(self, addresses: Intervals) -> Iterator[tuple[int, int, int]]:
        """Give the stretches (low, high, cell) of a set."""
        for low, high in addresses:
            at = bisect_right(self.cuts, low)
            start = low
            while at < len(self.cuts) and self.cuts[at] <= high:
                if self._names[at] != self._names[at + 1]:
                    yield start, self.cuts[at] - 1, self._names[at]
                    start = self.cuts[at]
                at += 1
            yield start, high, self._names[at]

"""Addresses cut into cells: two addresses share a cell when the same sets hold both.

So whatever is asked only by membership in those sets is asked once a cell. A hole in a block does not part what lies
on its two sides.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from itertools import count

from vpcdesign.algebra.intervals import Intervals


class Cells:
    """The cells that some sets make of the axis."""

    __slots__ = ("_names", "_sets", "_spare", "cuts")

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
        self._spare = count(len(names))  # shared by all that are cut finer, so that none gives a number of another

    def finer(self, sets: Iterable[Intervals]) -> "Cells":
        """Cut cells by more sets: what is in none of these keeps its number, and what is has a new one of its own."""
        other = copy(self)
        cut = Cells([one for one in sets if one not in self._sets])
        other._sets = self._sets | cut._sets  # noqa: SLF001 - its own class
        other.cuts = sorted({*self.cuts, *cut.cuts})
        names: dict[tuple[int, int], int] = {}
        other._names = []  # noqa: SLF001 - its own class
        for low in (-1, *other.cuts):
            known, held = self.of(low), cut.of(low)
            if held and (known, held) not in names:
                names[known, held] = next(self._spare)
            other._names.append(names[known, held] if held else known)  # noqa: SLF001 - its own class
        return other

    def follow(self, other: "Cells") -> bool:
        """Tell whether a number of others that were cut finer since means nothing else here."""
        return self._spare is other._spare  # noqa: SLF001 - its own class

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

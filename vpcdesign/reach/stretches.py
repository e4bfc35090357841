"""Where everybody stands along the axis of addresses: an edit that cuts a block asks who is in it, and nobody else.

No edit of rules moves anybody, so it is looked up once for a whole chain of such edits.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.reach.ends import End, Ends
from vpcdesign.reach.kinds import Kind, Place


class Stretches:
    """The stretches of all `looked_at`, and the first address of each place, by the place.

    Those of whoever is `outside` are known, and the first addresses of the places of all others. `ends` tell whether
    somebody moved since.
    """

    def __init__(
        self, ends: Ends, looked_at: Iterable[End], outside: Iterable[str], sorts: tuple[list[Place], list[Kind]]
    ) -> None:
        places, kinds = sorts
        self.ends = ends
        self.of: dict[int, list[tuple[int, int]]] = {}
        self.inside: set[int] = set()
        for end in looked_at:
            place = kinds[end.kind].place
            self.of.setdefault(place, []).extend(end.addresses)
            if end.endpoint.id not in outside:
                self.inside.add(place)
        firsts = [(one.end.addresses[0][0], number) for number, one in enumerate(places)]
        for low, number in firsts:
            self.of.setdefault(number, []).append((low, low))
        hosts = sorted(one for one in firsts if places[one[1]].end.endpoint.id not in outside)
        self._hosts = [low for low, _ in hosts], [number for _, number in hosts]

    @cached_property
    def _along(self) -> tuple[list[tuple[int, int, int]], list[int], list[int]]:
        """All stretches along the axis, where they begin, and how far those do that begin no later."""
        whole = sorted((low, high, place) for place, several in self.of.items() for low, high in {*several})
        return whole, [low for low, _, _ in whole], list(accumulate((high for _, high, _ in whole), max))

    def expect_edits(self) -> None:
        """Have at hand what an edit of rules looks up."""
        _ = self._along

    def meeting(self, addresses: Intervals) -> set[int]:
        """Give the places of which anything is in a set."""
        found: set[int] = set()
        whole, lows, farthest = self._along
        for low, high in addresses:
            at = bisect_right(lows, high) - 1
            while at >= 0 and farthest[at] >= low:
                if whole[at][1] >= low:
                    found.add(whole[at][2])
                at -= 1
        return found

    def hosts(self, low: int, high: int | None) -> Iterator[int]:
        """Give the places inside that begin at an address or behind it, up to another one that is not among these."""
        lows, numbers = self._hosts
        yield from numbers[bisect_left(lows, low) : None if high is None else bisect_left(lows, high)]

"""Who sends what the lines of a guard can match: whom a line that came or went concerns at all.

A sender is known by his own marks and addresses, and by those that devices on his way make him known by. It is told of
the ways that were asked; nobody was told anything of the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from vpcdesign.algebra.intervals import Intervals, contains
from vpcdesign.network.stages import Line
from vpcdesign.reach.bearers import Bearers
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.exchanges import Arriving
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.loads import Who

Seen = tuple[int, int] | None
"""The cell and an address by which hosts' own filters know a sender; None where nobody knows them."""


class Matched:
    """Tells who sends what lines of guards can match: by his own marks and addresses, and as devices make them known.

    `ways` are those that were asked, by place: how packets arrive that a device gave other marks or another sender.
    """

    def __init__(
        self, bearers: Bearers, ways: Mapping[int, Iterable[Arriving]], seen_as: Callable[[Kind, Who], Seen]
    ) -> None:
        self._kinds, self._senders = bearers.kinds, bearers.senders
        self._ways = {place: some for place, several in ways.items() if (some := list(filter(_otherwise, several)))}
        self._seen_as = seen_as

    def by(self, lines: Sequence[Line]) -> Bits:
        """Give who sends what some lines match; marks may get longer on the way."""
        marks = {mark[:end] for line in lines for mark in line.label or () for end in range(len(mark) + 1)}
        sources = {line.source for line in lines if line.label is None}
        if None in sources:
            return (1 << len(self._kinds)) - 1
        blocks = [one for one in sources if one]
        found = bits_with([number for mark in marks for number in self._senders.marks.get(mark, ())])
        for one in blocks:
            found |= self._senders.within(one)
        for place, ways in self._ways.items():
            several = [number for number in self._senders.places.get(place, ()) if not found >> number & 1]
            if several and marks and any(one.labels and not marks.isdisjoint(one.labels) for one in ways):
                found |= bits_with(several)
            elif several and blocks:
                found |= bits_with([number for number in several if self._seen(self._kinds[number], ways, blocks)])
        return found

    def to(self, lines: Iterable[Line]) -> Bits:
        """Give to whom what is sent can match lines of a filter outbound."""
        found = 0
        for one in lines:
            if one.destination is None:
                return (1 << len(self._kinds)) - 1
            found |= self._senders.within(one.destination)
        return found

    def _seen(self, kind: Kind, ways: Iterable[Arriving], blocks: Iterable[Intervals]) -> bool:
        """Tell whether guards know a sender, as he arrives, by an address in one of some sets."""
        several = (self._seen_as(kind, one.who) for one in ways)
        return any(contains(block, one[1]) for one in several if one is not None for block in blocks)


def _otherwise(arriving: Arriving) -> bool:
    return arriving.who is not None or arriving.labels is not None

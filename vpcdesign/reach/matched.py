"""Who sends what the lines of a guard can match: whom a line that came or went concerns at all.

A sender is known by his own marks and addresses, and by those that devices on his way make him known by. That is told
of the ways that were asked. What is known without a look at any way (`hearing`) counts on no device: so where a line
matches what any of them may make a sender known by, it concerns all of whose ways not everything is known.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from vpcdesign.algebra.intervals import Intervals, contains
from vpcdesign.network.rules import Line
from vpcdesign.reach.bearers import Senders
from vpcdesign.reach.covers import Bits, bits_of, bits_with
from vpcdesign.reach.exchanges import Arriving
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.loads import Point, Seen, Who
from vpcdesign.reach.places import Places


class Matched:
    """Tells who sends what lines of guards can match: by his own marks and addresses, and as devices make them known.

    `dealt` are the ways that were asked on which a device gave packets other marks or another sender, and the places
    whose they are; `wide` gives the kinds of places. Of those who are `unasked` not all ways were asked.
    """

    def __init__(
        self,
        places: Places,
        dealt: Mapping[Arriving, Bits],
        wide: Callable[[Bits], Bits],
        seen_as: Callable[[Kind, Who], Seen],
        unasked: Callable[[], Bits],
    ) -> None:
        self._kinds = places.kinds
        self._places = places
        self._dealt, self._wide = dealt, wide
        self._seen_as = seen_as
        self._unasked = unasked

    @cached_property
    def _senders(self) -> Senders:
        return self._places.bearers.senders

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
        for way, places in list(self._dealt.items()):
            if way.labels and not marks.isdisjoint(way.labels):
                found |= self._wide(places)
            elif blocks and way.who is not None:
                found |= self._seen(places, way.who, blocks)
        return found | self._unasked() if self._lent(marks, blocks) else found

    def _lent(self, marks: Collection[str], blocks: Collection[Intervals]) -> bool:
        """Tell whether some marks or addresses are any that devices may make senders known by."""
        return not self._places.lent.labels.isdisjoint(marks) or any(map(self._places.gives, blocks))

    def to(self, lines: Iterable[Line]) -> Bits:
        """Give to whom what is sent can match lines of a filter outbound."""
        found = 0
        for one in lines:
            if one.destination is None:
                return (1 << len(self._kinds)) - 1
            found |= self._senders.within(one.destination)
        return found

    def _seen(self, places: Bits, who: int | Point, blocks: Sequence[Intervals]) -> Bits:
        """Give whom of some places guards know, as they arrive, by an address in one of some sets.

        By a device's own address they know all of them alike.
        """
        if isinstance(who, Point):
            return self._wide(places) if any(contains(block, who.at) for block in blocks) else 0
        seen = ((number, self._seen_as(self._kinds[number], who)) for number in bits_of(self._wide(places)))
        return bits_with(
            [number for number, one in seen if one is not None and any(contains(block, one[1]) for block in blocks)]
        )

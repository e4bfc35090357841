"""Rows are made here: what gets across the shared network, and what of that hosts' own filters let out and in.

Kinds of a place that stand alike to guards make a crowd, and what gets from a crowd is made once. A kind is better
known to a few, by its marks or by its very address: for these, `mine`, and for nobody else a row has a part of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.portsets import FULL, PortSets
from vpcdesign.network.rules import Rules
from vpcdesign.reach import admission, sides
from vpcdesign.reach.admission import NOBODY, Admitted, Known, Reference, all_who_know
from vpcdesign.reach.covers import EVERYBODY, Bits, Some
from vpcdesign.reach.exchanges import Arriving
from vpcdesign.reach.guards import Guards, Leaving
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.loads import Point, Seen, Who
from vpcdesign.reach.row import Blocks, Crowd, Row, flat, spread
from vpcdesign.reach.sides import Across, Sides

_PLACE = attrgetter("place")

_Sender = tuple[Crowd, Sequence[Known]]
"""One of a crowd, and by what he is known better than that by each way."""


class Maker:
    """Makes the rows of one network."""

    def __init__(self, known: Sides, pool: PortSets, guards: Guards) -> None:
        """Look at what rows are made of: how everybody fares from each place, and what guards say."""
        self.sides = known
        self.places = known.places
        self.pool = pool
        self._guards = guards
        self._same: dict[Bits, Bits] = {}
        self._open: dict[int, Rules | None] = {}

    def row(self, kind: Kind, client: Intervals) -> Row:
        """Make a row: what it has in common with its crowd, and its own for those who know it by more than that."""
        return next(self.several((kind,), client))

    def several(self, kinds: Iterable[Kind], client: Intervals) -> Iterator[Row]:
        """Make rows, each after the other; those of one place had better stand together."""
        apart, guards, especially = self.places.apart, self._guards, self._guards.especially
        for place, some in groupby(kinds, _PLACE):
            across = self.sides.across(place, client)
            nobody, better, crowds, odd = across.nobody, across.better, across.crowds, across.odd
            for kind in some:
                end, leaves = kind.end, kind.leaves
                leaving = None if leaves is None or leaves.open else guards.leaving(kind)
                endpoint = end.endpoint
                if leaving is not None or across.twinned or (apart and endpoint.id in apart):
                    yield self._particular(kind, across, leaving)
                    continue
                labels, own = endpoint.labels, end.addresses[0][0]
                crowd = crowds.get(guards.crowds.get(kind.inner, -1)) or self._crowd(kind, across, ())
                known, like, alike = list(nobody), NOBODY, True
                for way, given, suffix, at in better:
                    one = especially(labels if given is None else given, suffix, own if at is None else at, like)
                    known[way] = one
                    alike = alike and (one is like or like is NOBODY)
                    like = one
                yield Row(crowd, known, like.some if alike else all_who_know(known), odd)

    def _particular(self, kind: Kind, across: Across, leaving: Leaving | None) -> Row:
        """Make the row of a kind that does not fare as all of its place do."""
        seen = self._seen(kind, across)
        strange = self._strange(kind, across, seen, leaving)
        crowd = self._crowd(kind, across, seen)
        known = self._known(kind, across, seen)
        if leaving is not None:
            blocks = self._let_out(across, leaving, (crowd, known), EVERYBODY)
            return flat(self.pool, self._kept(blocks), strange)
        return Row(crowd, known, all_who_know(known), strange)

    def mended(self, kind: Kind, client: Intervals, row: Row, stale: Bits) -> Row:
        """Make only a part of a row again."""
        across = self.sides.across(kind.place, client)
        seen = self._seen(kind, across)
        leaving = self._guards.leaving(kind)
        sender = self._crowd(kind, across, seen), self._known(kind, across, seen)
        blocks = self._let_out(across, leaving, sender, Some(stale))
        for exchange, bits in row.blocks.items():
            if bits & ~stale:
                blocks[exchange] = blocks.get(exchange, 0) | bits & ~stale
        return flat(self.pool, self._kept(blocks), self._strange(kind, across, seen, leaving))

    def _seen(self, kind: Kind, across: Across) -> list[Seen]:
        """Give as whom hosts' own filters know a kind, by the way that its packets arrive."""
        itself = kind.inner, kind.end.addresses[0][0]
        return [itself if one.who is None else self.seen_as(kind, one.who) for one in across.ways]

    def _known(self, kind: Kind, across: Across, seen: list[Seen]) -> tuple[Known, ...]:
        """Give by what they know it better than its crowd."""
        return tuple(
            [
                NOBODY if not better or one is None else self._guards.especially(*_worn(kind, arriving), one[1])
                for arriving, better, one in zip(across.ways, across.known, seen, strict=True)
            ]
        )

    def references(self, number: int, across: Across, way: int) -> tuple[Reference, ...]:
        """Give what they say of a kind that is at home there, and not of its crowd, when it comes by a way."""
        kind, arriving = self.places.kinds[number], across.ways[way]
        seen = self.seen_as(kind, arriving.who) if across.known[way] else None
        return () if seen is None else self._guards.references(*_worn(kind, arriving), seen[1])

    def plain(self, kind: Kind) -> bool:
        """Tell whether a kind fares as all of its place do, but for what guards know of it."""
        if kind.odd or (id(kind.leaves) not in self._open and not self._lets_all_out(kind)):
            return False
        return not self.places.apart or kind.end.endpoint.id not in self.places.apart

    def _lets_all_out(self, kind: Kind) -> bool:
        """Tell whether a kind's own filter is as none; rules known as such are held, so that none is reborn."""
        if self._guards.leaving(kind) is not None:
            return False
        self._open[id(kind.leaves)] = kind.leaves
        return True

    def crowd_of(self, kind: Kind) -> int:
        """Give the number of the crowd in which a kind stands to guards, where it is known as itself."""
        return self._guards.crowd(kind.inner, kind.end.addresses[0][0])

    def let_in(self, across: Across, crowd: int, kind: Kind) -> tuple[admission.Blocks, ...]:
        """Give what guards let in of the whole crowd of a kind by each way, where no way is by a twin."""
        known = across.let_in.get(crowd)
        if known is None:
            known = across.let_in[crowd] = self._let_in(across, kind)
        return known

    def _let_in(self, across: Across, kind: Kind) -> tuple[admission.Blocks, ...]:
        return tuple([_of_crowd(self._guards, way, self.seen_as(kind, way.who)) for way in across.ways])

    def _crowd(self, kind: Kind, across: Across, seen: Sequence[Seen]) -> Crowd:
        """Give what there is of the crowd of a kind, by all ways."""
        guards = self._guards
        crowds: int | tuple[int, ...]
        if across.twinned:
            crowds = tuple([-1 if one is None else guards.crowd(*one) for one in seen])
        else:
            crowds = self.crowd_of(kind)
        known = across.crowds.get(crowds)
        if known is None:
            let_in = self._let_in(across, kind)
            blocks = spread(self.pool, across.parts, lambda way: let_in[way].items())
            known = across.crowds[crowds] = Crowd(self.pool, across.parts, let_in, self._kept(blocks))
        return known

    def _kept(self, blocks: Blocks) -> Blocks:
        """Rows are long and much alike: equal sets are kept once."""
        same = self._same
        return {exchange: same.setdefault(bits, bits) for exchange, bits in blocks.items()}

    def _strange(self, kind: Kind, across: Across, seen: list[Seen], leaving: Leaving | None) -> Bits:
        """Give who has to be walked from a kind."""
        strange = across.odd
        if leaving is not None:
            strange |= leaving[1]
        for name in self.places.apart.get(kind.end.endpoint.id, ()):
            for end in self.places.of(name):
                strange |= 1 << end.kind
        if across.twinned:
            for _, _, way, whole in across.parts:
                strange |= whole if seen[way] is None else 0
        return strange if strange is across.odd else self._same.setdefault(strange, strange)

    def _let_out(self, across: Across, leaving: Leaving | None, sender: _Sender, some: Some) -> Blocks:
        """Let through only what the sender's own filter lets out; what passes it by a promise, where that is kept."""
        pool, (crowd, known) = self.pool, sender

        def passed(way: int) -> Iterable[Admitted]:
            admitted = crowd.passed(known, way, some)
            if leaving is None:
                return admitted
            kept = across.ways[way].kept
            return [
                (pool.both(number, pool.either(free, promised) if kept else free), met)
                for number, bits in admitted
                for free, promised, others in leaving[0]
                if (met := bits & others >> some.low)
            ]

        return spread(pool, across.parts, passed, some)

    def seen_as(self, kind: Kind, who: Who) -> Seen:
        """Give the cell and an address by which hosts' own filters know a sender."""
        if who is None:
            return kind.inner, kind.end.addresses[0][0]
        if isinstance(who, Point):
            return self.places.inner.of(who.at), who.at
        number = kind.twins[who].number
        if number is None:
            return None
        twin = self.places.kinds[number]
        return twin.inner, twin.end.addresses[0][0]


def _of_crowd(guards: Guards, arriving: Arriving, seen: Seen) -> admission.Blocks:
    """Give what guards let in from a whole crowd; those that were asked on the way are not asked again."""
    if seen is None:
        return {}
    return {FULL: -1} if arriving.asked else guards.crowded(*seen)


def _worn(kind: Kind, arriving: Arriving) -> tuple[frozenset[str], str]:
    labels, suffix = sides.worn(arriving)
    return kind.end.endpoint.labels if labels is None else labels, suffix

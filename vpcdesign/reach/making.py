"""Rows are made here: what gets across the shared network, and what of that hosts' own filters let out and in.

Kinds of a place that stand alike to guards make a crowd, and what gets from a crowd is made once. A kind is better
known to a few, by its marks or by its very address: for these, `mine`, and for nobody else a row has a part of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.portsets import FULL, PortSets
from vpcdesign.reach.covers import EVERYBODY, Bits, Some, numbers, runs_of
from vpcdesign.reach.exchanges import Arriving, Exchange, Exchanges
from vpcdesign.reach.guards import NOBODY, Admitted, Guards, Known, Leaving
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.loads import Point, Who
from vpcdesign.reach.places import Places
from vpcdesign.reach.row import Blocks, Row, flat
from vpcdesign.reach.rulings import NO_LABELS

Crossed = tuple[list[tuple[Exchange, Arriving, Bits]], Bits]
"""How everybody fares from one place, and which kinds are odd."""

Passed = Iterable[Admitted]

Seen = tuple[int, int] | None
"""The cell and an address by which hosts' own filters know a sender; None where nobody knows them."""


class _Across(NamedTuple):
    """What all kinds of a place have in common: how packets may arrive, to whom by which of these ways, who is odd.

    What is narrowed by services is remembered beside each part. By the `known` ways somebody may know a kind by more
    than its crowd; on some way of a `twinned` one he knows it by a twin. `common` is what gets from each crowd.
    """

    ways: tuple[Arriving, ...]
    parts: list[tuple[dict[int, Exchange], Exchange, int, Bits]]
    odd: Bits
    known: tuple[bool, ...]
    twinned: bool
    common: dict[int | tuple[int, ...], Blocks]


class _Sender(NamedTuple):
    """A kind as its packets arrive, by each way across: as whom guards know it, and by what they know it better.

    `leaving` is what its own filter lets out; None is everything.
    """

    across: _Across
    seen: Sequence[Seen]
    known: Sequence[Known | None]
    leaving: Leaving | None


class Maker:
    """Makes the rows of one network."""

    def __init__(
        self,
        places: Places,
        pool: PortSets,
        guards: Guards,
        exchanges: Exchanges,
        crossed: dict[tuple[int, Intervals], Crossed],
    ) -> None:
        """Look at what rows are made of; `crossed` are the ways across that are known."""
        self.places = places
        self.crossed = crossed
        self._pool = pool
        self._guards = guards
        self._exchanges = exchanges
        self._firsts = _firsts(places.ordered)
        self._astray = list(_astray(places))
        self._odd_kinds = numbers(kind.odd for kind in places.kinds)
        self._spread: dict[Bits, Bits] = {}
        self._same: dict[Bits, Bits] = {}
        self._narrowed: dict[Exchange, dict[int, Exchange]] = {}
        self._sides: dict[tuple[int, Intervals], _Across] = {}

    def row(self, kind: Kind, client: Intervals) -> Row:
        """Make a row: what it has in common with its crowd, and its own for those who know it by more than that."""
        sender = self._sender(kind, client)
        strange = self._strange(kind, sender)
        if sender.leaving is not None:
            return flat(self._kept(self._own(sender)), strange)
        common = self._common_of(kind, sender)
        mine = _met(sender.known)
        if not mine.bits:
            return flat(common, strange)
        return Row(common, self._own(sender, mine), *mine, strange)

    def mended(self, kind: Kind, client: Intervals, row: Row, stale: Bits) -> Row:
        """Make only a part of a row again."""
        sender = self._sender(kind, client)
        blocks = self._own(sender, Some(stale))
        for exchange, bits in row.blocks.items():
            if bits & ~stale:
                blocks[exchange] = blocks.get(exchange, 0) | bits & ~stale
        return flat(self._kept(blocks), self._strange(kind, sender))

    def _sender(self, kind: Kind, client: Intervals) -> _Sender:
        """Give as whom hosts' own filters know a kind, by the way that its packets arrive."""
        across = self._across(kind.place, client)
        itself = kind.inner, kind.end.addresses[0][0]
        seen: list[Seen] = []
        known: list[Known | None] = []
        for arriving, better in zip(across.ways, across.known, strict=True):
            one = itself if arriving.who is None else self.seen_as(kind, arriving.who)
            seen.append(one)
            known.append(self._guards.especially(*worn(kind, arriving), one[1]) if one is not None and better else None)
        return _Sender(across, seen, known, self._guards.leaving(kind))

    def _common_of(self, kind: Kind, sender: _Sender) -> Blocks:
        """Give what gets to everybody from the whole crowd of a kind, by all ways."""
        guards, seen, across = self._guards, sender.seen, sender.across
        crowds: int | tuple[int, ...]
        if across.twinned:
            crowds = tuple(-1 if one is None else guards.crowd(*one) for one in seen)
        else:
            crowds = guards.crowd(kind.inner, kind.end.addresses[0][0])
        known = across.common.get(crowds)
        if known is None:
            blocks = self._blocks(across, lambda way: _of_crowd(guards, across.ways[way], seen[way]))
            known = across.common[crowds] = self._kept(blocks)
        return known

    def _kept(self, blocks: Blocks) -> Blocks:
        """Rows are long and much alike: equal sets are kept once."""
        same = self._same
        return {exchange: same.setdefault(bits, bits) for exchange, bits in blocks.items()}

    def _strange(self, kind: Kind, sender: _Sender) -> Bits:
        """Give who has to be walked from a kind."""
        across = sender.across
        strange = across.odd
        if sender.leaving is not None:
            strange |= sender.leaving[1]
        for name in self.places.apart.get(kind.end.endpoint.id, ()):
            for end in self.places.of(name):
                strange |= 1 << end.kind
        if across.twinned:
            for _, _, way, whole in across.parts:
                strange |= whole if sender.seen[way] is None else 0
        return strange if strange is across.odd else self._same.setdefault(strange, strange)

    def _own(self, sender: _Sender, some: Some = EVERYBODY) -> Blocks:
        """Make the blocks of a kind for some: what its crowd is let in for, and what it is itself besides."""
        across, leaving = sender.across, sender.leaving

        def passed(way: int) -> Passed:
            seen, known = sender.seen[way], sender.known[way]
            if seen is None or across.ways[way].asked:
                return _of_crowd(self._guards, across.ways[way], seen)
            return self._guards.admitted(NOBODY if known is None else known, seen, some)

        return self._blocks(across, passed if leaving is None else self._let_out(across, leaving, passed), some)

    def _let_out(self, across: _Across, leaving: Leaving, passed: Callable[[int], Passed]) -> Callable[[int], Passed]:
        """Let through only what the sender's own filter lets out; what passes it by a promise, where that is kept."""

        def both(way: int) -> Passed:
            pool, kept = self._pool, across.ways[way].kept
            return [
                (pool.both(number, pool.either(free, promised) if kept else free), bits & others)
                for number, bits in passed(way)
                for free, promised, others in leaving[0]
                if bits & others
            ]

        return both

    def _blocks(self, across: _Across, passed: Callable[[int], Passed], some: Some = EVERYBODY) -> Blocks:
        """Let what gets across to some go on with those services only that filters let pass."""
        blocks: Blocks = {}
        within, low = some
        asked: list[Passed | None] = [None] * len(across.ways)
        for narrowed, exchange, way, whole in across.parts:
            bits = whole >> low & within
            if not bits:
                continue
            several = asked[way]
            if several is None:
                several = asked[way] = passed(way)
            for number, others in several:
                met = bits & others
                if met:
                    one = narrowed.get(number)
                    if one is None:
                        one = narrowed[number] = Exchange(*(self._pool.both(many, number) for many in exchange))
                    if one.sent:
                        blocks[one] = blocks[one] | met if one in blocks else met
        return blocks

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

    def _across(self, place: int, client: Intervals) -> _Across:
        known = self._sides.get((place, client))
        if known is None:
            crossed, odd = self.cross(place, client)
            ways = {arriving: number for number, arriving in enumerate(dict.fromkeys(one[1] for one in crossed))}
            parts = [
                (self._narrowed.setdefault(exchange, {}), exchange, ways[arriving], bits)
                for exchange, arriving, bits in crossed
            ]
            by_address = self._guards.by_address
            known_by = (bool(one.labels) or one.marks is not None or by_address for one in ways)
            known = self._sides[place, client] = _Across(
                tuple(ways),
                parts,
                odd | self._odd_kinds,
                tuple(known_by),
                any(isinstance(arriving.who, int) for arriving in ways),
                {},
            )
        return known

    def cross(self, number: int, client: Intervals) -> Crossed:
        """Give how everybody of a place fares with everybody else, both ways; and the kinds that are odd."""
        known = self.crossed.get((number, client))
        if known is None:
            found, odd = self._exchanges.cross(number, client)
            crossed = [(exchange, arriving, self.wide(bits)) for (exchange, arriving), bits in found.items()]
            known = self.crossed[number, client] = (crossed, self.wide(odd))
        return known

    def wide(self, bits: Bits) -> Bits:
        """Give the kinds of some places: those of places side by side stand side by side too, but for a few."""
        known = self._spread.get(bits)
        if known is None:
            known, firsts = 0, self._firsts
            for low, high in runs_of(bits & (1 << len(firsts) - 1) - 1):
                known |= (1 << firsts[high]) - (1 << firsts[low])
            for bit, place in self._astray:
                known = known | bit if place >= 0 and bits >> place & 1 else known & ~bit
            self._spread[bits] = known
        return known


def _firsts(ordered: Sequence[int]) -> list[int]:
    """Give the first kind of each place, and behind them all how many there are, of kinds in order of their places."""
    found = [len(ordered)] * (max(ordered, default=-1) + 2)
    for number in range(len(ordered) - 1, -1, -1):
        found[ordered[number]] = number
    return found


def _met(several: Iterable[Known | None]) -> Some:
    """Give all who know somebody better than his crowd, by any way."""
    met = {one.some for one in several if one is not None and one.references}
    if len(met) < 2:
        return next(iter(met), Some(0))
    low = min(one.low for one in met)
    mine = 0
    for bits, at in met:
        mine |= bits << at - low
    return Some(mine, low)


def _astray(places: Places) -> Iterator[tuple[Bits, int]]:
    """Give the kinds that are not where their order says, with the place where they are; -1 is nowhere any more."""
    known = len(places.ordered)
    for number, kind in enumerate(places.kinds):
        if kind.gone or number >= known or places.ordered[number] != kind.place:
            yield 1 << number, -1 if kind.gone else kind.place


def _of_crowd(guards: Guards, arriving: Arriving, seen: Seen) -> Passed:
    """Give what guards let in from a whole crowd; those that were asked on the way are not asked again."""
    if seen is None:
        return ()
    return ((FULL, -1),) if arriving.asked else guards.crowded(*seen)


def worn(kind: Kind, arriving: Arriving) -> tuple[frozenset[str], str]:
    """Give the labels that packets of a sender have in the end, and what was put behind each of them on the way."""
    if arriving.labels is not None or arriving.marks is None:
        return arriving.labels or NO_LABELS, ""
    return kind.end.endpoint.labels, arriving.marks


def borne(kind: Kind, arriving: Arriving) -> frozenset[str]:
    """Give the marks that packets of a sender bear in the end."""
    labels, suffix = worn(kind, arriving)
    return frozenset(label + suffix for label in labels) if suffix else labels

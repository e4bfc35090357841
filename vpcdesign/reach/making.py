"""Rows are made here: what gets across the shared network, and what of that hosts' own filters let out and in.

Kinds of a place that stand alike to guards make a crowd, and what gets from a crowd is made once. A kind is better
known to a few, by its marks or by its very address: for these, `mine`, and for nobody else a row has a part of its own.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.portsets import FULL, PortSets
from vpcdesign.network.stages import Rules
from vpcdesign.reach import admission
from vpcdesign.reach.admission import NOBODY, Admitted, Known, Reference, all_who_know
from vpcdesign.reach.covers import EVERYBODY, Bits, Some, bits_of, bits_with, numbers, runs_of
from vpcdesign.reach.exchanges import Arriving, Exchange, Exchanges
from vpcdesign.reach.guards import Guards, Leaving
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.loads import Point, Seen, Who
from vpcdesign.reach.order import astray, firsts
from vpcdesign.reach.past import Key, Past
from vpcdesign.reach.places import Places
from vpcdesign.reach.row import Blocks, Own, Part, Row, flat, spread
from vpcdesign.reach.rulings import NO_LABELS


class Crossed(NamedTuple):
    """How everybody fares from one place, and which kinds are odd; nobody has looked at the places that are `left`."""

    ways: list[tuple[Exchange, Arriving, Bits]]
    odd: Bits
    left: Bits = 0


Ways: TypeAlias = dict[Key, Crossed]
"""How everybody fares from each place, by the ports that they open conversations from."""

HALF, MANY = 2, 4
"""Ways to more than one of so many places are found anew altogether; one of so many kinds are as good as all."""


class _Crowd(NamedTuple):
    """What gets from a whole crowd to everybody, and what of it hosts' own filters let in by each way."""

    common: Blocks
    let_in: tuple[admission.Blocks, ...]


class Across(NamedTuple):
    """What all kinds of a place have in common: how packets may arrive, to whom by which of these ways, who is odd.

    Nothing is told of those who are `left`. What is narrowed by services is remembered beside each part. By the `known`
    ways somebody may know a kind by more than its crowd, by the others it is `nobody`; on some way of a `twinned` one
    he knows it by a twin.
    """

    ways: tuple[Arriving, ...]
    parts: list[Part]
    odd: Bits
    known: tuple[bool, ...]
    better: tuple[int, ...]
    nobody: tuple[Known, ...]
    twinned: bool
    crowds: dict[int | tuple[int, ...], _Crowd]
    let_in: dict[int, tuple[admission.Blocks, ...]]
    left: Bits


class Maker:
    """Makes the rows of one network."""

    def __init__(
        self,
        places: Places,
        pool: PortSets,
        guards: Guards,
        exchanges: Exchanges,
        crossed: Ways,
    ) -> None:
        """Look at what rows are made of; `crossed` are the ways across that are known."""
        self.places = places
        self.crossed = crossed
        self.were: Past[Crossed] = Past()
        self._edited = False
        self.pool = pool
        self._guards = guards
        self._exchanges = exchanges
        self._firsts = firsts(places.ordered)
        self._astray = list(astray(places))
        self._odd_kinds = numbers(kind.odd for kind in places.kinds)
        self._spread: dict[Bits, Bits] = {}
        self._same: dict[Bits, Bits] = {}
        self._narrowed: dict[Exchange, dict[int, Exchange]] = {}
        self._sides: dict[tuple[int, Intervals], Across] = {}
        self._open: dict[int, Rules | None] = {}
        self.dealt: dict[Arriving, Bits] = {}
        for (place, _), known in crossed.items():
            self._note(place, known.ways)

    def after(
        self,
        places: Places,
        guards: Guards,
        exchanges: Exchanges,
        crossed: Ways,
        were: Past[Crossed],
    ) -> "Maker":
        """Make rows after an edit that left everybody in his place: guards or ways differ, and some may be odd now.

        `were` are ways across from before, as far as they still hold.
        """
        other = copy(self)  # what tells where who stands is shared
        other.places, other.crossed, other.were = places, crossed, were
        other._edited = True  # noqa: SLF001 - its own class
        other._guards, other._exchanges = guards, exchanges  # noqa: SLF001 - its own class
        other._same, other._sides, other._open = {}, {}, {}  # noqa: SLF001 - its own class
        return other

    def leave_to_walk(self, kinds: Bits) -> None:
        self._odd_kinds |= kinds

    def row(self, kind: Kind, client: Intervals) -> Row:
        """Make a row: what it has in common with its crowd, and its own for those who know it by more than that."""
        across = self.across(kind.place, client)
        leaving = None if kind.leaves is None else self._guards.leaving(kind)
        if across.twinned or leaving is not None or kind.end.endpoint.id in self.places.apart:
            return self._particular(kind, across, leaving)
        crowd = across.crowds.get(self.crowd_of(kind)) or self._crowd(kind, across, ())
        known, like = list(across.nobody), NOBODY
        for way in across.better:
            arriving = across.ways[way]
            seen = self.seen_as(kind, arriving.who)
            if seen is not None:
                like = known[way] = self._guards.especially(*worn(kind, arriving), seen[1], like)
        some = all_who_know(known)
        if not some.bits:
            return flat(crowd.common, across.odd)
        return Row(crowd.common, Own(self.pool, across.parts, crowd.let_in, tuple(known)), some, across.odd)

    def _particular(self, kind: Kind, across: Across, leaving: Leaving | None) -> Row:
        """Make the row of a kind that does not fare as all of its place do."""
        seen = self._seen(kind, across)
        strange = self._strange(kind, across, seen, leaving)
        crowd = self._crowd(kind, across, seen)
        known = self._known(kind, across, seen)
        own = Own(self.pool, across.parts, crowd.let_in, known)
        if leaving is not None:
            return flat(self._kept(self._let_out(across, leaving, own, EVERYBODY)), strange)
        some = all_who_know(known)
        return Row(crowd.common, own, some, strange) if some.bits else flat(crowd.common, strange)

    def mended(self, kind: Kind, client: Intervals, row: Row, stale: Bits) -> Row:
        """Make only a part of a row again."""
        across = self.across(kind.place, client)
        seen = self._seen(kind, across)
        leaving = self._guards.leaving(kind)
        own = Own(self.pool, across.parts, self._crowd(kind, across, seen).let_in, self._known(kind, across, seen))
        blocks = self._let_out(across, leaving, own, Some(stale))
        for exchange, bits in row.blocks.items():
            if bits & ~stale:
                blocks[exchange] = blocks.get(exchange, 0) | bits & ~stale
        return flat(self._kept(blocks), self._strange(kind, across, seen, leaving))

    def _seen(self, kind: Kind, across: Across) -> list[Seen]:
        """Give as whom hosts' own filters know a kind, by the way that its packets arrive."""
        itself = kind.inner, kind.end.addresses[0][0]
        return [itself if one.who is None else self.seen_as(kind, one.who) for one in across.ways]

    def _known(self, kind: Kind, across: Across, seen: list[Seen]) -> tuple[Known, ...]:
        """Give by what they know it better than its crowd."""
        return tuple(
            [
                NOBODY if not better or one is None else self._guards.especially(*worn(kind, arriving), one[1])
                for arriving, better, one in zip(across.ways, across.known, seen, strict=True)
            ]
        )

    def references(self, number: int, across: Across, way: int) -> tuple[Reference, ...]:
        """Give what they say of a kind that is at home there, and not of its crowd, when it comes by a way."""
        kind, arriving = self.places.kinds[number], across.ways[way]
        seen = self.seen_as(kind, arriving.who) if across.known[way] else None
        return () if seen is None else self._guards.references(*worn(kind, arriving), seen[1])

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

    def _crowd(self, kind: Kind, across: Across, seen: Sequence[Seen]) -> _Crowd:
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
            known = across.crowds[crowds] = _Crowd(self._kept(blocks), let_in)
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

    def _let_out(self, across: Across, leaving: Leaving | None, own: Own, some: Some) -> Blocks:
        """Let through only what the sender's own filter lets out; what passes it by a promise, where that is kept."""
        pool = self.pool

        def passed(way: int) -> Iterable[Admitted]:
            admitted = own.passed(way, some)
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

    def across(self, place: int, client: Intervals, to: Bits = EVERYBODY.bits, few: Bits = 0) -> Across:
        """Give what all kinds of a place have in common, where they send to some kinds, as a `few` places do."""
        known = self._sides.get((place, client))
        if known is None or known.left & to:
            crossed, odd, left = self.cross(place, client, to, few)
            ways = {arriving: number for number, arriving in enumerate(dict.fromkeys(one[1] for one in crossed))}
            parts = [
                (self._narrowed.setdefault(exchange, {}), exchange, ways[arriving], bits)
                for exchange, arriving, bits in crossed
            ]
            by_address = self._guards.by_address
            known_by = tuple(bool(one.labels) or one.marks is not None or by_address for one in ways)
            known = self._sides[place, client] = Across(
                tuple(ways),
                parts,
                odd | self._odd_kinds,
                known_by,
                tuple(way for way, better in enumerate(known_by) if better),
                (NOBODY,) * len(ways),
                any(isinstance(arriving.who, int) for arriving in ways),
                {},
                {},
                self.wide(left),
            )
        return known

    def _told(self, key: Key) -> Crossed | None:
        """Give the ways from a place as far as they are known; since an edit whoever asks mostly asks about a few."""
        known = self.crossed.get(key)
        if known is None:
            old = self.were.get(key)
            known = old and old[0]._replace(left=old[0].left | old[1])
        if known is None and self._edited:
            known = Crossed([], 0, (1 << len(self.places.places)) - 1)
        return known

    def _stale(self, known: Crossed, to: Bits) -> Bits:
        """Give the places of some kinds of which nobody has looked how they fare since an edit."""
        return known.left & self._homes(self.wide(known.left) & to) if known.left else 0

    def sends(self, key: Key, to: Bits, services: int) -> bool:
        """Tell whether any of some services may get from a place to kinds of which nobody has looked how they fare.

        Where somebody has looked meanwhile, or it would be hardly less work to do it, that is not told.
        """
        known = self._told(key)
        stale = self._stale(known, to) if known is not None else 0
        if not stale or stale.bit_count() * HALF > len(self.places.places):
            return True
        return self._exchanges.sends(key[0], stale, services)

    def cross(self, number: int, client: Intervals, to: Bits = EVERYBODY.bits, few: Bits = 0) -> Crossed:
        """Give how everybody of a place fares with everybody else, both ways; what edits left open only to some.

        A `few` places send to these.
        """
        known = self._told((number, client))
        if known is not None and known.left:
            places = self._stale(known, to)
            if places.bit_count() * HALF > len(self.places.places):
                known = None
            elif places:
                known = self._crossed_again((number, client), known, places, few)
        if known is None:
            found, odd = self._exchanges.cross(number, client)
            crossed = [(exchange, arriving, self.wide(bits)) for (exchange, arriving), bits in found.items()]
            known = Crossed(crossed, self.wide(odd))
        self._note(number, known.ways)
        self.crossed[number, client] = known
        return known

    def _note(self, place: int, ways: Iterable[tuple[Exchange, Arriving, Bits]]) -> None:
        """Note the ways by which a place is known otherwise than by itself, whatever edits make of them (`dealt`)."""
        for _, one, _ in ways:
            if one.who is not None or one.labels is not None:
                self.dealt[one] = self.dealt.get(one, 0) | 1 << place

    def _homes(self, kinds: Bits) -> Bits:
        """Give the places of some kinds."""
        if kinds.bit_count() * MANY > len(self.places.kinds):
            return (1 << len(self.places.places)) - 1
        return bits_with([self.places.kinds[one].place for one in bits_of(kinds)])

    def _crossed_again(self, key: Key, known: Crossed, stale: Bits, few: Bits) -> Crossed:
        """Cross again to some places only."""
        found, odd = self._exchanges.cross(*key, stale, few)
        others = ~self.wide(stale)
        crossed = {(exchange, arriving): left for exchange, arriving, bits in known.ways if (left := bits & others)}
        for way, bits in found.items():
            crossed[way] = crossed.get(way, 0) | self.wide(bits & stale)
        ways = [(*way, bits) for way, bits in crossed.items()]
        return Crossed(ways, known.odd & others | self.wide(odd & stale), known.left & ~stale)

    def asked(self) -> dict[tuple[int, Intervals], None]:
        """Give the ways across that anybody has asked for, by place and ports, whatever was edited since."""
        return dict.fromkeys([*(key for key, _ in self.were.all()), *self.crossed])

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


def _of_crowd(guards: Guards, arriving: Arriving, seen: Seen) -> admission.Blocks:
    """Give what guards let in from a whole crowd; those that were asked on the way are not asked again."""
    if seen is None:
        return {}
    return {FULL: -1} if arriving.asked else guards.crowded(*seen)


def worn(kind: Kind, arriving: Arriving) -> tuple[frozenset[str], str]:
    """Give the labels that packets of a sender have in the end, and what was put behind each of them on the way."""
    if arriving.labels is not None or arriving.marks is None:
        return arriving.labels or NO_LABELS, ""
    return kind.end.endpoint.labels, arriving.marks

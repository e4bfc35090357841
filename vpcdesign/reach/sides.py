"""How everybody of a place fares: the ways across the shared network, and what all kinds of a place have in common.

The ways are found where somebody asks. Since an edit they are known as far as the edit let them stand, and whoever asks
about a few has only these looked at again.
"""

from collections.abc import Iterable
from copy import copy
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.reach import admission
from vpcdesign.reach.admission import NOBODY, Known
from vpcdesign.reach.covers import EVERYBODY, Bits, bits_of, bits_with, numbers, runs_of
from vpcdesign.reach.exchanges import Arriving, Exchange, Exchanges
from vpcdesign.reach.guards import Guards
from vpcdesign.reach.loads import Point
from vpcdesign.reach.order import astray, firsts
from vpcdesign.reach.past import Key, Past
from vpcdesign.reach.places import Places
from vpcdesign.reach.row import Crowd, Part
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


_Better: TypeAlias = tuple[int, frozenset[str] | None, str, int | None]
"""A way, and by what somebody may know a kind that comes by it: labels (None: its own), what was put behind each, and
an address (None: its own)."""


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
    better: tuple[_Better, ...]
    nobody: tuple[Known, ...]
    twinned: bool
    crowds: dict[int | tuple[int, ...], Crowd]
    let_in: dict[int, tuple[admission.Blocks, ...]]
    left: Bits


class Sides:
    """The ways across of one network, by place and by the ports that conversations are opened from."""

    def __init__(self, places: Places, guards: Guards, exchanges: Exchanges, crossed: Ways) -> None:
        """Begin with the ways across that are known: those `crossed`."""
        self.places = places
        self.crossed = crossed
        self.were: Past[Crossed] = Past()
        self._edited = False
        self._guards = guards
        self._exchanges = exchanges
        self._firsts = firsts(places.ordered)
        self._astray = list(astray(places))
        self._odd_kinds = numbers(kind.odd for kind in places.kinds)
        self._spread: dict[Bits, Bits] = {}
        self._narrowed: dict[Exchange, dict[int, Exchange]] = {}
        self._sides: dict[tuple[int, Intervals], Across] = {}
        self.dealt: dict[Arriving, Bits] = {}
        for (place, _), known in crossed.items():
            self._note(place, known.ways)

    def after(
        self, places: Places, guards: Guards, exchanges: Exchanges, crossed: Ways, were: Past[Crossed]
    ) -> "Sides":
        """Follow an edit that left everybody in his place: guards or ways differ, and some may be odd now.

        `were` are ways across from before, as far as they still hold.
        """
        other = copy(self)  # what tells where who stands is shared
        other.places, other.crossed, other.were = places, crossed, were
        other._edited, other._sides = True, {}  # noqa: SLF001 - its own class
        other._guards, other._exchanges = guards, exchanges  # noqa: SLF001 - its own class
        return other

    def leave_to_walk(self, kinds: Bits) -> None:
        self._odd_kinds |= kinds

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
                tuple(_better(way, arriving) for way, arriving in enumerate(ways) if known_by[way]),
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


def _better(way: int, arriving: Arriving) -> _Better:
    return way, *worn(arriving), arriving.who.at if isinstance(arriving.who, Point) else None


def worn(arriving: Arriving) -> tuple[frozenset[str] | None, str]:
    """Give the labels that packets have in the end (None: their sender's), and what was put behind each on the way."""
    if arriving.labels is not None or arriving.marks is None:
        return arriving.labels or NO_LABELS, ""
    return None, arriving.marks

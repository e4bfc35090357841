"""How the pairs of a claim fare, counted: what rows know for whole kinds at once, and the rest pair by pair.

A pair is put into words only where it is going to be shown: the first that breaks the claim, and the first of which
the answer alone dies. The order is that of `Questions.paired`: receivers kind by kind, and for each the senders.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import Intervals, difference
from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.analysis.by_rows import ALIEN_TO, ByRows
from vpcdesign.analysis.kindred import Kindred, Kinds, Receivers, whole
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.reaches import verdict_of
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.ask import Answer
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.row import Row
from vpcdesign.reach.rows import Rows

Expectation: TypeAlias = Literal["allowed", "blocked", "isolated"]
"""What is expected of a pair; `only` expects `allowed` of some and `blocked` of all others."""

FEW = 8
"""So many pairs are asked one by one."""

Place: TypeAlias = tuple[int, int]
"""Where a pair stands in the order of its claim."""


class Claimed(NamedTuple):
    """What is expected of some services between two sides in a world."""

    world: World
    expect: Expectation
    sources: Kindred
    to: Kindred
    services: Intervals

    def pairs(self) -> list[tuple[Pair, int]]:
        """Ask one of each kind about one of each other; beside each pair, how many it stands for."""
        return self.world.questions.paired(self.sources.kinds, self.to.kinds, self.services)


@dataclass(slots=True)
class Found:
    """Pairs that are so: how many kinds of them there are, and the first."""

    kinds: int = 0
    place: Place = (0, 0)
    pair: Pair | None = None

    def add(self, place: Place, pair: Pair | None = None, kinds: int = 1) -> None:
        """Note so many kinds of pairs, of which this is the first."""
        if not self.kinds or place < self.place:
            self.place, self.pair = place, pair
        self.kinds += kinds


@dataclass(slots=True)
class Tally:
    """What was found of a claim: `count` pairs of members, of which `breaking` break it.

    The packets of `unanswered` pairs arrive though they are blocked; `asked` tells whether there was any packet at all,
    and `stand_ins` of whom in the place of others.
    """

    count: int = 0
    breaking: int = 0
    broken: Found = field(default_factory=Found)
    unanswered: Found = field(default_factory=Found)
    asked: bool = False
    stand_ins: set[str] = field(default_factory=set)


def meets(expect: Expectation, answer: Answer | None) -> bool:
    """Tell whether a pair is as expected; without a packet it is blocked."""
    if answer is None:
        return expect != "allowed"
    match expect:
        case "allowed":
            return answer.verdict == "allowed"
        case "blocked":
            return answer.verdict == "blocked"
        case "isolated":
            return answer.verdict == "blocked" and not answer.delivered


class Tallies:
    """Judges claims; remembers whom the rows of a world know."""

    def __init__(self) -> None:
        self._readers: dict[Rows, ByRows] = {}

    def of(self, claim: Claimed) -> Tally:
        """Judge every pair of a claim."""
        several = len(claim.sources.kinds) * len(claim.to.kinds)
        teller = claim.world.walk.teller(several) if several > FEW and not claim.to.numbers else None
        if isinstance(teller, Rows):
            reader = self._readers.setdefault(teller, ByRows(teller))
            found = _ByKinds(claim, teller, reader).all()
            if found.count:
                return found
        found = Tally()
        for place, (pair, count) in enumerate(claim.pairs()):
            _add(found, claim, (place, 0), pair, count)
        return found


def _add(found: Tally, claim: Claimed, place: Place, pair: Pair, count: int) -> None:
    """Judge one pair, which stands for so many."""
    claim.world.questions.beat()
    answer = verdict_of(claim.world.walk, pair.questions) if pair.questions else None
    found.count += count
    found.asked = found.asked or answer is not None
    ends = (name for one in pair.questions for name in (one.start, *(one.ends or ())))
    found.stand_ins.update(name for name in ends if name.startswith(STAND_IN))
    if not meets(claim.expect, answer):
        found.breaking += count
        found.broken.add(place, pair)
    elif claim.expect == "blocked" and answer is not None and answer.delivered:
        found.unanswered.add(place, pair)


class _Told(NamedTuple):
    """What rows say of one sender and all receivers that they know, by the places of these."""

    broken: Bits
    unanswered: Bits
    asked: Bits
    odd: Bits


class _ByKinds:
    """Judges a claim sender by sender, each time all receivers at once."""

    def __init__(self, claim: Claimed, rows: Rows, reader: ByRows) -> None:
        self._claim, self._rows, self._reader = claim, rows, reader
        self._to: Receivers = claim.to.received(reader.known)
        pool = rows.pool
        self._numbers = {family: pool.number(difference(claim.services, alien)) for family, alien in ALIEN_TO.items()}
        self._shared: dict[int, Bits] = {}
        homes = claim.sources.homes
        for name, places in claim.to.homes.items():
            for place in homes.get(name, ()):
                self._shared[place] = self._shared.get(place, 0) | sum(1 << other for other in places)

    def all(self) -> Tally:
        """Judge every pair: whom rows do not know, and who has a member in common with the others, by itself."""
        found = Tally()
        for place, senders in enumerate(self._claim.sources.kinds):
            self._claim.world.questions.beat()
            ends = whole(senders, self._reader.known)
            singly = self._claim.to.all if ends is None else self._to.singly | self._shared.get(place, 0)
            told = self._told(senders[0].endpoint, ends) if ends is not None else None
            if told is not None:
                singly |= told.odd
                self._note(found, told, (place, ~singly))
            for other in bits_of(singly):
                met = self._met(other, place)
                if met is not None:
                    _add(found, self._claim, (other, place), *met)
        for first in (found.broken, found.unanswered):
            if first.kinds and first.pair is None:
                first.pair = self._pair(*first.place)
        return found

    def _note(self, found: Tally, told: _Told, whom: tuple[int, Bits]) -> None:
        """Count what rows say of a sender, and some others."""
        place, others = whom
        to = self._claim.to
        size = len(self._claim.sources.kinds[place])
        found.count += size * to.count(to.all & others)
        found.asked = found.asked or bool(told.asked & others)
        if broken := told.broken & others:
            found.breaking += size * to.count(broken)
            found.broken.add((_first(broken), place), kinds=broken.bit_count())
        if unanswered := told.unanswered & others:
            found.unanswered.add((_first(unanswered), place), kinds=unanswered.bit_count())

    def _told(self, name: str, ends: Kinds) -> _Told:
        client = self._rows.places.network.endpoints[name].client_ports
        works = fails = sent = asked = odd = 0
        for family, kind in ends:
            number, some = self._numbers[family], self._to.of(family)
            if number == EMPTY or not some:
                continue
            row = self._rows.row(kind, client)
            odd |= self._to.places(some & row.odd)
            some &= ~row.odd
            asked |= self._to.places(some)
            may, must, delivered = self._fares(row, some, number)
            works |= self._to.places(may)
            fails |= self._to.places(some & ~must)
            sent |= self._to.places(delivered)
        match self._claim.expect:
            case "allowed":
                return _Told(self._claim.to.all & ~(works & ~fails), 0, asked, odd)
            case "blocked":
                return _Told(works, sent & ~works, asked, odd)
            case "isolated":
                return _Told(works | sent, 0, asked, odd)

    def _fares(self, row: Row, some: Bits, number: int) -> tuple[Bits, Bits, Bits]:
        """Give to whom any of the services get through by some way, all of them by every way, and any in one go."""
        pool = self._rows.pool
        may = must = sent = 0
        for exchange, bits in row.parts(some):
            if pool.both(number, exchange.may) != EMPTY:
                may |= bits
            if pool.less(number, exchange.must) == EMPTY:
                must |= bits
            if pool.both(number, exchange.sent) != EMPTY:
                sent |= bits
        return may, must, sent

    def _met(self, other: int, place: int) -> tuple[Pair, int] | None:
        claim = self._claim
        return claim.world.questions.met(claim.sources.kinds[place], claim.to.kinds[other], claim.services)

    def _pair(self, other: int, place: int) -> Pair:
        met = self._met(other, place)
        assert met is not None, "two kinds without a member in common always meet"
        return met[0]


def _first(some: Bits) -> int:
    return (some & -some).bit_length() - 1

"""Conversations across the shared network: what gets from a place to all others, and what of it is answered.

A way there leaves packets in a state, and their answers come back as that state lets them. Where the network sends them
several ways, what may get through does so by one of them, there and back; what must, by each.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, difference, intersection, shift, subset, union
from vpcdesign.algebra.portsets import EMPTY, FULL
from vpcdesign.algebra.services import ALL, FAMILIES, Family
from vpcdesign.network.rules import Rules
from vpcdesign.reach.covers import Bits, Fare, bits_of, turned_round, whole
from vpcdesign.reach.crossing import Crossings
from vpcdesign.reach.loads import Who
from vpcdesign.reach.places import Places
from vpcdesign.reach.replies import answered, kinds, turned
from vpcdesign.reach.rulings import Rulings


class Exchange(NamedTuple):
    """What gets from one to another: delivered by some choice or by all (`sure`), answered by some or by all."""

    sent: int
    sure: int
    may: int
    must: int


class Arriving(NamedTuple):
    """How packets come to a host's own filter: what is left of their marks and promises, and whom they are from.

    `labels` are the marks that a device gave them, if one did. Where that filter was met on the way it was `asked`.
    """

    marks: str | None
    kept: bool
    who: Who
    labels: frozenset[str] | None = None
    asked: bool = False


class Since(NamedTuple):
    """What crossed a network before edits, and the rules that these put in the place of others."""

    like: Crossings
    swapped: Mapping[int, Rules]


MANY = 50
"""Of so many places one has to ask before all are looked at together."""

NOWHERE = Exchange(EMPTY, EMPTY, EMPTY, EMPTY)
Answered = tuple[int, int]
"""Answers that get back: by some way, and by all."""
Groups = list[tuple[Answered, Bits]]
Crossed = dict[tuple[Exchange, Arriving], Bits]


class Exchanges:
    """The conversations of one network, by place; nothing is crossed before somebody asks."""

    def __init__(self, places: Places, rulings: Rulings, since: Since | None = None) -> None:
        """Cross a network, which was edited `since` somebody crossed it."""
        self._network = places, rulings
        self._since = since
        self.pool = rulings.pool
        self._masks: dict[tuple[int, int, Intervals], tuple[int, int]] = {}
        self._asked: set[int] = set()
        self._grouped: list[Groups] | None = None

    @cached_property
    def crossings(self) -> Crossings:
        """What crosses the shared network: found where somebody asks, for most edits lead to nobody who does."""
        since, self._since = self._since, None
        if since is None:
            return Crossings(*self._network)
        return since.like.after(*self._network, since.swapped)

    def after(self, places: Places, rulings: Rulings, swapped: Mapping[int, Rules]) -> "Exchanges":
        """Give the conversations of a network in which only some rules stand for others, with the same port sets.

        None is known; but where everybody stands is not found again.
        """
        since, made = self._since, vars(self).get("crossings")
        if made is not None:
            since = Since(made, swapped)
        elif since is not None:
            late = {old: swapped.get(id(rules), rules) for old, rules in since.swapped.items()}
            since = Since(since.like, {**swapped, **late})
        return Exchanges(places, rulings, since)

    def sends(self, number: int, within: Bits, services: int) -> bool:
        """Tell whether any of some services gets from a place to a few `within`, or whether one of these is odd."""
        there = self.crossings.towards(number, within)
        got = (fare.may for fare, bits in there.fares.items() if bits & within)
        return bool(there.odd & within) or any(self.pool.both(services, may) for may in got)

    def cross(self, number: int, client: Intervals, within: Bits | None = None, few: Bits = 0) -> tuple[Crossed, Bits]:
        """Give how everybody of a place fares with everybody else, both ways; and the places that are odd.

        Of a few `within` only these are asked; a `few` places send to these, of which each asks in its turn.
        """
        few = 0 if within is None else few | 1 << number
        there = self.crossings.leg(number, 0) if within is None else self.crossings.towards(number, within)
        found: Crossed = {}
        odd = there.odd
        forks: dict[int, list[Fare]] = {}
        for fare, bits in there.fares.items():
            left = bits & ~odd
            if there.forked:
                for other in bits_of(left):
                    forks.setdefault(other, []).append(fare)
                continue
            arriving = self._arriving(fare)
            for way, some in self._ways_back(number, fare.load, left, few):
                if way is None:
                    odd |= some
                else:
                    key = self._answering(fare, way, client), arriving
                    found[key] = found.get(key, 0) | some
        for other, fares in forks.items():
            both = self._forked(fares, (other, number), client)
            if both is None:
                odd |= 1 << other
            else:
                found[both] = found.get(both, 0) | 1 << other
        return found, odd

    def _ways_back(self, to: int, load: int, bits: Bits, few: Bits) -> Iterator[tuple[Answered | None, Bits]]:
        """Give how answers of some places get back to one; None where they have to be walked."""
        for way, some in () if load or few else self.together(to):
            if bits & some:
                yield way, bits & some
                bits &= ~some
        singly: dict[Answered | None, Bits] = {}
        for other in bits_of(bits):
            back = self.back(other, to, load, few=few)
            singly[back] = singly.get(back, 0) | 1 << other
        yield from singly.items()

    def _arriving(self, fare: Fare) -> Arriving:
        load = self.crossings.loads.of(fare.load)
        return Arriving(fare.marks, fare.kept, load.client, load.labels, bool(load.answerer))

    def _exchange(self, fare: Fare, ends: tuple[int, int], client: Intervals) -> Exchange | None:
        """Give what one way carries there and back; None where the way back has to be walked."""
        back = self.back(*ends, fare.load)
        if back is None:
            return None
        return self._answering(fare, back, client)

    def _answering(self, fare: Fare, back: tuple[int, int], client: Intervals) -> Exchange:
        """Give what a way carries there, where such answers get back."""
        may, must = self._answered(back, client)
        return Exchange(fare.may, fare.must, self.pool.both(fare.may, may), self.pool.both(fare.must, must))

    def together(self, to: int) -> Groups:
        """Give places whose answers to packets that nobody touched get back to one alike; others are asked singly.

        Once a good part of everybody has asked, all answers are turned round together: each place is gone through once.
        """
        self._asked.add(to)
        if self._grouped is None:
            if len(self._asked) * MANY < len(self.crossings.places.places):
                return []
            self._grouped = self._turned_round()
        return self._grouped[to]

    def _turned_round(self) -> list[Groups]:
        places = self.crossings.places.places
        silent, singly, rows = self._answers_of_all()
        alone = turned_round(singly, len(places))
        ways = {back: turned_round(several, len(places)) for back, several in rows.items()}
        found: list[Groups] = []
        for to in range(len(places)):
            groups = {back: several[to] for back, several in ways.items()}
            left = (1 << len(places)) - 1 & ~(alone[to] | silent)
            for several in groups.values():
                left &= ~several
            groups[FULL, FULL] = groups.get((FULL, FULL), 0) | silent
            groups[EMPTY, EMPTY] = groups.get((EMPTY, EMPTY), 0) | left
            found.append([(back, several) for back, several in groups.items() if several])
        return found

    def _answers_of_all(self) -> tuple[Bits, list[Bits], dict[Answered, list[Bits]]]:
        """Give who does not answer, and of all others for whom they are to be asked singly, and to whom what gets."""
        places = self.crossings.places.places
        silent = 0
        singly = [0] * len(places)
        rows: dict[Answered, list[Bits]] = {}
        for number, place in enumerate(places):
            if not place.end.endpoint.replies:
                silent |= 1 << number
                continue
            cover = self.crossings.leg(number, 1)
            alone = singly[number] = cover.odd | whole(cover) if cover.forked else cover.odd
            for fare, bits in cover.fares.items():
                back = fare.may, fare.must
                if back not in rows:
                    rows[back] = [0] * len(places)
                rows[back][number] |= bits & ~alone
        return silent, singly, rows

    def _forked(self, fares: list[Fare], ends: tuple[int, int], client: Intervals) -> tuple[Exchange, Arriving] | None:
        """Put together several ways to one place; None where hosts' own filters would tell them apart."""
        arriving = {self._arriving(fare) for fare in fares if fare.may}
        if len(arriving) > 1:
            return None
        pool = self.pool
        sent = sure = may = must = lost = failed = EMPTY
        for fare in fares:
            one = self._exchange(fare, ends, client) if fare.may else NOWHERE
            if one is None:
                return None
            sent, may = pool.either(sent, one.sent), pool.either(may, one.may)
            sure, must = pool.either(sure, one.sure), pool.either(must, one.must)
            lost = pool.either(lost, pool.less(fare.scope, one.sure))
            failed = pool.either(failed, pool.less(fare.scope, one.must))
        exchange = Exchange(sent, pool.less(sure, lost), may, pool.less(must, failed))
        return exchange, next(iter(arriving), Arriving(None, kept=False, who=None))

    def only_way_back(self, here: int, there: int) -> Answered | None:
        """Give the answers that get back from a place to another; None where several ways are, or none is known."""
        loads = [fare.load for fare, bits in self.crossings.leg(here, 0).fares.items() if bits >> there & 1]
        return None if len(loads) > 1 else self.back(there, here, loads[0] if loads else 0)

    def back(self, place: int, to: int, load: int, *, few: Bits = 0) -> Answered | None:
        """Give which answers of a place get back to another one: by some way, and by all."""
        borne = self.crossings.loads.of(load)
        if not self._replies(place, borne.answerer):
            return FULL, FULL
        cover = self.crossings.answers(place, to, load, few=few)
        if cover.odd >> to & 1:
            return None
        found: Answered | None = None
        ports = borne.ports
        for fare, bits in cover.fares.items():
            if bits >> to & 1:
                may, must = fare.may, fare.must
                if ports is not None:
                    some, every = self._mapped(fare.mapped, ports)
                    may, must = self.pool.both(may, some), self.pool.both(must, every)
                if not cover.forked:
                    return may, must
                found = (self.pool.either(found[0], may), self.pool.both(found[1], must)) if found else (may, must)
        return found or (EMPTY, EMPTY)

    def _replies(self, place: int, answerer: str) -> bool:
        places = self.crossings.places
        end = places.network.endpoints[answerer] if answerer else places.places[place].end.endpoint
        return end.replies

    def _mapped(self, number: int, ports: Intervals) -> tuple[int, int]:
        """Give the answers of which some, and of which all, get through to the ports of the device that mapped them."""
        if number == FULL:
            return FULL, FULL
        passed = self.pool.services(number)
        some = every = difference(passed, union(FAMILIES[Family.TCP], FAMILIES[Family.UDP]))
        for family in (Family.TCP, Family.UDP):
            borne = shift(ports, int(family) << 16)
            some = union(some, FAMILIES[family]) if intersection(borne, passed) else some
            every = union(every, FAMILIES[family]) if subset(borne, passed) else every
        return self.pool.number(some), self.pool.number(every)

    def _answered(self, back: tuple[int, int], client: Intervals) -> tuple[int, int]:
        """Give the services whose answers get back to some of the client's ports, and to all of them."""
        key = (*back, client)
        known = self._masks.get(key)
        if known is None:
            known = self._masks[key] = self._mask(self.pool.services(back[0]), self.pool.services(back[1]), client)
        return known

    def _mask(self, may: Intervals, must: Intervals, client: Intervals) -> tuple[int, int]:
        some: Intervals = ()
        every: Intervals = ()
        for asked in kinds(ALL):
            if not answered(asked):
                some, every = union(some, asked), union(every, asked)
                continue
            if asked == FAMILIES[Family.OTHER]:  # answered in kind
                some, every = union(some, intersection(asked, may)), union(every, intersection(asked, must))
                continue
            answer = turned(((), (), asked, client))[2]
            some = union(some, asked) if intersection(answer, may) else some
            every = union(every, asked) if answer and subset(answer, must) else every
        return self.pool.number(some), self.pool.number(every)

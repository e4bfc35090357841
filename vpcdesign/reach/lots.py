"""Lots: senders of one place about whom a claim is judged once for all, and no row is made.

What gets across is the same for a whole place, and what guards let in of a crowd is the same for all of the crowd; of
the rest it matters only by which marks, or which very address, guards know a sender better. So a lot is asked by what
its kinds have in common, and of what is their own each reference once. A kind of which that is not the whole truth is
in no lot: it has a filter outbound, stands apart from somebody, or is known by a twin. Those are asked by their rows.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, difference, union
from vpcdesign.algebra.portsets import PortSets
from vpcdesign.algebra.services import ALIEN
from vpcdesign.reach import admission
from vpcdesign.reach.admission import Known, Reference
from vpcdesign.reach.covers import Bits, Some, bits_with, some_of
from vpcdesign.reach.exchanges import Exchange
from vpcdesign.reach.making import Maker
from vpcdesign.reach.replies import answered, kinds, turned
from vpcdesign.reach.sides import Across
from vpcdesign.record import record

Sent = tuple[int, Intervals]
"""A kind that sends, and from which ports."""

Field = Callable[[Exchange], int]
"""What of an exchange a claim is about."""


Said = tuple[Reference, ...]

Sending = Mapping[Intervals, Iterable[int]]
"""Kinds that send, by the ports that they do it from."""


@record()
class Case:
    """A kind that sends, and one of those who were asked about, to whom it got or did not get what was asked."""

    kind: int
    to: Bits


class _Home(NamedTuple):
    """What all of a place have in common; to whom anything at all gets from there, or who is odd."""

    place: int
    family: int
    across: Across
    reach: Bits


class Side(NamedTuple):
    """Senders in lots, and those who are asked `singly`; to whom any of a lot gets anything at all, and who is odd.

    Since an edit nobody has looked how those fare who are `left`: lots know nothing of them. Where all are `few` these
    are the places where they stand.
    """

    lots: Sequence["Lot"]
    singly: Sequence[Sent]
    reach: Bits
    odd: Bits
    left: Bits = 0
    few: Bits = 0


class _Crowd:
    """Those of a lot who stand alike to guards: what these let in of all by each way, and what they say of each."""

    __slots__ = ("_said", "kinds", "let_in")

    def __init__(self, let_in: Sequence[admission.Blocks]) -> None:
        """Begin with nobody."""
        self.let_in = let_in
        self.kinds: list[int] = []
        self._said: dict[int, list[tuple[int, Said]]] = {}

    def said(self, maker: Maker, across: Across, way: int) -> list[tuple[int, Said]]:
        """Give what guards say of those who come by a way, and not of the crowd; of those alike, of one."""
        known = self._said.get(way)
        if known is None:
            known = [(number, maker.references(number, across, way)) for number in self.kinds]
            if len(known) > 1:
                known = list({tuple(map(id, said)): (number, said) for number, said in known}.values())
            self._said[way] = known
        return known


class Lot:
    """Kinds of one place that send from the same ports."""

    __slots__ = ("_across", "_crowds", "_home", "_maker", "client", "family", "kinds")

    def __init__(self, maker: Maker, home: _Home, kinds: Sequence[int], client: Intervals) -> None:
        """Put some kinds together; they are looked at when somebody asks."""
        self._maker, self._home = maker, home
        self.family, self._across = home.family, home.across
        self.kinds, self.client = kinds, client
        self._crowds: list[_Crowd] | None = None

    @property
    def place(self) -> int:
        """Give where they are."""
        return self._home.place

    @property
    def left(self) -> Bits:
        """Give of whom nothing is known."""
        return self._across.left

    @property
    def odd(self) -> Bits:
        """Give who has to be walked from them."""
        return self._across.odd

    def among(self, kinds: Sequence[int]) -> "Lot":
        """Give only some of its kinds."""
        return Lot(self._maker, self._home, kinds, self.client)

    def silent(self) -> "Lot":
        """Give the same from whom nothing gets to those of whom nothing is known."""
        across, others = self._across, ~self.left
        parts = [(*part[:3], left) for part in across.parts if (left := part[3] & others)]
        known = across._replace(parts=parts, odd=across.odd & others, crowds={}, left=0)
        home = self._home._replace(across=known, reach=self._home.reach & others)
        return Lot(self._maker, home, self.kinds, self.client)

    def fails(self, pool: PortSets, number: int, some: Some) -> Case | None:
        """Give a kind, and one of some others to whom not all services surely get from it, and back."""
        within, low = some
        left = within
        for _, exchange, way, whole in self._across.parts:
            bits = whole >> low & within
            if not bits:
                continue
            if pool.less(number, exchange.must):
                return self._case(self.kinds[0], bits, low)
            for crowd in self._all():
                stopped = self._stopped(pool, crowd, (way, number), some_of((bits, low)))
                if stopped is not None:
                    return stopped
            left ^= bits
        return self._case(self.kinds[0], left, low) if left else None

    @staticmethod
    def _case(kind: int, bits: Bits, low: int) -> Case:
        """Give a kind with the first of some, who are counted from a lowest one."""
        return Case(kind, (bits & -bits) << low)

    def _stopped(self, pool: PortSets, crowd: _Crowd, what: tuple[int, int], some: Some) -> Case | None:
        """Give a kind of which the guard of one of some does not let in all services that come by a way."""
        way, number = what
        bits, low = some
        for services, others in crowd.let_in[way].items():
            if not pool.less(number, services):
                bits &= ~(others >> low)
                if not bits:
                    return None
        within = some_of((bits, low))
        for kind, said in crowd.said(self._maker, self._across, way):
            let_in = admission.admitted(pool, crowd.let_in[way], Known(said, within), within)
            stopped = bits & ~_union(met for services, met in let_in if not pool.less(number, services))
            if stopped:
                return self._case(kind, stopped, low)
        return None

    def gets_through(self, pool: PortSets, number: int, some: Some, of: Field) -> Case | None:
        """Give a kind, and one of some others to whom any of some services gets from it."""
        within, low = some
        for _, exchange, way, whole in self._across.parts:
            sent = pool.both(number, of(exchange))
            bits = whole >> low & within if sent else 0
            if bits:
                for crowd in self._all():
                    passed = self._passed(pool, crowd, (way, sent), some_of((bits, low)))
                    if passed is not None:
                        return passed
        return None

    def _passed(self, pool: PortSets, crowd: _Crowd, what: tuple[int, int], some: Some) -> Case | None:
        """Give a kind of which the guard of one of some lets in any services that come by a way."""
        way, number = what
        bits, low = some
        for services, others in crowd.let_in[way].items():
            met = others >> low & bits
            if met and pool.both(number, services):
                return self._case(crowd.kinds[0], met, low)
        for kind, said in crowd.said(self._maker, self._across, way):
            for one in said:
                (whole, at), blocks = one.some, one.blocks
                by = at - low
                if not (whole << by if by >= 0 else whole >> -by) & bits:
                    continue
                for services, others in blocks.items():
                    met = (others << by if by >= 0 else others >> -by) & bits
                    if met and pool.both(number, services):
                        return self._case(kind, met, low)
        return None

    def _all(self) -> list[_Crowd]:
        if self._crowds is None:
            maker, across = self._maker, self._across
            found: dict[int, _Crowd] = {}
            for number in self.kinds:
                kind = maker.places.kinds[number]
                at = maker.crowd_of(kind)
                if at not in found:
                    found[at] = _Crowd(maker.let_in(across, at, kind))
                found[at].kinds.append(number)
            self._crowds = list(found.values())
        return self._crowds


class Lots:
    """Puts senders of one network into lots; remembers what it was asked for by whoever asked."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._sides: dict[Hashable, Side] = {}
        self._homes: dict[Intervals, dict[int, _Home]] = {}
        self._numbers: dict[Intervals, tuple[int, int]] = {}
        self._answers: dict[tuple[Intervals, frozenset[Intervals]], int] = {}

    def numbers(self, services: Intervals) -> tuple[int, int]:
        """Give the numbers of some services: what is asked of them over IPv4, and over IPv6."""
        known = self._numbers.get(services)
        if known is None:
            four, six = (self._maker.pool.number(difference(services, alien)) for alien in ALIEN)
            known = self._numbers[services] = four, six
        return known

    def answers(self, services: Intervals, clients: Iterable[Intervals]) -> int:
        """Give the number of the services that answers have to packets with some, which are sent from some ports."""
        key = services, frozenset(clients)
        known = self._answers.get(key)
        if known is None:
            found: Intervals = ()
            for part in kinds(services):
                for client in key[1] if answered(part) else ():
                    found = union(found, turned(((), (), part, client))[2])
            known = self._answers[key] = self._maker.pool.number(found)
        return known

    def of(self, asker: Hashable, senders: Callable[[], Sending]) -> Side:
        """Give the lots of some senders, who are the same whenever the same one asks."""
        known = self._sides.get(asker)
        if known is None:
            known = self._sides[asker] = self._side(senders())
        return known

    def towards(self, side: Side, to: Bits, sent: tuple[int, int] | None = None) -> Side:
        """Give the lots of some senders, which know how some others fare.

        Where only what is `sent` matters, services over IPv4 and over IPv6, nobody looks how answers to it fare where
        none of it gets there.
        """
        if not side.left & to:
            return side
        sending: dict[Intervals, list[int]] = {}
        lots: list[Lot] = []
        for lot in side.lots:
            if not lot.left & to:
                lots.append(lot)
            elif sent is not None and not self._maker.sides.sends((lot.place, lot.client), to, sent[lot.family]):
                lots.append(lot.silent())
            else:
                sending.setdefault(lot.client, []).extend(lot.kinds)
        found = self._side(sending, to, side.few)
        lots += found.lots
        reach, odd, left = side.reach | found.reach, side.odd | found.odd, _union(lot.left for lot in lots)
        return Side(lots, [*side.singly, *found.singly], reach, odd, left, side.few)

    def but(self, asker: Hashable, side: Side, gone: Collection[int]) -> Side:
        """Give the lots of some senders without those of some kinds."""
        known = self._sides.get(asker)
        if known is None:
            homes = {self._maker.places.kinds[kind].place for kind in gone}
            lots: list[Lot] = []
            for lot in side.lots:
                left = [kind for kind in lot.kinds if kind not in gone] if lot.place in homes else lot.kinds
                if left:
                    lots.append(lot if len(left) == len(lot.kinds) else lot.among(left))
            singly = [one for one in side.singly if one[0] not in gone]
            known = self._sides[asker] = side._replace(lots=lots, singly=singly)
        return known

    def _side(self, senders: Sending, to: Bits = 0, few: Bits = 0) -> Side:
        """Put senders into lots; what an edit has left open is looked at only of those whom they send `to`.

        They are some of those who send from a `few` places.
        """
        lots: list[Lot] = []
        singly: list[Sent] = []
        reach = odd = left = 0
        for client, numbers in senders.items():
            homes = self._homes.setdefault(client, {})
            for place, held in self._by_place(numbers, client, singly).items():
                home = homes.get(place)
                if home is None or home.across.left & to:
                    home = homes[place] = self._home(place, client, to, few)
                if home.across.twinned:
                    singly.extend((number, client) for number in held)
                else:
                    lots.append(Lot(self._maker, home, held, client))
                    reach |= home.reach
                    odd |= home.across.odd
                    left |= home.across.left
        return Side(lots, singly, reach, odd, left, few or bits_with([lot.place for lot in lots] if left else ()))

    def _by_place(self, numbers: Iterable[int], client: Intervals, singly: list[Sent]) -> dict[int, list[int]]:
        """Give the kinds of each place; who is asked singly is put there."""
        kinds, plain = self._maker.places.kinds, self._maker.plain
        found: dict[int, list[int]] = {}
        for number in numbers:
            kind = kinds[number]
            if not plain(kind):
                singly.append((number, client))
            elif kind.place in found:
                found[kind.place].append(number)
            else:
                found[kind.place] = [number]
        return found

    def _home(self, place: int, client: Intervals, to: Bits, few: Bits) -> _Home:
        across = self._maker.sides.across(place, client, to, few)
        family = int(self._maker.places.places[place].end.addresses[0][0] >= V6)
        return _Home(place, family, across, self._reached(across))

    @staticmethod
    def _reached(across: Across) -> Bits:
        return across.odd | _union(whole for _, _, _, whole in across.parts)


def _union(several: Iterator[Bits]) -> Bits:
    found = 0
    for bits in several:
        found |= bits
    return found

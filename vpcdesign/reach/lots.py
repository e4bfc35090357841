"""Lots: senders of one place about whom a claim is judged once for all, and no row is made.

What gets across is the same for a whole place, and what guards let in of a crowd is the same for all of the crowd; of
the rest it matters only by which marks, or which very address, guards know a sender better. So a lot is asked by what
its kinds have in common, and of what is their own each reference once. A kind of which that is not the whole truth is
in no lot: it has a filter outbound, stands apart from somebody, or is known by a twin. Those are asked by their rows.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, difference
from vpcdesign.algebra.portsets import PortSets
from vpcdesign.algebra.services import ICMP, ICMPV6, ports
from vpcdesign.reach import admission
from vpcdesign.reach.admission import Known, Reference
from vpcdesign.reach.covers import Bits, Some
from vpcdesign.reach.exchanges import Exchange
from vpcdesign.reach.making import Across, Maker

Sent = tuple[int, Intervals]
"""A kind that sends, and from which ports."""

_ALIEN = (ports(ICMPV6), ports(ICMP))
"""What is never asked over IPv4, and over IPv6."""

Field = Callable[[Exchange], int]
"""What of an exchange a claim is about."""


class Side(NamedTuple):
    """Senders in lots, and those who are asked `singly`; to whom any of a lot gets anything at all, and who is odd."""

    lots: Sequence["Lot"]
    singly: Sequence[Sent]
    reach: Bits
    odd: Bits


class _Crowd:
    """Those of a lot who stand alike to guards: what these let in of all by each way, and by what they know each."""

    __slots__ = ("_known", "_references", "kinds", "let_in")

    def __init__(self, let_in: Sequence[admission.Blocks]) -> None:
        """Begin with nobody."""
        self.let_in = let_in
        self.kinds: list[int] = []
        self._known: dict[int, list[tuple[int, Known]]] = {}
        self._references: dict[int, list[tuple[int, Reference]]] = {}

    def known(self, maker: Maker, across: Across, way: int) -> list[tuple[int, Known]]:
        """Give by what guards know those who come by a way better than the crowd; of those alike, one."""
        known = self._known.get(way)
        if known is None:
            each = ((number, maker.known_as(number, across, way)) for number in self.kinds)
            known = self._known[way] = list({id(one): (number, one) for number, one in each}.values())
        return known

    def references(self, maker: Maker, across: Across, way: int) -> list[tuple[int, Reference]]:
        """Give all that guards say of any of those who come by a way, each with one of whom they say it."""
        known = self._references.get(way)
        if known is None:
            each = [(number, one) for number, by in self.known(maker, across, way) for one in by.references]
            known = self._references[way] = list({id(one): (number, one) for number, one in each}.values())
        return known


class Lot:
    """Kinds of one place that send from the same ports."""

    __slots__ = ("_across", "_crowds", "_maker", "client", "family", "kinds", "odd", "place")

    def __init__(self, maker: Maker, across: Across, kinds: Sequence[int], client: Intervals) -> None:
        """Put some kinds together; they are looked at when somebody asks."""
        self._maker, self._across = maker, across
        self.kinds, self.client = kinds, client
        first = maker.places.kinds[kinds[0]]
        self.place, self.family = first.place, int(first.end.addresses[0][0] >= V6)
        self.odd = across.odd
        self._crowds: list[_Crowd] | None = None

    def among(self, kinds: Sequence[int]) -> "Lot":
        """Give only some of its kinds."""
        return Lot(self._maker, self._across, kinds, self.client)

    def fails(self, pool: PortSets, number: int, some: Some) -> int | None:
        """Give a kind of which not all services surely get to all of some others, and back."""
        within, low = some
        left = within
        for _, exchange, way, whole in self._across.parts:
            bits = whole >> low & within
            if not bits:
                continue
            if pool.less(number, exchange.must):
                return self.kinds[0]
            for crowd in self._all():
                stopped = self._stopped(pool, crowd, (way, number), Some(bits, low))
                if stopped is not None:
                    return stopped
            left ^= bits
        return self.kinds[0] if left else None

    def _stopped(self, pool: PortSets, crowd: _Crowd, what: tuple[int, int], some: Some) -> int | None:
        """Give a kind of which guards of some do not let in all services that come by a way."""
        way, number = what
        bits, low = some
        for services, others in crowd.let_in[way].items():
            if not pool.less(number, services):
                bits &= ~(others >> low)
                if not bits:
                    return None
        for kind, known in crowd.known(self._maker, self._across, way):
            within = Some(bits, low)
            let_in = admission.admitted(pool, crowd.let_in[way], known, within)
            if bits & ~_union(met for services, met in let_in if not pool.less(number, services)):
                return kind
        return None

    def gets_through(self, pool: PortSets, number: int, some: Some, of: Field) -> int | None:
        """Give a kind of which any of some services gets to any of some others."""
        within, low = some
        for _, exchange, way, whole in self._across.parts:
            sent = pool.both(number, of(exchange))
            bits = whole >> low & within if sent else 0
            if bits:
                for crowd in self._all():
                    passed = self._passed(pool, crowd, (way, sent), Some(bits, low))
                    if passed is not None:
                        return passed
        return None

    def _passed(self, pool: PortSets, crowd: _Crowd, what: tuple[int, int], some: Some) -> int | None:
        """Give a kind of which a guard of some lets in any services that come by a way."""
        way, number = what
        bits, low = some
        for services, others in crowd.let_in[way].items():
            if others >> low & bits and pool.both(number, services):
                return crowd.kinds[0]
        for kind, ((whole, at), blocks) in crowd.references(self._maker, self._across, way):
            by = at - low
            if not (whole << by if by >= 0 else whole >> -by) & bits:
                continue
            for services, others in blocks.items():
                if (others << by if by >= 0 else others >> -by) & bits and pool.both(number, services):
                    return kind
        return None

    def _all(self) -> list[_Crowd]:
        if self._crowds is None:
            maker, across = self._maker, self._across
            found: dict[int, _Crowd] = {}
            for number in self.kinds:
                kind = maker.places.kinds[number]
                at = maker.crowd_of(kind)
                crowd = found.get(at)
                if crowd is None:
                    crowd = found[at] = _Crowd(maker.let_in(across, kind))
                crowd.kinds.append(number)
            self._crowds = list(found.values())
        return self._crowds


class Lots:
    """Puts senders of one network into lots; remembers what it was asked for by whoever asked."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._sides: dict[Hashable, Side] = {}
        self._reach: dict[Sent, Bits] = {}
        self._numbers: dict[Intervals, tuple[int, int]] = {}

    def numbers(self, services: Intervals) -> tuple[int, int]:
        """Give the numbers of some services: what is asked of them over IPv4, and over IPv6."""
        known = self._numbers.get(services)
        if known is None:
            four, six = (self._maker.pool.number(difference(services, alien)) for alien in _ALIEN)
            known = self._numbers[services] = four, six
        return known

    def of(self, asker: Hashable, senders: Callable[[], Iterable[Sent]]) -> Side:
        """Give the lots of some senders, who are the same whenever the same one asks."""
        known = self._sides.get(asker)
        if known is None:
            known = self._sides[asker] = self._side(senders())
        return known

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

    def _side(self, senders: Iterable[Sent]) -> Side:
        kinds, maker = self._maker.places.kinds, self._maker
        several: dict[Sent, list[int]] = {}
        singly: list[Sent] = []
        for sent in senders:
            number, client = sent
            kind = kinds[number]
            if not maker.plain(kind):
                singly.append(sent)
                continue
            home = kind.place, client
            if home in several:
                several[home].append(number)
            else:
                several[home] = [number]
        lots: list[Lot] = []
        reach = odd = 0
        for home, held in several.items():
            across = maker.across(*home)
            if across.twinned:
                singly.extend((number, home[1]) for number in held)
            else:
                lots.append(Lot(maker, across, held, home[1]))
                reach |= self._reached(across, home)
                odd |= across.odd
        return Side(lots, singly, reach, odd)

    def _reached(self, across: Across, key: Sent) -> Bits:
        known = self._reach.get(key)
        if known is None:
            known = self._reach[key] = across.odd | _union(whole for _, _, _, whole in across.parts)
        return known


def _union(several: Iterator[Bits]) -> Bits:
    found = 0
    for bits in several:
        found |= bits
    return found

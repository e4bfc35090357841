"""The rows: from one kind of sender to everybody at once, the services that may and those that must get through.

The third reading of the stages, beside the walk and the plain interpreter of the tests. A row is exact or says whom it
does not know (`odd`): those are walked. No list tests the source port here, so what two may say to each other is a
product: services by the way there, client ports by the way back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import Intervals, difference, intersection, size, union
from vpcdesign.algebra.portsets import FULL, PortSets
from vpcdesign.network.network import Network
from vpcdesign.reach.covers import Bits, bits_of, numbers
from vpcdesign.reach.crossing import Crossings
from vpcdesign.reach.ends import End
from vpcdesign.reach.exchanges import Arriving, Exchange, Exchanges
from vpcdesign.reach.fate import Fate
from vpcdesign.reach.guards import Guards, Leaving
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.loads import Point, Who
from vpcdesign.reach.places import Places
from vpcdesign.reach.row import Row, flat
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.swapped import swapped
from vpcdesign.reach.touched import Crossed, Known, Pairs, by_crossing, by_filters, concerned
from vpcdesign.reach.trace import Question


class Kept(NamedTuple):
    """What rows of an edited network begin with; the ways across only where the edit left them alone."""

    rulings: Rulings
    places: Places
    crossings: Crossings | None
    crossed: dict[tuple[int, Intervals], tuple["_Crossed", Bits]]
    leaving: dict[tuple[int, int], Leaving]
    guards: Guards | None


Way: TypeAlias = tuple[Intervals, ...]
"""Between two ends: the addresses of both, what is sent, may and must get through, and what answers may and must."""

BITS_V6 = 128
_AS_SENT = Arriving("", kept=True, who=None)
_Crossed = list[tuple[Exchange, Arriving, Bits]]


class Rows:
    """The rows of one network, each made when it is first asked for."""

    def __init__(self, network: Network, kept: "Kept | None" = None) -> None:
        """Look at a network; `kept` is what holds still of one that it was edited from."""
        self._rulings = kept.rulings if kept else Rulings(PortSets())
        self.pool = self._rulings.pool
        self.places = kept.places if kept else Places(network, self._rulings)
        self.touched: Pairs | None = None
        self._concerned: dict[int, Bits] = {}
        self._crossings = (kept and kept.crossings) or Crossings(self.places, self._rulings)
        self._exchanges = Exchanges(self._crossings)
        self._guards = (kept and kept.guards) or Guards(self.places, self._rulings, kept.leaving if kept else {})
        self._stale: dict[tuple[int, Intervals], tuple[Row, Bits]] = {}
        self._spread: dict[Bits, Bits] = {}
        self._same: dict[Bits, Bits] = {}
        self._spans = self._ranges()
        self._odd_kinds = numbers(kind.odd for kind in self.places.kinds)
        self._rows: dict[tuple[int, Intervals], Row] = {}
        self._narrowed: dict[tuple[Exchange, int], Exchange] = {}
        self._common: dict[tuple[int, Intervals, tuple[int, ...]], dict[Exchange, Bits]] = {}
        self._crossed: dict[tuple[int, Intervals], tuple[_Crossed, Bits]] = kept.crossed if kept else {}

    def after(self, network: Network) -> "Rows":
        """Give the rows of an edited network; where only rules changed, kinds keep their numbers and much is kept.

        `touched` tells then whose rows may be different from before, and to whom; None is everything. What rules said
        is remembered by cells, so with other cells it is asked again.
        """
        new = swapped(self.places.network, network)
        places = self.places.swapped(network, new) if new is not None else None
        if new is None or places is None:
            return Rows(network)
        cells = places.cells is self.places.cells, places.inner is self.places.inner
        rulings = self._rulings if all(cells) else Rulings(self.pool)
        leaving = self._guards.leavings if cells[1] else {}
        pairs = by_filters(self.places.kinds, new, self._known_by())
        guards = self._guards if cells[1] and not any(one in self.places.tables.inner for one in new) else None
        before = {**self._stale, **{key: (row, 0) for key, row in self._rows.items()}}
        if cells[0] and not any(one in self.places.tables.outer for one in new):
            other = Rows(network, Kept(rulings, places, self._crossings, self._crossed, leaving, guards))
        else:
            other = Rows(network, Kept(rulings, places, None, {}, leaving, guards))
            pairs += tuple(self._across(other))
        other.carry(before, pairs)
        return other

    def _known_by(self) -> Callable[[Kind], Known]:
        """Give the addresses and marks that a sender has had for hosts' own filters, on the ways that were asked."""
        seen: dict[int, set[Arriving]] = {}
        for (place, _), (crossed, _) in self._crossed.items():
            seen.setdefault(place, {_AS_SENT}).update(arriving for _, arriving, _ in crossed)

        def known(kind: Kind) -> Known:
            ways = seen.get(kind.place, {_AS_SENT})
            several = (self.seen_as(kind, way.who) for way in ways)
            addresses = [one[1] for one in several if one is not None]
            return addresses, frozenset(
                label for way in ways for label in (*_borne(kind, way), *kind.end.endpoint.labels)
            )

        return known

    def _across(self, other: "Rows") -> Iterator[tuple[Bits, Bits]]:
        """Give whom other ways across concern: those between whom they differ, and all of whom nobody has asked."""
        unasked = numbers(
            (kind.place, kind.end.endpoint.client_ports) not in self._crossed for kind in self.places.kinds
        )
        if unasked:
            yield unasked, (1 << len(self.places.kinds)) - 1
        for (place, client), crossed in self._crossed.items():
            others = by_crossing(_plain(crossed), _plain(other.cross(place, client)))
            if others:
                yield self._spans[place], others

    def carry(self, before: Mapping[tuple[int, Intervals], tuple[Row, Bits]], pairs: Pairs) -> None:
        """Take over rows from before, each with those to whom it may not be true any more."""
        self.touched = pairs
        self._stale = {key: (row, bits | self.concerned(key[0])) for key, (row, bits) in before.items()}

    def concerned(self, sender: int) -> Bits:
        """Give to whom what a kind sends may fare otherwise than before the last edit."""
        if self.touched is None:
            return (1 << len(self.places.kinds)) - 1
        if sender not in self._concerned:
            self._concerned[sender] = concerned(self.touched, sender)
        return self._concerned[sender]

    @property
    def ways(self) -> Crossings:
        """Give the ways across: an edit of hosts' own filters leaves them the same."""
        return self._crossings

    def answers(self, there: int, here: int) -> tuple[int, int] | None:
        """Give which answers get from a place back to another: by some way, and by all; None is not known."""
        return self._exchanges.only_way_back(here, there)

    def manifold(self, sender: int) -> Bits:
        """Give those to whom the network sends several ways that each have a way back of their own."""
        cover = self._crossings.leg(self.places.kinds[sender].place, 0)
        if not cover.forked:
            return 0
        once = twice = 0
        for bits in cover.fares.values():
            twice |= once & bits
            once |= bits
        return self._wide(twice)

    def _ranges(self) -> list[Bits]:
        """Give the kinds of each place."""
        spans = [0] * len(self.places.places)
        for number, kind in enumerate(self.places.kinds):
            spans[kind.place] |= 1 << number
        return spans

    def ask(self, question: Question) -> Fate | None:
        """Tell how a question fares; None where it has to be walked."""
        met = self._meetings(question)
        if met is None:
            return None
        asked, client = question.packets.services, question.packets.source_ports
        return self._fate(asked, [self.row(one.kind, client).of(other.kind) for one, other in met])

    def exact(self, question: Question) -> tuple[Way, ...] | None:
        """Give what makes out the set of packets that get through: the way there, and the way back of the answers.

        Numbers are of this network only, so sets are given as sets.
        """
        met = self._meetings(question)
        if met is None:
            return None
        found: list[Way] = []
        services = self.pool.services
        for one, other in met:
            exchange = self.row(one.kind, question.packets.source_ports).of(other.kind)
            there, here = self.places.kinds[other.kind].place, self.places.kinds[one.kind].place
            back = self._exchanges.only_way_back(here, there)
            if back is None:
                return None
            found.append((one.addresses, other.addresses, *map(services, exchange), *map(services, back)))
        return tuple(found)

    def _meetings(self, question: Question) -> list[tuple[End, End]] | None:
        """Give the ends that meet in a question; None where any two of them have to be walked."""
        packets = question.packets
        if question.ends is None or len(question.ends) != 1:
            return None
        (name,) = question.ends
        if name == question.start:
            return None
        sources = self._ends(question.start, packets.source, asked=False)
        destinations = self._ends(name, packets.destination, asked=True)
        if sources is None or destinations is None:
            return None
        met = [(a, b) for a in sources for b in destinations if _family(a) == _family(b)]
        if any(self.row(a.kind, packets.source_ports).odd >> b.kind & 1 for a, b in met):
            return None
        return met

    def _fate(self, asked: Intervals, met: list[Exchange]) -> Fate:
        delivered: Intervals = ()
        works: Intervals = ()
        fails: Intervals = ()
        for one in met:
            delivered = union(delivered, intersection(asked, self.pool.services(one.sent)))
            works = union(works, intersection(asked, self.pool.services(one.may)))
            fails = union(fails, difference(asked, self.pool.services(one.must)))
        return Fate(delivered, works, fails)

    def _ends(self, name: str, addresses: Intervals, *, asked: bool) -> list[End] | None:
        """Give the ends of an endpoint that hold some addresses; None where not all of these are known.

        Nobody sends from the addresses that only others know him by, but he is `asked` by them.
        """
        places = self.places
        ends = places.ends.get(name) or places.outside.get(name, [])
        if len(ends) == 1 and ends[0].addresses == addresses:
            return [ends[0]]
        if asked:
            ends = [*ends, *places.aliases.get(name, ())]
        met = [(end, held) for end in ends if (held := intersection(end.addresses, addresses))]
        known = sum(size(held) for _, held in met)
        return [end for end, _ in met] if known == size(addresses) else None

    def row(self, number: int, client: Intervals) -> Row:
        """Give what gets from a kind to everybody, where it opens conversations from these ports."""
        key = (number, client)
        known = self._rows.get(key)
        if known is None:
            kind = self.places.kinds[number]
            old = self._stale.get(key)
            if kind.odd:
                known = flat({}, (1 << len(self.places.kinds)) - 1)
            elif old is None:
                known = self._row(kind, client)
            else:
                known = self._mended(kind, client, *old) if old[1] else old[0]
            self._rows[key] = known
        return known

    def _mended(self, kind: Kind, client: Intervals, row: Row, stale: Bits) -> Row:
        """Make only a part of a row again."""
        blocks = self._blocks(kind, client, stale)
        for exchange, bits in row.blocks.items():
            if bits & ~stale:
                blocks[exchange] = blocks.get(exchange, 0) | bits & ~stale
        return flat(self._kept(blocks), self._strange(kind, client))

    def _row(self, kind: Kind, client: Intervals) -> Row:
        """Make a row: what it has in common with its crowd, and its own for those who know it by more than that."""
        strange = self._strange(kind, client)
        if self._guards.leaving(kind) is not None:
            return flat(self._kept(self._blocks(kind, client)), strange)
        ways = dict.fromkeys(arriving for _, arriving, _ in self.cross(kind.place, client)[0])
        seen = {arriving.who: one for arriving in ways if (one := self.seen_as(kind, arriving.who)) is not None}
        key = (kind.place, client, tuple(self._guards.crowd(*one) for one in seen.values()))
        if key not in self._common:
            self._common[key] = self._kept(self._blocks(kind, client, crowd=True))
        mine = 0
        for arriving in ways:
            if arriving.who in seen:
                mine |= self._guards.especially(_borne(kind, arriving), seen[arriving.who][1])
        if not mine:
            return flat(self._common[key], strange)
        low = (mine & -mine).bit_length() - 1
        own = {exchange: bits >> low for exchange, bits in self._blocks(kind, client, mine).items()}
        return Row(self._common[key], own, mine >> low, low, strange)

    def _kept(self, blocks: dict[Exchange, Bits]) -> dict[Exchange, Bits]:
        """Rows are long and much alike: equal sets are kept once."""
        same = self._same
        return {exchange: same.setdefault(bits, bits) for exchange, bits in blocks.items()}

    def _strange(self, kind: Kind, client: Intervals) -> Bits:
        """Give who has to be walked from a kind."""
        crossed, odd = self.cross(kind.place, client)
        leaving = self._guards.leaving(kind)
        strange = odd | self._odd_kinds | self._apart(kind) | (leaving[1] if leaving else 0)
        for _, arriving, whole in crossed:
            if arriving.who is not None and self.seen_as(kind, arriving.who) is None:
                strange |= whole
        return self._same.setdefault(strange, strange)

    def _blocks(self, kind: Kind, client: Intervals, within: Bits = -1, *, crowd: bool = False) -> dict[Exchange, Bits]:
        """Make the blocks of a row within some kinds; or those that its whole `crowd` has."""
        leaving = self._guards.leaving(kind)
        both = self.pool.both
        blocks: dict[Exchange, Bits] = {}
        for exchange, arriving, whole in self.cross(kind.place, client)[0]:
            bits = whole & within
            seen = self.seen_as(kind, arriving.who) if bits else None
            if seen is None:
                continue
            passed: Iterable[tuple[int, Bits]]
            if arriving.asked:
                passed = ((FULL, bits),)
            elif crowd:
                passed = self._guards.crowded(*seen)
            else:
                passed = self._guards.admitted(_borne(kind, arriving), seen, within)
            for number, some in passed:
                met = bits & some
                if met and leaving is None:
                    self._put(blocks, exchange, number, met)
                elif met and leaving is not None:
                    for free, promised, others in leaving[0]:
                        if met & others:
                            out = both(number, self.pool.either(free, promised) if arriving.kept else free)
                            self._put(blocks, exchange, out, met & others)
        return blocks

    def seen_as(self, kind: Kind, who: Who) -> tuple[int, int] | None:
        """Give the cell and an address by which hosts' own filters know a sender; None where nobody knows them."""
        if who is None:
            return kind.inner, kind.end.addresses[0][0]
        if isinstance(who, Point):
            return self.places.inner.of(who.at), who.at
        number = kind.twins[who].number
        if number is None:
            return None
        twin = self.places.kinds[number]
        return twin.inner, twin.end.addresses[0][0]

    def _put(self, blocks: dict[Exchange, Bits], exchange: Exchange, number: int, bits: Bits) -> None:
        """Let what gets across go on with some services only."""
        one = self._narrowed.get((exchange, number))
        if one is None:
            one = self._narrowed[exchange, number] = Exchange(*(self.pool.both(some, number) for some in exchange))
        if one.sent:
            blocks[one] = blocks.get(one, 0) | bits

    def _apart(self, kind: Kind) -> Bits:
        """Give the kinds of those whom a sender knows by other ways than the shared network."""
        bits = 0
        for name in self.places.apart.get(kind.end.endpoint.id, ()):
            for end in self.places.of(name):
                bits |= 1 << end.kind
        return bits

    def cross(self, number: int, client: Intervals) -> tuple[_Crossed, Bits]:
        """Give how everybody of a place fares with everybody else, both ways; and the kinds that are odd."""
        known = self._crossed.get((number, client))
        if known is None:
            found, odd = self._exchanges.cross(number, client)
            crossed = [(exchange, arriving, self._wide(bits)) for (exchange, arriving), bits in found.items()]
            known = self._crossed[number, client] = (crossed, self._wide(odd))
        return known

    def _wide(self, bits: Bits) -> Bits:
        """Give the kinds of some places."""
        known = self._spread.get(bits)
        if known is None:
            known = 0
            for place in bits_of(bits):
                known |= self._spans[place]
            self._spread[bits] = known
        return known

    def all(self, client: Intervals | None = None) -> Iterator[tuple[int, Row]]:
        """Give every kind that sends with its row; from its own ports, where no others are said."""
        for number, kind in enumerate(self.places.kinds):
            if kind.end.alias:
                continue
            yield number, self.row(number, client or kind.end.endpoint.client_ports)


def _plain(crossed: tuple[_Crossed, Bits]) -> tuple[Crossed, Bits]:
    return [((exchange, arriving), bits) for exchange, arriving, bits in crossed[0]], crossed[1]


def _family(end: End) -> int:
    return end.addresses[0][0] >> BITS_V6


def _borne(kind: Kind, arriving: Arriving) -> frozenset[str]:
    """Give the marks that packets of a sender bear in the end."""
    if arriving.labels is not None or arriving.marks is None:
        return arriving.labels or frozenset()
    labels = kind.end.endpoint.labels
    return frozenset(label + arriving.marks for label in labels) if arriving.marks else labels

"""The rows: from one kind of sender to everybody at once, the services that may and those that must get through.

The third reading of the stages, beside the walk and the plain interpreter of the tests. A row is exact or says whom it
does not know (`odd`): those are walked. No list tests the source port here, so what two may say to each other is a
product: services by the way there, client ports by the way back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, difference, intersection, size, union
from vpcdesign.algebra.portsets import PortSets
from vpcdesign.network.network import Network
from vpcdesign.network.rules import Rules
from vpcdesign.reach.covers import Bits, bits_with, numbers
from vpcdesign.reach.crossing import Crossings
from vpcdesign.reach.ends import End
from vpcdesign.reach.exchanges import Exchange, Exchanges
from vpcdesign.reach.fate import Fate
from vpcdesign.reach.following import Followed, followed
from vpcdesign.reach.guards import Guards, Leaving
from vpcdesign.reach.hearing import Hearing
from vpcdesign.reach.joining import joined, same_turnout
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.lots import Lots
from vpcdesign.reach.making import Maker
from vpcdesign.reach.matched import Matched
from vpcdesign.reach.past import Key, Past
from vpcdesign.reach.places import Places
from vpcdesign.reach.row import Row, flat
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.sides import Crossed, Sides, Ways
from vpcdesign.reach.touched import Fares, Pairs, Through, by_crossing, by_filters, by_kinds, concerned
from vpcdesign.reach.trace import Question
from vpcdesign.reach.wayside import Passing, Wayside


class Kept(NamedTuple):
    """What rows of an edited network begin with; the ways across only where the edit left them alone."""

    rulings: Rulings
    places: Places
    exchanges: Exchanges | None
    crossed: Ways
    were: Past[Crossed]
    leaving: dict[tuple[int, int], Leaving]
    guards: Guards | None
    sides: Sides | None
    hearing: Hearing | None
    past: Past[Row]


Way: TypeAlias = tuple[Intervals, ...]
"""Between two ends: the addresses of both, what is sent, may and must get through, and what answers may and must."""

MEMO = 10_000
"""Fates that are remembered: alike are most of those who meet."""


class Rows:
    """The rows of one network, each made when it is first asked for."""

    def __init__(self, network: Network, kept: "Kept | None" = None) -> None:
        """Look at a network; `kept` is what holds still of one that it was edited from."""
        self._rulings = kept.rulings if kept else Rulings(PortSets())
        self.pool = self._rulings.pool
        self.places = kept.places if kept else Places(network, self._rulings)
        self.touched: Pairs | None = None
        self.touched_anyhow: Pairs | None = None
        self.through: Sequence[Through] = ()
        self._concerned: dict[int, Bits] = {}
        self._exchanges = (kept and kept.exchanges) or Exchanges(self.places, self._rulings)
        self._guards = (kept and kept.guards) or Guards(self.places, self._rulings, kept.leaving if kept else {})
        self._past: Past[Row] = kept.past if kept else Past()
        self._edited = kept is not None
        self._rows: dict[Key, Row] = {}
        self._six: Bits | None = None
        self._fates: dict[tuple[Intervals, tuple[Exchange, ...]], Fate] = {}
        self._wayside: Wayside | None = None
        self._late: Mapping[int, Rules] | None = {}
        crossed = kept.crossed if kept else {}
        if kept and kept.sides:
            self.sides = kept.sides.after(self.places, self._guards, self._exchanges, crossed, kept.were)
        else:
            self.sides = Sides(self.places, self._guards, self._exchanges, crossed)
        self.maker = Maker(self.sides, self.pool, self._guards)
        self.lots = Lots(self.maker)
        self.hearing = (kept and kept.hearing) or Hearing(self.places, self._guards, self.pool)

    def after(self, network: Network, *, whole: bool = False) -> "Rows":
        """Give the rows of an edited network; kinds keep their numbers, and what the edit left alone is kept.

        Who asks about few, and not about the `whole` network, may find places outside that are walked from then on.

        `touched` tells then whose rows may be different from before, and to whom; None is everything. It is between
        those of `through` only what lists say of some services, and between those `touched_anyhow` anything. What rules
        said is remembered by cells, so with other cells it is asked again.
        """
        old, way = self.places, followed(self.places, network, self._passing, whole=whole)
        if way is None:
            return Rows(network)
        places = way.places
        turned = range(len(old.kinds)) if way.turned is None else way.turned
        same = places.cells.follow(old.cells), places.inner is old.inner
        rulings = self._rulings if all(same) else Rulings(self.pool)
        guards = self._guards_after(places, way.turned) if same[1] else None
        stay = way.turned is not None or same_turnout(old.kinds, places.kinds)
        asked = all(same) and stay and self._guards.rulings is rulings
        leaving = self._guards.leavings if asked else {}  # whoever asked holds the rules, so that none is reborn
        sides = self.sides if guards is not None and way.turned is not None else None
        pairs = (*by_filters(old.kinds, places.kinds, turned, self._matched()), *by_kinds(old, places, turned))
        exchanges: Exchanges | None = None
        late = self._swapped(way)
        crossed, were, through = dict[Key, Crossed](), Past[Crossed](), tuple[Through, ...]()
        if way.same:
            exchanges, crossed = self._exchanges, self.sides.crossed
            crossed = crossed if stay else joined(crossed, old.kinds, places.kinds)
            were = self.sides.were if sides is not None else were
        elif way.parted is not None and sides is not None:
            were = self.sides.were.after(self.sides.crossed, tuple({one[:2]: None for one in way.parted}))
            through = self._through(way.parted)
            exchanges = self._exchanges.after(places, rulings, late) if late is not None else None
        odd = bits_with([number for number in turned if places.kinds[number].odd])
        hearing = self._hearing_after(places, guards, odd, turned) if guards is not None and sides is not None else None
        kept = Kept(rulings, places, exchanges, crossed, were, leaving, guards, sides, hearing, self._past)
        other = Rows(network, kept)
        other._late = late if way.same else {}
        if not way.same and (way.parted is None or sides is None):
            pairs += tuple(self._across(other))
        if sides is not None:
            other.sides.leave_to_walk(odd)
        other.touched_anyhow, other.through = pairs, through
        other.touched = pairs = *pairs, *{one[:2]: None for one in through}
        other._past = self._past.after(self._rows, pairs)
        if self._wayside is not None and way.turned is not None and all(same):
            assert network.since is not None
            other._wayside = self._wayside.after({old: now for old, (_, now) in network.since.rules.items()})
        return other

    def _swapped(self, way: Followed) -> Mapping[int, Rules] | None:
        """Give the lists that stand for others since the conversations were made; None where more than these changed.

        Conversations stay what they were over edits of lists that do nothing; their lists are those of before then.
        """
        if way.turned is None or self._late is None:
            return None
        since = way.places.network.since
        assert since is not None
        now = {old: rules for old, (_, rules) in since.rules.items() if old in self.places.tables.outer}
        return now | {old: now.get(id(rules), rules) for old, rules in self._late.items()}

    def expect_edits(self) -> None:
        """Have at hand what edits of rules ask for: who has which, whom they match, and on whose way they stand."""
        places = self.places
        several = places.bearers, places.doors, places.stretches, self._ways_by_lists
        for one in several:
            one.expect_edits()

    @property
    def _ways_by_lists(self) -> Wayside:
        if self._wayside is None:
            self._wayside = Wayside(self.places, self._rulings)
        return self._wayside

    def _passing(self, rules: int) -> Iterable[Passing]:
        """Tell whose packets come to a list."""
        return self._ways_by_lists.passing(rules)

    def _guards_after(self, places: Places, turned: Sequence[int] | None) -> Guards | None:
        """Give the guards after an edit where kinds stand to them as they did; None where they are to be read anew."""
        old, new = self.places.kinds, places.kinds
        if turned is None:
            return self._guards if _guarded_alike(old, new) else None
        swapped: dict[int, tuple[Rules, Rules, list[int]]] = {}
        for number in turned:
            was, now = old[number], new[number]
            if was.inner != now.inner or (was.odd and not now.odd):
                return None
            if was.guard is not now.guard and not now.odd:
                assert was.guard is not None
                assert now.guard is not None
                swapped.setdefault(id(was.guard), (was.guard, now.guard, []))[2].append(number)
        return self._guards.after(swapped.values()) if swapped else self._guards

    def _hearing_after(self, places: Places, guards: Guards, odd: Bits, turned: Sequence[int]) -> Hearing:
        """Tell who can hear of whom after an edit that left everybody in his place."""
        both = ((number, self.places.kinds[number], places.kinds[number]) for number in turned)
        guarded = [number for number, was, now in both if was.guard is not now.guard]
        return self.hearing.after(places, guards, odd, bits_with(guarded))

    def _through(self, parted: Iterable[Through]) -> tuple[Through, ...]:
        """Give between which kinds lists say something else, where it is known between which places they do."""
        wide = self.sides.wide
        return tuple(one._replace(sending=wide(one.sending), to=wide(one.to)) for one in parted)

    def _matched(self) -> Matched:
        """Tell who sends what lines can match, on the ways that were asked."""
        return Matched(self.places, self.sides.dealt, self.sides.wide, self.maker.seen_as, self._unasked)

    def _unasked(self) -> Bits:
        """Give the kinds of which nobody has looked at all ways."""
        places = bits_with([place for (place, _), crossed in self.sides.crossed.items() if not crossed.left])
        return (1 << len(self.places.kinds)) - 1 & ~self.sides.wide(places)

    def _across(self, other: "Rows") -> Iterator[tuple[Bits, Bits]]:
        """Give whom other ways across concern: those between whom they differ, and all of whom nobody has asked."""
        asked: dict[int, list[Intervals]] = {}
        for place, client in self.sides.asked():
            asked.setdefault(place, []).append(client)
        unasked: list[int] = []
        homes: dict[tuple[int, int], list[int]] = {}
        for number, (was, now) in enumerate(zip(self.places.kinds, other.places.kinds, strict=False)):
            if not now.gone:
                homes.setdefault((was.place, now.place), []).append(number)
                if was.end.endpoint.client_ports not in asked.get(was.place, ()):
                    unasked.append(number)
        if unasked:
            yield bits_with(unasked), (1 << len(other.places.kinds)) - 1
        for (place, home), senders in homes.items():
            for client in asked.get(place, ()):
                crossed = _plain(self.sides.cross(place, client)), _plain(other.sides.cross(home, client))
                if others := by_crossing(*crossed):
                    yield bits_with(senders), others

    def concerned(self, sender: int) -> Bits:
        """Give to whom what a kind sends may fare otherwise than before the last edit."""
        if self.touched is None:
            return (1 << len(self.places.kinds)) - 1
        if sender not in self._concerned:
            self._concerned[sender] = concerned(self.touched, sender)
        return self._concerned[sender]

    @property
    def six(self) -> Bits:
        """Give the kinds with IPv6."""
        if self._six is None:
            ends = ((one.end.addresses[0][0] >= V6, one.gone) for one in self.places.places)
            self._six = self.sides.wide(numbers(six and not gone for six, gone in ends))
        return self._six

    @property
    def ways(self) -> Crossings:
        """Give the ways across: an edit of hosts' own filters leaves them the same."""
        return self._exchanges.crossings

    def answers(self, there: int, here: int) -> tuple[int, int] | None:
        """Give which answers get from a place back to another: by some way, and by all; None is not known."""
        return self._exchanges.only_way_back(here, there)

    def manifold(self, sender: int) -> Bits:
        """Give those to whom the network sends several ways that each have a way back of their own."""
        cover = self.ways.leg(self.places.kinds[sender].place, 0)
        if not cover.forked:
            return 0
        once = twice = 0
        for bits in cover.fares.values():
            twice |= once & bits
            once |= bits
        return self.sides.wide(twice)

    def ask(self, question: Question) -> Fate | None:
        """Tell how a question fares; None where it has to be walked."""
        met = self._meetings(question)
        if met is None:
            return None
        key = question.packets.services, tuple([exchange for _, _, exchange in met])
        known = self._fates.get(key)
        if known is None:
            if len(self._fates) >= MEMO:
                self._fates.clear()
            known = self._fates[key] = self._fate(*key)
        return known

    def exact(self, question: Question) -> tuple[Way, ...] | None:
        """Give what makes out the set of packets that get through: the way there, and the way back of the answers.

        Numbers are of this network only, so sets are given as sets.
        """
        met = self._meetings(question)
        if met is None:
            return None
        found: list[Way] = []
        services = self.pool.services
        for one, other, exchange in met:
            there, here = self.places.kinds[other.kind].place, self.places.kinds[one.kind].place
            back = self._exchanges.only_way_back(here, there)
            if back is None:
                return None
            found.append((one.addresses, other.addresses, *map(services, exchange), *map(services, back)))
        return tuple(found)

    def _meetings(self, question: Question) -> list[tuple[End, End, Exchange]] | None:
        """Give the ends that meet in a question and what they exchange; None where any of it has to be walked."""
        packets, ends = question.packets, question.ends
        if ends is None or len(ends) != 1:
            return None
        (name,) = ends
        if name == question.start:
            return None
        sources = self._ends(question.start, packets.source, asked=False)
        destinations = self._ends(name, packets.destination, asked=True)
        if sources is None or destinations is None:
            return None
        met: list[tuple[End, End, Exchange]] = []
        for one in sources:
            row = None
            six = one.addresses[0][0] >= V6
            for other in destinations:
                if (other.addresses[0][0] >= V6) is six:
                    row = row or self.row(one.kind, packets.source_ports)
                    if row.odd >> other.kind & 1:
                        return None
                    met.append((one, other, row.of(other.kind)))
        return met

    def _fate(self, asked: Intervals, met: Iterable[Exchange]) -> Fate:
        delivered: Intervals = ()
        works: Intervals = ()
        fails: Intervals = ()
        services = self.pool.services
        for one in met:
            delivered = union(delivered, intersection(asked, services(one.sent)))
            works = union(works, intersection(asked, services(one.may)))
            fails = union(fails, difference(asked, services(one.must)))
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
            old = self._past.get(key) if self._edited else None
            if kind.odd:
                known = flat(self.pool, {}, (1 << len(self.places.kinds)) - 1)
            elif old is None:
                known = self.maker.row(kind, client)
            else:
                known = self.maker.mended(kind, client, *old) if old[1] else old[0]
            self._rows[key] = known
        return known

    def all(self, client: Intervals | None = None) -> Iterator[tuple[int, Row]]:
        """Give every kind that sends with its row; from its own ports, where no others are said."""
        kinds = enumerate(self.places.kinds)
        return self.several([number for number, kind in kinds if not (kind.end.alias or kind.gone)], client)

    def several(self, numbers: Iterable[int], client: Intervals | None = None) -> Iterator[tuple[int, Row]]:
        """Give some kinds with their rows; those of one place had better stand together."""
        kinds, rows = self.places.kinds, self._rows
        for ports, some in groupby(numbers, lambda number: client or kinds[number].end.endpoint.client_ports):
            asked = list(some)
            new = [] if self._edited else [one for one in asked if (one, ports) not in rows and not kinds[one].odd]
            for number, row in zip(new, self.maker.several([kinds[one] for one in new], ports), strict=True):
                rows[number, ports] = row
            for number in asked:
                yield number, rows.get((number, ports)) or self.row(number, ports)


def _guarded_alike(old: Sequence[Kind], new: Sequence[Kind]) -> bool:
    """Tell whether all kinds have the guards that they had, and stand to them as they did."""
    return len(old) == len(new) and all(
        was is now or now.gone or (was.guard is now.guard and (was.inner, was.odd) == (now.inner, now.odd))
        for was, now in zip(old, new, strict=True)
    )


def _plain(crossed: Crossed) -> tuple[Fares, Bits]:
    return [((exchange, arriving), bits) for exchange, arriving, bits in crossed[0]], crossed[1]

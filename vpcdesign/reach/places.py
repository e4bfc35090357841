"""Who is where: the ends of a network, put together into kinds of which all behave alike.

An *end* is a part of an endpoint's addresses that nothing tells apart. Ends that enter and leave the shared network
alike make a *place*; ends of one place with the same filters of their own make a *kind*. Whatever the fast way does not
understand of an end makes it odd, and an odd end is walked: a place or a kind is never a guess.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, contains, difference, intersection, of, union
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.rooms import Outline
from vpcdesign.network.stages import Forward, Node
from vpcdesign.reach.approach import Head, Layer, Tails, head
from vpcdesign.reach.bearers import Bearers
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.doors import Doors
from vpcdesign.reach.ends import End, Ends, known_otherwise, overlapping
from vpcdesign.reach.entrances import ODD, Entrances
from vpcdesign.reach.kinds import Place
from vpcdesign.reach.lodging import Lodging
from vpcdesign.reach.middlemen import Lent, forwarders, given, rewritten
from vpcdesign.reach.numbering import Before
from vpcdesign.reach.rooms import Rooms
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.sorts import Sorts
from vpcdesign.reach.stances import Stances
from vpcdesign.reach.stretches import Stretches
from vpcdesign.reach.tables import Tables, sets, stretches, zones
from vpcdesign.reach.twins import TwinTables, each

FEW = 8
"""An endpoint of more stretches of addresses than this stands outside: it has no place inside any table."""


class Places:
    """The ends, places and kinds of a network; `apart` names who is special to whom.

    Those of an edited network are numbered as they were `before`, and `moved` are the endpoints whose ends are others
    than then. `ordered` are the places of the kinds as they were numbered along the axis: what is behind came later.
    For the next edit it is noted what packets of looked-at hosts meet first (`approached`), what these reach by tables
    of their own (`special`), which addresses devices have or are `given`, and which marks packets are `lent` on their
    way.
    """

    known: Bearers | None = None
    entered: Doors | None = None
    _stretches: Stretches | None = None
    _given: tuple[frozenset[int], list[int]] | None = None

    def __init__(
        self, network: Network, rulings: Rulings, before: "Places | None" = None, moved: Iterable[str] = ()
    ) -> None:
        """Look at a network; of one that was edited, `moved` are those who surely are not what they were."""
        self.network = network
        self.rulings = rulings
        outline = network.outline()
        self.pairs = TwinTables(stage for _, stage in outline.stages)
        self.heads: dict[str, tuple[Head, Head]] = {}
        self.approached: set[Node] = set()
        rooms = Rooms(outline.rooms, network.endpoints)
        tails = Tails(network.stages, outline)
        alone = self._let_go(rooms, outline, tails)
        self.tables = Tables(tails, outline, [one for one in alone if len(one.addresses) <= FEW])
        self.tables.admit(rooms.left, network.endpoints)
        self.tables.inner.update(rooms.rules)
        self.keys = self._keys(self.heads)
        self.tables.share(outline, self._layers(rooms.left), self.keys - self._keys(self.named))
        self.asked_for = frozenset(
            mark for rules in self.tables.outer.values() for line in rules.lines for mark in line.label or ()
        )
        self.stances = Stances(self.named, self.asked_for)
        self.ends = Ends(network.endpoints)
        self.outside: dict[str, list[End]] = {}
        self.aliases: dict[str, list[End]] = {}
        self.apart: dict[str, set[str]] = {}
        self.besides = [*self.pairs.kept, *zones(outline)]
        self.cells, self.inner = self._cells(before)
        for one in alone:
            self._settle(one)
        self._deliver()
        self._part_strangers(rooms)
        self.moved: frozenset[str] = frozenset()
        self.ordered: Sequence[int] = ()
        self._sort(rooms, before, moved)
        self._meet()
        self.special = of(pair for table in self._specials() for pair in zip(table.lows, table.highs, strict=True))
        stages = [stage for _, stage in outline.stages]
        self.given = frozenset(chain(given(stages), self.pairs.addresses()))
        self.lent = Lent().and_by(stages)
        self.heads = {}
        self.tables.lead(rooms.without(self.given))
        self.tables.forget(self.looked_at())

    def _cells(self, before: "Places | None") -> tuple[Cells, Cells]:
        """Give the cells of the shared filters and of those of hosts; those of before, where these tell all sets."""
        outer, inner = [*stretches(self.tables.outer.values()), *self.besides], sets(self.tables.inner.values())
        return (
            before.cells if before and before.cells.tell(outer) else Cells(outer),
            before.inner if before and before.inner.tell(inner) else Cells(inner),
        )

    def _let_go(self, rooms: Rooms, outline: Outline, tails: Tails) -> list[Endpoint]:
        """Let leave their rooms who are special to somebody; give whom to look at, and note who is met by name.

        Those are whoever is outside, whoever takes what devices rewrite, or gets it (if these are not many), and hosts
        that forward for others.
        """
        alone = rooms.outside()
        self.heads = {one.id: self._ways(one) for one in alone}
        servers, takers = rewritten(outline)
        takers = takers.union(forwarders(outline, self.heads, self.approached, tails))
        rooms.let_go(takers, chain(self._special(alone), (servers,)))
        alone = rooms.outside() if rooms.left else alone
        self.heads |= {name: self._ways(self.network.endpoints[name]) for name in rooms.left}
        self.named = frozenset(
            one.id
            for one in alone
            if len(one.addresses) > FEW or one.id in takers or intersection(one.addresses, servers)
        )
        return alone

    def _special(self, alone: Iterable[Endpoint]) -> Iterator[Intervals]:
        """Give the addresses at which a host is not like its neighbours: somebody holds, makes or knows them."""
        for one in alone:
            yield one.addresses
            yield one.public
        yield tuple((one, one) for one in self.pairs.addresses())
        yield tuple({pair for table in self._specials() for pair in zip(table.lows, table.highs, strict=True)})

    def _specials(self) -> Collection[Forward]:
        """Give the tables that are somebody's own."""
        return {
            id(one.special): one.special for several in self.heads.values() for one in several if one.special
        }.values()

    def _settle(self, one: Endpoint) -> None:
        """Make the ends of an endpoint, those by which only others know it too; of a plain host it is one."""
        low, high = one.addresses[0]
        if low == high and len(one.addresses) == 1 and not one.public and low not in self.pairs:
            self.ends.looked_at[one.id] = [self._end(one, one.addresses)]
            return
        wide = len(one.addresses) > FEW
        parts = [small for part in self._parts(one.addresses) for small in self.pairs.parts(part)]
        ends = self._merged(one, parts) if wide else [self._end(one, part) for part in parts]
        (self.outside if wide else self.ends.looked_at)[one.id] = ends
        delivered = one.id in self.tables.delivered or one.id in self.named
        known = difference(union(one.public, self.pairs.given(one.addresses)), one.addresses)
        if known and delivered and not wide:
            points = [small for part in self._parts(known) for small in each(part)]
            self.aliases[one.id] = [self._end(one, part) for part in points]
            for end in self.aliases[one.id]:
                end.alias = True
        self.pairs.pair_up([*ends, *self.aliases.get(one.id, ())])

    def _merged(self, one: Endpoint, parts: list[Intervals]) -> list[End]:
        """Put together parts that no table tells apart, though others stand between them."""
        ends = sorted((self._end(one, part) for part in parts), key=lambda end: end.cut)
        alike = self.tables.alike([end.cut for end in ends])
        found: dict[Hashable, list[End]] = {}
        for end, group in zip(ends, alike, strict=True):
            held = end.addresses[0][0] if end.addresses[0][0] in self.pairs else None
            key = (group, end.cell, end.inner, end.addresses[0][0] >= V6, held)
            found.setdefault(key, []).append(end)
        return [
            replace(several[0], addresses=of(pair for end in several for pair in end.addresses))
            for several in found.values()
        ]

    def _ways(self, one: Endpoint) -> tuple[Head, Head]:
        start = head(self.network.stages, one.start, self.approached)
        return start, start if one.answer == one.start else head(self.network.stages, one.answer, self.approached)

    def _parts(self, addresses: Intervals) -> Iterator[Intervals]:
        """Cut addresses wherever a table or a filter does."""
        if len(addresses) == 1 and addresses[0][0] == addresses[0][1]:
            yield addresses
            return
        cuts = self.tables.cuts
        found: dict[Hashable, list[tuple[int, int]]] = {}
        for low, high, cell in self.cells.parts(addresses):
            for start, end, inner in self.inner.parts(((low, high),)):
                at = bisect_right(cuts, start)
                begin = start
                while at < len(cuts) and cuts[at] <= end:
                    found.setdefault((at, cell, inner, begin >= V6), []).append((begin, cuts[at] - 1))
                    begin = cuts[at]
                    at += 1
                found.setdefault((at, cell, inner, begin >= V6), []).append((begin, end))
        yield from (of(pairs) for pairs in found.values())

    def _end(self, one: Endpoint, part: Intervals) -> End:
        low = part[0][0]
        return End(one, part, bisect_right(self.tables.cuts, low), self.cells.of(low), self.inner.of(low))

    def _deliver(self) -> None:
        """Tell every end by which tables it is reached, and which take its addresses for somebody else's."""
        doubles = overlapping(self.looked_at())
        for one, other in doubles:
            self._keep_apart(one.endpoint.id, other.endpoint.id)
        strangers = list(dict.fromkeys(end for pair in doubles for end in pair))
        for node, low, high, _, tail in self.tables.deliveries:
            for end in self.ends.looked_at[tail.endpoint]:
                if _covers(low, high, end):
                    end.arrivals += ((node, tail.layers),)
            for end in strangers:
                if end.endpoint.id != tail.endpoint and _covers(low, high, end):
                    end.lost += (node,)
                    end.odd = end.odd or any(self.rulings.shape(layer.rules).odd for layer in tail.layers)

    @property
    def bearers(self) -> Bearers:
        """Who has what of his own; an edit that leaves everybody who he is hands it on."""
        if self.known is None or self.known.kinds is not self.kinds:
            self.known = Bearers(self.kinds)
        return self.known

    @property
    def doors(self) -> Doors:
        """Which places stand behind which lists; an edit that leaves everybody where he stands hands it on."""
        if self.entered is None or self.entered.places is not self.places:
            self.entered = Doors(self.places)
        return self.entered

    @property
    def stretches(self) -> Stretches:
        """Who stands where along the axis; whatever moves nobody hands it on."""
        if self._stretches is None or self._stretches.ends is not self.ends:
            self._stretches = Stretches(self.ends, self.looked_at(), self.outside, (self.places, self.kinds))
        return self._stretches

    def gives(self, addresses: Intervals) -> bool:
        """Tell whether devices have or give any of some addresses."""
        if self._given is None or self._given[0] is not self.given:
            self._given = self.given, sorted(self.given)
        ordered = self._given[1]
        return any(bisect_left(ordered, low) < bisect_right(ordered, high) for low, high in addresses)

    def looked_at(self) -> list[End]:
        """Give every end but those of lodgers."""
        several = (self.ends.looked_at, self.outside, self.aliases)
        return [end for some in several for ends in some.values() for end in ends]

    def of(self, name: str) -> list[End]:
        """Give all ends of an endpoint, however it is known."""
        return [*self.ends.get(name), *self.outside.get(name, ()), *self.aliases.get(name, ())]

    def held(self, address: int) -> bool:
        """Tell whether an address is that of any end."""
        return self.ends.lodges(address) or any(contains(end.addresses, address) for end in self.looked_at())

    def _keep_apart(self, one: str, other: str) -> None:
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)

    def _part_strangers(self, rooms: Rooms) -> None:
        """Keep apart who knows whom past the shared network; what many know so is odd, and they are not."""
        for names, met in known_otherwise(self.heads, self.looked_at(), rooms.companions()):
            for end in met:
                if len(names) > 1:
                    end.odd = True
                elif end.endpoint.id not in names:
                    self._keep_apart(end.endpoint.id, next(iter(names)))

    def _layers(self, names: Container[str]) -> list[Layer]:
        """Give the private filters of some endpoints."""
        layers = [layer for name, heads in self.heads.items() if name in names for one in heads for layer in one.layers]
        layers += [layer for one in self.tables.deliveries if one.tail.endpoint in names for layer in one.tail.layers]
        return layers

    def _keys(self, names: Container[str]) -> set[str]:
        """Give the keys of the private state of some endpoints."""
        return {key for layer in self._layers(names) for key in (layer.opens, layer.pardon) if key}

    def _sort(self, rooms: Rooms, before: "Places | None", moved: Iterable[str]) -> None:
        """Make places of ends, and kinds; lodgers are of the kind of the end that stands for them."""
        entrances = Entrances(self.heads, self.rulings)
        sorts = Sorts()
        for end in self.looked_at():
            guard, ways = entrances.guard_of(end), self.heads[end.endpoint.id]
            end.odd = end.odd or guard is ODD
            leaves = ways[0].layers[0].rules if ways[0].layers else None
            alone = end.endpoint.id if end.endpoint.id in self.apart else ""
            sorts.add(end, self.stances.of(end, ways), (guard and guard.rules, leaves), alone)
        cuts = sorted({*self.tables.cuts, *self.cells.cuts, *self.inner.cuts})
        lodging = Lodging(self.network.endpoints, self.heads, self.stances)
        sorts.lodge(
            lodging.members(rooms, cuts, entrances, lambda one: self._end(one, one.addresses), self.ends.looked_at)
        )
        known = None if before is None else self._numbers_of(before, moved)
        self.places, self.kinds, lodgers = sorts.numbered(known)
        self.ends.lodge(lodgers)
        self.ordered = before.ordered if before else [one.place for one in self.kinds]
        if before is not None and known is not None:
            self._keep(before, known)

    def _numbers_of(self, before: "Places", moved: Iterable[str]) -> Before:
        """Give the numbers that everybody had, once it is known whose ends are what they were."""
        held = before.ends, before.outside, before.aliases
        known = Before((before.places, before.kinds), held, self.network.endpoints, moved)
        for name in {**self.ends.looked_at, **self.outside}:
            known.compare(name, self.of(name))
        return known

    def _keep(self, before: "Places", known: Before) -> None:
        """Hold on to the very ends that were there before, and let those stand for nothing that are gone."""
        self.moved = frozenset(known.moved)
        if not self.moved:
            self.ends, self.outside, self.aliases = before.ends, before.outside, before.aliases
        else:
            were = before.ends.looked_at, before.outside, before.aliases
            for several, old in zip((self.ends.looked_at, self.outside, self.aliases), were, strict=True):
                several.update({name: old[name] for name in several if name in old and name not in self.moved})
        self.places = [self.left(one) if one.gone else one for one in self.places]
        self.kinds = [
            replace(one, inner=self.inner.of(one.end.addresses[0][0]), guard=None, leaves=None, odd=False, twins={})
            if one.gone
            else one
            for one in self.kinds
        ]

    def left(self, place: Place) -> Place:
        """Give what is left of a place where nobody is any more: nothing gets there."""
        cell = self.cells.of(place.end.addresses[0][0])
        return Place(place.end, cell, None, None, (), frozenset(), odd=False, gone=True)

    def _meet(self) -> None:
        """Note of those who are met by name where they answer, and who keeps their state for what he sends or gets."""
        self.answering = {name: self.heads[name][1] for name in self.named}
        self.strangers = self._keys(self.heads.keys() - self.named)
        self.opened: dict[str, Bits] = {}
        self.guarded: dict[str, set[int]] = {}
        for end in self.looked_at():
            if end.endpoint.id in self.named:
                place = self.kinds[end.kind].place
                for layer in self.heads[end.endpoint.id][0].layers:
                    self.opened[layer.opens] = self.opened.get(layer.opens, 0) | 1 << place
                for layer in (layer for _, layers in end.arrivals for layer in layers if layer.opens):
                    self.guarded.setdefault(layer.opens, set()).add(place)


def _covers(low: int, high: int, end: End) -> bool:
    """Tell whether a stretch holds an end; an end that it holds in part is odd."""
    met = intersection(end.addresses, ((low, high),))
    if met and met != end.addresses:
        end.odd = True
    return bool(met)

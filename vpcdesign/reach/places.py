"""Who is where: the ends of a network, put together into kinds of which all behave alike.

An *end* is a part of an endpoint's addresses that nothing tells apart. Ends that enter and leave the shared network
alike make a *place*; ends of one place with the same filters of their own make a *kind*. Whatever the fast way does not
understand of an end makes it odd, and an odd end is walked: a place or a kind is never a guess.
"""

from bisect import bisect_right
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from itertools import chain

from vpcdesign.algebra.addresses import ALL_V4, V6
from vpcdesign.algebra.intervals import Intervals, contains, difference, intersection, of, size, union
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.rooms import Outline
from vpcdesign.network.stages import Rewrite, Rules
from vpcdesign.reach.approach import Head, Layer, head
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.ends import End, Ends, known_otherwise, overlapping
from vpcdesign.reach.entrances import ODD, Entrances
from vpcdesign.reach.kinds import Arrival
from vpcdesign.reach.rooms import Rooms
from vpcdesign.reach.rulings import NO_LABELS, Rulings
from vpcdesign.reach.sorts import Own, Sorts, Standing, lists
from vpcdesign.reach.tables import Tables, sets, zones
from vpcdesign.reach.twins import TwinTables, each

FEW = 8
"""An endpoint of more stretches of addresses than this stands outside: it has no place inside any table."""

MANY = 100
"""More targets of devices than this have no places of their own."""


class Places:
    """The ends, places and kinds of a network; `apart` names who is special to whom."""

    def __init__(self, network: Network, rulings: Rulings) -> None:
        self.network = network
        self.moved: frozenset[str] = frozenset()
        self._rulings = rulings
        outline = network.outline()
        self.pairs = TwinTables(stage for _, stage in outline.stages)
        self.heads: dict[str, tuple[Head, Head]] = {}
        rooms = Rooms(outline.rooms, network.endpoints)
        alone = self._let_go(rooms, outline)
        self.tables = Tables(network, outline, [one for one in alone if len(one.addresses) <= FEW])
        self.tables.admit(rooms.left, network.endpoints)
        self.tables.inner.update(rooms.rules)
        self.keys = self._keys(self.heads)
        self.tables.share(outline, self._layers(rooms.left), self.keys - self._keys(self.named))
        self.asked_for = frozenset(
            mark for rules in self.tables.outer.values() for line in rules.lines for mark in line.label or ()
        )
        self.ends = Ends(network.endpoints)
        self.outside: dict[str, list[End]] = {}
        self.aliases: dict[str, list[End]] = {}
        self.apart: dict[str, set[str]] = {}
        self._besides = [*self.pairs.kept, *zones(outline)]
        self.cells = Cells([*sets(self.tables.outer.values()), *self._besides])
        self.inner = Cells(sets(self.tables.inner.values()))
        for one in alone:
            self._settle(one)
        self._deliver()
        self._part_strangers(rooms)
        self._sort(rooms)
        self._meet()
        self.heads = {}
        self.tables.lead(rooms.without(chain(_given(outline), self.pairs.addresses())))
        self.tables.forget(self._looked_at())

    def _let_go(self, rooms: Rooms, outline: Outline) -> list[Endpoint]:
        """Let leave their rooms who are special to somebody; give whom to look at, and note who is met by name.

        Those are whoever is outside, and whoever takes what devices rewrite, or gets it; if these are not many.
        """
        whole = [one for one in self.network.endpoints.values() if one.addresses]
        alone = [one for one in whole if one.id not in rooms]
        self.heads = {one.id: self._ways(one) for one in alone}
        servers, takers = _rewritten(outline)
        rooms.let_go(takers, chain(self._special(alone), (servers,)))
        alone = [one for one in whole if one.id not in rooms] if rooms.left else alone
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
        tables = {id(one.special): one.special for several in self.heads.values() for one in several if one.special}
        yield tuple({pair for table in tables.values() for pair in zip(table.lows, table.highs, strict=True)})

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
        start = head(self.network.stages, one.start)
        return start, start if one.answer == one.start else head(self.network.stages, one.answer)

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
        doubles = overlapping(self._looked_at())
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
                    end.odd = end.odd or any(self._rulings.shape(layer.rules).odd for layer in tail.layers)

    def _looked_at(self) -> list[End]:
        """Give every end but those of lodgers."""
        several = (self.ends.looked_at, self.outside, self.aliases)
        return [end for some in several for ends in some.values() for end in ends]

    def of(self, name: str) -> list[End]:
        """Give all ends of an endpoint, however it is known."""
        return [*self.ends.get(name), *self.outside.get(name, ()), *self.aliases.get(name, ())]

    def held(self, address: int) -> bool:
        """Tell whether an address is that of any end."""
        return any(contains(end.addresses, address) for end in self._looked_at()) or any(
            address == low for low, _ in self.ends.lodgers()
        )

    def _keep_apart(self, one: str, other: str) -> None:
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)

    def _part_strangers(self, rooms: Rooms) -> None:
        """Keep apart who knows whom past the shared network; what many know so is odd, and they are not."""
        for names, met in known_otherwise(self.heads, self._looked_at(), rooms.companions()):
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

    def _sort(self, rooms: Rooms) -> None:
        """Make places of ends, and kinds; lodgers are of the kind of the end that stands for them."""
        entrances = Entrances(self.heads, self._rulings)
        sorts = Sorts()
        for end in self._looked_at():
            guard, ways = entrances.guard_of(end), self.heads[end.endpoint.id]
            end.odd = end.odd or guard is ODD
            leaves = ways[0].layers[0].rules if ways[0].layers else None
            alone = end.endpoint.id if end.endpoint.id in self.apart else ""
            sorts.add(end, self._standing(end, ways), Own(guard and guard.rules, leaves, ways), alone)
        lodged = list(self._lodgers(rooms, entrances))
        for end, _, standing, own in lodged:
            sorts.add(end, standing, own, "")
        self.places, self.kinds = sorts.numbered()
        for end, hosts, _, _ in lodged:
            self.ends.lodge(hosts, end)

    def _lodgers(self, rooms: Rooms, entrances: Entrances) -> Iterator[tuple[End, Sequence[str], Standing, Own]]:
        """Give an end for each sort of lodgers: it is wired as the first of their room is, and has their rules."""
        wired: dict[str, Layer | None] = {}
        seen: dict[int, End] = {}
        stands: dict[Hashable, Standing] = {}
        cuts = sorted({*self.tables.cuts, *self.cells.cuts, *self.inner.cuts})
        for first, party, hosts, stretch in rooms.lodgers(cuts):
            (like,) = self.ends.looked_at[first]
            ways = self.heads[first]
            if first not in wired:
                wired[first] = entrances.wired(like, *ways)
            guard = wired[first] and party.guard
            leaves = party.leaves if ways[0].layers else None
            odd = wired[first] is ODD or not entrances.understood(guard, (leaves,) if leaves else ())
            one = self.network.endpoints[hosts[0]]
            near = seen.get(stretch) or seen.setdefault(stretch, self._end(one, one.addresses))
            end = End(one, one.addresses, near.cut, near.cell, near.inner, like.arrivals, odd=odd)
            key = first, stretch, odd, self._labels(end)
            standing = stands.get(key) or stands.setdefault(key, self._standing(end, ways))
            yield end, hosts, standing, Own(ODD.rules if odd else guard, leaves, ways)

    def _meet(self) -> None:
        """Note of those who are met by name where they answer, and who keeps their state for what he sends or gets."""
        self.answering = {name: self.heads[name][1] for name in self.named}
        self.strangers = self._keys(self.heads.keys() - self.named)
        self.opened: dict[str, Bits] = {}
        self.guarded: dict[str, set[int]] = {}
        for end in self._looked_at():
            if end.endpoint.id in self.named:
                place = self.kinds[end.kind].place
                for layer in self.heads[end.endpoint.id][0].layers:
                    self.opened[layer.opens] = self.opened.get(layer.opens, 0) | 1 << place
                for layer in (layer for _, layers in end.arrivals for layer in layers if layer.opens):
                    self.guarded.setdefault(layer.opens, set()).add(place)

    def _standing(self, end: End, ways: tuple[Head, Head]) -> Standing:
        one = end.endpoint
        return Standing(
            self._name(end), self._labels(end),
            end.cut, end.cell, ways[0].exit, ways[1].exit, one.zone, one.replies,
            end.addresses[0][0] > ALL_V4[0][1], end.lost, end.odd,
            tuple((node, *map(id, lists(layers))) for node, layers in end.arrivals),
        )  # fmt: skip

    def _name(self, end: End) -> str:
        return end.endpoint.id if end.endpoint.id in self.named else ""

    def _labels(self, end: End) -> frozenset[str]:
        """Give the marks of an end that shared filters ask for; they may get longer on the way."""
        if not self.asked_for:
            return NO_LABELS
        labels = end.endpoint.labels
        return frozenset(label for label in labels if any(mark.startswith(label) for mark in self.asked_for))

    def swapped(self, network: Network, new: Mapping[int, Rules]) -> "Places | None":
        """Give the places of a network in which only some rules stand for others; None where it has other places.

        `new` are the rules by the identity of those whose place they take.
        """
        tables = self.tables.swapped(new)
        lost: set[int] = set()
        cells = self._again(self.cells, (self.tables.outer, tables.outer), new, lost)
        inner = self._again(self.inner, (self.tables.inner, tables.inner), new, lost)
        marks = (mark for rules in tables.outer.values() for line in rules.lines for mark in line.label or ())
        if not self.asked_for.issuperset(marks):
            return None
        if cells is None or inner is None or not all(self._stays(old, rules) for old, rules in new.items()):
            return None
        other = copy(self)
        other.network, other.tables = network, tables
        other.cells, other.inner = cells, inner
        outer = any(one in self.tables.outer for one in new)
        if outer or lost or cells is not self.cells:
            other.places = [
                replace(
                    one,
                    cell=cells.of(one.end.addresses[0][0]),
                    arrivals=_lists_of(one.arrivals, new),
                    odd=one.odd or number in lost,
                )
                for number, one in enumerate(self.places)
            ]
        other.kinds = [
            replace(
                one,
                inner=inner.of(one.end.addresses[0][0]),
                guard=one.guard and new.get(id(one.guard), one.guard),
                leaves=one.leaves and new.get(id(one.leaves), one.leaves),
                odd=one.odd or one.place in lost,
            )
            if inner is not self.inner or one.place in lost or id(one.guard) in new or id(one.leaves) in new
            else one
            for one in self.kinds
        ]
        return other

    def _again(
        self, cells: Cells, rules: tuple[Mapping[int, Rules], Mapping[int, Rules]], new: Mapping[int, Rules],
        lost: set[int],
    ) -> Cells | None:  # fmt: skip
        """Give cells for changed rules: finer ones are as good, and no kind or place may be cut by new ones.

        A place outside that they cut is `lost`: it is walked from then on.
        """
        were, now = rules
        if cells.tell(sets(one for old, one in new.items() if old in were)):
            return cells
        outer = cells is self.cells
        found = Cells([*sets(now.values()), *(self._besides if outer else ())])
        first: dict[int, int] = {}
        for end in self._looked_at():
            place = self.kinds[end.kind].place
            for _, _, cell in found.parts(end.addresses):
                if first.setdefault(place if outer else end.kind, cell) != cell:
                    if end.endpoint.id not in self.outside:
                        return None
                    lost.add(place)
        for low, like in self.ends.lodgers():
            cell = found.of(low)
            if first.setdefault(self.kinds[like.kind].place if outer else like.kind, cell) != cell:
                return None
        return found

    def _stays(self, old: int, new: Rules) -> bool:
        """Tell whether new rules are understood as well, or as little, as the old ones; they may be nobody's."""
        known = self.tables.inner.get(old) or self.tables.outer.get(old)
        if known is None:
            return True
        was, now = self._rulings.shape(known), self._rulings.shape(new)
        if (was.odd, was.union) != (now.odd, now.union):
            return False
        if was.labelled == now.labelled:
            return True
        return was.union and old not in self.tables.outer and not any(id(one.leaves) == old for one in self.kinds)


def _lists_of(arrivals: tuple[Arrival, ...], new: Mapping[int, Rules]) -> tuple[Arrival, ...]:
    return tuple((node, tuple(new.get(id(one), one) for one in lists)) for node, lists in arrivals)


def _rewritten(outline: Outline) -> tuple[Intervals, frozenset[str]]:
    """Give the addresses that devices give to packets, and who takes these; nobody, if they are many."""
    rewriting = [stage for _, stage in outline.stages if type(stage) is Rewrite]
    servers = of((stage.server, stage.server) for stage in rewriting if stage.server is not None)
    if not servers or size(servers) > MANY:
        return (), frozenset()
    return servers, frozenset(stage.taker for stage in rewriting if stage.taker)


def _given(outline: Outline) -> Iterator[int]:
    """Give the addresses that devices have and give to packets."""
    for _, stage in outline.stages:
        if type(stage) is Rewrite:
            yield from stage.clients or ()
            if stage.server is not None:
                yield stage.server


def _covers(low: int, high: int, end: End) -> bool:
    """Tell whether a stretch holds an end; an end that it holds in part is odd."""
    met = intersection(end.addresses, ((low, high),))
    if met and met != end.addresses:
        end.odd = True
    return bool(met)

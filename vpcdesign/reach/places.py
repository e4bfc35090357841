"""Who is where: the ends of a network, put together into kinds of which all behave alike.

An *end* is a part of an endpoint's addresses that nothing tells apart. Ends that enter and leave the shared network
alike make a *place*; ends of one place with the same filters of their own make a *kind*. Whatever the fast way does not
understand of an end makes it odd, and an odd end is walked: a place or a kind is never a guess.
"""

from bisect import bisect_right
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace

from vpcdesign.algebra.addresses import ALL_V4, V6
from vpcdesign.algebra.intervals import Intervals, difference, intersection, of, size, union
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.stages import Rewrite, Rules
from vpcdesign.reach.approach import Head, Layer, head
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.ends import End, known_otherwise, overlapping
from vpcdesign.reach.entrances import ODD, Entrances
from vpcdesign.reach.kinds import Arrival, Kind, Place
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.tables import Tables, sets, zones
from vpcdesign.reach.twins import TwinTables, each, twins_key, twins_of

FEW = 8
"""An endpoint of more stretches of addresses than this stands outside: it has no place inside any table."""

MANY = 100
"""More targets of devices than this have no places of their own."""


class Places:
    """The ends, places and kinds of a network; `apart` names who is special to whom."""

    def __init__(self, network: Network, rulings: Rulings) -> None:
        self.network = network
        self._rulings = rulings
        whole = [one for one in network.endpoints.values() if one.addresses]
        self.heads: dict[str, tuple[Head, Head]] = {one.id: self._ways(one) for one in whole}
        self.tables = Tables(network, [one for one in whole if len(one.addresses) <= FEW])
        self.named = self._names()
        self.keys = self._keys(network.endpoints)
        self.tables.share(self.keys - self._keys(self.named))
        self.asked_for = frozenset(
            mark for rules in self.tables.outer.values() for line in rules.lines for mark in line.label or ()
        )
        self.pairs = TwinTables(network.stages)
        self.ends: dict[str, list[End]] = {}
        self.outside: dict[str, list[End]] = {}
        self.aliases: dict[str, list[End]] = {}
        self.apart: dict[str, set[str]] = {}
        self.places: list[Place] = []
        self.kinds: list[Kind] = []
        self._besides = [*self.pairs.kept, *zones(network.stages)]
        self.cells = Cells([*sets(self.tables.outer.values(), rulings), *self._besides])
        self.inner = Cells(sets(self.tables.inner.values(), rulings))
        for one in whole:
            self._settle(one)
        self._deliver()
        self._part_strangers()
        self._sort()
        self._meet()
        self.heads = {}
        self.tables.forget(self.all())

    def _settle(self, one: Endpoint) -> None:
        """Make the ends of an endpoint, those by which only others know it too; of a plain host it is one."""
        low, high = one.addresses[0]
        if low == high and len(one.addresses) == 1 and not one.public and low not in self.pairs:
            self.ends[one.id] = [self._end(one, one.addresses)]
            return
        wide = len(one.addresses) > FEW
        parts = [small for part in self._parts(one.addresses) for small in self.pairs.parts(part)]
        ends = self._merged(one, parts) if wide else [self._end(one, part) for part in parts]
        (self.outside if wide else self.ends)[one.id] = ends
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
        doubles = overlapping(self.all())
        for one, other in doubles:
            self._keep_apart(one.endpoint.id, other.endpoint.id)
        strangers = list(dict.fromkeys(end for pair in doubles for end in pair))
        for node, low, high, tail in self.tables.deliveries:
            for end in self.ends[tail.endpoint]:
                if _covers(low, high, end):
                    end.arrivals.append((node, tail.layers))
            for end in strangers:
                if end.endpoint.id != tail.endpoint and _covers(low, high, end):
                    end.lost.append(node)
                    end.odd = end.odd or any(self._rulings.shape(layer.rules).odd for layer in tail.layers)

    def all(self) -> list[End]:
        """Give every end."""
        return [end for some in (self.ends, self.outside, self.aliases) for several in some.values() for end in several]

    def of(self, name: str) -> list[End]:
        """Give all ends of an endpoint, however it is known."""
        return [*self.ends.get(name, ()), *self.outside.get(name, ()), *self.aliases.get(name, ())]

    def _keep_apart(self, one: str, other: str) -> None:
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)

    def _part_strangers(self) -> None:
        """Keep apart who knows whom past the shared network; what many know so is odd, and they are not."""
        for names, met in known_otherwise(self.heads, self.all()):
            for end in met:
                if len(names) > 1:
                    end.odd = True
                elif end.endpoint.id not in names:
                    self._keep_apart(end.endpoint.id, next(iter(names)))

    def _names(self) -> frozenset[str]:
        """Give those who are met by name: outside, and whoever takes what devices rewrite, or gets it; if not many."""
        outside = frozenset(one.id for one in self.network.endpoints.values() if len(one.addresses) > FEW)
        rewriting = [stage for stage in self.network.stages if type(stage) is Rewrite]
        servers = of((stage.server, stage.server) for stage in rewriting if stage.server is not None)
        if not servers or size(servers) > MANY:
            return outside
        takers = {stage.taker for stage in rewriting if stage.taker in self.network.endpoints}
        targets = {one.id for one in self.network.endpoints.values() if intersection(one.addresses, servers)}
        return outside | takers | targets

    def _keys(self, names: Container[str]) -> set[str]:
        """Give the keys of the private state of some endpoints."""
        layers = [layer for name, heads in self.heads.items() if name in names for one in heads for layer in one.layers]
        layers += [layer for one in self.tables.deliveries if one.tail.endpoint in names for layer in one.tail.layers]
        return {key for layer in layers for key in (layer.opens, layer.pardon) if key}

    def _sort(self) -> None:
        """Number places along the axis, and kinds along the places."""
        ends = self.all()
        entrances = Entrances(self.heads, self._rulings)
        guards = {id(end): entrances.guard_of(end) for end in ends}
        for end in ends:
            end.odd = end.odd or guards[id(end)] is ODD
        keys = {id(end): self._place_key(end) for end in ends}
        by_place: dict[Hashable, dict[Hashable, list[End]]] = {}
        for end in ends:
            guard = guards[id(end)]
            alone = end.endpoint.id if end.endpoint.id in self.apart else ""
            lists = id(guard.rules if guard else None), id(self._leaves(end))
            kind_key: Hashable = (end.inner, *lists, end.endpoint.labels, alone)
            place_key = keys[id(end)]
            if end.twins:
                twins = tuple((table, twin.inner) for table, twin in end.twins.items() if twin is not None)
                kind_key, place_key = (kind_key, twins), (place_key, twins_key(end, keys))
            by_place.setdefault(place_key, {}).setdefault(kind_key, []).append(end)
        groups = sorted(by_place.values(), key=lambda one: next(iter(one.values()))[0].cut)
        self._number([list(one.values()) for one in groups], guards)

    def _number(self, groups: Sequence[Sequence[list[End]]], guards: Mapping[int, Layer | None]) -> None:
        """Make places of groups of ends, and the kinds of each."""
        places: dict[int, int] = {}
        kinds: dict[int, int] = {}
        sorts = [(number, members) for number, several in enumerate(groups) for members in several]
        for kind, (number, members) in enumerate(sorts):
            for end in members:
                end.kind = kinds[id(end)] = kind
                places[id(end)] = number
        self.places = [self._place([end for members in several for end in members], places) for several in groups]
        for number, members in sorts:
            end, guard = members[0], guards[id(members[0])]
            rules, twins = guard.rules if guard else None, twins_of(members, kinds)
            self.kinds.append(Kind(number, end, end.inner, rules, self._leaves(end), end.odd, twins))

    def _leaves(self, end: End) -> Rules | None:
        """Give an end's own filter outbound."""
        start, _ = self.heads[end.endpoint.id]
        return start.layers[0].rules if start.layers else None

    def _meet(self) -> None:
        """Note of those who are met by name where they answer, and who keeps their state for what he sends or gets."""
        self.answering = {name: self.heads[name][1] for name in self.named}
        self.strangers = self._keys(self.network.endpoints.keys() - self.named)
        self.opened: dict[str, Bits] = {}
        self.guarded: dict[str, set[int]] = {}
        for end in self.all():
            if end.endpoint.id in self.named:
                place = self.kinds[end.kind].place
                for layer in self.heads[end.endpoint.id][0].layers:
                    self.opened[layer.opens] = self.opened.get(layer.opens, 0) | 1 << place
                for layer in (layer for _, layers in end.arrivals for layer in layers if layer.opens):
                    self.guarded.setdefault(layer.opens, set()).add(place)

    def _place_key(self, end: End) -> Hashable:
        start, answer = self.heads[end.endpoint.id]
        return (
            self._name(end), self._labels(end),
            end.cut, end.cell, start.exit, answer.exit, end.endpoint.zone, end.endpoint.replies,
            end.addresses[0][0] > ALL_V4[0][1], tuple(end.lost), end.odd,
            tuple((node, *map(id, _lists(layers))) for node, layers in end.arrivals),
        )  # fmt: skip

    def _name(self, end: End) -> str:
        return end.endpoint.id if end.endpoint.id in self.named else ""

    def _labels(self, end: End) -> frozenset[str]:
        """Give the marks of an end that shared filters ask for; they may get longer on the way."""
        labels = end.endpoint.labels if self.asked_for else ()
        return frozenset(label for label in labels if any(mark.startswith(label) for mark in self.asked_for))

    def _place(self, ends: list[End], numbers: Mapping[int, int]) -> Place:
        end = ends[0]
        start, answer = self.heads[end.endpoint.id]
        arrivals = tuple((node, _lists(layers)) for node, layers in end.arrivals)
        twins = twins_of(ends, numbers)
        return Place(
            end,
            end.cell,
            start.exit,
            answer.exit,
            arrivals,
            frozenset(end.lost),
            end.odd,
            twins,
            self._name(end),
            self._labels(end),
        )

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
        if cells.tell(sets((one for old, one in new.items() if old in were), self._rulings)):
            return cells
        outer = cells is self.cells
        found = Cells([*sets(now.values(), self._rulings), *(self._besides if outer else ())])
        first: dict[int, int] = {}
        for end in self.all():
            place = self.kinds[end.kind].place
            for _, _, cell in found.parts(end.addresses):
                if first.setdefault(place if outer else end.kind, cell) != cell:
                    if end.endpoint.id not in self.outside:
                        return None
                    lost.add(place)
        return found

    def _stays(self, old: int, new: Rules) -> bool:
        """Tell whether new rules are understood as well, or as little, as the old ones."""
        known = self.tables.inner.get(old) or self.tables.outer[old]
        was, now = self._rulings.shape(known), self._rulings.shape(new)
        if (was.odd, was.union) != (now.odd, now.union):
            return False
        if was.labelled == now.labelled:
            return True
        return was.union and old not in self.tables.outer and not any(id(one.leaves) == old for one in self.kinds)


def _lists(layers: tuple[Layer, ...]) -> tuple[Rules, ...]:
    return tuple(layer.rules for layer in layers if not layer.opens and not layer.pardon)


def _lists_of(arrivals: tuple[Arrival, ...], new: Mapping[int, Rules]) -> tuple[Arrival, ...]:
    return tuple((node, tuple(new.get(id(one), one) for one in lists)) for node, lists in arrivals)


def _covers(low: int, high: int, end: End) -> bool:
    """Tell whether a stretch holds an end; an end that it holds in part is odd."""
    met = intersection(end.addresses, ((low, high),))
    if met and met != end.addresses:
        end.odd = True
    return bool(met)

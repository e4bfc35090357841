"""Who is where: the ends of a network, put together into kinds of which all behave alike.

An *end* is a part of an endpoint's addresses that nothing tells apart. Ends that enter and leave the shared network
alike make a *place*; ends of one place with the same filters of their own make a *kind*. Whatever the fast way does not
understand of an end makes it odd, and an odd end is walked: a place or a kind is never a guess.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from vpcdesign.algebra.addresses import ALL_V4, V6
from vpcdesign.algebra.intervals import Intervals, intersection, of
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.stages import Node, Rules
from vpcdesign.reach.approach import Head, Layer, head
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.ends import End, known_otherwise, overlapping
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.tables import Tables, sets

FEW = 8
"""An endpoint of more stretches of addresses than this stands outside, and is walked."""

Arrival = tuple[Node, tuple[Rules, ...]]
"""The table that delivers to an end, and the lists that are asked behind it."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Ends that the shared network cannot tell apart; `end` is one of them. It enters at `start`, answers at `answer`.

    `cell` is where it stands to the shared filters. An `odd` place has ends that are walked.
    """

    end: End
    cell: int
    start: Node | None
    answer: Node | None
    arrivals: tuple[Arrival, ...]
    lost: frozenset[Node]
    odd: bool


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Ends that behave alike: `guard` is their own filter inbound, `leaves` the one outbound.

    `inner` is where they stand to such filters.
    """

    place: int
    end: End
    inner: int
    guard: Rules | None
    leaves: Rules | None
    odd: bool


class Places:
    """The ends, places and kinds of a network; `apart` names who is special to whom."""

    def __init__(self, network: Network, rulings: Rulings) -> None:
        self.network = network
        self._rulings = rulings
        few = [one for one in network.endpoints.values() if one.addresses and len(one.addresses) <= FEW]
        self.heads: dict[str, tuple[Head, Head]] = {one.id: self._ways(one) for one in few}
        self.tables = Tables(network, few)
        self._fine: dict[int, tuple[bool, bool]] = {}
        self.ends: dict[str, list[End]] = {}
        self.apart: dict[str, set[str]] = {}
        self.places: list[Place] = []
        self.kinds: list[Kind] = []
        self.cells = Cells(sets(self.tables.outer.values(), rulings))
        self.inner = Cells(sets(self.tables.inner.values(), rulings))
        for one in few:
            self.ends[one.id] = [self._end(one, part) for part in self._parts(one.addresses)]
        self._deliver()
        self._part_strangers()
        self._sort()

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
        doubles = overlapping(self._all())
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

    def _all(self) -> list[End]:
        return [end for several in self.ends.values() for end in several]

    def _keep_apart(self, one: str, other: str) -> None:
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)

    def _part_strangers(self) -> None:
        """Keep apart who knows whom past the shared network; what many know so is odd, and they are not."""
        for names, met in known_otherwise(self.heads, self._all()):
            for end in met:
                if len(names) > 1:
                    end.odd = True
                elif end.endpoint.id not in names:
                    self._keep_apart(end.endpoint.id, next(iter(names)))

    @cached_property
    def keys(self) -> set[str]:
        """Give the keys of all private state."""
        layers = [layer for heads in self.heads.values() for one in heads for layer in one.layers]
        layers += [layer for end in self._all() for _, several in end.arrivals for layer in several]
        return {key for layer in layers for key in (layer.opens, layer.pardon) if key}

    def _sort(self) -> None:
        """Number places along the axis, and kinds along the places."""
        by_place: dict[Hashable, tuple[Place, dict[Hashable, tuple[Rules | None, Rules | None, list[End]]]]] = {}
        for name, ends in self.ends.items():
            start, answer = self.heads[name]
            alone = name if name in self.apart else ""
            for end in ends:
                guard = self._guard(end, start, answer)
                end.odd = end.odd or guard is _ODD
                arrivals = tuple((node, _lists(layers)) for node, layers in end.arrivals)
                place_key = (
                    end.cut, end.cell, start.exit, answer.exit, end.endpoint.zone, end.endpoint.replies,
                    end.addresses[0][0] > ALL_V4[0][1], tuple(end.lost), end.odd,
                    tuple((node, *map(id, lists)) for node, lists in arrivals),
                )  # fmt: skip
                known = by_place.get(place_key)
                if known is None:
                    place = Place(end, end.cell, start.exit, answer.exit, arrivals, frozenset(end.lost), end.odd)
                    known = by_place[place_key] = (place, {})
                rules = guard.rules if guard else None
                leaves = start.layers[0].rules if start.layers else None
                kind_key = (end.inner, id(rules), id(leaves), end.endpoint.labels, alone)
                if kind_key not in known[1]:
                    known[1][kind_key] = (rules, leaves, [])
                known[1][kind_key][2].append(end)
        for place, kinds in sorted(by_place.values(), key=lambda one: one[0].end.cut):
            for rules, leaves, members in kinds.values():
                for end in members:
                    end.kind = len(self.kinds)
                self.kinds.append(Kind(len(self.places), members[0], members[0].inner, rules, leaves, members[0].odd))
            self.places.append(place)

    def swapped(self, network: Network, new: Mapping[int, Rules]) -> "Places | None":
        """Give the places of a network in which only some rules stand for others; None where it has other places.

        `new` are the rules by the identity of those whose place they take.
        """
        tables = self.tables.swapped(new)
        cells, inner = (
            self._again(known, were, now, new)
            for known, were, now in (
                (self.cells, self.tables.outer, tables.outer),
                (self.inner, self.tables.inner, tables.inner),
            )
        )
        if cells is None or inner is None or not all(self._stays(old, rules) for old, rules in new.items()):
            return None
        other = copy(self)
        other.network, other.tables = network, tables
        other.cells, other.inner = cells, inner
        outer = any(one in self.tables.outer for one in new)
        if outer or cells is not self.cells:
            other.places = [
                replace(one, cell=cells.of(one.end.addresses[0][0]), arrivals=_lists_of(one.arrivals, new))
                for one in self.places
            ]
        other.kinds = [
            replace(
                one,
                inner=inner.of(one.end.addresses[0][0]),
                guard=one.guard and new.get(id(one.guard), one.guard),
                leaves=one.leaves and new.get(id(one.leaves), one.leaves),
            )
            if inner is not self.inner or id(one.guard) in new or id(one.leaves) in new
            else one
            for one in self.kinds
        ]
        return other

    def _again(
        self, cells: Cells, were: Mapping[int, Rules], now: Mapping[int, Rules], new: Mapping[int, Rules]
    ) -> Cells | None:
        """Give cells for changed rules: finer ones are as good, and no kind or place may be cut by new ones."""
        if cells.tell(sets((rules for old, rules in new.items() if old in were), self._rulings)):
            return cells
        found = Cells(sets(now.values(), self._rulings))
        first: dict[int, int] = {}
        for end in self._all():
            for _, _, cell in found.parts(end.addresses):
                if first.setdefault(end.kind if cells is self.inner else self.kinds[end.kind].place, cell) != cell:
                    return None
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

    def _guard(self, end: End, start: Head, answer: Head) -> Layer | None:
        """Give the filter of its own that an end is reached through; _ODD where the fast way does not understand it.

        Both ways have to know each other: an answer passes each filter that let its packet through, and no other.
        """
        guard: Layer | None = None
        for place, (_, layers) in enumerate(end.arrivals):
            own: Layer | None = None
            for layer in layers:
                plain = self._fine.get(id(layer.rules))
                if plain is None:
                    plain = self._fine[id(layer.rules)] = self._plain(layer)
                stateful = layer.opens or layer.pardon
                if not plain[bool(stateful)] or (stateful and own is not None):
                    return _ODD
                own = layer if stateful else own
            if place and own != guard:
                return _ODD
            guard = own
        if len(start.layers) > 1 or any(not self._leaves(layer.rules) for layer in start.layers):
            return _ODD
        opened = start.layers[0].opens if start.layers else ""
        if guard is not None and (not opened or guard.pardon != opened):
            return _ODD
        admitted = guard.opens if guard is not None else ""
        if end.endpoint.replies and any(not admitted or layer.pardon != admitted for layer in answer.layers):
            return _ODD
        return guard

    def _leaves(self, rules: Rules) -> bool:
        shape = self._rulings.shape(rules)
        return not shape.odd and not shape.labelled

    def _plain(self, layer: Layer) -> tuple[bool, bool]:
        """Tell whether rules are understood as a list, and as a guard."""
        shape = self._rulings.shape(layer.rules)
        return not shape.odd and not shape.labelled, shape.union and not shape.odd


_ODD = Layer(Rules((), None, ""), "", "")  # type: ignore[arg-type]


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

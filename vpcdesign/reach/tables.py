"""The tables of the shared network, without the tails that lead from them to single endpoints.

Where a tail stands in a table, its neighbours tell what would be there without it: so a table with a thousand hosts in
it has the few stretches of a table with none, and who is delivered from it is told of the hosts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from itertools import chain, groupby
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, of
from vpcdesign.network.amended import Amended
from vpcdesign.network.network import Endpoint
from vpcdesign.network.rooms import Outline
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Choose, Filter, Forward, Node, Stage
from vpcdesign.reach.approach import Layer, Tail, Tails
from vpcdesign.reach.ends import End
from vpcdesign.record import record


class Delivery(NamedTuple):
    """A stretch of a table that leads to one endpoint, at `next`."""

    node: Node
    low: int
    high: int
    next: Node
    tail: Tail


@record(eq=False)
class Table:
    """At `cuts[i]` begins what goes to `nexts[i]`; None is nowhere."""

    cuts: tuple[int, ...]
    nexts: tuple[Node | None, ...]

    def next(self, address: int) -> Node | None:
        """Tell where an address goes that no tail takes."""
        return self.nexts[bisect_right(self.cuts, address) - 1]


class Tables:
    """The tables; all their `cuts`; and the rules of the shared filters (`outer`) and of those with state (`inner`).

    A table that is somebody's own is none of the shared network. They are read in an outline of it.
    """

    def __init__(self, tails: Tails, outline: Outline, few: Sequence[Endpoint]) -> None:
        self._holds = {one.id: one.addresses for one in few}
        self.tails = tails
        own = {node for one in few for node in (one.start, one.answer)}
        self.by_node: dict[Node, Table] = {}
        self.deliveries: list[Delivery] = []
        self.outer: MutableMapping[int, Rules] = {}
        self.inner: MutableMapping[int, Rules] = {}
        for node, stage in outline.stages:
            if type(stage) is Forward:
                if node not in own or stage.miss.next is None:
                    self.by_node[node] = self._table(node, stage)
            elif type(stage) is Filter:
                of = self.inner if stage.opens or stage.pardon else self.outer
                of[id(stage.rules)] = stage.rules
        self._points: AbstractSet[int] = frozenset()
        self._led: dict[tuple[Node, int], Node] = {}
        self.anew: frozenset[Node] = frozenset()
        self.delivered = {one.tail.endpoint for one in self.deliveries}
        self.cuts = sorted({cut for table in self.by_node.values() for cut in table.cuts})

    def admit(self, left: Mapping[str, str], endpoints: Mapping[str, Endpoint]) -> None:
        """Deliver to those who left a room as to its first, whose stages are as far off as where they start."""
        of_first: dict[str, list[Delivery]] = {}
        for one in self.deliveries:
            of_first.setdefault(one.tail.endpoint, []).append(one)
        for name, first in left.items():
            low, high = endpoints[name].addresses[0]
            for one in of_first.get(first, ()):
                next_ = one.next + endpoints[name].start - endpoints[first].start
                tail = self.tails.of(next_)
                assert tail is not None
                self.deliveries.append(Delivery(one.node, low, high, next_, tail))
                self.delivered.add(tail.endpoint)

    def share(self, outline: Outline, left: Iterable[Layer], private: AbstractSet[str]) -> None:
        """Count filters whose state belongs to no host of these among the shared ones; `left` is in no outline."""
        filters: Iterable[Filter | Layer] = (stage for _, stage in outline.stages if type(stage) is Filter)
        for one in chain(filters, left):
            if (one.opens or one.pardon) and private.isdisjoint((one.opens, one.pardon)):
                self.outer[id(one.rules)] = one.rules

    def lead(self, points: AbstractSet[int]) -> None:
        """Remember where each table sends some addresses, which nobody who was not looked at may hold."""
        self._points = points
        ordered = sorted(points)
        for one in self.deliveries:
            for at in ordered[bisect_left(ordered, one.low) : bisect_right(ordered, one.high)]:
                self._led[one.node, at] = one.next

    def sends(self, node: Node, address: int, stages: Sequence[Stage]) -> Node | None:
        """Tell where a table sends one address, whoever holds it; only for one that it was not led to it is written.

        What an edit made `anew` is written anyway.
        """
        if address in self._points and node not in self.anew:
            return self._led.get((node, address), self.by_node[node].next(address))
        stage = stages[node]
        assert isinstance(stage, Forward)
        several = zip(stage.lows, stage.highs, stage.routes, strict=True)
        return next((route for low, high, route in several if low <= address <= high), stage.miss).next

    def forget(self, ends: Iterable[End]) -> None:
        """Let go of who is delivered to by which table, once all are sorted by it: it is as large as the network."""
        self.deliveries = []
        self.tails.forget()
        for end in ends:
            end.arrivals = ()

    def alike(self, cuts: Sequence[int]) -> list[int]:
        """Give each of some stretches a number that it shares with those that no table parts from it."""
        found = [0] * len(cuts)
        places = sorted(set(cuts))
        for table in self.by_node.values():
            edges = [bisect_right(places, bisect_left(self.cuts, cut)) for cut in table.cuts]
            met = [(at, next_) for at, to, next_ in zip(edges, [*edges[1:], len(places)], table.nexts, strict=True)
                   if at < to]  # fmt: skip
            if len({next_ for _, next_ in met}) > 1:
                numbers: dict[tuple[int, Node | None], int] = {}
                found = [
                    numbers.setdefault((one, table.nexts[bisect_right(table.cuts, self.low(cut)) - 1]), len(numbers))
                    for one, cut in zip(found, cuts, strict=True)
                ]
        return found

    def low(self, cut: int) -> int:
        """Give the lowest address of a stretch."""
        return self.cuts[cut - 1] if cut else -1

    def swapped(self, new: Mapping[int, Rules]) -> "Tables":
        """Give the tables where some rules stand for others."""
        other = copy(self)
        for name in ("outer", "inner"):
            known = getattr(self, name)
            others = {old: one for old, one in new.items() if old in known}
            if others:
                setattr(other, name, Amended(known, dict.fromkeys(others) | {id(one): one for one in others.values()}))
        return other

    def _table(self, node: Node, stage: Forward) -> Table:
        """Read the stretches in their order; one behind a tail begins where it begins, if it is another one."""
        found: list[tuple[int, Node | None]] = [(-1, stage.miss.next)]
        at = 0
        for low, high, route in zip(stage.lows, stage.highs, stage.routes, strict=True):
            if at < low and found[-1][1] != stage.miss.next:
                found.append((at, stage.miss.next))
            tail = self.tails.of(route.next) if route.next is not None else None
            if tail is not None and within(low, high, self._holds.get(tail.endpoint, ())):
                assert route.next is not None
                self.deliveries.append(Delivery(node, low, high, route.next, tail))
            elif found[-1][1] != route.next:
                found.append((low, route.next))
            at = high + 1
        if found[-1][1] != stage.miss.next:
            found.append((at, stage.miss.next))
        return Table(*zip(*found, strict=True))


def within(low: int, high: int, addresses: Intervals) -> bool:
    """Tell whether a stretch holds nobody else: what also leads strangers to an endpoint is no tail."""
    return any(a <= low and high <= b for a, b in addresses)


def sets(several: Iterable[Rules]) -> list[Intervals]:
    """Give the sets of addresses by which rules tell packets apart; many rules have most of their parts in common."""
    found: dict[int, Intervals] = {}
    for part in _parts(several):
        for line in part:
            if line.source is not None:
                found[id(line.source)] = line.source
            if line.destination is not None:
                found[id(line.destination)] = line.destination
    return list(found.values())


def stretches(several: Iterable[Rules]) -> list[Intervals]:
    """Give the sets of addresses between which it matters what lists say.

    Where neighbours in a list say the same of some sources, or of some destinations, it is nothing to a packet which of
    them decides: it is in any of their sets or in none. So all the blocks that a list refuses one by one are one set.
    """
    found: dict[Intervals, None] = {}
    for part in _parts(several):
        for _, lines in groupby(part, _said_of):
            for addresses in zip(*((line.source, line.destination) for line in lines), strict=True):
                if None not in addresses:
                    found[of(pair for one in addresses for pair in one or ())] = None
    return list(found)


def _parts(several: Iterable[Rules]) -> Iterable[tuple[Line, ...]]:
    """Give the parts of rules, each once."""
    return {id(part): part for part in chain.from_iterable([rules.parts for rules in several])}.values()


def _said_of(line: Line) -> tuple[object, ...]:
    """Give what a line says, and by which side; one that looks at both sides says it of just these."""
    both = (line.source, line.destination) if line.source is not None and line.destination is not None else None
    said = line.allow, line.services, line.source_ports, line.label, line.promise, line.next
    return (*said, line.destination is None, both)


def zones(outline: Outline) -> Iterator[Intervals]:
    """Give the stretches of addresses by whose zones the network chooses."""
    for _, stage in outline.stages:
        if type(stage) is Choose and stage.how == "flow":
            yield from (((low, high),) for low, high, _ in stage.zones)

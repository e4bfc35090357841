"""Ends: parts of an endpoint's addresses that nothing tells apart, and who knows whom past the shared network."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat
from operator import attrgetter
from types import MappingProxyType

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.network import Endpoint
from vpcdesign.network.stages import Node
from vpcdesign.reach.approach import Head, Layer

Holders = Callable[[int, int], list["End"]]

NO_TWINS: Mapping[int, "End | None"] = MappingProxyType({})


@dataclass(slots=True, eq=False)
class End:
    """A part of an endpoint's addresses; `cut` is its stretch of the tables, `cell` and `inner` those of the filters.

    `lost` are tables that take its addresses for somebody else's. An `alias` is how others know the endpoint that sends
    from none of these addresses; `twins` are the ends that tables of pairs make of it, by the identity of the table.
    """

    endpoint: Endpoint
    addresses: Intervals
    cut: int
    cell: int
    inner: int
    arrivals: tuple[tuple[Node, tuple[Layer, ...]], ...] = ()
    lost: tuple[Node, ...] = ()
    odd: bool = False
    kind: int = -1
    alias: bool = False
    twins: Mapping[int, "End | None"] = field(default_factory=lambda: NO_TWINS)


class Ends:
    """The ends from whose addresses endpoints send, by name; those of lodgers are made when somebody asks for them."""

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        self._endpoints = endpoints
        self.looked_at: dict[str, list[End]] = {}
        self._like: dict[str, End] = {}
        self._lows: set[int] | None = None

    def lodge(self, several: Sequence[tuple[Sequence[str], End]]) -> None:
        """Take in hosts that are like the one of an end."""
        names = chain.from_iterable([hosts for hosts, _ in several])
        ends = chain.from_iterable([repeat(like, len(hosts)) for hosts, like in several])
        self._like.update(zip(names, ends, strict=True))

    def without(self, names: Iterable[str], endpoints: Mapping[str, Endpoint]) -> "Ends":
        """Give the ends of an edited network, but for those of some."""
        other = Ends(endpoints)
        other.looked_at, other._like = dict(self.looked_at), dict(self._like)
        gone = [self._low(name) for name in names if other._like.pop(name, None) is not None]
        for name in names:
            other.looked_at.pop(name, None)
        if self._lows is not None:
            other._lows = self._lows.difference(gone)
        return other

    def lodges(self, address: int) -> bool:
        """Tell whether a lodger has an address."""
        if self._lows is None:
            self._lows = set(map(self._low, self._like))
        return address in self._lows

    def _low(self, name: str) -> int:
        return self._endpoints[name].addresses[0][0]

    def any(self, kind: int) -> End | None:
        """Give the end of anybody of a kind."""
        for name, like in self._like.items():
            if like.kind == kind:
                return self._lodger(name, like)
        return next((end for ends in self.looked_at.values() for end in ends if end.kind == kind), None)

    def like(self, name: str) -> End | None:
        """Give the end that stands for a lodger."""
        return self._like.get(name)

    def lodging(self) -> Counter[int]:
        """Count the lodgers of each kind."""
        return Counter(map(attrgetter("kind"), self._like.values()))

    def names(self) -> set[str]:
        """Give everybody who has ends."""
        return {*self._like, *self.looked_at}

    def likes(self, names: Iterable[str]) -> list[End | None]:
        """Give the end that stands for each of some, where they are lodgers."""
        return list(map(self._like.get, names))

    def get(self, name: str, default: Sequence[End] = ()) -> Sequence[End]:
        """Give the ends of an endpoint, if it has any."""
        like = self._like.get(name)
        return self.looked_at.get(name, default) if like is None else (self._lodger(name, like),)

    def __getitem__(self, name: str) -> Sequence[End]:
        """Give the ends of an endpoint that has some."""
        found = self.get(name)
        assert found, f"{name} has no ends"
        return found

    def lodgers(self) -> Iterator[tuple[int, End]]:
        """Give each address of a lodger, with the end of one who is like it."""
        for name, like in self._like.items():
            yield self._endpoints[name].addresses[0][0], like

    def _lodger(self, name: str, like: End) -> End:
        one = self._endpoints[name]
        return End(one, one.addresses, like.cut, like.cell, like.inner, odd=like.odd, kind=like.kind)


def overlapping(ends: Sequence[End]) -> list[tuple[End, End]]:
    """Give the ends of different endpoints that share an address."""
    spans = sorted((low, high, place) for place, end in enumerate(ends) for low, high in end.addresses)
    found: list[tuple[End, End]] = []
    open_: list[tuple[int, int]] = []
    for low, high, place in spans:
        if open_:
            open_ = [(top, other) for top, other in open_ if top >= low]
            found.extend(
                (ends[other], ends[place]) for _, other in open_ if ends[other].endpoint is not ends[place].endpoint
            )
        open_.append((high, place))
    return found


def known_otherwise(
    heads: Mapping[str, tuple[Head, Head]], ends: Iterable[End], companions: Mapping[str, str]
) -> Iterator[tuple[set[str], list[End]]]:
    """Give who reaches ends by a route of his own, before the shared network: (two endpoints at most that do, ends).

    Whoever has a companion stands for others too, but for the route to himself.
    """
    holders = _holders(ends)
    known: dict[int, tuple[set[str], list[End]]] = {}
    settled: set[int] = set()  # routes to nobody, and those that two know: more of these would tell no more
    for name, (start, answer) in heads.items():
        for table in (start.special, answer.special) if start is not answer else (start.special,):
            if table is None:
                continue
            for at in [at for at, route in enumerate(table.routes) if id(route) not in settled]:
                route, low, high = table.routes[at], table.lows[at], table.highs[at]
                if id(route) not in known:
                    met = holders(low, high)
                    if not met:
                        settled.add(id(route))
                        continue
                    known[id(route)] = (set(), met)
                names, met = known[id(route)]
                names.add(name)
                if name in companions and not any(end.endpoint.id == name for end in met):
                    names.add(companions[name])
                if len(names) > 1:
                    settled.add(id(route))
    yield from known.values()


def _holders(ends: Iterable[End]) -> Holders:
    """Give a way to ask who holds an address of a stretch."""
    points: dict[int, list[End]] = {}
    wide: list[tuple[int, int, int]] = []
    whose: list[End] = []
    for end in ends:
        if len(end.addresses) == 1 and end.addresses[0][0] == end.addresses[0][1]:
            points.setdefault(end.addresses[0][0], []).append(end)
        else:
            wide.extend((low, high, len(whose)) for low, high in end.addresses)
            whose.append(end)
    wide.sort()
    lows = [low for low, _, _ in wide]
    farthest = list(accumulate((high for _, high, _ in wide), max))

    def holders(low: int, high: int) -> list[End]:
        if low == high:
            met = list(points.get(low, ()))
        else:
            met = [end for at, several in points.items() if low <= at <= high for end in several]
        found: set[int] = set()
        at = bisect_right(lows, high) - 1
        while at >= 0 and farthest[at] >= low:
            if wide[at][1] >= low:
                found.add(wide[at][2])
            at -= 1
        return [*met, *(whose[number] for number in sorted(found))] if found else met

    return holders

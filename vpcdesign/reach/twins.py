"""Twins: addresses by which gateways know an endpoint besides its own, and which table of pairs makes which of which.

An address in a table of pairs is an end by itself, for nobody else fares alike. A twin that the endpoint does not hold
is not known (None): whoever is to become it has to be walked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, difference, of
from vpcdesign.network.stages import Stage, Translate
from vpcdesign.reach.ends import NO_TWINS, End

Pairs = dict[int, int]


class Twin(NamedTuple):
    """What a table of pairs makes of a place: the place (or kind) of the twins, None where it is not known.

    `inverse` are the tables that turn all of them back, `others` those that make something else of them.
    """

    number: int | None
    inverse: frozenset[int]
    others: frozenset[int]


class TwinTables:
    """The tables of pairs of a network, by identity; `kept` are the sets of addresses that pass them as they are."""

    def __init__(self, stages: Iterable[Stage]) -> None:
        found = [stage for stage in stages if type(stage) is Translate]
        self.by_id: dict[int, Pairs] = {id(one.pairs): one.pairs for one in found if one.pairs}
        self.kept: dict[Intervals, None] = dict.fromkeys(one.keep for one in found if one.keep)
        self._made: dict[int, dict[int, int]] = {}
        for table, pairs in self.by_id.items():
            for key, twin in pairs.items():
                self._made.setdefault(key, {})[table] = twin
        self._keys = sorted(self._made)

    def __contains__(self, address: int) -> bool:
        """Tell whether a table holds an address."""
        return address in self._made

    def addresses(self) -> Iterator[int]:
        """Give every address that a table holds, or makes of one."""
        for pairs in self.by_id.values():
            yield from pairs
            yield from pairs.values()

    def parts(self, addresses: Intervals) -> Iterator[Intervals]:
        """Give every address that a table holds by itself, and the rest."""
        single: list[tuple[int, int]] = []
        for low, high in addresses:
            first, last = bisect_left(self._keys, low), bisect_right(self._keys, high)
            single.extend((key, key) for key in self._keys[first:last])
        for one in single:
            yield (one,)
        rest = difference(addresses, of(single)) if single else addresses
        if rest:
            yield rest

    def given(self, addresses: Intervals) -> Intervals:
        """Give what the tables make of some addresses."""
        found = {
            twin
            for low, high in addresses
            for key in self._keys[bisect_left(self._keys, low) : bisect_right(self._keys, high)]
            for twin in self._made[key].values()
        }
        return of((one, one) for one in found)

    def pair_up(self, ends: Iterable[End]) -> None:
        """Tell the ends of one endpoint which of them the tables make of which."""
        own = {end.addresses[0][0]: end for end in ends if end.addresses == (end.addresses[0][:1] * 2,)}
        for address, end in own.items():
            made = self._made.get(address)
            end.twins = {table: own.get(twin) for table, twin in made.items()} if made else NO_TWINS


def twin_of(end: End, table: int, numbers: Mapping[int, int]) -> Twin:
    """Give what a table makes of an end; `numbers` are those of ends by identity."""
    twin = end.twins[table]
    if twin is None:
        return Twin(None, frozenset(), frozenset())
    inverse = frozenset(other for other, back in twin.twins.items() if back is end)
    return Twin(numbers.get(id(twin)), inverse, frozenset(twin.twins) - inverse)


def twins_of(ends: Sequence[End], numbers: Mapping[int, int]) -> dict[int, Twin]:
    """Give what tables make of ends that are alike; where that is not one thing, it is not known."""
    found = {table: twin_of(ends[0], table, numbers) for table in ends[0].twins}
    for end in ends[1:]:
        for table, twin in found.items():
            if twin_of(end, table, numbers) != twin:
                found[table] = Twin(None, frozenset(), frozenset())
    return found


def twins_key(end: End, keys: Mapping[int, Hashable]) -> tuple[Hashable, ...]:
    """Give what ends have in common of which tables make the same; `keys` are those of ends by identity."""
    return tuple(
        (table, None)
        if twin is None
        else (table, keys[id(twin)], tuple((other, back is end) for other, back in twin.twins.items()))
        for table, twin in end.twins.items()
    )


def each(addresses: Intervals) -> Iterator[Intervals]:
    """Give every address by itself."""
    for low, high in addresses:
        for one in range(low, high + 1):
            yield ((one, one),)

"""Differences told by services: who differs in one service differs in it, whatever else differs between the same two.

Pairs that differ in the very same services are told together. In an estate hardly two do: a port that is closed for
everybody is closed beside another one here and there, and a hundred lines tell of one edit. Told service by service it
is one line, and some of the others. What is told is the same, pair by pair; of both ways the shorter is taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, contains, of
from vpcdesign.analysis.fates import Key
from vpcdesign.analysis.gathering import End, gathered
from vpcdesign.reach.covers import Bits


@dataclass(slots=True)
class Met:
    """Who meets whom in what differs; `first` is the first sender and receiver, and its number among theirs."""

    reached: dict[int, Bits] = field(default_factory=dict)
    first: tuple[int, int, int] = (-1, -1, -1)

    def add(self, place: int, others: Bits, number: int) -> None:
        """Note that a sender and some receivers differ so."""
        met = place, (others & -others).bit_length() - 1, number
        self.first = met if self.first[0] < 0 else min(met, self.first)
        self.reached[place] = self.reached.get(place, 0) | others


class Told(NamedTuple):
    """What differs between whom; `groups` are senders that share their receivers."""

    key: Key
    met: Met
    groups: list[list[int]]


def pieced(met: Mapping[Key, Met], ends: Sequence[End]) -> list[Told]:
    """Give what differs so that the fewest groups tell it, in the order of the first two between whom it is."""
    families: dict[tuple[object, ...], dict[Key, Met]] = {}
    for key, one in met.items():
        families.setdefault((key[0], *key[2:]), {})[key] = one
    found: list[Told] = []
    for family in families.values():
        whole = _told(family, ends)
        pieces = _told(dict(_pieces(family)), ends) if len(whole) > 1 else whole
        found += min(whole, pieces, key=lambda several: sum(len(one.groups) for one in several))
    return sorted(found, key=lambda one: one.met.first)


def _told(met: Mapping[Key, Met], ends: Sequence[End]) -> list[Told]:
    return [Told(key, one, list(gathered(one.reached, ends))) for key, one in met.items()]


def _pieces(family: Mapping[Key, Met]) -> Iterator[tuple[Key, Met]]:
    """Take services apart that not the same pairs differ in, and put those together that they do."""
    cuts = sorted({cut for key in family for low, high in key[1] for cut in (low, high + 1)})
    parts: dict[tuple[Key, ...], list[tuple[int, int]]] = {}
    for low, above in pairwise(cuts):
        keys = tuple(key for key in family if contains(key[1], low))
        if keys:
            parts.setdefault(keys, []).append((low, above - 1))
    alike: dict[frozenset[tuple[int, Bits]], tuple[Met, list[tuple[int, int]]]] = {}
    for keys, services in parts.items():
        met = Met()
        for place in sorted({place for key in keys for place in family[key].reached}):
            met.add(place, _joined(family[key].reached.get(place, 0) for key in keys), services[0][0])
        alike.setdefault(frozenset(met.reached.items()), (met, []))[1].extend(services)
    effect, _, clients, servers = next(iter(family))
    for met, services in alike.values():
        yield (effect, _of(services), clients, servers), met


def _joined(several: Iterator[Bits]) -> Bits:
    found = 0
    for bits in several:
        found |= bits
    return found


def _of(services: Sequence[tuple[int, int]]) -> Intervals:
    return of(services)

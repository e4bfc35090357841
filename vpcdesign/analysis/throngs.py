"""Throngs: conversations between many groups that lose the same in a failure, told together and counted exactly.

A zone takes millions of conversations with it, in a few ways only: what was said, what of it is missing, and why. Each
way is parted into rectangles, of whose sources every one had a conversation with every destination. Where those of a
way would name groups over and over it is told at once: who they are, and how many conversations they had.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import add
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.toll import Bereft, Ends, Fate, Loss, Toll
from vpcdesign.reach.covers import Bits, places_of

FEW = 1_000
"""So many conversations are spelled out, one by one, by whoever writes all that a failure takes."""

NAMED = 10_000
"""So many names tell who loses in one way, some of them again and again, before it is told without parting it."""

_Way: TypeAlias = tuple[Fate, Intervals, Intervals, bool]
_Counts: TypeAlias = tuple[int, int, int, int]
_NONE: _Counts = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Throng:
    """Conversations that lose the same: `first` has the ends of the first of them, and counts the pairs of all.

    They are as many as `sources` times `destinations` where each of these had one with each of those. The groups of
    the first are told by their places too: it stands `at` these.
    """

    at: Ends
    first: Loss
    conversations: int
    sources: tuple[str, ...]
    destinations: tuple[str, ...]


class _Part(NamedTuple):
    """What some groups, by their places, lose with others: how many conversations, and how many pairs in them."""

    places: Sequence[int]
    first: int
    others: Bits
    conversations: int
    counts: _Counts


def throngs(toll: Toll, named: int = NAMED) -> list[Throng]:
    """Tell the losses of a toll together, in the order of the first of each."""
    weights = Weights([theirs for _, theirs in toll.sizes])
    ways: dict[_Way, dict[Bits, list[_Part]]] = {}
    for row in toll.rows:
        for way, part in _parts(toll, row, weights):
            ways.setdefault(way, {}).setdefault(part.others, []).append(part)
    found: list[tuple[_Way, _Part]] = []
    for way, rows in ways.items():
        parts = [_joined(several) for several in rows.values()]
        if sum(len(one.places) + one.others.bit_count() for one in parts) > named:
            parts = [_joined(sorted((one for several in rows.values() for one in several), key=_begin))]
        found += ((way, one) for one in parts)
    return [_throng(toll, *one) for one in sorted(found, key=lambda one: _begin(one[1]))]


def _parts(toll: Toll, row: Bereft, weights: "Weights") -> Iterator[tuple[_Way, _Part]]:
    """Part what one group loses by what becomes of it."""
    ways: dict[_Way, tuple[Bits, _Counts]] = {}
    ours = toll.sizes[row.place][0]
    for fate, services, some, missing, ended in row.crowds:
        if fate in toll.fates:
            way = (fate, services, missing, ended or fate == "down")
            others, counts = ways.get(way, (0, _NONE))
            ways[way] = others | some, _sum(counts, _fares(fate, ours * weights.of(some)))
    for other, one in row.singly:
        if one.fate in toll.fates:
            way = (one.fate, one.services, one.missing, one.ended)
            others, counts = ways.get(way, (0, _NONE))
            ways[way] = others | 1 << other, _sum(counts, (one.pairs, one.down, one.cut, one.weak))
    for way, (others, counts) in ways.items():
        yield way, _Part((row.place,), (others & -others).bit_length() - 1, others, others.bit_count(), counts)


def _fares(fate: Fate, pairs: int) -> _Counts:
    down, cut, weak = (pairs if fate == one else 0 for one in ("down", "cut", "weak"))
    return pairs, down, cut, weak


def _sum(one: _Counts, other: _Counts) -> _Counts:
    pairs, down, cut, weak = map(add, one, other)
    return pairs, down, cut, weak


def _begin(one: _Part) -> tuple[int, int]:
    return one.places[0], one.first


def _joined(several: Sequence[_Part]) -> _Part:
    """Put together what groups lose that stand in their order."""
    others, counts = 0, _NONE
    for one in several:
        others, counts = others | one.others, _sum(counts, one.counts)
    places = [place for one in several for place in one.places]
    return _Part(places, several[0].first, others, sum(one.conversations for one in several), counts)


def _throng(toll: Toll, way: _Way, part: _Part) -> Throng:
    _, services, missing, ended = way
    labels = toll.labels
    sources, destinations = ([labels[place] for place in several] for several in (part.places, places_of(part.others)))
    pairs, down, cut, weak = part.counts
    first = Loss(sources[0], labels[part.first], services, pairs, down, cut, weak, missing, ended=ended)
    return Throng((part.places[0], part.first), first, part.conversations, tuple(sources), tuple(destinations))


class Weights:
    """Adds up the sizes of the groups of a set: those of one size at once, for there are few sizes."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._sized: dict[int, Bits] = {}
        for place, size in enumerate(sizes):
            self._sized[size] = self._sized.get(size, 0) | 1 << place
        self._known: dict[Bits, int] = {}

    def of(self, some: Bits) -> int:
        """Give how many members the groups of a set have."""
        known = self._known.get(some)
        if known is None:
            counted = (size * (some & bits).bit_count() for size, bits in self._sized.items())
            known = self._known[some] = sum(counted)
        return known

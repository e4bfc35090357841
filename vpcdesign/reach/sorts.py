"""Ends sorted into places and kinds, and both numbered: places along the axis, and kinds along the places.

So what stands together has numbers together, and sets of kinds that lie in one network of many are short.
"""

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from vpcdesign.network.stages import Rules
from vpcdesign.reach.approach import Head, Layer
from vpcdesign.reach.ends import End
from vpcdesign.reach.kinds import Kind, Place
from vpcdesign.reach.twins import twins_key, twins_of


class Own(NamedTuple):
    """What an end has to itself: its filters inbound and outbound, and the ways on which it sends and answers."""

    guard: Rules | None
    leaves: Rules | None
    ways: tuple[Head, Head]


class Standing(NamedTuple):
    """Where an end stands in the shared network: ends with the same are of one place."""

    name: str
    labels: frozenset[str]
    cut: int
    cell: int
    start: int | None
    answer: int | None
    zone: str
    replies: bool
    family: bool
    lost: tuple[int, ...]
    odd: bool
    arrivals: tuple[tuple[int, ...], ...]


class Sorts:
    """Ends by where they stand, and there by what is their own."""

    def __init__(self) -> None:
        self._stands: dict[int, Standing] = {}
        self._owns: dict[int, tuple[End, Own, str]] = {}

    def add(self, end: End, standing: Standing, own: Own, alone: str) -> None:
        """Take in an end; who is `alone` is like nobody else."""
        self._stands[id(end)] = standing
        self._owns[id(end)] = (end, own, alone)

    def _grouped(self) -> list[list[list[End]]]:
        """Give the ends of each kind of each place, in their order."""
        places: dict[Hashable, dict[Hashable, list[End]]] = {}
        for number, (end, own, alone) in self._owns.items():
            place_key: Hashable = self._stands[number]
            kind_key: Hashable = (end.inner, id(own.guard), id(own.leaves), end.endpoint.labels, alone)
            if end.twins:
                twins = tuple((table, twin.inner) for table, twin in end.twins.items() if twin is not None)
                kind_key, place_key = (kind_key, twins), (place_key, twins_key(end, self._stands))
            places.setdefault(place_key, {}).setdefault(kind_key, []).append(end)
        several = sorted(places.values(), key=lambda one: next(iter(one.values()))[0].cut)
        return [list(one.values()) for one in several]

    def numbered(self) -> tuple[list[Place], list[Kind]]:
        """Give the places and the kinds, and tell each end its kind."""
        groups = self._grouped()
        places: dict[int, int] = {}
        kinds: dict[int, int] = {}
        sorts = [(number, members) for number, several in enumerate(groups) for members in several]
        for kind, (number, members) in enumerate(sorts):
            for end in members:
                end.kind = kinds[id(end)] = kind
                places[id(end)] = number
        found = [self._place([end for members in several for end in members], places) for several in groups]
        return found, [self._kind(number, members, kinds) for number, members in sorts]

    def _place(self, ends: list[End], numbers: Mapping[int, int]) -> Place:
        end = ends[0]
        at = self._stands[id(end)]
        arrivals = tuple((node, lists(layers)) for node, layers in end.arrivals)
        twins = twins_of(ends, numbers)
        return Place(end, at.cell, at.start, at.answer, arrivals, frozenset(at.lost), at.odd, twins, at.name, at.labels)

    def _kind(self, place: int, members: list[End], numbers: Mapping[int, int]) -> Kind:
        end, own, _ = self._owns[id(members[0])]
        return Kind(place, end, end.inner, own.guard, own.leaves, end.odd, twins_of(members, numbers))


def lists(layers: tuple[Layer, ...]) -> tuple[Rules, ...]:
    """Give the rules of those layers that keep no state."""
    return tuple(layer.rules for layer in layers if not layer.opens and not layer.pardon)

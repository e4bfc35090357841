"""What rows know exactly of two hosts in two worlds, one of them perhaps outside: then nobody has to walk it.

Where rows of a world do not know every way between the two, nothing is told. Whatever is told decides how all packets
between the two fare, so of two pairs of which the same is told the same differs.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.survey import Party, asked
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.rows import Rows, Way


@dataclass(frozen=True, slots=True)
class Told:
    """How one question fares: its services and client ports, and each way between ends of the two."""

    services: Intervals
    client: Intervals
    ways: tuple[Way, ...]


Both: TypeAlias = tuple[tuple[Told, ...], tuple[Told, ...]]
"""How two hosts fare in both worlds."""


class Exactly:
    """Tells it of two worlds; joints are meant by their places. It remembers the two whom it was asked about last."""

    def __init__(self, worlds: tuple[World, World], joints: Sequence[Joint], rows: tuple[Rows, Rows]) -> None:
        self._worlds, self._joints, self._rows = worlds, joints, rows
        self._asked = -1, -1
        self._told: Both | None = None

    def of(self, place: int, other: int) -> Both | None:
        """Give how two fare in both worlds; None where that is not known."""
        if self._asked != (place, other):
            one, to = self._joints[place], self._joints[other]
            self._asked = place, other
            old = self._side(0, one.old, to.old)
            new = self._side(1, one.new, to.new) if old is not None else None
            self._told = (old, new) if old is not None and new is not None else None
        return self._told

    def alike(self, place: int, other: int) -> bool | None:
        """Tell whether two fare alike; None where that is not known."""
        told = self.of(place, other)
        return None if told is None else told[0] == told[1]

    def sign(self, place: int, other: int) -> Hashable | None:
        """Give what is the same of all who differ in the same, from one outside or inside; None where it is not known.

        Whatever address those inside have, each has one of a family.
        """
        one, to = self._joints[place], self._joints[other]
        told = self.of(place, other)
        inside = tuple(end for end, joint in enumerate((one, to)) if not joint.outside)
        if told is None or any(_several(side, end) for side in told for end in inside):
            return None
        whom = place if one.outside else -1, other if to.outside else -1
        same = tuple(_addresses(told[0], end) == _addresses(told[1], end) for end in inside)
        return whom, same, *(tuple(_unnamed(side, inside)) for side in told)

    def _side(self, side: int, source: Party | None, destination: Party | None) -> tuple[Told, ...] | None:
        if source is None or destination is None:
            return ()  # nobody there, no packet
        pair = asked(self._worlds[side].questions, source, destination)
        found: list[Told] = []
        for question in pair.questions if pair else ():
            ways = self._rows[side].exact(question)
            if ways is None:
                return None
            found.append(Told(question.packets.services, question.packets.source_ports, ways))
        return tuple(found)


def _addresses(told: Sequence[Told], end: int) -> set[Intervals]:
    return {way[end] for one in told for way in one.ways}


def _several(told: Sequence[Told], end: int) -> bool:
    """Tell whether who is inside has several ends of a family: a comparison may tell them apart."""
    ends = _addresses(told, end)
    return len(ends) > len({addresses[0][0] >= V6 for addresses in ends})


def _unnamed(told: Sequence[Told], inside: Collection[int]) -> Iterator[Hashable]:
    """Leave out the addresses of who is inside."""
    for one in told:
        yield (
            one.services,
            one.client,
            tuple(tuple(part for place, part in enumerate(way) if place not in inside) for way in one.ways),
        )

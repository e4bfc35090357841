"""A packet for each pair of groups, walked by itself: one that gets through, and where not all do, one that does not.

What gets through whatever the network chooses is shown before what only may.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vpcdesign.algebra.intervals import Intervals, difference, intersection
from vpcdesign.analysis.evidence import fails, packet_that, works
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.survey import Cell, asked
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.trace import Trace


@dataclass(frozen=True, slots=True)
class Witness:
    """What was walked; `passes` is None where nobody can tell, `stopped` where everything gets through."""

    passes: Trace | None = None
    stopped: Trace | None = None


def witnesses(world: World, found: Matrix, reaches: Mapping[Cell, Reach]) -> dict[tuple[Group, Group], Witness]:
    """Give a witness for every cell of a matrix."""
    return {ends: _witness(world, ends, reach, reaches) for ends, reach in found.cells.items()}


def _witness(world: World, ends: tuple[Group, Group], reach: Reach, reaches: Mapping[Cell, Reach]) -> Witness:
    cells = [(a, b) for a in ends[0].parties for b in ends[1].parties if (a, b) in reaches]
    asked_for = reach.allowed or reach.some
    passes = next(_walked(world, [(c, intersection(reaches[c].some, asked_for)) for c in cells], through=True), None)
    short = [(c, difference(reach.partial, reaches[c].allowed)) for c in cells] if reach.partial else []
    return Witness(passes, next(_walked(world, short, through=False), None))


def _walked(world: World, several: list[tuple[Cell, Intervals]], *, through: bool) -> Iterator[Trace]:
    """Walk a packet of each of these pairs that fares as wanted."""
    for cell, services in several:
        pair = asked(world.questions, *cell, services) if services else None
        if pair is not None and pair.questions:
            found = packet_that(world.walk, pair, works if through else fails)
            if (found.verdict == "allowed") == through:
                yield found

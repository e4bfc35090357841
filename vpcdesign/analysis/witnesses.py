"""A packet for what gets from group to group, walked by itself; where not all gets through, one that does not as well.

What gets through whatever the network chooses is shown before what only may. Few cells have a packet each. Where they
are many, what a group gives to several alike is one set of services, and the first who gets it has a packet for it:
thousands of walks that tell the same would help nobody. Whoever wants one for `each` cell waits for them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from vpcdesign.algebra.intervals import Intervals, difference, intersection
from vpcdesign.analysis.evidence import alone, fails, one_of, packet_that, works
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.reach_rows import ReachRows
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.survey import Cell, Party, Progress, asked
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.covers import bits_of
from vpcdesign.reach.trace import Trace

FEW = 1_000
"""So many cells have a packet each, asked for or not."""

Ends: TypeAlias = tuple[Group, Group]


@dataclass(frozen=True, slots=True)
class Witness:
    """What was walked; `passes` is None where nobody can tell, `stopped` where everything gets through."""

    passes: Trace | None = None
    stopped: Trace | None = None


def witnesses(
    world: World, found: Matrix, reaches: ReachRows[Party], progress: Progress | None = None, *, each: bool = False
) -> Mapping[Ends, Witness]:
    """Give a witness for the cells of a matrix: for each, or for the first of those that get the same from a group."""
    shown: dict[Ends, Reach] = {}
    each = each or len(found.cells) <= FEW
    for one, told in found.cells.told() if each else found.cells.firsts():
        shown |= {(one, other): reach for other, reach in told}
    walked: dict[Ends, Witness] = {}
    for ends, reach in shown.items():
        walked[ends] = _witness(world, ends, reach, reaches)
        if progress is not None:
            progress(len(walked), len(shown))
    return walked


def _witness(world: World, ends: Ends, reach: Reach, reaches: ReachRows[Party]) -> Witness:
    asked_for = reach.allowed or reach.some
    through = _pairs(ends, reaches, lambda one: intersection(one.some, asked_for))
    short = _pairs(ends, reaches, lambda one: difference(reach.partial, one.allowed)) if reach.partial else iter(())
    passes = next(_walked(world, through, through=True), None)
    return Witness(passes, next(_walked(world, short, through=False), None))


def _pairs(
    ends: Ends, reaches: ReachRows[Party], wanted: Callable[[Reach], Intervals]
) -> Iterator[tuple[Cell, Intervals]]:
    """Give the kinds of two groups between which there are services such as are wanted, and those services."""
    theirs = reaches.bits(ends[1].parties)
    for one in ends[0].parties:
        answers = {reach: (bits & theirs, wanted(reach)) for reach, bits in reaches.row(reaches.numbers[one]).items()}
        some = sum(bits for bits, services in answers.values() if services)
        for number in bits_of(some):
            other = reaches.kinds[number]
            yield (one, other), answers[reaches[one, other]][1]


def _walked(world: World, several: Iterator[tuple[Cell, Intervals]], *, through: bool) -> Iterator[Trace]:
    """Walk a packet of each of these pairs that fares as wanted."""
    for cell, services in several:
        pair = asked(world.questions, *cell, services)
        found = _packet(world, pair, through=through) if pair is not None and pair.questions else None
        if found is not None:
            yield found


def _packet(world: World, pair: Pair, *, through: bool) -> Trace | None:
    """Walk a packet of a pair: the lowest, if it gets through; what stops some is found by walking all."""
    for question in pair.questions if through else ():
        asks = question.packets
        lowest = one_of((asks.source, asks.destination, asks.services, asks.source_ports))
        found = alone(world.walk, replace(question, packets=lowest), works)
        if _fares(found, through=through):
            return found
    found = packet_that(world.walk, pair, works if through else fails)
    return found if _fares(found, through=through) else None


def _fares(found: Trace, *, through: bool) -> bool:
    """Tell whether what is shown of a packet is what is wanted of it: by some choice of the network at least."""
    if through:
        return found.verdict in {"allowed", "partial"} and not found.blockers
    return found.verdict != "allowed"

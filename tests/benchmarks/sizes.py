"""All pairs of estates from a thousand interfaces to fifty thousand: time, memory over the model, and how both grow.

Each run begins with a network that was just compiled, as a user's does: what of it is only promised until somebody asks
is written while it is measured. Memory is what the rows of everybody hold, with what was written for them, and what
making them took, by a tracing allocator in a run of its own, for it slows everything down.

Rows tell of marks by reference, and are spread out in blocks when they are read as a whole. What that takes for all of
them is told beside: whoever asks about everybody takes both.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from math import log
from typing import NamedTuple

from tests.benchmarks import estate
from tests.benchmarks.everybody import Everybody
from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.timing import Figure, Spent, middle, once
from vpcdesign.collector import collector_paused
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.formats.native.read import read
from vpcdesign.network.network import Network

RUNS = 3
MEGABYTE = 1e6


class Size(NamedTuple):
    """A design's text, by what it has, and what is wanted of it: seconds, and megabytes over the model."""

    interfaces: int
    write: Callable[[], str]
    goal: str = ""
    room: str = ""


ESTATES: tuple[Size, ...] = (
    Size(1_000, partial(estate.document, 3, 1_000, 99), "25 ms"),
    Size(10_000, partial(estate.document, 10, 10_000, 600), "150 ms"),
    Size(50_000, partial(estate.document, 40, 50_000, 2_000), "0.8 s", "50 MB"),
)
"""Everything grows: interfaces, security groups, VPCs."""

CROWDS: tuple[Size, ...] = tuple(
    Size(count, partial(estate.document, 40, count, 2_000)) for count in (2_000, 10_000, 50_000)
)
"""Only interfaces grow."""

STRANGERS: tuple[Size, ...] = (
    Size(2_000, partial(estate.document, 10, 2_000, 500, alike=False)),
    Size(10_000, partial(estate.document, 40, 10_000, 2_000, alike=False)),
)
"""Hardly anybody is like anybody else: each has security groups that nobody else has together."""

SERIES: Mapping[str, tuple[Size, ...]] = {
    "estates": ESTATES,
    "interfaces only": CROWDS,
    "strangers": STRANGERS,
    "worst": tuple(Size(count, partial(SHAPES["worst"], count)) for count in (500, 2_000)),
}


class Taken(NamedTuple):
    """What all pairs of one design took: time, and that of spreading out; bytes held and at most, and the kinds."""

    size: Size
    spent: Spent
    spread: Spent
    held: int
    most: int
    kinds: int


def figures(series: Mapping[str, tuple[Size, ...]] | None = None, runs: int = RUNS) -> Iterator[Figure]:
    """Measure every series; the last line of each tells its growth."""
    for name, sizes in (series or SERIES).items():
        taken = [measured(size, runs) for size in sizes]
        for one in taken:
            growth = "" if one is not taken[-1] else f"; grows as n^{exponent(taken):.2f}"
            room = f" (goal {one.size.room})" if one.size.room else ""
            beside = f"{one.kinds:,} kinds, {_mb(one.held)} over the model{room}, {_mb(one.most)} at most"
            spread = f"; spread out {one.spread.cpu * 1e3:,.0f} ms more"
            yield Figure(f"{name} {one.size.interfaces:,}", one.spent, one.size.goal, f"{beside}{spread}{growth}")


def measured(size: Size, runs: int = RUNS) -> Taken:
    """Measure one design."""
    return Taken(size, *timed(size, runs), *memory(compile_design(read(size.write()))))


def timed(size: Size, runs: int = RUNS) -> tuple[Spent, Spent]:
    """Give what all pairs of a design take, and what spreading them out takes besides."""
    design = read(size.write())
    made: list[Spent] = []
    spread: list[Spent] = []
    for _ in range(runs):
        network = compile_design(design)
        found: list[Everybody] = []
        gc.collect()
        with collector_paused():
            made.append(once(lambda: found.append(Everybody(network))))  # noqa: B023 - called at once
            spread.append(once(found[0].spread))
    return middle(made), middle(spread)


def memory(network: Network) -> tuple[int, int, int]:
    """Give the bytes that all rows hold and those that they took at most, and the number of kinds."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        found = Everybody(network)
        gc.collect()
        held, most = tracemalloc.get_traced_memory()
        return held - before, most - before, found.kinds
    finally:
        tracemalloc.stop()


def exponent(taken: list[Taken]) -> float:
    """Give the power of the interfaces with which the time grows, from the fewest to the most."""
    few, many = taken[0], taken[-1]
    return log(many.spent.cpu / few.spent.cpu) / log(many.size.interfaces / few.size.interfaces)


def _mb(count: int) -> str:
    return f"{count / MEGABYTE:,.1f} MB"

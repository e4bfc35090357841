"""All pairs of estates from a thousand interfaces to fifty thousand: time, memory over the model, and how both grow.

Networks are compiled before, and all of their stages written. Memory is what the rows of everybody hold and what
making them took, by a tracing allocator in a run of its own, for it slows everything down.
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
from tests.benchmarks.timing import Figure, Spent, of
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
    """What all pairs of one design took: time, bytes held and at most, and how many kinds of interfaces it has."""

    size: Size
    spent: Spent
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
            beside = f"{one.kinds:,} kinds, {_mb(one.held)} over the model{room}, {_mb(one.most)} at most{growth}"
            yield Figure(f"{name} {one.size.interfaces:,}", one.spent, one.size.goal, beside)


def measured(size: Size, runs: int = RUNS) -> Taken:
    """Measure one design."""
    network, spent = timed(size, runs)
    return Taken(size, spent, *memory(network))


def timed(size: Size, runs: int = RUNS) -> tuple[Network, Spent]:
    """Give the network of a design, and what all its pairs take."""
    network = compile_design(read(size.write()))
    assert len(list(network.stages)) == len(network.stages), "all are written"
    return network, of(partial(Everybody, network), runs)


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

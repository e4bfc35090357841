"""Everybody asked about everybody, in designs of every shape as they grow; compiled before, asked from nothing."""

from collections.abc import Iterator, Sequence
from functools import partial
from math import log

from tests.benchmarks.everybody import Everybody
from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.timing import Figure, Spent, of
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.formats.native.read import read

SIZES: dict[str, tuple[int, ...]] = {
    "roles": (100, 1_000, 10_000),
    "dense": (100, 300, 1_000),
    "worst": (100, 300, 1_000),
    "hub": (100, 300, 1_000),
    "mixed": (100, 300, 1_000),
}
RUNS = 3
Series = list[tuple[int, Spent]]


def growth(shape: str, counts: Sequence[int]) -> Series:
    """Give what all pairs take in a shape, size by size."""
    found: Series = []
    for count in counts:
        network = compile_design(read(SHAPES[shape](count)))
        found.append((count, of(partial(Everybody, network), RUNS)))
    return found


def exponent(series: Series) -> float:
    """Give the power of the size with which the time grows, from the smallest to the largest."""
    (few, little), (many, much) = series[0], series[-1]
    return log(much.cpu / little.cpu) / log(many / few)


def figures() -> Iterator[Figure]:
    """Measure every shape."""
    for shape, counts in SIZES.items():
        series = growth(shape, counts)
        for count, spent in series[:-1]:
            yield Figure(f"{shape} {count:,}", spent)
        count, spent = series[-1]
        yield Figure(f"{shape} {count:,}", spent, "", f"grows as n^{exponent(series):.2f}")

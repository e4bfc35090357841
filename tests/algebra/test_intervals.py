"""Interval sets are sets: every operation against Python's own, on a line of forty integers."""

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.algebra import intervals
from vpcdesign.algebra.intervals import Intervals

LINE = st.frozensets(st.integers(0, 40), max_size=30)


def made(values: frozenset[int]) -> Intervals:
    return intervals.of((v, v) for v in values)


def members(a: Intervals) -> frozenset[int]:
    return frozenset(v for low, high in a for v in range(low, high + 1))


def canonical(a: Intervals) -> bool:
    return all(low <= high for low, high in a) and all(a[i][1] + 1 < a[i + 1][0] for i in range(len(a) - 1))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_any_pairs_become_canonical(pairs: list[tuple[int, int]]) -> None:
    found = intervals.of(pairs)
    assert canonical(found)
    assert members(found) == {v for low, high in pairs for v in range(low, high + 1)}


@given(LINE, LINE)
def test_the_operations_are_those_of_sets(a: frozenset[int], b: frozenset[int]) -> None:
    one, two = made(a), made(b)
    for found, true in (
        (intervals.union(one, two), a | b),
        (intervals.intersection(one, two), a & b),
        (intervals.difference(one, two), a - b),
    ):
        assert canonical(found)
        assert members(found) == true
    assert intervals.subset(one, two) == (a <= b)
    assert intervals.overlap(one, two) == bool(a & b)
    assert (one == two) == (a == b)


@given(LINE, st.integers(-2, 42), st.integers(-9, 9))
def test_points_sizes_and_shifts(a: frozenset[int], value: int, by: int) -> None:
    one = made(a)
    assert intervals.contains(one, value) == (value in a)
    assert intervals.size(one) == len(a)
    assert members(intervals.shift(one, by)) == {v + by for v in a}


@given(st.frozensets(st.integers(0, 400), max_size=200), st.frozensets(st.integers(0, 400), max_size=3))
def test_few_against_many(many: frozenset[int], few: frozenset[int]) -> None:
    assert members(intervals.intersection(made(few), made(many))) == many & few
    assert members(intervals.intersection(made(many), made(few))) == many & few

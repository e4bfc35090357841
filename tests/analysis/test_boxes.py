"""Boxes as sets of points: a difference holds what it should, point by point."""

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.algebra.intervals import Intervals, contains, of
from vpcdesign.analysis.boxes import Box, common, side, without

SIDE = 6


def sides() -> st.SearchStrategy[Intervals]:
    ends = st.tuples(st.integers(0, SIDE), st.integers(0, SIDE)).map(lambda pair: (min(pair), max(pair)))
    return st.lists(ends, min_size=1, max_size=2).map(of)


LISTS: st.SearchStrategy[list[Box]] = st.lists(st.tuples(sides(), sides()), max_size=3)


def points(several: list[Box]) -> set[tuple[int, int]]:
    every = ((x, y) for x in range(SIDE + 1) for y in range(SIDE + 1))
    return {(x, y) for x, y in every if any(contains(a, x) and contains(b, y) for a, b in several)}


@given(LISTS, LISTS)
def test_difference_and_intersection_are_those_of_points(one: list[Box], other: list[Box]) -> None:
    assert points(without(one, other)) == points(one) - points(other)
    assert points(common(one, other)) == points(one) & points(other)


@given(LISTS)
def test_a_side_is_what_its_points_take(several: list[Box]) -> None:
    assert {x for x in range(SIDE + 1) if contains(side(several, 0), x)} == {x for x, _ in points(several)}

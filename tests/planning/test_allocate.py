"""Allocation finds a plan whenever one exists, in any order, and refuses only then: held to exhaustive search."""

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.search import aligned_and_apart, arrangeable, positions
from vpcdesign.planning.allocate import Shelves, allocate, allocate_in_order, room, shortage
from vpcdesign.planning.blocks import Block, fill, gaps

WORLD = Block(0, 4)


def taken_blocks() -> st.SearchStrategy[list[Block]]:
    """Draw which of the sixteen addresses are taken."""
    return st.sets(st.integers(0, 15), max_size=12).map(lambda lows: [Block(low, 0) for low in lows])


heights_lists = st.lists(st.integers(0, 3), max_size=5)


def test_every_small_world_is_filled_as_far_as_it_goes() -> None:
    eight = Block(0, 3)
    wanted = [heights for count in range(1, 5) for heights in combinations_with_replacement(range(4), count)]
    found = 0
    for pattern in range(256):
        free = gaps([eight], [Block(low, 0) for low in range(8) if pattern >> low & 1])
        for heights in wanted:
            possible = allocate(free, heights) is not None
            found += possible
            assert (shortage(free, heights) is None) == possible
            if not possible or pattern % 16 == 0:  # what is found is checked below; each refusal is searched here
                assert arrangeable(free, heights) == possible, (free, heights)
    assert found > 1000


@given(taken_blocks(), heights_lists)
def test_a_plan_is_found_exactly_when_one_exists_whatever_the_order(taken: list[Block], heights: list[int]) -> None:
    free = gaps([WORLD], taken)
    placed = allocate(free, heights)
    assert (placed is not None) == arrangeable(free, sorted(heights, reverse=True))
    assert (placed is None) == (shortage(free, heights) is not None)
    if placed is not None:
        assert [each.height for each in placed] == heights
        assert aligned_and_apart([*placed, *taken], [WORLD])


@given(taken_blocks(), heights_lists)
def test_the_lowest_place_is_taken_only_where_all_find_room(taken: list[Block], heights: list[int]) -> None:
    free = gaps([WORLD], taken)
    placed = allocate_in_order(free, heights)
    assert (placed is None) == (allocate(free, heights) is None)
    assert placed is None or aligned_and_apart([*placed, *taken], [WORLD])


@given(taken_blocks(), st.integers(0, 3))
def test_no_other_place_leaves_more_room_of_any_size(taken: list[Block], height: int) -> None:
    free = gaps([WORLD], taken)
    best = allocate(free, [height])
    if best is None:
        assert not list(positions(free, height))
        return
    left = gaps([WORLD], [*taken, best[0]])
    for other in positions(free, height):
        rest = gaps([WORLD], [*taken, other])
        assert all(room(left, size) >= room(rest, size) for size in range(5))


@given(taken_blocks())
def test_gaps_are_the_fewest_blocks_that_are_exactly_what_is_free(taken: list[Block]) -> None:
    free = gaps([WORLD], taken)
    assert {low for gap in free for low in range(gap.low, gap.high + 1)} == set(range(16)) - {
        each.low for each in taken
    }
    assert not any(gap.buddy in free for gap in free)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_range_is_filled_without_rest(low: int, high: int) -> None:
    blocks = list(fill(low, high))
    assert [n for each in blocks for n in range(each.low, each.high + 1)] == list(range(low, high + 1))
    assert all(each.low % each.size == 0 for each in blocks)


def test_a_block_is_in_one_place_only() -> None:
    shelves = Shelves([WORLD])
    assert [shelves.take(3), shelves.take(3), shelves.take(0)] == [Block(0, 3), Block(8, 3), None]


@pytest.mark.parametrize("height", range(5))
def test_halves_and_buddies_and_parents(height: int) -> None:
    for each in WORLD.parts(height):
        assert each.buddy.buddy == each
        assert each.buddy != each
        assert each.parent.holds(each)
        assert each.parent.holds(each.buddy)
        assert sorted(each.parent.halves) == sorted((each, each.buddy))

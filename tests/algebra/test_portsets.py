"""Sets as numbers say what the sets themselves say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.algebra import portsets
from vpcdesign.algebra.intervals import Intervals, difference, intersection, of, union
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.algebra.services import ALL

_LAST = ALL[0][1]
_EDGE = st.integers(0, 30) | st.integers(_LAST - 5, _LAST)
_SETS = st.lists(st.tuples(_EDGE, _EDGE), max_size=4).map(of) | st.just(ALL)


@given(st.lists(_SETS, min_size=2, max_size=6))
def test_numbers_combine_as_their_sets_do(several: list[Intervals]) -> None:
    pool = PortSets()
    for a in several:
        for b in several:
            for _ in range(2):  # what is remembered is said again
                one, other = pool.number(a), pool.number(b)
                assert pool.services(pool.both(one, other)) == intersection(a, b)
                assert pool.services(pool.either(one, other)) == union(a, b)
                assert pool.services(pool.less(one, other)) == difference(a, b)


@given(_SETS, _SETS)
def test_equal_sets_have_one_number(a: Intervals, b: Intervals) -> None:
    pool = PortSets()
    assert (pool.number(a) == pool.number(b)) == (a == b)
    assert (pool.number(()), pool.number(ALL)) == (EMPTY, FULL)


def test_what_is_remembered_is_bounded_and_numbers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portsets, "MEMO", 3)
    pool = PortSets()
    numbers = [pool.number(of([(n, n + 1)])) for n in range(10)]
    wide = [pool.either(a, b) for a in numbers for b in numbers]
    assert wide == [pool.either(a, b) for a in numbers for b in numbers]
    assert [pool.services(one) for one in numbers] == [of([(n, n + 1)]) for n in range(10)]

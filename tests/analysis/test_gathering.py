"""Sources that reach the same stand together; lacking only oneself is reaching the same; nothing is claimed besides."""

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.analysis.gathering import destinations, gathered


@dataclass(frozen=True)
class End:
    name: str
    outside: bool = False
    size: int = 1

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(f"{self.name}{place}" for place in range(self.size))


A, B, C = End("a"), End("b"), End("c")
INTERNET = End("internet", outside=True)
MANY = End("many", size=3)
ENDS = [A, B, C, INTERNET, MANY, End("d"), End("e")]


def groups(pairs: Iterable[tuple[End, End]]) -> list[list[tuple[End, End]]]:
    """Gather pairs."""
    reached: dict[int, int] = {}
    for one, other in pairs:
        reached[ENDS.index(one)] = reached.get(ENDS.index(one), 0) | 1 << ENDS.index(other)
    return [
        [(ENDS[a], ENDS[b]) for a in sources for b in destinations(sources, reached) if reached[a] >> b & 1]
        for sources in gathered(reached, ENDS)
    ]


def test_who_lacks_only_himself_reaches_the_same() -> None:
    pairs = [(A, B), (A, C), (B, A), (B, C), (C, A), (C, B)]
    (one,) = groups(pairs)
    assert sorted(one, key=str) == sorted(pairs, key=str)


def test_several_who_do_not_reach_each_other_stand_apart() -> None:
    assert len(list(groups([(A, MANY), (MANY, A), (A, B), (MANY, B)]))) == 2
    assert len(list(groups([(A, MANY), (MANY, A), (MANY, MANY), (A, B), (MANY, B)]))) == 1


def test_hosts_outside_stand_apart() -> None:
    assert [len(one) for one in groups([(A, C), (INTERNET, C), (B, C)])] == [2, 1]


ends = st.sampled_from(ENDS)


@given(st.sets(st.tuples(ends, ends), max_size=30))
def test_every_pair_is_in_one_group_and_no_other_is(pairs: set[tuple[End, End]]) -> None:
    asked = {(one, other) for one, other in pairs if one != other or one.size > 1}
    found = list(groups(sorted(asked, key=str)))
    assert sorted((pair for group in found for pair in group), key=str) == sorted(asked, key=str)
    for group in found:
        sources, destinations = {one for one, _ in group}, {other for _, other in group}
        claimed = {(a, b) for a in sources for b in destinations if a != b or a.size > 1}
        assert claimed == set(group)

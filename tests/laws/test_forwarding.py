"""Hosts that forward for others stand on the ways of others, and rows know what passes them: what they say is true."""

from collections import Counter

import pytest

from tests.laws.forwarding import forwarding
from tests.laws.killing import Plant, caught
from tests.laws.test_rows import compared, everybody, outsiders
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.network.stages import Filter, Track
from vpcdesign.reach import crossing, lists, places
from vpcdesign.reach.covers import Bits, Cover
from vpcdesign.reach.crosser import Crosser
from vpcdesign.reach.crossing import Crossings
from vpcdesign.reach.loads import State

QUICK = 8
SEEDS = 150


def wrong(seed: int, seen: Counter[str] | None = None) -> list[str]:
    """What rows say of a drawn design otherwise than the walk."""
    design = forwarding(seed)
    return compared(compile_design(design), [*everybody(design), *outsiders(design)], seen=seen)


def test_rows_and_walk_agree_behind_hosts_that_forward(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for seed in range(QUICK):
        assert wrong(seed, seen) == [], seed
    monkeypatch.setattr(places, "forwarders", lambda *_: ())
    for seed in range(QUICK):
        assert wrong(seed, before) == [], seed
    assert seen["works"] > before["works"]
    assert seen["odd"] < before["odd"], "whoever forwards is known"


def answers_pass_where_their_packets_did_not(patch: pytest.MonkeyPatch) -> None:
    def track(of: Crosser, stage: Track, state: State, bits: Bits) -> Cover:
        return of.follow(stage.next, state, bits)

    patch.setitem(crossing.HANDLERS, Track, track)


def forwarders_let_everybody_through(patch: pytest.MonkeyPatch) -> None:
    right = lists.pass_filter

    def remembered(of: Crosser, stage: Filter, state: State, bits: Bits) -> Cover:
        return of.follow(stage.next, state, bits) if stage.opens else right(of, stage, state, bits)

    patch.setitem(crossing.HANDLERS, Filter, remembered)


def whoever_answers_himself_answers_as_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Crossings, "_is_near", lambda *_: False)


def their_marks_go_on(patch: pytest.MonkeyPatch) -> None:
    right = Crossings.follow

    def follow(self: Crossings, node: int, state: State, bits: Bits) -> Cover:
        return right(self, node, state._replace(marks=state.marks or ""), bits)

    patch.setattr(Crossings, "follow", follow)


LIKELY: dict[Plant, int] = {
    answers_pass_where_their_packets_did_not: 0,
    forwarders_let_everybody_through: 1,
    whoever_answers_himself_answers_as_ever: 51,
    their_marks_go_on: 0,
}
"""Mutants, each with the design that catches it soonest."""


@pytest.mark.parametrize("mutant", LIKELY)
def test_the_law_kills_it(mutant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    caught(mutant.__name__, wrong, (LIKELY[mutant],), SEEDS)


@pytest.mark.deep
@pytest.mark.parametrize("first", range(QUICK, QUICK + 800, 200))
def test_many_hundred_designs(first: int) -> None:
    for seed in range(first, first + 200):
        assert wrong(seed) == [], seed

"""Seeded mutants of rooms: a promise wrongly made, or trusted too far, is caught by the laws on random networks."""

# ruff: noqa: ARG001, ARG005, SLF001, ANN401 - a mutant reaches into what it is planted in, and ignores what it is told

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

import pytest

from tests.laws.crowds import crowd
from tests.laws.killing import Mutants, unexplained
from tests.laws.test_rooms import broken, edited, lodged, told_apart
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.compiler import compile as compiling
from vpcdesign.compiler import interfaces
from vpcdesign.compiler import rooms as promising
from vpcdesign.compiler.filters import Filters
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.network.rooms import Outline, Room
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Stage
from vpcdesign.reach import middlemen, tables
from vpcdesign.reach.rooms import Lodgers, Rooms

SEEDS = 300
mutant = Mutants()
LIKELY = {
    "groups_of_equals_are_one_host": 12,
    "nobody_leaves": 2,
    "whose_address_is_special_stays": 2,
    "the_first_stands_for_himself_only": 7,
    "rules_are_taken_the_other_way": 55,
    "nothing_tells_lodgers_apart": 13,
    "rules_of_rooms_cut_no_cells": 14,
    "tables_know_where_whoever_is_sent_to_lives": 5,
}
"""Seeds that caught a mutant before, where the first ones do not."""


@mutant
def two_hold_an_address(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(promising, "_shared", lambda plan, vpc, held: set())


@mutant
def groups_of_equals_are_one_host(patch: pytest.MonkeyPatch) -> None:
    right = interfaces.interface_of

    def wrong(plan: Plan, name: str) -> NetworkInterface:
        return right(plan, name).model_copy(update={"count": 1})

    patch.setattr(promising, "interface_of", wrong)


@mutant
def who_is_down_is_like_others(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(promising, "stopped", lambda plan, one: None)


@mutant
def public_addresses_are_overlooked(patch: pytest.MonkeyPatch) -> None:
    right = promising.rooms

    def wrong(plan: Plan) -> tuple[Room, ...]:
        other = copy(plan)
        other.public = {}
        return right(other)

    patch.setattr(promising, "rooms", wrong)


@mutant
def parties_wear_the_rules_of_one(patch: pytest.MonkeyPatch) -> None:
    right = promising._rules
    seen: dict[str, tuple[Rules, Rules]] = {}

    def wrong(plan: Plan, vpc: str, groups: tuple[str, ...], known: Any) -> tuple[Rules, Rules]:
        return seen.setdefault(vpc, right(plan, vpc, groups, known))

    patch.setattr(promising, "_rules", wrong)


@mutant
def rules_are_taken_the_other_way(patch: pytest.MonkeyPatch) -> None:
    right = promising._rules
    patch.setattr(promising, "_rules", lambda *given: right(*given)[::-1])


@mutant
def addresses_stand_in_another_order(patch: pytest.MonkeyPatch) -> None:
    right = promising.rooms

    def wrong(plan: Plan) -> tuple[Room, ...]:
        return tuple(Room([replace(one, lows=one.lows[::-1]) for one in room.parties]) for room in right(plan))

    patch.setattr(promising, "rooms", wrong)


@mutant
def the_outline_lists_everybody(patch: pytest.MonkeyPatch) -> None:
    right = promising.outline

    def wrong(plan: Plan, stages: Sequence[Stage]) -> Outline:
        found = right(plan, stages)
        return found._replace(stages=[(node, stages[node]) for node, _ in found.stages])

    patch.setattr(compiling, "outline", wrong)


@mutant
def the_outline_lists_nobody(patch: pytest.MonkeyPatch) -> None:
    right = Plan.written

    def wrong(self: Plan, key: tuple[str, ...]) -> object:
        other = copy(self)
        other.devices_in = defaultdict(list)
        return right(other, key)

    patch.setattr(Plan, "written", wrong)


@mutant
def nobody_leaves(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Rooms, "_leave", lambda self, names: None)


@mutant
def whose_address_is_special_stays(patch: pytest.MonkeyPatch) -> None:
    right = Rooms.let_go

    def wrong(self: Rooms, names: Iterable[str], special: Iterable[Intervals]) -> None:
        right(self, names, ())

    patch.setattr(Rooms, "let_go", wrong)


@mutant
def who_left_gets_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tables.Tables, "admit", lambda self, left, endpoints: None)


@mutant
def the_first_stands_for_himself_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Rooms, "companions", lambda self: {})


@mutant
def nothing_tells_lodgers_apart(patch: pytest.MonkeyPatch) -> None:
    right = Rooms.lodgers
    patch.setattr(Rooms, "lodgers", lambda self, cuts: right(self, ()))


@mutant
def lodgers_have_the_rules_of_the_first(patch: pytest.MonkeyPatch) -> None:
    right = Rooms.lodgers

    def wrong(self: Rooms, cuts: list[int]) -> Iterator[tuple[str, list[Lodgers]]]:
        parties = {room.first: room.parties[0] for room in self._rooms}
        for first, several in right(self, cuts):
            yield first, [(parties[first], hosts, stretch) for _, hosts, stretch in several]

    patch.setattr(Rooms, "lodgers", wrong)


@mutant
def rules_of_rooms_cut_no_cells(patch: pytest.MonkeyPatch) -> None:
    right = Rooms.__init__

    def wrong(self: Rooms, *told: object) -> None:
        right(self, *told)  # type: ignore[arg-type]
        self.rules = {}

    patch.setattr(Rooms, "__init__", wrong)


@mutant
def tables_know_where_whoever_is_sent_to_lives(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(middlemen, "MANY", 0)
    patch.setattr(Rooms, "without", lambda self, addresses: frozenset(addresses))


def caught(likely: int) -> str:
    """The first thing that the laws say against a network, or nothing; a likely one is tried before all others."""
    for seed in dict.fromkeys((likely, *range(SEEDS))):
        network = compiling.compile(crowd(seed))
        try:
            with unexplained():
                found = broken(network) or told_apart(network) or lodged(seed)
        except AssertionError as error:
            return f"{seed}: {error}"
        if found:
            return f"{seed}: {found[0]}"
    return ""


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    assert caught(LIKELY.get(name, 1)), f"{name} lives"


def test_rooms_of_an_edited_network_with_other_rules_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    right = promising.outline

    def wrong(plan: Plan, stages: Sequence[Stage]) -> Outline:
        other = copy(plan)
        other.filters = Filters(plan.estate, plan.filters.members)
        return right(other, stages)

    monkeypatch.setattr("vpcdesign.compiler.again.outline", wrong)
    assert any(broken(network) for seed in range(20) for network in edited(seed))

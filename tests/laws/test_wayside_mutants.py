"""Seeded mutants of how it is told whom a list concerns: each must be caught by the law of lists by the wayside."""

# ruff: noqa: ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

import pytest

from tests.laws.killing import Mutants, caught
from tests.laws.test_wayside import by_the_wayside, watched
from vpcdesign.reach import reruled, wayside
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.lots import Lots
from vpcdesign.reach.ways import Ways
from vpcdesign.reach.wayside import Passing, Wayside

SEEDS = 60
mutant = Mutants()
LIKELY = {
    "nobody_answers_what_devices_touched": (21,),
    "no_lodger_is_near_a_cut": (1,),
    "lots_know_everybody": (48,),
}
"""Seeds that caught a mutant before."""


def _only(patch: pytest.MonkeyPatch, leg: int) -> None:
    right = Wayside.passing
    patch.setattr(Wayside, "passing", lambda self, rules: [one for one in right(self, rules) if one.leg == leg])


@mutant
def nobody_answers(patch: pytest.MonkeyPatch) -> None:
    _only(patch, 0)


@mutant
def everybody_only_answers(patch: pytest.MonkeyPatch) -> None:
    _only(patch, 1)


@mutant
def answers_go_where_packets_came_from(patch: pytest.MonkeyPatch) -> None:
    right = Wayside.passing

    def wrong(self: Wayside, rules: int) -> list[Passing]:
        return [Passing(0, one.sent, one.to) for one in right(self, rules)]

    patch.setattr(Wayside, "passing", wrong)


@mutant
def nobody_answers_what_devices_touched(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wayside._Open, "_answer", lambda self, load, several, to: None)


@mutant
def a_known_part_has_no_lists(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wayside._Noting, "known", Ways.known)


@mutant
def lists_stand_on_the_part_where_they_are_asked(patch: pytest.MonkeyPatch) -> None:
    right = wayside._Noting.keep

    def wrong(self: wayside._Noting, *args: object) -> None:
        here = self._within[-1]
        right(self, *args)  # type: ignore[arg-type]
        here.before.discard(self._within[-1])

    patch.setattr(wayside._Noting, "keep", wrong)


@mutant
def rules_that_came_stand_nowhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Wayside, "after", lambda self, swapped: self)


@mutant
def lots_know_everybody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Lots, "towards", lambda self, side, to: side)


@mutant
def finer_cells_have_the_numbers_that_they_had(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: Cells, sets: object) -> Cells:
        found = right(self, sets)  # type: ignore[arg-type]
        found._names = [self.of(low) for low in (-1, *found.cuts)]
        return found

    right = Cells.finer
    patch.setattr(Cells, "finer", wrong)


@mutant
def no_lodger_is_near_a_cut(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reruled, "_near", lambda places, cuts: set())


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)

    def broken(seed: int) -> None:
        by_the_wayside(seed, monkeypatch)
        watched(seed, monkeypatch)

    caught(name, broken, LIKELY.get(name, ()), SEEDS)

"""Seeded mutants of how it is told whom a list concerns: each must be caught by the law of lists by the wayside."""

# ruff: noqa: ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

from collections.abc import Mapping
from copy import copy

import pytest

from tests.laws.killing import Mutants, caught
from tests.laws.test_wayside import alone_and_together, by_the_wayside, watched
from vpcdesign.analysis import rectangles
from vpcdesign.network.stages import Rules
from vpcdesign.reach import reruled, views, wayside
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.doors import Doors
from vpcdesign.reach.following import Followed
from vpcdesign.reach.lots import Lots
from vpcdesign.reach.places import Places
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.sieves import Sieves
from vpcdesign.reach.views import Views
from vpcdesign.reach.ways import Ways
from vpcdesign.reach.wayside import Passing, Wayside

SEEDS = 60
mutant = Mutants()
LIKELY = {
    "nobody_answers_what_devices_touched": (21,),
    "no_lodger_is_near_a_cut": (1,),
    "lots_know_everybody": (48,),
    "lists_that_did_nothing_were_not_edited": (18,),
    "who_broke_a_claim_breaks_it_for_ever": (48,),
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
def who_broke_a_claim_breaks_it_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rectangles, "_breaks_still", lambda rows, one, sending, broken: True)


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


@mutant
def lists_are_found_in_the_lane_of_the_one_before(patch: pytest.MonkeyPatch) -> None:
    right = wayside._apart
    patch.setattr(wayside, "_apart", lambda packed, width: ((lane - 1, bits) for lane, bits in right(packed, width)))


@mutant
def lists_in_front_of_places_are_those_of_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(views, "_swapped", lambda groups, swapped: groups)


@mutant
def finer_cells_part_nobody_who_sends(patch: pytest.MonkeyPatch) -> None:
    right = Views.after

    def wrong(self: Views, places: Places, swapped: Mapping[int, Rules], lost: int) -> Views:
        found = copy(right(self, places, swapped, lost))
        found.standings, found.standing_of = self.standings, self.standing_of
        return found

    patch.setattr(Views, "after", wrong)


@mutant
def sieves_are_those_of_before(patch: pytest.MonkeyPatch) -> None:
    right = Sieves.after

    def wrong(self: Sieves, rulings: Rulings, views: Views, swapped: Mapping[int, Rules]) -> Sieves:
        found = right(self, rulings, views, {})
        for key, one in [*found._lists.items()]:
            found._lists[tuple(id(swapped[part]) if part in swapped else part for part in key)] = one
        return found

    patch.setattr(Sieves, "after", wrong)


@mutant
def lists_that_did_nothing_were_not_edited(patch: pytest.MonkeyPatch) -> None:
    right = Rows._swapped

    def wrong(self: Rows, way: Followed) -> Mapping[int, Rules] | None:
        patch.setattr(self, "_late", {})
        return right(self, way)

    patch.setattr(Rows, "_swapped", wrong)


@mutant
def nobody_stands_behind_a_list(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Doors, "behind", lambda self, several: [])


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)

    def broken(seed: int) -> None:
        alone_and_together([seed], monkeypatch)
        by_the_wayside(seed, monkeypatch)
        watched(seed, monkeypatch)

    caught(name, broken, LIKELY.get(name, ()), SEEDS)

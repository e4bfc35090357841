"""Seeded mutants of how it is told whom a list concerns: each must be caught by the law of lists by the wayside."""

# ruff: noqa: ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

from collections.abc import Callable, Mapping
from copy import copy

import pytest

from tests.laws.killing import Mutants, caught
from tests.laws.test_edited_claims import judged
from tests.laws.test_wayside import alone_and_together, by_devices, by_the_wayside, watched
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis import rectangles
from vpcdesign.network.rules import Rules
from vpcdesign.reach import reruled, unlike, views, wayside
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.doors import Doors
from vpcdesign.reach.exchanges import Exchanges, Since
from vpcdesign.reach.following import Followed
from vpcdesign.reach.hearing import Hearing
from vpcdesign.reach.lots import Lot, Lots
from vpcdesign.reach.places import Places
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.sides import Sides
from vpcdesign.reach.sieves import Sieves
from vpcdesign.reach.stretches import Stretches
from vpcdesign.reach.views import Views
from vpcdesign.reach.ways import Ways
from vpcdesign.reach.wayside import Passing, Wayside

Swapped = Mapping[int, Rules]
SEEDS = 60
mutant = Mutants()
LIKELY = {
    "nobody_answers_what_devices_touched": (21,),
    "no_lodger_is_near_a_cut": (1,),
    "lots_know_everybody": (48,),
    "lists_that_did_nothing_were_not_edited": (18,),
    "who_broke_a_claim_breaks_it_for_ever": (48,),
    "who_cannot_hear_never_will": (37,),
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
    patch.setattr(Lots, "towards", lambda self, side, to, sent=None: side)


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

    def wrong(self: Views, places: Places, swapped: Swapped) -> Views:
        found = copy(right(self, places, swapped))
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


@mutant
def nobody_is_in_a_new_block(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Stretches, "meeting", lambda self, addresses: set())


@mutant
def only_who_is_looked_at_is_in_a_new_block(patch: pytest.MonkeyPatch) -> None:
    right = Stretches.meeting

    def wrong(self: Stretches, addresses: Intervals) -> set[int]:
        return {one for one in right(self, addresses) if len(self.of[one]) > 1}

    patch.setattr(Stretches, "meeting", wrong)


@mutant
def blocks_are_met_at_their_ends(patch: pytest.MonkeyPatch) -> None:
    right = Stretches.meeting

    def wrong(self: Stretches, addresses: Intervals) -> set[int]:
        return right(self, tuple((edge, edge) for low, high in addresses for edge in (low, high)))

    patch.setattr(Stretches, "meeting", wrong)


@mutant
def of_edits_that_nobody_asked_after_only_the_last_is_followed(patch: pytest.MonkeyPatch) -> None:
    _late(patch, lambda late, since: late)


@mutant
def of_edits_that_nobody_asked_after_only_the_first_is_followed(patch: pytest.MonkeyPatch) -> None:
    _late(patch, lambda late, since: since)


def _late(patch: pytest.MonkeyPatch, swapped: Callable[[Swapped, Swapped], Swapped]) -> None:
    right = Exchanges.after

    def wrong(self: Exchanges, places: Places, rulings: Rulings, late: Swapped) -> Exchanges:
        since, found = self._since, right(self, places, rulings, late)
        if since is not None and found._since is not None and "crossings" not in vars(self):
            found._since = Since(since.like, swapped(late, since.swapped))
        return found

    patch.setattr(Exchanges, "after", wrong)


@mutant
def devices_touch_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wayside, "_touched", lambda load: False)


@mutant
def lists_look_at_answers_as_at_packets(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Lots, "answers", lambda self, services, clients: self._maker.pool.number(services))


@mutant
def lists_look_at_no_answers(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Lots, "answers", lambda self, services, clients: EMPTY)


@mutant
def lists_differ_in_what_one_lets_through_more(patch: pytest.MonkeyPatch) -> None:
    right = unlike.unlike

    def wrong(pool: PortSets, old: Rules, new: Rules) -> unlike.Unlike:
        found, more = right(pool, old, new), [line.services for line in new.lines if line.allow]
        services = [one for line in more if (one := pool.number(ALL if line is None else line)) != FULL]
        return found._replace(services=services[0] if services else found.services)

    patch.setattr(unlike, "unlike", wrong)


@mutant
def nothing_gets_anywhere_since_an_edit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sides, "sends", lambda self, key, to, services: False)


@mutant
def whom_nothing_gets_to_gets_what_he_did(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Lot, "silent", lambda self: self)


@mutant
def who_cannot_hear_never_will(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Hearing, "holds_still", lambda self, then, others: True)


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)

    def broken(seed: int) -> None:
        judged([seed])
        by_devices()
        alone_and_together([seed], monkeypatch)
        by_the_wayside(seed, monkeypatch)
        watched(seed, monkeypatch)

    caught(name, broken, LIKELY.get(name, ()), SEEDS)

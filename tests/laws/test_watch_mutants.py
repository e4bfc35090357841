"""Seeded mutants of what is kept over an edit: each must be caught by the law of watches."""

# ruff: noqa: ARG005 - a mutant reaches into what it is planted in, and ignores what it is told

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.laws.killing import Mutants, caught
from tests.laws.test_watch import followed, parted
from vpcdesign.analysis import rectangles, sides, sorting
from vpcdesign.analysis.remains import Remains
from vpcdesign.analysis.residents import Resident
from vpcdesign.design.asserting import Assertion
from vpcdesign.reach import footprints, reruled, rows, touched
from vpcdesign.reach.covers import bits_with
from vpcdesign.reach.rows import Rows

mutant = Mutants()


@mutant
def an_edit_concerns_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "by_filters", lambda old, new, turned, matched: ())


@mutant
def only_lines_that_came_concern_anybody(patch: pytest.MonkeyPatch) -> None:
    right = touched.changed
    patch.setattr(touched, "changed", lambda old, new: [one for one in right(old, new) or () if one in new.lines])


@mutant
def ways_across_never_change(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "by_crossing", lambda old, new: 0)


@mutant
def new_blocks_cut_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reruled, "_cut", lambda places, *_: places.cells)
    patch.setattr(reruled, "_recut", lambda places, *_: places.inner)


@mutant
def walks_leave_no_footprints(patch: pytest.MonkeyPatch) -> None:
    right = footprints.Footprints.ask
    patch.setattr(footprints.Footprints, "ask", lambda self, asked: (right(self, asked)[0], frozenset()))


@mutant
def where_nobody_is_left_all_is_well(patch: pytest.MonkeyPatch) -> None:
    right = Remains.holds

    def holds(self: Remains, claim: Assertion) -> bool:
        sides = self._side(claim.from_, "source"), self._side(claim.to, "destination")
        return right(self, claim) or not all(side.members for side, _ in sides)

    patch.setattr(Remains, "holds", holds)


@mutant
def who_is_left_is_not_asked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Remains, "_bears", lambda self, one: True)


@mutant
def who_is_alone_is_asked_about_himself(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rectangles, "_who_are_alone", lambda one: {})


@mutant
def whoever_shares_a_kind_is_alone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sorting.Reading, "alone", lambda self, name: bits_with(self.kinds_of(name)))


@mutant
def an_edit_meets_no_claim(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rectangles.Whose, "met", lambda self, pairs: set())


@mutant
def groups_stay_who_they_are(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sorting.Crowd, "lacks", lambda self, names: True)


@mutant
def who_is_not_known_is_no_member(patch: pytest.MonkeyPatch) -> None:
    right = sorting.crowd

    def wrong(rows: Rows, residents: Sequence[Resident]) -> sorting.Crowd | None:
        found = right(rows, residents)
        return found and replace(found, others=())

    patch.setattr(sides, "crowd", wrong)


CROWDS = 4
"""The first seeds are of crowds, the others of small designs."""

LIKELY = {
    "an_edit_concerns_nobody": 38,
    "only_lines_that_came_concern_anybody": 37,
    "ways_across_never_change": 14,
    "new_blocks_cut_nobody": 2,
    "walks_leave_no_footprints": 19,
    "where_nobody_is_left_all_is_well": 8,
    "who_is_left_is_not_asked": 41,
    "who_is_alone_is_asked_about_himself": 8,
    "whoever_shares_a_kind_is_alone": 16,
    "an_edit_meets_no_claim": 38,
    "groups_stay_who_they_are": 5,
    "who_is_not_known_is_no_member": 42,
}
"""Which of them caught a mutant before."""


def broken(seed: int) -> None:
    """Hold the watch of a crowd, or of a small design, to `check`."""
    if seed < CROWDS:
        parted(seed)
    else:
        list(followed(seed - CROWDS))


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, broken, [LIKELY[name]] if name in LIKELY else [], CROWDS + 40)

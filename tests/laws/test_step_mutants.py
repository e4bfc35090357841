"""Seeded mutants of what tells a step's consequences: each must be caught by the law of steps."""

# ruff: noqa: ARG001, ARG005 - a mutant ignores what it is told

from collections.abc import Callable

import pytest

from tests.benchmarks.shapes import mixed
from tests.laws import crowds
from tests.laws.designs import draw
from tests.laws.edits import parting
from tests.laws.killing import Mutants, unexplained
from tests.laws.test_steps import chosen, rewired, stepped
from tests.laws.test_watch import crowd
from vpcdesign.analysis import contrasts, difference, staying, steps, untouched
from vpcdesign.analysis.company import Company
from vpcdesign.analysis.contrasts import Contrasts
from vpcdesign.analysis.counterparts import Counterparts
from vpcdesign.analysis.staying import Staying
from vpcdesign.analysis.untouched import Untouched
from vpcdesign.formats.native.read import read
from vpcdesign.reach import rows
from vpcdesign.reach.ends import End

mutant = Mutants()


@mutant
def an_edit_concerns_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "by_filters", lambda old, new, turned, matched: ())


@mutant
def nobody_is_odd(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Contrasts, "odd", lambda self, to, ends, client: 0)

    def quiet(self: Untouched, place: int, mine: staying.Stayed) -> bool:
        concerned = self._rows[1].concerned
        return not any(new is not None and concerned(new.kind) & self.staying.still for _, new in mine.ends)

    patch.setattr(Untouched, "_quiet", quiet)


@mutant
def answers_never_change(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Contrasts, "_otherwise_answered", lambda self, to, home: 0)
    patch.setattr(Contrasts, "otherwise_led", lambda self, home: False)


@mutant
def what_was_walked_stands_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Untouched, "alike", lambda self, place, other: True)


@mutant
def rows_tell_of_everybody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Untouched, "_rows_tell", lambda self, one, other: True)


@mutant
def a_walk_rests_on_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(untouched, "_edited", lambda old, new: frozenset())


@mutant
def all_changes_are_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(contrasts.Change, "__hash__", lambda self: 0)
    patch.setattr(contrasts.Change, "__eq__", lambda self, other: True)


@mutant
def one_of_a_kind_is_asked_about_himself(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(staying, "_lonely", lambda one: True)


@mutant
def nobody_outside_is_compared(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Staying, "_stays_outside", lambda self, one, hosts: staying.Stayed((), hosts[0].client_ports))


@mutant
def public_addresses_are_overlooked(patch: pytest.MonkeyPatch) -> None:
    whole = Staying.to
    patch.setattr(Staying, "to", lambda self, *, aliases, moved: whole(self, aliases=False, moved=moved))


@mutant
def nobody_is_another_than_before(patch: pytest.MonkeyPatch) -> None:
    whole = Company.beside
    patch.setattr(Company, "beside", lambda self, other: (whole(self, other)[0], 0))
    patch.setattr(steps, "_places", lambda ends, new: 0)


@mutant
def who_came_or_went_met_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Staying, "_alone", lambda self, one: staying.Stayed((), ()))


@mutant
def kinds_of_both_worlds_have_the_same_numbers(patch: pytest.MonkeyPatch) -> None:
    spread = Counterparts.spread
    patch.setattr(Counterparts, "spread", lambda self, side, kinds: spread(self, 1, kinds))


@mutant
def places_are_those_of_the_new_world(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: Untouched, side: int, one: End, other: End) -> int:
        kinds = self._rows[1].places.kinds
        return self._contrasts.answered(side, kinds[other.kind].place, kinds[one.kind].place)

    patch.setattr(Untouched, "_answered", wrong)


LAWS: dict[str, Callable[[], object]] = {
    "chosen": chosen,
    "parted": lambda: stepped([crowds.crowd(187)], parting),
    "crowded": lambda: stepped([crowd()] * 2, crowded=True),
    "drawn": lambda: [stepped([draw(seed)]) for seed in (0, 1, 18, 20)],
    "mixed": lambda: stepped([read(mixed(24))] * 3),
    "rewired": lambda: stepped([read(mixed(24)), crowd()], rewired),
}
"""Steps of crowds and of small designs, each held to comparing anew."""


def all_of(first: str) -> None:
    """Hold steps to all of them, the first one first."""
    for law in dict.fromkeys((first, *LAWS)):
        LAWS[law]()


LIKELY = {
    "nobody_is_odd": "drawn",
    "what_was_walked_stands_for_ever": "crowded",
    "one_of_a_kind_is_asked_about_himself": "crowded",
    "public_addresses_are_overlooked": "drawn",
    "nobody_is_another_than_before": "rewired",
    "who_came_or_went_met_nobody": "rewired",
    "kinds_of_both_worlds_have_the_same_numbers": "mixed",
    "places_are_those_of_the_new_world": "parted",
}
"""Which of them caught a mutant before: it is tried first."""


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difference, "MANY", 1 << 30)
    mutant[name](monkeypatch)
    with unexplained(), pytest.raises((AssertionError, KeyError, IndexError, StopIteration)):
        all_of(LIKELY.get(name, "chosen"))

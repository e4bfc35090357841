"""Seeded mutants of what is counted by rows: each must be caught by the law of tallies."""

# ruff: noqa: SLF001 - a mutant reaches into what it is planted in

from collections.abc import Callable, Collection
from typing import Any

import pytest

from tests.laws.killing import Mutants, caught
from tests.laws.test_tallies import held
from vpcdesign.analysis import kindred, tally
from vpcdesign.analysis.kindred import Kindred
from vpcdesign.analysis.selectors import Member

SEEDS = 60
LIKELY = {
    "who_is_odd_is_not_walked": 4,
    "some_service_is_every_service": 12,
    "what_is_delivered_comes_home": 5,
    "kinds_are_counted_and_not_members": 12,
    "the_last_is_shown": 1,
    "the_first_sender_is_shown_before_the_first_receiver": 4,
    "the_named_are_among_all_others": 4,
    "only_one_family_is_asked": 16,
}
"""Seeds that caught a mutant before, where the first one is not the quickest."""

mutant = Mutants()


def told(patch: pytest.MonkeyPatch, other: Callable[[tally._ByKinds, tally._Told], tally._Told]) -> None:
    """Let rows say something else of a sender."""
    right = tally._ByKinds._told
    patch.setattr(tally._ByKinds, "_told", lambda self, *asked: other(self, right(self, *asked)))


@mutant
def who_is_odd_is_not_walked(patch: pytest.MonkeyPatch) -> None:
    told(patch, lambda _, one: one._replace(odd=0))


@mutant
def some_service_is_every_service(patch: pytest.MonkeyPatch) -> None:
    right = tally._ByKinds._fares

    def fares(*asked: Any) -> tuple[int, int, int]:  # noqa: ANN401 - handed on as it is
        may, _, sent = right(*asked)
        return may, may, sent

    patch.setattr(tally._ByKinds, "_fares", fares)


@mutant
def what_is_delivered_comes_home(patch: pytest.MonkeyPatch) -> None:
    told(patch, lambda _, one: one._replace(unanswered=0))


@mutant
def nobody_is_on_both_sides(patch: pytest.MonkeyPatch) -> None:
    right = tally._ByKinds.__init__

    def wrong(self: tally._ByKinds, *asked: Any) -> None:  # noqa: ANN401 - handed on as it is
        right(self, *asked)
        self._shared.clear()

    patch.setattr(tally._ByKinds, "__init__", wrong)


@mutant
def kinds_are_counted_and_not_members(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Kindred, "count", lambda _, some: some.bit_count())


@mutant
def the_last_is_shown(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tally, "_first", lambda some: some.bit_length() - 1)


@mutant
def the_first_sender_is_shown_before_the_first_receiver(patch: pytest.MonkeyPatch) -> None:
    right = tally.Found.add

    def add(self: tally.Found, place: tally.Place, pair: Any = None, kinds: int = 1) -> None:  # noqa: ANN401
        right(self, place if not self.kinds else max(place, self.place), pair, kinds)

    patch.setattr(tally.Found, "add", add)


@mutant
def the_named_are_among_all_others(patch: pytest.MonkeyPatch) -> None:
    right = kindred._Hosts.without
    patch.setattr(kindred._Hosts, "without", lambda self, _: right(self, ()))


@mutant
def whose_kind_loses_a_member_is_gone(patch: pytest.MonkeyPatch) -> None:
    right = kindred._Hosts.without

    def without(self: kindred._Hosts, named: Collection[str]) -> list[list[Member]]:
        met = {one.endpoint for kind in self._kinds for one in kind if any(each.endpoint in named for each in kind)}
        return list(right(self, met))

    patch.setattr(kindred._Hosts, "without", without)


@mutant
def only_one_family_is_asked(patch: pytest.MonkeyPatch) -> None:
    right = tally._ByKinds._told
    patch.setattr(tally._ByKinds, "_told", lambda self, name, ends: right(self, name, ends[:1]))


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, lambda seed: held(seed, monkeypatch) is None, (LIKELY.get(name, 0),), SEEDS)

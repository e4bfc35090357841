"""Seeded mutants of what is said of many senders at once: the law that holds lots to rows must catch each."""

# ruff: noqa: ARG005, SLF001 - a mutant reaches into what it is planted in, and ignores what it is told

from collections.abc import Sequence

import pytest

from tests.laws.killing import Mutants, caught
from tests.laws.test_lots import judged
from vpcdesign.algebra.portsets import FULL, PortSets
from vpcdesign.reach import lots
from vpcdesign.reach.admission import Blocks
from vpcdesign.reach.covers import Bits, Some
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.lots import Case, Lot
from vpcdesign.reach.making import Maker
from vpcdesign.reach.sides import Across

SEEDS = 400
LIKELY = (22, 123, 113)
mutant = Mutants()


@mutant
def filters_outbound_are_overlooked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Maker, "plain", lambda self, kind: not kind.odd and kind.end.endpoint.id not in self.places.apart)


@mutant
def nobody_stands_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Maker, "plain", lambda self, kind: not kind.odd and self._guards.leaving(kind) is None)


@mutant
def twins_are_overlooked(patch: pytest.MonkeyPatch) -> None:
    right = lots.Lots._side

    def wrong(self: lots.Lots, senders: lots.Sending, to: Bits = 0, few: Bits = 0) -> lots.Side:
        side, maker = right(self, senders, to, few), self._maker
        kinds = maker.places.kinds
        twinned = [one for one in side.singly if maker.plain(kinds[one[0]])]
        more = [Lot(maker, self._home(kinds[one].place, client, to, few), (one,), client) for one, client in twinned]
        return side._replace(lots=[*side.lots, *more], singly=[one for one in side.singly if one not in twinned])

    patch.setattr(lots.Lots, "_side", wrong)


@mutant
def a_lot_is_one_crowd(patch: pytest.MonkeyPatch) -> None:
    right = Maker.let_in

    def wrong(self: Maker, across: Across, crowd: int, kind: Kind) -> tuple[Blocks, ...]:
        return next(iter(across.let_in.values()), None) or right(self, across, crowd, kind)

    patch.setattr(Maker, "let_in", wrong)


@mutant
def what_is_known_of_one_is_known_of_all(patch: pytest.MonkeyPatch) -> None:
    right = lots._Crowd.said
    patch.setattr(lots._Crowd, "said", lambda self, *asked: right(self, *asked)[:1])


@mutant
def of_several_marks_one_matters(patch: pytest.MonkeyPatch) -> None:
    right = Maker.references
    patch.setattr(Maker, "references", lambda self, *asked: right(self, *asked)[:1])


@mutant
def nobody_is_known_better_than_his_crowd(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(lots._Crowd, "said", lambda self, *asked: [])


@mutant
def crowds_are_let_in_by_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(lots.Lot, "_stopped", by_marks_alone)


def by_marks_alone(self: Lot, pool: PortSets, crowd: lots._Crowd, what: tuple[int, int], some: Some) -> Case | None:
    """Tell who is stopped as if guards knew nobody but by marks."""
    alone = lots._Crowd([{} for _ in crowd.let_in])
    alone.kinds = crowd.kinds
    return RIGHT(self, pool, alone, what, some)


RIGHT = Lot._stopped


@mutant
def the_first_services_are_enough(patch: pytest.MonkeyPatch) -> None:
    right = Lot.fails

    def wrong(self: Lot, pool: PortSets, number: int, some: Some) -> Case | None:
        return right(self, pool, pool.number(pool.services(number)[:1]), some)

    patch.setattr(Lot, "fails", wrong)


@mutant
def what_is_sent_gets_through(patch: pytest.MonkeyPatch) -> None:
    right = Lot.gets_through
    patch.setattr(
        Lot, "gets_through", lambda self, pool, number, some, of: right(self, pool, number, some, lambda by: by.sent)
    )


@mutant
def guards_let_in_what_comes(patch: pytest.MonkeyPatch) -> None:
    right = Lot._passed
    patch.setattr(Lot, "_passed", lambda self, pool, crowd, what, some: right(self, pool, crowd, (what[0], FULL), some))


@mutant
def all_are_counted_from_the_first(patch: pytest.MonkeyPatch) -> None:
    right = Lot._passed
    patch.setattr(Lot, "_passed", lambda self, pool, crowd, what, some: right(self, pool, crowd, what, Some(some.bits)))


@mutant
def whom_nothing_leads_to_gets_all(patch: pytest.MonkeyPatch) -> None:
    right = Lot.fails

    def wrong(self: Lot, pool: PortSets, number: int, some: Some) -> Case | None:
        met = 0
        for _, _, _, whole in self._across.parts:
            met |= whole
        return right(self, pool, number, Some(some.bits & met >> some.low, some.low))

    patch.setattr(Lot, "fails", wrong)


@mutant
def whoever_is_asked_about_first_is_met(patch: pytest.MonkeyPatch) -> None:
    right = Lot.fails

    def wrong(self: Lot, pool: PortSets, number: int, some: Some) -> Case | None:
        found = right(self, pool, number, some)
        return found and Case(found.kind, (some.bits & -some.bits) << some.low)

    patch.setattr(Lot, "fails", wrong)


@mutant
def reach_is_that_of_one_part(patch: pytest.MonkeyPatch) -> None:
    def wrong(across: Across) -> int:
        parts: Sequence[tuple[object, object, object, int]] = across.parts[:1]
        return across.odd | sum(whole for *_, whole in parts)

    patch.setattr(lots.Lots, "_reached", staticmethod(wrong))


@mutant
def who_is_odd_is_out_of_reach(patch: pytest.MonkeyPatch) -> None:
    right = lots.Lots._reached
    patch.setattr(lots.Lots, "_reached", staticmethod(lambda across: right(across) & ~across.odd))


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, lambda seed: bool(judged((seed,))) and False, LIKELY, SEEDS)

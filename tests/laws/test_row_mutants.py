"""Seeded mutants of the rows: each must be caught by the law on a few hundred random networks of hosts."""

# ruff: noqa: ARG001, ARG005, SLF001, ANN401 - a mutant reaches into what it is planted in, and ignores what it is told

from collections.abc import Callable
from typing import Any

import pytest

from tests.laws.hosts import Hosts
from tests.laws.test_rows import disagreements
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.network.stages import Choose, Filter, Forward, Mark, Restore
from vpcdesign.reach import approach, covers, crossing, ends, guards, places, rows, rulings, tables
from vpcdesign.reach.covers import Cover

Plant = Callable[[pytest.MonkeyPatch], None]
SEEDS = 1500
MUTANTS: dict[str, Plant] = {}


def mutant(plant: Plant) -> Plant:
    """Register a mutant under its name."""
    MUTANTS[plant.__name__] = plant
    return plant


def states(patch: pytest.MonkeyPatch, kind: type, change: Callable[[Any, crossing.State], crossing.State]) -> None:
    """Plant a change of what is known of packets behind a kind of stage."""
    right = crossing.HANDLERS[kind]

    def wrong(of: crossing.Crossings, stage: Any, state: crossing.State, bits: int) -> Cover:
        return right(of, stage, change(stage, state), bits)

    patch.setitem(crossing.HANDLERS, kind, wrong)


@mutant
def both_are_either(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PortSets, "both", PortSets.either)


@mutant
def what_may_get_through_must(patch: pytest.MonkeyPatch) -> None:
    right = covers.alternatives
    patch.setattr(crossing, "alternatives", lambda pool, several, chosen: right(pool, several, chosen=False))


@mutant
def the_first_option_is_taken(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings._options
    patch.setattr(crossing.Crossings, "_options", lambda self, stage, state: right(self, stage, state)[:1])


@mutant
def zones_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    states(patch, Choose, lambda _, state: state._replace(zone=""))


@mutant
def marks_keep_their_zone(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings.mark

    def wrong(self: crossing.Crossings, stage: Mark, state: crossing.State, bits: int) -> Cover:
        return right(self, Mark(stage.origin, stage.next, None, stage.strip, stage.promises, suffix=stage.suffix),
                     state, bits)  # fmt: skip

    patch.setitem(crossing.HANDLERS, Mark, wrong)


@mutant
def marks_survive_every_hop(patch: pytest.MonkeyPatch) -> None:
    right = guards.Guards.admitted
    patch.setattr(guards.Guards, "admitted", lambda self, sender, marks: right(self, sender, marks or ""))


@mutant
def marks_are_never_changed(patch: pytest.MonkeyPatch) -> None:
    right = guards.Guards.admitted
    patch.setattr(guards.Guards, "admitted", lambda self, sender, marks: right(self, sender, marks and ""))


@mutant
def marks_match_nobody(patch: pytest.MonkeyPatch) -> None:
    right = guards.Guards.admitted
    patch.setattr(guards.Guards, "admitted", lambda self, sender, marks: right(self, sender, None))


@mutant
def promises_are_never_broken(patch: pytest.MonkeyPatch) -> None:
    right = covers.Fare.__new__
    patch.setattr(covers.Fare, "__new__", lambda cls, may, must, marks, kept: right(cls, may, must, marks, True))


@mutant
def promises_are_worth_nothing(patch: pytest.MonkeyPatch) -> None:
    right = covers.Fare.__new__
    patch.setattr(covers.Fare, "__new__", lambda cls, may, must, marks, kept: right(cls, may, must, marks, False))


@mutant
def nobody_has_a_filter_outbound(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guards.Guards, "leaving", lambda self, sender: None)


@mutant
def a_guard_admits_from_everywhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guards, "contains", lambda source, address: True)


@mutant
def the_last_line_of_a_guard_wins(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: guards.Guards, blocks: dict[int, int], number: int, bits: int) -> None:
        for known in list(blocks):
            blocks[known] &= ~bits
        blocks[number] = blocks.get(number, 0) | bits

    patch.setattr(guards.Guards, "_admit", wrong)


@mutant
def answers_always_come_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows.Rows, "_back", lambda self, place, to: (FULL, FULL))


@mutant
def answers_never_come_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows.Rows, "_back", lambda self, place, to: (EMPTY, EMPTY))


@mutant
def some_port_is_every_port(patch: pytest.MonkeyPatch) -> None:
    right = rows.Rows._mask
    patch.setattr(rows.Rows, "_mask", lambda self, may, must, client: (right(self, may, must, client)[0],) * 2)


@mutant
def answers_go_by_service(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "turned", lambda header: header)


@mutant
def lists_are_asked_of_one_end_only(patch: pytest.MonkeyPatch) -> None:
    right = rulings._shape
    patch.setattr(rulings, "_shape", lambda rules: right(rules)._replace(by_source=False))


@mutant
def lists_do_not_look_where_to(patch: pytest.MonkeyPatch) -> None:
    right = rulings._shape
    patch.setattr(rulings, "_shape", lambda rules: right(rules)._replace(by_destination=False))


@mutant
def lists_before_a_host_are_skipped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places, "_lists", lambda layers: ())


@mutant
def lists_of_the_network_are_skipped(patch: pytest.MonkeyPatch) -> None:
    def wrong(of: crossing.Crossings, stage: Filter, state: crossing.State, bits: int) -> Cover:
        return of.follow(stage.next, state, bits)

    patch.setitem(crossing.HANDLERS, Filter, wrong)


@mutant
def source_ports_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    right = rulings._shape
    patch.setattr(rulings, "_shape", lambda rules: right(rules)._replace(odd=False))


@mutant
def a_guard_knows_every_answer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places.Places, "_guard", lambda self, end, start, answer: _first_guard(end))


def _first_guard(end: ends.End) -> approach.Layer | None:
    return next((one for _, layers in end.arrivals for one in layers if one.opens), None)


@mutant
def nobody_is_kept_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places.Places, "_keep_apart", lambda self, one, other: None)


@mutant
def whoever_holds_an_address_is_meant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places, "overlapping", lambda several: [])


@mutant
def a_tail_takes_strangers_along(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tables, "_within", lambda low, high, addresses: bool(addresses))


@mutant
def a_stretch_ends_at_the_first_host(patch: pytest.MonkeyPatch) -> None:
    right = tables.Tables._table

    def wrong(self: tables.Tables, node: int, stage: Forward) -> tables.Table:
        found = right(self, node, stage)
        return tables.Table(found.cuts[:2], found.nexts[:2])

    patch.setattr(tables.Tables, "_table", wrong)


@mutant
def an_answer_is_fresh(patch: pytest.MonkeyPatch) -> None:
    states(patch, Restore, lambda _, state: state._replace(leg=0))


@mutant
def an_unanswered_packet_waits_for_its_answer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "answered", lambda asked: True)


def test_there_are_enough() -> None:
    assert len(MUTANTS) > 25


@pytest.mark.parametrize("name", MUTANTS)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTANTS[name](monkeypatch)
    for seed in range(SEEDS):
        try:
            if disagreements(Hosts(seed).build()):
                return
        except (AssertionError, IndexError, KeyError):
            return  # a mutant that breaks an invariant is caught as well
    pytest.fail(f"{name} lives")

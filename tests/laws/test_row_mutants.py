"""Seeded mutants of the rows: each must be caught by the law on a few hundred random networks of hosts."""

# ruff: noqa: ARG001, ARG005, SLF001, ANN401 - a mutant reaches into what it is planted in, and ignores what it is told

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from tests.laws import balanced
from tests.laws.balanced import Balanced
from tests.laws.hosts import Hosts
from tests.laws.killing import Mutants, caught
from tests.laws.outsiders import Outsiders, questions
from tests.laws.test_rows import compared, disagreements
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.algebra.services import ALL
from vpcdesign.network.stages import (
    Choose,
    Deliver,
    Filter,
    Forward,
    Jump,
    Restore,
    Rewrite,
    Shortcut,
    Switch,
    Track,
    Translate,
)
from vpcdesign.reach import (
    admission,
    approach,
    covers,
    crosser,
    crossing,
    devices,
    ends,
    entrances,
    exchanges,
    guards,
    lists,
    making,
    places,
    row,
    rows,
    rulings,
    sides,
    sieves,
    sorts,
    stances,
    tables,
    twins,
    views,
    ways,
)
from vpcdesign.reach.covers import Bits, Cover, Some
from vpcdesign.reach.loads import State, Who

SEEDS = 1500
mutant = Mutants()


def states(patch: pytest.MonkeyPatch, kind: type, change: Callable[[Any, State], State]) -> None:
    """Plant a change of what is known of packets behind a kind of stage."""
    right = crossing.HANDLERS[kind]

    def wrong(of: crossing.Crossings, stage: Any, state: State, bits: int) -> Cover:
        return right(of, stage, change(stage, state), bits)

    patch.setitem(crossing.HANDLERS, kind, wrong)


@mutant
def both_are_either(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PortSets, "both", PortSets.either)


@mutant
def fates_are_remembered_whatever_was_asked(patch: pytest.MonkeyPatch) -> None:
    right = rows.Rows._fate
    patch.setattr(rows.Rows, "_fate", lambda self, asked, met: right(self, ALL, met))


@mutant
def what_may_get_through_must(patch: pytest.MonkeyPatch) -> None:
    right = covers._either

    def wrong(pool: PortSets, one: Cover, other: Cover) -> Cover:
        found = right(pool, one, other)
        return replace(found, fares={fare._replace(must=fare.may): bits for fare, bits in found.fares.items()})

    patch.setattr(covers, "_either", wrong)


@mutant
def the_first_option_is_taken(patch: pytest.MonkeyPatch) -> None:
    right = devices._options
    patch.setattr(devices, "_options", lambda *asked: [(options[:1], bits) for options, bits in right(*asked)])


@mutant
def zones_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    states(patch, Choose, lambda _, state: state._replace(zone=""))


@mutant
def marks_keep_their_zone(patch: pytest.MonkeyPatch) -> None:
    right = devices.marked
    patch.setattr(devices, "marked", lambda of, stage, state: right(of, replace(stage, zone=None), state))


def worn(patch: pytest.MonkeyPatch, change: Callable[[exchanges.Arriving], exchanges.Arriving]) -> None:
    """Plant a change of what becomes of marks."""
    right = sides.worn
    patch.setattr(sides, "worn", lambda arriving: right(change(arriving)))


@mutant
def marks_survive_every_hop(patch: pytest.MonkeyPatch) -> None:
    worn(patch, lambda arriving: arriving._replace(marks=arriving.marks or ""))


@mutant
def marks_are_never_changed(patch: pytest.MonkeyPatch) -> None:
    worn(patch, lambda arriving: arriving._replace(marks=arriving.marks and ""))


@mutant
def marks_match_nobody(patch: pytest.MonkeyPatch) -> None:
    worn(patch, lambda arriving: arriving._replace(marks=None))


@mutant
def nobody_knows_a_sender_by_its_marks(patch: pytest.MonkeyPatch) -> None:
    right = guards.Guards.especially
    patch.setattr(guards.Guards, "especially", lambda self, labels, *told: right(self, frozenset(), *told))


@mutant
def nobody_knows_a_sender_by_its_address(patch: pytest.MonkeyPatch) -> None:
    right = guards.Guards.especially
    patch.setattr(guards.Guards, "especially", lambda self, labels, suffix, *_: right(self, labels, suffix, -1))


@mutant
def who_is_known_by_one_way_is_known_by_all(patch: pytest.MonkeyPatch) -> None:
    right = guards._known
    patch.setattr(guards, "_known", lambda several, like: like if several and like.references else right(several, like))


@mutant
def a_sieve_serves_every_source(patch: pytest.MonkeyPatch) -> None:
    right = sieves.Sieves.sift

    def wrong(self: sieves.Sieves, lists: sieves.Lists, source: int, to: Who, bits: Bits) -> sieves.Sieve | None:
        return lists.known.setdefault((-2, to, bits), right(self, lists, source, to, bits))

    patch.setattr(sieves.Sieves, "sift", wrong)


@mutant
def what_is_said_of_marks_takes_the_place_of_all_else(patch: pytest.MonkeyPatch) -> None:
    right = admission.admitted_by

    def wrong(pool: PortSets, crowd: admission.Blocks, known: admission.Known, kind: int) -> int:
        return right(pool, {}, known, kind)

    patch.setattr(admission, "admitted_by", wrong)


@mutant
def everybody_is_of_one_crowd(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guards.Guards, "crowd", lambda self, cell, address: 0)


@mutant
def own_sets_are_counted_from_nobody(patch: pytest.MonkeyPatch) -> None:
    right = row.Row.__init__

    def wrong(self: row.Row, crowd: row.Crowd, known: Sequence[admission.Known], some: Some, odd: Bits) -> None:
        right(self, crowd, known, some._replace(low=0), odd)

    patch.setattr(row.Row, "__init__", wrong)


@mutant
def promises_are_never_broken(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchanges.Arriving, "kept", True)


@mutant
def promises_are_worth_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchanges.Arriving, "kept", False)


@mutant
def nobody_has_a_filter_outbound(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guards.Guards, "leaving", lambda self, sender: None)


@mutant
def a_guard_admits_from_everywhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guards, "contains", lambda source, address: True)


@mutant
def the_last_line_of_a_guard_wins(patch: pytest.MonkeyPatch) -> None:
    def wrong(pool: PortSets, blocks: dict[int, int], number: int, bits: int) -> None:
        for known in list(blocks):
            blocks[known] &= ~bits
        blocks[number] = blocks.get(number, 0) | bits

    for module in (admission, guards):
        patch.setattr(module, "admit", wrong)


@mutant
def answers_always_come_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchanges.Exchanges, "together", lambda self, to: [])
    patch.setattr(exchanges.Exchanges, "back", lambda self, place, to, load, few=False: (FULL, FULL))


@mutant
def answers_never_come_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchanges.Exchanges, "together", lambda self, to: [])
    patch.setattr(exchanges.Exchanges, "back", lambda self, place, to, load, few=False: (EMPTY, EMPTY))


@mutant
def answers_are_those_that_a_place_gets(patch: pytest.MonkeyPatch) -> None:
    def wrong(self: exchanges.Exchanges, to: int) -> list[tuple[tuple[int, int], int]]:
        return [((fare.may, fare.must), bits) for fare, bits in self.crossings.leg(to, 1).fares.items()]

    patch.setattr(exchanges.Exchanges, "together", wrong)


@mutant
def who_does_not_answer_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    right = exchanges.Exchanges.together
    patch.setattr(
        exchanges.Exchanges,
        "together",
        lambda self, to: [(way if way != (FULL, FULL) else (EMPTY, EMPTY), bits) for way, bits in right(self, to)],
    )


@mutant
def some_port_is_every_port(patch: pytest.MonkeyPatch) -> None:
    right = exchanges.Exchanges._mask
    patch.setattr(
        exchanges.Exchanges, "_mask", lambda self, may, must, client: (right(self, may, must, client)[0],) * 2
    )


@mutant
def answers_go_by_service(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchanges, "turned", lambda header: header)


@mutant
def lists_are_asked_of_one_end_only(patch: pytest.MonkeyPatch) -> None:
    right = rulings.Rulings._shape
    patch.setattr(rulings.Rulings, "_shape", lambda self, rules: replace(right(self, rules), by_source=False))


@mutant
def lists_do_not_look_where_to(patch: pytest.MonkeyPatch) -> None:
    right = rulings.Rulings._shape
    patch.setattr(rulings.Rulings, "_shape", lambda self, rules: replace(right(self, rules), by_destination=False))


@mutant
def lists_before_a_host_are_skipped(patch: pytest.MonkeyPatch) -> None:
    for module in (stances, sorts):
        patch.setattr(module, "lists", lambda layers: ())


@mutant
def lists_of_the_network_are_skipped(patch: pytest.MonkeyPatch) -> None:
    def wrong(of: crossing.Crossings, stage: Filter, state: State, bits: int) -> Cover:
        return of.follow(stage.next, state, bits)

    patch.setitem(crossing.HANDLERS, Filter, wrong)


@mutant
def source_ports_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    right = rulings.Rulings._shape
    patch.setattr(rulings.Rulings, "_shape", lambda self, rules: replace(right(self, rules), odd=False))


@mutant
def a_guard_knows_every_answer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(entrances.Entrances, "guard", lambda self, end, start, answer: _first_guard(end))


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
    patch.setattr(tables, "within", lambda low, high, addresses: bool(addresses))


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
    patch.setattr(exchanges, "answered", lambda asked: True)


def unseen(patch: pytest.MonkeyPatch, looks: int) -> None:
    """Plant a look at where packets come from that nobody notes."""
    right = ways.Ways.stand
    patch.setattr(ways.Ways, "stand", lambda self, state, noted: right(self, state, noted & ~looks))


@mutant
def nobody_notes_where_senders_stand(patch: pytest.MonkeyPatch) -> None:
    unseen(patch, ways.CELL)


@mutant
def nobody_notes_a_look_at_the_zone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ways.Ways, "zone", lambda self, state: state.zone)


@mutant
def what_is_known_looks_at_nothing(patch: pytest.MonkeyPatch) -> None:
    right = ways.Ways.known

    def wrong(self: ways.Ways, node: int, state: State, bits: int) -> Cover | None:
        before = self._looks
        found = right(self, node, state, bits)
        self._looks = before
        return found

    patch.setattr(ways.Ways, "known", wrong)


@mutant
def looks_are_those_of_the_last_stage(patch: pytest.MonkeyPatch) -> None:
    right = ways.Ways.keep

    def wrong(self: ways.Ways, node: int, state: State, bits: int, cover: Cover, before: int) -> None:
        right(self, node, state, bits, cover, before)
        self._looks = before

    patch.setattr(ways.Ways, "keep", wrong)


outside = Mutants()
"""Those that only networks with an outside can kill."""


def loads(patch: pytest.MonkeyPatch, kind: type, **change: Any) -> None:
    """Plant a change of the load that packets bring to a kind of stage."""
    right = crossing.HANDLERS[kind]

    def wrong(of: crossing.Crossings, stage: Any, state: State, bits: int) -> Cover:
        return right(of, stage, crosser.loaded(of, state, **change), bits)

    patch.setitem(crossing.HANDLERS, kind, wrong)


def plainly(patch: pytest.MonkeyPatch, kind: type) -> None:
    """Plant a stage that sends on what it gets."""
    patch.setitem(crossing.HANDLERS, kind, lambda of, stage, state, bits: of.follow(stage.next, state, bits))


@outside
def everybody_has_a_twin(patch: pytest.MonkeyPatch) -> None:
    right = devices._sent

    def wrong(of: Any, stage: Translate, state: State, named: Any, bits: int) -> Cover:
        found = right(of, stage, state, named, bits)
        return found if found.fares or found.odd else of.follow(stage.next, state, bits)

    patch.setattr(devices, "_sent", wrong)


@outside
def nobody_has_a_twin(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(devices, "_sent", lambda *asked: covers.NOTHING)


@outside
def nobody_is_addressed_by_a_twin(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(devices, "_addressed", lambda *asked: covers.NOTHING)


@outside
def what_passes_as_it_is_does_not_pass(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(devices, "contains", lambda kept, address: False)
    patch.setattr(views.Views, "within", lambda self, by, addresses: 0)


@outside
def marks_survive_a_gateway(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(devices, "stripped", lambda of, state: state)


@outside
def filters_see_senders_as_they_were(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(crossing.Crossings, "source", lambda self, state: self.views.standings[state.standing].cell)


@outside
def guards_see_senders_as_they_were(patch: pytest.MonkeyPatch) -> None:
    right = making.Maker.seen_as
    patch.setattr(making.Maker, "seen_as", lambda self, kind, who: right(self, kind, None))


@outside
def filters_see_receivers_as_they_are_asked(patch: pytest.MonkeyPatch) -> None:
    right = views.Views.cells
    patch.setattr(views.Views, "cells", lambda self, by: right(self, None))


@outside
def answers_come_from_whom_they_like(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings.arrive

    def wrong(self: crossing.Crossings, state: State, bits: int) -> Cover:
        return right(self, crosser.loaded(self, state, client=None, server=None) if state.leg else state, bits)

    patch.setattr(crossing.Crossings, "arrive", wrong)


@outside
def answers_go_to_who_asked_at_once(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings.answers

    def wrong(self: crossing.Crossings, place: int, to: int, load: int, *, few: bool = False) -> Cover:
        return right(self, place, to, self.loads.number(self.loads.of(load)._replace(client=None, ports=None)), few=few)

    patch.setattr(crossing.Crossings, "answers", wrong)


@outside
def devices_remember_nothing(patch: pytest.MonkeyPatch) -> None:
    loads(patch, Restore, memory=())


@outside
def no_list_asks_for_ports_of_a_device(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchanges.Exchanges, "_mapped", lambda self, fare, ports: (FULL, FULL))


@outside
def a_device_keeps_the_client(patch: pytest.MonkeyPatch) -> None:
    plainly(patch, Rewrite)


@outside
def some_port_of_a_device_is_every_port(patch: pytest.MonkeyPatch) -> None:
    right = exchanges.Exchanges._mapped
    patch.setattr(exchanges.Exchanges, "_mapped", lambda self, fare, ports: (right(self, fare, ports)[0],) * 2)


@outside
def ports_of_a_device_are_those_of_hosts(patch: pytest.MonkeyPatch) -> None:
    right = covers.narrowed
    patch.setattr(crossing, "narrowed", lambda pool, cover, number, mapped=False: right(pool, cover, number))


@outside
def a_device_carries_everything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(crossing.Crossings, "narrow", lambda self, state, cover, number: cover)


@outside
def devices_see_every_answer(patch: pytest.MonkeyPatch) -> None:
    plainly(patch, Track)


@outside
def answers_may_pass_a_device_by(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings.arrive

    def wrong(self: crossing.Crossings, state: State, bits: int) -> Cover:
        return right(self, crosser.loaded(self, state, owed=frozenset()), bits)

    patch.setattr(crossing.Crossings, "arrive", wrong)


@outside
def devices_see_nothing(patch: pytest.MonkeyPatch) -> None:
    loads(patch, Track, seen=frozenset())


@outside
def a_choice_is_made_again_for_answers(patch: pytest.MonkeyPatch) -> None:
    loads(patch, Choose, seen=frozenset())


@outside
def far_zones_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(devices, "_zones", lambda of, stage, who, bits: [("", bits)])


@outside
def ways_that_fork_are_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(covers, "_differ", lambda one, other: False)


@outside
def of_ways_that_fork_one_is_enough(patch: pytest.MonkeyPatch) -> None:
    right = exchanges.Exchanges._forked
    patch.setattr(exchanges.Exchanges, "_forked", lambda self, fares, *asked: right(self, fares[:1], *asked))


@outside
def no_answer_has_a_way_of_its_own(patch: pytest.MonkeyPatch) -> None:
    loads(patch, Shortcut, back=None)


@outside
def state_of_the_network_is_not_kept(patch: pytest.MonkeyPatch) -> None:
    loads(patch, Filter, seen=frozenset())


@outside
def twins_that_several_hold_are_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(twins.TwinTables, "parts", lambda self, addresses: iter([addresses]))


@outside
def nobody_notes_a_look_at_twins(patch: pytest.MonkeyPatch) -> None:
    unseen(patch, ways.TWINS)


balancer = Mutants()
"""Those that only networks with a load balancer can kill."""


@balancer
def targets_are_asked_by_the_port_of_the_node(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rulings.Rulings, "asked", lambda self, number, port: number)


@balancer
def a_target_is_asked_twice(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exchanges.Arriving, "asked", False)


@balancer
def a_node_gives_no_marks(patch: pytest.MonkeyPatch) -> None:
    right = lists.labels
    patch.setattr(lists, "labels", lambda of, state: right(of, crosser.loaded(of, state, labels=None)))


@balancer
def a_node_knows_no_marks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(lists, "labels", lambda of, state: frozenset())


@balancer
def a_target_answers_as_it_is(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings._answering
    patch.setattr(
        crossing.Crossings, "_answering", lambda self, load: right(self, load._replace(seen=load.seen | self.private))
    )


@balancer
def the_node_answers(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings._cross

    def wrong(self: crossing.Crossings, place: int, leg: int, load: int, bits: int) -> Cover:
        return right(self, place, leg, self.loads.number(self.loads.of(load)._replace(answerer="")), bits)

    patch.setattr(crossing.Crossings, "_cross", wrong)


@balancer
def targets_are_never_the_client(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(crossing.Crossings, "itself", lambda self, state, point: False)


@balancer
def whatever_arrives_is_taken(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings.deliver

    def wrong(self: crossing.Crossings, stage: Any, state: State, bits: int) -> Cover:
        return right(self, stage, crosser.loaded(self, state, takers=frozenset("v")), bits)

    patch.setitem(crossing.HANDLERS, Deliver, wrong)


@balancer
def nothing_is_taken(patch: pytest.MonkeyPatch) -> None:
    loads(patch, Deliver, takers=frozenset())


@balancer
def promises_of_a_node_are_worth_nothing(patch: pytest.MonkeyPatch) -> None:
    right = lists._passed
    patch.setattr(
        lists, "_passed", lambda of, said, *given: right(of, (said[0], EMPTY if said[0] else said[0]), *given)
    )


@balancer
def promises_of_a_node_always_hold(patch: pytest.MonkeyPatch) -> None:
    right = lists._passed
    patch.setattr(lists, "_passed", lambda of, said, *given: right(of, (of.pool.either(*said), EMPTY), *given))


@balancer
def promises_to_a_node_may_be_broken_behind_it(patch: pytest.MonkeyPatch) -> None:
    right = crossing.Crossings.arrive

    def wrong(self: crossing.Crossings, state: State, bits: int) -> Cover:
        return right(self, crosser.loaded(self, state, settled=None)._replace(kept=False), bits)

    patch.setattr(crossing.Crossings, "arrive", wrong)


@balancer
def the_first_listener_takes_everything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(crossing, "cases", lambda pool, several: several[0][0])


@balancer
def a_way_back_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    loads(patch, Jump, back=None)


@balancer
def what_a_node_sent_is_asked_of_it_again(patch: pytest.MonkeyPatch) -> None:
    right = places.Places._meet

    def wrong(self: places.Places) -> None:
        right(self)
        self.opened = {}

    patch.setattr(places.Places, "_meet", wrong)


@balancer
def nobody_is_met_by_name(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stances.Stances, "_name", lambda self, end: "")


@balancer
def marks_that_nodes_ask_for_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stances.Stances, "asked_of", lambda self, end: frozenset())


@balancer
def nobody_notes_who_a_sender_is(patch: pytest.MonkeyPatch) -> None:
    unseen(patch, ways.NAME)


@balancer
def nobody_notes_a_look_at_marks(patch: pytest.MonkeyPatch) -> None:
    unseen(patch, ways.LABELS)


@balancer
def no_table_leads_to_a_target(patch: pytest.MonkeyPatch) -> None:
    right = tables.Tables.lead

    def wrong(self: tables.Tables, points: frozenset[int]) -> None:
        right(self, points)
        self._led = {}

    patch.setattr(tables.Tables, "lead", wrong)


def unknown(patch: pytest.MonkeyPatch, kind: type) -> None:
    """Plant that nobody knows of a kind of stage that it looks at which way packets go."""
    right = crossing.HANDLERS[kind]

    def wrong(of: crossing.Crossings, stage: Any, state: State, bits: int) -> Cover:
        before = of.ways._looks & ways.LEG
        found = right(of, stage, state, bits)
        of.ways._looks = of.ways._looks & ~ways.LEG | before
        return found

    patch.setitem(crossing.HANDLERS, kind, wrong)


for one in (Switch, Deliver, Filter, Translate, Rewrite, Restore, Track, Choose):
    outside[f"nobody_knows_that_{one.__name__.lower()}_looks_at_the_way"] = partial(unknown, kind=one)


def test_there_are_enough() -> None:
    assert len(mutant) > 25
    assert len(outside) > 25
    assert len(balancer) > 15


def balancers_disagree(seed: int) -> object:
    """Tell whether rows and walk disagree about a network with balancers."""
    network = Balanced(seed).build()
    return compared(network, balanced.questions(network))


def outsiders_disagree(seed: int) -> object:
    """Tell whether rows and walk disagree about a network with an outside."""
    network = Outsiders(seed).build()
    return compared(network, questions(network))


@pytest.mark.parametrize("name", balancer)
def test_the_law_of_balancers_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    balancer[name](monkeypatch)
    caught(name, balancers_disagree, (13, 31, 36, 42, 52, 72, 95, 181, 722, 866, 1290), SEEDS)


@pytest.mark.parametrize("name", outside)
def test_the_law_of_the_outside_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outside[name](monkeypatch)
    caught(name, outsiders_disagree, (16, 33, 39, 54, 77, 154, 311, 403, 480), SEEDS)


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, lambda seed: disagreements(Hosts(seed).build()), (19, 24, 44, 68, 83, 86, 91, 598, 726), SEEDS)

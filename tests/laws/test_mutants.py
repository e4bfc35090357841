"""Seeded mutants of the walk: each must be caught by the law on a few hundred random networks.

A mutant is a plausible slip, planted by replacing one function. A law that lets it live would prove little.
"""

# ruff: noqa: SLF001 - a mutant reaches into what it is planted in

from dataclasses import replace

import pytest

from tests.laws.killing import Mutants, caught
from tests.laws.test_walk import ENDS, disagreements
from tests.laws.worlds import World
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Choose, Filter, Mark, Restore, Track, Translate
from vpcdesign.reach import decide, filtering, forwarding, replies, rewriting, walk
from vpcdesign.reach.decide import Box
from vpcdesign.reach.flow import Flow, Header

SEEDS = 1500
mutant = Mutants()


@mutant
def the_last_line_decides(patch: pytest.MonkeyPatch) -> None:
    right = walk.Walk.decided
    turned: dict[int, tuple[Rules, Rules]] = {}

    def wrong(self: walk.Walk, rules: Rules, box: Box, labels: frozenset[str]) -> object:
        _, other = turned.setdefault(id(rules), (rules, replace(rules, lines=rules.lines[::-1])))
        return right(self, other, box, labels)

    patch.setattr(walk.Walk, "decided", wrong)


@mutant
def a_line_that_overlaps_takes_everything(patch: pytest.MonkeyPatch) -> None:
    right = decide.Judge.decide

    def wrong(self: decide.Judge, box: Box) -> object:
        low, high = box[2][0]
        hit = next((line for first, last, line in self.plain or () if low <= last and first <= high), None)
        return ((box, hit),) if hit else right(self, box)

    patch.setattr(decide.Judge, "decide", wrong)


@mutant
def some_of_a_box_is_all_of_it(patch: pytest.MonkeyPatch) -> None:
    right = decide.meet
    patch.setattr(decide, "meet", lambda line, box: right(line, box) and box)


@mutant
def what_filters_said_is_remembered_by_who_asks(patch: pytest.MonkeyPatch) -> None:
    right = walk.Walk._meet
    patch.setattr(walk.Walk, "_meet", lambda self, box: right(self, (box[0], ((0, 0),), *box[2:])))


@mutant
def two_ends_are_met_once_for_all(patch: pytest.MonkeyPatch) -> None:
    right = walk.Walk._meet
    patch.setattr(walk.Walk, "_meet", lambda self, box: self._met[1] or right(self, box))


@mutant
def forks_tell_one_story(patch: pytest.MonkeyPatch) -> None:
    right = Flow.fork

    def wrong(self: Flow) -> Flow:
        other = right(self)
        other.steps = self.steps
        return other

    patch.setattr(Flow, "fork", wrong)


@mutant
def what_a_line_leaves_over_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    right = decide.subtract
    patch.setattr(decide, "subtract", lambda box, part: right(box, part)[:1])


@mutant
def marks_match_everybody(patch: pytest.MonkeyPatch) -> None:
    right = walk.Walk.decided
    patch.setattr(walk.Walk, "decided", lambda self, rules, box, _: right(self, rules, box, frozenset({"x", "y"})))


@mutant
def answers_keep_their_ports(patch: pytest.MonkeyPatch) -> None:
    def wrong(header: Header) -> Header:
        client, server, services, ports = header
        return server, client, services, ports

    patch.setattr(replies, "turned", wrong)


@mutant
def answers_meet_no_state(patch: pytest.MonkeyPatch) -> None:
    def wrong(at: walk.Walk, flow: Flow, stage: Filter) -> object:
        return filtering.pass_filter(at, flow, replace(stage, pardon=""))

    patch.setitem(walk.HANDLERS, Filter, wrong)


@mutant
def narrowing_forgets_the_question(patch: pytest.MonkeyPatch) -> None:
    right = Flow.narrow

    def wrong(self: Flow, dimension: int, to: Intervals) -> None:
        asked = self.asked
        right(self, dimension, to)
        self.asked = asked

    patch.setattr(Flow, "narrow", wrong)


@mutant
def the_network_always_chooses_its_first_option(patch: pytest.MonkeyPatch) -> None:
    def wrong(at: walk.Walk, flow: Flow, stage: Choose) -> object:
        return forwarding.choose(at, flow, replace(stage, options=stage.options[:1]))

    patch.setitem(walk.HANDLERS, Choose, wrong)


@mutant
def zones_do_not_matter(patch: pytest.MonkeyPatch) -> None:
    def wrong(at: walk.Walk, flow: Flow, stage: Choose) -> object:
        return forwarding.choose(at, flow, replace(stage, how="any") if stage.how in ("zone", "flow") else stage)

    patch.setitem(walk.HANDLERS, Choose, wrong)


@mutant
def both_ways_translate_the_client(patch: pytest.MonkeyPatch) -> None:
    def wrong(at: walk.Walk, flow: Flow, stage: Translate) -> object:
        return rewriting.translate(at, flow, replace(stage, of_source=stage.of_source == (flow.leg == 0)))

    patch.setitem(walk.HANDLERS, Translate, wrong)


@mutant
def marks_survive_every_hop(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Flow, "forget", lambda *_: None)


@mutant
def promises_are_never_broken(patch: pytest.MonkeyPatch) -> None:
    def wrong(at: walk.Walk, flow: Flow, stage: Mark) -> None:
        flow.promise = None
        forwarding.mark(at, flow, stage)

    patch.setitem(walk.HANDLERS, Mark, wrong)


@mutant
def a_device_answers_without_a_connection(patch: pytest.MonkeyPatch) -> None:
    def wrong(at: walk.Walk, flow: Flow, stage: Restore) -> None:
        rewriting.restore(at, flow, stage if flow.memory or not flow.leg else replace(stage, stray=stage.next))

    patch.setitem(walk.HANDLERS, Restore, wrong)


@mutant
def stateful_devices_may_be_bypassed(patch: pytest.MonkeyPatch) -> None:
    def wrong(at: walk.Walk, flow: Flow, stage: Track) -> None:
        forwarding.track(at, flow, replace(stage, strict=False))

    patch.setitem(walk.HANDLERS, Track, wrong)


@mutant
def any_address_may_answer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(walk, "_changed", lambda _flow: False)


def test_there_are_enough() -> None:
    assert len(mutant) > 10


def disagree(seed: int) -> object:
    """Tell whether walk and interpreter disagree about a network."""
    return disagreements(World(seed).build(), ENDS[seed % 3])


@pytest.mark.parametrize("name", mutant)
def test_the_law_kills_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant[name](monkeypatch)
    caught(name, disagree, (18, 59, 158, 415, 438, 503, 582, 699), SEEDS)

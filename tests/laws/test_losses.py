"""What conversations lose, told row by row, is what every pair of kinds says that is asked by itself."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest

from tests.laws.designs import draw
from tests.laws.falls import beside_a_gateway, fallen
from tests.laws.test_everybody import LAYOUTS, crowded
from vpcdesign.algebra.intervals import EMPTY, difference, union
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.concerned import concerned
from vpcdesign.analysis.everybody import everybody
from vpcdesign.analysis.groups import By, Group, Matrix, matrix
from vpcdesign.analysis.losses import Conversations
from vpcdesign.analysis.questions import Questions
from vpcdesign.analysis.stoppages import MOST, stoppages
from vpcdesign.analysis.survey import EVERYBODY, Party, Reaching, count, parties
from vpcdesign.analysis.throngs import throngs
from vpcdesign.analysis.toll import FATES, Ends, Loss, Toll
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.api.layouts import load_layout
from vpcdesign.aws.services import service_word
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach import middlemen, walk
from vpcdesign.reach.trace import Trace
from vpcdesign.reach.walk import Walk
from vpcdesign.topology.failures import failures

SEEDS = [*range(16), *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(16, 400))]
GROUPINGS: tuple[By, ...] = ("interface", "subnet", "security-group")
FEW = 4
"""So many failures of a random design are tried."""


def anew(world: World) -> World:
    """Make a world again that owes nothing to the whole."""
    network = compile_design(world.design)
    return World(Questions(world.design, network), Alike(world.design), Walk(network))


def same(worlds: Worlds, world: World) -> None:
    """Hold those who are left to who they would be if they were read anew."""
    whole, roster = worlds.whole.questions.roster, anew(world).questions.roster
    members = [whole.residents[name] for name in roster.residents if name in whole.residents]
    for role in ("source", "destination"):
        several = [worlds.whole.questions.member(one, role) for one in members]
        left, down = worlds.left(world, several)
        assert not down
        for was, now in zip(several, left, strict=True):
            one = roster.residents[was.endpoint]
            assert now.addresses in {one.primary, one.endpoint.addresses}
            assert now.public in {was.public, one.public_of(now.addresses)}


class Pairs:
    """Asks what every pair of kinds loses, and adds it up."""

    def __init__(self, worlds: Worlds, world: World) -> None:
        self.worlds = worlds
        self.world = world
        self.was, self.now = Reaching(worlds.whole), Reaching(anew(world))

    def left(self, party: Party) -> Party:
        sources, destinations = (self.worlds.left(self.world, side)[0] for side in (party.sources, party.destinations))
        return replace(party, sources=sources, destinations=destinations)

    def loss(self, one: Group, other: Group) -> Loss | None:
        pairs = down = cut = weak = whole = 0
        services, missing = EMPTY, EMPTY
        for source in one.parties:
            for destination in other.parties:
                if one.outside and other.outside:
                    continue
                was = self.was.between(source, destination)
                if not was.some:
                    continue
                number, still = count(source, destination), count(self.left(source), self.left(destination))
                now = self.now.between(self.left(source), self.left(destination), was.some)
                services, pairs, down = union(services, was.some), pairs + number, down + number - still
                if still and (lost := difference(was.some, now.some)):
                    cut, missing = cut + still, union(missing, lost)
                elif still and difference(was.allowed, now.allowed):
                    weak += still
                whole += still if now.some else 0
        if not (down or cut or weak):
            return None
        return Loss(one.label, other.label, services, pairs, down, cut, weak, missing, ended=not whole)


def held(design: Design, most: int | None = None) -> int:
    """Hold what is told of failures to what the pairs say; give how many conversations lose something."""
    worlds = Worlds(design, compile_design(design))
    services = [f"service:{service_word(one.service)}" for one in design.vpc_endpoints if one.kind == "gateway"]
    kinds = parties(worlds.whole, EVERYBODY, ", ".join((EVERYBODY, *services)))
    reaches = everybody(worlds.whole, kinds)
    found = 0
    for by in GROUPINGS:
        grouped: Matrix = matrix(design, reaches, kinds, by)
        talks = Conversations(worlds, grouped, reaches)
        for failure in failures(design)[:most]:
            world = worlds.under(failure)
            same(worlds, world)
            pairs = Pairs(worlds, world)
            toll = talks.lost(world)
            told = list(toll)
            assert told == [
                loss
                for one in grouped.groups
                for other in grouped.groups
                if (loss := pairs.loss(one, other)) is not None
            ]
            counted(toll, told)
            explained(pairs, grouped, toll, stoppages(talks, world, toll))
            found += len(told)
    return found


def counted(toll: Toll, told: list[Loss]) -> None:
    """Hold what is counted without spelling it out to what is spelled out."""
    assert len(toll) == len(told)
    for fate in FATES:
        several = [one for one in told if one.fate == fate]
        assert len(toll.of(fate)) == len(several)
        assert toll.of(fate).first(3) == several[:3]
    assert list(toll.died) == [one for one in told if one.died]
    assert list(toll.narrowed) == [one for one in told if not one.died]
    for some, losses in ((toll, told), (toll.died, [one for one in told if one.died])):
        together(some, losses, parted=True)
        together(some, losses, parted=False)


def explained(pairs: Pairs, grouped: Matrix, toll: Toll, stopped: Mapping[Ends, Trace]) -> None:
    """Hold each packet that is shown to what its pairs have lost, and to where it was walked."""
    first = {one.at: one.first for one in throngs(toll.of("cut", "weak"))[:MOST]}
    assert set(stopped) == set(first)
    for (place, other), traced in stopped.items():
        loss, (packets,) = first[place, other], [question.packets for question in traced.questions]
        assert (traced.verdict in {"blocked", "unknown"}) if loss.fate == "cut" else (traced.verdict != "allowed")
        assert traced.blockers
        assert all(low == high for ((low, high),) in packets)
        lost = EMPTY
        for one, to in product(grouped.groups[place].parties, grouped.groups[other].parties):
            if traced.source not in [each.label for each in one.sources]:
                continue
            was, now = pairs.was.between(one, to), pairs.now.between(pairs.left(one), pairs.left(to))
            some = (was.some, now.some) if loss.fate == "cut" else (was.allowed, now.allowed)
            lost = union(lost, difference(*some))
        assert not difference(packets.services, lost)


def together(toll: Toll, told: list[Loss], *, parted: bool) -> None:
    """Hold those that are told together to those that are spelled out: who they are, in which order, and how many."""
    ways: dict[object, list[Loss]] = {}
    for one in told:
        ways.setdefault(way(one), []).append(one)
    several = throngs(toll, len(told) * 3 if parted else 0)
    numbers = {ends: number for number, ends in reversed([*enumerate((one.source, one.destination) for one in told)])}
    places = [numbers[one.first.source, one.first.destination] for one in several]
    assert places == sorted(places)
    for losing, losses in ways.items():
        mine = [one for one in several if way(one.first) == losing]
        assert sum(one.conversations for one in mine) == len(losses)
        for number in ("pairs", "down", "cut", "weak"):
            assert sum(getattr(one.first, number) for one in mine) == sum(getattr(one, number) for one in losses)
        ends = Counter((one.source, one.destination) for one in losses)
        if parted:
            assert ends == Counter(pair for one in mine for pair in product(one.sources, one.destinations))
        else:
            (all_,) = mine
            assert (set(all_.sources), set(all_.destinations)) == tuple(map(set, zip(*ends, strict=True)))
    assert len(several) >= len(ways) if parted else len(several) == len(ways)


def way(one: Loss) -> object:
    return one.fate, one.services, one.missing, one.ended


@pytest.mark.parametrize("seed", SEEDS)
def test_of_random_designs(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", -1)  # rows are there from the first question on
    held(crowded(draw(seed)), FEW)


@pytest.mark.parametrize("name", LAYOUTS)
def test_of_layouts(name: str) -> None:
    assert held(load_layout(name))


def test_of_failures_that_were_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", -1)
    monkeypatch.setattr(middlemen, "MANY", 0)  # what a load balancer sends on is walked
    for design in fallen():
        assert held(design)


def test_who_has_more_addresses_than_rows_know_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", -1)
    design = beside_a_gateway()
    worlds = Worlds(design, compile_design(design))
    kinds = parties(worlds.whole)
    everybody(worlds.whole, kinds)
    world = worlds.under(next(one for one in failures(design) if one.kind == "NAT gateway"))
    number, one = next((number, one) for number, one in enumerate(kinds) if one.members[0].endpoint == "b")
    (member,) = one.sources
    more = replace(one, sources=(replace(member, addresses=union(member.addresses, ((5, 5),))),))
    for some, others in ((one, False), (more, True)):
        several = [*kinds[:number], some, *kinds[number + 1 :]]
        told = concerned((worlds.whole, world), several, several)
        assert told is not None
        assert (told[number] == (1 << len(kinds)) - 1) == others

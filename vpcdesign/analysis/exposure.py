"""What the outside reaches, by path and not by rule, and what everything inside reaches outside.

A load balancer's targets are reached `via` it: they answer packets that were never addressed to them. Every line has
the way of one packet that was walked by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, of, size, union
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.dangers import INTERNET, Dangers
from vpcdesign.analysis.evidence import packet_that, works
from vpcdesign.analysis.groups import Group, matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.survey import EVERYBODY, Cell, Party, asked, meetings, parties, survey
from vpcdesign.analysis.wording import met, packet
from vpcdesign.analysis.worlds import World
from vpcdesign.aws.services import service_word
from vpcdesign.network.stages import Deliver
from vpcdesign.reach.flow import CLIENT, SERVER, SERVICES, Flow
from vpcdesign.reach.trace import Trace

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exposure:
    """One line: who reaches whom by which services, `via` which load balancer, and the way of one packet.

    `sources` are the addresses from which anything gets through; `addresses` those of each of the `members` by which
    anything does, in their order. `arrives` is what a target is asked by its balancer. `dangers` say why nobody should
    overlook what the internet reaches.
    """

    source: str
    destination: str
    members: tuple[str, ...]
    reach: Reach
    sources: Intervals
    path: tuple[str, ...]
    packet: str
    via: str = ""
    arrives: Intervals = EMPTY
    dangers: tuple[str, ...] = ()
    addresses: tuple[tuple[str, Intervals], ...] = ()


@dataclass(frozen=True, slots=True)
class Exposures:
    """What comes in, and what goes out."""

    inbound: tuple[Exposure, ...]
    outbound: tuple[Exposure, ...]


def exposures(world: World, progress: Progress | None = None) -> Exposures:
    """Tell what the internet and on-premises networks reach, and what reaches them."""
    word = [f"service:{service_word(one.service)}" for one in world.design.vpc_endpoints if one.kind == "gateway"]
    kinds = parties(world, EVERYBODY, ", ".join((EVERYBODY, *word)))
    cells = list(meetings(kinds, across=True))
    world.walk.teller(len(cells))  # so many are worth the rows from the first on
    found = survey(world, cells, progress=progress)
    inbound = {cell: reach for cell, reach in found.items() if cell[0].outside}
    outbound = {cell: reach for cell, reach in found.items() if cell[1].outside}
    return Exposures(
        tuple(_lines(world, inbound, kinds, inward=True)), tuple(_lines(world, outbound, kinds, inward=False))
    )


def _lines(world: World, found: dict[Cell, Reach], kinds: list[Party], *, inward: bool) -> Iterator[Exposure]:
    """Give a line for every two groups, and behind a balancer's one for the targets that are reached through it."""
    grouped = matrix(world.design, found, kinds)
    for (source, destination), reach in grouped.cells.items():
        if reach.some or reach.unknown:
            yield _line(world, found, (source, destination), reach)
            if inward:
                yield from _through(world, source, destination, reach.allowed)


def _line(world: World, found: dict[Cell, Reach], ends: tuple[Group, Group], reach: Reach) -> Exposure:
    cells = [(a, b) for a in ends[0].parties for b in ends[1].parties if found.get((a, b))]
    inside = ends[1] if ends[0].outside else ends[0]
    own = _addresses(world, found, cells, inward=ends[0].outside)
    if ends[0].outside:
        sources = of(pair for cell in cells for flow in _flows(world, cell) for pair in flow.asked[CLIENT])
    else:
        sources = of(pair for addresses in own.values() for pair in addresses)
    shown = _shown(world, cells[0])
    path, told = (met(shown), packet(shown)) if shown else ((), "")
    dangers = _dangers(world, found, cells, sources) if ends[0].label == INTERNET else ()
    return Exposure(
        ends[0].label,
        ends[1].label,
        inside.members,
        reach,
        sources,
        path,
        told,
        dangers=dangers,
        addresses=tuple(own.items()),
    )


def _addresses(world: World, found: dict[Cell, Reach], cells: list[Cell], *, inward: bool) -> dict[str, Intervals]:
    """Give the addresses of each member by which anything gets through: of one it is all or none, of several some.

    Those who behave alike have as many as each other, and not the same: each is asked for himself.
    """
    own: dict[str, Intervals] = {}
    for cell in cells:
        for one in cell[1].destinations if inward else cell[0].sources:
            asked_by = one.public if inward and cell[0].sources[0].endpoint == "internet" else one.addresses
            if size(asked_by) == 1:
                working = asked_by if found[cell].some else EMPTY
            else:
                senders, receivers = (cell[0].sources[:1], (one,)) if inward else ((one,), cell[1].destinations[:1])
                pair = world.questions.between(senders, receivers, ALL, "both")[0]
                flows = (flow for question in pair.questions for flow in world.walk.run(question) if works(flow))
                working = of(each for flow in flows for each in flow.asked[SERVER if inward else CLIENT])
            name = one.endpoint or one.label
            own[name] = union(own.get(name, EMPTY), working)
    return own


def _dangers(world: World, found: dict[Cell, Reach], cells: list[Cell], sources: Intervals) -> tuple[str, ...]:
    judge = Dangers(world.design)
    told = (why for cell in cells for why in judge.of(cell[1].resident, found[cell].some, sources))
    return tuple(dict.fromkeys(told))


def _through(world: World, source: Group, destination: Group, surely: Intervals) -> Iterator[Exposure]:
    """Give what is reached through the balancers of a group: whoever a packet to a node is delivered to instead."""
    found: dict[tuple[str, str, Intervals], list[tuple[Flow, Cell]]] = {}
    for cell in ((a, b) for a in source.parties for b in destination.parties):
        resident = cell[1].resident
        if resident is None or resident.part != "balancer":
            continue
        for flow in _flows(world, cell):
            end, arrived = _end(flow)
            if end not in {"", resident.endpoint.id}:
                key = (resident.endpoint.id.rpartition("/")[0], end, arrived)
                found.setdefault(key, []).append((flow, cell))
    called = {one.id: one.name or one.id for one in world.design.load_balancers}
    for owner, arrives in dict.fromkeys((owner, arrives) for owner, _, arrives in found):
        flows = [one for key, several in found.items() if (key[0], key[2]) == (owner, arrives) for one in several]
        ends = tuple(dict.fromkeys(end for one, end, services in found if (one, services) == (owner, arrives)))
        labels = world.questions.roster.residents
        names = ", ".join(labels[end].label if end in labels else end for end in ends)
        services, sources = EMPTY, EMPTY
        for flow, _ in flows:
            services, sources = union(services, flow.asked[SERVICES]), union(sources, flow.asked[CLIENT])
        pair = asked(world.questions, *flows[0][1])
        shown = packet_that(world.walk, pair, partial(_arrives, ends[0], arrives)) if pair else None
        path, told = (met(shown), packet(shown)) if shown else ((), "")
        reach = Reach(intersection(services, surely), difference(services, surely))
        yield Exposure(source.label, names, ends, reach, sources, path, told, f"lb:{called[owner]}", arrives)


def _end(flow: Flow) -> tuple[str, Intervals]:
    """Give where a packet is delivered, and by which services it is asked there."""
    for leg, stage, _, _, header, _ in flow.steps:
        if isinstance(stage, Deliver) and not leg:
            return stage.endpoint, header[SERVICES]
    return "", EMPTY


def _arrives(end: str, services: Intervals, flow: Flow) -> bool:
    return works(flow) and _end(flow) == (end, services)


def _flows(world: World, cell: Cell) -> list[Flow]:
    pair = asked(world.questions, *cell)
    return [flow for question in pair.questions for flow in world.walk.run(question) if works(flow)] if pair else []


def _shown(world: World, cell: Cell) -> Trace | None:
    pair = asked(world.questions, *cell)
    return packet_that(world.walk, pair, works) if pair and _flows(world, cell) else None

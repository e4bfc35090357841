"""How the packets between two hosts fare in two worlds: compared as sets, exact in services, addresses and ports.

`may` are those that get through by some choice of the network or from some client port, `must` those that do by all:
what a pair only begins to depend on is `narrowed`, and not closed. What is outside the model counts as not getting
through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from vpcdesign.algebra.addresses import ALL
from vpcdesign.algebra.intervals import EMPTY, Intervals, contains, difference, intersection, size, union
from vpcdesign.algebra.services import ALL_PORTS
from vpcdesign.analysis import boxes
from vpcdesign.analysis.boxes import Box
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.questions import Pair
from vpcdesign.analysis.results import Effect
from vpcdesign.analysis.survey import Party, asked
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.flow import CLIENT, PORTS, SERVER, SERVICES, Flow

Key: TypeAlias = tuple[Effect, Intervals, Intervals, Intervals]
"""What an edit does: its effect on which services, of which outside clients and servers where not all are meant."""

Meeting: TypeAlias = tuple[Joint, Joint]


@dataclass(frozen=True, slots=True)
class Fate:
    """How the packets between two hosts fare in one world; `whole` are those that can be asked."""

    pair: Pair | None
    works: list[Box]
    others: list[Box]
    whole: Box


@dataclass(frozen=True, slots=True)
class _Level:
    """A fate that can be compared: what gets through from some port, from all, and from which; see `_levelled`."""

    may: list[Box]
    must: list[Box]
    by_port: list[Box]


def fate(world: World, source: Party | None, destination: Party | None) -> Fate:
    """Walk every packet between two hosts; nobody there, no packet."""
    pair = asked(world.questions, source, destination) if source and destination else None
    return fate_of(pair, [flow for question in pair.questions for flow in world.walk.run(question)] if pair else [])


def fate_in(worlds: tuple[World, World], ends: Meeting, services: Intervals) -> tuple[Fate, Fate] | None:
    """Walk the packets of some services alone; None where that might cut what is found otherwise than a whole walk.

    Boxes of one client and one server differ in services and ports only, and cutting those leaves the same boxes, in
    the same order, whatever other services were walked beside them.
    """
    found: list[Fate] = []
    for world, one, other in ((worlds[0], ends[0].old, ends[1].old), (worlds[1], ends[0].new, ends[1].new)):
        pair = asked(world.questions, one, other) if one and other else None
        questions = pair.questions if pair else ()
        if any(size(each.packets.source) > 1 or size(each.packets.destination) > 1 for each in questions):
            return None
        some = [(each, intersection(each.packets.services, services)) for each in questions]
        fewer = [replace(each, packets=each.packets._replace(services=few)) for each, few in some if few]
        found.append(fate_of(pair, [flow for each in fewer for flow in world.walk.run(each)]))
    return found[0], found[1]


def fate_of(pair: Pair | None, flows: Sequence[Flow]) -> Fate:
    """Sort the flows of a pair."""
    works: list[Box] = [flow.asked for flow in flows if not flow.dead and flow.unknown is None]
    others: list[Box] = [flow.asked for flow in flows if flow.dead or flow.unknown is not None]
    asks: list[Box] = []
    for one in pair.questions if pair else ():
        packets = one.packets
        asks.append((packets.source, packets.destination, packets.services, packets.source_ports))
    whole = tuple(boxes.side(asks, dimension) for dimension in range(4))
    return Fate(pair, works, others, whole)


def compared(fates: tuple[Fate, Fate], ends: Meeting) -> Iterator[tuple[Key, Box]]:
    """Give what differs between two hosts, each with a box of packets that shows it."""
    for effect, several in _differing(fates, ends):
        for clients, servers, services, box in _parted(several, ends):
            yield (effect, services, clients, servers), box


def example(fates: tuple[Fate, Fate], ends: Meeting, key: Key) -> Box | None:
    """Give packets of two hosts that differ so, in some of the services at least; None where no such packets do."""
    effect, services, clients, servers = key
    for box in next((several for each, several in _differing(fates, ends) if each == effect), []):
        mine = intersection(box[CLIENT], clients) if clients else box[CLIENT]
        theirs = intersection(box[SERVER], servers) if servers else box[SERVER]
        asked = intersection(box[SERVICES], services)
        if mine and theirs and asked:
            return (mine, theirs, asked, box[PORTS])
    return None


def _differing(fates: tuple[Fate, Fate], ends: Meeting) -> Iterator[tuple[Effect, list[Box]]]:
    """Give the packets that fare otherwise, effect by effect."""
    if fates[0].works == fates[1].works and fates[0].others == fates[1].others:
        return
    was, now = (_levelled(fate, fates, ends) for fate in fates)
    opened, closed = boxes.without(now.may, was.may), boxes.without(was.may, now.may)
    yield "opened", opened
    yield "closed", closed
    yield "narrowed", _lost(was, now, closed)
    yield "widened", _lost(now, was, opened)


def _parted(several: Sequence[Box], ends: Meeting) -> Iterator[tuple[Intervals, Intervals, Intervals, Box]]:
    """Give the services of boxes, by the addresses of an end that is outside: those of equal services together.

    So it does not matter how a walk has cut the addresses outside. Each has one of its boxes beside it.
    """
    by_addresses: dict[tuple[Intervals, Intervals], list[Box]] = {}
    for box in several:
        key = (EMPTY if ends[0].outside else box[CLIENT], EMPTY if ends[1].outside else box[SERVER])
        by_addresses.setdefault(key, []).append(box)
    for same in by_addresses.values():
        if not (ends[0].outside or ends[1].outside):
            yield EMPTY, EMPTY, boxes.side(same, SERVICES), same[0]
            continue
        dimension = CLIENT if ends[0].outside else SERVER
        for addresses, services in _apart(same, dimension):
            sides = (addresses, EMPTY) if ends[0].outside else (EMPTY, addresses)
            yield *sides, services, next(box for box in same if _lowest(box[dimension], addresses))


def _apart(several: Sequence[Box], dimension: int) -> list[tuple[Intervals, Intervals]]:
    """Part the addresses of boxes by the services that they have there, the lowest first."""
    parts: list[tuple[Intervals, Intervals]] = []
    for box in several:
        left, services = box[dimension], box[SERVICES]
        cut: list[tuple[Intervals, Intervals]] = []
        for addresses, known in parts:
            met = intersection(addresses, left)
            together = union(known, services) if met else known
            if together == known:
                cut.append((addresses, known))
            else:
                cut += [(met, together), *([(rest, known)] if (rest := difference(addresses, met)) else [])]
            left = difference(left, met)
        parts = [*cut, *([(left, services)] if left else [])]
    found: dict[Intervals, Intervals] = {}
    for addresses, services in parts:
        found[services] = union(found.get(services, EMPTY), addresses)
    return sorted((addresses, services) for services, addresses in found.items())


def _lowest(addresses: Intervals, some: Intervals) -> bool:
    """Tell whether addresses hold the lowest of some."""
    return contains(addresses, some[0][0])


def _lost(was: _Level, now: _Level, told: list[Box]) -> list[Box]:
    """Give what no longer gets through by every choice, or from every port that it did; less what is told already."""
    must = boxes.without(boxes.without(was.must, now.must), told)
    ports = boxes.without(boxes.without(was.by_port, now.by_port), told)
    return [*must, *boxes.without(ports, _kept(must, PORTS, ALL_PORTS, outside=False))]


def _levelled(fate: Fate, fates: tuple[Fate, Fate], ends: Meeting) -> _Level:
    """Give what may and what must get through, of packets that both worlds have.

    A host that was given another address, or opens its conversations from other ports, is still the same; of hosts
    outside those are compared that are outside in both.
    """
    works, others = fate.works, fate.others
    for dimension, outside in ((CLIENT, ends[0].outside), (SERVER, ends[1].outside), (PORTS, False)):
        mine, theirs = (one.whole[dimension] for one in fates)
        if mine != theirs and mine and theirs:
            kept = intersection(mine, theirs) if outside else ALL_PORTS if dimension == PORTS else ALL
            works, others = (_kept(several, dimension, kept, outside=outside) for several in (works, others))
    may, never = (_kept(several, PORTS, ALL_PORTS, outside=False) for several in (works, others))
    return _Level(may, boxes.without(may, never), works)


def _kept(several: list[Box], dimension: int, kept: Intervals, *, outside: bool) -> list[Box]:
    parts = [(box, intersection(box[dimension], kept) if outside else kept) for box in several]
    return [(*box[:dimension], part, *box[dimension + 1 :]) for box, part in parts if part]

"""Single points of failure on the wiring: what stands on every way from a subnet to something that it needs.

On a directed graph that is the chain of dominators, which on an undirected one would be articulation points between the
two: computed from the need backwards, so that one pass tells it of every subnet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from vpcdesign.topology.failures import ZONE, Failure
from vpcdesign.topology.graph import INTERNET, Place, Wiring, sink
from vpcdesign.topology.needs import Need

_SPREAD = {"subnet", "need", "internet", "internet gateway", "virtual private gateway", "peering connection", "target"}
"""What is no single point: it fails with its zone only, or AWS spreads it over the Region (UG: internet gateways)."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A subnet that is up and cut off from what it needed; `internet` as a subnet stands for visitors."""

    subnet: str
    need: Need


@dataclass(frozen=True, slots=True)
class Point:
    """A thing that stands on every way: `losses` are its blast radius on the wiring."""

    id: str
    kind: str
    losses: tuple[Loss, ...]


def points(wiring: Wiring) -> list[Point]:
    """Give every single point, those first on which most hangs."""
    found: dict[tuple[str, str], dict[Loss, None]] = {}
    for need in wiring.needs:
        for source, place in (*_dominating(wiring, need), *_parted(wiring, need)):
            found.setdefault((place.id, place.kind), {})[Loss(source.id, need)] = None
    several = [Point(name, kind, tuple(losses)) for (name, kind), losses in found.items()]
    return sorted(several, key=lambda one: -len(one.losses))


def _dominating(wiring: Wiring, need: Need) -> Iterator[tuple[Place, Place]]:
    """Give each subnet with each place that is on every way of it to a need."""
    graph = wiring.graph(need)
    dominators = nx.immediate_dominators(graph.reverse(copy=False), sink(need))
    for source in _sources(wiring, need):
        yield from ((source, place) for place in _chain(dominators, source, sink(need)))


def _parted(wiring: Wiring, need: Need) -> Iterator[tuple[Place, Place]]:
    """Give the same of things that are several places, one for each zone that packets come from: taken out at once."""
    graph = wiring.graph(need)
    several: dict[tuple[str, str], list[Place]] = {}
    for place in graph:
        if place.kind not in _SPREAD:
            several.setdefault((place.id, place.kind), []).append(place)
    for places in several.values():
        if len(places) > 1:
            lost = _leading(graph, sink(need), set()) - _leading(graph, sink(need), set(places))
            yield from ((one, places[0]) for one in _sources(wiring, need) if one in lost)


def _chain(dominators: dict[Place, Place | None], source: Place, end: Place) -> Iterator[Place]:
    """Give what every way from a source passes, the nearest first."""
    place = dominators.get(source)
    while place is not None and place != end:
        if place.kind not in _SPREAD:
            yield place
        place = dominators[place]


def cut_off(wiring: Wiring, failure: Failure) -> list[Loss]:
    """Give the subnets that are up and lose a need when something fails, or several things at once."""
    found: list[Loss] = []
    for need in wiring.needs:
        graph = wiring.graph(need)
        gone = {place for place in graph if fails(place, failure)}
        if not gone or sink(need) in gone:
            continue
        lost = _leading(graph, sink(need), set()) - _leading(graph, sink(need), gone) - gone
        found += [Loss(one.id, need) for one in _sources(wiring, need) if one in lost]
    return found


def _leading(graph: "nx.DiGraph[Place]", end: Place, gone: set[Place]) -> set[Place]:
    """Give every place from which a way leads to the end past what is gone."""
    found, waiting = {end}, [end]
    while waiting:
        for place in graph.pred[waiting.pop()]:
            if place not in found and place not in gone:
                found.add(place)
                waiting.append(place)
    return found


def fails(place: Place, failure: Failure) -> bool:
    """Tell whether a place goes with a failure: it is what fails, its part, or it stands in a zone that fails."""
    names = {one.id for one in failure.each}
    owner = place.side if place.kind in {"VPN tunnel", "VPC endpoint node"} else place.id
    return bool(names & {place.id, owner}) or bool(place.zone and ZONE + place.zone in names)


def depends_on(wiring: Wiring, failure: Failure, loss: Loss) -> list[Place]:
    """Give what of a failure a subnet needed: the places of its ways that are gone."""
    graph = wiring.graph(loss.need)
    source = INTERNET if loss.subnet == INTERNET.id else wiring.subnet(loss.subnet)
    behind: Iterable[Place] = nx.descendants(graph, source)
    return sorted(place for place in behind if fails(place, failure))


def _sources(wiring: Wiring, need: Need) -> Sequence[Place]:
    return [INTERNET] if need.beyond == "load_balancer" else wiring.sources

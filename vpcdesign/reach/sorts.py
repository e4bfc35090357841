"""Ends sorted into places and kinds, and both numbered: places along the axis, and kinds along the places.

So what stands together has numbers together, and sets of kinds that lie in one network of many are short. After an edit
everybody keeps the numbers that he had (`numbering`), and only who is new is numbered behind.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.network.stages import Rules
from vpcdesign.reach.approach import Head, Layer
from vpcdesign.reach.ends import End
from vpcdesign.reach.kinds import Kind, Place
from vpcdesign.reach.numbering import Before, Groups, Member, Numbered, numbered, renumbered
from vpcdesign.reach.twins import twins_key, twins_of


class Own(NamedTuple):
    """What an end has to itself: its filters inbound and outbound, and the ways on which it sends and answers."""

    guard: Rules | None
    leaves: Rules | None
    ways: tuple[Head, Head]


class Standing(NamedTuple):
    """Where an end stands in the shared network: ends with the same are of one place."""

    name: str
    labels: frozenset[str]
    cut: int
    cell: int
    start: int | None
    answer: int | None
    zone: str
    replies: bool
    family: bool
    lost: tuple[int, ...]
    odd: bool
    arrivals: tuple[tuple[int, ...], ...]


class Sorts:
    """Ends by where they stand, and there by what is their own."""

    def __init__(self) -> None:
        self._stands: dict[int, Standing] = {}
        self._owns: dict[int, tuple[End, Own, str]] = {}
        self._hosts: dict[int, Sequence[str]] = {}

    def add(self, end: End, standing: Standing, own: Own, alone: str) -> None:
        """Take in an end; who is `alone` is like nobody else."""
        self._stands[id(end)] = standing
        self._owns[id(end)] = (end, own, alone)

    def lodge(self, end: End, standing: Standing, own: Own, hosts: Sequence[str]) -> None:
        """Take in hosts for whom an end stands."""
        self.add(end, standing, own, "")
        self._hosts[id(end)] = hosts

    def _grouped(self, before: Before | None) -> Groups:
        """Give the ends of each kind of each place, in their order; those that had several numbers once for each."""
        places: dict[Hashable, dict[Hashable, list[Member]]] = {}
        known: dict[int, dict[Hashable, list[Member]]] = {}  # of a standing, which many lodgers share
        for number, (end, own, alone) in list(self._owns.items()):
            standing = self._stands[number]
            kind_key: Hashable = (end.inner, id(own.guard), id(own.leaves), end.endpoint.labels, alone)
            if end.twins:
                twins = tuple((table, twin.inner) for table, twin in end.twins.items() if twin is not None)
                kind_key = (kind_key, twins)
                kinds = places.setdefault((standing, twins_key(end, self._stands)), {})
            else:
                found = known.get(id(standing))
                kinds = known[id(standing)] = places.setdefault(standing, {}) if found is None else found
            members = kinds.setdefault(kind_key, [])
            if before is None:
                members.append(Member(end, self._hosts.get(number, ()), None))
            else:
                members.extend(self._members(end, before))
        several = sorted(places.values(), key=lambda one: next(iter(one.values()))[0].end.addresses[0][0])
        return [list(one.values()) for one in several]

    def _members(self, end: End, before: Before) -> Iterator[Member]:
        """Give for whom an end stands; hosts that were of several kinds have ends of their own for each of these."""
        hosts = self._hosts.get(id(end), ())
        if not hosts:
            yield Member(end, hosts, before.number(end))
            return
        for number, several in before.among(hosts, odd=end.odd).items():
            one = before.endpoints[several[0]]
            like = end if one is end.endpoint else replace(end, endpoint=one, addresses=one.addresses)
            self.add(like, self._stands[id(end)], *self._owns[id(end)][1:])
            yield Member(like, several, number)

    def numbered(self, before: Before | None = None) -> tuple[list[Place], list[Kind], list[tuple[Sequence[str], End]]]:
        """Give the places and the kinds, and who lodges like which end; tell each end its kind."""
        found = renumbered(self._grouped(before), before) if before else numbered(self._grouped(None))
        kinds: dict[int, int] = {}
        places: dict[int, int] = {}
        lodging: list[tuple[Sequence[str], End]] = []
        for place, kind, members in found.kinds:
            for end, hosts, _ in members:
                end.kind = kind
                if hosts:  # they are nobody's twins
                    lodging.append((hosts, end))
                else:
                    kinds[id(end)], places[id(end)] = kind, place
        return self._places(found, places, before), self._kinds(found, kinds, before), lodging

    def _places(self, found: Numbered, numbers: Mapping[int, int], before: Before | None) -> list[Place]:
        whole: dict[int, list[End]] = {}
        for number, _, members in found.kinds:
            whole.setdefault(number, []).extend(one.end for one in members)
        gone = before.places if before else ()
        return [
            self._place(whole[number], numbers, before) if number in whole else replace(gone[number], gone=True)
            for number in range(found.places)
        ]

    def _place(self, ends: list[End], numbers: Mapping[int, int], before: Before | None) -> Place:
        at = self._stands[id(ends[0])]
        arrivals = tuple((node, lists(layers)) for node, layers in ends[0].arrivals)
        end = before.same(ends[0]) if before else ends[0]
        twins = twins_of(ends, numbers)
        return Place(end, at.cell, at.start, at.answer, arrivals, frozenset(at.lost), at.odd, twins, at.name, at.labels)

    def _kinds(self, found: Numbered, numbers: Mapping[int, int], before: Before | None) -> list[Kind]:
        gone = before.kinds if before else ()
        whole = {kind: self._kind(number, members, numbers, before) for number, kind, members in found.kinds}
        return [whole[kind] if kind in whole else replace(gone[kind], gone=True) for kind in range(found.width)]

    def _kind(self, place: int, members: list[Member], numbers: Mapping[int, int], before: Before | None) -> Kind:
        end, own, _ = self._owns[id(members[0].end)]
        twins = twins_of([one.end for one in members], numbers) if end.twins else {}
        same = before.same(end) if before else end
        return Kind(place, same, end.inner, own.guard, own.leaves, end.odd, twins)


def lists(layers: tuple[Layer, ...]) -> tuple[Rules, ...]:
    """Give the rules of those layers that keep no state."""
    return tuple(layer.rules for layer in layers if not layer.opens and not layer.pardon)

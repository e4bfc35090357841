"""Ends sorted into places and kinds, and both numbered: places along the axis, and kinds along the places.

So what stands together has numbers together, and sets of kinds that lie in one network of many are short. After an edit
everybody keeps the numbers that he had (`numbering`), and only who is new is numbered behind.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.network.stages import Rules
from vpcdesign.reach.approach import Layer
from vpcdesign.reach.ends import End
from vpcdesign.reach.kinds import Kind, Place
from vpcdesign.reach.numbering import Before, Groups, Member, Numbered, numbered, renumbered
from vpcdesign.reach.twins import twins_key, twins_of

Own = tuple[Rules | None, Rules | None]
"""What an end has to itself: its filters inbound and outbound."""


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


_Taken = tuple[End, Standing, Own, str, Sequence[str]]


class Sorts:
    """Ends by where they stand, and there by what is their own."""

    def __init__(self) -> None:
        self._taken: dict[int, _Taken] = {}

    def add(self, end: End, standing: Standing, own: Own, alone: str = "", hosts: Sequence[str] = ()) -> None:
        """Take in an end, and hosts for whom it stands; who is `alone` is like nobody else."""
        self._taken[id(end)] = end, standing, own, alone, hosts

    def _grouped(self, before: Before | None) -> Groups:
        """Give the ends of each kind of each place, in their order; those that had several numbers once for each."""
        places: dict[Hashable, dict[Hashable, list[Member]]] = {}
        known: dict[int, dict[Hashable, list[Member]]] = {}  # of a standing, which many lodgers share
        stands = {number: one[1] for number, one in self._taken.items() if not one[4]}  # lodgers are nobody's twins
        for end, standing, (guard, leaves), alone, hosts in list(self._taken.values()):
            kind_key: Hashable = (end.inner, id(guard), id(leaves), end.endpoint.labels, alone)
            if end.twins:
                twins = tuple((table, twin.inner) for table, twin in end.twins.items() if twin is not None)
                kind_key = (kind_key, twins)
                kinds = places.setdefault((standing, twins_key(end, stands)), {})
            else:
                found = known.get(id(standing))
                kinds = known[id(standing)] = places.setdefault(standing, {}) if found is None else found
            members = [Member(end, hosts, None)] if before is None else self._members(end, before)
            if kind_key in kinds:
                kinds[kind_key] += members
            else:
                kinds[kind_key] = members
        several = sorted(places.values(), key=lambda one: next(iter(one.values()))[0].end.addresses[0][0])
        return [list(one.values()) for one in several]

    def _members(self, end: End, before: Before) -> list[Member]:
        """Give for whom an end stands; hosts that were of several kinds have ends of their own for each of these."""
        _, standing, own, alone, hosts = self._taken[id(end)]
        if not hosts:
            return [Member(end, hosts, before.number(end))]
        found: list[Member] = []
        for number, several in before.among(hosts, odd=end.odd).items():
            one = before.endpoints[several[0]]
            like = end if one is end.endpoint else replace(end, endpoint=one, addresses=one.addresses)
            self.add(like, standing, own, alone, hosts)
            found.append(Member(like, several, number))
        return found

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
        whole: dict[int, list[list[Member]]] = {}
        for number, _, members in found.kinds:
            if number in whole:
                whole[number].append(members)
            else:
                whole[number] = [members]
        gone = before.places if before else ()
        return [
            self._place(whole[number], numbers, before) if number in whole else replace(gone[number], gone=True)
            for number in range(found.places)
        ]

    def _place(self, kinds: list[list[Member]], numbers: Mapping[int, int], before: Before | None) -> Place:
        first = kinds[0][0].end
        at = self._taken[id(first)][1]
        arrivals = tuple((node, lists(layers)) for node, layers in first.arrivals)
        end = before.same(first) if before else first
        twins = twins_of([one.end for members in kinds for one in members], numbers) if first.twins else {}
        return Place(end, at.cell, at.start, at.answer, arrivals, frozenset(at.lost), at.odd, twins, at.name, at.labels)

    def _kinds(self, found: Numbered, numbers: Mapping[int, int], before: Before | None) -> list[Kind]:
        if before is None:
            return [self._kind(number, members, numbers, None) for number, _, members in found.kinds]
        gone = before.kinds
        whole = {kind: self._kind(number, members, numbers, before) for number, kind, members in found.kinds}
        return [whole[kind] if kind in whole else replace(gone[kind], gone=True) for kind in range(found.width)]

    def _kind(self, place: int, members: list[Member], numbers: Mapping[int, int], before: Before | None) -> Kind:
        end, _, (guard, leaves), _, _ = self._taken[id(members[0].end)]
        twins = twins_of([one.end for one in members], numbers) if end.twins else {}
        return Kind(place, before.same(end) if before else end, end.inner, guard, leaves, end.odd, twins)


def lists(layers: tuple[Layer, ...]) -> tuple[Rules, ...]:
    """Give the rules of those layers that keep no state."""
    return tuple(layer.rules for layer in layers if not layer.opens and not layer.pardon)

"""Ends sorted into places and kinds, and both numbered: places along the axis, and kinds along the places.

So what stands together has numbers together, and sets of kinds that lie in one network of many are short. After an edit
everybody keeps the numbers that he had (`numbering`), and only who is new is numbered behind.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from vpcdesign.network.rules import Rules
from vpcdesign.reach.approach import Layer
from vpcdesign.reach.ends import End
from vpcdesign.reach.kinds import Kind, Own, Place, Stance
from vpcdesign.reach.numbering import Before, Groups, Member, Numbered, numbered, renumbered
from vpcdesign.reach.twins import twins_key, twins_of


class Sorts:
    """Ends by where they stand, and there by what is their own."""

    def __init__(self) -> None:
        self._looked_at: list[tuple[Member, str]] = []
        self._lodgers: list[Member] = []

    def add(self, end: End, stance: Stance, own: Own, alone: str = "") -> None:
        """Take in an end that was looked at; who is `alone` is like nobody else."""
        self._looked_at.append((Member(end, (), None, stance, own), alone))

    def lodge(self, several: Iterable[Member]) -> None:
        """Take in lodgers."""
        self._lodgers.extend(several)

    def _grouped(self, before: Before | None) -> Groups:
        """Give the ends of each kind of each place, in their order; those that had several numbers once for each."""
        places: dict[Hashable, dict[Hashable, list[Member]]] = {}
        stands = {id(one.end): one.stance for one, _ in self._looked_at}  # lodgers are nobody's twins
        for member, alone in self._looked_at:
            end, stance, own = member.end, member.stance, member.own
            kind_key: Hashable = (end.inner, id(own[0]), id(own[1]), end.endpoint.labels, alone)
            place_key: Hashable = stance
            if end.twins:
                twins = tuple((table, twin.inner) for table, twin in end.twins.items() if twin is not None)
                place_key, kind_key = (stance, twins_key(end, stands)), (kind_key, twins)
            places.setdefault(place_key, {}).setdefault(kind_key, []).extend(_members(member, before))
        known: dict[int, dict[Hashable, list[Member]]] = {}  # of a stance, which many lodgers share
        for member in self._lodgers:
            end, stance, (guard, leaves) = member.end, member.stance, member.own
            kinds = known.get(id(stance))
            if kinds is None:
                kinds = known[id(stance)] = places.setdefault(stance, {})
            kind_key = end.inner, id(guard), id(leaves), end.endpoint.labels, ""
            members = _members(member, before) if before else [member]
            if kind_key in kinds:
                kinds[kind_key] += members
            else:
                kinds[kind_key] = members
        several = sorted(places.values(), key=lambda one: next(iter(one.values()))[0].end.addresses[0][0])
        return [list(one.values()) for one in several]

    def numbered(self, before: Before | None = None) -> tuple[list[Place], list[Kind], list[tuple[Sequence[str], End]]]:
        """Give the places and the kinds, and who lodges like which end; tell each end its kind."""
        found = renumbered(self._grouped(before), before) if before else numbered(self._grouped(None))
        kinds: dict[int, int] = {}
        places: dict[int, int] = {}
        lodging: list[tuple[Sequence[str], End]] = []
        for place, kind, members in found.kinds:
            for member in members:
                end, hosts = member.end, member.hosts
                end.kind = kind
                if hosts:  # they are nobody's twins
                    lodging.append((hosts, end))
                else:
                    kinds[id(end)], places[id(end)] = kind, place
        return _places(found, places, before), _kinds(found, kinds, before), lodging


def _members(one: Member, before: Before | None) -> list[Member]:
    """Give for whom an end stands; hosts that were of several kinds have ends of their own for each of these."""
    if before is None:
        return [one]
    if not one.hosts:
        return [replace(one, was=before.number(one.end))]
    found: list[Member] = []
    for number, several in before.among(one.hosts, odd=one.end.odd).items():
        host = before.endpoints[several[0]]
        like = one.end if host is one.end.endpoint else replace(one.end, endpoint=host, addresses=host.addresses)
        found.append(replace(one, end=like, hosts=several, was=number))
    return found


def _places(found: Numbered, numbers: Mapping[int, int], before: Before | None) -> list[Place]:
    whole: dict[int, list[list[Member]]] = {}
    for number, _, members in found.kinds:
        if number in whole:
            whole[number].append(members)
        else:
            whole[number] = [members]
    gone = before.places if before else ()
    return [
        _place(whole[number], numbers, before) if number in whole else replace(gone[number], gone=True)
        for number in range(found.places)
    ]


def _place(kinds: list[list[Member]], numbers: Mapping[int, int], before: Before | None) -> Place:
    first, at = kinds[0][0].end, kinds[0][0].stance
    arrivals = tuple((node, lists(layers)) for node, layers in first.arrivals)
    end = before.same(first) if before else first
    twins = twins_of([one.end for members in kinds for one in members], numbers) if first.twins else {}
    return Place(end, at.cell, at.start, at.answer, arrivals, frozenset(at.lost), at.odd, twins, at.name, at.labels)


def _kinds(found: Numbered, numbers: Mapping[int, int], before: Before | None) -> list[Kind]:
    if before is None:
        return [_kind(number, members, numbers, None) for number, _, members in found.kinds]
    gone = before.kinds
    whole = {kind: _kind(number, members, numbers, before) for number, kind, members in found.kinds}
    return [whole[kind] if kind in whole else replace(gone[kind], gone=True) for kind in range(found.width)]


def _kind(place: int, members: list[Member], numbers: Mapping[int, int], before: Before | None) -> Kind:
    end, (guard, leaves) = members[0].end, members[0].own
    twins = twins_of([one.end for one in members], numbers) if end.twins else {}
    return Kind(place, before.same(end) if before else end, end.inner, guard, leaves, end.odd, twins)


def lists(layers: tuple[Layer, ...]) -> tuple[Rules, ...]:
    """Give the rules of those layers that keep no state."""
    return tuple(layer.rules for layer in layers if not layer.opens and not layer.pardon)

"""The numbers of places and kinds: made for a network, and kept through its edits.

Whoever remembers something of a kind knows it by its number. So after an edit a kind that still has one of its members
has its number, and so has its place; what was parted is numbered behind, and a number of which nobody is left is gone
for good. Who was of two kinds stays so though nothing tells them apart any more: finer kinds are as true.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from vpcdesign.network.network import Endpoint
from vpcdesign.reach.ends import End, Ends
from vpcdesign.reach.kinds import Kind, Own, Place, Stance
from vpcdesign.record import record


@record()
class Member:
    """An end, the hosts for whom it stands (itself, where none is named), and the kind that these were of.

    `stance` is where it stands in the shared network, and `own` what it has to itself.
    """

    end: End
    hosts: Sequence[str]
    was: int | None
    stance: Stance
    own: Own


Groups: TypeAlias = list[list[list[Member]]]
"""The members of each kind of each place."""


class Numbered(NamedTuple):
    """The place and the number of each kind, with its members; how many numbers there are of places and of kinds."""

    kinds: list[tuple[int, int, list[Member]]]
    places: int
    width: int


class Before:
    """The numbers that everybody had before an edit.

    `moved` are endpoints whose ends are not what they were; they grow in number as ends are compared, and numbered.
    """

    def __init__(
        self,
        sorted_: tuple[Sequence[Place], Sequence[Kind]],
        held: tuple[Ends, Mapping[str, list[End]], Mapping[str, list[End]]],
        endpoints: Mapping[str, Endpoint],
        moved: Iterable[str],
    ) -> None:
        """Remember places and kinds, and the ends by name: those inside, outside and aliases."""
        self.places, self.kinds = sorted_
        self.ends, self._outside, self._aliases = held
        self.endpoints = endpoints
        self.moved = set(moved)
        self._old: dict[int, End] = {}

    def compare(self, name: str, ends: Sequence[End]) -> None:
        """Look whether all ends of an endpoint are what they were."""
        old = [*self.ends.get(name), *self._outside.get(name, ()), *self._aliases.get(name, ())]
        were = {(one.addresses, one.alias): one for one in old}
        if name in self.moved or not old or len(old) != len(ends) or len(were) != len(old):
            self.moved.add(name)
            return
        for end in ends:
            was = were.get((end.addresses, end.alias))
            odd = was is not None and self.kinds[was.kind].odd
            if was is None or was.endpoint is not end.endpoint or odd != end.odd or _twins(was) != _twins(end):
                self.moved.add(name)
                return
            self._old[id(end)] = was

    def number(self, end: End) -> int | None:
        """Give the kind that an end was of, if it is what it was."""
        was = None if end.endpoint.id in self.moved else self._old.get(id(end))
        return None if was is None else was.kind

    def same(self, end: End) -> End:
        """Give the end that was there before, where it is what it was."""
        return end if end.endpoint.id in self.moved else self._old.get(id(end), end)

    def among(self, hosts: Iterable[str], *, odd: bool) -> dict[int | None, list[str]]:
        """Give the kinds that hosts of one address each were of, and who was of which."""
        found: defaultdict[int | None, list[str]] = defaultdict(list)
        kinds: dict[int, int | None] = {}
        for name in hosts:
            like = self.ends.like(name)
            if like is None or name in self.moved:
                found[self._looked_at(name, odd=odd)].append(name)
                continue
            kind = like.kind
            if kind not in kinds:
                kinds[kind] = kind if self.kinds[kind].odd == odd else None
            found[kinds[kind]].append(name)
        self.moved.update(found.get(None, ()))
        return found

    def _looked_at(self, name: str, *, odd: bool) -> int | None:
        """Give the kind of a host that was looked at by itself, if that knew it by its one address as well."""
        several = [*self.ends.get(name), *self._outside.get(name, ()), *self._aliases.get(name, ())]
        if name in self.moved or len(several) != 1:
            return None
        (end,) = several
        plain = end.endpoint is self.endpoints[name] and end.addresses == end.endpoint.addresses and not end.twins
        return end.kind if plain and self.kinds[end.kind].odd == odd else None


def _twins(end: End) -> dict[int, object]:
    return {table: twin and (twin.addresses, twin.alias) for table, twin in end.twins.items()}


def numbered(groups: Groups) -> Numbered:
    """Number places and kinds in their order."""
    sorts = [(place, members) for place, several in enumerate(groups) for members in several]
    return Numbered([(place, kind, members) for kind, (place, members) in enumerate(sorts)], len(groups), len(sorts))


def renumbered(groups: Groups, before: Before) -> Numbered:
    """Number places and kinds as they were, and behind these who is new."""
    holders = _holders(groups)
    places: list[dict[int | None, list[tuple[int | None, list[Member]]]]] = []
    for at, several in enumerate(groups):
        by_place: dict[int | None, list[tuple[int | None, list[Member]]]] = {}
        for which, members in enumerate(several):
            for kind, some in _parted(members, holders, (at, which), before).items():
                old = None if kind is None else before.kinds[kind].place
                by_place.setdefault(old, []).append((kind, some))
        news = by_place.pop(None, [])
        if news:
            by_place.setdefault(next(iter(by_place), None), []).extend(news)
        places.append(by_place)
    return _behind(places, before)


def _holders(groups: Groups) -> dict[int, tuple[int, int]]:
    """Give where most of each kind of before are now: these keep its number."""
    counts: defaultdict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for at, several in enumerate(groups):
        for which, members in enumerate(several):
            for one in members:
                if one.was is not None:
                    counts[one.was][at, which] += len(one.hosts) or 1
    return {kind: max(count, key=count.__getitem__) for kind, count in counts.items()}


def _parted(
    members: Iterable[Member], holders: Mapping[int, tuple[int, int]], here: tuple[int, int], before: Before
) -> dict[int | None, list[Member]]:
    """Part the members of a kind by the numbers that they keep; who keeps none goes with any of those."""
    found: dict[int | None, list[Member]] = {}
    others: list[Member] = []
    for one in members:
        if one.was is not None and holders[one.was] == here:
            found.setdefault(one.was, []).append(one)
        else:
            before.moved.update(one.hosts or (one.end.endpoint.id,))
            others.append(one)
    if others:
        found.setdefault(next(iter(found), None), []).extend(others)
    return found


def _behind(places: Iterable[Mapping[int | None, list[tuple[int | None, list[Member]]]]], before: Before) -> Numbered:
    """Give the places their numbers: of several that were one the largest keeps it."""
    sizes: dict[int, int] = {}
    for by_place in places:
        for old, several in by_place.items():
            if old is not None:
                sizes[old] = max(sizes.get(old, 0), len(several))
    found: list[tuple[int, int, list[Member]]] = []
    place, kind = len(before.places), len(before.kinds)
    for by_place in places:
        for old, several in by_place.items():
            here = place
            if old is not None and sizes.get(old) == len(several):
                here = old
                del sizes[old]
            else:
                place += 1
            for number, members in several:
                found.append((here, kind if number is None else number, members))
                kind += number is None
    return Numbered(found, place, kind)

"""The company of a design: who behaves alike, put together into parties; after an edit only those of others are new.

Parties stand in the order in which they would if they were put together anew, for what is told follows it.
"""

from bisect import insort
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from vpcdesign.analysis.joints import Joint, itself, joined
from vpcdesign.analysis.selectors import Member, Role
from vpcdesign.analysis.survey import Party, parties
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.covers import Bits

_PLAYED: dict[Role, tuple[str, ...]] = {
    "source": ("host", "balancer"),
    "destination": ("host", "balancer", "served"),
}
_Order = tuple[int, int, int]
_OUTSIDE = 1 << 60


@dataclass(slots=True, eq=False)
class Company:
    """Parties of a design and of its edits that leave everybody who he was, put together when they are first needed.

    `known` are joints of parties with themselves, by key.
    """

    parties: list[Party] = field(default_factory=list)
    known: dict[Hashable, Joint] = field(default_factory=dict)
    _joints: list[Joint] | None = None

    def of(self, world: World) -> "Company":
        """Put everybody together, if nobody has."""
        self.parties = self.parties or parties(world)
        return self

    def joints(self) -> list[Joint]:
        """Give who behaves alike where everybody is who he was."""
        if self._joints is None:
            self._joints = [self._joint(one) for one in self.parties]
        return self._joints

    def _joint(self, one: Party) -> Joint:
        if one.key not in self.known:
            self.known[one.key] = itself(one)
        return self.known[one.key]

    def beside(self, other: "Company") -> tuple[list[Joint], Bits]:
        """Put the parties of two designs together; beside it the places of those who are another in the other one."""
        if other is self:
            return self.joints(), 0
        mine, theirs = set(map(id, self.parties)), set(map(id, other.parties))
        gone = [one for one in self.parties if id(one) not in theirs]
        come = [one for one in other.parties if id(one) not in mine]
        parts: dict[Hashable, list[Joint]] = {}
        for one in joined((gone, come), {}):
            parts.setdefault(one.old.key if one.old is not None else None, []).append(one)
        found: list[Joint] = []
        others = 0
        for party in self.parties:
            if id(party) in theirs:
                found.append(self._joint(party))
                continue
            several = parts.get(party.key, [])
            others |= ((1 << len(several)) - 1) << len(found)
            found += several
        newcomers = parts.get(None, [])
        others |= ((1 << len(newcomers)) - 1) << len(found)
        return [*found, *newcomers], others

    def after(self, worlds: tuple[World, World], others: frozenset[str]) -> "Company":
        """Give the company of an edited design; `others` are all who came, went or are not who they were."""
        if not self.parties:
            return Company()
        old, new = worlds
        lost = {key for name in others for key in (old.alike.key(name), name)}
        left: dict[Hashable, tuple[list[Member], list[Member]]] = {}
        kept: list[Party] = []
        for one in self.parties:
            if one.key in lost:
                sides = ([each for each in side if each.endpoint not in others] for side in _sides(one))
                left[one.key] = next(sides), next(sides)
            else:
                kept.append(one)
        for name in others:
            for place, member in _played(new, name):
                key = new.alike.key(name)
                if key not in left:
                    at = next((at for at, one in enumerate(kept) if one.key == key), -1)
                    same = kept.pop(at) if at >= 0 else Party(key)
                    left[key] = list(same.sources), list(same.destinations)
                left[key][place].append(member)
        order = _ordering(new)
        for key, members in left.items():
            if any(members):
                insort(kept, _party(new, key, members, order), key=lambda one: _place(one, order))
        same_ones = {id(one) for one in self.parties}.intersection(map(id, kept))
        known = {one.key: self.known[one.key] for one in kept if id(one) in same_ones and one.key in self.known}
        return Company(kept, known)


def _sides(one: Party) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    return one.sources, one.destinations


def _played(world: World, name: str) -> Iterator[tuple[int, Member]]:
    """Give somebody inside as a source and as a destination, as he is meant by his VPC."""
    resident = world.questions.roster.residents.get(name)
    for place, (role, parts) in enumerate(_PLAYED.items()):
        if resident is not None and resident.vpc and resident.part in parts:
            yield place, world.questions.member(resident, role)


def _ordering(world: World) -> Callable[[Member], tuple[int, int]]:
    """Give the place of somebody inside among all of them: VPC by VPC, as they are meant, and along the document."""
    roster = world.questions.roster
    ranks = {name: rank for rank, name in enumerate(roster.residents)}
    words = {word: place for place, word in enumerate(roster.groups["vpc"])}
    vpcs = {vpc: min(words[word] for word in called) for vpc, called in roster.vpc_words.items()}

    def order(one: Member) -> tuple[int, int]:
        return vpcs.get(one.vpc, _OUTSIDE), ranks.get(one.endpoint, 0)

    return order


def _place(one: Party, order: Callable[[Member], tuple[int, int]]) -> _Order:
    """Give the place of a party: that of its first source, behind all sources that of its first destination."""
    if one.outside:
        return 0, _OUTSIDE, 0
    return (0, *order(one.sources[0])) if one.sources else (1, *order(one.destinations[0]))


def _party(
    world: World, key: Hashable, members: Sequence[list[Member]], order: Callable[[Member], tuple[int, int]]
) -> Party:
    sources, destinations = (tuple(sorted(several, key=order)) for several in members)
    first = (sources or destinations)[0].endpoint
    endpoint = world.walk.network.endpoints.get(first)
    many = endpoint is not None and endpoint.many
    return Party(key, sources, destinations, world.questions.roster.residents.get(first), many)

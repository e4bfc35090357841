"""The sides of claims with their members put together by kind: what is proved of one of a kind is proved of all of it.

Each side is put together once for all claims that name it. Kinds stand in the order of their first members, in which
the pairs of a claim are told.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from vpcdesign.analysis.everybody_else import other_hosts, others_outside
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.numbering import Numbering
from vpcdesign.analysis.selectors import Member, Role, Side
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.reach.covers import Bits, bits_of

Kinds: TypeAlias = tuple[tuple[int, int], ...]
"""A whole host as rows know it: the kind of each of its ends, with its family."""

Known: TypeAlias = Callable[[Member], Kinds | None]


class Kindred:
    """The members of one side by kind; `down` are the labels of those who were meant and are gone."""

    def __init__(self, kinds: Sequence[list[Member]], down: tuple[str, ...] = ()) -> None:
        self.kinds = kinds
        self.down = down
        self._weights: dict[Bits, int] = {}
        self._read: Receivers | None = None

    @cached_property
    def all(self) -> Bits:
        """The set of all kinds."""
        return (1 << len(self.kinds)) - 1

    @cached_property
    def numbers(self) -> bool:
        """Tell whether any member is a bare address, which its own holder is asked about only for want of others."""
        return any(not one.endpoint for several in self.kinds for one in several)

    @cached_property
    def homes(self) -> dict[str, tuple[int, ...]]:
        """The places of each endpoint; one that is meant by some of its addresses may have several."""
        found: dict[str, tuple[int, ...]] = {}
        for place, several in enumerate(self.kinds):
            for one in several:
                found[one.endpoint] = (*found[one.endpoint], place) if one.endpoint in found else (place,)
        return found

    def alone(self) -> Member | None:
        """Give the only member, where there is but one."""
        return self.kinds[0][0] if len(self.kinds) == 1 and len(self.kinds[0]) == 1 else None

    def count(self, some: Bits) -> int:
        """Count the members of some kinds."""
        known = self._weights.get(some)
        if known is None:
            known = self._weights[some] = sum(len(self.kinds[place]) for place in bits_of(some))
        return known

    def received(self, known: Known) -> "Receivers":
        """Give the kinds as rows know them who receive; all who ask know the same rows."""
        if self._read is None:
            self._read = Receivers(self.kinds, known)
        return self._read


class Receivers:
    """Kinds of a side by what rows know of them: `singly` are those whom they do not know as a whole."""

    def __init__(self, kinds: Sequence[list[Member]], known: Known) -> None:
        self.singly: Bits = 0
        self._families: dict[int, Bits] = {}
        places: dict[int, Bits] = {}
        for place, several in enumerate(kinds):
            ends = whole(several, known)
            if ends is None:
                self.singly |= 1 << place
            for family, kind in ends or ():
                self._families[family] = self._families.get(family, 0) | 1 << kind
                places[kind] = places.get(kind, 0) | 1 << place
        self._places = Numbering(places)

    def of(self, family: int) -> Bits:
        """Give who is known with addresses of a family, as kinds of rows."""
        return self._families.get(family, 0)

    def places(self, kinds: Bits) -> Bits:
        """Give the places of some kinds of rows."""
        return self._places.of(kinds) if kinds else 0


def whole(several: Sequence[Member], known: Known) -> Kinds | None:
    """Give how rows know a kind; None where its pairs have to be asked: a stand-in is told of wherever it is asked."""
    first = several[0]
    if first.endpoint == "internet" or first.endpoint.startswith(STAND_IN):
        return None
    return known(first)


class Gathering:
    """Puts sides together, in each world of a design; whoever is down there is left out and named."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        self._known: dict[tuple[World, str, Role | Literal["rest"]], Kindred] = {}
        self._everybody: dict[World, _Hosts] = {}

    def of(self, world: World, text: str, role: Role) -> Kindred:
        """Give who is meant, of those who are left."""
        key = world, text, role
        if key not in self._known:
            left, down = self.worlds.left(world, self._side(text, role).members)
            self._known[key] = Kindred(world.questions.kinds(left, world.alike), down)
        return self._known[key]

    def all_but(self, world: World, text: str) -> Kindred:
        """Give everybody who sends and is not meant, of those who are left."""
        key: tuple[World, str, Literal["rest"]] = world, text, "rest"
        if key not in self._known:
            side = self._side(text, "source")
            outside = self.worlds.left(world, tuple(others_outside(self.worlds.whole.questions, side)))[0]
            hosts = self._without(world, {one.endpoint for one in side.members})
            self._known[key] = Kindred([*hosts, *world.questions.kinds(outside, world.alike)])
        return self._known[key]

    def _side(self, text: str, role: Role) -> Side:
        return self.worlds.whole.questions.side(text, role)

    def _without(self, world: World, named: Collection[str]) -> Iterable[list[Member]]:
        """Give all hosts but some; a kind stands where the first of those stands who are left of it."""
        hosts = self._everybody.get(world)
        if hosts is None:
            everybody = self.worlds.left(world, tuple(other_hosts(self.worlds.whole.questions, ())))[0]
            hosts = self._everybody[world] = _Hosts(world, everybody)
        return hosts.without(named)


class _Hosts:
    """All hosts of a world by kind, with the place of each in the order of the design."""

    def __init__(self, world: World, members: tuple[Member, ...]) -> None:
        self._kinds = world.questions.kinds(members, world.alike)
        self._homes = {one.endpoint: place for place, several in enumerate(self._kinds) for one in several}
        self._places = {one.endpoint: place for place, one in enumerate(members)}

    def without(self, named: Collection[str]) -> Iterable[list[Member]]:
        """Give the kinds of all but those named."""
        kinds = list(self._kinds)
        for home in {self._homes[name] for name in named if name in self._homes}:
            kinds[home] = [one for one in kinds[home] if one.endpoint not in named]
        return sorted(filter(None, kinds), key=lambda several: self._places[several[0].endpoint])

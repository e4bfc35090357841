"""What conversations lose when something fails: whoever fares as before is told row by row, and never looked at.

A conversation is one between two groups; pairs of kinds are counted in it by their members. A kind's members fare alike
before and after, so of those who are left two are asked for all.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.algebra.intervals import EMPTY, difference, overlap, union
from vpcdesign.analysis.concerned import concerned
from vpcdesign.analysis.everybody import again, everybody
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.numbering import Numbering
from vpcdesign.analysis.reach_rows import Answers, ReachRows
from vpcdesign.analysis.reaches import NOTHING, Reach
from vpcdesign.analysis.results import Loss
from vpcdesign.analysis.survey import Party, count
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.reach.covers import Bits, bits_of


class Conversations:
    """Who talks to whom in a whole design, and what of that is left in a world in which something has failed."""

    def __init__(self, worlds: Worlds, grouped: Matrix, reaches: ReachRows[Party]) -> None:
        self._worlds = worlds
        self._cells = grouped.cells
        self._groups = grouped.groups
        self._reaches = reaches
        self._members = [[reaches.numbers[party] for party in group.parties] for group in grouped.groups]
        homes: dict[int, Bits] = {}
        for place, several in enumerate(self._members):
            for number in several:
                homes[number] = homes.get(number, 0) | 1 << place
        self._homes = Numbering(homes)
        self._counts = _Counts(reaches.kinds)
        self.met = list(self._met())
        """The groups that reach somebody, or that somebody reaches."""

    def _met(self) -> Iterator[Group]:
        seen = 0
        for place in range(len(self._groups)):
            some = 0
            for reach, bits in self._cells.row(place).items():
                some |= bits if reach.some else 0
            for others in (1 << place if some else 0, some):
                yield from (self._groups[other] for other in bits_of(others & ~seen))
                seen |= others

    def lost(self, world: World) -> Iterator[Loss]:
        """Give what is lost in a world, in the order of the groups."""
        left = [self._left(world, party) for party in self._reaches.kinds]
        others = concerned((self._worlds.whole, world), self._reaches.kinds, left)
        reaches = everybody(world, left) if others is None else again(world, left, self._reaches, others)
        after = _After(left, reaches, _Counts(left))
        fewer = sum(
            1 << number
            for number, (was, now) in enumerate(zip(self._reaches.kinds, left, strict=True))
            if len(was.sources) != len(now.sources) or len(was.destinations) != len(now.destinations)
        )
        for place, several in enumerate(self._members):
            if fewer or others is None or any(others[number] for number in several):
                yield from self._from(place, fewer, after)

    def _left(self, world: World, party: Party) -> Party:
        return replace(
            party,
            sources=self._worlds.left(world, party.sources)[0],
            destinations=self._worlds.left(world, party.destinations)[0],
        )

    def _from(self, place: int, fewer: Bits, after: "_After") -> Iterator[Loss]:
        """Give what the conversations of a group with others lose."""
        touched = 0
        met: dict[int, tuple[Reach, Reach]] = {}
        alone = len(self._members[place]) == 1
        for number in self._members[place]:
            for was, now, others in _fares(self._reaches.row(number), after.reaches.row(number)):
                if was.some:
                    concerned = others if fewer >> number & 1 or not _keeps(was, now) else others & fewer
                    touched |= concerned
                    if alone:
                        met.update(dict.fromkeys(bits_of(concerned), (was, now)))
        for home in bits_of(self._homes.of(touched)):
            several = self._members[home]
            if alone and len(several) == 1:
                pairs = [(self._members[place][0], several[0], *met[several[0]])]
            else:
                pairs = list(self._pairs(place, home, after))
            loss = self._loss((place, home), pairs, after)
            if loss is not None:
                yield loss

    def _pairs(self, place: int, home: int, after: "_After") -> Iterator[tuple[int, int, Reach, Reach]]:
        """Give the kinds of two groups that talked to each other, and how they fare before and after."""
        for one in self._members[place]:
            for other in self._members[home]:
                was = self._reaches.get((self._reaches.kinds[one], self._reaches.kinds[other]), NOTHING)
                if was.some:
                    yield one, other, was, after.reaches.get((after.kinds[one], after.kinds[other]), NOTHING)

    def _loss(
        self, ends: tuple[int, int], several: Sequence[tuple[int, int, Reach, Reach]], after: "_After"
    ) -> Loss | None:
        """Compare a conversation between groups with what it was; None when it lost nothing."""
        pairs = down = cut = weak = whole = 0
        services, missing = EMPTY, EMPTY
        for one, other, was, now in several:
            number, still = self._counts.of(one, other), after.counts.of(one, other)
            lost = difference(was.some, now.some)
            services = union(services, was.some)
            pairs, down = pairs + number, down + number - still
            if lost and still:
                cut, missing = cut + still, union(missing, lost)
            elif still and difference(was.allowed, now.allowed):
                weak += still
            whole += still if overlap(was.some, now.some) else 0
        if not down and not cut and not weak:
            return None
        labels = self._groups[ends[0]].label, self._groups[ends[1]].label
        return Loss(*labels, services, pairs, down, cut, weak, missing, ended=not whole)


class _After(NamedTuple):
    """Who is left of each kind, how they fare, and how many they are."""

    kinds: Sequence[Party]
    reaches: ReachRows[Party]
    counts: "_Counts"


class _Counts:
    """Counts the pairs of members of two kinds; nobody is asked about himself."""

    def __init__(self, kinds: Sequence[Party]) -> None:
        self._kinds = kinds
        self._sources = [len(one.sources) for one in kinds]
        self._destinations = [len(one.destinations) for one in kinds]
        borne = Counter(name for one in kinds for name in {member.endpoint for member in one.members} if name)
        shared = {name for name, times in borne.items() if times > 1}
        mixed = (number for number, one in enumerate(kinds) if any(member.endpoint in shared for member in one.members))
        self._mixed = frozenset(mixed)

    def of(self, one: int, other: int) -> int:
        """Count those that one meeting of two kinds stands for."""
        if one == other or (one in self._mixed and other in self._mixed):
            return count(self._kinds[one], self._kinds[other])
        return self._sources[one] * self._destinations[other]


def _fares(before: Answers, after: Answers) -> Iterator[tuple[Reach, Reach, Bits]]:
    """Give to whom a kind gave what before, and what it does after; who is gone gets nothing."""
    for was, bits in before.items():
        rest = bits
        for now, others in after.items():
            if both := bits & others:
                rest &= ~others
                yield was, now, both
        if rest:
            yield was, NOTHING, rest


def _keeps(was: Reach, now: Reach) -> bool:
    return not difference(was.some, now.some) and not difference(was.allowed, now.allowed)

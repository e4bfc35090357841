"""What conversations lose when something fails: whoever fares as before is told row by row, and never looked at.

A conversation is one between two groups; pairs of kinds are counted in it by their members. A kind's members fare alike
before and after, so of those who are left two are asked for all, and between groups of one kind each all conversations
that had the same answer and have the same are lost alike: they are a crowd, and nobody looks at one of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from operator import ne, not_

from vpcdesign.algebra.intervals import EMPTY, difference, overlap, union
from vpcdesign.analysis.concerned import concerned
from vpcdesign.analysis.everybody import again, everybody
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.numbering import Numbering
from vpcdesign.analysis.reach_rows import Answers, ReachRows
from vpcdesign.analysis.reaches import NOTHING, Reach
from vpcdesign.analysis.survey import Party, count, mixed
from vpcdesign.analysis.toll import Bereft, Crowd, Ends, Loss, Toll
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.reach.covers import Bits, bits_of, numbers


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
        crowded = {number for several in self._members if len(several) > 1 for number in several}
        self._alone = numbers(number in homes and number not in crowded for number in range(len(reaches.kinds)))
        """The kinds that are all of each group that they are in."""
        counts = self._counts = _Counts(reaches.kinds, numbers(mixed(reaches.kinds)))
        self._talks = [_all_of(reaches.given(number)) for number in range(len(reaches.kinds))]
        """To whom anything gets from each kind: nobody else can lose any of it."""
        self._labels = [group.label for group in grouped.groups]
        self._sizes = [(counts.sources[some[0]], counts.destinations[some[0]]) for some in self._members]
        """How many members of each group ask and are asked, where they are of one kind."""
        self._named: dict[str, list[int]] = {}
        for number, one in enumerate(reaches.kinds):
            for name in {member.endpoint for member in (*one.sources, *one.destinations)}:
                self._named.setdefault(name, []).append(number)
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

    def lost(self, world: World) -> Toll:
        """Tell what is lost in a world."""
        left = self.left(world)
        others = concerned((self._worlds.whole, world), self._reaches.kinds, left)
        if others is not None:
            others = [some & talks for some, talks in zip(others, self._talks, strict=True)]
        reaches = everybody(world, left) if others is None else again(world, left, self._reaches, others)
        after = _After(reaches, self._counts)
        rows: list[Bereft] = []
        for place, several in enumerate(self._members):
            if after.fewer or others is None or any(others[number] for number in several):
                row = Bereft(place, *self._from(place, after))
                if row.crowds or row.singly:
                    rows.append(row)
        return Toll.counted(self._labels, self._sizes, rows)

    def kinds(self, ends: Ends) -> Iterator[tuple[int, int, Reach]]:
        """Give the kinds of two groups that talk to each other, by their numbers, and what they say."""
        for one, other in product(*(self._members[place] for place in ends)):
            was = self._reaches.get((self._reaches.kinds[one], self._reaches.kinds[other]), NOTHING)
            if was.some:
                yield one, other, was

    def left(self, world: World) -> list[Party]:
        """Give who is left of each kind, by the addresses that he has now."""
        left = list(self._reaches.kinds)
        names = self._worlds.concerned(world)
        for number in {number for name in names for number in self._named.get(name, ())}:
            one = left[number]
            sources, destinations = (self._worlds.left(world, side)[0] for side in (one.sources, one.destinations))
            left[number] = replace(one, sources=sources, destinations=destinations)
        return left

    def _from(self, place: int, after: "_After") -> tuple[list[Crowd], list[tuple[int, Loss]]]:
        """Tell what the conversations of a group with others lose: in crowds, and one by one."""
        several = self._members[place]
        touched = 0
        crowds: list[Crowd] = []
        for number in several:
            alike = self._alike(number, after) if len(several) == 1 else 0
            for was, now, others in _fares(self._reaches.given(number), after.reaches.given(number)):
                if was.some:
                    concerned = others if after.fewer >> number & 1 or not _keeps(was, now) else others & after.fewer
                    touched |= concerned & ~alike
                    crowds += self._crowds(number, (was, now), concerned & alike, after)
        singly: list[tuple[int, Loss]] = []
        for home in bits_of(self._homes.of(touched)):
            loss = self._loss((place, home), after)
            if loss is not None:
                singly.append((home, loss))
        return crowds, singly

    def _alike(self, number: int, after: "_After") -> Bits:
        """Give with whom conversations of all members of a kind that is alone in its group are lost alike, or none."""
        return 0 if after.parted >> number & 1 else self._alone & ~(self._counts.looked_at(number) | after.parted)

    def _crowds(self, number: int, fares: tuple[Reach, Reach], others: Bits, after: "_After") -> Iterator[Crowd]:
        """Part those to whom a kind gave the one answer and gives the other, by what becomes of the conversation."""
        was, now = fares
        down = others & after.gone(number)
        if down:
            yield Crowd("down", was.some, self._homes.of(down))
        up = others ^ down
        if up and (lost := difference(was.some, now.some)):
            yield Crowd("cut", was.some, self._homes.of(up), lost, ended=not overlap(was.some, now.some))
        elif up and difference(was.allowed, now.allowed):
            yield Crowd("weak", was.some, self._homes.of(up))

    def _loss(self, ends: tuple[int, int], after: "_After") -> Loss | None:
        """Compare a conversation between groups with what it was; None when it lost nothing."""
        pairs = down = cut = weak = whole = 0
        services, missing = EMPTY, EMPTY
        left = after.reaches.kinds
        for one, other, was in self.kinds(ends):
            now = after.reaches.get((left[one], left[other]), NOTHING)
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


class _Counts:
    """Counts the pairs of members of two kinds; nobody is asked about himself; the `mixed` share hosts."""

    def __init__(self, kinds: Sequence[Party], mixed: Bits) -> None:
        self._kinds = kinds
        self.sources = [len(one.sources) for one in kinds]
        self.destinations = [len(one.destinations) for one in kinds]
        self.mixed = mixed

    def looked_at(self, one: int) -> Bits:
        """Give the kinds whose members may be those of a kind as well."""
        return 1 << one | (self.mixed if self.mixed >> one & 1 else 0)

    def of(self, one: int, other: int) -> int:
        """Count those that one meeting of two kinds stands for."""
        if self.looked_at(one) >> other & 1:
            return count(self._kinds[one], self._kinds[other])
        return self.sources[one] * self.destinations[other]


class _After:
    """How those who are left fare, and how many of each kind they are."""

    def __init__(self, reaches: ReachRows[Party], before: _Counts) -> None:
        self.reaches = reaches
        now = self.counts = _Counts(reaches.kinds, before.mixed)
        sides = (before.sources, now.sources), (before.destinations, now.destinations)
        fewer = [numbers(map(ne, *side)) for side in sides]
        none = [numbers(map(not_, left)) for _, left in sides]
        self.fewer = fewer[0] | fewer[1]
        """The kinds that are not all left."""
        self.parted = fewer[0] & ~none[0] | fewer[1] & ~none[1]
        """Those of which some are left: what fails takes all of a kind with it, but for kinds outside a subnet."""
        self._nobody = none[1]

    def gone(self, number: int) -> Bits:
        """Give with whom nobody is left to hold a kind's conversation."""
        return self._nobody if self.counts.sources[number] else -1


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


def _all_of(answers: Answers) -> Bits:
    """Give everybody to whom anything gets by some answer."""
    found = 0
    for reach, bits in answers.items():
        found |= bits if reach.some else 0
    return found


def _keeps(was: Reach, now: Reach) -> bool:
    return was == now or not (difference(was.some, now.some) or difference(was.allowed, now.allowed))

"""The toll of a failure: what conversations lose, counted in crowds, and spelled out as far as somebody reads.

A zone takes millions of conversations with it, and a reader is shown four of them. Crowds never overlap, so that
counting them is counting what would be spelled out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import EMPTY, Intervals
from vpcdesign.reach.covers import Bits, bits_of

Fate: TypeAlias = Literal["down", "cut", "weak", "fewer"]
"""What becomes of a conversation; `down`: one of its sides is, `cut`: somebody who is up has lost some of it.

`weak`: it depends on more than before, `fewer`: it goes on among those who are left.
"""
FATES: tuple[Fate, ...] = ("down", "cut", "weak", "fewer")

Ends: TypeAlias = tuple[int, int]
"""The places of two groups that talk to each other."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a conversation between groups loses: of its `pairs`, some are `down`, some up but `cut` off, some `weak`.

    `services` are those it had; `missing` those that somebody who is up has lost. A weak pair still gets through, but
    no longer whatever the network chooses.
    """

    source: str
    destination: str
    services: Intervals
    pairs: int
    down: int
    cut: int
    weak: int
    missing: Intervals
    ended: bool

    @property
    def died(self) -> bool:
        """Tell whether it is more than members of a group that are fewer."""
        return self.ended or self.cut > 0

    @property
    def fate(self) -> Fate:
        """Say what became of it."""
        if self.died:
            return "down" if self.ended and self.pairs == self.down else "cut"
        return "weak" if self.weak else "fewer"


class Crowd(NamedTuple):
    """Conversations of one group whose pairs all fare alike, by the places of the groups at their other ends."""

    fate: Fate
    services: Intervals
    others: Bits
    missing: Intervals = EMPTY
    ended: bool = False


class Bereft(NamedTuple):
    """What a group loses, by its place: in crowds, and one by one where that has to be looked at."""

    place: int
    crowds: Sequence[Crowd]
    singly: Sequence[tuple[int, Loss]] = ()


@dataclass(frozen=True, slots=True)
class Toll:
    """Losses in the order of the groups at their ends; it has as many as it says, though few are ever spelled out.

    Groups are told by their places: their `labels`, and the `sizes` of those in crowds, how many ask and are asked.
    """

    labels: Sequence[str]
    sizes: Sequence[tuple[int, int]]
    rows: Sequence[Bereft]
    counts: Mapping[Fate, int]
    fates: tuple[Fate, ...] = FATES

    @classmethod
    def counted(cls, labels: Sequence[str], sizes: Sequence[tuple[int, int]], rows: Sequence[Bereft]) -> "Toll":
        """Count what groups lose."""
        counts = dict.fromkeys(FATES, 0)
        for row in rows:
            for crowd in row.crowds:
                counts[crowd.fate] += crowd.others.bit_count()
            for _, loss in row.singly:
                counts[loss.fate] += 1
        return cls(labels, sizes, rows, counts)

    def of(self, *fates: Fate) -> "Toll":
        """Give those alone that fare in one of some ways."""
        return replace(self, fates=fates)

    @property
    def died(self) -> "Toll":
        """Give the conversations that are lost to somebody."""
        return self.of("down", "cut")

    @property
    def narrowed(self) -> "Toll":
        """Give those that have fewer members, or depend on more."""
        return self.of("weak", "fewer")

    def first(self, most: int) -> list[Loss]:
        """Spell out the first ones."""
        return list(islice(self, most))

    def __len__(self) -> int:
        """Say how many they are, spelling out none."""
        return sum(self.counts[fate] for fate in self.fates)

    def __iter__(self) -> Iterator[Loss]:
        """Spell out one after the other."""
        return map(itemgetter(1), self.placed())

    def placed(self) -> Iterator[tuple[Ends, Loss]]:
        """Spell out one after the other, each with the places of its groups."""
        for row in self.rows:
            told: list[tuple[int, Crowd | Loss]] = [one for one in row.singly if one[1].fate in self.fates]
            for crowd in row.crowds:
                if crowd.fate in self.fates:
                    told += [(other, crowd) for other in bits_of(crowd.others)]
            for other, one in sorted(told, key=itemgetter(0)):
                yield (row.place, other), one if isinstance(one, Loss) else self.spelled(row.place, other, one)

    def spelled(self, place: int, other: int, crowd: Crowd) -> Loss:
        """Spell out one conversation of a crowd, by the places of its ends."""
        fate, services, _, missing, ended = crowd
        pairs = self.sizes[place][0] * self.sizes[other][1]
        down, cut, weak = (pairs if fate == one else 0 for one in ("down", "cut", "weak"))
        ends = self.labels[place], self.labels[other]
        return Loss(*ends, services, pairs, down, cut, weak, missing, ended=ended or fate == "down")

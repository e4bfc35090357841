"""What gets from each kind to each other, a row for each: few different answers, each with the set of those who get it.

Hosts are many and answers are few, so millions of pairs are some thousand sets. A set of kinds is a number with a bit
for each. Read as a mapping it gives every pair that was asked about, in the order of the kinds.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, Self, TypeAlias, TypeVar

from vpcdesign.analysis.reaches import NOTHING, Reach
from vpcdesign.reach.covers import Bits, bits_of, places_of, turned_round

Kind = TypeVar("Kind", bound=Hashable)
Answers: TypeAlias = dict[Reach, Bits]


class Fares(NamedTuple):
    """How a kind fares with all others: `out` what they get from it, `into` what it gets, nothing at all included."""

    out: Answers
    into: Answers


class ReachRows(Mapping[tuple[Kind, Kind], Reach], Generic[Kind]):
    """Rows by the number of their kind: whom it was asked about, and what gets to them."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        """Begin with nobody asked."""
        self.kinds = tuple(kinds)
        self.numbers = {one: number for number, one in enumerate(kinds)}
        self._met: list[Bits] = [0] * len(self.kinds)
        self._rows: list[Answers] = [{} for _ in self.kinds]

    @classmethod
    def of(cls, cells: Mapping[tuple[Kind, Kind], Reach], kinds: Sequence[Kind]) -> Self:
        """Put answers that were found pair by pair into rows."""
        found = cls(kinds)
        for (source, destination), reach in cells.items():
            found.put(source, {reach: 1 << found.numbers[destination]}, 0)
        return found

    def put(self, source: Kind, answers: Mapping[Reach, Bits], met: Bits) -> None:
        """Note what gets from a kind to some; those it `met` who get no answer get nothing."""
        number = self.numbers[source]
        row = self._rows[number]
        for reach, bits in answers.items():
            met |= bits
            if reach:
                row[reach] = row.get(reach, 0) | bits
        self._met[number] |= met

    def bits(self, kinds: Iterable[Kind]) -> Bits:
        """Give the set of some kinds."""
        return sum(1 << self.numbers[one] for one in kinds)

    def row(self, number: int) -> Answers:
        """Give the answers of everybody that a kind was asked about, those who get nothing included."""
        row = self._rows[number]
        none = self._met[number]
        for bits in row.values():
            none &= ~bits
        return {**row, NOTHING: none} if none else row

    def given(self, number: int) -> Answers:
        """Give the answers by which anything gets from a kind to anybody."""
        return self._rows[number]

    def answers(self) -> set[Reach]:
        """Give every answer by which anything gets through."""
        return {reach for row in self._rows for reach in row}

    def joined(self, kinds: Iterable[Kind]) -> Answers:
        """Give the answers that anybody gets from some kinds: one may get several."""
        found: Answers = {}
        for one in kinds:
            for reach, bits in self.row(self.numbers[one]).items():
                found[reach] = found.get(reach, 0) | bits
        return found

    def told(self) -> Iterator[tuple[Kind, list[tuple[Kind, Reach]]]]:
        """Give for each kind who gets anything from it, and what, in order: quick where all is told."""
        for one, row in zip(self.kinds, self._rows, strict=True):
            found: list[Reach | None] = [None] * len(self.kinds)
            for reach, bits in row.items():
                for place in places_of(bits):
                    found[place] = reach
            yield one, [(other, reach) for other, reach in zip(self.kinds, found, strict=True) if reach is not None]

    def firsts(self) -> Iterator[tuple[Kind, list[tuple[Kind, Reach]]]]:
        """Give for each kind the first who gets each of its answers, in order."""
        for one, row in zip(self.kinds, self._rows, strict=True):
            places = sorted(((bits & -bits).bit_length() - 1, number) for number, bits in enumerate(row.values()))
            answers = list(row)
            yield one, [(self.kinds[place], answers[number]) for place, number in places]

    def fares(self) -> list[Fares]:
        """Give how each kind fares with all others."""
        size = len(self.kinds)
        found = [Fares(self.row(number), {}) for number in range(size)]
        by_answer: dict[Reach, list[Bits]] = {}
        for number, fares in enumerate(found):
            for reach, bits in fares.out.items():
                by_answer.setdefault(reach, [0] * size)[number] = bits
        for reach, rows in by_answer.items():
            for fares, bits in zip(found, turned_round(rows, size), strict=True):
                if bits:
                    fares.into[reach] = bits
        return found

    def __getitem__(self, cell: tuple[Kind, Kind]) -> Reach:
        number, other = self.numbers[cell[0]], self.numbers[cell[1]]
        if not self._met[number] >> other & 1:
            raise KeyError(cell)
        return next((reach for reach, bits in self._rows[number].items() if bits >> other & 1), NOTHING)

    def __iter__(self) -> Iterator[tuple[Kind, Kind]]:
        for number, source in enumerate(self.kinds):
            for other in bits_of(self._met[number]):
                yield source, self.kinds[other]

    def __len__(self) -> int:
        return sum(met.bit_count() for met in self._met)

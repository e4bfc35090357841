"""Sieves: what lists let through to whole sets at once, found once for all who stand alike to them.

A sieve knows where packets come from and whom they are for, and nothing else: neither which way they go, nor what they
bear, nor what was done to them. Lists that look at more than that have none. So one serves packets and their answers,
and every host of a tier.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vpcdesign.algebra.intervals import Intervals, point
from vpcdesign.algebra.portsets import EMPTY, FULL
from vpcdesign.network.rules import Rules
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.loads import Point, Who
from vpcdesign.reach.rulings import NO_LABELS, Rulings, Said
from vpcdesign.reach.views import Views
from vpcdesign.record import record

FEW = 12
"""Of so few each is looked at by itself."""

MANY = 20_000
"""So many sieves are kept over edits; with more of them one begins anew."""

NOBODY = -1
"""The cell of sources and destinations that nobody looks at."""


@record()
class Sieve:
    """Who gets which services, and who is odd, for the lists part his addresses."""

    passed: tuple[tuple[int, Bits], ...]
    odd: Bits


@dataclass(slots=True, eq=False)
class Lists:
    """Lists asked one after the other, what they look at, and what they were found to let through.

    None was found where something passes by a promise only. Those that let everything through are left out.
    """

    rules: tuple[Rules, ...]
    by_source: bool
    by_destination: bool
    known: dict[tuple[int, Who, Bits], Sieve | None] = field(default_factory=dict)


class Sieves:
    """The sieves of one network."""

    def __init__(self, rulings: Rulings, views: Views) -> None:
        self._rulings = rulings
        self._views = views
        self._lists: dict[tuple[int, ...], Lists | None] = {}

    def after(self, rulings: Rulings, views: Views, swapped: Mapping[int, Rules]) -> "Sieves":
        """Give the sieves of a network in which only some rules stand for others.

        Cells may be finer: who stands in a new one has a number that nobody had, and all other lists say what they did.
        """
        other = Sieves(rulings, views)
        if sum(len(one.known) for one in self._lists.values() if one is not None) < MANY:
            other._lists = {key: one for key, one in self._lists.items() if swapped.keys().isdisjoint(key)}
        return other

    def of(self, several: tuple[Rules, ...]) -> Lists | None:
        """Give what is known of some lists; None where they look at more than a sieve knows."""
        key = tuple(map(id, several))
        if key not in self._lists:
            self._lists[key] = self._read(several)
        return self._lists[key]

    def _read(self, several: tuple[Rules, ...]) -> Lists | None:
        shapes = [(one, shape) for one in several if not (shape := self._rulings.shape(one)).open]
        if any(shape.odd or shape.labelled for _, shape in shapes):
            return None
        by_source = any(shape.by_source for _, shape in shapes)
        return Lists(tuple(one for one, _ in shapes), by_source, any(shape.by_destination for _, shape in shapes))

    def sift(self, lists: Lists, source: int, to: Who, bits: Bits) -> Sieve | None:
        """Give what lists let through from a cell; None where something passes by a promise only."""
        key = (source, to, bits)
        if key not in lists.known:
            lists.known[key] = self._sift(lists, source, to, bits)
        return lists.known[key]

    def _sift(self, lists: Lists, source: int, to: Who, bits: Bits) -> Sieve | None:
        passed = {FULL: bits}
        strange = 0
        for rules in lists.rules:
            left: dict[int, Bits] = {}
            for number, some in passed.items():
                for said, met in self.said(rules, source, to, some):
                    if said is None:
                        strange |= met
                    elif said[1] != EMPTY:
                        return None
                    elif both := self._rulings.pool.both(number, said[0]):
                        left[both] = left.get(both, 0) | met
            passed = left
        return Sieve(tuple(passed.items()), strange)

    def said(
        self, rules: Rules, source: int, to: Who, bits: Bits, labels: frozenset[str] = NO_LABELS
    ) -> Iterator[tuple[Said | None, Bits]]:
        """Give what rules say of packets from a cell, by whom these are for; None where they part his addresses."""
        shape = self._rulings.shape(rules)
        from_ = self._views.examples[source] if shape.by_source else self._example(bits)
        for cell, some in self._cells(to, bits) if shape.by_destination else ((NOBODY, bits),):
            ends = from_, self._views.examples[cell] if cell >= 0 else self._example(some)
            yield self._rulings.said(rules, (source, cell), ends, labels), some

    def _cells(self, to: Who, bits: Bits) -> Iterable[tuple[int, Bits]]:
        """Give the cells that packets are addressed to."""
        if isinstance(to, Point):
            return ((self._views.cell_of(to), bits),)
        if to is None and bits.bit_count() < FEW:
            return self._views.few_cells(bits)
        return [(cell, whole & bits) for cell, whole in self._views.cells(to).items() if whole & bits]

    def _example(self, bits: Bits) -> Intervals:
        """Give an address of the family that packets are of."""
        return point(self._views.places.places[(bits & -bits).bit_length() - 1].end.addresses[0][0])

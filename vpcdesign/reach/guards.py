"""The filters of hosts themselves: whom everybody's guard admits from one sender, and what the sender's own lets out.

A guard only allows, so it is the union of what its lines admit by source and by each mark. References to marks stay
references: who carries a mark is never spelled out.
"""

from collections.abc import Iterable

from vpcdesign.algebra.intervals import Intervals, contains
from vpcdesign.algebra.portsets import FULL
from vpcdesign.algebra.services import ALL
from vpcdesign.network.stages import Rules
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import Rulings

Blocks = dict[int, Bits]
"""Disjoint kinds by the services that get to them."""

Leaving = tuple[list[tuple[int, int, Bits]], Bits]
"""What a filter outbound lets out: (freely, by a promise, to whom), and who is odd."""


class Guards:
    """Asks the filters of all kinds at once."""

    def __init__(self, places: Places, rulings: Rulings, leavings: dict[tuple[int, int], Leaving]) -> None:
        """Read the guards of all kinds; `leavings` are answers of the same filters outbound for the same cells."""
        self._pool = rulings.pool
        self._rulings = rulings
        self._by_mark: dict[str, Blocks] = {}
        self._by_source: dict[Intervals | None, Blocks] = {}
        self._by_cell: dict[int, tuple[Bits, Kind]] = {}
        self._bare: Bits = 0
        guarded: dict[int, tuple[Rules, Bits]] = {}
        for number, kind in enumerate(places.kinds):
            bit = 1 << number
            cell = kind.inner
            self._by_cell[cell] = (self._by_cell[cell][0] | bit if cell in self._by_cell else bit, kind)
            if kind.guard is None:
                self._bare |= bit
            elif not kind.odd:
                rules = kind.guard
                guarded[id(rules)] = (rules, guarded[id(rules)][1] | bit if id(rules) in guarded else bit)
        for rules, bits in guarded.values():
            self._read(rules, bits)
        self._singly: dict[int, list[Blocks]] = {}
        self._widely: list[tuple[Intervals | None, Blocks]] = []
        for source, blocks in self._by_source.items():
            if source is not None and len(source) == 1 and source[0][0] == source[0][1]:
                self._singly.setdefault(source[0][0], []).append(blocks)
            else:
                self._widely.append((source, blocks))
        self._held = {mark: _all(blocks) for mark, blocks in self._by_mark.items()}
        self._crowds: dict[tuple[int, ...], int] = {}
        self._crowd_of: dict[int, int] = {}
        self._from_crowd: dict[int, Blocks] = {}
        self.leavings = leavings

    def _read(self, rules: Rules, bits: Bits) -> None:
        for line in rules.lines:
            number = self._pool.number(ALL if line.services is None else line.services)
            if line.label is None:
                self._admit(self._by_source.setdefault(line.source, {}), number, bits)
            for mark in line.label or ():
                self._admit(self._by_mark.setdefault(mark, {}), number, bits)

    def _admit(self, blocks: Blocks, number: int, bits: Bits) -> None:
        """Let some kinds have some services more."""
        for known, some in list(blocks.items()):
            met = some & bits
            if met:
                bits ^= met
                more = self._pool.either(known, number)
                if more != known:
                    if some == met:
                        del blocks[known]
                    else:
                        blocks[known] = some ^ met
                    blocks[more] = blocks.get(more, 0) | met
                if not bits:
                    return
        blocks[number] = blocks.get(number, 0) | bits

    def admitted(
        self, labels: frozenset[str], seen: tuple[int, int], within: Bits = -1, low: int = 0
    ) -> list[tuple[int, Bits]]:
        """Give what guards let in that bears such marks, of those `within` some kinds; these are counted from `low`.

        `seen` is the cell and an address by which they know the sender.
        """
        blocks = {number: some for number, bits in self.crowded(*seen) if (some := bits >> low & within)}
        for several in self._singly.get(seen[1], ()):
            self._admit_all(blocks, several, within, low)
        for label in labels:
            if label in self._by_mark:
                self._admit_all(blocks, self._by_mark[label], within, low)
        return list(blocks.items())

    def _admit_all(self, blocks: Blocks, more: Blocks, within: Bits, low: int = 0) -> None:
        for number, bits in more.items():
            some = bits >> low & within
            if some:
                self._admit(blocks, number, some)

    def especially(self, labels: frozenset[str], address: int) -> Bits:
        """Give those who may know a sender by more than its crowd: by its very address, or by a mark."""
        found = 0
        for blocks in self._singly.get(address, ()):
            found |= _all(blocks)
        for label in labels:
            found |= self._held.get(label, 0)
        return found

    @property
    def by_address(self) -> bool:
        """Tell whether any guard knows somebody by his very address."""
        return bool(self._singly)

    def crowd(self, cell: int, address: int) -> int:
        """Give the number of all whose addresses stand in the same wide sets as those of a cell."""
        known = self._crowd_of.get(cell)
        if known is None:
            wide = enumerate(self._widely)
            key = tuple(place for place, (source, _) in wide if source is None or contains(source, address))
            known = self._crowd_of[cell] = self._crowds.setdefault(key, len(self._crowds))
        return known

    def crowded(self, cell: int, address: int) -> Iterable[tuple[int, Bits]]:
        """Give what guards let in from a whole crowd."""
        crowd = self.crowd(cell, address)
        known = self._from_crowd.get(crowd)
        if known is None:
            known = {FULL: self._bare} if self._bare else {}
            for source, blocks in self._widely:
                if source is None or contains(source, address):
                    self._admit_all(known, blocks, -1)
            self._from_crowd[crowd] = known
        return known.items()

    def leaving(self, sender: Kind) -> Leaving | None:
        """Give what a sender's own filter lets out: (freely, by a promise, to whom), and who is odd; None: everything.

        All kinds of a cell are alike to it.
        """
        rules = sender.leaves
        if rules is None or self._rulings.shape(rules).open:
            return None
        shape = self._rulings.shape(rules)
        key = (id(rules), sender.inner if shape.by_source else -1)
        if key not in self.leavings:
            self.leavings[key] = self._ask(rules, sender)
        return self.leavings[key]

    def _ask(self, rules: Rules, sender: Kind) -> Leaving:
        strange = 0
        found: dict[tuple[int, int], Bits] = {}
        for cell, (bits, other) in self._by_cell.items():
            ends = sender.end.addresses, other.end.addresses
            said = self._rulings.said(rules, (-2 - sender.inner, -2 - cell), ends)
            if said is None:
                strange |= bits
            elif said != (0, 0):
                found[said] = found.get(said, 0) | bits
        return [(free, promised, bits) for (free, promised), bits in found.items()], strange


def _all(blocks: Blocks) -> Bits:
    found = 0
    for bits in blocks.values():
        found |= bits
    return found

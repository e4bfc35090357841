"""The filters of hosts themselves: whom everybody's guard admits from one sender, and what the sender's own lets out.

A guard only allows, so it is the union of what its lines admit by source and by each mark. References to marks stay
references: who carries a mark is never spelled out.
"""

from vpcdesign.algebra.intervals import Intervals, contains
from vpcdesign.algebra.portsets import FULL
from vpcdesign.algebra.services import ALL
from vpcdesign.network.stages import Rules
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.places import Kind, Places
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
        self._from_cell: dict[int, Blocks] = {}
        self._admitted: dict[tuple[int, frozenset[str], str | None], list[tuple[int, Bits]]] = {}
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

    def admitted(self, sender: Kind, marks: str | None, seen: tuple[int, int]) -> list[tuple[int, Bits]]:
        """Give what guards let in from a sender; `marks` is what was put behind its marks, None where they are lost.

        `seen` is the cell and an address by which they know it.
        """
        labels = sender.end.endpoint.labels
        key = (seen[0], labels, marks)
        known = self._admitted.get(key)
        if known is None:
            blocks = dict(self._from(*seen))
            for label in labels if marks is not None else ():
                for number, bits in self._by_mark.get(label + (marks or ""), {}).items():
                    self._admit(blocks, number, bits)
            known = self._admitted[key] = list(blocks.items())
        return known

    def _from(self, cell: int, address: int) -> Blocks:
        """Give what guards let in by source alone."""
        known = self._from_cell.get(cell)
        if known is None:
            known = {FULL: self._bare} if self._bare else {}
            for source, blocks in self._by_source.items():
                if source is None or contains(source, address):
                    for number, bits in blocks.items():
                        self._admit(known, number, bits)
            self._from_cell[cell] = known
        return known

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

"""The filters of hosts themselves: whom everybody's guard admits from one sender, and what the sender's own lets out.

A guard only allows, so it is the union of what its lines admit by source and by each mark. References to marks stay
references: who carries a mark is never spelled out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from vpcdesign.algebra.intervals import Intervals, contains
from vpcdesign.algebra.portsets import FULL
from vpcdesign.algebra.services import ALL
from vpcdesign.network.stages import Line, Rules
from vpcdesign.reach.admission import NOBODY, Blocks, Known, Reference, admit
from vpcdesign.reach.covers import Bits, Some
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import Rulings

Allowed = tuple[int, Some]
"""Services that a line lets in, and whose line it is."""

Leaving = tuple[list[tuple[int, int, Bits]], Bits]
"""What a filter outbound lets out: (freely, by a promise, to whom), and who is odd."""


class Guards:
    """Asks the filters of all kinds at once."""

    def __init__(self, places: Places, rulings: Rulings, leavings: dict[tuple[int, int], Leaving]) -> None:
        """Read the guards of all kinds; `leavings` are answers of the same filters outbound for the same cells."""
        self._pool = rulings.pool
        self.rulings = rulings
        bare: list[int] = []
        by_cell: dict[int, tuple[Kind, list[int]]] = {}
        guarded: dict[int, tuple[Rules, list[int]]] = {}
        for number, kind in enumerate(places.kinds):
            if not (kind.odd or kind.gone):
                if kind.inner in by_cell:
                    by_cell[kind.inner][1].append(number)
                else:
                    by_cell[kind.inner] = kind, [number]
            if kind.guard is None:
                bare.append(number)
            elif not kind.odd:
                guarded.setdefault(id(kind.guard), (kind.guard, []))[1].append(number)
        self._bare = bits_with(bare)
        self._by_cell = {cell: (bits_with(held), kind) for cell, (kind, held) in by_cell.items()}
        by_mark, by_source = self._read(guarded.values())
        same: dict[tuple[int, ...], Reference] = {}
        self._by_mark = {mark: self._reference(several, same) for mark, several in by_mark.items()}
        self._singly: dict[int, list[Reference]] = {}
        self._widely: list[tuple[Intervals | None, Blocks]] = []
        for source, several in by_source.items():
            if source is not None and len(source) == 1 and source[0][0] == source[0][1]:
                self._singly.setdefault(source[0][0], []).append(self._reference(several, same))
            else:
                self._widely.append((source, self._blocks(several, 0)))
        borne = Counter([kind.end.endpoint.labels for kind in places.kinds])
        self._borne = {labels for labels, count in borne.items() if count > 1}
        self._known: dict[tuple[frozenset[str], str], Known] = {}
        self._crowds: dict[tuple[int, ...], int] = {}
        self._crowd_of: dict[int, int] = {}
        self._from_crowd: dict[int, Blocks] = {}
        self.leavings = leavings

    def _read(
        self, guarded: Iterable[tuple[Rules, list[int]]]
    ) -> tuple[dict[str, list[Allowed]], dict[Intervals | None, list[Allowed]]]:
        """Give whom guards let what get to: by each mark, and by each set of addresses.

        Many guards have a part in common: those whose it is are gathered before they are counted.
        """
        held_by: dict[int, tuple[tuple[Line, ...], list[int]]] = {}
        for rules, held in guarded:
            for part in rules.parts:
                known = held_by.get(id(part))
                if known is None:
                    held_by[id(part)] = part, held.copy()
                else:
                    known[1].extend(held)
        by_mark: dict[str, list[Allowed]] = {}
        by_source: dict[Intervals | None, list[Allowed]] = {}
        for part, held in held_by.values():
            some = _some_with(held)
            for line in part:
                allowed = self._pool.number(ALL if line.services is None else line.services), some
                if line.label is None:
                    by_source.setdefault(line.source, []).append(allowed)
                else:
                    for mark in line.label:
                        by_mark.setdefault(mark, []).append(allowed)
        return by_mark, by_source

    def _blocks(self, several: Iterable[Allowed], low: int) -> Blocks:
        """Give the kinds of each number of services, counted from some kind."""
        blocks: Blocks = {}
        for number, some in several:
            admit(self._pool, blocks, number, some.bits << some.low - low)
        return blocks

    def _reference(self, several: list[Allowed], same: dict[tuple[int, ...], Reference]) -> Reference:
        """Give what is said of one mark, or one address; what the same lines say of several is kept once."""
        key = tuple(map(id, several))
        known = same.get(key)
        if known is None:
            low = min(some.low for _, some in several)
            whole = 0
            for _, some in several:
                whole |= some.bits << some.low - low
            known = same[key] = Reference(Some(whole, low), self._blocks(several, low))
        return known

    def especially(self, labels: frozenset[str], suffix: str, address: int) -> Known:
        """Tell by what guards may know a sender better than its crowd: its very address, and its marks.

        To each of its labels the suffix was put on the way.
        """
        key = labels, suffix
        known = self._known.get(key)
        if known is None:
            marks = (label + suffix for label in labels)
            known = _known([one for mark in marks if (one := self._by_mark.get(mark)) is not None])
            if labels in self._borne:
                self._known[key] = known
        return _known([*self._singly[address], *known.references]) if address in self._singly else known

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

    def crowded(self, cell: int, address: int) -> Blocks:
        """Give what guards let in from a whole crowd."""
        crowd = self.crowd(cell, address)
        known = self._from_crowd.get(crowd)
        if known is None:
            known = {FULL: self._bare} if self._bare else {}
            for source, blocks in self._widely:
                if source is None or contains(source, address):
                    for number, bits in blocks.items():
                        admit(self._pool, known, number, bits)
            self._from_crowd[crowd] = known
        return known

    def leaving(self, sender: Kind) -> Leaving | None:
        """Give what a sender's own filter lets out: (freely, by a promise, to whom), and who is odd; None: everything.

        All kinds of a cell are alike to it.
        """
        rules = sender.leaves
        if rules is None or self.rulings.shape(rules).open:
            return None
        shape = self.rulings.shape(rules)
        key = (id(rules), sender.inner if shape.by_source else -1)
        if key not in self.leavings:
            self.leavings[key] = self._ask(rules, sender)
        return self.leavings[key]

    def _ask(self, rules: Rules, sender: Kind) -> Leaving:
        strange = 0
        found: dict[tuple[int, int], Bits] = {}
        for cell, (bits, other) in self._by_cell.items():
            ends = sender.end.addresses, other.end.addresses
            said = self.rulings.said(rules, (-2 - sender.inner, -2 - cell), ends)
            if said is None:
                strange |= bits
            elif said != (0, 0):
                found[said] = found.get(said, 0) | bits
        return [(free, promised, bits) for (free, promised), bits in found.items()], strange


def bits_with(numbers: Sequence[int]) -> Bits:
    """Give the bits of some numbers, made at once: one after the other they would be copied each time."""
    if not numbers:
        return 0
    found = bytearray((max(numbers) >> 3) + 1)
    for one in numbers:
        found[one >> 3] |= 1 << (one & 7)
    return int.from_bytes(found, "little")


def _known(references: list[Reference]) -> Known:
    if not references:
        return NOBODY
    if len(references) == 1:
        return Known(references, references[0].some)
    low = min(one.some.low for one in references)
    whole = 0
    for one in references:
        whole |= one.some.bits << one.some.low - low
    return Known(references, Some(whole, low))


def _some_with(numbers: Sequence[int]) -> Some:
    """Give the bits of some numbers, counted from the first of them."""
    low = min(numbers)
    return Some(bits_with([one - low for one in numbers]), low)

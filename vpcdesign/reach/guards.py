"""The filters of hosts themselves: whom everybody's guard admits from one sender, and what the sender's own lets out.

A guard only allows, so it is the union of what its lines admit by source and by each mark. References to marks stay
references: who carries a mark is never spelled out.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias, TypeVar

from vpcdesign.algebra.intervals import Intervals, contains
from vpcdesign.algebra.portsets import FULL
from vpcdesign.algebra.services import ALL
from vpcdesign.network.amended import Amended
from vpcdesign.network.rules import Rules
from vpcdesign.reach.admission import NOBODY, Blocks, Known, Reference, admit
from vpcdesign.reach.covers import Bits, Some, bits_with, some_of, some_with
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import Rulings

Allowed = tuple[int, Some]
"""Services that a line lets in, and whose line it is."""

Leaving = tuple[list[tuple[int, int, Bits]], Bits]
"""What a filter outbound lets out: (freely, by a promise, to whom), and who is odd."""


KnownBy: TypeAlias = str | Intervals | None
"""By what guards know a sender: a mark, or addresses; None are all there are."""

_Cells = dict[int, tuple[Bits, Kind]]

_K = TypeVar("_K", str, int)


@dataclass(slots=True)
class _Turn:
    """The kinds that say something else of a mark, or of a source, than before; what they say now has `come`."""

    gone: Bits = 0
    come: dict[int, Bits] = field(default_factory=dict)

    def enter(self, held: Bits, said: Iterable[int]) -> None:
        """Note that some kinds let these services in now, and none of those that they did."""
        self.gone |= held
        for number in said:
            self.come[number] = self.come.get(number, 0) | held

    def left(self, blocks: Blocks, low: int) -> Blocks:
        """Give what the others say, of what was counted from some kind."""
        gone = self.gone >> low
        return {number: left << low for number, bits in blocks.items() if (left := bits & ~gone)}


class Guards:
    """Asks the filters of all kinds at once."""

    def __init__(self, places: Places, rulings: Rulings, leavings: dict[tuple[int, int], Leaving]) -> None:
        """Read the guards of all kinds; `leavings` are answers of the same filters outbound for the same cells."""
        self._pool = rulings.pool
        self.rulings = rulings
        self._kinds: Sequence[Kind] = places.kinds
        self._cells: _Cells | None = None
        self._bare = bits_with([number for number, kind in enumerate(places.kinds) if kind.guard is None])
        by_mark, by_source = self._read(places.kinds)
        same: dict[tuple[int, ...], Reference] = {}
        self._by_mark: Mapping[str, Reference] = {
            mark: self._reference(several, same) for mark, several in by_mark.items()
        }
        singly: dict[int, Reference] = {}
        self._widely: list[tuple[Intervals | None, Blocks]] = []
        for source, several in by_source.items():
            if source is not None and _single(source):
                singly[source[0][0]] = self._reference(several, same)
            else:
                self._widely.append((source, self._blocks(several, 0)))
        self._singly: Mapping[int, Reference] = singly
        borne = Counter([kind.end.endpoint.labels for kind in places.kinds])
        self._borne = {labels for labels, count in borne.items() if count > 1}
        self._known: dict[tuple[frozenset[str], str], Known] = {}
        self._crowds: dict[tuple[int, ...], int] = {}
        self.crowds: dict[int, int] = {}
        self._from_crowd: dict[int, Blocks] = {}
        self.leavings = leavings
        self.come: Collection[str] = ()

    def after(self, swapped: Iterable[tuple[Rules, Rules, Sequence[int]]]) -> "Guards":
        """Give the guards after an edit by which rules took the place of others, each with the kinds whose they are.

        What is said of marks and sources of which these say what they said stays the same object.
        """
        turns: dict[KnownBy, _Turn] = {}
        for was, now, several in swapped:
            held, before, after = bits_with(several), self._said(was), self._said(now)
            for one in before.keys() | after.keys():
                if before.get(one) != after.get(one):
                    turns.setdefault(one, _Turn()).enter(held, after.get(one, ()))
        other = copy(self)
        other._turn(turns)  # noqa: SLF001 - its own class
        return other

    def _turn(self, turns: "Mapping[KnownBy, _Turn]") -> None:
        """Let some kinds say something else; whatever is shared with who was there before is not written to."""
        self._known = {}
        same: dict[Hashable, Reference | None] = {}
        marks = {one: turn for one, turn in turns.items() if isinstance(one, str)}
        sources = {one: turn for one, turn in turns.items() if not isinstance(one, str)}
        self.come = marks
        singly = {one[0][0]: turn for one, turn in sources.items() if one is not None and _single(one)}
        self._by_mark = self._turned(self._by_mark, marks, same)
        self._singly = self._turned(self._singly, singly, same)
        self._widen({one: turn for one, turn in sources.items() if one is None or not _single(one)})

    def _said(self, rules: Rules) -> "dict[KnownBy, set[int]]":
        """Give the services that rules let in, by marks and by sources."""
        found: dict[KnownBy, set[int]] = {}
        for line in chain(*rules.parts):
            number = self._pool.number(ALL if line.services is None else line.services)
            for one in (line.source,) if line.label is None else line.label:
                found.setdefault(one, set()).add(number)
        return found

    def _turned(
        self, known: "Mapping[_K, Reference]", turns: "Mapping[_K, _Turn]", same: dict[Hashable, Reference | None]
    ) -> "Mapping[_K, Reference]":
        """Give what is said of marks, or addresses; what turned alike is kept once, as it was before."""
        if not turns:
            return known
        found: dict[_K, Reference | None] = {}
        for one, turn in turns.items():
            was = known.get(one)
            key = id(was), turn.gone, tuple(turn.come.items())
            if key not in same:
                same[key] = self._other(was, turn)
            found[one] = same[key]
        return Amended(known, found)

    def _other(self, was: Reference | None, turn: "_Turn") -> Reference | None:
        """Give what is said of one mark after some kinds say something else of it; None where nobody says anything."""
        blocks = turn.left(was.blocks, was.some.low) if was is not None else {}
        for number, bits in turn.come.items():
            admit(self._pool, blocks, number, bits)
        whole = 0
        for bits in blocks.values():
            whole |= bits
        if not whole:
            return None
        low = (whole & -whole).bit_length() - 1
        return Reference(Some(whole >> low, low), {number: bits >> low for number, bits in blocks.items()})

    def _widen(self, turns: "Mapping[Intervals | None, _Turn]") -> None:
        """Say something else of wide sources; who stands in the same of them is found again where there are others."""
        self._crowds, self.crowds, self._from_crowd = (
            dict(self._crowds),
            dict(self.crowds),
            dict(self._from_crowd),
        )
        if not turns:
            return
        wide = dict(self._widely)
        for source, turn in turns.items():
            blocks = wide[source] = turn.left(wide.get(source, {}), 0)
            for number, bits in turn.come.items():
                admit(self._pool, blocks, number, bits)
        before = [source for source, _ in self._widely]
        self._widely = [(source, blocks) for source, blocks in wide.items() if blocks]
        if before != [source for source, _ in self._widely]:
            self._crowds, self.crowds, self._from_crowd = {}, {}, {}
            return
        others = {place for place, source in enumerate(before) if source in turns}
        for key, crowd in self._crowds.items():
            if not others.isdisjoint(key):
                self._from_crowd.pop(crowd, None)

    def _read(self, kinds: Sequence[Kind]) -> tuple[dict[str, list[Allowed]], dict[Intervals | None, list[Allowed]]]:
        """Give whom guards let what get to: by each mark, and by each set of addresses.

        Many guards have a part in common: those whose it is are gathered before they are counted.
        """
        guarded = [(one, kind.guard.parts) for one, kind in enumerate(kinds) if kind.guard is not None and not kind.odd]
        parts = {id(part): part for part in chain.from_iterable([parts for _, parts in guarded])}
        held_by: defaultdict[int, list[int]] = defaultdict(list)
        for one, several in guarded:
            for part in several:
                held_by[id(part)].append(one)
        by_mark: dict[str, list[Allowed]] = {}
        by_source: dict[Intervals | None, list[Allowed]] = {}
        number = self._pool.number
        for where, held in held_by.items():
            some = some_with(held)
            for line in parts[where]:
                allowed = FULL if line.services is None else number(line.services), some
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
            low = min([some.low for _, some in several])
            whole = 0
            for _, (bits, at) in several:
                whole |= bits << at - low
            known = same[key] = Reference(some_of((whole, low)), self._blocks(several, low))
        return known

    def especially(self, labels: frozenset[str], suffix: str, address: int, like: Known = NOBODY) -> Known:
        """Tell by what guards may know a sender better than its crowd: its very address, and its marks.

        To each of its labels the suffix was put on the way. What is `like` something that is there is that.
        """
        borne = labels in self._borne
        known = self._known.get((labels, suffix)) if borne else None
        if known is None:
            by_mark, references = self._by_mark, []
            for mark in [label + suffix for label in labels] if suffix else labels:
                one = by_mark.get(mark)
                if one is not None:
                    references.append(one)
            known = _known(references, like)
            if borne:
                self._known[labels, suffix] = known
        return _known([self._singly[address], *known.references], like) if address in self._singly else known

    def references(self, labels: frozenset[str], suffix: str, address: int) -> tuple[Reference, ...]:
        """Give only what they say of such a sender, one for each mark and very address by which they know it."""
        marks = [label + suffix for label in labels] if suffix else labels
        found = [one for mark in marks if (one := self._by_mark.get(mark)) is not None]
        return (self._singly[address], *found) if address in self._singly else tuple(found)

    @property
    def by_address(self) -> bool:
        """Tell whether any guard knows somebody by his very address."""
        return bool(self._singly)

    @property
    def marks(self) -> Iterable[str]:
        """Give the marks by which guards know anybody; those that the last edit turned have `come`."""
        return self._by_mark

    def heard(self, mark: str, number: int) -> Bits:
        """Give whose guards let in any of some services for a mark."""
        known = self._by_mark.get(mark)
        return 0 if known is None else self._any_of(known, number)

    def heard_from(self, address: int, number: int) -> Bits:
        """Give whose guards let in any of some services from a very address."""
        known = self._singly.get(address)
        return 0 if known is None else self._any_of(known, number)

    def _any_of(self, known: Reference, number: int) -> Bits:
        met = 0
        for services, bits in known.blocks.items():
            if self._pool.both(number, services):
                met |= bits
        return met << known.some.low

    def know_alike(self, other: "Guards") -> bool:
        """Tell whether others surely know everybody as these do by his address."""
        return self._widely is other._widely and self._singly is other._singly  # noqa: SLF001 - its own class

    def crowd(self, cell: int, address: int) -> int:
        """Give the number of all whose addresses stand in the same wide sets as those of a cell."""
        known = self.crowds.get(cell)
        if known is None:
            wide = enumerate(self._widely)
            key = tuple(place for place, (source, _) in wide if source is None or contains(source, address))
            known = self.crowds[cell] = self._crowds.setdefault(key, len(self._crowds))
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
        if rules is None:
            return None
        shape = self.rulings.shape(rules)
        if shape.open:
            return None
        key = (id(rules), sender.inner if shape.by_source else -1)
        if key not in self.leavings:
            self.leavings[key] = self._ask(rules, sender)
        return self.leavings[key]

    def _ask(self, rules: Rules, sender: Kind) -> Leaving:
        strange = 0
        found: dict[tuple[int, int], Bits] = {}
        for cell, (bits, other) in self._by_cell().items():
            ends = sender.end.addresses, other.end.addresses
            said = self.rulings.said(rules, (-2 - sender.inner, -2 - cell), ends)
            if said is None:
                strange |= bits
            elif said != (0, 0):
                found[said] = found.get(said, 0) | bits
        return [(free, promised, bits) for (free, promised), bits in found.items()], strange

    def _by_cell(self) -> _Cells:
        """Give who is in each cell, and one of them: few ever ask, for most filters outbound let out everything."""
        if self._cells is None:
            found: dict[int, tuple[list[int], Kind]] = {}
            for number, kind in enumerate(self._kinds):
                if not (kind.odd or kind.gone):
                    found.setdefault(kind.inner, ([], kind))[0].append(number)
            self._cells = {cell: (bits_with(held), kind) for cell, (held, kind) in found.items()}
        return self._cells


def _known(references: list[Reference], like: Known) -> Known:
    if not references:
        return NOBODY
    if references == like.references:
        return like
    if len(references) == 1:
        return Known(references, references[0].some)
    several = [one.some for one in references]
    _, low = several[0]
    for _, at in several:
        low = min(low, at)
    whole = 0
    for bits, at in several:
        whole |= bits << at - low
    return Known(references, some_of((whole, low)))


def _single(source: Intervals) -> bool:
    return len(source) == 1 and source[0][0] == source[0][1]

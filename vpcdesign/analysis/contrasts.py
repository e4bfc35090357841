"""What rows of two worlds say of what an end sends to receivers, put side by side.

Numbers of rows mean something in their own world only: here each set has one number for both.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.staying import Ends, Home, Receivers, Staying, is_v6
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.ends import End
from vpcdesign.reach.exchanges import NOWHERE, Exchange
from vpcdesign.reach.rows import Rows

FEW = 4
"""Of so many receivers each is looked up in a row."""


class Change(NamedTuple):
    """How what is sent from one kind of end to another fares before and after: the way there, and that of answers."""

    client: Intervals
    v6: bool
    was: int
    now: int
    answers: tuple[int, int]


class Contrasts:
    """Tells it of two worlds; where rows of the second one know what an edit touched, only that is looked at."""

    def __init__(self, rows: tuple[Rows, Rows], staying: Staying) -> None:
        self._rows, self._staying = rows, staying
        self._shared = rows[1].touched is not None
        self._ids: dict[tuple[Intervals, ...], int] = {}
        self._numbers: tuple[dict[Exchange | tuple[int, int], int], ...] = ({}, {})
        self._nowhere = self._number(0, NOWHERE)
        self._answers: dict[tuple[int, int, int], int] = {}
        self._otherwise: dict[tuple[int, tuple[int, int]], Bits] = {}
        self._ways: dict[Home, bool] = {}
        self._forks: dict[int, bool] = {}
        self._few: dict[Hashable, list[tuple[Change, Bits]]] = {}

    def forked(self, kind: int) -> bool:
        """Tell whether the network sends from a kind several ways to anybody who is not moved, as it is now."""
        rows = self._rows[1]
        place = rows.places.kinds[kind].place
        if place not in self._forks:
            self._forks[place] = bool(rows.manifold(kind) & self._staying.still)
        return self._forks[place]

    def otherwise_led(self, home: Home) -> bool:
        """Tell whether answers from anybody who is not moved may get back to a place otherwise than before."""
        known = self._ways.get(home)
        if known is None:
            known = self._ways[home] = any(
                self.answered(0, there[0], home[0]) != self.answered(1, there[1], home[1])
                for there in self._staying.homes
            )
        return known

    def odd(self, to: Receivers, ends: Ends, client: Intervals) -> Bits:
        """Give those of whom the rows of an end say nothing that could be compared, in either world."""
        odd = 0
        for side, (rows, end) in enumerate(zip(self._rows, ends, strict=True)):
            if end is not None:
                odd |= to.kinds.spread(side, rows.row(end.kind, client).odd | rows.manifold(end.kind))
        return odd

    def changes(self, to: Receivers, ends: Ends, client: Intervals, *, moved: bool) -> Iterator[tuple[Change, Bits]]:
        """Compare what gets from an end to everybody."""
        old, new = ends
        some = new or old
        assert some is not None
        home = self._staying.home(old.kind if old else -1, new.kind if new else -1)
        back = self._otherwise_answered(to, home)
        within = to.kinds.all
        if self._shared and not moved and not back and new is not None:
            within = to.kinds.spread(1, self._rows[1].concerned(new.kind)) | to.turned
        if not within:
            return
        sent = dict(self._sent(to, 0, (old, client), within))
        others_sent = dict(self._sent(to, 1, (new, client), within))
        if sent == others_sent and not back & within:
            return
        for was, mine in sent.items():
            for now, others in others_sent.items():
                met = mine & others & (within if was != now else back)
                if not met or (was == now == self._nowhere):
                    continue
                for answers, part in self._by_answers(to, home, met):
                    if was != now or answers[0] != answers[1]:
                        yield Change(client, is_v6(some), was, now, answers), part

    def changes_of_few(
        self, to: Receivers, ends: Ends, client: Intervals, *, moved: bool
    ) -> Iterable[tuple[Change, Bits]]:
        """Compare what gets from an end to a few, remembered by what that is."""
        fares: list[Exchange | None] = []
        places: list[int] = []
        for side, (rows, end) in enumerate(zip(self._rows, ends, strict=True)):
            if end is None:
                return self.changes(to, ends, client, moved=moved)
            row = rows.row(end.kind, client)
            fares += [row.of(kinds[side]) if kinds[side] >= 0 else None for kinds in to.kinds.pairs]
            places.append(rows.places.kinds[end.kind].place)
        concerned = (
            to.kinds.all if moved else to.kinds.spread(1, self._rows[1].concerned(ends[1].kind)) if ends[1] else 0
        )
        key = id(to), *places, client, concerned, tuple(fares)
        known = self._few.get(key)
        if known is None:
            known = self._few[key] = list(self.changes(to, ends, client, moved=moved))
        return known

    def _sent(
        self, to: Receivers, side: int, sender: tuple[End | None, Intervals], within: Bits
    ) -> Iterator[tuple[int, Bits]]:
        """Give what gets from an end to some, as numbers that mean the same in both worlds."""
        found: dict[int, Bits] = {}
        left = within
        for fare, met in self._blocks(to, side, sender):
            if met & within:
                left &= ~met
                number = self._number(side, fare)
                found[number] = found.get(number, 0) | met & within
        if left:
            found[self._nowhere] = found.get(self._nowhere, 0) | left
        yield from found.items()

    def _blocks(
        self, to: Receivers, side: int, sender: tuple[End | None, Intervals]
    ) -> Iterator[tuple[Exchange, Bits]]:
        """Give what gets from an end to whom; of a few receivers each is looked at by himself."""
        end, client = sender
        if end is None:
            return
        row = self._rows[side].row(end.kind, client)
        if len(to.kinds.pairs) > FEW:
            for fare, bits in row.blocks.items():
                yield fare, to.kinds.spread(side, bits)
            return
        for number, kinds in enumerate(to.kinds.pairs):
            if kinds[side] >= 0:
                yield row.of(kinds[side]), 1 << number

    def _number(self, side: int, fare: Exchange | tuple[int, int]) -> int:
        known = self._numbers[side].get(fare)
        if known is None:
            sets = tuple(map(self._rows[side].pool.services, fare))
            known = self._numbers[side][fare] = self._ids.setdefault(sets, len(self._ids))
        return known

    def _otherwise_answered(self, to: Receivers, home: Home) -> Bits:
        """Give those whose answers may get back to a place otherwise than before."""
        if self._shared and self._rows[1].ways is self._rows[0].ways:
            return 0
        key = id(to), home
        if key not in self._otherwise:
            bits = 0
            for there, who in to.homes.items():
                if self.answered(0, there[0], home[0]) != self.answered(1, there[1], home[1]):
                    bits |= who
            self._otherwise[key] = bits
        return self._otherwise[key]

    def _by_answers(self, to: Receivers, home: Home, bits: Bits) -> Iterator[tuple[tuple[int, int], Bits]]:
        """Part those who are sent to by how their answers get back."""
        found: dict[tuple[int, int], Bits] = {}
        for there, who in to.homes.items():
            if met := who & bits:
                both = self.answered(0, there[0], home[0]), self.answered(1, there[1], home[1])
                found[both] = found.get(both, 0) | met
        yield from found.items()

    def answered(self, side: int, there: int, here: int) -> int:
        """Give what answers get back, as a number that means the same in both worlds; -1 is not known, -2 nobody's."""
        if there < 0 or here < 0:
            return -2
        key = (side, there, here)
        known = self._answers.get(key)
        if known is None:
            sets = self._rows[side].answers(there, here)
            known = self._answers[key] = self._number(side, sets) if sets is not None else -1
        return known

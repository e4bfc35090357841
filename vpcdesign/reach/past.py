"""Rows that were made before edits, and what each edit since may have made otherwise: a row is mended when it is read.

An edit touches few rows of many, and of those it touches few are read before the next one. So it goes through none:
what it may have changed is noted once, and whoever reads a row counts together what was noted since it was made. Rows
that nobody has read for many edits are let go.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.touched import Pairs, concerned

Key: TypeAlias = tuple[int, Intervals]
"""A kind, or a place, that sends, and from which ports."""

_R = TypeVar("_R")

MOST = 50
"""So many edits are counted together; a row of before them is made anew."""


class _Shelf(NamedTuple, Generic[_R]):
    """Rows, and how many edits there were when each was made: the same of all, or of each its own; `newest` of any."""

    rows: Mapping[Key, _R]
    made: int | Mapping[Key, int]
    newest: int

    def when(self) -> Mapping[Key, int]:
        """Give of each row when it was made."""
        return dict.fromkeys(self.rows, self.made) if isinstance(self.made, int) else self.made


class Past(Generic[_R]):
    """Rows of before; of `edits` the first is that of this number, what is before is forgotten."""

    def __init__(self, shelves: tuple[_Shelf[_R], ...] = (), edits: tuple[Pairs, ...] = (), first: int = 0) -> None:
        self._shelves = shelves
        self._edits = edits
        self._first = first

    def after(self, rows: Mapping[Key, _R], pairs: Pairs) -> "Past[_R]":
        """Follow an edit that touches these; `rows` were made since the last one.

        They are the rows of somebody who may still make some: these are as true as those that were there.
        """
        now = self._first + len(self._edits)
        edits, shelves = self._edits, self._shelves
        if rows:
            shelves = _shelved(shelves, _Shelf(rows, now, now))
        if pairs:
            edits = (*edits, pairs)[-MOST:]
            now += 1
        first = now - len(edits)
        return Past(tuple(one for one in shelves if one.newest >= first), edits, first)

    def get(self, key: Key) -> tuple[_R, Bits] | None:
        """Give a row of before, and to whom it may not be true any more."""
        for shelf in reversed(self._shelves):
            row = shelf.rows.get(key)
            if row is not None:
                made = shelf.made if isinstance(shelf.made, int) else shelf.made[key]
                if made < self._first:
                    return None
                stale = 0
                for pairs in self._edits[made - self._first :]:
                    stale |= concerned(pairs, key[0])
                return row, stale
        return None

    def all(self) -> Iterator[tuple[Key, _R]]:
        """Give whatever is there, of before any edit."""
        for shelf in self._shelves:
            yield from list(shelf.rows.items())


def _shelved(shelves: tuple[_Shelf[_R], ...], new: _Shelf[_R]) -> tuple[_Shelf[_R], ...]:
    """Put rows on top; what is not much larger than what stands on it is put with it, so that shelves are few."""
    whole = [*shelves, new]
    while len(whole) > 1 and len(whole[-2].rows) < 2 * len(whole[-1].rows):
        above, below = whole.pop(), whole.pop()
        rows, made = dict(below.rows), dict(below.when())
        rows.update(above.rows)
        made.update(above.when())
        whole.append(_Shelf(rows, made, above.newest))
    return tuple(whole)

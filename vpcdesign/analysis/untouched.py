"""Which pairs of hosts surely fare alike in two worlds, told for tens of thousands of pairs at once.

Rows are compared and no question is asked where both hosts have stayed who they were: the same addresses and ports, the
same services there and back. `False` says nothing: then the pair is compared in full. What becomes of answers hangs on
the places of both alone, so it is learned once for each two places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vpcdesign.algebra.addresses import is_v6
from vpcdesign.algebra.intervals import Intervals, size
from vpcdesign.analysis.survey import Party, asked
from vpcdesign.analysis.worlds import World
from vpcdesign.network.network import Network
from vpcdesign.network.stages import Node
from vpcdesign.reach.ends import End
from vpcdesign.reach.footprints import Footprints
from vpcdesign.reach.rows import Rows
from vpcdesign.reach.trace import Question


class Joint(Protocol):
    """Hosts that behave alike in both worlds, as they are in each."""

    @property
    def old(self) -> Party | None: ...
    @property
    def new(self) -> Party | None: ...
    @property
    def outside(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Stayed:
    """A host that stayed who it was: its family and its kind in both worlds, stretch by stretch; where it asks from."""

    ends: tuple[tuple[bool, int, int], ...]
    client: Intervals


class Untouched:
    """Tells it of two worlds; remembers what it has learned."""

    def __init__(self, old: World, new: World, joints: Sequence[Joint]) -> None:
        self._worlds = old, new
        self._rows = Rows(old.walk.network), Rows(new.walk.network)
        self._edited = _edited(old.walk.network, new.walk.network)
        self._footprints = Footprints(old.walk.network)
        self._ids: dict[tuple[Intervals, ...], int] = {}
        self._blocks: dict[tuple[int, int, Intervals], tuple[dict[int, int], int]] = {}
        self._backs: dict[tuple[int, int, int], int] = {}
        self._stayed = {id(one): self._stays(one) for one in joints}

    def alike(self, one: Joint, other: Joint) -> bool:
        """Tell whether the same packets are asked between two hosts and surely fare alike."""
        mine, theirs = self._stayed[id(one)], self._stayed[id(other)]
        if one is not other and mine is not None and theirs is not None:
            quick = self._quick(mine, theirs)
            if quick is not None:
                return quick
        return self._slow(one, other)

    def _stays(self, one: Joint) -> _Stayed | None:
        if one.old is None or one.new is None or one.outside:
            return None
        sides = (one.old.sources[:1], one.old.destinations[:1]), (one.new.sources[:1], one.new.destinations[:1])
        if sides[0] != sides[1] or not all(sides[0]):
            return None
        member = sides[0][0][0]
        parts = [rows.places.ends.get(member.endpoint, ()) for rows in self._rows]
        hosts = [world.walk.network.endpoints[member.endpoint] for world in self._worlds]
        whole = sum(size(end.addresses) for end in parts[0]) == size(member.addresses)
        if hosts[0].client_ports != hosts[1].client_ports or not whole or not _same(parts[0], parts[1]):
            return None
        ends = tuple((is_v6(a.addresses[0][0]), a.kind, b.kind) for a, b in zip(*parts, strict=True))
        return _Stayed(ends, hosts[0].client_ports)

    def _quick(self, mine: _Stayed, theirs: _Stayed) -> bool | None:
        """Compare what rows say; None where they do not know, or where answers have yet to be learned of."""
        for v6, here, now in mine.ends:
            (was, odd), (is_, odd_now) = self._block(0, here, mine.client), self._block(1, now, mine.client)
            for other_v6, there, then in theirs.ends:
                if v6 != other_v6:
                    continue
                if (odd >> there | odd_now >> then) & 1:
                    return None
                backs = self._back(0, there, here), self._back(1, then, now)
                if None in backs:
                    return None
                if was.get(there) != is_.get(then) or backs[0] != backs[1]:
                    return False
        return True

    def _block(self, side: int, kind: int, client: Intervals) -> tuple[dict[int, int], int]:
        """Give what gets from a kind to each other, as numbers that mean the same in both worlds; and who is odd."""
        key = (side, kind, client)
        known = self._blocks.get(key)
        if known is None:
            rows = self._rows[side]
            row = rows.row(kind, client)
            found: dict[int, int] = {}
            for exchange, bits in row.blocks.items():
                number = self._number(tuple(map(rows.pool.services, exchange)))
                left = bits
                while left:
                    low = left & -left
                    found[low.bit_length() - 1] = number
                    left ^= low
            known = self._blocks[key] = (found, row.odd)
        return known

    def _number(self, sets: tuple[Intervals, ...]) -> int:
        return self._ids.setdefault(sets, len(self._ids))

    def _back(self, side: int, there: int, here: int) -> int | None:
        kinds = self._rows[side].places.kinds
        return self._backs.get((side, kinds[there].place, kinds[here].place))

    def _slow(self, one: Joint, other: Joint) -> bool:
        """Ask in full, and learn what becomes of answers between the places of both."""
        if one.old is None or one.new is None or other.old is None or other.new is None:
            return False
        old, new = self._worlds
        was, now = asked(old.questions, one.old, other.old), asked(new.questions, one.new, other.new)
        if was is None or now is None or was.questions != now.questions:
            return False
        return all(map(self._fares, was.questions))

    def _fares(self, question: Question) -> bool:
        """Tell whether a question surely fares alike: by rows, or as a walk rests on nothing that was edited."""
        told = [rows.exact(question) for rows in self._rows]
        if told[0] is None and self._edited is not None:
            return self._edited.isdisjoint(self._footprints.ask([question])[1])
        for side, exact in enumerate(told):
            if isinstance(exact, tuple):
                self._learn(side, question.start, question.ends or frozenset(), exact)
        return told[0] is not None and told[0] == told[1]

    def _learn(self, side: int, start: str, ends: frozenset[str], exact: tuple[tuple[Intervals, ...], ...]) -> None:
        """Remember the way back of each two stretches that met, which is told last of each."""
        places = self._rows[side].places
        here = {end.addresses: places.kinds[end.kind].place for end in places.ends.get(start, ())}
        there = {end.addresses: places.kinds[end.kind].place for name in ends for end in places.ends.get(name, ())}
        for source, destination, *_, some, every in exact:
            if source in here and destination in there:
                self._backs[side, there[destination], here[source]] = self._number((some, every))


def _edited(old: Network, new: Network) -> frozenset[Node] | None:
    """Give the stages that an edit wrote anew; None where the networks were made apart."""
    if old.endpoints is not new.endpoints or len(old.stages) != len(new.stages):
        return None
    both = enumerate(zip(old.stages, new.stages, strict=True))
    return frozenset(node for node, (one, other) in both if one is not other)


def _same(some: Sequence[End], others: Sequence[End]) -> bool:
    return len(some) == len(others) and all(a.addresses == b.addresses for a, b in zip(some, others, strict=True))

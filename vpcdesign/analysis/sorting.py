"""Who is on a side of claims, sorted by what rows know of him: read once for all claims that name the side.

A reading follows an edit: only who came, went or is another is sorted again, where kinds keep their numbers.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.selectors import Member, Role
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.ends import End
from vpcdesign.reach.rows import Rows

Sent: TypeAlias = tuple[int, Intervals]
"""A kind that sends, and from which ports."""


class Sender(NamedTuple):
    """Senders of one kind from the same ports: their family, 1 for IPv6, and their names."""

    kind: int
    family: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The members of a side, sorted into those whom rows may know and `others`; it serves every claim about the side.

    `v4` tells whether all known ones have IPv4, `numbers` whether any member is a bare address. Of those who send there
    are `senders`, the kinds `sending` and the ports of `clients`; of those who get something `receivers`, the names of
    the known ones by kind, and their `bits` by family. In kinds `turned` others stand than before the last edit that
    this one followed.
    """

    others: tuple[Member, ...]
    named: dict[str, Member]
    v4: bool
    numbers: bool
    senders: dict[Sent, Sender] = field(default_factory=dict)
    sending: Bits = 0
    clients: frozenset[Intervals] = frozenset()
    receivers: dict[int, frozenset[str]] = field(default_factory=dict)
    bits: tuple[Bits, Bits] = (0, 0)
    turned: Bits = 0

    @property
    def members(self) -> tuple[Member, ...]:
        """Give everybody, known or not."""
        return *self.named.values(), *self.others

    def means(self, name: str) -> bool:
        """Tell whether it means an endpoint."""
        return name in self.named or any(one.endpoint == name for one in self.others)

    def names(self) -> frozenset[str]:
        """Give whom it means, by the names of their endpoints."""
        return frozenset(self.named).union(one.endpoint for one in self.others)

    def lacks(self, names: frozenset[str]) -> bool:
        """Tell whether it means none of some endpoints."""
        return self.named.keys().isdisjoint(names) and not any(one.endpoint in names for one in self.others)

    def alone(self) -> dict[frozenset[str], Bits]:
        """Give the kinds in which one receiver stands alone, by his name."""
        found: dict[frozenset[str], Bits] = {}
        for kind, names in self.receivers.items():
            if len(names) == 1:
                found[names] = found.get(names, 0) | 1 << kind
        return found


def reading(rows: Rows, members: Iterable[Member], role: Role) -> Reading:
    """Sort the members of a side into those whom rows may know and those who have to be walked."""
    return _Sorting(_NOBODY, role).put(rows, members)


def followed(
    before: Reading, rows: tuple[Rows, Rows], members: Sequence[Member], others: Collection[str], role: Role
) -> Reading:
    """Give the reading of a side after an edit: its members are these now, and `others` are not who they were."""
    named = before.named
    come = [one for one in members if one.endpoint in others or named.get(one.endpoint) != one]
    if len(named) == len(members) - len(come) and come == list(before.others):
        return before if not any(one.endpoint in others for one in come) else turned(before, rows, (), come, role)
    left = {one.endpoint for one in members}.difference(one.endpoint for one in come)
    return turned(before, rows, [name for name in named if name not in left], come, role)


def turned(
    before: Reading, rows: tuple[Rows, Rows], gone: Iterable[str], come: Iterable[Member], role: Role
) -> Reading:
    """Give a reading without some known members, and with others in the place of all whom rows did not know.

    `rows` are those before an edit and after it.
    """
    return _Sorting(before, role).take_out(rows[0], gone).put(rows[1], come)


_NOBODY = Reading((), {}, v4=True, numbers=False)


class _Sorting:
    """A reading under work."""

    def __init__(self, one: Reading, role: Role) -> None:
        self._named, self._v4, self._role = dict(one.named), one.v4, role
        self._senders, self._receivers = dict(one.senders), dict(one.receivers)
        self._sending, self._bits, self._clients = one.sending, one.bits, one.clients
        self._turned: set[int] = set()

    def take_out(self, rows: Rows, gone: Iterable[str]) -> "_Sorting":
        """Take some out whom these rows know."""
        for name in gone:
            del self._named[name]
            client = rows.places.network.endpoints[name].client_ports
            for end in rows.places.ends[name]:
                self._turned.add(end.kind)
                if self._role == "source":
                    self._stop(end.kind, client, name)
                else:
                    self._leave(end.kind, name)
        return self

    def _stop(self, kind: int, client: Intervals, name: str) -> None:
        was = self._senders.pop((kind, client))
        if len(was.names) > 1:
            self._senders[kind, client] = was._replace(names=was.names - {name})
        elif not any((kind, other) in self._senders for other in self._clients):
            self._sending &= ~(1 << kind)

    def _leave(self, kind: int, name: str) -> None:
        left = self._receivers.pop(kind) - {name}
        if left:
            self._receivers[kind] = left
        else:
            self._bits = self._bits[0] & ~(1 << kind), self._bits[1] & ~(1 << kind)

    def put(self, rows: Rows, members: Iterable[Member]) -> Reading:
        """Put members in, whom these rows may know or not; now it is done."""
        others: list[Member] = []
        sent: dict[tuple[Sent, int], list[str]] = {}
        v4 = True
        for one in members:
            ends = _known(rows, one)
            if not ends:
                others.append(one)
                continue
            self._named[one.endpoint] = one
            client = rows.places.network.endpoints[one.endpoint].client_ports if self._role == "source" else ()
            families = [int(end.addresses[0][0] >= V6) for end in ends]
            v4 = v4 and 0 in families
            for end, family in zip(ends, families, strict=True):
                sent.setdefault(((end.kind, client), family), []).append(one.endpoint)
        self._gather(sent)
        if not self._v4 or not v4:
            self._v4 = all(any(end.addresses[0][0] < V6 for end in rows.places.ends[name]) for name in self._named)
        numbers = any(not one.endpoint for one in others)
        return Reading(
            tuple(others), self._named, self._v4, numbers, self._senders, self._sending, self._clients,
            self._receivers, self._bits, _bits(self._turned),
        )  # fmt: skip

    def _gather(self, sent: dict[tuple[Sent, int], list[str]]) -> None:
        """Enter names by their kinds; the ports are no matter of who is sent to."""
        nobody: frozenset[str] = frozenset()
        for (key, family), names in sent.items():
            if self._role == "source":
                known = self._senders.get(key)
                self._senders[key] = Sender(key[0], family, (known.names if known else nobody).union(names))
            else:
                self._receivers[key[0]] = self._receivers.get(key[0], nobody).union(names)
        kinds = [{kind for (kind, _), each in sent if each == family} for family in (0, 1)]
        if self._role == "source":
            self._sending |= _bits(kinds[0] | kinds[1])
            self._clients = self._clients.union(client for (_, client), _ in sent)
        else:
            self._bits = self._bits[0] | _bits(kinds[0]), self._bits[1] | _bits(kinds[1])
        self._turned |= kinds[0] | kinds[1]


def _known(rows: Rows, one: Member) -> Sequence[End]:
    """Give the ends of a member whom rows may know: a whole endpoint of which no part is odd; of others, nothing."""
    ends = rows.places.ends.get(one.endpoint, ())
    if not ends or any(end.odd for end in ends) or one.ends is not None or one.service:
        return ()
    endpoint = rows.places.network.endpoints[one.endpoint]
    return ends if one.addresses == endpoint.addresses and not endpoint.many else ()


def _bits(kinds: Iterable[int]) -> Bits:
    """Give the bits of some kinds; a set is made of its bytes, for a sum of many bits takes a step for each."""
    several = set(kinds)
    held = bytearray((max(several, default=0) >> 3) + 1)
    for kind in several:
        held[kind >> 3] |= 1 << (kind & 7)
    return int.from_bytes(held, "little")

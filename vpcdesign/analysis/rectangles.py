"""Claims on rectangles: some senders, some receivers, some services, judged by rows for all of them at once.

Whom the rows do not know is given back as pairs, to be walked. A claim without any packet to ask about is blocked.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, difference
from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.algebra.services import ICMP, ICMPV6, ports
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.selectors import Member, Role
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.row import Row
from vpcdesign.reach.rows import Rows

Asking: TypeAlias = tuple[Questions, Alike]
Expectation: TypeAlias = Literal["allowed", "blocked", "isolated"]

_ALIEN = (ports(ICMPV6), ports(ICMP))
"""What is never asked over IPv4, and over IPv6."""


@dataclass(frozen=True, slots=True, eq=False)
class Sender:
    """Senders of one kind: their client ports, and their names."""

    kind: int
    family: int
    client: Intervals
    names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The members of a side, sorted into those whom rows may know and `others`; it serves every claim about the side.

    `v4` tells whether all known ones have IPv4, `numbers` whether any member is a bare address. Of those who send there
    are `senders`; of those who get something `receivers`, the names of the known ones by kind, and their `bits`.
    """

    members: tuple[Member, ...]
    others: tuple[Member, ...]
    named: dict[str, Member]
    v4: bool
    numbers: bool
    senders: tuple[Sender, ...] = ()
    receivers: dict[int, frozenset[str]] = field(default_factory=dict)
    bits: tuple[Bits, Bits] = (0, 0)

    def but(self, gone: Collection[str], more: tuple[Member, ...]) -> "Reading":
        """Give those who send but for some endpoints, and more whom rows do not know."""
        senders = [
            one if len(left) == len(one.names) else replace(one, names=left)
            for one in self.senders
            if (left := one.names.difference(gone))
        ]
        return replace(
            self,
            members=(*(one for one in self.members if one.endpoint not in gone), *more),
            others=(*(one for one in self.others if one.endpoint not in gone), *more),
            named={name: one for name, one in self.named.items() if name not in gone},
            senders=tuple(senders),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rectangle:
    """What is expected of some services between senders and receivers; `known` are those whom rows may know.

    `receivers` are names by kind, `bits` all of them by family, `sending` the kinds of senders. `pairs` have to be
    walked whatever the rows say.
    """

    expect: Expectation
    services: Intervals
    senders: tuple[Sender, ...]
    receivers: dict[int, frozenset[str]]
    bits: tuple[Bits, Bits]
    sending: Bits
    members: tuple[dict[str, Member], dict[str, Member]]
    pairs: tuple[Pair, ...]


def reading(rows: Rows, questions: Questions, members: Sequence[Member], role: Role) -> Reading:
    """Sort the members of a side into those whom rows may know and those who have to be walked."""
    known: dict[str, Member] = {}
    others: list[Member] = []
    for one in members:
        if _known(rows, one):
            known[one.endpoint] = one
        else:
            others.append(one)
    ends = rows.places.ends
    v4 = all(any(end.addresses[0][0] < V6 for end in ends[name]) for name in known)
    found = Reading(tuple(members), tuple(others), known, v4, any(not one.endpoint for one in others))
    if role == "source":
        return replace(found, senders=tuple(_senders(rows, questions, known)))
    receivers: dict[int, set[str]] = {}
    kinds: tuple[set[int], set[int]] = (set(), set())
    for name in known:
        for end in ends[name]:
            receivers.setdefault(end.kind, set()).add(name)
            kinds[end.addresses[0][0] >= V6].add(end.kind)
    frozen = {kind: frozenset(names) for kind, names in receivers.items()}
    return replace(found, receivers=frozen, bits=(_bits(kinds[0]), _bits(kinds[1])))


def rectangle(asking: Asking, sides: tuple[Reading, Reading], claimed: tuple[Expectation, Intervals]) -> Rectangle:
    """Put two sides together: those whom rows know, and the pairs that have to be walked."""
    (sources, to), (expect, services) = sides, claimed
    plain = sources.v4 and to.v4 and not to.numbers and bool(difference(services, _ALIEN[0]))
    if not plain:
        pairs = tuple(between(asking, sources.members, to.members, services, alone=to.numbers))
        return Rectangle(expect, services, (), {}, (0, 0), 0, ({}, {}), pairs)
    pairs = tuple(between(asking, sources.others, to.members, services)) if sources.others else ()
    if to.others:
        pairs += tuple(between(asking, tuple(sources.named.values()), to.others, services))
    sending = _bits(one.kind for one in sources.senders)
    named = sources.named, to.named
    return Rectangle(expect, services, sources.senders, to.receivers, to.bits, sending, named, pairs)


def _bits(kinds: Iterable[int]) -> Bits:
    """Give the bits of some kinds; a set is made of its bytes, for a sum of many bits takes a step for each."""
    several = set(kinds)
    held = bytearray((max(several, default=0) >> 3) + 1)
    for kind in several:
        held[kind >> 3] |= 1 << (kind & 7)
    return int.from_bytes(held, "little")


def between(
    asking: Asking, senders: Sequence[Member], receivers: Sequence[Member], services: Intervals, *, alone: bool = False
) -> Iterator[Pair]:
    """Give the pairs of members, one of each kind; nobody is asked about himself, unless nothing else is (`alone`)."""
    questions, alike = asking
    if not senders or not receivers:
        return
    names = {one.endpoint for one in (*senders, *receivers)}
    if len(names) == 1 and not alone and not questions.network.endpoints[names.pop()].many:
        return
    for pair, _ in questions.by_kind(tuple(senders), tuple(receivers), services, alike):
        yield pair


def _known(rows: Rows, one: Member) -> bool:
    """Tell whether rows may know a member: a whole endpoint of which no part is odd."""
    ends = rows.places.ends.get(one.endpoint, ())
    if not ends or any(end.odd for end in ends) or one.ends is not None or one.service:
        return False
    endpoint = rows.places.network.endpoints[one.endpoint]
    return one.addresses == endpoint.addresses and not endpoint.many


def _senders(rows: Rows, questions: Questions, names: Iterable[str]) -> Iterator[Sender]:
    found: dict[tuple[int, Intervals], set[str]] = {}
    families: dict[int, int] = {}
    for name in names:
        client = questions.network.endpoints[name].client_ports
        for end in rows.places.ends[name]:
            families[end.kind] = int(end.addresses[0][0] >= V6)
            found.setdefault((end.kind, client), set()).add(name)
    for (kind, client), several in found.items():
        yield Sender(kind, families[kind], client, frozenset(several))


def holds(
    rows: Rows, one: Rectangle, *, held: bool = False
) -> tuple[bool, bool, list[tuple[frozenset[str], frozenset[str]]]]:
    """Tell whether rows bear a claim out, whether they asked anybody at all, and who has to be walked still.

    Of a claim that `held` before an edit only those are asked whom the edit concerns.
    """
    left: list[tuple[frozenset[str], frozenset[str]]] = []
    asked = False
    numbers = [rows.pool.number(difference(one.services, alien)) for alien in _ALIEN]
    alone: dict[frozenset[str], Bits] = {}
    for kind, names in one.receivers.items():
        if len(names) == 1:
            alone[names] = alone.get(names, 0) | 1 << kind
    for sender in one.senders:
        targets = one.bits[sender.family] & ~alone.get(sender.names, 0)  # nobody is asked about himself
        number = numbers[sender.family]
        if not targets or not number:
            continue
        asked = True
        if held:
            targets &= rows.concerned(sender.kind)
            if not targets:
                continue
        row = rows.row(sender.kind, sender.client)
        odd = targets & row.odd
        left.extend((sender.names, one.receivers[kind]) for kind in bits_of(odd))
        if not _borne(rows, one.expect, row, (number, targets & ~odd)):
            return False, True, []
    return True, asked, left


def _borne(rows: Rows, expect: Expectation, row: Row, what: tuple[int, Bits]) -> bool:
    number, targets = what
    pool = rows.pool
    if expect == "allowed":
        for exchange, bits in row.blocks.items():
            if bits & targets and pool.less(number, exchange.must) == EMPTY:
                targets &= ~bits
        return not targets
    return not any(
        bits & targets and pool.both(number, exchange.may if expect == "blocked" else exchange.sent)
        for exchange, bits in row.blocks.items()
    )

"""Claims on rectangles: some senders, some receivers, some services, judged by rows for all of them at once.

Whom the rows do not know is given back as pairs, to be walked. A claim without any packet to ask about is blocked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, difference
from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.algebra.services import ICMP, ICMPV6, ports
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.selectors import Member
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


def rectangle(
    rows: Rows,
    asking: Asking,
    sides: tuple[Sequence[Member], Sequence[Member]],
    claimed: tuple[Expectation, Intervals],
) -> Rectangle:
    """Sort the members of both sides into those whom rows know and those who have to be walked."""
    expect, services = claimed
    plain = all(_v4(rows, one) for side in sides for one in side if _known(rows, one)) and bool(
        difference(services, _ALIEN[0])
    )
    numbers = any(not one.endpoint for one in sides[1])
    known: list[list[Member]] = [[], []]
    others: list[list[Member]] = [[], []]
    for place, side in enumerate(sides):
        for one in side:
            (known if plain and not numbers and _known(rows, one) else others)[place].append(one)
    pairs = [
        *between(asking, others[0], sides[1], services, alone=numbers),
        *between(asking, known[0], others[1], services),
    ]
    senders = tuple(_senders(rows, asking[0], known[0]))
    receivers: dict[int, set[str]] = {}
    bits = [0, 0]
    for member in known[1]:
        for end in rows.places.ends[member.endpoint]:
            receivers.setdefault(end.kind, set()).add(member.endpoint)
            bits[end.addresses[0][0] >= V6] |= 1 << end.kind
    frozen = {kind: frozenset(names) for kind, names in receivers.items()}
    named = ({one.endpoint: one for one in known[0]}, {one.endpoint: one for one in known[1]})
    sending = sum(1 << kind for kind in {one.kind for one in senders})
    return Rectangle(expect, services, senders, frozen, (bits[0], bits[1]), sending, named, tuple(pairs))


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


def _v4(rows: Rows, one: Member) -> bool:
    return any(end.addresses[0][0] < V6 for end in rows.places.ends[one.endpoint])


def _senders(rows: Rows, questions: Questions, members: Iterable[Member]) -> Iterator[Sender]:
    found: dict[tuple[int, int, Intervals], set[str]] = {}
    for member in members:
        client = questions.network.endpoints[member.endpoint].client_ports
        for end in rows.places.ends[member.endpoint]:
            key = (end.kind, int(end.addresses[0][0] >= V6), client)
            found.setdefault(key, set()).add(member.endpoint)
    for (kind, family, client), names in found.items():
        yield Sender(kind, family, client, frozenset(names))


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

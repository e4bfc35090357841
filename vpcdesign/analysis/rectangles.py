"""Claims on rectangles: some senders, some receivers, some services, judged by rows for all of them at once.

Whom the rows do not know is given back as pairs, to be walked. A claim without any packet to ask about is blocked. Who
is on a side (`sorting`) is read once for all claims, and after an edit only those of it who are others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.intervals import Intervals, difference
from vpcdesign.algebra.portsets import EMPTY
from vpcdesign.algebra.services import ICMP, ICMPV6, ports
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.selectors import Member
from vpcdesign.analysis.sorting import Reading, Sent
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.row import Row
from vpcdesign.reach.rows import Rows

Asking: TypeAlias = tuple[Questions, Alike]
Expectation: TypeAlias = Literal["allowed", "blocked", "isolated"]

_ALIEN = (ports(ICMPV6), ports(ICMP))
"""What is never asked over IPv4, and over IPv6."""


@dataclass(frozen=True, slots=True, eq=False)
class Rectangle:
    """What is expected of some services between two sides; `pairs` have to be walked whatever the rows say.

    Those whom rows may know are judged by these where the claim is `plain`.
    """

    expect: Expectation
    services: Intervals
    sources: Reading
    to: Reading
    plain: bool
    pairs: tuple[Pair, ...]

    def touched(self, pairs: Sequence[tuple[Bits, Bits]]) -> bool:
        """Tell whether some senders and receivers, as kinds of rows, are among those that it is about."""
        senders, receivers = self.sources.sending, self.to.bits[0] | self.to.bits[1]
        return self.plain and any(senders & sending and receivers & receiving for sending, receiving in pairs)


def rectangle(
    asking: Asking,
    sides: tuple[Reading, Reading],
    claimed: tuple[Expectation, Intervals],
    before: Rectangle | None = None,
) -> Rectangle:
    """Put two sides together: those whom rows know, and the pairs that have to be walked.

    `before` was the same claim before an edit: between those who are who they were the pairs are the same.
    """
    (sources, to), (expect, services) = sides, claimed
    plain = sources.v4 and to.v4 and not to.numbers and bool(difference(services, _ALIEN[0]))
    if not plain:
        pairs = tuple(between(asking, sources.members, to.members, services, alone=to.numbers))
        return Rectangle(expect, services, sources, to, plain, pairs)
    stays = before is not None and before.plain and to is before.to and not to.others
    if before is not None and stays and sources.others == before.sources.others:
        return Rectangle(expect, services, sources, to, plain, before.pairs)
    pairs = tuple(between(asking, sources.others, to.members, services)) if sources.others else ()
    if to.others:
        pairs += tuple(between(asking, tuple(sources.named.values()), to.others, services))
    return Rectangle(expect, services, sources, to, plain, pairs)


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


@dataclass(frozen=True, slots=True)
class Judged:
    """What rows say of a claim: whether they bear it out, whether they asked anybody, and who has to be walked still.

    `broken` is a sender whose row breaks it.
    """

    borne: bool = True
    asked: bool = False
    left: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    broken: Sent | None = None


def holds(rows: Rows, one: Rectangle, come: tuple[Bits, Bits] | None = None, broken: Sent | None = None) -> Judged:
    """Judge a claim by rows.

    Of a claim that held before an edit only those are asked whom the edit concerns, or of whose kind some have `come`
    since, to either side; one that was `broken` by a sender asks him first.
    """
    if not one.plain:
        return Judged()
    asking = _Asking(rows, one)
    if not any(asking.targets(key) for key in one.sources.senders):
        return Judged()
    left: list[tuple[frozenset[str], frozenset[str]]] = []
    for key, targets in asking.all(broken) if come is None else asking.again(*come):
        row = rows.row(*key)
        odd = targets & row.odd
        left.extend((one.sources.senders[key].names, one.to.receivers[kind]) for kind in bits_of(odd))
        if not _borne(rows, one.expect, row, (asking.number(key), targets & ~odd)):
            return Judged(borne=False, asked=True, broken=key)
    return Judged(asked=True, left=tuple(left))


class _Asking:
    """Whom a claim asks about whom, as kinds of rows."""

    def __init__(self, rows: Rows, one: Rectangle) -> None:
        self._rows, self._one = rows, one
        self._numbers = [rows.pool.number(difference(one.services, alien)) for alien in _ALIEN]
        self._alone = one.to.alone()

    def number(self, key: Sent) -> int:
        """Give the services that a sender is asked about."""
        return self._numbers[self._one.sources.senders[key].family]

    def targets(self, key: Sent) -> Bits:
        """Give to whom a sender is asked about; nobody is asked about himself."""
        sender = self._one.sources.senders[key]
        found = self._one.to.bits[sender.family] if self._numbers[sender.family] else 0
        return found & ~self._alone.get(sender.names, 0) if len(sender.names) == 1 else found

    def all(self, first: Sent | None) -> Iterator[tuple[Sent, Bits]]:
        """Give everybody who asks, one of them first."""
        senders = self._one.sources.senders
        for key in senders if first is None or first not in senders else (first, *senders):
            if targets := self.targets(key):
                yield key, targets

    def again(self, sent: Bits, come: Bits) -> Iterator[tuple[Sent, Bits]]:
        """Give whom an edit concerns, those of some kinds that send, and all who send to others that have come."""
        sources, to = self._one.sources, self._one.to
        bits, kinds = to.bits[0] | to.bits[1], sent
        for sending, receiving in self._rows.touched or ():
            if receiving & bits:
                kinds |= sending
        if come & bits:
            kinds = sources.sending
        for kind in bits_of(kinds & sources.sending):
            whole = sent >> kind & 1
            for key in ((kind, client) for client in sources.clients if (kind, client) in sources.senders):
                targets = self.targets(key)
                targets = targets if whole else targets & (self._rows.concerned(kind) | come)
                if targets:
                    yield key, targets


def _borne(rows: Rows, expect: Expectation, row: Row, what: tuple[int, Bits]) -> bool:
    number, targets = what
    pool = rows.pool
    if expect == "allowed":
        for exchange, bits in row.parts(targets):
            if pool.less(number, exchange.must) == EMPTY:
                targets &= ~bits
        return not targets
    return not any(
        pool.both(number, exchange.may if expect == "blocked" else exchange.sent) for exchange, _ in row.parts(targets)
    )

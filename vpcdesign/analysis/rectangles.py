"""Claims on rectangles: some senders, some receivers, some services, judged by rows for all of them at once.

Whom the rows do not know is given back as pairs, to be walked. A claim without any packet to ask about is blocked. Who
is on a side (`sorting`) is read once for all claims, and after an edit only those of it who are others.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, subset
from vpcdesign.algebra.portsets import EMPTY, FULL
from vpcdesign.algebra.services import ALIEN
from vpcdesign.analysis.alike import Alike
from vpcdesign.analysis.questions import Pair, Questions
from vpcdesign.analysis.selectors import Member
from vpcdesign.analysis.sorting import Reading
from vpcdesign.analysis.tally import Expectation
from vpcdesign.design.asserting import Assertion
from vpcdesign.reach.covers import Bits, bits_of, counted
from vpcdesign.reach.lots import Case, Lot, Sent, Side
from vpcdesign.reach.row import Row
from vpcdesign.reach.rows import Rows
from vpcdesign.record import record

Asking: TypeAlias = tuple[Questions, Alike]


@record(eq=False)
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

    def touched(self, rows: Rows) -> bool:
        """Tell whether an edit can have touched it: whoever it is about, or what lists say of packets, or answers."""
        senders, receivers = self.sources.whole, self.to.whole
        if not self.plain:
            return False
        if any(senders & sending and receivers & to for sending, to in rows.touched_anyhow or ()):
            return True
        through = [one for one in rows.through if one.leg == 0 or self.expect != "isolated"]
        met = [(leg, said) for sending, to, leg, said in through if senders & sending and receivers & to]
        return any(said == FULL or rows.pool.both(said, self._sent(rows, leg)) for leg, said in met)

    def _sent(self, rows: Rows, leg: int) -> int:
        """Give the services of packets, or of answers to them."""
        return rows.lots.answers(self.services, self.sources.clients) if leg else rows.pool.number(self.services)


class Whose:
    """Claims by whom they are about, so that an edit that names a few kinds looks at the claims about these only."""

    def __init__(self, several: Sequence[tuple[Assertion, Sequence[Rectangle]]]) -> None:
        """Enter claims by the place of their assertion; what rows are not asked about is not met."""
        self.under_failures = [place for place, (one, _) in enumerate(several) if one.when is not None]
        """The places of those that are judged where something has failed: any edit may be about these."""
        claimed = [
            (place, one.sources, one.to) for place, (_, claims) in enumerate(several) for one in claims if one.plain
        ]
        self._by_sources = _by_stretch((sources, to, place) for place, sources, to in claimed)
        self._by_targets = _by_stretch((to, sources, place) for place, sources, to in claimed)

    def met(self, pairs: Sequence[tuple[Bits, Bits]]) -> set[int]:
        """Give the places of all that are about some senders and receivers, as kinds of rows.

        Most are far from each other, and their sets are long: those are looked at first who stand closer together.
        """
        found: set[int] = set()
        near = [one for one in pairs if _wide(one[0]) < _wide(one[1])]
        far = [(receiving, sending) for sending, receiving in pairs if _wide(sending) >= _wide(receiving)]
        for claimed, several in ((self._by_sources, near), (self._by_targets, far)):
            for first, last in _apart(_stretch(some) for some, _ in several):
                these = [one for low, high, one in claimed if low <= last and first <= high]
                for one, others in these:
                    those = [other for some, other in several if one.whole & some]
                    for other, places in others.items() if those else ():
                        if any(other.whole & some for some in those):
                            found.update(places)
        return found


def _by_stretch(
    claimed: Iterable[tuple[Reading, Reading, int]],
) -> list[tuple[int, int, tuple[Reading, dict[Reading, set[int]]]]]:
    """Enter claims by one of their sides, with the first and the last of those who are on it."""
    found: dict[Reading, dict[Reading, set[int]]] = {}
    for one, other, place in claimed:
        if one.whole and other.whole:
            found.setdefault(one, {}).setdefault(other, set()).add(place)
    return [(*_stretch(one.whole), (one, others)) for one, others in found.items()]


def _stretch(bits: Bits) -> tuple[int, int]:
    """Give the first and the last of some."""
    return (bits & -bits).bit_length(), bits.bit_length()


def _apart(stretches: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Give stretches of which no two have anything in common, and which are together as long as some that have."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _wide(bits: Bits) -> int:
    """Give how far the first and the last of some are from each other."""
    first, last = _stretch(bits)
    return last - first


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
    plain = sources.v4 and to.v4 and not to.numbers and not subset(services, ALIEN[0])
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


class Breach(NamedTuple):
    """A sender who breaks a claim, and one or all of those with whom he does."""

    sent: Sent
    to: Bits


@record()
class Judged:
    """What rows say of a claim: whether they bear it out, whether they asked anybody, and who has to be walked still.

    `broken` is by whom and with whom it is broken. Where it is enough that somebody cannot hear of somebody, it is
    `unheard`.
    """

    borne: bool = True
    asked: bool = False
    left: Sequence[tuple[frozenset[str], frozenset[str]]] = ()
    broken: Breach | None = None
    unheard: bool = False


_ALONE = Judged()
_HELD = Judged(asked=True)
_BLOCKED = Judged(asked=True, unheard=True)
_UNHEARD = Judged(borne=False, asked=True, unheard=True)


def holds(rows: Rows, one: Rectangle, broken: Breach | None = None) -> Judged:
    """Judge a claim by rows, and where many senders are alike by what they have in common; who broke it is asked first.

    Nobody is asked about himself.
    """
    told = _unheard(rows, one) if one.plain else _ALONE
    if told is not None:
        return told
    side = one.sources.side(rows)
    themselves = _who_are_alone(one) if one.sources.whole & one.to.whole else {}
    if side.left & one.to.whole:
        likely = _likely(one, side) if broken is None else broken
        if likely is not None and _breaks_still(rows, one, (side, themselves), likely):
            return Judged(borne=False, asked=True, broken=likely)
        side = rows.lots.towards(side, one.to.whole, _sent(rows, one))
    return _judged(rows, one, (side, themselves), broken.sent if broken is not None else None)


def _judged(rows: Rows, one: Rectangle, sending: tuple[Side, dict[Sent, Bits]], broken: Sent | None) -> Judged:
    """Judge a claim by rows that know how all of its senders fare."""
    side, themselves = sending
    if not (themselves or side.singly or side.odd & one.to.whole or one.to.bits[1]):
        return _plainly(rows, one, side, broken)
    asking = _Asking(rows, one, side, themselves)
    asked = False
    left: list[tuple[frozenset[str], frozenset[str]]] = []
    for lot, targets in asking.lots(broken):
        asked = True
        if odd := targets & lot.odd:
            left += asking.left(((kind, lot.client) for kind in lot.kinds), odd)
        found = asking.breaks(lot, targets & ~odd)
        if found is not None:
            return _broken(lot, found)
    for key, targets in asking.singly():
        asked = True
        row = rows.row(*key)
        if odd := targets & row.odd:
            left += asking.left((key,), odd)
        if not asking.bears(row, asking.number(key), targets & ~odd):
            return Judged(borne=False, asked=True, broken=Breach(key, targets))
    if not left:
        return _HELD if asked else _ALONE
    return Judged(asked=asked, left=left)


def _unheard(rows: Rows, one: Rectangle) -> Judged | None:
    """Judge a claim by whose own filters let in any of the services at all; None where that does not tell.

    What is asked over IPv6 is left to others; and so are those of whom some may be asked about themselves, where they
    would have to be asked.
    """
    number = rows.lots.numbers(one.services)[0]
    (senders, six), (others, six_too) = one.sources.bits, one.to.bits
    if six or six_too or not number or not senders:
        return None
    heard = one.sources.heard(rows, number)
    if one.expect != "allowed":
        return None if others & heard or rows.hearing.vague else _BLOCKED
    return _UNHEARD if others & ~heard and not senders & others else None


_SENT, _MAY = itemgetter(0), itemgetter(2)


def _who_are_alone(one: Rectangle) -> dict[Sent, Bits]:
    """Give the senders who stand alone in their kinds on both sides, with all kinds that they get something as."""
    sources, to = one.sources, one.to
    found: dict[Sent, Bits] = {}
    for kind in bits_of(sources.whole & to.whole):
        for client in sources.clients if sources.lone(kind) else ():
            names = sources.of(kind, client)
            own = to.alone(next(iter(names))) if len(names) == 1 else 0
            if own:
                found[kind, client] = own
    return found


def _sent(rows: Rows, one: Rectangle) -> tuple[int, int] | None:
    """Give the services of which nothing may get anywhere; None where answers matter whatever gets there."""
    return None if one.expect == "allowed" else rows.lots.numbers(one.services)


def _likely(one: Rectangle, side: Side) -> Breach | None:
    """Give whoever is most likely to break a claim that nobody broke before an edit: if any does, most of them do."""
    if one.expect != "allowed":
        return None
    for lot in side.lots:
        left = lot.left & one.to.bits[lot.family]
        if left:
            return Breach((lot.kinds[0], lot.client), left & -left)
    return None


def _breaks_still(rows: Rows, one: Rectangle, sending: tuple[Side, dict[Sent, Bits]], broken: Breach) -> bool:
    """Tell whether somebody breaks a claim as he did before an edit; then nobody else has to be looked at again."""
    side, themselves = sending
    (kind, client), to = broken
    held = [lot.among((kind,)) for lot in side.lots if lot.client == client and kind in lot.kinds]
    alone = rows.lots.towards(side._replace(lots=held, singly=()), to & one.to.whole, _sent(rows, one))
    asking = _Asking(rows, one, alone, themselves)
    return any(asking.breaks(lot, targets & to & ~lot.odd) is not None for lot, targets in asking.lots(broken.sent))


def _broken(lot: Lot, case: Case) -> Judged:
    return Judged(borne=False, asked=True, broken=Breach((case.kind, lot.client), case.to))


def _plainly(rows: Rows, one: Rectangle, side: Side, broken: Sent | None) -> Judged:
    """Judge a claim of which lots know everything: nobody is to be left out, and all who are asked have IPv4."""
    number, some = rows.lots.numbers(one.services)[0], one.to.some
    lots = [lot for lot in side.lots if not lot.family] if number and some.bits else ()
    if one.expect == "allowed":
        for lot in _first(lots, broken):
            case = lot.fails(rows.pool, number, some)
            if case is not None:
                return _broken(lot, case)
    elif lots and side.reach & one.to.whole:
        of = _MAY if one.expect == "blocked" else _SENT
        for lot in _first(lots, broken):
            case = lot.gets_through(rows.pool, number, some, of)
            if case is not None:
                return _broken(lot, case)
    return _HELD if lots else _ALONE


def _first(lots: Sequence[Lot], one: Sent | None) -> Sequence[Lot]:
    """Give lots in their order, but for the one that holds somebody."""
    return lots if one is None else sorted(lots, key=lambda lot: one[0] not in lot.kinds or one[1] != lot.client)


class _Asking:
    """Whom a claim asks about whom, as kinds of rows."""

    def __init__(self, rows: Rows, one: Rectangle, side: Side, themselves: dict[Sent, Bits]) -> None:
        self._rows, self._one, self._side = rows, one, side
        self._numbers = rows.lots.numbers(one.services)
        four, six = one.to.bits
        self._bits = four if self._numbers[0] else 0, six if self._numbers[1] else 0
        self._themselves = themselves

    def _family(self, kind: int) -> int:
        return int(self._rows.places.kinds[kind].end.addresses[0][0] >= V6)

    def number(self, key: Sent) -> int:
        """Give the services that a sender is asked about."""
        return self._numbers[self._family(key[0])]

    def lots(self, first: Sent | None) -> Iterator[tuple[Lot, Bits]]:
        """Give to whom each lot is asked about, one that holds somebody first."""
        for lot in _first(self._side.lots, first):
            targets = self._bits[lot.family]
            if not targets:
                continue
            if not self._themselves:
                yield lot, targets
                continue
            others = [kind for kind in lot.kinds if (kind, lot.client) not in self._themselves]
            if others:
                yield lot if len(others) == len(lot.kinds) else lot.among(others), targets
            for kind in lot.kinds:
                left = targets & ~self._themselves.get((kind, lot.client), targets)
                if left:
                    yield lot.among((kind,)), left

    def singly(self) -> Iterator[tuple[Sent, Bits]]:
        """Give to whom each sender that is in no lot is asked about."""
        for key in self._side.singly:
            targets = self._bits[self._family(key[0])] & ~self._themselves.get(key, 0)
            if targets:
                yield key, targets

    def left(self, senders: Iterable[Sent], odd: Bits) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """Give by their names who has to be walked."""
        for key in senders:
            names = self._one.sources.of(*key)
            yield from ((names, self._one.to.of(kind)) for kind in bits_of(odd))

    def breaks(self, lot: Lot, targets: Bits) -> Case | None:
        """Give a kind of a lot that breaks the claim, and with whom."""
        if not targets:
            return None
        one, number = self._one, self._numbers[lot.family]
        some = counted(targets)
        if one.expect == "allowed":
            return lot.fails(self._rows.pool, number, some)
        return lot.gets_through(self._rows.pool, number, some, _MAY if one.expect == "blocked" else _SENT)

    def bears(self, row: Row, number: int, targets: Bits) -> bool:
        """Tell whether the row of somebody bears the claim out."""
        pool = self._rows.pool
        if self._one.expect == "allowed":
            for exchange, bits in row.parts(targets):
                if pool.less(number, exchange.must) == EMPTY:
                    targets &= ~bits
            return not targets
        of = _MAY if self._one.expect == "blocked" else _SENT
        return not any(pool.both(number, of(exchange)) for exchange, _ in row.parts(targets))

"""A row: everybody by what gets to him from one sender.

Rows of a place are nearly the same: they differ for the few who know a sender by more than where it stands, by its
marks or by its very address. So a row is a part in `common` with others, and its own, which speaks for those alone; a
kind is in one of the two and never in both. Its own sets are counted from the first of them: where VPCs stand side by
side, a row says nothing at length of the others.

What is its own is said in references, which it shares with all who bear the same marks. They are spread out when
somebody reads all of the row, and then kept; who asks for one kind is told by the references themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from vpcdesign.algebra.portsets import PortSets
from vpcdesign.reach import admission
from vpcdesign.reach.admission import NOBODY, Admitted, Known
from vpcdesign.reach.covers import EVERYBODY, Bits, Some, bits_of
from vpcdesign.reach.exchanges import NOWHERE, Exchange
from vpcdesign.record import record

Blocks = dict[Exchange, Bits]

Part = tuple[dict[int, Exchange], Exchange, int, Bits]
"""What gets across to some, by one of the ways; what of it is left of which services is remembered beside it."""


FEW = 4
"""So many kinds are asked for one by one."""


@record()
class Crowd:
    """What senders have in common who stand alike to guards: what gets across, what of it is let in, and both together.

    That is by the ways of `parts`: what guards let in of the whole crowd by each of them, and what gets to everybody.
    """

    pool: PortSets
    parts: Sequence[Part]
    let_in: Sequence[admission.Blocks]
    common: Blocks

    def passed(self, known: Sequence[Known], way: int, some: Some) -> Iterable[Admitted]:
        """Give what filters of some let in of one who is known so, that comes by a way."""
        return admission.admitted(self.pool, self.let_in[way], known[way], some)

    def of(self, known: Sequence[Known], number: int) -> Exchange:
        """Give what gets to one kind from one who is known so."""
        for narrowed, exchange, way, whole in self.parts:
            if whole >> number & 1:
                passed = admission.admitted_by(self.pool, self.let_in[way], known[way], number)
                return left(self.pool, narrowed, exchange, passed)
        return NOWHERE


class Row:
    """Nothing gets to who is in no block; who is `odd` is walked.

    `mine` are those for whom its own part speaks in the place of `common`, counted from `low`.
    """

    __slots__ = ("_crowd", "_known", "_made", "common", "low", "mine", "odd")

    def __init__(self, crowd: Crowd, known: Sequence[Known], some: Some, odd: Bits) -> None:
        """Give a sender of a crowd the row of one whom `some` know by more, by each way; without these, the crowd's."""
        self.common = crowd.common
        self.mine, self.low = some
        self.odd = odd
        self._crowd, self._known = crowd, known
        self._made: Blocks | None = None

    @property
    def own(self) -> Blocks:
        """Give those in blocks for whom the row has a part of its own, counted from the first of them."""
        if self._made is None:
            crowd, known, some = self._crowd, self._known, Some(self.mine, self.low)
            self._made = spread(crowd.pool, crowd.parts, lambda way: crowd.passed(known, way, some), some)
        return self._made

    @property
    def blocks(self) -> Blocks:
        """Give everybody in whole blocks."""
        if not self.mine:
            return self.common
        others = ~(self.mine << self.low)
        found = {exchange: left for exchange, bits in self.common.items() if (left := bits & others)}
        for exchange, bits in self.own.items():
            found[exchange] = found.get(exchange, 0) | bits << self.low
        return found

    def parts(self, some: Bits) -> Iterator[tuple[Exchange, Bits]]:
        """Give what gets to some kinds, each time with those of them to whom it does."""
        if some.bit_count() <= FEW:
            yield from ((self.of(kind), 1 << kind) for kind in bits_of(some))
            return
        mine = some >> self.low & self.mine
        others = some & ~(mine << self.low) if mine else some
        for exchange, bits in self.common.items() if others else ():
            if met := bits & others:
                yield exchange, met
        for exchange, bits in self.own.items() if mine else ():
            if met := bits & mine:
                yield exchange, met << self.low

    def of(self, number: int) -> Exchange:
        """Give what gets to one kind."""
        at = number - self.low
        if at >= 0 and self.mine >> at & 1:
            return self._crowd.of(self._known, number)
        for exchange, bits in self.common.items():
            if bits >> number & 1:
                return exchange
        return NOWHERE


def flat(pool: PortSets, blocks: Blocks, odd: Bits) -> Row:
    """Give a row that has nothing in common with others, and says all by itself."""
    return Row(Crowd(pool, (), (), blocks), (), NOBODY.some, odd)


def spread(
    pool: PortSets, parts: Sequence[Part], passed: Callable[[int], Iterable[Admitted]], some: Some = EVERYBODY
) -> Blocks:
    """Let what gets across to some go on with those services only that filters let pass; counted as these are."""
    blocks: Blocks = {}
    within, low = some
    asked: dict[int, Iterable[Admitted]] = {}
    for narrowed, exchange, way, whole in parts:
        bits = whole >> low & within
        if not bits:
            continue
        several = asked.get(way)
        if several is None:
            several = asked[way] = passed(way)
        for number, others in several:
            met = bits & others
            if met:
                one = left(pool, narrowed, exchange, number)
                if one.sent:
                    blocks[one] = blocks[one] | met if one in blocks else met
    return blocks


def left(pool: PortSets, narrowed: dict[int, Exchange], exchange: Exchange, number: int) -> Exchange:
    """Give what is left of an exchange for some services."""
    one = narrowed.get(number)
    if one is None:
        one = narrowed[number] = Exchange(*(pool.both(many, number) for many in exchange))
    return one

"""A row: everybody by what gets to him from one sender.

Rows of a place are nearly the same: they differ for the few who know a sender by more than where it stands, by its
marks or by its very address. So a row is a part in `common` with others, and its own, which speaks for those alone; a
kind is in one of the two and never in both. Its own sets are counted from the first of them: where VPCs stand side by
side, a row says nothing at length of the others.
"""

from typing import NamedTuple

from vpcdesign.reach.covers import Bits
from vpcdesign.reach.exchanges import NOWHERE, Exchange

Blocks = dict[Exchange, Bits]


class Row(NamedTuple):
    """Nothing gets to who is in no block; who is `odd` is walked.

    `mine` are those for whom `own` speaks in the place of `common`; both are counted from `low`.
    """

    common: Blocks
    own: Blocks
    mine: Bits
    low: int
    odd: Bits

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

    def of(self, number: int) -> Exchange:
        """Give what gets to one kind."""
        at = number - self.low
        mine = at >= 0 and self.mine >> at & 1
        blocks, place = (self.own, at) if mine else (self.common, number)
        for exchange, bits in blocks.items():
            if bits >> place & 1:
                return exchange
        return NOWHERE


def flat(blocks: Blocks, odd: Bits) -> Row:
    """Give a row that has no part of its own."""
    return Row(blocks, {}, 0, 0, odd)

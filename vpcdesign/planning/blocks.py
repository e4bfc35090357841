"""Aligned blocks of addresses and their arithmetic: halves, buddies, and the fewest blocks that fill a range.

A block is its lowest address on the axis of `algebra.addresses` (IPv6 stands 2**128 higher) and its *height*, the
binary logarithm of its size; it is always aligned: `low` is a multiple of `size`. So two blocks are either nested or
disjoint, both families obey the same arithmetic, and nothing here knows how long an address is except to read and
write it.
"""

from collections.abc import Iterable, Iterator
from ipaddress import ip_network
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6, write
from vpcdesign.algebra.intervals import Intervals, difference, of
from vpcdesign.design.noun import PLAIN_BLOCK
from vpcdesign.design.words import quoted
from vpcdesign.errors import PlanError


class Block(NamedTuple):
    """An aligned block of 2**height addresses."""

    low: int
    height: int

    @property
    def size(self) -> int:
        """Count the addresses."""
        return 1 << self.height

    @property
    def high(self) -> int:
        """Give the last address."""
        return self.low + (1 << self.height) - 1

    @property
    def v6(self) -> bool:
        """Tell the family."""
        return self.low >= V6

    @property
    def length(self) -> int:
        """Give the number behind the slash."""
        return (128 if self.low >= V6 else 32) - self.height

    @property
    def buddy(self) -> "Block":
        """Give the other half of the block twice as large."""
        return Block(self.low ^ (1 << self.height), self.height)

    @property
    def parent(self) -> "Block":
        """Give the block twice as large that holds this one and its buddy."""
        return self.above(self.height + 1)

    @property
    def halves(self) -> tuple["Block", "Block"]:
        """Give the lower and the upper half."""
        half = self.height - 1
        return Block(self.low, half), Block(self.low + (1 << half), half)

    def above(self, height: int) -> "Block":
        """Give the aligned block of that height that holds this one."""
        return Block(self.low >> height << height, height)

    def parts(self, height: int) -> list["Block"]:
        """Give all parts of that height, in order."""
        return [Block(low, height) for low in range(self.low, self.low + (1 << self.height), 1 << height)]

    def holds(self, other: "Block") -> bool:
        """Tell whether the other lies in this one, or is it."""
        return self.height >= other.height and other.low >> self.height << self.height == self.low

    def meets(self, other: "Block") -> bool:
        """Tell whether they share an address, which is to say that one holds the other."""
        return self.holds(other) or other.holds(self)

    def __str__(self) -> str:
        """Write the block as AWS does."""
        return f"{write(self.low)}/{self.length}"


def block(text: str) -> Block:
    """Read a block; host bits are cut off, as AWS does (UG: VPC CIDR blocks). PlanError says what is wrong.

    A plan of a thousand subnets is read at every key, and nearly every block is an IPv4 one as everybody writes it.
    """
    if found := PLAIN_BLOCK.fullmatch(text):
        a, b, c, d, length = map(int, found.groups())
        if max(a, b, c, d) < 256:
            height = 32 - length
            return Block((a << 24 | b << 16 | c << 8 | d) >> height << height, height)
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        raise PlanError(f"{quoted(text)} is no CIDR block: {_nearest(text)}") from None
    up = V6 if network.version == 6 else 0
    return Block(int(network.network_address) + up, network.max_prefixlen - network.prefixlen)


def _nearest(text: str) -> str:
    """Say what was probably meant."""
    address, slash, length = text.partition("/")
    try:
        widest = ip_network(address).max_prefixlen
    except ValueError:
        return "write it as 10.0.0.0/16 or 2001:db8::/56"
    if slash and length.isdecimal():
        return f"a prefix is /0 to /{widest}"
    return f"write {address}/16" if widest == 32 else f"write {address}/56"


def height_for(count: int) -> int:
    """Give the height of the smallest block that holds so many addresses."""
    return max(count - 1, 0).bit_length()


def fill(low: int, high: int) -> Iterator[Block]:
    """Give the fewest blocks that fill exactly this range, in order: each is as large as its place allows."""
    while low <= high:
        fits = (high - low + 1).bit_length() - 1
        aligned = (low & -low).bit_length() - 1 if low else fits
        height = min(fits, aligned)
        yield Block(low, height)
        low += 1 << height


def gaps(roots: Iterable[Block], taken: Iterable[Block]) -> list[Block]:
    """Give what nobody has taken of each root as the fewest blocks, in order.

    Each root on its own: a subnet cannot straddle two blocks of a VPC even where they touch (general knowledge).
    """
    ordered = sorted(roots)
    used = spans(taken) if ordered else ()
    return [
        gap for root in ordered for low, high in difference(((root.low, root.high),), used) for gap in fill(low, high)
    ]


def spans(blocks: Iterable[Block]) -> Intervals:
    """Give the addresses of blocks as one set."""
    return of((each.low, each.high) for each in blocks)

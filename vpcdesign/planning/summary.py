"""Summaries for firewalls and route tables: the fewest blocks that stand for some subnets.

Two kinds, never confused: a *cover* may take in addresses that nobody else uses, so it stays right when the tier grows
into them; an *exact* summary holds the subnets' addresses and no other. Neither ever holds an address of somebody else.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from vpcdesign.planning.blocks import Block, fill, spans


def covers(roots: Sequence[Block], groups: Mapping[str, Sequence[Block]]) -> dict[str, tuple[Block, ...]]:
    """Give the cover of each of several groups of disjoint blocks, which are each other's others."""
    everything = sorted(member for members in groups.values() for member in members)
    found: dict[str, tuple[Block, ...]] = {}
    for name, members in groups.items():
        whole = _tight(members)
        inside = bisect_right(everything, (whole.high, 256)) - bisect_left(everything, (whole.low, 0))
        if inside == len(members) and any(root.holds(whole) for root in roots):
            found[name] = (whole,)  # nobody else stands between them, the common case
        else:
            own = set(members)
            found[name] = cover(roots, members, [each for each in everything if each not in own])
    return found


def cover(roots: Sequence[Block], members: Iterable[Block], others: Iterable[Block]) -> tuple[Block, ...]:
    """Give the fewest blocks inside the roots that hold every member and meet none of the others.

    Every member climbs to the largest block around it that is free of others; blocks are nested or disjoint, so what is
    left of these is the fewest. Each is then cut down to what its members need.
    """
    foreign = sorted(others)
    tops: dict[Block, list[Block]] = {}
    for member in members:
        root = next(each for each in roots if each.holds(member))
        tops.setdefault(_climb(member, root.height, foreign), []).append(member)
    return tuple(sorted(_tight(held) for held in tops.values()))


def _climb(member: Block, most: int, foreign: Sequence[Block]) -> Block:
    """Find the largest block around a member that is free of others: a search by halves, since freedom is monotone."""
    low, high = member.height, most
    while low < high:
        middle = (low + high + 1) // 2
        if _free(member.above(middle), foreign):
            low = middle
        else:
            high = middle - 1
    return member.above(low)


def _free(candidate: Block, foreign: Sequence[Block]) -> bool:
    """Tell whether none of the sorted, disjoint others meets a block."""
    first, last = 0, len(foreign)
    while first < last:
        middle = (first + last) // 2
        if foreign[middle].high < candidate.low:
            first = middle + 1
        else:
            last = middle
    return first == len(foreign) or foreign[first].low > candidate.high


def _tight(members: Sequence[Block]) -> Block:
    """Give the smallest block that holds all members."""
    low, high = min(members).low, max(members).high
    return Block(low, 0).above((low ^ high).bit_length())


def exact(members: Iterable[Block]) -> tuple[Block, ...]:
    """Give the fewest blocks that hold exactly the addresses of the members."""
    return tuple(block for low, high in spans(members) for block in fill(low, high))

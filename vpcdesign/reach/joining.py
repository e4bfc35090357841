"""Kinds that come and go where every way across stays: what was found out of the others goes on.

The worlds before and after an edit are asked in turns, and what is found out in one of them is true of the kinds that
are there: it says nothing of one that is gone, or has not come yet. So only where the very same kinds are there do two
worlds share what they find out. The number of a kind that is gone is never given again.
"""

from collections.abc import Sequence

from vpcdesign.reach.covers import Bits
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.sides import Crossed, Ways


def same_turnout(old: Sequence[Kind], new: Sequence[Kind]) -> bool:
    """Tell whether the very same kinds are there after an edit, whatever else they have become."""
    return len(old) == len(new) and all(was.gone is now.gone for was, now in zip(old, new, strict=True))


def joined(ways: Ways, old: Sequence[Kind], new: Sequence[Kind]) -> Ways:
    """Let new kinds fare as others of their place do, which they only joined; what is found out now is not shared."""
    like = {kind.place: number for number, kind in enumerate(old) if not kind.gone}
    pairs = [(like[kind.place], number) for number, kind in enumerate(new[len(old) :], len(old))]

    def among(bits: Bits) -> Bits:
        for known, number in pairs:
            bits |= (bits >> known & 1) << number
        return bits

    if not pairs:
        return dict(ways)
    return {
        key: Crossed([(exchange, arriving, among(bits)) for exchange, arriving, bits in found], among(odd), left)
        for key, (found, odd, left) in ways.items()
    }

"""What hosts' own filters let in of one sender: all of them of its crowd, and some of itself, whom they know better.

What is said of who bears a mark stays one reference for everybody who bears it: it is put together with what is said
of others only for those who ask about one sender, and as far as they ask.
"""

from collections.abc import Iterable, Sequence

from vpcdesign.algebra.portsets import EMPTY, PortSets
from vpcdesign.reach.covers import Bits, Some
from vpcdesign.record import record

Blocks = dict[int, Bits]
"""Disjoint kinds by the services that get to them."""

Admitted = tuple[int, Bits]
"""Services that filters let through, and to whom."""


@record()
class Reference:
    """What guards say of who bears a mark, or has one very address: whom it is said by, and the blocks of these.

    All are counted from the first of them.
    """

    some: Some
    blocks: Blocks


@record()
class Known:
    """All by which guards know a sender better than its crowd, and who they are."""

    references: Sequence[Reference]
    some: Some


NOBODY = Known((), Some(0))
"""Somebody whom nobody knows better than his crowd."""


def admit(pool: PortSets, blocks: Blocks, number: int, bits: Bits) -> None:
    """Let some kinds have some services more."""
    for known, some in list(blocks.items()):
        met = some & bits
        if met:
            bits ^= met
            more = pool.either(known, number)
            if more != known:
                if some == met:
                    del blocks[known]
                else:
                    blocks[known] = some ^ met
                blocks[more] = blocks.get(more, 0) | met
            if not bits:
                return
    blocks[number] = blocks.get(number, 0) | bits


def admitted(pool: PortSets, crowd: Blocks, known: Known, within: Some) -> Iterable[Admitted]:
    """Give what guards of some let in of a sender of a crowd whom they know so; counted as these are."""
    bits, low = within
    blocks = {number: met for number, whole in crowd.items() if (met := whole >> low & bits)}
    for reference in known.references:
        by = reference.some.low - low
        for number, whole in reference.blocks.items():
            met = (whole << by if by >= 0 else whole >> -by) & bits
            if met:
                admit(pool, blocks, number, met)
    return blocks.items()


def admitted_by(pool: PortSets, crowd: Blocks, known: Known, kind: int) -> int:
    """Give what the guard of one kind lets in of such a sender."""
    found = next((number for number, bits in crowd.items() if bits >> kind & 1), EMPTY)
    for reference in known.references:
        (whole, low), blocks = reference.some, reference.blocks
        at = kind - low
        if at >= 0 and whole >> at & 1:
            number = next(number for number, bits in blocks.items() if bits >> at & 1)
            found = pool.either(found, number)
    return found


def all_who_know(several: Sequence[Known]) -> Some:
    """Give all who know somebody better than his crowd, by any way."""
    met = [one.some for one in several if one.references]
    if not met:
        return NOBODY.some
    if len(met) == 1 or not [one for one in met if one is not met[0]]:
        return met[0]
    low = min(one.low for one in met)
    mine = 0
    for bits, at in met:
        mine |= bits << at - low
    return Some(mine, low)

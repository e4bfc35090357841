"""Covers: everybody at once, sorted by how their packets fare.

A set of destinations is a number with a bit for each; the blocks of one cover are disjoint, and whoever is in none of
them gets nothing. Who is `odd` is in no block that counts: he has to be walked.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets

Bits = int


class Fare(NamedTuple):
    """How packets get across: services that may, those that must; what became of their marks and promises.

    `marks` is what was put behind them, None where they were lost; `kept` tells whether promises hold still.
    """

    may: int
    must: int
    marks: str | None
    kept: bool


class Cover(NamedTuple):
    """Destinations by how they fare."""

    fares: dict[Fare, Bits]
    odd: Bits


NOTHING = Cover({}, 0)


def bits_of(bits: Bits) -> Iterator[int]:
    """Give the places of the bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def numbers(several: Iterable[bool]) -> Bits:
    """Give the bits of those that are true."""
    return sum(1 << number for number, one in enumerate(several) if one)


def odd(bits: Bits) -> Cover:
    """Give the cover of those who have to be walked."""
    return Cover({}, bits)


def joined(covers: Iterable[Cover]) -> Cover:
    """Put together covers of different destinations."""
    fares: dict[Fare, Bits] = {}
    strange = 0
    for cover in covers:
        strange |= cover.odd
        for fare, bits in cover.fares.items():
            fares[fare] = fares.get(fare, 0) | bits
    return Cover(fares, strange)


def narrowed(pool: PortSets, cover: Cover, number: int) -> Cover:
    """Let only some services through."""
    if number == FULL:
        return cover
    fares: dict[Fare, Bits] = {}
    for fare, bits in cover.fares.items():
        may = pool.both(fare.may, number)
        if may:
            one = Fare(may, pool.both(fare.must, number), fare.marks, fare.kept)
            fares[one] = fares.get(one, 0) | bits
    return Cover(fares, cover.odd)


def alternatives(pool: PortSets, covers: Iterable[Cover], *, chosen: bool) -> Cover:
    """Join ways to the same destinations: the network takes any (`chosen`), or each carries services of its own.

    Where ways leave marks and promises in different states, what stands behind them would be asked twice: odd.
    """
    found: Cover | None = None
    for cover in covers:
        found = cover if found is None else _either(pool, found, cover, chosen=chosen)
    return found or NOTHING


def _either(pool: PortSets, one: Cover, other: Cover, *, chosen: bool) -> Cover:
    strange = one.odd | other.odd
    fares: dict[Fare, Bits] = {}
    left = dict(other.fares)
    for fare, bits in one.fares.items():
        alone = bits
        for more, others in left.items():
            met = alone & others
            if not met:
                continue
            alone ^= met
            left[more] = others ^ met
            if (fare.marks, fare.kept) != (more.marks, more.kept):
                strange |= met
                continue
            must = pool.both(fare.must, more.must) if chosen else pool.either(fare.must, more.must)
            _keep(fares, Fare(pool.either(fare.may, more.may), must, fare.marks, fare.kept), met)
        _keep(fares, fare._replace(must=EMPTY) if chosen else fare, alone)
    for fare, bits in left.items():
        _keep(fares, fare._replace(must=EMPTY) if chosen else fare, bits)
    return Cover(fares, strange)


def _keep(fares: dict[Fare, Bits], fare: Fare, bits: Bits) -> None:
    if bits:
        fares[fare] = fares.get(fare, 0) | bits

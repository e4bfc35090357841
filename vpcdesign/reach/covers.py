"""Covers: everybody at once, sorted by how their packets fare.

A set of destinations is a number with a bit for each; whoever is in no block of a cover gets nothing. Who is `odd` is
in no block that counts: he has to be walked. A destination is in several blocks where the network sends his packets
several ways that leave them in different states (the cover is `forked`): then all of those ways count.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.record import record

Bits = int


class Some(NamedTuple):
    """Some of a row of many, counted from `low`: who has to do with each other mostly stands near, so they are few."""

    bits: Bits
    low: int = 0


some_of = partial(tuple.__new__, Some)
"""Many thousands are made, as the tuples that they are: the constructor, which looks for what was left out, is slow."""

EVERYBODY = Some(-1)

SPARSE = 100
"""Where fewer than one bit of so many is set, it is quicker to go from one to the next."""


DENSE = 8
"""Where one bit of so many is set, it is quicker to look at all of them."""


SEVERAL, NEAR = 64, 1024
"""The bits of fewer than so many, none farther than so from another, are set one after the other."""


class Fare(NamedTuple):
    """How packets get across: services that may, those that must; what became of their marks and promises.

    `marks` is what was put behind them, None where they were lost; `kept` tells whether promises hold still; `load` is
    what was done to their headers, and which devices saw them. It speaks for the services of `scope` only. `mapped` are
    the answers that get through while they bear the address and port of a device.
    """

    may: int
    must: int
    marks: str | None
    kept: bool
    load: int = 0
    scope: int = FULL
    mapped: int = FULL


@record()
class Cover:
    """Destinations by how they fare."""

    fares: dict[Fare, Bits]
    odd: Bits
    forked: bool = False


NOTHING = Cover({}, 0)


def counted(bits: Bits) -> Some:
    """Give some who are counted from the first of all, counted from the first of them."""
    low = (bits & -bits).bit_length() - 1 if bits else 0
    return some_of((bits >> low, low))


def bits_of(bits: Bits) -> Iterator[int]:
    """Give the places of the bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def places_of(bits: Bits) -> list[int]:
    """Give the places of the bits that are set, all at once: quick where many are."""
    if bits.bit_count() * DENSE < bits.bit_length():
        return list(bits_of(bits))
    return [place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]


def runs_of(bits: Bits) -> Iterator[tuple[int, int]]:
    """Give where each run of set bits begins, and where it ends: behind its last."""
    while bits:
        low = bits & -bits
        behind = bits + low  # the run from the lowest on becomes one bit behind it
        end = behind & -behind
        yield low.bit_length() - 1, end.bit_length() - 1
        bits = behind ^ end


def turned_round(rows: Sequence[Bits], width: int) -> list[Bits]:
    """Give for each place in which of some rows its bit is set."""
    if sum(bits.bit_count() for bits in rows) * SPARSE < width * len(rows):
        found = [0] * width
        for number, bits in enumerate(rows):
            for place in bits_of(bits):
                found[place] |= 1 << number
        return found
    written = "".join([f"{bits:0{width}b}" for bits in reversed(rows)])
    return [int(written[width - 1 - place :: width], 2) for place in range(width)]


def numbers(several: Iterable[bool]) -> Bits:
    """Give the bits of those that are true."""
    return sum(1 << number for number, one in enumerate(several) if one)


def bits_with(numbers: Sequence[int]) -> Bits:
    """Give the bits of some numbers, made at once: one after the other they would be copied each time.

    Of a few that stand near, that is nothing; and what is before them is put there last.
    """
    if not numbers:
        return 0
    low, high = min(numbers), max(numbers)
    if len(numbers) < SEVERAL and high - low < NEAR:
        return _from(numbers, low) << low
    found = bytearray((high >> 3) + 1)
    for one in numbers:
        found[one >> 3] |= 1 << (one & 7)
    return int.from_bytes(found, "little")


def some_with(numbers: Sequence[int]) -> Some:
    """Give the bits of some numbers, of one at least, counted from the first of them."""
    low = min(numbers)
    if len(numbers) < SEVERAL and max(numbers) - low < NEAR:
        return some_of((_from(numbers, low), low))
    return some_of((bits_with([one - low for one in numbers]), low))


def _from(numbers: Sequence[int], low: int) -> Bits:
    found = 0
    for one in numbers:
        found |= 1 << one - low
    return found


def odd(bits: Bits) -> Cover:
    """Give the cover of those who have to be walked."""
    return Cover({}, bits)


def joined(covers: Iterable[Cover]) -> Cover:
    """Put together covers of different destinations."""
    fares: dict[Fare, Bits] = {}
    strange = 0
    forked = False
    for cover in covers:
        strange |= cover.odd
        forked |= cover.forked
        for fare, bits in cover.fares.items():
            fares[fare] = fares[fare] | bits if fare in fares else bits
    return Cover(fares, strange, forked)


def narrowed(pool: PortSets, cover: Cover, number: int, *, mapped: bool = False) -> Cover:
    """Let only some services through; a fork of which nothing is left still counts as one that fails."""
    if number == FULL:
        return cover
    fares: dict[Fare, Bits] = {}
    for fare, bits in cover.fares.items():
        may, must, marks, kept, load, scope, by = fare
        if mapped:
            one = Fare(may, must, marks, kept, load, scope, pool.both(by, number))
        else:
            may = pool.both(may, number)
            if not may and not cover.forked:
                continue
            one = Fare(may, pool.both(must, number), marks, kept, load, scope, by)
        fares[one] = fares.get(one, 0) | bits
    return Cover(fares, cover.odd, cover.forked)


def alternatives(pool: PortSets, covers: Iterable[Cover]) -> Cover:
    """Join ways to the same destinations of which the network takes any: what must get through does by each of them."""
    found: Cover | None = None
    for cover in covers:
        found = cover if found is None else _either(pool, found, cover)
    return found or NOTHING


def _either(pool: PortSets, one: Cover, other: Cover) -> Cover:
    strange = one.odd | other.odd
    fares: dict[Fare, Bits] = {}
    if one.forked or other.forked or _differ(one, other):
        for fares_, others in ((one.fares, whole(other)), (other.fares, whole(one))):
            for fare, bits in fares_.items():
                _keep(fares, fare, bits & others)
                _keep(fares, fare._replace(must=EMPTY), bits & ~others)
        return Cover(fares, strange, forked=True)
    left = dict(other.fares)
    for fare, bits in one.fares.items():
        alone = bits
        for more, others in left.items():
            met = alone & others
            if met:
                alone ^= met
                left[more] = others ^ met
                must = pool.both(fare.must, more.must)
                _keep(fares, fare._replace(may=pool.either(fare.may, more.may), must=must), met)
        _keep(fares, fare._replace(must=EMPTY), alone)
    for fare, bits in left.items():
        _keep(fares, fare._replace(must=EMPTY), bits)
    return Cover(fares, strange)


def _differ(one: Cover, other: Cover) -> bool:
    """Tell whether two ways leave anybody's packets in different states."""
    return any(
        bits & others and fare[2:] != more[2:]
        for fare, bits in one.fares.items()
        for more, others in other.fares.items()
    )


def cases(pool: PortSets, covers: Sequence[tuple[Cover, int]]) -> Cover:
    """Join ways to the same destinations that carry services of their own; the services of two never overlap.

    Where several ways lead to somebody, each speaks for its own services, and what none carries fails.
    """
    strange, met, several, carried = 0, 0, 0, EMPTY
    for cover, number in covers:
        strange |= cover.odd
        bits = whole(cover)
        several |= bits if cover.forked else met & bits
        met |= bits
        carried = pool.either(carried, number)
    fares: dict[Fare, Bits] = {}
    for cover, number in covers:
        for fare, some in cover.fares.items():
            one = fare._replace(may=pool.both(fare.may, number), must=pool.both(fare.must, number))
            _keep(fares, one, some & ~several if one.may else 0)
            _keep(fares, one._replace(scope=pool.both(fare.scope, number)), some & several)
        _keep(fares, Fare(EMPTY, EMPTY, "", kept=True, scope=number), several & ~whole(cover))
    _keep(fares, Fare(EMPTY, EMPTY, "", kept=True, scope=pool.less(FULL, carried)), several)
    return Cover(fares, strange, forked=bool(several))


def whole(cover: Cover) -> Bits:
    """Give everybody in the blocks of a cover."""
    found = 0
    for bits in cover.fares.values():
        found |= bits
    return found


def _keep(fares: dict[Fare, Bits], fare: Fare, bits: Bits) -> None:
    if bits:
        fares[fare] = fares.get(fare, 0) | bits

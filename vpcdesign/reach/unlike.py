"""Where two lists say something else: from which sources and to which destinations, and what of that concerns whom.

An edit of one line of a list often changes nothing, for a line before it decides already; or it concerns the few
addresses of its block. Lists of which more matters than addresses and services may say anything else to anybody.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.addresses import ALL as EVERYWHERE
from vpcdesign.algebra.intervals import Intervals, contains, of, union
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.algebra.services import ALL
from vpcdesign.network.rules import Line, Rules
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.places import Places
from vpcdesign.reach.touched import Through, changed
from vpcdesign.reach.wayside import Passing

MANY = 400
"""So many kinds of sources and destinations of one list are looked at."""

FEW = 16
"""One of so many places is few of them."""

Ends: TypeAlias = tuple[Intervals, Intervals]
"""Sources and destinations."""

NOWHERE: Ends = ((), ())


class Unlike(NamedTuple):
    """Between whom two lists let through anything else, and which services that may be."""

    ends: Ends
    services: int = FULL


def unlike(pool: PortSets, old: Rules, new: Rules) -> Unlike:
    """Give between whom one of two lists may let through what the other does not."""
    lines = changed(old, new)
    if lines is None or not all(map(_plain, (*old.lines, *new.lines))):
        return Unlike((EVERYWHERE, EVERYWHERE))
    if not lines:
        return Unlike(NOWHERE)
    whole = [*old.lines, *new.lines]
    sources = _parted([one.source for one in lines], [one.source for one in whole])
    destinations = _parted([one.destination for one in lines], [one.destination for one in whole])
    if len(sources) * len(destinations) > MANY:
        return Unlike((of(_all(sources)), of(_all(destinations))))
    differ: list[Ends] = []
    services = EMPTY
    for source, destination in product(sources, destinations):
        was, now = (_let_through(pool, one, source[0][0], destination[0][0]) for one in (old, new))
        if was != now:
            differ.append((source, destination))
            services = pool.either(services, pool.either(pool.less(was, now), pool.less(now, was)))
    return Unlike((of(_all(one for one, _ in differ)), of(_all(one for _, one in differ))), services)


def parted(
    places: Places, swapped: Mapping[int, Rules], passing: Callable[[int], Iterable[Passing]]
) -> tuple[Through, ...]:
    """Give between which places something may get across otherwise, where rules of the shared network are swapped.

    They are senders, and who is sent to; between these packets, or answers to them, come to a list which says something
    else of such addresses. `passing` tells whose come to a list.
    """
    found: dict[tuple[Bits, int, int], Bits] = {}
    for old, new in swapped.items():
        ends, differ = unlike(places.rulings.pool, places.tables.outer[old], new)
        if not all(ends):
            continue
        sources, destinations = (_places(places, one) for one in ends)
        for leg, sent, to, same in _few(places, (sources, destinations)) or passing(old):
            both = sent & sources, to & destinations
            sending, receiving = both[::-1] if leg else both
            if sending and receiving:
                key = receiving, leg, differ if same else FULL
                found[key] = found.get(key, 0) | sending
    return tuple(Through(sending, *key) for key, sending in found.items())


def _few(places: Places, ends: tuple[Bits, Bits]) -> tuple[Passing, ...]:
    """Give whoever is at such addresses, where these are few: it costs more to tell whose packets come there."""
    if min(one.bit_count() for one in ends) * FEW > len(places.places):
        return ()
    return Passing(0, *ends), Passing(1, *ends)


def _places(places: Places, addresses: Intervals) -> Bits:
    """Give the places that some addresses may stand for; whom those do that devices give nobody can tell."""
    if places.gives(addresses):
        return (1 << len(places.places)) - 1
    lows = ((number, one.end.addresses[0][0]) for number, one in enumerate(places.places))
    return bits_with([number for number, low in lows if contains(addresses, low)])


def _plain(line: Line) -> bool:
    special = line.allow is None or line.promise or line.source_ports is not None or line.label is not None
    return not special and line.next is None


def _parted(concerned: Iterable[Intervals | None], sets: Iterable[Intervals | None]) -> list[Intervals]:
    """Give the parts of some sets, each of those that no set tells apart."""
    whole: Intervals = ()
    for one in concerned:
        whole = union(whole, EVERYWHERE if one is None else one)
    found: dict[int, list[tuple[int, int]]] = {}
    for low, high, cell in Cells([one for one in sets if one is not None]).parts(whole):
        found.setdefault(cell, []).append((low, high))
    return [of(pairs) for pairs in found.values()]


def _all(several: Iterable[Intervals]) -> Iterable[tuple[int, int]]:
    return [pair for one in several for pair in one]


def _let_through(pool: PortSets, rules: Rules, source: int, destination: int) -> int:
    """Give the services that a list lets through from one address to another."""
    left, passed = FULL, EMPTY
    for line in rules.lines:
        if line.source is not None and not contains(line.source, source):
            continue
        if line.destination is not None and not contains(line.destination, destination):
            continue
        met = pool.both(left, pool.number(ALL if line.services is None else line.services))
        passed = pool.either(passed, met) if line.allow else passed
        left = pool.less(left, met)
    return pool.either(passed, left) if rules.default_allow else passed

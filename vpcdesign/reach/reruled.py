"""Places where some rules took the place of others: the same places, if nothing that sorts ends depends on the lines.

Rules may cut addresses otherwise than before. Finer cells are as good as those that were there, and those of the shared
filters keep their numbers; but no kind and no place may be cut by them: then places are made anew, unless the place is
one outside, which is walked from then on.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.network import Network
from vpcdesign.network.rules import Rules
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.kinds import Arrival, Place
from vpcdesign.reach.places import Places
from vpcdesign.reach.tables import sets, stretches


class Reruled(NamedTuple):
    """Places after an edit; `turned` are the kinds that are others than before, by number, in their order.

    `lost` are places outside that are walked from now on.
    """

    places: Places
    turned: Sequence[int]
    lost: Bits


def reruled(places: Places, network: Network, new: Mapping[int, Rules]) -> Reruled | None:
    """Give the places of a network in which only some rules stand for others; None where it has other places.

    `new` are the rules by the identity of those whose place they take. Only who has some of them is looked at.
    """
    tables = places.tables.swapped(new)
    outer = {old: one for old, one in new.items() if old in places.tables.outer}
    lost: set[int] = set()
    moved: set[int] = set()
    cells = _cut(places, stretches(outer.values()), lost, moved) if outer else places.cells
    inner = _recut(places, tables.inner, new, lost)
    marks = (mark for rules in outer.values() for line in rules.lines for mark in line.label or ())
    if not places.asked_for.issuperset(marks):
        return None
    if cells is None or inner is None or not all(_stays(places, old, rules) for old, rules in new.items()):
        return None
    other = copy(places)
    other.network, other.tables, other.moved = network, tables, frozenset()
    other.cells, other.inner = cells, inner
    moved.update(places.doors.behind(outer), lost)
    if moved:
        other.places = list(places.places)
        for number in sorted(moved):
            other.places[number] = _placed(places.places[number], cells, outer, lost=number in lost)
        other.entered = places.doors.after(other.places, outer)
    turned: Sequence[int] = places.bearers.having(new)
    if inner is not places.inner:
        turned = range(len(places.kinds))
    elif lost:
        turned = sorted({*turned, *places.bearers.senders.at(lost)})
    if turned:
        other.kinds = list(places.kinds)
        for number in turned:
            one = places.kinds[number]
            other.kinds[number] = replace(
                one,
                inner=inner.of(one.end.addresses[0][0]),
                guard=one.guard and new.get(id(one.guard), one.guard),
                leaves=one.leaves and new.get(id(one.leaves), one.leaves),
                odd=one.odd or one.place in lost,
            )
        other.known = places.bearers.after(other.kinds, new)
    return Reruled(other, turned, bits_with(sorted(lost)))


def _cut(places: Places, several: Sequence[Intervals], lost: set[int], moved: set[int]) -> Cells | None:
    """Give cells that tell some sets too, under the numbers that they had; None where they cut a place.

    A place outside that they cut is `lost`; `moved` are those of whom anybody is in a set that nobody told before.
    """
    new = [one for one in several if not places.cells.tell((one,))]
    if not new:
        return places.cells
    found = places.cells.finer(new)
    known = places.stretches
    for one in new:
        moved.update(known.meeting(one))
    for number in moved:
        if len({cell for _, _, cell in found.parts(tuple(known.of[number]))}) > 1:
            if number in known.inside:
                return None
            lost.add(number)
    near = _near(places, {edge for one in new for low, high in one for edge in (low, high + 1)})
    for low, like in places.ends.lodgers() if near else ():
        number = places.kinds[like.kind].place
        if number in near and found.of(low) != found.of(places.places[number].end.addresses[0][0]):
            return None
    return found


def _near(places: Places, cuts: Iterable[int]) -> set[int]:
    """Give the places inside with a cut in their stretch of the tables: lodgers of a place are in one of these.

    Where a set has an edge others may have had one too, and part nobody by that.
    """
    edges = places.tables.cuts
    found: set[int] = set()
    for at in {bisect_right(edges, cut) for cut in {*cuts}.difference(edges)}:
        found.update(places.stretches.hosts(edges[at - 1] if at else 0, edges[at] if at < len(edges) else None))
    return found


def _recut(places: Places, rules: Mapping[int, Rules], new: Mapping[int, Rules], lost: set[int]) -> Cells | None:
    """Give cells for changed rules of hosts, the same ones where these tell all sets; None where they cut a kind.

    A place outside of which they cut one is `lost`.
    """
    cells = places.inner
    if cells.tell(sets(one for old, one in new.items() if old in places.tables.inner)):
        return cells
    found = Cells(sets(rules.values()))
    first: dict[int, int] = {}
    for end in places.looked_at():
        for _, _, cell in found.parts(end.addresses):
            if first.setdefault(end.kind, cell) != cell:
                if end.endpoint.id not in places.outside:
                    return None
                lost.add(places.kinds[end.kind].place)
    for low, like in places.ends.lodgers():
        if first.setdefault(like.kind, found.of(low)) != found.of(low):
            return None
    return found


def _stays(places: Places, old: int, new: Rules) -> bool:
    """Tell whether new rules are understood as well, or as little, as the old ones."""
    known = places.tables.inner.get(old) or places.tables.outer[old]
    was, now = places.rulings.shape(known), places.rulings.shape(new)
    if (was.odd, was.union) != (now.odd, now.union):
        return False
    if was.labelled == now.labelled:
        return True
    return was.union and old not in places.tables.outer and old not in places.bearers.leaves


def _placed(one: Place, cells: Cells, new: Mapping[int, Rules], *, lost: bool) -> Place:
    """Give a place after an edit; the very same, where it does not stand otherwise."""
    cell, arrivals = cells.of(one.end.addresses[0][0]), _lists_of(one.arrivals, new)
    if cell == one.cell and arrivals is one.arrivals and not lost:
        return one
    return replace(one, cell=cell, arrivals=arrivals, odd=one.odd or lost)


def _lists_of(arrivals: tuple[Arrival, ...], new: Mapping[int, Rules]) -> tuple[Arrival, ...]:
    """Give the lists that are asked behind tables; the very same, where none of them is another."""
    if not any(id(one) in new for _, lists in arrivals for one in lists):
        return arrivals
    return tuple((node, tuple(new.get(id(one), one) for one in lists)) for node, lists in arrivals)

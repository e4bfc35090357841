"""Places where some rules took the place of others: the same places, if nothing that sorts ends depends on the lines.

Rules may cut addresses otherwise than before. Finer cells are as good as those that were there, but no kind and no
place may be cut by them; then places are made anew, unless the place is one outside: that is walked from then on.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.network.network import Network
from vpcdesign.network.stages import Rules
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.kinds import Arrival, Place
from vpcdesign.reach.places import Places
from vpcdesign.reach.tables import sets, stretches


class Reruled(NamedTuple):
    """Places after an edit of rules; `turned` are the kinds that are others than before, by number, in their order."""

    places: Places
    turned: Sequence[int]


def reruled(places: Places, network: Network, new: Mapping[int, Rules]) -> Reruled | None:
    """Give the places of a network in which only some rules stand for others; None where it has other places.

    `new` are the rules by the identity of those whose place they take. Only who has some of them is looked at.
    """
    tables = places.tables.swapped(new)
    outer = {old: one for old, one in new.items() if old in places.tables.outer}
    lost: set[int] = set()
    cells = recut(places, (places.tables.outer, tables.outer), new, lost)
    inner = recut(places, (places.tables.inner, tables.inner), new, lost)
    marks = (mark for rules in outer.values() for line in rules.lines for mark in line.label or ())
    if not places.asked_for.issuperset(marks):
        return None
    if cells is None or inner is None or not all(_stays(places, old, rules) for old, rules in new.items()):
        return None
    other = copy(places)
    other.network, other.tables, other.moved = network, tables, frozenset()
    other.cells, other.inner = cells, inner
    if outer or lost:
        other.places = [_placed(one, cells, outer, lost=number in lost) for number, one in enumerate(places.places)]
    turned: Sequence[int] = places.bearers.having(new)
    if lost or inner is not places.inner:
        turned = range(len(places.kinds))
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
    return Reruled(other, turned)


def recut(
    places: Places, rules: tuple[Mapping[int, Rules], Mapping[int, Rules]], new: Mapping[int, Rules], lost: set[int]
) -> Cells | None:
    """Give cells for changed rules, the same ones where these tell all sets; None where they cut a kind or a place.

    A place outside that they cut is `lost`.
    """
    were, now = rules
    outer = were is places.tables.outer
    cells, told = (places.cells, stretches) if outer else (places.inner, sets)
    if cells.tell(told(one for old, one in new.items() if old in were)):
        return cells
    found = Cells([*told(now.values()), *(places.besides if outer else ())])
    first: dict[int, int] = {}
    for end in places.looked_at():
        place = places.kinds[end.kind].place
        for _, _, cell in found.parts(end.addresses):
            if first.setdefault(place if outer else end.kind, cell) != cell:
                if end.endpoint.id not in places.outside:
                    return None
                lost.add(place)
    for low, like in places.ends.lodgers():
        cell = found.of(low)
        if first.setdefault(places.kinds[like.kind].place if outer else like.kind, cell) != cell:
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

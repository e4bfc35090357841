"""Places where some rules took the place of others: the same places, if nothing that sorts ends depends on the lines.

Rules may cut addresses otherwise than before. Finer cells are as good as those that were there, but no kind and no
place may be cut by them; then places are made anew, unless the place is one outside: that is walked from then on.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace

from vpcdesign.network.network import Network
from vpcdesign.network.stages import Rules
from vpcdesign.reach.cells import Cells
from vpcdesign.reach.kinds import Arrival
from vpcdesign.reach.places import Places
from vpcdesign.reach.tables import sets


def reruled(places: Places, network: Network, new: Mapping[int, Rules]) -> Places | None:
    """Give the places of a network in which only some rules stand for others; None where it has other places.

    `new` are the rules by the identity of those whose place they take.
    """
    tables = places.tables.swapped(new)
    lost: set[int] = set()
    cells = recut(places, (places.tables.outer, tables.outer), new, lost)
    inner = recut(places, (places.tables.inner, tables.inner), new, lost)
    marks = (mark for rules in tables.outer.values() for line in rules.lines for mark in line.label or ())
    if not places.asked_for.issuperset(marks):
        return None
    if cells is None or inner is None or not all(_stays(places, old, rules) for old, rules in new.items()):
        return None
    other = copy(places)
    other.network, other.tables, other.moved = network, tables, frozenset()
    other.cells, other.inner = cells, inner
    outer = any(one in places.tables.outer for one in new)
    if outer or lost or cells is not places.cells:
        other.places = [
            replace(
                one,
                cell=cells.of(one.end.addresses[0][0]),
                arrivals=_lists_of(one.arrivals, new),
                odd=one.odd or number in lost,
            )
            for number, one in enumerate(places.places)
        ]
    other.kinds = [
        replace(
            one,
            inner=inner.of(one.end.addresses[0][0]),
            guard=one.guard and new.get(id(one.guard), one.guard),
            leaves=one.leaves and new.get(id(one.leaves), one.leaves),
            odd=one.odd or one.place in lost,
        )
        if inner is not places.inner or one.place in lost or id(one.guard) in new or id(one.leaves) in new
        else one
        for one in places.kinds
    ]
    return other


def recut(
    places: Places, rules: tuple[Mapping[int, Rules], Mapping[int, Rules]], new: Mapping[int, Rules], lost: set[int]
) -> Cells | None:
    """Give cells for changed rules, the same ones where these tell all sets; None where they cut a kind or a place.

    A place outside that they cut is `lost`.
    """
    were, now = rules
    outer = were is places.tables.outer
    cells = places.cells if outer else places.inner
    if cells.tell(sets(one for old, one in new.items() if old in were)):
        return cells
    found = Cells([*sets(now.values()), *(places.besides if outer else ())])
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
    return was.union and old not in places.tables.outer and not any(id(one.leaves) == old for one in places.kinds)


def _lists_of(arrivals: tuple[Arrival, ...], new: Mapping[int, Rules]) -> tuple[Arrival, ...]:
    return tuple((node, tuple(new.get(id(one), one) for one in lists)) for node, lists in arrivals)

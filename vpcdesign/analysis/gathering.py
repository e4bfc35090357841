"""Pairs gathered for a reader: sources that reach the same destinations together.

Nobody is asked about himself, so a source that lacks only itself among its destinations reaches what the others do.
Ends are meant by their places in a list, sets of them are bits.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from vpcdesign.reach.covers import Bits, places_of


class End(Protocol):
    """Hosts that behave alike; `outside` are no part of a VPC."""

    @property
    def outside(self) -> bool: ...
    @property
    def labels(self) -> tuple[str, ...]: ...


def gathered(reached: Mapping[int, Bits], ends: Sequence[End]) -> Iterator[list[int]]:
    """Give the sources that share their destinations, hosts outside apart; each source once.

    Who belongs to a group of one differs from it in the two themselves at most, and from a larger group in itself: so
    groups are `likely` by what they reach, and no other has to be looked at.
    """
    groups: list[list[int]] = []
    whole: list[Bits] = []
    likely: dict[tuple[bool, Bits], set[int]] = {}
    free = [1 << place if len(one.labels) == 1 else 0 for place, one in enumerate(ends)]
    for one, others in reached.items():
        outside = ends[one].outside
        keys = [(outside, others | free[one]), (outside, others & ~free[one])]
        for place in sorted(likely.get(keys[0], set()) | likely.get(keys[1], set())):
            together = whole[place] | others
            asked = [one] if together == whole[place] else [*groups[place], one]
            if not any(together & ~reached[each] & ~free[each] for each in asked):
                groups[place].append(one)
                whole[place] = together
                likely.setdefault((outside, together), set()).add(place)
                break
        else:
            for key in keys:
                likely.setdefault(key, set()).add(len(groups))
            groups.append([one])
            whole.append(others)
    yield from groups


def destinations(sources: Sequence[int], reached: Mapping[int, Bits]) -> list[int]:
    """Give whom some sources reach, in the order in which they do."""
    known, found = 0, list[int]()
    for one in sources:
        found.extend(places_of(reached[one] & ~known))
        known |= reached[one]
    return found

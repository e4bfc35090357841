"""Pairs gathered for a reader: sources that reach the same destinations together.

Nobody is asked about himself, so a source that lacks only itself among its destinations reaches what the others do.
Ends are meant by their places in a list, sets of them are bits.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from vpcdesign.reach.covers import Bits, bits_of


class End(Protocol):
    """Hosts that behave alike; `outside` are no part of a VPC."""

    @property
    def outside(self) -> bool: ...
    @property
    def labels(self) -> tuple[str, ...]: ...


def gathered(reached: Mapping[int, Bits], ends: Sequence[End]) -> Iterator[list[int]]:
    """Give the sources that share their destinations, hosts outside apart; each source once."""
    groups: list[list[int]] = []
    whole: list[Bits] = []
    free = [1 << place if len(one.labels) == 1 else 0 for place, one in enumerate(ends)]
    for one, others in reached.items():
        for place, group in enumerate(groups):
            if ends[group[0]].outside != ends[one].outside:
                continue
            together = whole[place] | others
            asked = [one] if together == whole[place] else [*group, one]
            if not any(together & ~reached[each] & ~free[each] for each in asked):
                group.append(one)
                whole[place] = together
                break
        else:
            groups.append([one])
            whole.append(others)
    yield from groups


def destinations(sources: Sequence[int], reached: Mapping[int, Bits]) -> list[int]:
    """Give whom some sources reach, in the order in which they do."""
    known, found = 0, list[int]()
    for one in sources:
        found.extend(bits_of(reached[one] & ~known))
        known |= reached[one]
    return found

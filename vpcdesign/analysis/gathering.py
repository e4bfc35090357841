"""Pairs gathered for a reader: sources that reach the same destinations together.

Nobody is asked about himself, so a source that lacks only itself among its destinations reaches what the others do.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class End(Hashable, Protocol):
    """Hosts that behave alike; `outside` are no part of a VPC."""

    @property
    def outside(self) -> bool: ...
    @property
    def labels(self) -> tuple[str, ...]: ...


_End = TypeVar("_End", bound=End)


def gathered(pairs: Iterable[tuple[_End, _End]]) -> Iterator[list[tuple[_End, _End]]]:
    """Give the pairs of sources that share their destinations, hosts outside apart; each pair once."""
    reached: dict[_End, dict[_End, None]] = {}
    for one, other in pairs:
        reached.setdefault(one, {})[other] = None
    groups: list[list[_End]] = []
    whole: list[dict[_End, None]] = []
    for one, others in reached.items():
        for place, group in enumerate(groups):
            together = whole[place] | others
            if group[0].outside == one.outside and all(_lacks_itself(x, together, reached[x]) for x in (*group, one)):
                group.append(one)
                whole[place] = together
                break
        else:
            groups.append([one])
            whole.append(dict(others))
    for group, together in zip(groups, whole, strict=True):
        yield [(one, other) for one in group for other in together if other in reached[one]]


def _lacks_itself(one: _End, together: dict[_End, None], mine: dict[_End, None]) -> bool:
    """Tell whether one reaches everything that the others do, but perhaps himself where he is alone of his kind."""
    missing: Sequence[_End] = [other for other in together if other not in mine]
    return not missing or (missing == [one] and len(one.labels) == 1)

"""How a law catches a mutant: it is tried on one drawn design or network after the other, until it no longer holds.

Those that caught a mutant before are `likely` and tried first: that saves time and decides nothing, for all others
are tried after them.
"""

from collections.abc import Callable, Iterable

import pytest

BROKEN = (AssertionError, IndexError, KeyError)
"""A mutant that breaks an invariant is caught as well."""


def caught(name: str, broken: Callable[[int], object], likely: Iterable[int], seeds: int) -> None:
    """Fail where a mutant lives: `broken` tells of a seed whether the law no longer holds there."""
    for seed in dict.fromkeys((*likely, *range(seeds))):
        try:
            if broken(seed):
                return
        except BROKEN:
            return
    pytest.fail(f"{name} lives")

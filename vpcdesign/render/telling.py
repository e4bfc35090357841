"""What tells names from each other, where there is no room for all of them: the words that not all of them have.

Names are parted at what people part words with; what is left of a name is never empty.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

_PARTED = re.compile(r"([-_ :]+)")


def begun(names: list[str]) -> str:
    """Give the words that all names begin with."""
    words = [_PARTED.split(name) for name in names]
    return "".join(words[0][: _alike(words)]).strip("-_ :")


def _alike(words: Sequence[Sequence[str]]) -> int:
    """Count the words that all begin with."""
    return sum(1 for _ in takewhile(lambda at: len(set(at)) == 1, zip(*words, strict=False)))


def without_ends(names: list[str]) -> list[str]:
    """Leave out the words that all names begin and end with, as long as something stays of each."""
    words = [_PARTED.split(name) for name in names]
    if len(set(names)) < 2:
        return names
    head = _alike(words) // 2 * 2
    tail = _alike([one[::-1] for one in words]) // 2 * 2
    kept = [one[head : len(one) - tail] for one in words]
    return ["".join(one) for one in kept] if all(kept) else names

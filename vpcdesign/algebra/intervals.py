"""Sets of integers as sorted, disjoint, non-adjacent closed intervals.

`Intervals` is a plain tuple of `(low, high)` pairs in canonical form, so equality of sets is equality of tuples and a
set can be a dictionary key. Everything else in the algebra (addresses, services, ports) is one of these on an axis of
its own.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int]
Intervals: TypeAlias = tuple[Interval, ...]

EMPTY: Intervals = ()
_END = float("inf")


def of(pairs: Iterable[Interval]) -> Intervals:
    """Give the canonical set of any pairs: unsorted, overlapping or adjacent; pairs with low > high hold nothing."""
    merged: list[Interval] = []
    for low, high in sorted(pairs):
        if low > high:
            continue
        if merged and low <= merged[-1][1] + 1:
            if high > merged[-1][1]:
                merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return tuple(merged)


def point(value: int) -> Intervals:
    """Give the set of one integer."""
    return ((value, value),)


def union(a: Intervals, b: Intervals) -> Intervals:
    """Give every integer of either set."""
    if not a or a == b:
        return b
    if not b:
        return a
    return of(a + b)


def intersection(a: Intervals, b: Intervals) -> Intervals:
    """Give the integers of both sets."""
    if a == b:
        return a
    if len(a) == 1 and len(b) == 1:  # nine of ten calls: a block against a block
        low = a[0][0] if a[0][0] > b[0][0] else b[0][0]
        high = a[0][1] if a[0][1] < b[0][1] else b[0][1]
        return ((low, high),) if low <= high else EMPTY
    if len(a) > len(b):
        a, b = b, a
    if len(b) > 8 * len(a):
        return _few_with_many(a, b)
    found: list[Interval] = []
    i = 0
    for low, high in a:
        while i < len(b) and b[i][1] < low:
            i += 1
        while i < len(b):
            first, last = b[i]
            if first > high:
                break
            found.append((low if low > first else first, high if high < last else last))
            if last > high:
                break
            i += 1
    return tuple(found)


def _few_with_many(few: Intervals, many: Intervals) -> Intervals:
    """Intersect by binary search: a host against the blocks of a whole service."""
    found: list[Interval] = []
    for low, high in few:
        i = max(bisect_right(many, (low, _END)) - 1, 0)
        while i < len(many) and many[i][0] <= high:
            if many[i][1] >= low:
                found.append((max(low, many[i][0]), min(high, many[i][1])))
            i += 1
    return tuple(found)


def difference(a: Intervals, b: Intervals) -> Intervals:
    """Give the integers of `a` that are not in `b`."""
    if not a or not b or a[-1][1] < b[0][0] or b[-1][1] < a[0][0]:
        return a
    left: list[Interval] = []
    j = 0
    for low, high in a:
        start = low
        while j and b[j - 1][1] >= start:
            j -= 1
        while j < len(b) and b[j][1] < start:
            j += 1
        while j < len(b) and b[j][0] <= high:
            if b[j][0] > start:
                left.append((start, b[j][0] - 1))
            start = b[j][1] + 1
            j += 1
        if start <= high:
            left.append((start, high))
    return tuple(left)


def contains(a: Intervals, value: int) -> bool:
    """Tell whether the integer is in the set."""
    i = bisect_right(a, (value, _END)) - 1
    return i >= 0 and a[i][1] >= value


def subset(a: Intervals, b: Intervals) -> bool:
    """Tell whether every integer of `a` is in `b`."""
    return a == b or not difference(a, b)


def overlap(a: Intervals, b: Intervals) -> bool:
    """Tell whether the sets share an integer."""
    return bool(intersection(a, b))


def size(a: Intervals) -> int:
    """Count the integers."""
    return sum(high - low + 1 for low, high in a)


def shift(a: Intervals, by: int) -> Intervals:
    """Move every integer by the same distance."""
    if len(a) == 1:
        return ((a[0][0] + by, a[0][1] + by),)
    return tuple((low + by, high + by) for low, high in a)

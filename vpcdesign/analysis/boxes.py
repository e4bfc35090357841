"""Sets of packets as lists of boxes: products of intervals, one for each dimension of a header.

Boxes of one list may overlap; a difference is exact, for cutting one box out of another leaves boxes.
"""

from collections.abc import Iterable
from typing import TypeAlias

from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, union

Box: TypeAlias = tuple[Intervals, ...]


def without(boxes: Iterable[Box], gone: Iterable[Box]) -> list[Box]:
    """Give what is in some of the boxes and in none of those that are gone."""
    left = list(dict.fromkeys(boxes))
    for cut in dict.fromkeys(gone):
        left = [piece for box in left for piece in _cut(box, cut)]
    return left


def common(boxes: Iterable[Box], others: Iterable[Box]) -> list[Box]:
    """Give what is in some box of each."""
    kept = list(others)
    met = (tuple(intersection(a, b) for a, b in zip(one, other, strict=True)) for one in boxes for other in kept)
    return list(dict.fromkeys(box for box in met if all(box)))


def side(boxes: Iterable[Box], dimension: int) -> Intervals:
    """Give everything that a dimension takes in any of the boxes."""
    found = EMPTY
    for box in boxes:
        found = union(found, box[dimension])
    return found


def _cut(box: Box, gone: Box) -> list[Box]:
    met = tuple(intersection(a, b) for a, b in zip(box, gone, strict=True))
    if not all(met):
        return [box]
    pieces: list[Box] = []
    for dimension, part in enumerate(met):
        rest = difference(box[dimension], part)
        if rest:
            pieces.append((*met[:dimension], rest, *box[dimension + 1 :]))
    return pieces

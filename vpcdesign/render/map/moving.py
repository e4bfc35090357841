"""Moving over a map: to the nearest element in a direction, to a letter, to what lies above a view."""

from typing import Literal, TypeAlias

from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.picture import Picture, Place, part_of

Direction: TypeAlias = Literal["left", "right", "up", "down"]

LETTERS = "asdfhjklqwrtyuiopzxcvbnm"
"""What elements are called by in a jump; `g` and `e` mean the first and the last of all."""

_WEIGHT = 3
"""Leaving the line costs this much more than following it; a row of cells is twice as high as wide."""


def nearest(picture: Picture, id: str, direction: Direction) -> str:
    """Give the nearest thing of the same level that way; the first of all from nowhere, itself at the edge.

    What stands in several places is met at its first, where it then is, so that no step leads astray.
    """
    own = picture.places.get(part_of(picture, id))
    if not own:
        return picture.order[0] if picture.order else ""
    start = own[0]
    level = "element" if start.level == "area" else start.level
    every = level == "member"
    best: tuple[float, str] | None = None
    for name, places in picture.places.items():
        if name == start.id:
            continue
        for place in places if every else places[:1]:
            if place.level == level:
                cost = _cost(start.box, place, direction)
                if cost is not None and (best is None or (cost, name) < best):
                    best = cost, name
    return best[1] if best else start.id


def _cost(start: Box, place: Place, direction: Direction) -> float | None:
    """Weigh the way to a place; None when it does not lie that way."""
    box = place.box
    vertical = direction in {"up", "down"}
    ahead = {
        "left": start.x - box.right,
        "right": box.x - start.right,
        "up": start.y - box.bottom,
        "down": box.y - start.bottom,
    }[direction]
    if ahead < 0:
        return None
    if vertical:
        return ahead + _aside((start.x, start.right), (box.x, box.right)) / 2
    return ahead / 2 + _aside((start.y, start.bottom), (box.y, box.bottom)) * 2


def _aside(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Weigh how far two stretches pass each other by; where they meet, a little for not meeting in the middle."""
    apart = max(one[0] - two[1], two[0] - one[1]) + 1
    if apart > 0:
        return apart * _WEIGHT
    return abs(sum(one) - sum(two)) / 100


def letters(picture: Picture, view: Box) -> tuple[tuple[str, str], ...]:
    """Give a letter, or two, to every element in a view, in reading order."""
    shown = [
        id
        for id in picture.order
        if any(place.level == "element" and _meets(place.box, view) for place in picture.places[id])
    ]
    if len(shown) <= len(LETTERS):
        return tuple(zip(shown, LETTERS, strict=False))
    pairs = (first + second for first in LETTERS for second in LETTERS)
    return tuple(zip(shown, pairs, strict=False))


def _meets(box: Box, view: Box) -> bool:
    return box.x < view.right and view.x < box.right and box.y < view.bottom and view.y < box.bottom


def centred(picture: Picture, columns: int) -> int:
    """Give the column of a view that puts the picture into its middle: below 0 where there is room to spare."""
    return -max((columns - picture.width) // 2, 0)


def revealed(picture: Picture, id: str, view: Box) -> Box:
    """Move a view as little as it takes to show somebody whole; its first row tells what is above, if anything is."""
    box = picture.box(id)
    if box is None:
        return view
    x, y = view.x, view.y
    if box.right > view.right:
        x = box.right - view.width
    if box.x < x or box.width > view.width:
        x = box.x
    if box.bottom > view.bottom:
        y = box.bottom - view.height
    if box.y < y + (y > 0) or box.height >= view.height:
        y = max(box.y - 1, 0)
    return Box(x, y, view.width, view.height)

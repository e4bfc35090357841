"""What helps where a map does not fit: what lies above the view, in words, and the whole of it in miniature."""

from vpcdesign.render.ink import Row, Span
from vpcdesign.render.map.canvas import BORDER, LIGHT_FRAME, Box, Ink
from vpcdesign.render.map.picture import Picture, Place
from vpcdesign.render.signs import FREE, SEVERAL

MINIMAP = Box(0, 0, 20, 6)
"""Cells that the miniature takes, with its frame."""


def above(picture: Picture, top: int) -> str:
    """Name what has gone out of sight above a row: `internet, igw, tier public`."""
    gone = [band for band in picture.bands if band.bottom <= top]
    whole = {band.words for band in gone if not band.within}
    return ", ".join(dict.fromkeys(band.words for band in gone if band.within not in whole))


def minimap(picture: Picture, view: Box) -> list[Row]:
    """Draw the whole map in 20 by 6 cells, the part in view on the ground of a selection."""
    across, down = MINIMAP.width - 2, MINIMAP.height - 2
    picture.canvas.need(0, picture.height)
    marks = _marks(picture, across, down)
    top_left, flat, top_right, side, low_left, low_right = tuple(LIGHT_FRAME)
    rows: list[Row] = [(Span(top_left + flat * across + top_right, *BORDER),)]
    for y in range(down):
        cells = [_cell(marks.get((x, y)), seen=_seen(picture, view, Box(x, y, across, down))) for x in range(across)]
        rows.append((Span(side, *BORDER), *cells, Span(side, *BORDER)))
    rows.append((Span(low_left + flat * across + low_right, *BORDER),))
    return rows


def _cell(mark: Ink | None, *, seen: bool) -> Span:
    sign = SEVERAL if mark else (FREE if seen else " ")
    role = (mark or BORDER).role
    return Span(sign, role, "selected" if seen else "surface")


def _seen(picture: Picture, view: Box, at: Box) -> bool:
    """Tell whether the part of the map that a cell of the miniature stands for meets the view."""
    left, right = at.x * picture.width // at.width, (at.x + 1) * picture.width // at.width
    top, bottom = at.y * picture.height // at.height, (at.y + 1) * picture.height // at.height
    return left < view.right and view.x < max(right, left + 1) and top < view.bottom and view.y < max(bottom, top + 1)


def _marks(picture: Picture, across: int, down: int) -> dict[tuple[int, int], Ink]:
    """Give the cells of the miniature that somebody stands in, in the colour of who stands there first."""
    found: dict[tuple[int, int], Ink] = {}
    for place in (place for places in picture.places.values() for place in places if place.level == "element"):
        ink = _ink(picture, place)
        box = place.box
        for y in range(box.y * down // picture.height, (box.bottom - 1) * down // picture.height + 1):
            for x in range(box.x * across // picture.width, (box.right - 1) * across // picture.width + 1):
                if place.list == "subnets" or (x, y) not in found:
                    found[x, y] = ink
    return found


def _ink(picture: Picture, place: Place) -> Ink:
    return picture.canvas.inks[place.box.y][place.box.x]

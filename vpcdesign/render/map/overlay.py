"""What is drawn over a map that is laid out: selection, marks, a filter, what is new or down, letters to jump to.

Only the rows that an overlay touches are made anew; all others come from the picture as they were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from vpcdesign.render.ink import Row, Span
from vpcdesign.render.map.canvas import BORDER, GATE, HEAVY_FRAME, MUTED, Box, Ink
from vpcdesign.render.map.course import badges, course_of
from vpcdesign.render.map.path import Path, Way
from vpcdesign.render.map.picture import Picture, Place, part_of
from vpcdesign.render.map.strokes import ALONG, WAYS, is_line, is_text, joined
from vpcdesign.render.map.wires import WireRow
from vpcdesign.render.signs import DOWN, OPENED, SHADE
from vpcdesign.topology.scene.scene import ZONE

_HEAVY = dict(zip("╭─╮│╰╯", HEAVY_FRAME, strict=True))


@dataclass(frozen=True, slots=True)
class Overlay:
    """What to show over a map. `flat`: without colours, so that a selection has its title reversed instead."""

    selection: str = ""
    marked: frozenset[str] = frozenset()
    kept: frozenset[str] | None = None
    """What a filter keeps; all else is dimmed. None: no filter."""
    new: frozenset[str] = frozenset()
    down: frozenset[str] = frozenset()
    letters: tuple[tuple[str, str], ...] = ()
    path: Path | None = None
    cursor: tuple[Way, int] | None = None
    """The decision that the hop list points at: its way, and its hop counted from 0."""
    steps: int | None = None
    """How many hops of the path are drawn yet, over both ways; None is all."""
    flat: bool = False


NOTHING = Overlay()
_KEPT = 2000
"""Rows that a picture remembers."""


@dataclass(slots=True)
class _Line:
    """One row while it is being drawn over."""

    chars: list[str]
    inks: list[Ink]


def painted(picture: Picture, overlay: Overlay = NOTHING, view: Box | None = None) -> list[Row]:
    """Give the rows of a view (all of the picture without one); cells outside the picture are empty."""
    view = view or Box(0, 0, picture.width, picture.height)
    picture.canvas.need(view.y, view.bottom)
    layers = _Layers(picture, overlay, view)
    return [layers.row(y, view.x, view.width) for y in range(view.y, view.bottom)]


class _Layers:
    """An overlay over a picture, ready to give rows."""

    def __init__(self, picture: Picture, overlay: Overlay, view: Box) -> None:
        self._picture, self._overlay = picture, overlay
        self._down = _with_rooms(picture, overlay.down)
        self._course: dict[int, list[tuple[int, str, Ink]]] = {}
        self._pointed: dict[int, list[int]] = {}
        self._kept = overlay.kept
        hidden = overlay.path is not None
        if overlay.path is not None:
            self._follow(overlay.path)
        asked = {part_of(picture, overlay.selection), overlay.selection}
        rows = (view.y, view.bottom)
        self._wires = {} if hidden else picture.wires.shown(asked - {""}, self._down, rows)
        self._always = picture.wires.shown((), (), rows)
        self._bare = self._kept is None and not overlay.letters and overlay.path is None
        self._counted: dict[int, list[Place]] = {}
        if hidden and picture.look.zoom == "full":
            for place in (one for places in picture.places.values() for one in places):
                if place.list == "subnets" and view.y <= place.box.bottom - 2 < view.bottom:
                    self._counted.setdefault(place.box.bottom - 2, []).append(place)
        self._spots: dict[int, list[tuple[Place, str]]] = {}
        for place, what in self._touched():
            for y in range(max(place.box.y, view.y), min(place.box.bottom, view.bottom)):
                self._spots.setdefault(y, []).append((place, what))

    def _touched(self) -> list[tuple[Place, str]]:
        over, places = self._overlay, self._picture.places
        found: list[tuple[Place, str]] = []
        for what, ids in (("new", over.new), ("down", self._down), ("lost", over.down), ("marked", over.marked)):
            found += [(place, what) for id in sorted(ids) for place in self._places(id)]
        selected = part_of(self._picture, over.selection)
        found += [(place, "selected") for place in places.get(selected, ())]
        return found

    def _places(self, id: str) -> list[Place]:
        """Give the places of an id; a node, `front/public-a`, is its load balancer in that subnet."""
        places = self._picture.places
        if id in places or "/" not in id:
            return list(places.get(part_of(self._picture, id), ()))
        whole, _, room = id.rpartition("/")
        return [place for place in places.get(whole, ()) if place.parent == room]

    def _follow(self, path: Path) -> None:
        """Draw a path, and keep what it touches from fading."""
        picture, overlay = self._picture, self._overlay
        self._kept = (self._kept or frozenset()) | path.ids
        course = course_of(picture, path, overlay.steps)
        for (x, y), (sign, ink) in course.cells.items():
            self._course.setdefault(y, []).append((x, sign, ink))
        for x, y, letter in badges(picture, path):
            for at, character in enumerate(letter, x):
                self._course.setdefault(y, []).append((at, character, Ink("focus", bold=True, reverse=True)))
        spots = course.spots.get(overlay.cursor, ()) if overlay.cursor else ()
        for x, y in spots:
            self._pointed.setdefault(y, []).append(x)

    def row(self, y: int, x: int, width: int) -> Row:
        """Give one row of a view; one over which nothing is drawn is made once."""
        picture = self._picture
        if not 0 <= y < picture.height:
            return (Span(" " * width),)
        if y in self._spots or y in self._course or not self._bare or self._wires.get(y) is not self._always.get(y):
            return self._drawn(y, x, width)
        at = y, x, width
        if at not in picture.plain:
            if len(picture.plain) >= _KEPT:
                picture.plain.clear()
            picture.plain[at] = self._drawn(y, x, width)
        return picture.plain[at]

    def _drawn(self, y: int, x: int, width: int) -> Row:
        canvas = self._picture.canvas
        line = _Line(canvas.chars[y].copy(), canvas.inks[y].copy())
        for place, what in self._spots.get(y, ()):
            self._apply(line, y, place, what)
        wires = self._wires.get(y)
        if wires:
            _wire(line, wires)
        if self._kept is not None:
            self._dim(line, y, self._kept)
        if self._overlay.path is not None:
            self._uncount(line, y)
        _lay(line, self._course.get(y, ()))
        for at in self._pointed.get(y, ()):
            line.inks[at] = line.inks[at]._replace(reverse=True)
        for id, letter in self._overlay.letters:
            for place in self._picture.places.get(id, ())[:1]:
                if place.box.y == y:
                    _call(line, place, letter)
        return _spans(line, x, width)

    def _apply(self, line: _Line, y: int, place: Place, what: str) -> None:
        if what == "selected":
            _select(line, y, place, flat=self._overlay.flat)
        elif what == "marked":
            _mark(line, y, place)
        elif what == "new":
            _new(line, y, place)
        elif what == "down":
            _down(line, y, place)
        else:
            _lose(line, y, place)

    def _uncount(self, line: _Line, y: int) -> None:
        """Leave out how many addresses are taken: the lanes of a path run there."""
        for places in self._counted.get(y, ()):
            at = places.box.right - 3
            while line.chars[at].isdigit() or line.chars[at] == "/":
                line.chars[at] = " "
                at -= 1

    def _dim(self, line: _Line, y: int, kept: frozenset[str]) -> None:
        inks = [_faded(ink) for ink in line.inks]
        for id in {part_of(self._picture, one) for one in kept}:
            for place in self._picture.places.get(id, ()):
                box = place.box
                if box.y <= y < box.bottom:
                    inks[box.x : box.right] = line.inks[box.x : box.right]
        line.inks = inks


def _lay(line: _Line, cells: Sequence[tuple[int, str, Ink]]) -> None:
    """Lay cells over a row; they stand on the ground that is there, and a line goes behind a text."""
    under = line.chars.copy() if cells else line.chars
    for at, sign, ink in cells:
        if 0 <= at < len(under) and (sign not in WAYS or not _said(under, at, sign)):
            ground = ink.ground if ink.reverse else line.inks[at].ground
            line.chars[at], line.inks[at] = sign, ink._replace(ground=ground)


def _said(chars: Sequence[str], x: int, sign: str) -> bool:
    """Tell whether a cell is part of what is written; for a line that only crosses, a blank between two words too."""
    return is_text(chars[x]) or (chars[x] == " " and sign not in ALONG and _between_words(chars, x))


def _faded(ink: Ink) -> Ink:
    if ink.ground != "surface":
        return ink
    return BORDER if ink.role == "border" else MUTED


def _with_rooms(picture: Picture, down: frozenset[str]) -> frozenset[str]:
    """Give what is down, with the subnets of a zone that is and their members."""
    rooms = {room for id in down for room in picture.asks.get(id, ())}
    if not rooms:
        return down
    inside = {place.id for places in picture.places.values() for place in places if place.parent in rooms}
    alone = {id for id in inside if all(place.parent in rooms for place in picture.places[id])}
    return down | rooms | alone


def _wire(line: _Line, wires: WireRow) -> None:
    for x, (mask, head) in wires.items():
        under = line.chars[x]
        if head:
            line.chars[x], line.inks[x] = head, GATE
            continue
        if is_text(under) or (under == " " and _between_words(line.chars, x)):
            continue
        line.chars[x] = joined(under, mask)
        plain = not is_line(under) or line.chars[x] == "┼" or under == "┆"
        if plain:
            ground = line.inks[x].ground
            line.inks[x] = GATE._replace(ground=ground)


def _between_words(chars: Sequence[str], x: int) -> bool:
    """Tell whether a blank is part of what is written: a wire does not go through a title."""
    if not 0 < x < len(chars) - 1:
        return False
    left, right = chars[x - 1], chars[x + 1]
    return (is_text(left) and (is_text(right) or right == "─")) or (is_text(right) and left == "─")


def _select(line: _Line, y: int, place: Place, *, flat: bool) -> None:
    """Make a box heavy and fill it; what has no box is filled alone."""
    box = place.box
    if place.shape == "label":
        for x in range(max(box.x, 0), min(box.right, len(line.inks))):
            line.inks[x] = line.inks[x]._replace(ground="selected", bold=True, reverse=flat)
        return
    edge = Ink("focus", "surface" if flat or place.shape == "frame" else "selected")
    horizontal = y in {box.y, box.bottom - 1}
    columns = range(box.x, box.right) if horizontal else (box.x, box.right - 1)
    if place.shape == "box" and not flat:
        for x in range(box.x, box.right):
            line.inks[x] = line.inks[x]._replace(ground="selected")
    for x in columns:
        if line.chars[x] in _HEAVY:
            line.chars[x], line.inks[x] = _HEAVY[line.chars[x]], edge
    if flat and y == box.y:
        for x in range(box.x + 2, box.right - 1):
            if line.chars[x] == HEAVY_FRAME[1]:
                break
            line.inks[x] = line.inks[x]._replace(reverse=True)


def _mark(line: _Line, y: int, place: Place) -> None:
    box = place.box
    at = box.x + 1 if place.shape == "box" else box.x - 1
    if y == box.y and 0 <= at < len(line.chars):
        line.chars[at], line.inks[at] = "*", Ink("focus", bold=True)


def _new(line: _Line, y: int, place: Place) -> None:
    """Put the sign of what is opened where the sign of the kind was; a box has it in its title."""
    if y == place.box.y:
        at = place.box.x + 1 if place.shape == "box" else place.box.x
        line.chars[at], line.inks[at] = OPENED, Ink("changed", bold=True)


def _down(line: _Line, y: int, place: Place) -> None:
    """Shade a box that is down; say it beside a zone's name."""
    box = place.box
    if place.id.startswith(ZONE) and box.width > 6:
        text = "".join(line.chars[box.x : box.right])
        at = box.x + len(text.rstrip("┄"))
        _stamp(line, at, f"{DOWN} down ", Ink("blocked", bold=True))
        return
    if place.shape == "box" and box.y < y < box.bottom - 1:
        _shade(line, box.x + 1, box.right - 1)
    if place.shape == "box":
        for x in range(box.x, box.right):
            line.inks[x] = _faded(line.inks[x])


def _lose(line: _Line, y: int, place: Place) -> None:
    """Put the sign of what is down where the sign of somebody was who failed himself, and not with his zone."""
    if place.shape == "label" and y == place.box.y and place.list not in {"zones", "subnets"}:
        line.chars[place.box.x], line.inks[place.box.x] = DOWN, Ink("blocked", bold=True)


def _call(line: _Line, place: Place, letter: str) -> None:
    """Put a letter on somebody: on the corner of a box, on the sign of what has none, before a subnet in dots."""
    ink = Ink("focus", bold=True, reverse=True)
    if place.shape == "box":
        _stamp(line, place.box.x, f" {letter} ", ink)
    elif place.list == "subnets":
        _stamp(line, place.box.x - len(letter), letter, ink)
    else:
        _stamp(line, place.box.x - 1, f" {letter} ", ink)


def _shade(line: _Line, start: int, end: int) -> None:
    """Fill what is empty, one cell away from what is written."""
    x = start
    while x < end:
        if line.chars[x] != " ":
            x += 1
            continue
        stop = x
        while stop < end and line.chars[stop] == " ":
            stop += 1
        first = x + (stop - x > 1 or stop < end)
        for at in range(first, stop):
            line.chars[at], line.inks[at] = SHADE, MUTED
        x = stop


def _stamp(line: _Line, x: int, text: str, ink: Ink) -> None:
    for at, character in enumerate(text, x):
        if 0 <= at < len(line.chars):
            line.chars[at], line.inks[at] = character, ink


def _spans(line: _Line, x: int, width: int) -> Row:
    """Cut a view out of a row and join cells of one look."""
    start, end = max(x, 0), min(x + width, len(line.chars))
    if start >= end:
        return (Span(" " * width),)
    spans: list[Span] = [Span(" " * (start - x))] if start > x else []
    chars = line.chars
    at = start
    for ink, cells in groupby(line.inks[start:end]):
        stop = at + sum(1 for _ in cells)
        spans.append(Span("".join(chars[at:stop]), *ink))
        at = stop
    if end < x + width:
        spans.append(Span(" " * (x + width - end)))
    return tuple(spans)

"""The course of a path in cells: lines, the signs of what decided, and where the cursor of the hop list points.

The way there is heavy, the way back double, and what comes after a block is dotted. A sign stands where the decision
fell: on a subnet's border the network ACL, at the interface's row the security group, at the sign of a gateway what it
changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len

from vpcdesign.render.ink import shorten
from vpcdesign.render.map.canvas import GATE, MUTED, Box, Ink
from vpcdesign.render.map.lanes import Cells, Lanes, Layer
from vpcdesign.render.map.nets import Net, Port, Strand, strand
from vpcdesign.render.map.path import Mark, Path, Station, Way
from vpcdesign.render.map.picture import Picture, Place
from vpcdesign.render.map.routing import Edge, End, Rooms, stretch
from vpcdesign.render.map.strokes import HORIZONTAL, VERTICAL
from vpcdesign.render.signs import BLOCKED
from vpcdesign.render.visible import visible

LEADER = "┄"
"""What leads from a name to where the way passes."""

LANES: dict[Way, int] = {"there": 0, "back": 1}
_HEADS = {(0, -1): "▲", (0, 1): "▼"}


@dataclass(slots=True)
class Course:
    """What is drawn of a path. `spots` are the cells of each decision, by way and hop."""

    cells: Cells = field(default_factory=dict)
    spots: dict[tuple[Way, int], list[tuple[int, int]]] = field(default_factory=dict)


class Drawing:
    """Draws a path over a picture, step by step."""

    def __init__(self, picture: Picture, path: Path) -> None:
        """Find the rooms; nothing is drawn yet."""
        self._picture, self._path = picture, path
        for place in (place for id in path.ids for place in picture.places.get(id, ())):
            picture.canvas.need(place.box.y, place.box.bottom)
        self._rooms = Rooms(picture)
        self._lanes = Lanes()
        self._over: Cells = {}
        self._signs: Cells = {}
        self._heads: list[tuple[int, int, str]] = []
        self.course = Course()

    def draw(self, steps: int | None = None) -> Course:
        """Draw the first steps of it, or all; a step is a hop of the trace, there and then back."""
        there, back = self._path.there, self._path.back
        self._way("there", there, len(there) if steps is None else _reached(there, steps))
        self._way("back", back, len(back) if steps is None else _reached(back, steps - self._path.hops))
        self._settle()
        return self.course

    def _way(self, way: Way, stations: tuple[Station, ...], count: int) -> None:
        entered: list[Edge | None] = [None] * len(stations)
        left: list[Edge | None] = [None] * len(stations)
        shown = stations[: max(count, 0)]
        for at, (one, two) in enumerate(pairwise(shown)):
            edges = self._between(way, one, two)
            if edges is not None:
                left[at], entered[at + 1] = edges
        for at, station in enumerate(shown):
            inner = 0 < at < len(stations) - 1
            self._inside(way, station, (entered[at], left[at]), inner=inner)

    def _between(self, way: Way, one: Station, two: Station) -> tuple[Edge, Edge] | None:
        """Draw from a station to the next; gives the edges where both are boxes or doors of one VPC."""
        layer = self._lanes.of(way, dead=one.dead)
        piece = self._rooms.home(one.id) or self._rooms.home(two.id)
        start, goal = (self._rooms.end(piece, station.id) if piece else None for station in (one, two))
        if piece is None or piece.block is None or start is None or goal is None:
            self._outward(way, layer, one.id, two.id)
            return None
        door = two.id if goal.door else one.id if start.door else ""
        if door and (door in self._rooms.pieces or self._is_peering(door)):
            self._link(way, layer, {piece.id, door})
        if self._picture.look.zoom == "dots":
            return None
        found = stretch(piece, piece.block, start, goal, LANES[way])
        for end, edge in ((start, found.leaves), (goal, found.enters)):
            y = end.box.y if edge == "top" else end.box.bottom - 1
            if found.strand.cells.pop((end.x[LANES[way]], y), 0) and not end.door:
                self._over.setdefault((end.x[LANES[way]], y), (layer.table[VERTICAL], layer.ink))
            if end.door and end.x[LANES[way]] == end.box.x:
                found.strand.cells.pop((end.box.x, y), None)
        layer.put(found.strand)
        self._point(way, one, start, found.leaves, away=True)
        self._point(way, two, goal, found.enters, away=False)
        return found.leaves, found.enters

    def _is_peering(self, id: str) -> bool:
        return any(id in port.names for laid in self._picture.ways for port in laid.net.all)

    def _point(self, way: Way, station: Station, end: End, edge: Edge, *, away: bool) -> None:
        """Put a head beside both ends of the path, where the line runs straight there."""
        if end.door or station.id not in {self._path.source, self._path.destination}:
            return
        y = end.box.y - 1 if edge == "top" else end.box.bottom
        outward = -1 if edge == "top" else 1
        self._heads.append((end.x[LANES[way]], y, _HEADS[0, outward if away else -outward]))

    def _outward(self, way: Way, layer: Layer, one: str, two: str) -> None:
        """Draw between a door and what lies outside."""
        straight = self._straight(one, two)
        if straight is None:
            self._link(way, layer, {one, two})
            return
        x, top, bottom, up = straight
        at = x + (-1, 2)[LANES[way]]
        head = _HEADS[0, -1 if up else 1]
        found = Strand()
        found.down(at, top - 1, bottom)
        for y in (top - 1, bottom):
            found.cells.pop((at, y), None)
        layer.put(found)
        self._heads.append((at, top if (way == "there") == up else bottom - 1, head))

    def _straight(self, one: str, two: str) -> tuple[int, int, int, bool] | None:
        """Give column, first row, row after the last, and whether it goes up, of a straight way out of a lone VPC."""
        if self._picture.framed or self._picture.look.zoom == "dots":
            return None
        for laid in self._picture.ways:
            ports = laid.net.all
            names = {name for port in ports for name in (port.key, *port.names)}
            names |= self._doors_at({port.x for port in ports})
            if {one, two} <= names and len({port.x for port in ports}) == 1:
                channel = laid.net.main
                top, bottom = laid.channels.tops[channel], laid.channels.bottoms[channel]
                places = self._picture.places
                up = places[two][0].box.y < places[one][0].box.y if one in places and two in places else False
                return ports[0].x, top, bottom, up
        return None

    def _doors_at(self, xs: set[int], vpc: str = "") -> set[str]:
        pieces = (piece for piece in self._picture.pieces if not vpc or piece.id == vpc)
        blocks = ((piece, piece.block) for piece in pieces if piece.block is not None)
        return {one.door.id for piece, block in blocks for one in block.doors if piece.x + one.port in xs}

    def _link(self, way: Way, layer: Layer, names: set[str]) -> None:
        """Draw the wire that joins two things of an estate; the way back has the column right of it."""
        for laid in self._picture.ways:
            ports = self._joined(laid.net, names)
            if ports:
                layer.put(strand(laid.net, ports, laid.channels, laid.columns), LANES[way])
                return
        for place in (place for name in names for place in self._picture.places.get(name, ())):
            if place.list == "peering_connections" and place.level == "element":
                self._side(layer, place)

    def _side(self, layer: Layer, place: Place) -> None:
        """Draw along a peering of neighbours, from side to side."""
        blocks = [one.box for one in self._picture.pieces if one.block and one.y <= place.box.y < one.box.bottom]
        left = max((box.right for box in blocks if box.right <= place.box.x), default=None)
        right = min((box.x for box in blocks if box.x >= place.box.right), default=None)
        if left is not None and right is not None:
            named = range(place.box.x - 1, place.box.right + 1)
            layer.put(Strand({(x, place.box.y): HORIZONTAL for x in range(left, right) if x not in named}))

    def _joined(self, net: Net, names: set[str]) -> list[Port]:
        """Give the two ports of a net that are meant: by the name of the way, else by who stands at both ends."""
        told = [port for port in net.all if port.names & names]
        if told:
            return [*net.ports[:1], *told] if told[0] in net.ends else [*told, *net.ends[:1]]
        ends = [port for port in net.ends if port.key in names]
        named = [port for port in net.ports if port.key in names]
        pieces = self._rooms.pieces
        whole = names <= pieces.keys() or any(pieces[name].block for name in names if name in pieces)
        doors = [port for port in net.ports if not whole and self._doors_at({port.x}, port.key) & names]
        return [*(named or doors)[:1], *ends[:1]] if ends and (named or doors) else []

    def _inside(self, way: Way, station: Station, edges: tuple[Edge | None, Edge | None], *, inner: bool) -> None:
        """Draw what happens at one station."""
        piece = self._rooms.home(station.id)
        end = self._rooms.end(piece, station.id) if piece else None
        if end is None or self._picture.look.zoom == "dots":
            for mark in station.marks:
                self._at_sign(mark, station.id)
            self._told(way, station)
            return
        x = end.x[LANES[way]]
        if inner:
            self._through(way, station, end, edges)
        for mark in station.marks:
            edge = edges[0] if mark.where == "enter" else edges[1] if mark.where == "leave" else None
            if edge is not None:
                self._sign((x, end.box.y if edge == "top" else end.box.bottom - 1), mark)
            else:
                self._at_row(mark, end, station)
        words = next((mark.words for mark in station.marks if mark.words), "")
        if words and end.box.height > 3:
            text = shorten(visible(words), end.box.width - 4)
            self._write(end.box.x + 2, end.box.bottom - 3, text, Ink("blocked"))

    def _through(self, way: Way, station: Station, end: End, edges: tuple[Edge | None, Edge | None]) -> None:
        """Draw through a subnet, past who changes the packet's addresses there."""
        x = end.x[LANES[way]]
        row = self._member_row(station.changes, station.id)
        sides = [end.box.y if edge == "top" else end.box.bottom - 1 for edge in edges if edge is not None]
        stops = [*sides, row if row is not None and len(set(sides)) == 1 else sides[0] if sides else end.box.y]
        found = Strand()
        found.down(x, min(stops), max(stops))
        for y in sides:
            found.cells.pop((x, y), None)
        self._lanes.of(way, dead=station.dead).put(found)
        if row is not None:
            self._lead(end, row, station, x)

    def _lead(self, end: End, row: int, station: Station, x: int) -> None:
        """Lead from who changes addresses to where the way passes him."""
        place = self._member(station.changes, station.id)
        if place is None:
            return
        chars = self._picture.canvas.chars[row]
        sign = chars[place.box.x]
        text = "".join(chars[place.box.x : end.box.right - 1]).rstrip()
        begin = place.box.x + cell_len(text) + 1
        if end.box.height > 3:
            for at in range(begin, x):
                if (at, row) not in self._signs:
                    self._over[at, row] = LEADER, MUTED
        else:
            for at in range(min(place.box.x, end.x[0]), end.box.right - 1):
                self._signs.setdefault((at, row), (LEADER if end.x[0] < at < end.x[1] else " ", MUTED))
            for member in (one for one in self._members(station.id) if one.box.x < end.x[0]):
                self._signs[member.box.x, row] = " ", MUTED
        if self._signs.get((x, row), ("",))[0] != BLOCKED:
            self._signs[x, row] = sign, GATE

    def _member(self, id: str, room: str) -> Place | None:
        return next((place for place in self._picture.places.get(id, ()) if place.parent == room), None)

    def _members(self, room: str) -> list[Place]:
        return [place for places in self._picture.places.values() for place in places if place.parent == room]

    def _member_row(self, id: str, room: str) -> int | None:
        place = self._member(id, room) if id else None
        return place.box.y if place is not None else None

    def _at_row(self, mark: Mark, end: End, station: Station) -> None:
        """Put a decision where it fell inside a subnet: at the interface, or at the name of the route table."""
        place = self._member(mark.member, station.id) or self._member(station.changes, station.id)
        lane = end.x[LANES[mark.way]]
        spots = self.course.spots.setdefault((mark.way, mark.hop), [])
        if mark.where != "table" and place is not None:
            at = place.box.x, place.box.y
            spots.append((lane, at[1]) if (lane, at[1]) in self._signs and mark.sign != BLOCKED else at)
        else:
            at = lane, end.box.bottom - 2
            spots += [at] if mark.sign == BLOCKED else self._table_name(end.box)
        if mark.sign == BLOCKED:
            self._signs[at] = mark.sign, Ink(mark.role, bold=True)

    def _table_name(self, box: Box) -> list[tuple[int, int]]:
        """Give the cells that name a subnet's route table; its kind where the table is not shown."""
        y = box.bottom - 2 if box.height > 3 else box.y
        row = self._picture.canvas.chars[y]
        text = "".join(row[box.x + 2 : box.right - 2]).strip().partition("  ")[0] if box.height > 3 else " " * 3
        first = box.x + 2 + (box.height <= 3)
        return [(first + at, y) for at in range(cell_len(text))]

    def _at_sign(self, mark: Mark, id: str) -> None:
        """Put a decision at the sign of a gateway or a place, after a subnet in dots, at a hub's table in its box."""
        for place in self._picture.places.get(id, ())[:1]:
            x, y = place.box.x, place.box.y
            spots, sign = [(x, y)], (x, y)
            if place.list == "subnets":
                spots, sign = [(at, y) for at in range(x + 3, place.box.right)], (place.box.right, y)
            elif place.shape == "box":
                spots, sign = self._in_hub(place, mark.member)
            if mark.sign == BLOCKED:
                spots.append(sign)
                self._signs[sign] = mark.sign, Ink(mark.role, bold=True)
            self.course.spots.setdefault((mark.way, mark.hop), []).extend(spots)

    def _in_hub(self, place: Place, table: str) -> tuple[list[tuple[int, int]], tuple[int, int]]:
        """Give the cells that name a table of a hub, and the one before; the sign of the hub where no table decided."""
        hub, box = self._rooms.pieces[place.id].hub, place.box
        ids = [one.id for one in hub.tables] if hub is not None else []
        if table not in ids:
            return [(box.x + 3, box.y)], (box.x + 3, box.y)
        y = box.y + 1 + ids.index(table)
        words = "".join(self._picture.canvas.chars[y][box.x + 2 : box.right]).partition("  ")[0]
        return [(box.x + 2 + at, y) for at in range(cell_len(words))], (box.x + 1, y)

    def _sign(self, at: tuple[int, int], mark: Mark) -> None:
        """Put a sign on a border; what stops is never hidden by what lets through."""
        self.course.spots.setdefault((mark.way, mark.hop), []).append(at)
        if at not in self._signs or self._signs[at][0] != BLOCKED:
            self._signs[at] = mark.sign, Ink(mark.role, bold=True)

    def _told(self, way: Way, station: Station) -> None:
        """Say how a packet is addressed on both sides of a door above a VPC, once."""
        if (
            not station.inner
            or self._picture.look.zoom == "dots"
            or (way == "back" and any(one.id == station.id for one in self._path.there))
        ):
            return
        for piece in self._picture.pieces:
            end = self._rooms.end(piece, station.id)
            if end is not None and end.row < 0 and piece.block is not None and not self._picture.framed:
                self._beside(end, end.box.y - 1, station.outer)
                if piece.block.channels.bottoms[0] - piece.block.channels.tops[0] > 1:
                    self._beside(end, end.box.y + 1, station.inner)

    def _beside(self, end: End, y: int, text: str) -> None:
        """Write beside a door, on the side that has room for it."""
        right, left = end.x[1] + 4, end.x[0] - 3 - len(text)
        x = right if right + len(text) <= self._picture.width or left < 0 else left
        if not any((at, y) in self._lanes.there.masks for at in range(x - 1, x + len(text) + 1)):
            self._write(x, y, text, MUTED)

    def _write(self, x: int, y: int, text: str, ink: Ink) -> None:
        for at, character in enumerate(text, x):
            self._over[at, y] = character, ink

    def _settle(self) -> None:
        """Lay the layers over each other: what is written, then lines, then heads, then signs."""
        cells = self.course.cells
        cells.update(self._lanes.cells())
        for x, y, head in self._heads:
            if (x, y) in cells and self._lanes.upright((x, y)):
                cells[x, y] = head, MUTED if cells[x, y][1] == MUTED else self._lanes.there.ink
        cells.update({at: cell for at, cell in self._over.items() if at not in cells or cell[0] != LEADER})
        cells.update(self._signs)


def _reached(stations: tuple[Station, ...], steps: int) -> int:
    """Count the stations that so many hops of a way have come to."""
    hop, count = 0, 0
    for station in stations:
        hop = min((mark.hop for mark in station.marks), default=hop)
        if hop >= steps:
            break
        count += 1
    return count


def course_of(picture: Picture, path: Path, steps: int | None = None) -> Course:
    """Draw a path over a picture, or its first steps."""
    return Drawing(picture, path).draw(steps)


def badges(picture: Picture, path: Path) -> Iterator[tuple[int, int, str]]:
    """Give where ` S ` and ` D ` stand: after the name of a subnet, over its kind where the name is too long."""
    for id, letter in ((path.destination, "D"), (path.source, "S")):
        for place in picture.places.get(id, ())[:1]:
            if place.list == "subnets" and place.shape == "box":
                yield (*_badge_at(picture, place.box), f" {letter} ")
            elif place.list == "subnets":
                yield place.box.x, place.box.y, f" {letter} "


def _badge_at(picture: Picture, box: Box) -> tuple[int, int]:
    title = "".join(picture.canvas.chars[box.y][box.x + 2 : box.right - 1])
    end = box.x + 2 + cell_len(title.rstrip("─"))
    return (end, box.y) if end + 3 <= box.right - 7 else (box.x + 3, box.y)

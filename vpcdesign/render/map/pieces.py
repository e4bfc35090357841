"""The pieces of an estate and the rows that they stand in: the world, VPCs by region, hubs, other places."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rich.cells import cell_len

from vpcdesign.render.ink import shorten
from vpcdesign.render.map.block import Block, block_of
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.dots import dots_of
from vpcdesign.render.map.look import BOX, NAME_CELLS, ROOMY, WIDEST, Look, Sizes, sizes
from vpcdesign.render.signs import KINDS
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import INTERNET, Hub, Link, Outside, Scene, VpcScene

_MARGIN = 6
"""What a region's frame takes from the width."""

_ROW = 240
"""Columns that a row of VPCs may take where nobody says how many there are."""


@dataclass(slots=True)
class Piece:
    """Something that stands in a row; `region` is the number of its region, -1 outside of all."""

    id: str
    width: int
    height: int
    region: int = -1
    x: int = 0
    y: int = 0
    block: Block | None = None
    hub: Hub | None = None
    outside: Outside | None = None

    @property
    def box(self) -> Box:
        """Give its place."""
        return Box(self.x, self.y, self.width, self.height)


@dataclass(slots=True)
class Estate:
    """Every piece in its row. Row 0 is the world outside, empty where nobody leads there."""

    scene: Scene
    look: Look
    measures: Sizes
    rows: list[list[Piece]]
    framed: bool
    beside: dict[str, Link] = field(default_factory=dict)
    """Peerings between neighbours, drawn from side to side, by the id of the left one and the right one."""

    def pieces(self) -> list[Piece]:
        """Give all pieces, row by row."""
        return [piece for row in self.rows for piece in row]

    def row_of(self, piece: Piece) -> int:
        """Give the row that a piece stands in."""
        return next(at for at, row in enumerate(self.rows) if any(one is piece for one in row))


def pieces_of(scene: Scene, look: Look, taken: int = 0) -> Estate:
    """Make the pieces and put them into rows, of whose width something is taken by lanes."""
    regions = scene.regions
    attached = {door.id for vpc in scene.vpcs for door in vpc.doors}
    framed = len(scene.vpcs) > 1 or len(regions) > 1 or any(hub.id not in attached for hub in scene.hubs)
    measures = _measures(scene, look, framed=framed)
    estate = Estate(scene, look, measures, [[]], framed)
    if scene.internet:
        estate.rows[0].append(Piece(INTERNET, cell_len(outside_words(None)), 1))
    room = (look.width - _MARGIN - taken) if look.width else _ROW
    for number, region in enumerate(regions):
        mine = [vpc for vpc in scene.vpcs if vpc.region == region]
        for row in _wrapped([_piece(vpc, number, estate, ()) for vpc in mine], room, scene.links):
            estate.rows.append(_settled(row, estate, number))
            _face(estate, room)
        if framed:
            for hub in scene.hubs:
                if hub.region == region:
                    lines = max(len(hub.tables), 1) + bool(hub.apart)
                    estate.rows.append([Piece(hub.id, 0, 2 + lines, number, hub=hub)])
    if scene.outsides:
        outsides = scene.outsides
        if look.width and sum(cell_len(outside_words(one)) + 3 for one in outsides) > look.width:
            outsides = tuple(replace(one, words="") for one in outsides)  # their names tell them apart
        places = [Piece(one.id, cell_len(outside_words(one)), 1, outside=one) for one in outsides]
        estate.rows.append(places)
    return estate


def outside_words(place: Outside | None) -> str:
    """Write a place outside; None is the world."""
    if place is None:
        return "( internet )"
    name = shorten(visible(place.name), NAME_CELLS)
    return f"( {' '.join(filter(None, (name, shorten(visible(place.words), NAME_CELLS))))} )"


def link_words(link: Link) -> str:
    """Write a way between two things."""
    return f"{KINDS[link.list]} {shorten(visible(link.name), NAME_CELLS)}"


def _measures(scene: Scene, look: Look, *, framed: bool) -> Sizes:
    """Choose the width of boxes: as much as the longest name asks for, as far as the widest VPC then fits."""
    if look.zoom == "dots":
        return sizes("compact", BOX)
    longest = max((cell_len(visible(room.name)) for vpc in scene.vpcs for room in vpc.rooms), default=0)
    wanted = max(BOX, min(longest + 15, WIDEST))
    if not look.width:
        return sizes(look.zoom, wanted, look.deep, lanes=look.lanes)
    room = look.width - (_MARGIN if framed else 0)
    widest = max(scene.vpcs, key=lambda vpc: len(vpc.zones), default=None)
    columns = max(len(widest.zones), 1) if widest else 1
    least = sizes(look.zoom, BOX)
    taken = block_of(widest, least, region=not framed).width if widest else 0
    most = BOX + max(room - taken, 0) // columns
    if look.zoom == "full" and most >= ROOMY:
        wanted = max(wanted, ROOMY)
    return sizes(look.zoom, min(wanted, most), look.deep, lanes=look.lanes)


def _piece(vpc: VpcScene, number: int, estate: Estate, without: Collection[str], above: Collection[str] = ()) -> Piece:
    """Make the block of a VPC, leaving out the doors of some peerings, with those of others `above`."""
    if without or above:
        doors = (replace(door, side="top") if door.id in above else door for door in vpc.doors)
        vpc = replace(vpc, doors=tuple(door for door in doors if door.id not in without))
    dots = estate.look.zoom == "dots"
    block = dots_of(vpc) if dots else block_of(vpc, estate.measures, region=not estate.framed)
    return Piece(vpc.id, block.width, block.height, number, block=block)


def _wrapped(pieces: Sequence[Piece], room: int, links: Sequence[Link]) -> list[list[Piece]]:
    """Break the VPCs of a region into rows."""
    rows: list[list[Piece]] = []
    left = 0
    for piece in pieces:
        apart = gap_between(rows[-1][-1].id, piece.id, links) if rows else 0
        if rows and piece.width + apart <= left:
            rows[-1].append(piece)
            left -= piece.width + apart
        else:
            rows.append([piece])
            left = room - piece.width
    return rows


def gap_between(left: str, right: str, links: Sequence[Link]) -> int:
    """Give the columns between two neighbours: room for the peering's name where they have one."""
    link = peering(left, right, links)
    return 8 + cell_len(link_words(link)) - 2 if link else 3


def peering(left: str, right: str, links: Sequence[Link]) -> Link | None:
    """Find the peering of two VPCs."""
    for link in links:
        if link.list == "peering_connections" and set(link.ends) == {left, right}:
            return link
    return None


def _settled(row: list[Piece], estate: Estate, number: int) -> list[Piece]:
    """Make the blocks of a row equally high; in dots, neighbours that peer are joined at their sides."""
    links = estate.scene.links
    if estate.look.zoom == "dots":
        for left, right in pairwise(row):
            link = peering(left.id, right.id, links)
            if link is not None:
                estate.beside[link.id] = link
        by_id = {vpc.id: vpc for vpc in estate.scene.vpcs}
        row = [_piece(by_id[piece.id], number, estate, estate.beside) for piece in row]
    return _level(row)


def _level(row: list[Piece]) -> list[Piece]:
    height = max(piece.height for piece in row)
    for piece in row:
        if piece.block is not None and piece.height < height:
            piece.block.stretch(height)
            piece.height = height
    return row


def _face(estate: Estate, room: int) -> None:
    """Turn the doors of peerings in the last row up to those who stand right above: no way round is needed then.

    Where a row would get too wide by that, it stays as it is.
    """
    upper, lower = ({piece.id for piece in row if piece.block is not None} for row in estate.rows[-2:])
    above: dict[str, set[str]] = {}
    for link in estate.scene.links:
        if link.list == "peering_connections" and link.id not in estate.beside:
            for near, far in (link.ends, link.ends[::-1]):
                if near in lower and far in upper:
                    above.setdefault(near, set()).add(link.id)
    if not above:
        return
    by_id = {vpc.id: vpc for vpc in estate.scene.vpcs}
    row = [_piece(by_id[one.id], one.region, estate, estate.beside, above.get(one.id, ())) for one in estate.rows[-1]]
    gaps = sum(gap_between(a.id, b.id, estate.scene.links) for a, b in pairwise(row))
    if sum(piece.width for piece in row) + gaps <= max(room, sum(one.width for one in estate.rows[-1]) + gaps):
        estate.rows[-1] = _level(row)

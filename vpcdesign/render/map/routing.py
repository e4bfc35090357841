"""How a way goes round the boxes of one VPC: out of one, along the channels and gaps, into another.

The way there has the lane left of where wires enter, the way back the one right of it, so that the two run side by side
and never take a cell from each other where a box has room for both. Where there is only one row for both they share it.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.render.map.block import Block
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.nets import Strand
from vpcdesign.render.map.picture import Picture
from vpcdesign.render.map.pieces import Piece

Edge: TypeAlias = Literal["top", "bottom"]


@dataclass(frozen=True, slots=True)
class End:
    """A box or a door that a way can leave or enter; `row` is -1 for a door above, the number of rows for one below."""

    box: Box
    row: int
    column: int
    door: bool
    x: tuple[int, int]
    """The columns of the lane there and of the lane back."""


class Rooms:
    """Where the boxes and doors of a picture's VPCs are."""

    def __init__(self, picture: Picture) -> None:
        """Look at every block once."""
        self.pieces: dict[str, Piece] = {}
        self._ends: dict[tuple[str, str], End] = {}
        self._homes: dict[str, Piece] = {}
        for piece in picture.pieces:
            self.pieces[piece.id] = piece
            if piece.block is not None:
                self._enter(piece, piece.block)

    def _enter(self, piece: Piece, block: Block) -> None:
        size = block.measures.box
        rows = {room.id: row for row, tier in enumerate(block.vpc.tiers) for room in tier.rooms if room is not None}
        lefts = sorted({box.x for _, box in block.boxes})
        for room, box in block.boxes:
            here = Box(box.x + piece.x, box.y + piece.y, box.width, box.height)
            lanes = here.x + size - 6, here.x + size - 3
            self._ends[piece.id, room.id] = End(here, rows[room.id], lefts.index(box.x), door=False, x=lanes)
            self._homes[room.id] = piece
        for standing in block.doors:
            above = standing.door.side == "top"
            y = piece.y if above else piece.y + block.height - 1
            port = piece.x + standing.port
            row = -1 if above else len(block.vpc.tiers)
            lanes = port - 1, port + 2
            self._ends[piece.id, standing.door.id] = End(Box(port, y, 1, 1), row, -1, door=True, x=lanes)

    def home(self, id: str) -> Piece | None:
        """Give the VPC that a subnet stands in."""
        return self._homes.get(id)

    def end(self, piece: Piece, id: str) -> End | None:
        """Give a box or a door of a VPC."""
        return self._ends.get((piece.id, id))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A drawn part of a way, and by which edges it leaves the one and enters the other."""

    strand: Strand
    leaves: Edge
    enters: Edge


def stretch(piece: Piece, block: Block, start: End, goal: End, lane: int) -> Stretch:
    """Draw from one box or door of a VPC to another."""
    leaves, enters = _edges(start, goal, block)
    first, last = _channel(start, leaves), _channel(goal, enters)
    x, at = start.x[lane], goal.x[lane]
    found = Strand()
    out, into = _border(start, leaves), _border(goal, enters)
    if first == last and x == at:
        found.down(x, min(out, into), max(out, into))
    elif first == last:
        row = _row(piece, block, first, early=(lane == 0) == _falls_left(x, at, leaves))
        _join(found, x, out, row)
        _join(found, at, into, row)
        found.across(row, min(x, at), max(x, at))
    else:
        across = _gap(piece, block, start, goal)[lane]
        one = _row(piece, block, first, early=(lane == 0) == _falls_left(x, across, leaves))
        two = _row(piece, block, last, early=(lane == 0) == _falls_left(at, across, enters))
        _join(found, x, out, one)
        found.across(one, min(x, across), max(x, across))
        found.down(across, min(one, two), max(one, two))
        found.across(two, min(across, at), max(across, at))
        _join(found, at, into, two)
    return Stretch(found, leaves, enters)


def _falls_left(x: int, other: int, edge: Edge) -> bool:
    """Tell whether a line that joins what is above a channel with what is below it leads to the left on its way down.

    Then the left one of two lanes turns first; so two lanes never cross each other.
    """
    return x > other if edge == "bottom" else other > x


def _join(found: Strand, x: int, border: int, row: int) -> None:
    found.down(x, min(border, row), max(border, row))


def _edges(start: End, goal: End, block: Block) -> tuple[Edge, Edge]:
    if start.row < goal.row:
        return "bottom", "top"
    if start.row > goal.row:
        return "top", "bottom"
    tall = [bottom - top for top, bottom in zip(block.channels.tops, block.channels.bottoms, strict=True)]
    return ("top", "top") if tall[start.row] > tall[start.row + 1] else ("bottom", "bottom")


def _channel(end: End, edge: Edge) -> int:
    """Give the channel on an edge; a door's only one is inside the VPC."""
    if end.door:
        return 0 if end.row < 0 else end.row
    return end.row if edge == "top" else end.row + 1


def _border(end: End, edge: Edge) -> int:
    return end.box.y if edge == "top" else end.box.bottom - 1


def _row(piece: Piece, block: Block, channel: int, *, early: bool) -> int:
    """Give the first or the last row of a channel to turn in; the zones' heads are left alone where they can be."""
    top, bottom = piece.y + block.channels.tops[channel], piece.y + block.channels.bottoms[channel]
    last = bottom - 1 - (channel == 0 and bottom - top > 1)
    return top if early else max(last, top)


def _gap(piece: Piece, block: Block, start: End, goal: End) -> tuple[int, int]:
    """Choose the gap between columns to go by: beside a box of either end, else the margin at the right."""
    columns = [end.column for end in (start, goal) if not end.door]
    lefts = sorted({box.x for _, box in block.boxes})
    column = min(columns, default=0)
    left = piece.x + lefts[column] + block.measures.box
    right = piece.x + (lefts[column + 1] if column + 1 < len(lefts) else block.width - 1)
    return left, max(right - 1, left)

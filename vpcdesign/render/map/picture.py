"""A map that has been laid out: its cells, where everything stands, and its wires.

Nothing is laid out again for a selection, a filter or a trace: they are drawn over this. So moving the selection costs
the rows that it touches and no more.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from vpcdesign.render.ink import Row
from vpcdesign.render.map.canvas import Box, Canvas
from vpcdesign.render.map.look import Look, Sizes
from vpcdesign.render.map.pieces import Piece
from vpcdesign.render.map.wires import Laid, Wires

Level: TypeAlias = Literal["area", "element", "member"]
Shape: TypeAlias = Literal["box", "label", "frame"]


class Place(NamedTuple):
    """Where something stands: an area holds elements, a subnet holds members.

    `frame`: only its edge is its own; `box`: all of it; `label`: text without an edge.
    """

    id: str
    list: str
    box: Box
    level: Level = "element"
    shape: Shape = "label"
    parent: str = ""


class Band(NamedTuple):
    """Rows that have a name: a VPC, or a tier of one. `within` is the VPC that a tier belongs to."""

    words: str
    top: int
    bottom: int
    within: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A map of one design at one zoom."""

    canvas: Canvas
    places: dict[str, tuple[Place, ...]]
    order: tuple[str, ...]
    wires: Wires
    look: Look
    measures: Sizes
    asks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What else is asked for with an id: the subnets of a zone or a table."""
    homes: dict[str, str] = field(default_factory=dict)
    """In which subnet somebody stands whom this zoom does not show."""
    bands: tuple[Band, ...] = ()
    pieces: tuple[Piece, ...] = ()
    ways: tuple[Laid, ...] = ()
    framed: bool = False
    plain: dict[tuple[int, int, int], Row] = field(default_factory=dict)
    """Rows over which nothing is drawn, once made: by row, first column and width."""

    @property
    def width(self) -> int:
        """Give its columns."""
        return self.canvas.width

    @property
    def height(self) -> int:
        """Give its rows."""
        return self.canvas.height

    def box(self, id: str) -> Box | None:
        """Give where something stands (the first place, where it stands in several); to scroll there."""
        found = self.places.get(part_of(self, id))
        return found[0].box if found else None

    def owner(self, x: int, y: int) -> str:
        """Give who stands at a cell: the innermost, or nobody."""
        best: Place | None = None
        for places in self.places.values():
            for place in places:
                if place.box.holds(x, y) and (best is None or _area(place.box) < _area(best.box)):
                    best = place
        return best.id if best is not None else ""


def part_of(picture: Picture, id: str) -> str:
    """Give the id on the map of an id or a part of it: `app-a` for `app-a#routes/2`, or for who stands in it."""
    if id in picture.places:
        return id
    whole = id.partition("#")[0]
    return whole if whole in picture.places else picture.homes.get(whole, whole)


def _area(box: Box) -> int:
    return box.width * box.height

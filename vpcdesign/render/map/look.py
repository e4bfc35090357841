"""How a map is to be drawn: the zoom, and the room there is for it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Zoom: TypeAlias = Literal["full", "compact", "dots"]
ZOOMS: tuple[Zoom, ...] = ("full", "compact", "dots")
"""From near to far."""

BOX = 23
"""Cells of a subnet's box where there is room for no more."""

NAME_CELLS = 32
"""Cells of a name that stands free: of a VPC, a gateway, a place; a longer one is cut in its middle."""

WIDEST = 37
ROOMY = 35
"""From this width on a box has a line more: addresses in full, and its network ACL."""


@dataclass(frozen=True, slots=True)
class Look:
    """Zoom, and the columns and rows that are there (0: as many as it takes).

    `deep` is how many rows more than the least a box may have, where it has more to show. `lanes`: a trace is drawn,
    whose two ways take a row each between boxes where there is room.
    """

    zoom: Zoom = "compact"
    width: int = 0
    height: int = 0
    deep: int = 0
    lanes: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """The measures of one zoom: of a subnet's box, and what parts boxes."""

    zoom: Zoom
    box: int
    tall: int
    apart: int
    between: int
    deep: int = 0

    @property
    def wire(self) -> int:
        """Give the cell of a box that its first wire enters at."""
        return self.box - 5

    @property
    def title(self) -> int:
        """Give the cells that a title has, with its kind: `PUB public-a`."""
        return self.box - 11

    @property
    def roomy(self) -> bool:
        """Tell whether there is room for more than the least."""
        return self.zoom == "full" and self.box >= ROOMY


def sizes(zoom: Zoom, box: int, deep: int = 0, *, lanes: bool = False) -> Sizes:
    """Give the measures of a zoom whose boxes have a width."""
    if zoom == "full":
        return Sizes(zoom, box, 7, 3, 2, deep)
    return Sizes(zoom, box, 3, 2, 2 if lanes else 1)

"""A VPC as a block of cells: where its subnets, zones and doors stand, and the wires between them.

Everything is placed relative to the block's own corner before anything is drawn, since its size decides where the block
itself goes. Boxes never overlap; a gap grows until every lane that it needs has a column of its own.
"""

from dataclasses import dataclass, field

from rich.cells import cell_len

from vpcdesign.render.ink import shorten
from vpcdesign.render.map.boxes import rows_more
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.look import NAME_CELLS, Sizes
from vpcdesign.render.map.nets import Channels, Columns, Net, assign_lanes, assign_tracks
from vpcdesign.render.map.wiring import nets_of
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import Door, Room, VpcScene


@dataclass(frozen=True, slots=True)
class Standing:
    """A door in its place; `x` is the cell of its sign, `port` the one that wires meet."""

    door: Door
    x: int
    port: int
    name: str


@dataclass(slots=True)
class Block:
    """A VPC that knows its size. All boxes are relative to its corner."""

    vpc: VpcScene
    measures: Sizes
    width: int = 0
    height: int = 0
    boxes: list[tuple[Room, Box]] = field(default_factory=list)
    zones: list[tuple[str, Box]] = field(default_factory=list)
    dotted: list[Box] = field(default_factory=list)
    doors: list[Standing] = field(default_factory=list)
    nets: list[Net] = field(default_factory=list)
    channels: Channels = field(default_factory=lambda: Channels((), (), ()))
    columns: Columns = field(default_factory=lambda: Columns({}))
    labels: list[tuple[str, Box]] = field(default_factory=list)

    def stretch(self, height: int) -> None:
        """Move the lower border down, with what hangs on it."""
        self.height = height
        if self.channels.bottoms:
            *others, _ = self.channels.bottoms
            self.channels = Channels(self.channels.tops, self.channels.tracks, (*others, height - 1))

    def door(self, id: str) -> Standing | None:
        """Find a door."""
        return next((one for one in self.doors if one.door.id == id), None)


def title_of(vpc: VpcScene, *, region: bool) -> str:
    """Give what stands in a VPC's border."""
    words = f"VPC {shorten(visible(vpc.name), NAME_CELLS)} {visible(vpc.block)}".rstrip()
    return f"{words} {visible(vpc.region)}" if region and vpc.region else words


def block_of(vpc: VpcScene, measures: Sizes, *, region: bool) -> Block:
    """Place everything in a VPC, full or compact."""
    block = Block(vpc, measures)
    title_end = 3 + cell_len(title_of(vpc, region=region)) + 1
    width = measures.box
    block.nets = nets_of(vpc)
    lanes = assign_lanes(block.nets)
    lefts, edge = _columns(block, lanes)
    wires = [left + measures.wire for left in lefts] or [max(title_end // 2, 6)]
    block.doors = _doors(block, wires, title_end)
    _reach(block, lefts)
    least = max((one.port + cell_len(one.name) + 3 for one in block.doors), default=0)
    block.width = max(edge + 1, title_end + 2, least, width)
    rows = len(vpc.tiers)
    heights = assign_tracks(block.nets, block.columns, rows + 1)
    block.channels = _rows(block, heights)
    block.height = block.channels.bottoms[-1] + 1
    _place(block, lefts)
    return block


def _columns(block: Block, lanes: dict[int, int]) -> tuple[list[int], int]:
    """Give the left edge of each column and the column of the right border; puts every lane in its place."""
    measures, count = block.measures, len(block.vpc.zones)
    lefts: list[int] = []
    at: dict[tuple[int, int], int] = {}
    x = 2
    for number in range(count):
        lefts.append(x)
        end = x + measures.box - 1
        many = lanes.get(number, 0)
        if number == count - 1:
            first = end + (2 if measures.zoom == "full" else 3)
            at.update({(number, lane): first + 2 * lane for lane in range(many)})
            last = first + 2 * (many - 1)
            block.columns = Columns(at)
            return lefts, (last + (3 if measures.zoom == "full" else 2) if many else end + 2) if block.vpc.tiers else 0
        line = measures.zoom == "full"
        gap = max(measures.apart, many + line)
        free = [cell for cell in range(gap) if not (line and cell == 1)]
        at.update({(number, lane): end + 1 + free[lane] for lane in range(many)})
        if line:
            block.dotted.append(Box(end + 2, 0, 1, 0))
        x += measures.box + gap
    return lefts, 0


def _doors(block: Block, wires: list[int], title_end: int) -> list[Standing]:
    """Put the doors on the border: those above the middle column after the title, endpoints left of what is below."""
    middle, over = wires[len(wires) // 2], wires[_over(block.vpc)]
    above = [one for one in block.vpc.doors if one.side == "top"]
    below = [one for one in block.vpc.doors if one.side == "bottom"]
    found: list[Standing] = []
    x = max(over, title_end + 4)
    for door in above:
        name = shorten(visible(door.name), NAME_CELLS)
        found.append(Standing(door, x - 2, x, name))
        x += max(cell_len(name) + 6, 9)
    step = block.measures.wire
    anchor = next((at for at, door in enumerate(below) if door.list != "vpc_endpoints"), len(below) // 2)
    sizes = [cell_len(shorten(visible(door.name), NAME_CELLS)) for door in below]
    places: dict[int, int] = {anchor: middle}
    for at in range(anchor - 1, -1, -1):
        places[at] = places[at + 1] - max(step, sizes[at] + 6)
    for at in range(anchor + 1, len(below)):
        places[at] = places[at - 1] + max(step, sizes[at - 1] + 6)
    shift = max(6 - min(places.values(), default=6), 0)
    for at, door in enumerate(below):
        found.append(
            Standing(door, places[at] + shift - 2, places[at] + shift, shorten(visible(door.name), NAME_CELLS))
        )
    return found


def _over(vpc: VpcScene) -> int:
    """Give the column that a door above stands over: the middle one of those that lead there."""
    above = {door.id for door in vpc.doors if door.side == "top"}
    sources = {wire.source for wire in vpc.wires if wire.target in above}
    columns = sorted({vpc.zones.index(room.zone) for room in vpc.rooms if room.id in sources})
    return columns[len(columns) // 2] if columns else len(vpc.zones) // 2


def _reach(block: Block, lefts: list[int]) -> None:
    """Give every port its column: doors where they stand, boxes at their wire cells."""
    measures = block.measures
    column = {room.id: at for tier in block.vpc.tiers for at, room in enumerate(tier.rooms) if room is not None}
    cells = [measures.wire, measures.box - 3, measures.wire - 2]
    used: dict[tuple[str, int, bool], int] = {}
    doors = {one.door.id: one.port for one in block.doors}
    for net in block.nets:
        for port in net.all:
            if port.key in doors:
                port.x, port.border = doors[port.key], False
            else:
                key = port.key, port.channel, port.below
                place = used[key] = used.get(key, -1) + 1
                port.x = lefts[column[port.key]] + cells[min(place, 2)]


def _rows(block: Block, heights: list[int]) -> Channels:
    """Give the rows of every channel; the zones' heads are the last row of the first."""
    measures, rows = block.measures, len(block.vpc.tiers)
    tops, tracks, bottoms = [], [], []
    y = 1
    for channel in range(rows + 1):
        tops.append(y)
        tracks.append(y)
        if channel == 0:
            y += max((net.tracks[0] + 1 for net in block.nets if 0 in net.tracks), default=0) + 1
        elif channel < rows:
            y += max(measures.between, heights[channel])
        else:
            y += heights[channel]
        bottoms.append(y)
        y += _tall(block, channel) if channel < rows else 0
    return Channels(tuple(tops), tuple(tracks), tuple(bottoms))


def _tall(block: Block, row: int) -> int:
    """Give the height of a tier's boxes: the least, and as much more as one of them can use and all may have."""
    measures = block.measures
    if not measures.deep:
        return measures.tall
    more = max((rows_more(room, measures) for room in block.vpc.tiers[row].rooms if room is not None), default=0)
    return measures.tall + min(more, measures.deep)


def _place(block: Block, lefts: list[int]) -> None:
    measures = block.measures
    first = block.channels.bottoms[0]
    for left, zone in zip(lefts, block.vpc.zones, strict=True):
        block.zones.append((zone, Box(left, first - 1, measures.box, 1)))
    for row, tier in enumerate(block.vpc.tiers):
        y = block.channels.bottoms[row]
        for left, room in zip(lefts, tier.rooms, strict=True):
            if room is not None:
                block.boxes.append((room, Box(left, y, measures.box, _tall(block, row))))
    last = block.channels.tops[-1]
    block.dotted = [Box(each.x, first - 1, 1, last - first + 1) for each in block.dotted]

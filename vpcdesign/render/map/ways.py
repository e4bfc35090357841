"""The ways between the pieces of an estate, as nets: to the world, to transit gateways, to places outside, peerings.

A way that needs only one channel is drawn there; another goes by the margin of its region, or outside of all regions
where it leads from one to another.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len

from vpcdesign.design.words import table_words
from vpcdesign.render.map.nets import Net, Port
from vpcdesign.render.map.pieces import Estate, Piece, link_words
from vpcdesign.topology.scene.scene import INTERNET, Link

_FAR = 1 << 20
"""Where a place stands that no way leads straight down to: right of those that have one."""

_WORLD = {"internet_gateways", "egress_only_internet_gateways"}


@dataclass(frozen=True, slots=True)
class _Foot:
    """Where a door of a VPC stands in the estate."""

    piece: Piece
    row: int
    x: int
    label: str


class _Feet:
    """The doors and the boxes that ways end at."""

    def __init__(self, estate: Estate) -> None:
        self.top: defaultdict[str, list[_Foot]] = defaultdict(list)
        self.bottom: defaultdict[str, list[_Foot]] = defaultdict(list)
        self.pieces: dict[str, tuple[Piece, int]] = {}
        self.world: list[_Foot] = []
        for row, pieces in enumerate(estate.rows):
            for piece in pieces:
                self.pieces[piece.id] = piece, row
                for one in piece.block.doors if piece.block else ():
                    label = table_words(one.door.label) if one.door.label else ""
                    foot = _Foot(piece, row, piece.x + one.port, label)
                    (self.top if one.door.side == "top" else self.bottom)[one.door.id].append(foot)
                    if one.door.list in _WORLD:
                        self.world.append(foot)


@dataclass(frozen=True, slots=True)
class _Bundle:
    """All ways between the same two ends: a gateway and a place outside."""

    near: str
    far: str
    links: tuple[Link, ...]

    @property
    def words(self) -> str:
        """Write them all."""
        return ", ".join(_words(link) for link in self.links)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a way outside begins; `border`: there is the border of a box to join."""

    channel: int
    x: int
    border: bool


def ways(estate: Estate) -> list[Net]:
    """Make the nets of an estate; puts the world and the places where their ways are short."""
    feet = _Feet(estate)
    nets = [*_to_world(estate, feet), *_to_hubs(estate, feet)]
    links = [link for link in estate.scene.links if link.id not in estate.beside]
    outward = [link for link in links if link.ends[1] in feet.pieces and feet.pieces[link.ends[1]][0].outside]
    ends = dict.fromkeys(link.ends for link in outward)
    bundles = [_Bundle(*pair, tuple(link for link in outward if link.ends == pair)) for pair in ends]
    starts = _starts(feet, bundles)
    bundles = [bundle for bundle in bundles if bundle in starts]
    _place_outsides(estate, bundles, starts)
    _straighten(feet, bundles, starts)
    nets += _to_outsides(estate, feet, bundles, starts)
    nets += [net for link in links if link not in outward for net in _between(estate, feet, link)]
    return nets


def _words(link: Link) -> str:
    return link_words(link) + link.words


def _gap(estate: Estate, rows: set[int], channels: set[int]) -> int:
    """Choose the margin of a region where the whole way lies in it, else the one outside of all."""
    regions = {estate.rows[row][0].region for row in rows if estate.rows[row]}
    outer = len(estate.scene.regions)
    if len(regions) != 1 or -1 in regions:
        return outer
    region = regions.pop()
    mine = [row for row, pieces in enumerate(estate.rows) if pieces and pieces[0].region == region]
    return region if all(mine[0] <= channel <= mine[-1] + 1 for channel in channels) else outer


def _to_world(estate: Estate, feet: _Feet) -> Iterator[Net]:
    if INTERNET not in feet.pieces or not feet.world:
        return
    world = feet.pieces[INTERNET][0]
    xs = sorted(foot.x for foot in feet.world)
    middle = xs[0] if len(xs) == 1 else (xs[0] + xs[-1]) // 2
    world.x = max(middle - (world.width + 1) // 2, 0)
    ports = []
    for foot in feet.world:
        gap = _gap(estate, {foot.row}, {1, foot.row})
        ports.append(Port(foot.piece.id, foot.row, below=True, x=foot.x, gap=gap, border=False))
    yield Net(1, ports, [Port(INTERNET, 1, below=False, x=world.x + (world.width + 1) // 2, border=False)])


def _to_hubs(estate: Estate, feet: _Feet) -> Iterator[Net]:
    for hub in estate.scene.hubs if estate.framed else ():
        piece, row = feet.pieces[hub.id]
        far: list[Port] = []
        for foot in feet.bottom[hub.id]:
            port = Port(foot.piece.id, foot.row + 1, below=False, x=foot.x, border=False, words=foot.label)
            if foot.row + 1 == row:
                yield Net(row, [port], [Port(hub.id, row, below=True, x=foot.x)])
            else:
                port.gap = _gap(estate, {foot.row, row}, {foot.row + 1, row})
                far.append(port)
        if far:
            yield Net(row, far, [Port(hub.id, row, below=True, x=piece.x + piece.width - 4)])


def _starts(feet: _Feet, bundles: list[_Bundle]) -> dict[_Bundle, _Start]:
    """Give where each way outside begins: spread along a transit gateway's box, or at the door of a VPC."""
    found: dict[_Bundle, _Start] = {}
    by_near: defaultdict[str, list[_Bundle]] = defaultdict(list)
    for bundle in bundles:
        by_near[bundle.near].append(bundle)
    for near, mine in by_near.items():
        for at, bundle in enumerate(mine):
            if near in feet.pieces:
                piece, row = feet.pieces[near]
                x = piece.x + piece.width * (at + 1) // (len(mine) + 1)
                found[bundle] = _Start(row + 1, x, border=True)
            elif feet.bottom[near]:
                foot = feet.bottom[near][0]
                found[bundle] = _Start(foot.row + 1, foot.x, border=False)
    return found


def _place_outsides(estate: Estate, bundles: list[_Bundle], starts: dict[_Bundle, _Start]) -> None:
    """Put every place under the first way to it, and move it right where another stands there."""
    wanted: dict[str, int] = {}
    last = len(estate.rows) - 1
    for bundle in bundles:
        beside = starts[bundle].x if starts[bundle].channel == last else _FAR
        wanted[bundle.far] = min(wanted.get(bundle.far, beside), beside)
    places = [piece for piece in estate.rows[-1] if piece.outside is not None]
    told = _told(estate, bundles)
    rooms = {piece.id: max(piece.width, _told_width(piece, bundles) if told else 0) + 3 for piece in places}
    _side_by_side(places, wanted, rooms)
    most = estate.look.width
    if most and max((piece.x + piece.width for piece in places), default=0) > most:
        rooms = _shared(rooms, {piece.id: piece.width + 3 for piece in places}, most + 3)
        _side_by_side(places, wanted, rooms)
        end = max(most + 3, sum(rooms.values()))
        for piece in sorted(places, key=lambda one: -one.x):
            piece.x = min(piece.x, end - rooms[piece.id])
            end = piece.x


def _side_by_side(places: list[Piece], wanted: dict[str, int], rooms: dict[str, int]) -> None:
    """Put places under what leads straight down to them, and the others beside them where there is room."""
    under = {wanted[one.id]: one for one in reversed(places) if wanted.get(one.id, _FAR) < _FAR}
    near = [under[x] for x in sorted(under)]
    first = max(wanted[near[0].id] - (near[0].width + 1) // 2, 0) if near else _FAR
    free = 0
    rest = [one for one in places if one not in near]
    while rest and free + rooms[rest[0].id] <= first:
        rest[0].x = free
        free += rooms[rest.pop(0).id]
    for piece in near:
        piece.x = max(wanted[piece.id] - (piece.width + 1) // 2, free)
        free = piece.x + rooms[piece.id]
    for piece in rest:
        piece.x = free
        free += rooms[piece.id]


def _straighten(feet: _Feet, bundles: list[_Bundle], starts: dict[_Bundle, _Start]) -> None:
    """Let a way begin on a transit gateway's border where its place stands below: it then needs no turn."""
    for bundle in bundles:
        piece, row = feet.pieces[bundle.far]
        x = piece.x + (piece.width + 1) // 2
        start, alone = starts[bundle], sum(one.far == bundle.far for one in bundles) == 1
        if start.border and alone and start.channel == row:
            box = feet.pieces[bundle.near][0].box
            if box.x + 1 < x < box.right - 2 and all(one.x != x for one in starts.values()):
                starts[bundle] = replace(start, x=x)


def _shared(wanted: dict[str, int], least: dict[str, int], most: int) -> dict[str, int]:
    """Share out the room there is: every place whole, and of what is said of the ways as much as fits."""
    spare, needs = max(most - sum(least.values()), 0), sum(wanted.values()) - sum(least.values())
    return {one: cells + (wanted[one] - cells) * spare // max(needs, 1) for one, cells in least.items()}


def _told(estate: Estate, bundles: list[_Bundle]) -> bool:
    """Tell whether ways are named: a single one from a single VPC needs no name."""
    return estate.framed or sum(len(bundle.links) for bundle in bundles) > 1


def _told_width(piece: Piece, bundles: list[_Bundle]) -> int:
    """Give the columns from a place's first cell to the end of what is said of the ways to it."""
    said = [cell_len(bundle.words) for bundle in bundles if bundle.far == piece.id]
    return (piece.width + 1) // 2 + 2 + max(said, default=0)


def _to_outsides(estate: Estate, feet: _Feet, bundles: list[_Bundle], starts: dict[_Bundle, _Start]) -> Iterator[Net]:
    """Lead to places outside; what begins at one door is one net."""
    told = _told(estate, bundles)
    nets: dict[_Start, Net] = {}
    for bundle in bundles:
        start = starts[bundle]
        piece, row = feet.pieces[bundle.far]
        beside = [one for one in bundles if one.far == bundle.far]
        x = piece.x + (piece.width + 1) // 2 + 3 * beside.index(bundle) - (3 * (len(beside) - 1)) // 2
        alone = told and len(beside) == 1
        parts = tuple((link.id, link.list, _words(link) if alone else "") for link in bundle.links)
        end = Port(bundle.far, row, below=True, x=x, border=False, parts=parts)
        if start not in nets:
            label = next((table_words(link.label) for link in bundle.links if link.label), "")
            words = label if estate.framed and start.border else ""
            gap = _gap(estate, {start.channel - 1, row}, {start.channel, row})
            port = Port(bundle.near, start.channel, below=False, x=start.x, gap=gap, border=start.border, words=words)
            nets[start] = Net(row, [port], [])
        nets[start].ends.append(end)
    yield from nets.values()


def _between(estate: Estate, feet: _Feet, link: Link) -> Iterator[Net]:
    """Join two VPCs that peer, or two transit gateways that do."""
    ends: list[tuple[int, int, bool]] = []
    up = -1
    for name in link.ends:
        if name in feet.pieces and feet.pieces[name][0].hub is not None:
            piece, row = feet.pieces[name]
            ends.append((row, piece.x + piece.width - 6 - 3 * len(ends), True))
        else:
            ends += [(foot.row, foot.x, False) for foot in feet.bottom[link.id] if foot.piece.id == name]
            above = [(foot.row, foot.x, False) for foot in feet.top[link.id] if foot.piece.id == name]
            ends += above
            up = max([up, *(row for row, _, _ in above)])
    if len(ends) != 2 or link.ends[0] == link.ends[1]:
        return
    (row_a, x_a, border), (row_b, x_b, _) = sorted(ends)
    main = row_b if up == row_b else row_b + 1
    gap = _gap(estate, {row_a, row_b}, {row_a + 1, main})
    words = link_words(link) if estate.look.zoom == "dots" or border else ""
    parts = ((link.id, link.list, words),)
    first = Port(link.ends[0], row_a + 1, below=False, x=x_a, gap=gap, border=border, parts=parts)
    yield Net(main, [first], [Port(link.ends[1], main, below=up == row_b, x=x_b, border=border)])

"""The ways between the pieces of an estate, as nets: to the world, to transit gateways, to places outside, peerings.

A way that needs only one channel is drawn there; another goes by the margin of its region, or outside of all regions
where it leads from one to another.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

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
                    label = f"rt {one.door.label}" if one.door.label else ""
                    foot = _Foot(piece, row, piece.x + one.port, label)
                    (self.top if one.door.side == "top" else self.bottom)[one.door.id].append(foot)
                    if one.door.list in _WORLD:
                        self.world.append(foot)


def ways(estate: Estate) -> list[Net]:
    """Make the nets of an estate; puts the world and the places where their ways are short."""
    feet = _Feet(estate)
    nets = [*_to_world(estate, feet), *_to_hubs(estate, feet)]
    links = [link for link in estate.scene.links if link.id not in estate.beside]
    outward = [link for link in links if link.ends[1] in feet.pieces and feet.pieces[link.ends[1]][0].outside]
    starts = _starts(feet, outward)
    _place_outsides(estate, outward, starts)
    nets += _to_outsides(estate, feet, outward, starts)
    nets += [net for link in links if link not in outward for net in _between(estate, feet, link)]
    return nets


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
            yield Net(row, far, [Port(hub.id, row, below=True, x=piece.x + piece.width - 3)])


def _starts(feet: _Feet, links: list[Link]) -> dict[tuple[str, str], list[tuple[int, int, bool]]]:
    """Give where each way outside begins: channel, column, and whether there is a border to join."""
    found: dict[tuple[str, str], list[tuple[int, int, bool]]] = {}
    by_near: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_near[link.ends[0]].append(link)
    for near, mine in by_near.items():
        for at, link in enumerate(mine):
            if near in feet.pieces:
                piece, row = feet.pieces[near]
                x = piece.x + piece.width * (at + 1) // (len(mine) + 1)
                found[link.id, near] = [(row + 1, x, True)]
            else:
                found[link.id, near] = [(foot.row + 1, foot.x, False) for foot in feet.bottom[near][:1]]
    return found


def _place_outsides(
    estate: Estate, links: list[Link], starts: dict[tuple[str, str], list[tuple[int, int, bool]]]
) -> None:
    """Put every place under the first way to it, and move it right where another stands there."""
    wanted: dict[str, int] = {}
    last = len(estate.rows) - 1
    for link in links:
        for channel, x, _ in starts[link.id, link.ends[0]]:
            beside = x if channel == last else _FAR
            wanted[link.ends[1]] = min(wanted.get(link.ends[1], beside), beside)
    places = [piece for piece in estate.rows[-1] if piece.outside is not None]
    told = estate.framed or len(links) > 1
    rooms = {piece.id: max(piece.width, _told_width(piece, links) if told else 0) + 3 for piece in places}
    near = sorted((one for one in places if wanted.get(one.id, _FAR) < _FAR), key=lambda one: wanted[one.id])
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


def _told_width(piece: Piece, links: list[Link]) -> int:
    """Give the columns from a place's first cell to the end of what is said of the ways to it."""
    said = [cell_len(link_words(one) + one.words) for one in links if one.ends[1] == piece.id]
    return (piece.width + 1) // 2 + 2 + max(said, default=0)


def _to_outsides(
    estate: Estate, feet: _Feet, links: list[Link], starts: dict[tuple[str, str], list[tuple[int, int, bool]]]
) -> Iterator[Net]:
    told = estate.framed or len(links) > 1
    counts: defaultdict[str, int] = defaultdict(int)
    for link in links:
        counts[link.ends[1]] += 1
    seen: defaultdict[str, int] = defaultdict(int)
    for link in links:
        near, far = link.ends
        piece, row = feet.pieces[far]
        middle = piece.x + (piece.width + 1) // 2
        x = middle + 3 * seen[far] - (3 * (counts[far] - 1)) // 2 if counts[far] > 1 else middle
        seen[far] += 1
        words = link_words(link) + link.words if told and counts[far] == 1 else ""
        end = Port(far, row, below=True, x=x, border=False, words=words, names=link.id, list=link.list)
        ports = []
        for channel, start, border in starts[link.id, near]:
            label = f"rt {link.label}" if estate.framed and link.label and border else ""
            gap = _gap(estate, {channel - 1, row}, {channel, row})
            ports.append(Port(near, channel, below=False, x=start, gap=gap, border=border, words=label))
        if ports:
            yield Net(row, ports, [end])


def _between(estate: Estate, feet: _Feet, link: Link) -> Iterator[Net]:
    """Join two VPCs that peer, or two transit gateways that do."""
    ends: list[tuple[int, int, bool]] = []
    for name in link.ends:
        if name in feet.pieces and feet.pieces[name][0].hub is not None:
            piece, row = feet.pieces[name]
            ends.append((row, piece.x + piece.width - 6 - 3 * len(ends), True))
        else:
            ends += [(foot.row, foot.x, False) for foot in feet.bottom[link.id] if foot.piece.id == name]
    if len(ends) != 2 or link.ends[0] == link.ends[1]:
        return
    (row_a, x_a, border), (row_b, x_b, _) = sorted(ends)
    main = row_b + 1
    gap = _gap(estate, {row_a, row_b}, {row_a + 1, main})
    words = link_words(link) if estate.look.zoom == "dots" or border else ""
    first = Port(
        link.ends[0], row_a + 1, below=False, x=x_a, gap=gap, border=border, words=words, names=link.id, list=link.list
    )
    yield Net(main, [first], [Port(link.ends[1], main, below=False, x=x_b, border=border)])

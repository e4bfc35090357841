"""Lays an estate out: pieces in their columns, ways between them, frames of regions; gives the picture.

Columns are settled first, then lanes and tracks, then rows: each needs only what came before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from rich.cells import cell_len

from vpcdesign.design.words import table_words
from vpcdesign.render.ink import shorten
from vpcdesign.render.map.canvas import BORDER, GATE, GATE_NAME, MUTED, NAME, TEXT, Box, Canvas
from vpcdesign.render.map.look import NAME_CELLS, Look
from vpcdesign.render.map.nets import Channels, Columns, Net, assign_lanes, assign_tracks
from vpcdesign.render.map.paintwork import draw_block, places_of
from vpcdesign.render.map.picture import Band, Picture, Place
from vpcdesign.render.map.pieces import Estate, Piece, gap_between, link_words, outside_words, pieces_of
from vpcdesign.render.map.ways import ways
from vpcdesign.render.map.wires import Laid, Wires
from vpcdesign.render.map.wording import write_words
from vpcdesign.render.signs import KINDS, TRANSIT
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import INTERNET, ZONE, Hub, Scene

_LEFT = 3
"""Where the pieces of a framed region begin."""

_HUB = 44
"""Cells that a transit gateway has at least where there are fewer than it takes."""

_BRIEF = 16
"""Cells from which on what is left out of a list is said in a word."""

_FROM, _KNOWS = 40, 60
"""Cells for whom a transit gateway's table serves, and for whom it knows."""


def lay_out(scene: Scene, look: Look) -> Picture:
    """Lay out and draw a scene."""
    estate, lanes, content = _pieces(scene, look)
    nets = ways(estate)
    assign_lanes(nets)
    columns, frames, width = _lanes(estate, lanes, content)
    assign_tracks(nets, columns, len(estate.rows) + 1)
    channels, tops, height = _down(estate, nets)
    below = [port for net in nets for port in net.all if port.below and port.told]
    width = max([width, *(piece.x + piece.width for piece in estate.pieces())])
    told = max((port.x + cell_len(port.told) + 4 for port in below), default=0)
    width = max(width, min(told, look.width) if look.width else told)  # what is said gives way, not the window
    loose = _loose_words(scene)
    canvas = Canvas(max(width, cell_len(loose), 20), height + (2 if loose else 0) or 1)
    places = list(_paint(canvas, estate, frames, tops))
    places += write_words(canvas, nets, channels, frames[0].width - 1 if frames else 0)
    places += _beside(canvas, estate)
    places += _loose(canvas, scene, height + 1)
    if not scene.vpcs and not places:
        canvas.write(0, 0, "Nothing is here yet.", MUTED)
    between = [Laid(net, channels, columns, 0, 0) for net in nets]
    laid = list(between)
    for piece in estate.pieces():
        if piece.block is not None:
            block = piece.block
            laid += [Laid(net, block.channels, block.columns, piece.x, piece.y) for net in block.nets]
    picture = _picture(canvas, places, Wires(laid), estate)
    return replace(picture, pieces=tuple(estate.pieces()), ways=tuple(between), framed=estate.framed)


def _pieces(scene: Scene, look: Look) -> tuple[Estate, dict[int, int], int]:
    """Put the pieces into rows and columns; gives the lanes beside them, and where the content of regions ends.

    Lanes are known once pieces stand in rows: where both do not go into the window, rows are broken with less room.
    """
    taken = 0
    while True:
        estate = pieces_of(scene, look, taken)
        _across(estate, 0)
        lanes = assign_lanes(ways(estate))
        beside = _lanes_width(estate, lanes)
        content = _across(estate, beside)
        if taken or not look.width or content + beside + _LEFT <= look.width:
            return estate, lanes, content
        taken = max(beside, 1)


def _picture(canvas: Canvas, places: list[Place], wires: Wires, estate: Estate) -> Picture:
    found: dict[str, tuple[Place, ...]] = {}
    for place in sorted(places, key=lambda one: (one.level == "area", one.shape == "label")):
        found[place.id] = (*found.get(place.id, ()), place)
    elements = [place for place in places if place.level != "area"]
    order = dict.fromkeys(one.id for one in sorted(elements, key=lambda one: (one.box.y, one.box.x)))
    asks: dict[str, tuple[str, ...]] = {}
    homes: dict[str, str] = {}
    for room in (room for vpc in estate.scene.vpcs for room in vpc.rooms):
        homes.update({member.id: room.id for member in room.members if member.id not in found})
        asks[f"{ZONE}{room.zone}"] = (*asks.get(f"{ZONE}{room.zone}", ()), room.id)
    return Picture(canvas, found, tuple(order), wires, estate.look, estate.measures, asks, homes, tuple(_bands(estate)))


def _bands(estate: Estate) -> Iterator[Band]:
    """Name the rows of the picture, from above."""
    for piece in estate.pieces():
        block = piece.block
        if block is None:
            words = "internet" if piece.id == INTERNET else piece.id
            yield Band(words, piece.y, piece.box.bottom)
            continue
        yield Band(f"VPC {visible(block.vpc.name)}", piece.y, piece.box.bottom)
        for standing in block.doors:
            if standing.door.side == "top":
                yield Band(visible(standing.door.name), piece.y, piece.y + 1, f"VPC {visible(block.vpc.name)}")
        rows: dict[str, Band] = {}
        for room, box in block.boxes:
            words = f"tier {visible(room.tier)}" if room.tier else room.kind
            top = rows[words].top if words in rows else piece.y + box.y
            rows[words] = Band(words, top, piece.y + box.bottom, f"VPC {visible(block.vpc.name)}")
        yield from rows.values()


def _lanes_width(estate: Estate, lanes: dict[int, int]) -> int:
    """Give the columns that lanes take beside the content of regions."""
    inner = max((many for gap, many in lanes.items() if gap < len(estate.scene.regions)), default=0)
    outer = lanes.get(len(estate.scene.regions), 0)
    return max(2 * inner - 1, 0) + 2 * outer + bool(outer)


def _across(estate: Estate, taken: int) -> int:
    """Put the pieces of every row into their columns; gives where the content of regions ends."""
    first = _LEFT if estate.framed else 0
    links = estate.scene.links
    wanted = estate.look.width - _LEFT - taken if estate.framed and estate.look.width else 0
    rows = [row for row in estate.rows if row and row[0].block is not None]
    content = first
    for row in rows:
        gaps = [gap_between(a.id, b.id, links) for a, b in pairwise(row)]
        content = max(content, first + sum(piece.width for piece in row) + sum(gaps))
    if any(len(row) > 1 for row in rows):  # the room that is left is shared out between neighbours
        content = max(content, wanted)
    for row in rows:
        gaps = [gap_between(a.id, b.id, links) for a, b in pairwise(row)]
        spare = content - first - sum(piece.width for piece in row) - sum(gaps)
        free = [at for at, gap in enumerate(gaps) if gap == 3] or list(range(len(gaps)))
        for turn, at in enumerate(free if wanted else []):
            gaps[at] += spare // len(free) + (turn < spare % len(free))
        x = first
        for piece, gap in zip(row, [*gaps, 0], strict=True):
            piece.x = x
            x += piece.width + gap
    hubs = [row[0] for row in estate.rows if row and row[0].hub is not None]
    for piece in hubs:
        needed = _hub_width(piece.hub)
        content = max(content, first + (min(needed, max(wanted - first, _HUB)) if wanted else needed))
    for piece in hubs:
        piece.x, piece.width = first, content - first
    return content


def _hub_width(hub: Hub | None) -> int:
    if hub is None:
        return 0
    return max((cell_len(text) for text in (_hub_title(hub), *hub_lines(hub))), default=0) + 6


def _hub_title(hub: Hub) -> str:
    return f"{TRANSIT} {_short(hub.name)} transit gateway"


def hub_lines(hub: Hub, cells: int = 0) -> list[str]:
    """Write what a transit gateway's tables know; cut to some cells, where there are no more."""
    lines = _written(hub, (NAME_CELLS, _FROM, _KNOWS))
    if cells and hub.tables and any(cell_len(line) > cells for line in lines):
        room = max(cells - len("   from     knows "), 3)
        name = min(room // 4, max(cell_len(table_words(_short(table.name))) for table in hub.tables))
        half = (room - name) // 2
        lines = [shorten(line, cells) for line in _written(hub, (name, half, half), cells - name - 3)]
    return lines


def _written(hub: Hub, cells: tuple[int, int, int], beside: int = 0) -> list[str]:
    """Write a line a table; with so many cells beside its name, whom it serves and knows alike is named once."""
    names = [shorten(table_words(_short(table.name)), cells[0]) for table in hub.tables]
    froms = [f"from {several(table.serves, cells[1])}" for table in hub.tables]
    first, second = max(map(cell_len, names), default=0) + 3, max(map(cell_len, froms), default=0) + 4
    lines = []
    for name, who, table in zip(names, froms, hub.tables, strict=True):
        if beside and set(table.serves) == set(table.knows):
            lines.append(f"{name:<{first}}from and to {several(table.serves, beside - 12)}")
            continue
        knows = f"knows {several(table.knows, cells[2])}"
        lines.append(name + " " * (first - cell_len(name)) + who + " " * (second - cell_len(who)) + knows)
    lines = lines or ["no route table"]
    return [*lines, shorten(visible(hub.apart), _FROM + _KNOWS)] if hub.apart else lines


def several(names: Sequence[str], cells: int) -> str:
    """Write names as far as there is room, and how many more there are."""
    if not names:
        return "nobody"
    whole = ", ".join(map(_short, names))
    if cell_len(whole) <= cells:
        return whole
    for shown in range(len(names) - 1, 0, -1):
        text, hidden = ", ".join(map(_short, names[:shown])), len(names) - shown
        more = f", +{hidden} more" if cells >= _BRIEF else f" +{hidden}"
        if cell_len(text + more) <= cells or shown == 1:
            return shorten(text, max(cells - len(more), 1)) + more
    return shorten(whole, cells)


def _short(name: str) -> str:
    return shorten(visible(name), NAME_CELLS)


def _lanes(estate: Estate, lanes: dict[int, int], content: int) -> tuple[Columns, list[Box], int]:
    """Give every lane its column, and each region's frame its width; its rows come later."""
    count = len(estate.scene.regions)
    at: dict[tuple[int, int], int] = {}
    right = content
    most = max((lanes.get(gap, 0) for gap in range(count)), default=0)
    edge = content + (2 * most + 2 if most else 3) if estate.framed else content
    for gap in range(count):
        at.update({(gap, lane): content + 1 + 2 * lane for lane in range(lanes.get(gap, 0))})
    outer = lanes.get(count, 0)
    if not estate.framed:
        edge = max((piece.x + piece.width for piece in estate.pieces() if piece.block), default=0)
    at.update({(count, lane): edge + 1 + 2 * lane for lane in range(outer)})
    right = edge + 2 * outer + bool(outer)  # right of the last there is room for the way back of a trace
    frames = [Box(0, 0, edge, 0) for _ in range(count)] if estate.framed else []
    return Columns(at), frames, right


def _down(estate: Estate, nets: list[Net]) -> tuple[Channels, list[tuple[int, int]], int]:
    """Give the rows of every channel and of every region's frame, and put the pieces there."""
    rows = estate.rows
    tops, tracks, bottoms = [], [], []
    frames = [(0, 0)] * len(estate.scene.regions)
    y = 0
    for channel in range(len(rows) + 1):
        ports = [port for net in nets for port in net.all if port.channel == channel]
        begins, ends = _begins(estate, channel), _ends(estate, channel)
        tops.append(y)
        y += any(port.told and not port.below for port in ports)
        if ends >= 0:
            y += y == tops[-1]
            frames[ends] = frames[ends][0], y
            y += 1
        tracks.append(y)
        y += max((net.tracks[channel] + 1 for net in nets if channel in net.tracks), default=0)
        if begins >= 0:
            frames[begins] = y, 0
            y += 2
        y += any(port.told and port.below for port in ports)
        meeting = 0 < channel < len(rows) and rows[channel] and (ports or rows[channel - 1])
        y += bool(meeting and y == tops[-1])
        bottoms.append(y)
        for piece in rows[channel] if channel < len(rows) else ():
            piece.y = y
        y += max((piece.height for piece in rows[channel]), default=0) if channel < len(rows) else 0
    return Channels(tuple(tops), tuple(tracks), tuple(bottoms)), frames, y


def _region(estate: Estate, row: int) -> int:
    return estate.rows[row][0].region if 0 <= row < len(estate.rows) and estate.rows[row] else -1


def _begins(estate: Estate, channel: int) -> int:
    here = _region(estate, channel)
    return here if estate.framed and here >= 0 and _region(estate, channel - 1) != here else -1


def _ends(estate: Estate, channel: int) -> int:
    here = _region(estate, channel - 1)
    return here if estate.framed and here >= 0 and _region(estate, channel) != here else -1


def _paint(canvas: Canvas, estate: Estate, frames: list[Box], tops: list[tuple[int, int]]) -> Iterator[Place]:
    for frame, (top, bottom), region in zip(frames, tops, estate.scene.regions, strict=False):
        box = Box(0, top, frame.width, bottom - top + 1)
        canvas.frame(box, BORDER)
        canvas.write(canvas.write(2, top, " Region ", MUTED), top, f"{visible(region) or 'not known'} ", NAME)
    for piece in estate.pieces():
        if piece.block is not None:
            told = not estate.framed and estate.look.zoom != "dots"
            canvas.later(piece.box, partial(draw_block, canvas, piece.block, piece.x, piece.y, region=told))
            yield from places_of(piece.block, piece.x, piece.y)
        elif piece.hub is not None:
            yield _hub(canvas, piece, piece.hub)
        else:
            canvas.write(piece.x, piece.y, outside_words(piece.outside), GATE_NAME)
            kind = "internet" if piece.id == INTERNET else "on_premises"
            yield Place(piece.id, kind, piece.box)


def _hub(canvas: Canvas, piece: Piece, hub: Hub) -> Place:
    canvas.frame(piece.box, BORDER)
    x = canvas.write(piece.x + 2, piece.y, f" {TRANSIT} ", GATE)
    x = canvas.write(x, piece.y, f"{_short(hub.name)} ", NAME)
    canvas.write(x, piece.y, "transit gateway ", MUTED)
    for at, line in enumerate(hub_lines(hub, piece.width - 4)):
        canvas.write(piece.x + 2, piece.y + 1 + at, line, MUTED if at >= len(hub.tables) else TEXT)
        if at < len(hub.tables):
            canvas.write(piece.x + 2, piece.y + 1 + at, line.partition("   ")[0], NAME)
    return Place(hub.id, "transit_gateways", piece.box, "element", "box")


def _beside(canvas: Canvas, estate: Estate) -> Iterator[Place]:
    """Draw the peerings of neighbours from side to side."""
    for link in estate.beside.values():
        left, right = sorted((p for p in estate.pieces() if p.id in link.ends), key=lambda piece: piece.x)
        y = left.y + min(3, left.height - 2)
        start, end = left.x + left.width, right.x
        words = f" {link_words(link)} "
        at = start + (end - start - cell_len(words)) // 2
        line = "├" + "─" * (end - start) + "┤"
        canvas.later(Box(start - 1, y, len(line), 1), partial(canvas.write, start - 1, y, line, GATE))
        canvas.later(Box(at, y, cell_len(words), 1), partial(canvas.write, at, y, words, GATE_NAME))
        yield Place(link.id, link.list, Box(at + 1, y, cell_len(words) - 2, 1))


def _loose_words(scene: Scene) -> str:
    names = (f"{KINDS[one.list]} {_short(one.name)}" for one in scene.loose)
    return "Not attached   " + "   ".join(names) if scene.loose else ""


def _loose(canvas: Canvas, scene: Scene, y: int) -> Iterator[Place]:
    x = canvas.write(0, y, "Not attached", MUTED) if scene.loose else 0
    for one in scene.loose:
        start = canvas.write(x, y, "   ")
        x = canvas.write(canvas.write(start, y, f"{KINDS[one.list]} ", GATE), y, _short(one.name), NAME)
        yield Place(one.id, one.list, Box(start, y, x - start, 1))

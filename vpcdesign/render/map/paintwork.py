"""Draws blocks that have been placed: frames, titles, zones, doors, subnets."""

from collections.abc import Iterator

from rich.cells import cell_len

from vpcdesign.render.ink import shorten
from vpcdesign.render.map.block import Block, Standing
from vpcdesign.render.map.boxes import dot, draw_box, members_at
from vpcdesign.render.map.canvas import BORDER, GATE, MUTED, NAME, TEXT, Box, Canvas
from vpcdesign.render.map.look import NAME_CELLS
from vpcdesign.render.map.picture import Place
from vpcdesign.render.signs import KINDS
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import ZONE

_EMPTY = "no subnet"


def places_of(block: Block, x: int, y: int) -> Iterator[Place]:
    """Give where everything of a VPC stands when its corner is at a cell."""
    vpc = block.vpc
    outer = Box(x, y, block.width, block.height)
    yield Place(vpc.id, "vpcs", outer, "area", "frame")
    for zone, box in block.zones:
        yield Place(f"{ZONE}{zone}", "zones", _moved(box, x, y), parent=vpc.id)
    for standing in block.doors:
        width = 2 + cell_len(standing.name) if standing.name else 1
        at = Box(x + standing.x, outer.y if standing.door.side == "top" else outer.bottom - 1, width, 1)
        yield Place(standing.door.id, standing.door.list, at)
        if standing.door.part:
            yield Place(standing.door.part, "transit_gateway_attachments", at, "member", "label", vpc.id)
    if not block.boxes:
        yield Place(vpc.id, "vpcs", Box(x + 2, y + 1, len(_EMPTY), 1))
    dots = block.measures.zoom == "dots"
    for room, box in block.boxes:
        here = _moved(box, x, y)
        yield Place(room.id, "subnets", here, "element", "label" if dots else "box", vpc.id)
        for member, inner in () if dots else members_at(here, room, block.measures):
            yield Place(member.id, member.list, inner, "member", "label", room.id)


def draw_block(canvas: Canvas, block: Block, x: int, y: int, *, region: bool) -> None:
    """Draw a VPC with its corner at a cell."""
    vpc, dots = block.vpc, block.measures.zoom == "dots"
    outer = Box(x, y, block.width, block.height)
    canvas.frame(outer, BORDER)
    _title(canvas, block, outer, region=region)
    for zone, box in block.zones:
        _zone(canvas, zone, _moved(box, x, y), vpc.zones, dots=dots)
    for box in block.dotted:
        for row in range(box.height):
            canvas.write(x + box.x, y + box.y + row, "┆", BORDER)
    for name, box in block.labels:
        canvas.write(x + box.x, y + box.y, shorten(visible(name), box.width), TEXT)
    for standing in block.doors:
        _door(canvas, standing, outer)
    if not block.boxes:
        canvas.write(x + 2, y + 1, _EMPTY, MUTED)
    for room, box in block.boxes:
        if dots:
            dot(canvas, _moved(box, x, y), room)
        else:
            draw_box(canvas, _moved(box, x, y), room, block.measures)


def _moved(box: Box, x: int, y: int) -> Box:
    return box._replace(x=box.x + x, y=box.y + y)


def _title(canvas: Canvas, block: Block, outer: Box, *, region: bool) -> None:
    vpc = block.vpc
    x = canvas.write(outer.x + 2, outer.y, " VPC ", MUTED)
    x = canvas.write(x, outer.y, f"{shorten(visible(vpc.name), NAME_CELLS)} ", NAME)
    if vpc.block:
        x = canvas.write(x, outer.y, f"{visible(vpc.block)} ", TEXT)
    if region and vpc.region:
        canvas.write(x, outer.y, f"{visible(vpc.region)} ", MUTED)


def _zone(canvas: Canvas, zone: str, box: Box, zones: tuple[str, ...], *, dots: bool) -> None:
    if dots:
        canvas.write(box.x + 1, box.y, letter_of(zone, zones), MUTED)
        return
    canvas.write(box.x, box.y, "┄" * box.width, BORDER)
    canvas.write(box.x + 1, box.y, f" {shorten(visible(zone), box.width - 9)} ", MUTED)


def letter_of(zone: str, zones: tuple[str, ...]) -> str:
    """Give what tells a zone from the others: its letter, or as much of its end as it takes."""
    for size in range(1, 6):
        if len({one[-size:] for one in zones}) == len(zones):
            return visible(zone[-size:])
    return visible(zone[-5:])


def _door(canvas: Canvas, standing: Standing, outer: Box) -> None:
    door = standing.door
    x, y = outer.x + standing.x, outer.y if door.side == "top" else outer.bottom - 1
    canvas.write(x - 1, y, f" {KINDS[door.list]} ", GATE)
    if standing.name:
        end = canvas.write(x + 2, y, standing.name, NAME)
        canvas.write(end, y, " ", TEXT)

"""Draws blocks that have been placed: frames, titles, zones, doors, subnets."""

from collections.abc import Iterator

from rich.cells import cell_len

from vpcdesign.render.ink import shorten
from vpcdesign.render.map.block import Block, Standing
from vpcdesign.render.map.boxes import dot, draw_box
from vpcdesign.render.map.canvas import BORDER, GATE, MUTED, NAME, TEXT, Box, Canvas
from vpcdesign.render.map.picture import Place
from vpcdesign.render.signs import KINDS
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import ZONE

INSIDE_ZONE = "/"


def draw_block(canvas: Canvas, block: Block, x: int, y: int, *, region: bool) -> Iterator[Place]:
    """Draw a VPC with its corner at a cell and give where everything stands."""
    vpc = block.vpc
    outer = Box(x, y, block.width, block.height)
    canvas.frame(outer, BORDER)
    yield Place(vpc.id, "vpcs", outer, "area", "frame")
    _title(canvas, block, outer, region=region)
    for zone, box in block.zones:
        here = _moved(box, x, y)
        _zone(canvas, zone, here, vpc.zones, dots=block.measures.zoom == "dots")
        yield Place(f"{ZONE}{zone}", "zones", here, parent=vpc.id)
    for box in block.dotted:
        for row in range(box.height):
            canvas.write(x + box.x, y + box.y + row, "┆", BORDER)
    for name, box in block.labels:
        canvas.write(x + box.x, y + box.y, shorten(visible(name), box.width), TEXT)
    for standing in block.doors:
        yield _door(canvas, standing, outer)
    if not block.boxes:
        end = canvas.write(x + 2, y + 1, "no subnet", MUTED)
        yield Place(vpc.id, "vpcs", Box(x + 2, y + 1, end - x - 2, 1))
    for room, box in block.boxes:
        here = _moved(box, x, y)
        if block.measures.zoom == "dots":
            yield Place(room.id, "subnets", dot(canvas, here.x, here.y, room), parent=vpc.id)
        else:
            members = draw_box(canvas, here, room, block.measures)
            yield Place(room.id, "subnets", here, "element", "box", vpc.id)
            lists = {member.id: member.list for member in room.members}
            for id, inner in members:
                yield Place(id, lists[id], inner, "member", "label", room.id)


def _moved(box: Box, x: int, y: int) -> Box:
    return box._replace(x=box.x + x, y=box.y + y)


def _title(canvas: Canvas, block: Block, outer: Box, *, region: bool) -> None:
    vpc = block.vpc
    x = canvas.write(outer.x + 2, outer.y, " VPC ", MUTED)
    x = canvas.write(x, outer.y, f"{visible(vpc.name)} ", NAME)
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


def _door(canvas: Canvas, standing: Standing, outer: Box) -> Place:
    door = standing.door
    x, y = outer.x + standing.x, outer.y if door.side == "top" else outer.bottom - 1
    canvas.write(x - 1, y, f" {KINDS[door.list]} ", GATE)
    if standing.name:
        end = canvas.write(x + 2, y, standing.name, NAME)
        canvas.write(end, y, " ", TEXT)
    width = 2 + cell_len(standing.name) if standing.name else 1
    return Place(door.id, door.list, Box(x, y, width, 1), "element", "label", "")

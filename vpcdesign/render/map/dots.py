"""A VPC in dots: a row a tier, six cells a subnet."""

from rich.cells import cell_len

from vpcdesign.render.map.block import Block, Standing, title_of
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.look import Sizes
from vpcdesign.topology.scene.scene import VpcScene

_LABEL = 11
"""Cells of a tier's name, with what parts it from the first subnet."""

DOTS = Sizes("dots", 6, 1, 1, 0)


def dots_of(vpc: VpcScene) -> Block:
    """Place everything in a VPC."""
    block = Block(vpc, DOTS)
    lefts = [2 + _LABEL + 7 * at for at in range(len(vpc.zones))]
    title_end = 3 + cell_len(title_of(vpc, region=False))
    above = [door for door in vpc.doors if door.side == "top"]
    below = [door for door in vpc.doors if door.side == "bottom"]
    wide = lefts[-1] + 9 if lefts else 0
    block.width = max(wide, title_end + 3 + 2 * bool(above), title_end + 4 * len(above) + 2, 4 * len(below) + 4)
    first = max(block.width - 5 - 4 * (len(above) - 1), title_end + 2)
    for at, door in enumerate(above):
        block.doors.append(Standing(door, first + 4 * at, first + 4 * at, ""))
    middle = block.width // 2 - 4 * ((len(below) - 1) // 2)
    for at, door in enumerate(below):
        block.doors.append(Standing(door, middle + 4 * at, middle + 4 * at, ""))
    for left, zone in zip(lefts, vpc.zones, strict=True):
        block.zones.append((zone, Box(left, 1, 6, 1)))
    for row, tier in enumerate(vpc.tiers):
        block.labels.append((tier.name, Box(2, 2 + row, _LABEL - 2, 1)))
        for left, room in zip(lefts, tier.rooms, strict=True):
            if room is not None:
                block.boxes.append((room, Box(left, 2 + row, 6, 1)))
    block.height = 3 + max(len(vpc.tiers), 1)
    return block

"""A VPC in dots: a row a tier, six cells a subnet; a row of no tier is named by what its subnets are called.

What the names of a VPC's subnets have in common at their ends says nothing there, so it is left out: of
`subnet-jump-it-west` beside `subnet-tgw-it-west` stays `jump`.
"""

from rich.cells import cell_len

from vpcdesign.render.map.block import Block, Standing, title_of
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.look import Sizes
from vpcdesign.render.telling import begun, without_ends
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import Room, VpcScene

_LABEL = 11
"""Cells of a tier's name, with what parts it from the first subnet."""

_NAMED = 18
"""The same where rows go by the names of subnets, which are longer."""

DOTS = Sizes("dots", 6, 1, 1, 0)


def dots_of(vpc: VpcScene) -> Block:
    """Place everything in a VPC."""
    block = Block(vpc, DOTS)
    labels = labels_of(vpc)
    named = [cell_len(visible(label)) for label, tier in zip(labels, vpc.tiers, strict=True) if label != tier.name]
    first = 2 + max(_LABEL, min(max(named, default=0) + 2, _NAMED))
    lefts = [first + 7 * at for at in range(len(vpc.zones))]
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
        block.labels.append((labels[row], Box(2, 2 + row, lefts[0] - 4, 1)))
        for left, room in zip(lefts, tier.rooms, strict=True):
            if room is not None:
                block.boxes.append((room, Box(left, 2 + row, 6, 1)))
    block.height = 3 + max(len(vpc.tiers), 1)
    return block


def labels_of(vpc: VpcScene) -> list[str]:
    """Give what each row of a VPC is called: its tier, or the names of its subnets without what all of them share."""
    loose = [room for room in vpc.rooms if not room.tier]
    short = dict(zip((room.id for room in loose), without_ends([room.name for room in loose]), strict=True))
    return [tier.name or _together(short, tier.rooms) for tier in vpc.tiers]


def _together(short: dict[str, str], rooms: tuple[Room | None, ...]) -> str:
    """Name a row: what the names of its subnets begin with, else all of them."""
    mine = [room for room in rooms if room is not None and room.id in short]
    names = [short[room.id] for room in mine]
    if len(mine) > 1:
        shared = begun(names) or begun([room.name for room in mine])
        return shared or ", ".join(dict.fromkeys(names))
    return "".join(names)

"""Going along the free space: a block shifted to the next place that is free, and the next free block of a size.

A place is an aligned block of the same size in what is free, or for a subnet in what is kept for its tier. What has an
address written in it stays where it is (`planning.edit`).
"""

from collections.abc import Sequence

from vpcdesign.design.edit.edit import Edit
from vpcdesign.planning import edit
from vpcdesign.planning.allocate import allocate
from vpcdesign.planning.blocks import Block
from vpcdesign.planning.carve.outcome import Carved, UncarvedError, command, refusing
from vpcdesign.planning.carve.site import BLOCK, Spot


def earlier(spot: Spot) -> Carved:
    """Shift to the nearest free place with lower addresses."""
    found = before(_open(spot), spot.block)
    if found is None:
        raise UncarvedError("no gap before it", f"{spot.words} stays: no /{spot.block.length} is free before it")
    return shifted(spot, found)


def later(spot: Spot) -> Carved:
    """Shift to the nearest free place with higher addresses."""
    found = behind(_open(spot), spot.block)
    if found is None:
        raise UncarvedError("no gap behind it", f"{spot.words} stays: no /{spot.block.length} is free behind it")
    return shifted(spot, found)


def shifted(spot: Spot, to: Block) -> Carved:
    """Put what is selected at a block; a free block is only looked at."""
    area = spot.site.areas.get(spot.piece.tier or "")
    out = f", out of the tier's /{area.length}" if area and area.holds(spot.block) and not area.holds(to) else ""
    if spot.subnet is not None:
        with refusing(spot.subnet.id, "shifted"):
            after = edit.move(spot.site.design, spot.subnet.id, str(to), spot.site.here)
        same = command("space", "move", "FILE", spot.subnet.id, to)
        return Carved(f"{to}{out}", edit=Edit(f"Shift {spot.subnet.id} to {to}", after, same))
    if spot.reservation is not None:
        own, design = spot.reservation, spot.site.design
        if not any(gap.holds(to) for gap in spot.site.free):
            raise UncarvedError(f"{to} is not free", f"{spot.words} stays: {to} is not free")
        if str(spot.block) != own.cidr:
            raise UncarvedError("subnets stand in it", f"{own.cidr} stays: subnets stand in it")
        moved = own.model_copy(update={"cidr": str(to)})
        kept = tuple(moved if each is own else each for each in design.reservations)
        after = design.model_copy(update={"reservations": kept})
        return Carved(f"{to}{out}", edit=Edit(f"Shift {own.cidr}, reserved, to {to}", after))
    return Carved(f"{to}", f"{BLOCK}{to}")


def next_free(spot: Spot) -> Carved:
    """Select the next free block of this size: the smallest gap that holds it; from a free block, the one behind."""
    own, free = spot.block, spot.site.free
    if spot.piece.noun is None:
        found = behind(free, own) or next((gap.parts(own.height)[0] for gap in free if gap.height >= own.height), None)
    else:
        placed = allocate(free, [own.height])
        found = placed[0] if placed else None
    if found is None or found == own:
        other = "other " if found == own else ""
        raise UncarvedError(
            f"no {other}/{own.length} is free", f"no {other}/{own.length} is free in {spot.site.here.vpc.id}"
        )
    return Carved(str(found), f"{BLOCK}{found}")


def before(free: Sequence[Block], own: Block) -> Block | None:
    """Give the last aligned block of this size that ends below it."""
    for gap in reversed(free):
        if gap.height >= own.height and gap.low < own.low:
            return Block(min(gap.high + 1, own.low) - own.size, own.height)
    return None


def behind(free: Sequence[Block], own: Block) -> Block | None:
    """Give the first aligned block of this size that begins above it."""
    for gap in free:
        if gap.height >= own.height and gap.high > own.high:
            return Block(max(gap.low, own.high + 1), own.height)
    return None


def _open(spot: Spot) -> list[Block]:
    """Give where the selected thing may go: what is free, and for a subnet what is kept for its tier."""
    site, tier = spot.site, spot.subnet.tier if spot.subnet is not None else None
    return site.free if tier is None else sorted([*site.free, *site.here.kept_for(tier)])

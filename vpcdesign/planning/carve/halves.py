"""Halving and doubling: a block is split, joined with its other half, widened, narrowed.

A subnet goes by `planning.edit`, as the command line does it. Room that is kept is halved and doubled by the same
arithmetic, and a free block only changes how much of it is looked at: nothing stands there.
"""

from collections.abc import Sequence

from vpcdesign.algebra.addresses import write
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.vpcs import Reservation, Subnet
from vpcdesign.planning import edit
from vpcdesign.planning.blocks import Block
from vpcdesign.planning.carve.outcome import Carved, UncarvedError, command, refusing
from vpcdesign.planning.carve.site import BLOCK, Piece, Spot
from vpcdesign.planning.demand import SMALLEST, read_size
from vpcdesign.planning.wiring import Draft


def split(spot: Spot) -> Carved:
    """Halve: a subnet gets a sister in the upper half, kept room becomes two; of free space the lower half is meant."""
    own = spot.block
    if own.height <= SMALLEST:
        raise UncarvedError("a /28 is the smallest subnet", f"{spot.words} stays whole: AWS has no subnet below a /28")
    lower, upper = own.halves
    remains = f"{lower}, {tail(lower, upper)}"
    if spot.subnet is not None:
        with refusing(spot.subnet.id, "split"):
            after = edit.split(spot.site.design, spot.subnet.id)
        made = after.subnets[-1].id
        title = f"Split {spot.subnet.id}: {lower}, and {upper} is {made}"
        return Carved(remains, edit=Edit(title, after, command("space", "split", "FILE", spot.subnet.id)))
    if spot.reservation is not None:
        draft = Draft(spot.site.design)
        second = spot.reservation.model_copy(update={"id": draft.name(spot.reservation.id), "cidr": str(upper)})
        after = _put(draft.design, spot, lower, [second])
        return Carved(remains, edit=Edit(f"Split {own}, reserved: {remains}", after))
    return Carved(remains, f"{BLOCK}{lower}")


def join(spot: Spot) -> Carved:
    """Make one of a block and its other half: two subnets of a zone, kept room of a tier, or what is free beside it."""
    own, mates = spot.block, _mates(spot)
    mate = mates[0].noun if len(mates) == 1 and mates[0].block == own.buddy else None
    if spot.subnet is None or not isinstance(mate, Subnet):
        return _doubled(spot, "joined")
    if mate.az != spot.subnet.az:
        raise _no(f"its other half {own.buddy} is {mate.id}, in another zone", spot, "joined")
    with refusing(spot.subnet.id, "joined"):
        after = edit.join(spot.site.design, spot.subnet.id, mate.id)
    title = f"Join {spot.subnet.id} and {mate.id}: {own.parent}"
    same = command("space", "join", "FILE", spot.subnet.id, mate.id)
    return Carved(f"{own.parent} with {mate.id}", edit=Edit(title, after, same))


def widen(spot: Spot) -> Carved:
    """Double in place, into the free other half or the one that is kept for the same tier."""
    return _doubled(spot, "widened")


def narrow(spot: Spot) -> Carved:
    """Keep the lower half and free the upper."""
    own = spot.block
    if own.height <= SMALLEST:
        raise UncarvedError("a /28 is the smallest subnet", f"{spot.words} stays whole: AWS has no subnet below a /28")
    lower, upper = own.halves
    remains = f"{upper} is free"
    if spot.subnet is not None:
        with refusing(spot.subnet.id, "narrowed"):
            after = edit.resize(spot.site.design, spot.subnet.id, read_size(f"/{lower.length}"))
        same = command("space", "resize", "FILE", spot.subnet.id, f"/{lower.length}")
        return Carved(remains, edit=Edit(f"Narrow {spot.subnet.id} to {lower}", after, same))
    if spot.reservation is not None:
        return Carved(remains, edit=Edit(f"Narrow {own}, reserved, to {lower}", _put(spot.site.design, spot, lower)))
    return Carved(f"{lower}", f"{BLOCK}{lower}")


def tail(beside: Block, other: Block) -> str:
    """Write a block beside one that is written in full: `.128/25` where only the end differs."""
    if beside.low >> 8 == other.low >> 8:
        return f".{other.low & 255}/{other.length}"
    return str(other)


def described(pieces: Sequence[Piece], area: Block) -> str:
    """Say who is in a block: `is public-c`, `lies in app-a`, `holds db-a and 2 more`."""
    first = pieces[0]
    if isinstance(first.noun, Subnet):
        name = first.noun.id
    elif first.noun is not None:
        name = f"reserved{f' for {first.tier}' if first.tier else ''}"
    else:
        name = f"{first.block}, free"
    if len(pieces) > 1:
        return f"holds {name} and {len(pieces) - 1} more"
    return f"lies in {name}" if first.block.height > area.height else f"is {name}"


def _doubled(spot: Spot, act: str) -> Carved:
    site, own = spot.site, spot.block
    whole = own.parent
    if site.root(whole) is None:
        raise _no(f"it fills {own}, a whole block of {site.here.vpc.id}", spot, act)
    foreign = [each for each in _mates(spot) if not _gives_way(spot, each)]
    if foreign:
        raise _no(f"its other half {own.buddy} {described(foreign, own.buddy)}", spot, act)
    if spot.subnet is not None:
        with refusing(spot.subnet.id, act):
            after = edit.resize(site.design, spot.subnet.id, read_size(f"/{whole.length}"), site.here)
        same = command("space", "resize", "FILE", spot.subnet.id, f"/{whole.length}")
        return Carved(str(whole), edit=Edit(f"Widen {spot.subnet.id} to {whole}", after, same))
    if spot.reservation is not None:
        gone = {mate.noun.id for mate in _mates(spot) if mate.noun is not None}
        kept = tuple(each for each in site.design.reservations if each.id not in gone - {spot.reservation.id})
        rest = site.design.model_copy(update={"reservations": kept})
        return Carved(str(whole), edit=Edit(f"Widen {own}, reserved, to {whole}", _put(rest, spot, whole)))
    return Carved(str(whole), f"{BLOCK}{whole}")


def _gives_way(spot: Spot, mate: Piece) -> bool:
    """Tell whether a block may take in what is in its other half: free space, or room kept for the same tier."""
    if mate.noun is None:
        return spot.piece.noun is None or spot.block.buddy.holds(mate.block)
    kept = isinstance(mate.noun, Reservation) and spot.piece.noun is not None and mate.tier == spot.piece.tier
    return kept and mate.tier is not None and spot.block.buddy.holds(mate.block)


def _mates(spot: Spot) -> Sequence[Piece]:
    return spot.site.meeting(spot.block.buddy)


def _no(brief: str, spot: Spot, act: str) -> UncarvedError:
    free = next((gap for gap in spot.site.free if gap.height > spot.block.height), None)
    length = spot.block.length - 1
    near = f"; a /{length} is free at {write(free.low)}" if free is not None and spot.piece.noun is not None else ""
    return UncarvedError(brief, f"{spot.words} cannot be {act}: {brief}{near}")


def _put(design: Design, spot: Spot, place: Block, more: Sequence[Reservation] = ()) -> Design:
    """Give the selected reservation another block, and put more behind it."""
    own = spot.reservation
    assert own is not None
    kept: list[Reservation] = []
    for each in design.reservations:
        kept += [each.model_copy(update={"cidr": str(place)}), *more] if each.id == own.id else [each]
    return design.model_copy(update={"reservations": tuple(kept)})

"""Room kept and room filled: reserve and release, a subnet added where one is selected, a further one like another.

A new subnet is wired as its tier is (`planning.wiring`), so it opens no hole that its siblings do not have. Its zone is
the one in which the tier has fewest subnets.
"""

from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning import edit
from vpcdesign.planning.allocate import Shortage
from vpcdesign.planning.blocks import Block
from vpcdesign.planning.carve.outcome import Carved, UncarvedError, command, refusing
from vpcdesign.planning.carve.site import Spot
from vpcdesign.planning.demand import LARGEST, SMALLEST, letter
from vpcdesign.planning.ground import Pattern
from vpcdesign.planning.growth import fill_reservations
from vpcdesign.planning.places import Want, place
from vpcdesign.planning.wiring import Draft, ipv6_like, like_siblings

GROWTH = "growth"
"""Why a block is reserved where nothing else is said."""


def reserve(spot: Spot, like: str = "") -> Carved:
    """Keep a free block for growth; what is kept is released. `like` is a subnet whose tier it is kept for."""
    site, own = spot.site, spot.block
    if spot.subnet is not None:
        name = spot.subnet.id
        raise UncarvedError(f"{name} is here", f"{own} is {name}: r reserves a gap; x deletes a subnet")
    if spot.reservation is not None:
        with refusing(str(own), "released"):
            after = edit.release(site.design, spot.reservation.id)
        area = site.areas.get(spot.piece.tier or "")
        one_route = area is not None and area.holds(own)
        remains = (
            f"others may then fill the /{area.length} that is tier {spot.piece.tier}"
            if area and one_route
            else (f"{own.size:,} addresses become free")
        )
        same = command("space", "release", "FILE", spot.reservation.id)
        return Carved(remains, f"block:{own}", Edit(f"Release {spot.reservation.cidr}", after, same, f"block:{own}"))
    tier = next((each.tier for each, _ in site.here.subnets if each.id == like), None)
    with refusing(str(own), "reserved"):
        after = edit.reserve(site.design, site.here.vpc.id, edit.Room(str(own), GROWTH, tier))
    for_tier = f" of tier {tier}" if tier else ""
    words = ("--tier", tier) if tier else ()
    same = command("space", "reserve", "FILE", own, "--reason", GROWTH, *words, "--vpc", site.here.vpc.id)
    made = after.reservations[-1].id
    return Carved(f"{own} for growth{for_tier}", made, Edit(f"Reserve {own} for growth{for_tier}", after, same, made))


def add(spot: Spot, like: str = "") -> Carved:
    """Put a subnet into a gap or into kept room: of the tier it is kept for, else that of `like`, else the nearest."""
    if spot.subnet is not None:
        name = spot.subnet.id
        raise UncarvedError(
            f"{name} is here; b finds a gap", f"{spot.block} is {name}: b finds a free block, A adds a copy"
        )
    site = spot.site
    pattern = _pattern(spot, like)
    target = _cut(spot, pattern)
    tier = pattern.tier if pattern is not None else spot.piece.tier
    zone = _zone(spot, pattern)
    draft = Draft(site.design)
    if pattern is not None:
        made = like_siblings(draft, pattern, zone, target, gateways=False)
    else:
        made = _alone(draft, spot, (tier, zone), target)
    fill_reservations(draft, site.here, [target])
    return _added(draft, made, target, spot.block)


def copy(spot: Spot) -> Carved:
    """Add a subnet of the same tier, zone and size, in room that is kept for the tier or in the next gap that fits."""
    own = spot.subnet
    if own is None:
        raise UncarvedError("no subnet is here", f"{spot.block} is no subnet: A adds a copy of one, a adds one here")
    site = spot.site
    patterns = site.here.patterns()
    known = patterns.get(own.tier) if own.tier else None
    pods = known.pods if known else False
    found = place(site.here, [Want(own.tier or "", spot.block.height, pods)], site.areas)
    if isinstance(found, Shortage):
        raise UncarvedError(
            f"no /{spot.block.length} is free", f"no /{spot.block.length} is free in {site.here.vpc.id}"
        )
    pattern = known or Pattern(own.tier or own.id, ((own, spot.block),), (own.az,), spot.block.height, pods=False)
    draft = Draft(site.design)
    made = like_siblings(draft, pattern, own.az, found[0], gateways=False)
    fill_reservations(draft, site.here, found)
    return _added(draft, made, found[0], spot.block)


def _added(draft: Draft, made: Subnet, target: Block, own: Block) -> Carved:
    """Give the edit; the block is told where it is not the one that is selected."""
    title = f"Add subnet {made.id}, {target} in {made.az}"
    where = "" if target == own else f", {target}"
    usable = f"{target.size - RESERVED_PER_SUBNET:,}"
    remains = f"{made.id}{where}, zone {letter(made.az)}, {usable} usable"
    return Carved(remains, made.id, Edit(title, draft.design, "", made.id))


def _pattern(spot: Spot, like: str) -> Pattern | None:
    """Choose the tier of a new subnet: kept for, liked, or the nearest by address; None makes one of no tier."""
    patterns = spot.site.here.patterns()
    if spot.piece.tier is not None:
        return patterns.get(spot.piece.tier)
    liked = next((each.tier for each, _ in spot.site.here.subnets if each.id == like), None)
    if liked is not None:
        return patterns[liked]
    same = [each for each in patterns.values() if each.height == spot.block.height] or list(patterns.values())
    return min(same, key=lambda each: min(abs(place.low - spot.block.low) for _, place in each.subnets), default=None)


def _cut(spot: Spot, pattern: Pattern | None) -> Block:
    """Give the block of a new subnet: what was selected of a gap, else of the size that the tier has."""
    own = spot.block
    chosen = spot.piece.noun is None and own != spot.piece.block
    height = own.height if chosen or pattern is None else min(own.height, pattern.height)
    if height < SMALLEST:
        raise UncarvedError("AWS has no subnet below a /28", f"{own} is too small: AWS has no subnet below a /28")
    return Block(own.low, min(height, LARGEST))


def _zone(spot: Spot, pattern: Pattern | None) -> str:
    """Choose the zone in which the tier has fewest subnets."""
    here = spot.site.here
    counts = dict.fromkeys(here.zones or (f"{here.vpc.region}a",), 0)
    for subnet, _ in pattern.subnets if pattern is not None else here.subnets:
        counts[subnet.az] += 1
    return min(counts, key=lambda zone: (counts[zone], zone))


def _alone(draft: Draft, spot: Spot, home: tuple[str | None, str], target: Block) -> Subnet:
    """Add a subnet that has no siblings: the VPC's main table and default network ACL are its own."""
    tier, zone = home
    here = spot.site.here
    made = Subnet(
        id=draft.name(f"{tier or 'subnet'}-{letter(zone)}"),
        vpc=here.vpc.id,
        az=zone,
        az_id=next((each.az_id for each, _ in here.subnets if each.az == zone), None),
        cidr=str(target),
        tier=tier,
    )
    mate = next((each for each, _ in here.subnets if each.ipv6_cidr or each.ipv6_index is not None), None)
    if mate is not None:
        made = made.model_copy(update=ipv6_like(draft.design, mate, []))
    draft.add(subnets=[made])
    return made

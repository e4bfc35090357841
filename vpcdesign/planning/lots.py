"""What the tiers of a VPC ask for, as heights of blocks, and which tiers get all their blocks in one.

Sizes become heights here: prefixes and hosts first, then shares of what these leave. Shares bend to the room (each is
rounded down to a block, and halved further where alignment asks for it); what was asked for by prefix or by hosts never
does, and where that has no room the refusal names what would have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from vpcdesign.design.words import quoted
from vpcdesign.errors import PlanError
from vpcdesign.planning.allocate import Shelves, shortage
from vpcdesign.planning.blocks import Block, height_for
from vpcdesign.planning.demand import LARGEST, SMALLEST, Tier, subnet_height
from vpcdesign.planning.refusal import no_room


@dataclass(frozen=True, slots=True)
class Outline:
    """What a VPC is to hold, now and later; `zones` are names, `ipv6` is its IPv6 block, known or Amazon's."""

    zones: tuple[str, ...]
    tiers: tuple[Tier, ...]
    reserved_zones: tuple[str, ...] = ()
    reserved_tiers: tuple[Tier, ...] = ()
    headroom: Fraction = Fraction(0)
    ipv6: Block | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """What one tier asks for: a place of `slot` height in each zone, with a subnet of `subnet` height at its start.

    The first `present` places hold subnets; the others are kept for zones to come, or all for a tier to come.
    """

    tier: Tier
    zones: tuple[str, ...]
    subnet: int
    slot: int
    present: int

    @property
    def group(self) -> int:
        """Give the height of the one block that holds all places."""
        return self.slot + height_for(len(self.zones))

    @property
    def waste(self) -> int:
        """Count the addresses that the one block takes beyond the places."""
        return (1 << self.group) - (len(self.zones) << self.slot)

    @property
    def heights(self) -> list[int]:
        """Give the heights of all places, each on its own."""
        return [self.slot] * len(self.zones)


def lots(outline: Outline, roots: Sequence[Block], *, for_pods: bool) -> list[Lot]:
    """Give the lots of the tiers that live in these blocks, in order, all of which fit there."""
    tiers = [tier for tier in outline.tiers + outline.reserved_tiers if tier.pods == for_pods]
    asked = [fixed_lot(outline, tier) if tier.size.kind != "share" else None for tier in tiers]
    fixed = [lot for lot in asked if lot is not None]
    why = shortage(roots, [height for lot in fixed for height in lot.heights])
    if why:
        raise PlanError(no_room(roots, [(lot.tier, lot.slot, len(lot.zones)) for lot in fixed], why))
    shared = iter(_shares(outline, [tier for tier in tiers if tier.size.kind == "share"], roots, fixed))
    return [lot if lot is not None else next(shared) for lot in asked]


def fixed_lot(outline: Outline, tier: Tier) -> Lot:
    """Give the lot of a tier whose size is known; beside a prefix, headroom keeps what it would double into."""
    subnet = subnet_height(tier.size, outline.headroom)
    doubles = tier.size.kind == "prefix" and tier not in outline.reserved_tiers
    room = height_for(int(-(-(1 + outline.headroom) // 1))) if doubles else 0
    return _lot(outline, tier, subnet, min(subnet + room, max(subnet, LARGEST)))


def _lot(outline: Outline, tier: Tier, subnet: int, slot: int) -> Lot:
    zones = outline.zones + outline.reserved_zones
    if tier.once:
        zones = zones[:1]
    kept = tier in outline.reserved_tiers
    return Lot(tier, zones, subnet, slot, 0 if kept else min(len(outline.zones), len(zones)))


def _shares(outline: Outline, tiers: Sequence[Tier], roots: Sequence[Block], fixed: Sequence[Lot]) -> list[Lot]:
    """Give the lots of shares of the rest: rounded down to blocks, and halved until all have room."""
    total = sum((tier.size.number for tier in tiers), Fraction(0))
    if total > 1:
        sizes = " + ".join(tier.size.text for tier in tiers)
        raise PlanError(f"the shares {sizes} are {float(total * 100):g}% of the rest: bring them to 100% at most")
    rest = sum(root.size for root in roots) - sum(len(lot.zones) << lot.slot for lot in fixed)
    found: list[Lot] = []
    for tier in tiers:
        zones = len(_lot(outline, tier, 0, 0).zones)
        each = int(tier.size.number * rest / zones)
        height = min(each.bit_length() - 1, LARGEST)
        if height < SMALLEST:
            raise PlanError(
                f"{quoted(tier.size.text)} of the rest is {each} addresses a zone for tier `{tier.name}`, less than a "
                f"/28: {rest:,} addresses are left; ask for more, or take a larger block"
            )
        found.append(_lot(outline, tier, height, height))
    while shortage(roots, [height for lot in (*fixed, *found) for height in lot.heights]):
        place = max(range(len(found)), key=lambda number: (found[number].subnet, number))
        smaller = found[place].subnet - 1
        if smaller < SMALLEST:
            raise PlanError(
                f"the rest has no aligned /28 left for tier `{found[place].tier.name}`: take a larger block"
            )
        found[place] = replace(found[place], subnet=smaller, slot=smaller)
    return found


def allocated(wanted: Sequence[Lot], roots: Sequence[Block]) -> Iterator[tuple[Lot, list[Block]]]:
    """Give each lot its places, in order; in one block where there is room. The lots must fit one by one.

    A VPC's blocks are filled in their order, the primary first, unless that leaves somebody without room.
    """
    single = _scattered(wanted, roots)
    heights = [lot.heights if number in single else [lot.group] for number, lot in enumerate(wanted)]
    each_root = [Shelves([root]) for root in roots]
    taken = [[_first(each_root, height) for height in places] for places in heights]
    if any(place is None for places in taken for place in places):
        shelves = Shelves(roots)
        taken = [[shelves.take(height) for height in places] for places in heights]
    for lot, places in zip(wanted, taken, strict=True):
        found = [place for place in places if place is not None]
        yield lot, found if len(found) == len(lot.zones) else found[0].parts(lot.slot)[: len(lot.zones)]


def _first(shelves: Sequence[Shelves], height: int) -> Block | None:
    return next((found for each in shelves if (found := each.take(height)) is not None), None)


def _scattered(wanted: Sequence[Lot], roots: Sequence[Block]) -> set[int]:
    """Choose the lots that do not get one block: as long as not all fit, the one that would waste most gives it up."""
    single: set[int] = set()
    while shortage(roots, _heights(wanted, single)):
        candidates = [number for number in range(len(wanted)) if number not in single]
        single.add(max(candidates, key=lambda number: (wanted[number].waste, wanted[number].group)))
    return single


def _heights(wanted: Sequence[Lot], single: set[int]) -> list[int]:
    return [
        height for number, lot in enumerate(wanted) for height in (lot.heights if number in single else (lot.group,))
    ]

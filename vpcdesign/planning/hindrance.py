"""Why a growth has no room, and what would make it possible: every way that is named has been tried and works."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vpcdesign.aws.addresses import RFC1918, RFC6598
from vpcdesign.aws.quotas import IPV4_BLOCKS
from vpcdesign.design.document import Design
from vpcdesign.design.legality.survey import span
from vpcdesign.design.legality.vpcs import restriction
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.allocate import Shelves, Shortage
from vpcdesign.planning.blocks import Block, block, gaps, height_for
from vpcdesign.planning.demand import LARGEST, SMALLEST
from vpcdesign.planning.ground import SHARED, Ground
from vpcdesign.planning.overlap import neighbours, well_known
from vpcdesign.planning.places import Want, place


def no_place(design: Design, here: Ground, wants: Sequence[Want], why: Shortage, what: str) -> str:
    """Say why subnets have no place in a VPC, and what would give them one."""
    where = " and ".join(here.vpc.cidrs)
    counts = Counter((want.tier, want.height) for want in wants)
    asked = ", ".join(f"{number} of /{32 - height} for `{tier}`" for (tier, height), number in counts.items())
    said = (
        f"{what} has no room in {where}: it takes {asked}; beyond the room kept for it {why.needed:,} blocks of "
        f"/{32 - why.height} are needed and {why.free:,} free"
    )
    ways = [*_releases(here, wants), *_smaller(here, wants), *_secondary(design, here, wants)]
    return f"{said}: {' or '.join(ways[:3]) or 'take a smaller size, or a VPC of its own'}"


def _releases(here: Ground, wants: Sequence[Want]) -> Iterator[str]:
    """Name a reservation whose release would make room."""
    tiers = {want.tier for want in wants}
    for reservation, kept in sorted(here.reservations, key=lambda each: each[1].height):
        if reservation.tier not in tiers:
            rest = tuple(each for each in here.reservations if each[0] is not reservation)
            if not isinstance(place(replace(here, reservations=rest), wants), Shortage):
                yield f"release {kept} ({reservation.id})"
                return


def _smaller(here: Ground, wants: Sequence[Want]) -> Iterator[str]:
    """Name the largest size that fits, where all wants are of one tier."""
    if len({want.tier for want in wants}) > 1:
        return
    for height in range(wants[0].height - 1, SMALLEST - 1, -1):
        if not isinstance(place(here, [replace(want, height=height) for want in wants]), Shortage):
            yield f"take /{32 - height}"
            return


def _secondary(design: Design, here: Ground, wants: Sequence[Want]) -> Iterator[str]:
    """Name a secondary block that AWS would add and that makes room."""
    if len(here.roots) >= (IPV4_BLOCKS.maximum or IPV4_BLOCKS.default):
        return
    pods = any(want.pods for want in wants)
    needed = [want.height for want in wants if want.pods == pods]
    height = min(max(height_for(sum(1 << each for each in needed)), SMALLEST), LARGEST)
    found = secondary_block(design, here, height, pods=pods)
    if found is not None:
        larger = replace(here, roots=(*here.roots, found))
        if not isinstance(place(larger, wants), Shortage):
            yield f"add a secondary block, `--block {found}` say"


def secondary_block(design: Design, here: Ground, height: int, *, pods: bool = False) -> Block | None:
    """Find a block of that height which AWS lets the VPC have and nobody else uses; None where there is none.

    Of the primary block's own private range first, then of 100.64.0.0/10 (UG: IPv4 CIDR block association
    restrictions).
    """
    primary = here.roots[0]
    own = [each for cidr in RFC1918 if (each := block(cidr)).holds(primary)]
    ranges = [SHARED] if pods else [*own, *(block(cidr) for cidr in RFC6598)]
    in_use = [each.block for each in (*neighbours(design, here.vpc.id), *well_known())]
    for area in ranges:
        if not pods and area == SHARED and primary != SHARED:
            return None  # ordinary tiers do not live there
        closed = [part for part in _sixteenths(area) if _refused(here, part)]
        free = gaps([area], [*in_use, *here.roots, *closed])
        behind = [gap for gap in free if gap.low > primary.high]
        found = Shelves(behind).take_lowest(height) or Shelves(free).take_lowest(height)
        if found is not None:
            return found
    return None


def _sixteenths(area: Block) -> list[Block]:
    """Give the /16 of a private range: the restrictions on secondary blocks never tell parts of one apart."""
    return area.parts(min(area.height, LARGEST))


def _refused(here: Ground, candidate: Block) -> bool:
    new = span(str(candidate))
    return any(
        restriction(span(str(old)), new, primary=number == 0) is not None for number, old in enumerate(here.roots)
    )


def not_doubled(design: Design, here: Ground, subnet: Subnet) -> str | None:
    """Say why a subnet cannot be doubled in place and what would help, None when it can be."""
    why = in_the_way(here, subnet)
    if why is None:
        return None
    whole = block(subnet.cidr or "").parent
    kept = next((each for _, each in here.reservations if each.meets(whole) and "reserved" in why), None)
    release = f"release {kept}, or " if kept else ""
    return f"`{subnet.id}` cannot be doubled: {why}; {release}{_another(design, here, subnet, whole)}"


def in_the_way(here: Ground, subnet: Subnet) -> str | None:
    """Say what is in the way of doubling a subnet in place, None when nothing is."""
    return _in_the_way(here, subnet, block(subnet.cidr or ""), _by_address(here))


def all_in_the_way(here: Ground) -> list[str | None]:
    """Say it of every subnet, in their order."""
    mates = _by_address(here)
    return [_in_the_way(here, subnet, place, mates) for subnet, place in here.subnets]


def _by_address(here: Ground) -> list[tuple[int, str]]:
    """Give where each subnet begins; subnets of a VPC are disjoint."""
    return sorted((place.low, subnet.id) for subnet, place in here.subnets)


def _in_the_way(here: Ground, subnet: Subnet, old: Block, by_address: list[tuple[int, str]]) -> str | None:
    whole, other = old.parent, old.buddy
    if whole.height > LARGEST:
        return "it is a /16, the largest subnet that AWS has"
    if not any(root.holds(whole) for root in here.roots):
        return f"it fills {old}, a whole block of `{here.vpc.id}`, and AWS never resizes those"
    inside = slice(bisect_left(by_address, (other.low, "")), bisect_left(by_address, (other.high + 1, "")))
    mates = [name for _, name in by_address[inside]]
    if mates:
        return f"its other half {other} is {_named(mates)}"
    foreign = [each.id for each, place in here.reservations if place.meets(other) and each.tier != subnet.tier]
    return f"its other half {other} is reserved by `{foreign[0]}`" if foreign else None


def _named(mates: Sequence[str]) -> str:
    if len(mates) == 1:
        return f"subnet `{mates[0]}`"
    return f"{len(mates)} subnets, `{mates[0]}` among them"


def _another(design: Design, here: Ground, subnet: Subnet, whole: Block) -> str:
    """Name the nearest thing to doubling: a block of the double size elsewhere, or a secondary block."""
    tier = subnet.tier or ""
    for height in (whole.height, whole.height - 1):
        found = place(here, [Want(tier, height)])
        if not isinstance(found, Shortage):
            return f"{found[0]} is free for a second subnet of the tier"
    extra = secondary_block(design, here, whole.height)
    return f"add a secondary block, {extra} say" if extra else "no block is free for a second subnet either"

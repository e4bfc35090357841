"""What still fits in a VPC: zones, tiers, sizes, subnets doubled, and where the room is.

Every number is attained: so many steps of `grow` succeed and one more is refused. For blocks of one size any order is
as good as another. A zone takes blocks of several sizes, so each step is only ever made where it leaves as many further
zones as the best step would (`place_zone`, which growth uses too).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vpcdesign.planning.allocate import Shortage, room, shortage
from vpcdesign.planning.blocks import Block
from vpcdesign.planning.demand import letter
from vpcdesign.planning.ground import Ground, Pattern
from vpcdesign.planning.hindrance import all_in_the_way
from vpcdesign.planning.places import Want, place, place_plainly, tier_areas
from vpcdesign.planning.space import Space, free_space

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHOWN = 3
"""Zones to come whose places are told; no Region has many more."""


@dataclass(frozen=True, slots=True)
class ZoneToCome:
    """A further zone: a block for each tier; then so many further tiers fit, of each size in use."""

    zone: str
    places: tuple[tuple[str, Block], ...]
    tiers_left: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TierRoom:
    """A tier: its size, its subnets, room kept for it, and how many more of its size fit in all."""

    tier: str
    length: int
    subnets: int
    kept: int
    more: int
    summary: Block | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """What still fits; `tiers_of_size` counts further tiers in the zones there are, by prefix length."""

    space: Space
    zones: int
    zones_to_come: tuple[ZoneToCome, ...]
    tiers: tuple[TierRoom, ...]
    tiers_of_size: tuple[tuple[int, int], ...]
    doubles: tuple[tuple[str, Block | None, str | None], ...]
    """Each subnet with the block it would double into, or None and the reason."""


def capacity(here: Ground) -> Capacity:
    """Say what still fits in a VPC."""
    patterns = zone_patterns(here)
    zones = more_zones(here, patterns)
    ways = all_in_the_way(here)
    doubles = [(subnet.id, why, old.parent) for (subnet, old), why in zip(here.subnets, ways, strict=True)]
    return Capacity(
        free_space(here),
        zones,
        tuple(_zones_to_come(here, min(zones, SHOWN))),
        tuple(_tier_rooms(here)),
        _tiers_of_size(here, range(4, 17)),
        tuple((name, None if why else whole, why) for name, why, whole in doubles),
    )


def zone_patterns(here: Ground) -> list[Pattern]:
    """Give the tiers that stand in every zone; one that stands in one of several zones is there once for all."""
    zones = len(here.zones)
    return [each for each in here.patterns().values() if len(each.zones) > 1 or zones <= 1]


def zone_wants(patterns: Sequence[Pattern]) -> list[Want]:
    """Give what a further zone takes."""
    return [Want(each.tier, each.height, each.pods) for each in patterns]


def more_zones(here: Ground, patterns: Sequence[Pattern]) -> int:
    """Count the further zones that fit; no more than there are letters for."""
    if not patterns:
        return 0
    kept = {each.tier: room(here.kept_for(each.tier), each.height) for each in patterns}
    pools = [(here.free(pods=pods), [each for each in patterns if each.pods == pods]) for pods in (False, True)]

    def fit(count: int) -> bool:
        return not any(
            shortage(free, [each.height for each in mine for _ in range(max(count - kept[each.tier], 0))])
            for free, mine in pools
        )

    most = len(LETTERS) - len({letter(zone) for zone in here.zones})
    return bisect_left(range(1, most + 1), x=True, key=lambda count: not fit(count))


def place_zone(here: Ground, patterns: Sequence[Pattern]) -> list[Block] | Shortage:
    """Give a block for each tier of a further zone, so that as many zones as possible can follow."""
    wants = zone_wants(patterns)
    found = place(here, wants)
    if isinstance(found, Shortage):
        return found
    if more_zones(with_zone(here, patterns, "", found), patterns) < more_zones(here, patterns) - 1:
        return place_plainly(here, wants)
    return found


def with_zone(here: Ground, patterns: Sequence[Pattern], zone: str, blocks: Sequence[Block]) -> Ground:
    """Give the VPC as it would be with a further zone."""
    added = [
        (pattern.subnets[0][0].model_copy(update={"az": zone, "id": f"{pattern.tier} {zone}"}), found)
        for pattern, found in zip(patterns, blocks, strict=True)
    ]
    return replace(here, subnets=(*here.subnets, *added))


def next_zone(here: Ground) -> str:
    """Name the zone that would come next: the first letter that is not in use."""
    used = {letter(zone) for zone in here.zones}
    return f"{here.vpc.region}{next((one for one in LETTERS if one not in used), '?')}"


def _zones_to_come(here: Ground, count: int) -> list[ZoneToCome]:
    """Add zones one after the other."""
    found: list[ZoneToCome] = []
    sizes = sorted({each.height for each in here.patterns().values()})
    for _ in range(count):
        patterns = zone_patterns(here)
        blocks = place_zone(here, patterns)
        if isinstance(blocks, Shortage):
            break
        zone = next_zone(here)
        here = with_zone(here, patterns, zone, blocks)
        places = tuple((each.tier, place) for each, place in zip(patterns, blocks, strict=True))
        found.append(ZoneToCome(zone, places, _tiers_of_size(here, sizes)))
    return found


def _tier_rooms(here: Ground) -> list[TierRoom]:
    areas = tier_areas(here)
    free = {pods: here.free(pods=pods) for pods in (False, True)}
    found = []
    for tier, pattern in here.patterns().items():
        kept = room(here.kept_for(tier), pattern.height)
        more = kept + room(free[pattern.pods], pattern.height)
        length = 32 - pattern.height
        found.append(TierRoom(tier, length, len(pattern.subnets), kept, more, areas.get(tier)))
    return found


def _tiers_of_size(here: Ground, heights: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Count the further tiers of each size: a block in each zone, of room kept for nobody."""
    free, zones = here.free(pods=False), max(len(here.zones), 1)
    return tuple((32 - height, room(free, height) // zones) for height in reversed(heights))

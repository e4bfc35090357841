"""Where new subnets go among those that exist: into room kept for their tier, beside their tier, or wherever is best.

Nothing that exists is ever touched, and what fits is never refused: the room kept for a tier is of use to nobody else,
so taking it first costs nothing; staying out of the gaps inside other tiers' blocks is tried next, and given up where
it would lead to a refusal (`allocate` is optimal in what remains).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vpcdesign.planning.allocate import Shelves, Shortage, allocate, shortage
from vpcdesign.planning.blocks import Block, gaps, height_for
from vpcdesign.planning.ground import Ground
from vpcdesign.planning.summary import covers


@dataclass(frozen=True, slots=True)
class Want:
    """A subnet to come: its tier, the height of its block, and whether pods live in it. A tier wants one height."""

    tier: str
    height: int
    pods: bool = False


def place(ground: Ground, wants: Sequence[Want], areas: Mapping[str, Block] | None = None) -> list[Block] | Shortage:
    """Give a block for each want, in order, or say why there is no arrangement of all.

    `areas` are the ground's `tier_areas`, where they are known already.
    """
    return _place(ground, wants, lambda: tier_areas(ground) if areas is None else areas)


def place_plainly(ground: Ground, wants: Sequence[Want]) -> list[Block] | Shortage:
    """Give blocks in the smallest gaps that hold them, whosever tier is around: it leaves most room for others."""
    return _place(ground, wants, None)


def _place(
    ground: Ground, wants: Sequence[Want], areas: Callable[[], Mapping[str, Block]] | None
) -> list[Block] | Shortage:
    found: dict[int, Block] = {}
    kept = {want.tier: Shelves(ground.kept_for(want.tier)) for want in wants}
    for number, want in enumerate(wants):
        own = kept[want.tier].take(want.height)
        if own is not None:
            found[number] = own
    for pods in (False, True):
        rest = [number for number, want in enumerate(wants) if number not in found and want.pods == pods]
        mine, free = [wants[number] for number in rest], ground.free(pods=pods)
        heights = [want.height for want in mine]
        why = shortage(free, heights)
        if why is not None:
            return why
        placed = (_beside_their_tiers(areas(), free, mine) if areas and mine else None) or allocate(free, heights)
        found.update(zip(rest, placed or (), strict=True))
    return [found[number] for number in range(len(wants))]


def _beside_their_tiers(areas: Mapping[str, Block], free: Sequence[Block], wants: Sequence[Want]) -> list[Block] | None:
    """Place without filling gaps inside the blocks of other tiers, so that what is one route stays one."""
    outside = Shelves(gaps(free, areas.values()))
    found: dict[int, Block] = {}
    numbers: dict[str, list[int]] = {}
    for number, want in enumerate(wants):
        numbers.setdefault(want.tier, []).append(number)
    for tier, mine in numbers.items():
        height = wants[mine[0]].height
        inside = Shelves(gap for gap in free if tier in areas and areas[tier].holds(gap))
        places = [each for _ in mine if (each := inside.take(height)) is not None]
        missing = len(mine) - len(places)
        whole = outside.take(height + height_for(missing)) if missing else None
        places += whole.parts(height)[:missing] if whole else []
        places += [each for _ in range(len(mine) - len(places)) if (each := outside.take(height)) is not None]
        if len(places) < len(mine):
            return None
        found.update(zip(mine, places, strict=True))
    return [found[number] for number in range(len(wants))]


def tier_areas(ground: Ground) -> dict[str, Block]:
    """Give the block of each tier that is one route: it holds the tier with its growth and nobody else."""
    members = {name: [each for _, each in pattern.subnets] for name, pattern in ground.patterns().items()}
    tiers = set(members)
    for tier, kept in ground.kept().items():
        members.setdefault(f"kept {tier}" if tier is None else tier, []).extend(kept)
    members["\0"] = [each for subnet, each in ground.subnets if subnet.tier is None]
    found = covers(ground.roots, {name: blocks for name, blocks in members.items() if blocks})
    return {tier: summary[0] for tier, summary in found.items() if len(summary) == 1 and tier in tiers}

"""Address planning: how long a large plan takes, and how much of a block is used before something is refused.

Utilisation is measured with the same random demands for everybody, in a /16 that was used and partly given back:
subnets of /20 to /28 are asked for until the first refusal, and what was given out by then counts. `first fit` takes
the lowest aligned place for each; `equal split` gives each a part as large as the largest.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from statistics import mean
from typing import TypeAlias

from tests.benchmarks.timing import Figure, of
from vpcdesign.design.document import Design
from vpcdesign.planning.allocate import Shelves, room
from vpcdesign.planning.apply import apply
from vpcdesign.planning.blocks import Block, block, gaps
from vpcdesign.planning.capacity import capacity
from vpcdesign.planning.demand import Tier, read_size, read_tier, read_vpc
from vpcdesign.planning.ground import Ground, ground
from vpcdesign.planning.organisation import Request, plan

RUNS, DRAWS = 9, 400
Draw: TypeAlias = tuple[list[Block], list[int]]
Way: TypeAlias = Callable[[Sequence[Block], Sequence[int]], float]
ROOT = block("10.0.0.0/16")
SMALLEST, LARGEST = 4, 12
ESTATE = Request(
    block("10.0.0.0/8"),
    "4",
    tuple(Tier(f"t{number}", read_size("/24")) for number in range(16)),
    ("eu-west-1",),
    tuple(read_vpc(f"v{number}:/16") for number in range(64)),
)


def figures() -> Iterator[Figure]:
    """Measure time first, then what the time is spent for."""
    made = plan(ESTATE)
    count = sum(len(vpc.subnets) for vpc in made.vpcs)
    yield Figure("plan an estate", of(lambda: plan(ESTATE), RUNS), "50 ms", f"{len(made.vpcs)} VPCs, {count:,} subnets")
    here = _busy()
    full = f"{len(here.subnets)} subnets"
    yield Figure("capacity of a VPC", of(lambda: capacity(here), RUNS), "10 ms", full)
    rng = random.Random(1)
    draws = [(_used_block(rng), [rng.randint(SMALLEST, LARGEST) for _ in range(600)]) for _ in range(DRAWS)]
    for name, way in (("best fit (ours)", best_fit), ("first fit", first_fit), ("equal split", equal_split)):
        shares = [way(free, heights) for free, heights in draws]
        used = f"{mean(shares):.1%} of what is free used before a refusal, {min(shares):.1%} at worst, {DRAWS} draws"
        yield Figure(name, of(_each(way, draws), 1), "", used)


def _used_block(rng: random.Random) -> list[Block]:
    """Give the gaps of a block that was filled, and of which every other subnet was given back."""
    shelves, given = Shelves([ROOT]), []
    while (taken := shelves.take(rng.randint(SMALLEST, LARGEST))) is not None:
        given.append(taken)
    return gaps([ROOT], [each for each in given if rng.random() < 0.5])


def _busy() -> Ground:
    """Give a VPC with thirty tiers of several sizes."""
    tiers = tuple(read_tier(f"t{number}:/{length}") for number, length in enumerate([23, 24, 24, 26, 27, 28] * 5))
    asked = Request(ROOT, "3", tiers, ("eu-west-1",))
    design = apply(plan(asked), Design())[0]
    return ground(design, design.vpcs[0])


def _each(way: Way, draws: Sequence[Draw]) -> Callable[[], object]:
    return lambda: [way(free, heights) for free, heights in draws]


def best_fit(free: Sequence[Block], heights: Sequence[int]) -> float:
    """Give the share of the free space that the allocator has given out at the first refusal."""
    return _until_refused(Shelves(free).take, free, heights)


def first_fit(free: Sequence[Block], heights: Sequence[int]) -> float:
    """Give the share that the lowest aligned place for each gives."""
    return _until_refused(Shelves(free).take_lowest, free, heights)


def _until_refused(take: Callable[[int], Block | None], free: Sequence[Block], heights: Sequence[int]) -> float:
    used = 0
    for height in heights:
        if take(height) is None:
            break
        used += 1 << height
    return used / sum(gap.size for gap in free)


def equal_split(free: Sequence[Block], heights: Sequence[int]) -> float:
    """Give the share when every subnet gets a part as large as the largest."""
    return sum(1 << height for height in heights[: room(free, LARGEST)]) / sum(gap.size for gap in free)

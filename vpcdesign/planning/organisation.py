"""The plan of an organisation: its block shared out to Regions, theirs to VPCs, and each VPC planned.

A Region's VPCs lie in one aligned block where there is room, so that the Region is one route. What is in use elsewhere
is never given out again, and ranges that hosts use for themselves are passed over as long as there is room without.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from vpcdesign.aws.blocks import VPC_IPV4_PREFIXES, VPC_IPV6_PREFIXES
from vpcdesign.aws.quotas import SUBNETS, VPCS
from vpcdesign.design.words import quoted
from vpcdesign.errors import PlanError
from vpcdesign.planning.allocate import Shelves, allocate, allocate_in_order, room, shortage
from vpcdesign.planning.blocks import Block, gaps, height_for
from vpcdesign.planning.demand import LARGEST, SMALLEST, Tier, WantedVpc, letter, read_zones, vpc_height
from vpcdesign.planning.lots import Outline, fixed_lot
from vpcdesign.planning.overlap import InUse, Overlap, forbidden, free_near, is_public, overlaps, well_known
from vpcdesign.planning.plan import AMAZON_IPV6, SHARED, VpcPlan, plan_vpc
from vpcdesign.planning.refusal import counted

AMAZON_HEIGHT = 72
"""An IPv6 block of a VPC is a /56 where nothing else is said (UG: add or remove a CIDR block)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: a block, and what to make of it. Without sizes in `vpcs` the block is one VPC's."""

    cidr: Block
    azs: str
    tiers: tuple[Tier, ...]
    regions: tuple[str, ...]
    vpcs: tuple[WantedVpc, ...] = ()
    reserved_azs: int = 0
    reserved_tiers: tuple[Tier, ...] = ()
    headroom: Fraction = Fraction(0)
    ipv6: Block | None = None
    secondary: tuple[Block, ...] = ()
    in_use: tuple[InUse, ...] = ()
    taken_names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RegionPlan:
    """A Region and the block that holds its VPCs and nobody else; None where they found no room in one."""

    name: str
    block: Block | None
    vpcs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan; `gaps` are what stays free of the block, outside every VPC."""

    cidr: Block
    regions: tuple[RegionPlan, ...]
    vpcs: tuple[VpcPlan, ...]
    gaps: tuple[Block, ...]
    overlaps: tuple[Overlap, ...]
    notes: tuple[str, ...]


def plan(request: Request) -> Plan:
    """Make the plan, or say in a PlanError why there is none and what is nearest."""
    _check(request)
    wanted = list(_wanted(request))
    placed: list[tuple[WantedVpc, Block]]
    regions: tuple[RegionPlan, ...] = ()
    if len(wanted) == 1 and wanted[0].size is None:
        _check_vpc_block(request)
        placed = [(wanted[0], request.cidr)]
    else:
        placed, regions = _placed(request, wanted)
    shared = Shelves(gaps([SHARED], [each.block for each in request.in_use] + [found for _, found in placed]))
    ipv6 = _ipv6_blocks(request, len(placed))
    vpcs = [
        _plan_one(replace(request, ipv6=own_ipv6), each, found, shared, alone=len(placed) == 1)
        for (each, found), own_ipv6 in zip(placed, ipv6, strict=True)
    ]
    blocks = [found for vpc in vpcs for found in vpc.blocks]
    free = () if len(vpcs) == 1 and vpcs[0].blocks[0] == request.cidr else tuple(gaps([request.cidr], blocks))
    met = tuple(overlaps(blocks, (*request.in_use, *well_known())))
    return Plan(request.cidr, regions, tuple(vpcs), free, met, tuple(_notes(request, vpcs)))


def _check(request: Request) -> None:
    if request.cidr.v6:
        raise PlanError(
            f"`{request.cidr}` is an IPv6 block, and every VPC has an IPv4 block too: write `plan 10.20.0.0/16 "
            f"--ipv6 {request.cidr}`"
        )
    names = [tier.name for tier in request.tiers + request.reserved_tiers]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise PlanError(f"there are two tiers called {quoted(twice)}: give each a name of its own")
    why = forbidden(request.cidr)
    if why is not None and not request.vpcs:
        raise PlanError(f"`{request.cidr}` {why}")


def _check_vpc_block(request: Request) -> None:
    """Refuse a block that no VPC may have (UG: VPC CIDR blocks)."""
    cidr = request.cidr
    if cidr.height > LARGEST:
        raise PlanError(
            f"`{cidr}` is larger than AWS allows for a VPC (/16 to /28): take {Block(cidr.low, LARGEST)}, or share it "
            "among VPCs with `--vpc NAME:/16`"
        )
    if cidr.height < SMALLEST:
        raise PlanError(f"`{cidr}` is smaller than AWS allows for a VPC (/16 to /28): take {cidr.above(SMALLEST)}")
    for each in request.secondary:
        if each.length not in VPC_IPV4_PREFIXES:
            raise PlanError(f"`{each}` is no size for a block of a VPC: take one of /16 to /28")


def _wanted(request: Request) -> Iterator[WantedVpc]:
    """Give each VPC with its Region; one without a Region is wanted in every one."""
    for each in request.vpcs or (WantedVpc("vpc"),):
        if each.region is not None or len(request.regions) == 1:
            yield replace(each, region=each.region or request.regions[0])
        else:
            for region in request.regions:
                yield WantedVpc(f"{each.name}-{region}", each.size, region)


def _placed(
    request: Request, wanted: Sequence[WantedVpc]
) -> tuple[list[tuple[WantedVpc, Block]], tuple[RegionPlan, ...]]:
    """Give each VPC its block, those of a Region in one where there is room."""
    heights = []
    for each in wanted:
        if each.size is None:
            length = min(max(request.cidr.length + height_for(len(wanted)), 16), 28)
            raise PlanError(
                f"{len(wanted)} VPCs share `{request.cidr}`, and `{each.name}` has no size: write "
                f"`--vpc NAME:/{length}`"
            )
        heights.append(vpc_height(each.size, request.cidr.height))
    free = _free(request, heights)
    members: dict[str, list[int]] = {}
    for number, each in enumerate(wanted):
        members.setdefault(each.region or "", []).append(number)
    whole = {region: height_for(sum(1 << heights[n] for n in numbers)) for region, numbers in members.items()}
    found: dict[int, Block] = {}
    grouped = allocate_in_order(free, list(whole.values())) if len(members) > 1 else None
    regions: list[RegionPlan] = []
    for place, (region, numbers) in enumerate(members.items()):
        own = grouped[place] if grouped is not None else None
        inside = allocate([own], [heights[n] for n in numbers]) if own is not None else None
        regions.append(RegionPlan(region, own, tuple(wanted[n].name for n in numbers)))
        found.update(zip(numbers, inside or (), strict=False))
    if grouped is None:
        found.update(enumerate(allocate_in_order(free, heights) or ()))
    return [(each, found[number]) for number, each in enumerate(wanted)], tuple(regions)


def _free(request: Request, heights: Sequence[int]) -> list[Block]:
    """Give what may be given out: without well-known ranges, unless only those have the room."""
    hard = [each.block for each in request.in_use]
    careful = gaps([request.cidr], [*hard, *(each.block for each in well_known())])
    if not shortage(careful, heights):
        return careful
    free = gaps([request.cidr], hard)
    why = shortage(free, heights)
    if why is None:
        return free
    used = f" with {len(request.in_use):,} ranges in use" if request.in_use else ""
    needed = height_for(sum(1 << height for height in heights))
    larger = f"take a /{32 - needed}, " if 0 <= 32 - needed < request.cidr.length else ""
    raise PlanError(
        f"`{request.cidr}`{used} has room for {counted(why.free)} of /{32 - why.height}, and the VPCs take "
        f"{why.needed:,}: {larger}{'' if not larger else 'or '}make some VPCs smaller"
    )


def _ipv6_blocks(request: Request, count: int) -> list[Block | None]:
    """Give each VPC its IPv6 block: Amazon's, the one that was named, or a /56 of it each."""
    if request.ipv6 is None or request.ipv6 == AMAZON_IPV6:
        return [request.ipv6] * count
    if count == 1 and request.ipv6.length in VPC_IPV6_PREFIXES:
        return [request.ipv6]
    if count == 1:
        raise PlanError(f"`{request.ipv6}` has a size that no VPC's IPv6 block has: take /44, /48, /52, /56 or /60")
    found = allocate([request.ipv6], [AMAZON_HEIGHT] * count)
    if found is None:
        raise PlanError(
            f"`{request.ipv6}` has {room([request.ipv6], AMAZON_HEIGHT)} blocks of /56, and there are {count} VPCs: "
            f"take a /{128 - AMAZON_HEIGHT - height_for(count)}"
        )
    return list(found)


def _plan_one(request: Request, wanted: WantedVpc, found: Block, shared: Shelves, *, alone: bool) -> VpcPlan:
    region = wanted.region or request.regions[0]
    zones = read_zones(request.azs, region)
    outline = Outline(
        zones,
        request.tiers,
        _zones_to_come(zones, request.reserved_azs, region),
        request.reserved_tiers,
        request.headroom,
        request.ipv6,
    )
    blocks = (found, *request.secondary, *_pods(request, outline, shared))
    made = plan_vpc(wanted.name, region, blocks, outline, "" if alone else f"{wanted.name}-")
    if alone and any(each.name in request.taken_names for each in made.subnets):
        made = plan_vpc(wanted.name, region, blocks, outline, f"{wanted.name}-")
    return made


def _zones_to_come(zones: Sequence[str], count: int, region: str) -> tuple[str, ...]:
    """Name the zones that may come: the letters that are not in use yet."""
    letters = [chr(97 + number) for number in range(26)]
    free = [one for one in letters if one not in {letter(zone) for zone in zones}]
    return tuple(f"{region}{one}" for one in free[:count])


def _pods(request: Request, outline: Outline, shared: Shelves) -> tuple[Block, ...]:
    """Give a block of 100.64.0.0/10 for the tiers that pods live in, unless one was named."""
    tiers = [tier for tier in outline.tiers + outline.reserved_tiers if tier.pods]
    if not tiers or any(SHARED.holds(each) for each in request.secondary):
        return ()
    fixed = [tier for tier in tiers if tier.size.kind != "share"]
    needed = sum(1 << fixed_lot(outline, tier).group for tier in fixed)
    height = LARGEST if len(fixed) < len(tiers) else min(height_for(needed), LARGEST)
    found = shared.take(height)
    if found is None:
        raise PlanError(f"100.64.0.0/10 has no /{32 - height} left for pods: name another block with --secondary")
    return (found,)


def _notes(request: Request, vpcs: Sequence[VpcPlan]) -> Iterator[str]:
    """Say what a reader of the plan should know and cannot see in it."""
    yield from _above_quotas(request, vpcs)
    for vpc in vpcs:
        for summary in vpc.summaries:
            if len(summary.blocks) > 1:
                count = len(summary.blocks)
                yield f"tier {summary.tier} of {vpc.name} takes {count} routes: no one block has room for it"
    if request.reserved_azs and any(len(vpc.subnets) for vpc in vpcs):
        zones = {each.az for each in vpcs[0].subnets}
        if len(zones) + request.reserved_azs > 3:
            yield "regions have three zones at least; not all have more"
    if is_public(request.cidr):
        yield f"{request.cidr} is public: AWS never advertises it, and its real owners cannot be reached from the VPC"
    if len(vpcs) == 1 and request.in_use:
        near = free_near(vpcs[0].blocks[0], (*request.in_use, *well_known()))
        if near is not None and any(overlaps([vpcs[0].blocks[0]], request.in_use)):
            yield f"nearest block of this size that nobody uses: {near}"


def _above_quotas(request: Request, vpcs: Sequence[VpcPlan]) -> Iterator[str]:
    """Tell what AWS has to be asked for first (UG: VPC quotas)."""
    for region in request.regions:
        many = sum(vpc.region == region for vpc in vpcs)
        if many > VPCS.default:
            yield f"{many} VPCs in {region} are more than AWS allows by default, {VPCS.default}: ask for more first"
    for vpc in vpcs:
        if len(vpc.subnets) > SUBNETS.default:
            yield f"{len(vpc.subnets)} subnets in {vpc.name} are more than AWS allows by default, {SUBNETS.default}"

"""The plan of one VPC: a block for each tier in each zone, in the order in which people wrote the tiers.

A tier that can gets one aligned block for all its subnets and those to come, so that one route, one rule or one line of
a firewall names it; where the room is too scarce for that, the tiers that would waste most give it up first, and the
plan says so. A plan is refused only when no arrangement of the subnets exists (`allocate`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vpcdesign.algebra.addresses import V6
from vpcdesign.aws.addresses import RFC6598
from vpcdesign.errors import PlanError
from vpcdesign.planning.allocate import room, shortage
from vpcdesign.planning.blocks import Block, block, gaps
from vpcdesign.planning.demand import Tier, WayOut, letter
from vpcdesign.planning.lots import Lot, Outline, allocated, lots
from vpcdesign.planning.summary import covers

SHARED = block(RFC6598[0])
"""Space for pods: legal in a VPC, seldom used elsewhere (UG: IPv4 CIDR block association restrictions)."""
SUBNET_IPV6 = 64
"""Height of a subnet's IPv6 block, a /64."""
AMAZON_IPV6 = Block(V6, 72)
"""Stands for an Amazon-provided /56 that nobody knows yet; only the numbers of its /64s are used."""


@dataclass(frozen=True, slots=True)
class PlannedSubnet:
    """A subnet of the plan; `ipv6` is its /64."""

    name: str
    tier: str
    az: str
    block: Block
    way_out: WayOut
    ipv6: Block | None = None


@dataclass(frozen=True, slots=True)
class PlannedReservation:
    """A block that the plan keeps free for a tier, and why."""

    name: str
    tier: str
    block: Block
    reason: str


@dataclass(frozen=True, slots=True)
class TierSummary:
    """The fewest blocks that cover a tier with its growth and nobody else."""

    tier: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class VpcPlan:
    """The plan of a VPC; `blocks` are its own, the primary one first; `gaps` are what stays free."""

    name: str
    region: str
    blocks: tuple[Block, ...]
    ipv6: Block | None
    subnets: tuple[PlannedSubnet, ...]
    reservations: tuple[PlannedReservation, ...]
    summaries: tuple[TierSummary, ...]
    gaps: tuple[Block, ...]


def plan_vpc(name: str, region: str, blocks: tuple[Block, ...], outline: Outline, prefix: str = "") -> VpcPlan:
    """Plan one VPC; `prefix` goes in front of the names of its subnets. PlanError says why there is no plan."""
    pods = tuple(each for each in blocks[1:] if SHARED.holds(each))
    ordinary = tuple(each for each in blocks if each not in pods)
    settled = Settled(prefix)
    for roots, for_pods in ((ordinary, False), (pods, True)):
        for lot, places in allocated(lots(outline, roots, for_pods=for_pods), roots):
            settled.add(lot, places)
    subnets = _in_order(settled.subnets, outline)
    if outline.ipv6 is not None:
        subnets = with_ipv6(subnets, outline, outline.ipv6)
    reservations = tuple(settled.reservations)
    taken = [*(each.block for each in subnets), *(each.block for each in reservations)]
    summaries = _summaries(blocks, subnets, reservations)
    free = tuple(gaps(blocks, taken))
    return VpcPlan(name, region, blocks, outline.ipv6, subnets, reservations, summaries, free)


def _in_order(subnets: list[PlannedSubnet], outline: Outline) -> tuple[PlannedSubnet, ...]:
    """Put the subnets in the order of the tiers, wherever their blocks are."""
    places = {tier.name: place for place, tier in enumerate(outline.tiers)}
    return tuple(sorted(subnets, key=lambda each: places[each.tier]))


class Settled:
    """The subnets and reservations that lots have become."""

    def __init__(self, prefix: str) -> None:
        """Start with nothing."""
        self.prefix = prefix
        self.subnets: list[PlannedSubnet] = []
        self.reservations: list[PlannedReservation] = []

    def add(self, lot: Lot, places: Sequence[Block]) -> None:
        """Settle a lot: subnets, each at the start of its place, and what is kept for zones and tiers to come."""
        tier = lot.tier
        for number, (zone, place) in enumerate(zip(lot.zones, places, strict=True)):
            name = tier.name if tier.once else f"{tier.name}-{letter(zone)}"
            if number >= lot.present:
                self._keep(f"grow-{name}", tier, place, f"zone {letter(zone)}" if lot.present else f"tier {tier.name}")
                continue
            own = Block(place.low, lot.subnet)
            self.subnets.append(PlannedSubnet(self.prefix + name, tier.name, zone, own, tier.way_out))
            for rest in range(lot.subnet, lot.slot):
                growth = f"room-{name}" if rest == lot.subnet else f"room-{name}-{rest - lot.subnet + 1}"
                self._keep(growth, tier, Block(place.low + (1 << rest), rest), f"headroom of {self.prefix}{name}")

    def _keep(self, name: str, tier: Tier, place: Block, why: str) -> None:
        self.reservations.append(PlannedReservation(self.prefix + name, tier.name, place, f"growth: {why}"))


def with_ipv6(subnets: tuple[PlannedSubnet, ...], outline: Outline, root: Block) -> tuple[PlannedSubnet, ...]:
    """Give each subnet a /64 (UG: subnet sizing for IPv6), a tier's in one block, with room for zones to come."""
    wanted = [
        Lot(
            tier,
            (outline.zones[0],) if tier.once else outline.zones + outline.reserved_zones,
            SUBNET_IPV6,
            SUBNET_IPV6,
            0,
        )
        for tier in outline.tiers
    ]
    if shortage([root], [SUBNET_IPV6] * len(subnets)):
        most = room([root], SUBNET_IPV6)
        what = "an Amazon-provided /56" if root == AMAZON_IPV6 else f"{root}"
        raise PlanError(
            f"{what} has {most} subnets of /64, and the plan has {len(subnets)}: take a larger block, or fewer tiers"
        )
    if shortage([root], [SUBNET_IPV6] * sum(len(lot.zones) for lot in wanted)):
        wanted = [replace(lot, zones=lot.zones[: 1 if lot.tier.once else len(outline.zones)]) for lot in wanted]
    places = {
        (lot.tier.name, zone): place
        for lot, found in allocated(wanted, [root])
        for zone, place in zip(lot.zones, found, strict=True)
    }
    return tuple(replace(each, ipv6=places[each.tier, each.az]) for each in subnets)


def _summaries(
    roots: Sequence[Block], subnets: Sequence[PlannedSubnet], reservations: Sequence[PlannedReservation]
) -> tuple[TierSummary, ...]:
    """Summarise each tier together with what is kept for it."""
    tiers: dict[str, list[Block]] = {}
    for subnet in subnets:
        tiers.setdefault(subnet.tier, []).append(subnet.block)
    for kept in reservations:
        tiers.setdefault(kept.tier, []).append(kept.block)
    return tuple(TierSummary(tier, found) for tier, found in covers(roots, tiers).items())

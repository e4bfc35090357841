"""What is free in a VPC, and how broken up it is: the free blocks, the next of each size, and how full subnets are.

Free means neither in a subnet nor reserved. "Next" is where a block of that size would go: the
smallest gap that holds it. For a subnet it also counts the /28 blocks that could still be delegated to interfaces, as
EKS does: one address anywhere in a /28 spoils it, which is how a subnet with thousands of free addresses has no room
for a pod.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vpcdesign.algebra.addresses import address
from vpcdesign.aws.addresses import RESERVED_AT_END, RESERVED_AT_START, RESERVED_PER_SUBNET
from vpcdesign.aws.blocks import INTERFACE_PREFIXES
from vpcdesign.design.document import Design
from vpcdesign.design.legality import room as residents
from vpcdesign.design.legality.survey import Survey
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.allocate import allocate, room
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.demand import LARGEST, SMALLEST
from vpcdesign.planning.ground import Ground

DELEGATED = 32 - INTERFACE_PREFIXES[0]
"""Height of the IPv4 blocks that are delegated to interfaces, /28 (EC2: prefix delegation)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How many blocks of a size fit side by side, and where the next one goes."""

    length: int
    count: int
    next: Block | None


@dataclass(frozen=True, slots=True)
class Fill:
    """How full a subnet is: addresses to give, given and left; `prefixes` are the whole /28 blocks left.

    Addresses that AWS has yet to choose may each spoil one more: `prefixes_at_least` counts on the worst. What an
    explicit CIDR reservation keeps for addresses by hand is not delegated (UG: subnet CIDR reservations).
    """

    subnet: Subnet
    block: Block
    usable: int
    used: int
    prefixes: int
    prefixes_at_least: int

    @property
    def free(self) -> int:
        """Count the addresses that are left."""
        return max(self.usable - self.used, 0)


@dataclass(frozen=True, slots=True)
class Space:
    """The free space of one VPC; `gaps` are whole free blocks in order of address."""

    total: int
    used: int
    reserved: int
    gaps: tuple[Block, ...]
    fits: tuple[Fit, ...]

    @property
    def free(self) -> int:
        """Count the addresses that nobody has and nobody is kept room in."""
        return sum(gap.size for gap in self.gaps)

    @property
    def largest(self) -> Block | None:
        """Give the largest free block, the lowest of several."""
        return min(self.gaps, key=lambda gap: (-gap.height, gap.low), default=None)

    @property
    def fragmentation(self) -> float:
        """Give the share of the free space that lies outside the largest free block: 0 is whole."""
        return 1 - self.largest.size / self.free if self.largest else 0.0


def free_space(here: Ground) -> Space:
    """Look at the free space of a VPC."""
    gaps = here.free()
    total, used = sum(root.size for root in here.roots), sum(place.size for _, place in here.subnets)
    fits = tuple(fit(gaps, height) for height in range(LARGEST, SMALLEST - 1, -1))
    return Space(total, used, total - used - sum(gap.size for gap in gaps), tuple(gaps), fits)


def fit(gaps: list[Block], height: int) -> Fit:
    """Say how many blocks of a height fit, and where the next one goes."""
    found = allocate(gaps, [height])
    return Fit(32 - height, room(gaps, height), found[0] if found else None)


def fills(design: Design) -> dict[str, Fill]:
    """Say how full each subnet with an IPv4 block is, by id."""
    survey = Survey(design)
    demand = residents.Demand(survey)
    residents.interfaces(survey, demand)
    residents.managed(survey, demand)
    by_hand: dict[str, list[Block]] = {}
    for kept in design.reservations:
        if kept.subnet is not None and kept.kind == "explicit" and ":" not in kept.cidr:
            by_hand.setdefault(kept.subnet, []).append(block(kept.cidr))
    return {each.id: _fill(each, demand, by_hand.get(each.id, ())) for each in design.subnets if each.cidr is not None}


def standing_in(design: Design, subnets: Collection[str]) -> Design:
    """Leave of a design only what stands in some subnets; its addresses there are the same."""
    return Design(
        network_interfaces=tuple(each for each in design.network_interfaces if each.subnet in subnets),
        nat_gateways=tuple(each for each in design.nat_gateways if each.subnet in subnets),
        load_balancers=tuple(b for b in design.load_balancers if any(n.subnet in subnets for n in b.nodes)),
        vpc_endpoints=tuple(e for e in design.vpc_endpoints if any(n.subnet in subnets for n in e.nodes)),
        transit_gateway_attachments=tuple(
            each for each in design.transit_gateway_attachments if not set(each.subnets).isdisjoint(subnets)
        ),
        firewalls=tuple(f for f in design.firewalls if any(end.subnet in subnets for end in f.endpoints)),
    )


def _fill(subnet: Subnet, demand: residents.Demand, by_hand: Sequence[Block]) -> Fill:
    own = block(subnet.cidr or "")
    known, unknown = demand.known.get(subnet.id, set()), demand.unknown.get(subnet.id, 0)
    reserved = [*range(own.low, own.low + RESERVED_AT_START), *range(own.high + 1 - RESERVED_AT_END, own.high + 1)]
    spoiled = {place >> DELEGATED for place in (*reserved, *map(address, known)) if own.low <= place <= own.high}
    for each in by_hand:
        spoiled |= {part.low >> DELEGATED for part in each.parts(min(each.height, DELEGATED))}
    prefixes = max((own.size >> DELEGATED) - len(spoiled), 0)
    usable = max(own.size - RESERVED_PER_SUBNET, 0)
    return Fill(subnet, own, usable, demand.of(subnet.id), prefixes, max(prefixes - unknown, 0))

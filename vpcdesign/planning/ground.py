"""A VPC as planning sees it: its IPv4 blocks, what stands in them, what is kept for whom, and what is free.

Room is kept by reservations of the VPC (those of a subnet lie inside that subnet and take nothing more). A reservation
may surround subnets; only the part between them is kept room.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vpcdesign.aws.addresses import RFC6598
from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Reservation, Subnet, Vpc
from vpcdesign.design.words import nearest, one_of, quoted
from vpcdesign.errors import PlanError
from vpcdesign.planning.blocks import Block, block, gaps

SHARED = block(RFC6598[0])
"""Space for pods: legal in a VPC, seldom used elsewhere (UG: IPv4 CIDR block association restrictions)."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a tier repeats: its subnets, the zones it is in, and the height that most of them have."""

    tier: str
    subnets: tuple[tuple[Subnet, Block], ...]
    zones: tuple[str, ...]
    height: int
    pods: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """One VPC's IPv4 space; the first root is the primary block."""

    vpc: Vpc
    roots: tuple[Block, ...]
    subnets: tuple[tuple[Subnet, Block], ...]
    reservations: tuple[tuple[Reservation, Block], ...]

    @property
    def pod_roots(self) -> tuple[Block, ...]:
        """Give the secondary blocks that are for pods."""
        return tuple(root for root in self.roots[1:] if SHARED.holds(root))

    def pool(self, *, pods: bool) -> tuple[Block, ...]:
        """Give the blocks that ordinary tiers live in, or those of pods."""
        kept_apart = self.pod_roots
        return kept_apart if pods else tuple(root for root in self.roots if root not in kept_apart)

    def free(self, *, pods: bool | None = None) -> list[Block]:
        """Give what nobody has and nobody is kept room in: everywhere, or of one pool."""
        roots = self.roots if pods is None else self.pool(pods=pods)
        return gaps(roots, [*(each for _, each in self.subnets), *(each for _, each in self.reservations)])

    def kept_for(self, tier: str | None) -> list[Block]:
        """Give the room that is kept for a tier and not yet filled."""
        own = [each for reservation, each in self.reservations if reservation.tier == tier]
        return gaps(_outermost(own), [each for _, each in self.subnets]) if own else []

    def kept(self) -> dict[str | None, list[Block]]:
        """Give the room that is kept for each tier; for None, what is kept for another reason."""
        return {tier: self.kept_for(tier) for tier in dict.fromkeys(each.tier for each, _ in self.reservations)}

    def patterns(self) -> dict[str, Pattern]:
        """Give the tiers, in the order of the document; subnets without a tier belong to none."""
        tiers: dict[str, list[tuple[Subnet, Block]]] = {}
        for subnet, place in self.subnets:
            if subnet.tier is not None:
                tiers.setdefault(subnet.tier, []).append((subnet, place))
        return {tier: self._pattern(tier, members) for tier, members in tiers.items()}

    def _pattern(self, tier: str, members: list[tuple[Subnet, Block]]) -> Pattern:
        heights = Counter(place.height for _, place in members)
        most = max(heights, key=lambda height: (heights[height], height))
        zones = tuple(dict.fromkeys(subnet.az for subnet, _ in members))
        pods = bool(self.pod_roots) and all(any(r.holds(place) for r in self.pod_roots) for _, place in members)
        return Pattern(tier, tuple(members), zones, most, pods)

    @property
    def zones(self) -> tuple[str, ...]:
        """Give the zones in use, in the order of the alphabet."""
        return tuple(sorted({subnet.az for subnet, _ in self.subnets}))


def ground(design: Design, vpc: Vpc) -> Ground:
    """Look at one VPC; what lies outside its blocks is not part of it (and legality tells it)."""
    roots = tuple(map(block, vpc.cidrs))
    subnets = [(each, block(each.cidr)) for each in design.subnets if each.vpc == vpc.id and each.cidr is not None]
    kept = [(each, block(each.cidr)) for each in design.reservations if each.vpc == vpc.id and ":" not in each.cidr]
    return Ground(
        vpc,
        roots,
        tuple((each, place) for each, place in subnets if any(root.holds(place) for root in roots)),
        tuple((each, place) for each, place in kept if any(root.holds(place) for root in roots)),
    )


def choose_vpc(design: Design, name: str | None) -> Vpc:
    """Find the VPC that is meant: by id or name, or the only one."""
    if name is None:
        if len(design.vpcs) == 1:
            return design.vpcs[0]
        if not design.vpcs:
            raise PlanError(f"{quoted(design.name)} has no VPC: `vpcdesign plan 10.20.0.0/16 --into FILE` makes one")
        raise PlanError(
            f"{quoted(design.name)} has {len(design.vpcs)} VPCs: say which with `--vpc`, "
            f"{one_of([each.id for each in design.vpcs[:8]])}"
        )
    found = [each for each in design.vpcs if name in {each.id, each.name}]
    if not found:
        near = nearest(name, [each.id for each in design.vpcs])
        raise PlanError(f"no VPC is called {quoted(name)}{f': did you mean `{near}`?' if near else ': check the name'}")
    return found[0]


def _outermost(blocks: Iterable[Block]) -> list[Block]:
    """Drop blocks that lie in others."""
    kept: list[Block] = []
    for each in sorted(blocks, key=lambda one: (one.low, -one.height)):
        if not kept or not kept[-1].holds(each):
            kept.append(each)
    return kept

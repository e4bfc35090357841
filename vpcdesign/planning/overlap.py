"""What a block would collide with: VPCs and networks of the design, a registry of ranges in use, and well-known ranges.

AWS accepts most overlaps, and each costs something else: so each is told with its consequence, and only what AWS itself
refuses is refused elsewhere. A collision tells the part that is shared, not only that there is one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.aws.addresses import FORBIDDEN_IN_VPC, RFC1918, RFC6598
from vpcdesign.aws.collisions import COLLISIONS
from vpcdesign.design.document import Design
from vpcdesign.planning.blocks import Block, block, spans

Kind: TypeAlias = Literal["vpc", "peer", "transit-gateway", "on-premises", "registry", "external", "well-known"]


@dataclass(frozen=True, slots=True)
class InUse:
    """A block that somebody has: who, how it is near, and what an overlap with it would mean."""

    block: Block
    owner: str
    kind: Kind
    consequence: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """A block of the plan that shares addresses with one in use; `shared` is the smaller of the two."""

    block: Block
    shared: Block
    with_: InUse


REGISTRY_CONSEQUENCE = "the registry says that it is in use: the two could never be connected without translation"
SAME_ESTATE = "AWS takes it, and the two can then be neither peered nor routed to each other"
PEERED = "they are peered, which AWS refuses for overlapping blocks (InvalidVpcPeeringConnection)"
SAME_TRANSIT_GATEWAY = "both hang on one transit gateway, which routes shared addresses to one of them only"
FROM_ON_PREMISES = "the local route wins: hosts of the VPC never reach these addresses outside"
OUTSIDE = "it is outside the design, and the two could not be connected"


def well_known() -> tuple[InUse, ...]:
    """Give the ranges that something on hosts, or a service of AWS, uses already."""
    return tuple(InUse(block(each.cidr), each.owner, "well-known", each.consequence) for each in COLLISIONS)


def overlaps(blocks: Iterable[Block], in_use: Sequence[InUse]) -> Iterator[Overlap]:
    """Give each collision of the blocks, by block and then in the order of what is in use."""
    for each in blocks:
        for other in in_use:
            if each.meets(other.block):
                yield Overlap(each, min(each, other.block, key=lambda one: one.height), other)


def neighbours(design: Design, vpc: str | None = None) -> tuple[InUse, ...]:
    """Give what the design says is in use around a VPC (around a new one, where none is named)."""
    peers, attached = _peers(design, vpc), _on_the_same_gateway(design, vpc)
    found: list[InUse] = []
    for each in design.vpcs:
        if each.id != vpc:
            kind, why = _relation(each.id, peers, attached)
            found += [InUse(block(cidr), each.id, kind, why) for cidr in (*each.cidrs, *each.ipv6_cidrs)]
    for network in design.on_premises:
        found += [InUse(block(cidr), network.id, "on-premises", FROM_ON_PREMISES) for cidr in network.cidrs]
    for outside in design.external:
        kind, why = _relation(outside.id, peers, attached)
        kind, why = (kind, why) if kind != "vpc" else ("external", OUTSIDE)
        found += [InUse(block(cidr), outside.id, kind, why) for cidr in outside.cidrs]
    unnamed = [(each.id, each.routes) for each in design.vpn_connections if each.on_premises is None]
    unnamed += [(each.id, each.routes) for each in design.direct_connects if each.on_premises is None]
    for name, routes in unnamed:
        far = [cidr for cidr in routes if not cidr.endswith("/0")]
        found += [InUse(block(cidr), name, "on-premises", FROM_ON_PREMISES) for cidr in far]
    return tuple(found)


def _relation(other: str, peers: frozenset[str], attached: frozenset[str]) -> tuple[Kind, str]:
    if other in peers:
        return "peer", PEERED
    return ("transit-gateway", SAME_TRANSIT_GATEWAY) if other in attached else ("vpc", SAME_ESTATE)


def _peers(design: Design, vpc: str | None) -> frozenset[str]:
    pairs = [{each.requester, each.accepter} for each in design.peering_connections]
    return frozenset(name for pair in pairs if vpc in pair for name in pair if name != vpc)


def _on_the_same_gateway(design: Design, vpc: str | None) -> frozenset[str]:
    members: dict[str, set[str]] = {}
    for each in design.transit_gateway_attachments:
        if each.vpc is not None:
            members.setdefault(each.transit_gateway, set()).add(each.vpc)
    return frozenset(name for group in members.values() if vpc in group for name in group if name != vpc)


def forbidden(candidate: Block) -> str | None:
    """Say why no VPC may have a block, None where one may (UG: VPC CIDR blocks)."""
    for cidr in FORBIDDEN_IN_VPC:
        if candidate.meets(block(cidr)):
            return f"lies in {cidr}, which no VPC can use: take a private block such as 10.0.0.0/16"
    return None


def is_public(candidate: Block) -> bool:
    """Tell a block of public addresses: legal, and never advertised by AWS (UG: VPC CIDR blocks)."""
    return not any(candidate.meets(block(cidr)) for cidr in RFC1918 + RFC6598)


def free_near(wanted: Block, in_use: Sequence[InUse]) -> Block | None:
    """Give the nearest block of the same size, in the same private range, that collides with nothing."""
    from_range = next((block(cidr) for cidr in RFC1918 + RFC6598 if block(cidr).holds(wanted)), None)
    if from_range is None:
        return None
    used = spans(each.block for each in in_use)
    step, low = wanted.size, wanted.low
    for away in range(1, 1 << from_range.height - wanted.height):
        for candidate in (Block(low + away * step, wanted.height), Block(low - away * step, wanted.height)):
            if from_range.holds(candidate) and not any(a <= candidate.high and candidate.low <= b for a, b in used):
                return candidate
        if away > 4096:
            return None
    return None

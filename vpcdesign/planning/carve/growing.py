"""Growth as edits: a zone, a tier, a further block, IPv6 addresses. Nothing that exists is renumbered.

Each is the command line's own growth (`planning.growth`) with a title. Its notes are what a person has to know besides,
so they go with the edit.
"""

from collections.abc import Sequence

from vpcdesign.algebra.addresses import V6
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.vpcs import Vpc
from vpcdesign.errors import EditError, PlanError
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.capacity import next_zone
from vpcdesign.planning.carve.outcome import command
from vpcdesign.planning.demand import letter, read_tier
from vpcdesign.planning.ground import choose_vpc, ground
from vpcdesign.planning.growth import Growth, grow_tier, grow_zone, kept_size
from vpcdesign.planning.plan import AMAZON_IPV6, SUBNET_IPV6


def add_zone(design: Design, vpc: str, zone: str = "", *, gateways: bool = True) -> tuple[Edit, tuple[str, ...]]:
    """Add a zone to every tier that stands in all, the next one where none is named; with what is to be said of it."""
    try:
        own = choose_vpc(design, vpc)
        wanted = zone or letter(next_zone(ground(design, own)))
        grown = grow_zone(design, own.id, wanted, gateways=gateways)
    except PlanError as error:
        raise EditError(error.problems) from None
    same = command("grow", "FILE", "--az", wanted, "--vpc", own.id, *(("--gateways",) if gateways else ()))
    title = f"Add zone {letter(wanted)}: {_added(grown)}"
    return Edit(title, grown.design, same), grown.notes


def add_tier(design: Design, vpc: str, text: str) -> tuple[Edit, tuple[str, ...]]:
    """Add a tier to every zone, or to one that exists a further subnet in each: `cache:/24`, `cache:500:isolated`."""
    try:
        own = choose_vpc(design, vpc)
        written = text.strip().replace(" ", ":")
        if "/" in written and ":" not in written:
            written = written.replace("/", ":/", 1)
        tier = read_tier(written, kept_size(design, own.id, written.partition(":")[0]))
        grown = grow_tier(design, own.id, tier)
    except PlanError as error:
        raise EditError(error.problems) from None
    same = command("grow", "FILE", "--tier", written, "--vpc", own.id)
    return Edit(f"Add tier {tier.name}: {_added(grown)}", grown.design, same), grown.notes


def add_block(design: Design, vpc: str, text: str) -> Edit:
    """Add a block to a VPC: a secondary IPv4 one, or an IPv6 one, `amazon` for Amazon's (UG: add a CIDR block)."""
    if text.strip() == "amazon":
        return add_ipv6(design, vpc)
    try:
        own, new = choose_vpc(design, vpc), block(text.strip())
    except PlanError as error:
        raise EditError(error.problems) from None
    if new.low >= V6:
        return add_ipv6(design, vpc, text)
    larger = own.model_copy(update={"cidrs": (*own.cidrs, str(new))})
    same = command("grow", "FILE", "--block", new, "--vpc", own.id)
    return Edit(f"Add block {new} to {own.id}", _with(design, own, larger), same)


def add_ipv6(design: Design, vpc: str, text: str = "amazon") -> Edit:
    """Give a VPC an IPv6 block, Amazon's or one that is named, and each subnet a /64 of it (UG: IPv6 addressing)."""
    try:
        own = choose_vpc(design, vpc)
        root = AMAZON_IPV6 if text == "amazon" else block(text.strip())
    except PlanError as error:
        raise EditError(error.problems) from None
    if own.amazon_ipv6 or own.ipv6_cidrs:
        has = ", ".join(own.ipv6_cidrs) or "a block from Amazon"
        raise EditError(f"{own.id} has IPv6 already: {has}")
    if root.low < V6:
        raise EditError(f"{root} is an IPv4 block: write an IPv6 one, 2001:db8::/56, or amazon")
    members = [each.id for each in design.subnets if each.vpc == own.id]
    if root.height < SUBNET_IPV6 or len(members) > 1 << root.height - SUBNET_IPV6:
        raise EditError(f"{root} has no /64 for each of {len(members)} subnets: take a larger block, a /56")
    update = {"amazon_ipv6": True} if root == AMAZON_IPV6 else {"ipv6_cidrs": (str(root),)}
    numbers = {name: number for number, name in enumerate(members)}
    subnets = tuple(
        each.model_copy(update=_ipv6(root, numbers[each.id])) if each.id in numbers else each for each in design.subnets
    )
    after = _with(design, own, own.model_copy(update=update)).model_copy(update={"subnets": subnets})
    source = "Amazon's /56" if root == AMAZON_IPV6 else str(root)
    return Edit(f"Give {own.id} IPv6: {source}, a /64 in each of {len(members)} subnets", after)


def _ipv6(root: Block, number: int) -> dict[str, str | int]:
    if root == AMAZON_IPV6:
        return {"ipv6_index": number}
    return {"ipv6_cidr": str(Block(root.low + (number << SUBNET_IPV6), SUBNET_IPV6))}


def _with(design: Design, old: Vpc, new: Vpc) -> Design:
    return design.model_copy(update={"vpcs": tuple(new if each is old else each for each in design.vpcs)})


def _added(grown: Growth) -> str:
    names: Sequence[str] = [each.id for each in grown.added]
    return ", ".join(names) if len(names) <= 4 else f"{len(names)} subnets"

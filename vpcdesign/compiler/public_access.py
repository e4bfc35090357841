"""VPC Block Public Access: what may pass internet and egress-only gateways at all (UG: VPC BPA).

It is judged at the subnet whose route table hands the packet to the gateway. Under `block-ingress`, and in a subnet
excluded with `allow-egress` under `block-bidirectional`, only what a NAT gateway or an egress-only gateway sends
passes. That a NAT gateway's own subnet decides for its clients is an inference, told as a note.
"""

from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import blocks
from vpcdesign.algebra.intervals import Intervals, of, overlap, union
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.vpcs import BlockPublicAccess
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Filter, Node, Stage

Openness: TypeAlias = Literal["open", "translated", "closed"]
CODE = "VPC_BLOCK_PUBLIC_ACCESS_ENABLED"
NOTE = "block public access: that the subnet of a NAT gateway decides for its clients is inferred, not documented"


def _block_of(plan: Plan, vpc: str) -> BlockPublicAccess | None:
    noun = plan.estate.vpcs[vpc]
    for one in plan.estate.design.block_public_access:
        if one.mode != "off" and one.region == noun.region and one.account in (None, noun.account):
            return one
    return None


def _openness(plan: Plan, block: BlockPublicAccess, subnet: str, *, whole_vpc: bool = False) -> Openness:
    vpc = plan.estate.subnets[subnet].vpc
    modes = {e.resource: e.mode for e in block.exclusions}
    mode = modes.get(vpc) if whole_vpc else modes.get(subnet, modes.get(vpc))
    if mode == "allow-bidirectional":
        return "open"
    if block.mode == "block-ingress" or mode == "allow-egress":
        return "translated"
    return "closed"


def _origin(block: BlockPublicAccess, place: str) -> Origin:
    return Origin(block.id, "block_public_access", by=block.mode, words=f"{block.mode} stops this at {place}")


def _nat_addresses(plan: Plan, subnet: str) -> Intervals:
    found = [p for d in plan.devices_in.get(subnet, ()) if d.kind == "nat_gateway" for p in d.addresses]
    return of(found)


def allowed_out(plan: Plan, subnet: str, gateway: str, step: Stage, *, stateful: bool = False) -> Stage:
    """Guard the way out through a gateway; `stateful` is an egress-only one."""
    del gateway
    block = _block_of(plan, plan.estate.subnets[subnet].vpc)
    if block is None:
        return step
    openness = _openness(plan, block, subnet)
    if openness == "open" or (openness == "translated" and stateful):
        return step
    origin = _origin(block, subnet)
    lines: tuple[Line, ...] = ()
    if openness == "translated":
        named = origin._replace(words="lets a NAT gateway out")
        lines = (Line(named, allow=True, source=_nat_addresses(plan, subnet), notes=(NOTE,)),)
    return Filter(Rules(lines, origin, CODE), plan.builder.add(step))


def allowed_in(plan: Plan, vpc: str, gateway: str, next_: Node, *, stateful: bool = False) -> Node:
    """Guard the way in through a gateway, by the subnet that the packet is for."""
    block = _block_of(plan, vpc)
    if block is None:
        return next_
    led_on = blocks(
        [
            r.destination
            for t in plan.estate.design.route_tables
            if t.gateway == gateway
            for r in t.routes
            if r.target != "local" and "/" in r.destination
        ]
    )
    open_: Intervals = ()
    for subnet in plan.estate.subnets_of.get(vpc, ()):
        # what a gateway's table leads on needs an exclusion of the whole VPC (UG: VPC BPA basics)
        redirected = overlap(plan.estate.subnet_blocks[subnet.id], led_on)
        openness = _openness(plan, block, subnet.id, whole_vpc=redirected)
        if openness == "open" or (openness == "translated" and stateful):
            open_ = union(open_, plan.estate.subnet_blocks[subnet.id])
        elif openness == "translated":
            open_ = union(open_, _nat_addresses(plan, subnet.id))
    origin = _origin(block, vpc)
    line = Line(
        origin._replace(words="excludes this subnet, or lets answers to a NAT gateway in"),
        allow=True,
        destination=open_,
    )
    return plan.builder.add(Filter(Rules((line,), origin, CODE), next_))

"""VPC peering: one hop, never two (PEER: limitations).

What crosses must be for an address of the other VPC and come from one of this VPC (the latter is not documented: a
note); it is delivered there and goes nowhere else. Security group references survive within a Region only (PEER:
security groups).
"""

from vpcdesign.compiler.blocks import table
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Filter, Mark, Route, Stage, Stop


def peering(plan: Plan, name: str, vpc: str) -> Stage:
    """Write a peering connection for what one of its VPCs sends."""
    noun = plan.estate.nouns[name]
    assert isinstance(noun, PeeringConnection)
    origin = Origin(name, "peering_connection")
    if noun.state != "active":
        return Stop(origin._replace(words=f"{name} is {noun.state}"), "BAD_STATE_ROUTE")
    if vpc not in (noun.requester, noun.accepter):
        return Stop(origin._replace(words=f"{name} does not belong to {vpc}"), "BAD_STATE_ATTACHMENT")
    other = noun.accepter if vpc == noun.requester else noun.requester
    if other not in plan.estate.vpcs:
        words = f"the peer {other} is not in the design"
        return Mark(origin, plan.beyond(name, "peering_connection", words), strip=True)
    near, far = plan.estate.vpcs[vpc], plan.estate.vpcs[other]
    crossing = Mark(origin, plan.to("local", other), strip=near.region != far.region, sender=True, silent=False)
    words = f"a peering delivers only to addresses of {other}, and goes no further"
    miss = Route(origin._replace(words=words), None, "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR")
    over = Route(origin, plan.builder.add(crossing))
    entries = [(low, high, over) for low, high in plan.estate.vpc_blocks[other]]
    door = plan.builder.add(table(origin, entries, miss, silent=True))
    line = Line(origin, allow=True, source=plan.estate.vpc_blocks[vpc])
    refuses = origin._replace(words=f"the source is no address of {vpc}")
    note = "that a peering drops what does not come from its own VPC is inferred, not documented"
    rules = Rules((line,), refuses, "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR", notes=(note,))
    return Filter(rules, door, silent=True, spares=True)  # a load balancer may keep a client's address across

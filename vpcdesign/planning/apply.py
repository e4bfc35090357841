"""A plan put into a design, as one edit: VPCs, subnets, reservations, route tables, and if asked gateways and routes.

What the design holds already is not touched. Each VPC gets a main table that nobody is associated with, so that a
subnet which somebody forgets to associate has no way out (UG: main route table); public and isolated tiers get a table
each, private ones a table in each zone, ready for a NAT gateway of its own.
"""

from collections.abc import Sequence

from vpcdesign.design.document import Design
from vpcdesign.design.gateways import EgressOnlyInternetGateway, InternetGateway
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Reservation, Subnet, Vpc
from vpcdesign.errors import PlanError, Problem
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.demand import WAYS_OUT
from vpcdesign.planning.organisation import Plan
from vpcdesign.planning.plan import AMAZON_IPV6, SUBNET_IPV6, PlannedSubnet, VpcPlan
from vpcdesign.planning.wiring import Draft, nat_gateway, tables_of_tier


def apply(
    plan: Plan, design: Design, *, gateways: bool = False, nats: int | None = None
) -> tuple[Design, tuple[str, ...]]:
    """Give the design with the plan in it, and what is to be said; PlanError where the design is in the way.

    With gateways each VPC that needs one has a NAT gateway in each zone, or only so many as `nats` says.
    """
    problems = [Problem(why) for vpc in plan.vpcs for why in _in_the_way(vpc, design)]
    if problems:
        raise PlanError(problems)
    draft = Draft(design)
    for vpc in plan.vpcs:
        _add(
            draft, vpc, "" if len(plan.vpcs) == 1 and not design.vpcs else f"{vpc.name}-", gateways=gateways, nats=nats
        )
    said = [note for note in draft.notes if gateways or "no way out yet" not in note]
    return draft.design, tuple(dict.fromkeys(said))


def waiting(design: Design, plan: Plan) -> Vpc | None:
    """Give the VPC of the design that the plan is for: it has the plan's block and no subnets yet."""
    busy = {each.vpc for each in design.subnets}
    same = [each for each in design.vpcs if each.cidrs and block(each.cidrs[0]) == plan.vpcs[0].blocks[0]]
    return next((each for each in same if each.id not in busy), None) if len(plan.vpcs) == 1 else None


def _in_the_way(vpc: VpcPlan, design: Design) -> list[str]:
    found = next((each for each in design.vpcs if each.id == vpc.name), None)
    subnets = [each for each in design.subnets if found is not None and each.vpc == found.id]
    if found is not None and (subnets or block(found.cidrs[0]) != vpc.blocks[0]):
        said = (
            f"the design has a VPC `{vpc.name}` already, {', '.join(found.cidrs)} with {len(subnets)} subnets: "
            "`vpcdesign grow` adds to it without moving anything, and `--vpc NAME` plans another"
        )
        return [said]
    return []


def _add(draft: Draft, vpc: VpcPlan, prefix: str, *, gateways: bool, nats: int | None) -> None:
    known = next((place for place, each in enumerate(draft.design.vpcs) if each.id == vpc.name), None)
    ipv6 = () if vpc.ipv6 in {None, AMAZON_IPV6} else (str(vpc.ipv6),)
    cidrs, amazon = tuple(map(str, vpc.blocks)), vpc.ipv6 == AMAZON_IPV6
    if known is None:
        draft.name(vpc.name)
        draft.add(vpcs=[Vpc(id=vpc.name, region=vpc.region, cidrs=cidrs, ipv6_cidrs=ipv6, amazon_ipv6=amazon)])
    else:
        old = draft.design.vpcs[known]
        update = {
            "cidrs": tuple(dict.fromkeys((*old.cidrs, *cidrs))),
            "ipv6_cidrs": tuple(dict.fromkeys((*old.ipv6_cidrs, *ipv6))),
            "amazon_ipv6": old.amazon_ipv6 or amazon,
        }
        draft.put("vpcs", old.model_copy(update=update), known)
    if not any(each.main and each.vpc == vpc.name for each in draft.design.route_tables):
        draft.add(route_tables=[RouteTable(id=draft.name(f"{prefix}main"), vpc=vpc.name, main=True)])
    if gateways:
        _add_gateways(draft, vpc, prefix)
    _add_subnets(draft, vpc, prefix, nats if gateways else 0)
    kept = [
        Reservation(id=draft.name(e.name), vpc=vpc.name, cidr=str(e.block), tier=e.tier, reason=e.reason)
        for e in vpc.reservations
    ]
    draft.add(reservations=kept)


def _add_gateways(draft: Draft, vpc: VpcPlan, prefix: str) -> None:
    """Add the gateways that the tiers' ways out need; NAT gateways come with the public subnets."""
    kinds = {each.way_out for each in vpc.subnets}
    if "private" in kinds and "public" not in kinds:
        raise PlanError(
            f"`{vpc.name}` has private tiers and no public one to put NAT gateways in: add `--tier public:/24`, or "
            "make the tiers isolated"
        )
    design = draft.design
    if "public" in kinds and not any(each.vpc == vpc.name for each in design.internet_gateways):
        draft.add(internet_gateways=[InternetGateway(id=draft.name(f"{prefix}igw"), vpc=vpc.name)])
    egress = vpc.ipv6 is not None and "private" in kinds
    if egress and not any(each.vpc == vpc.name for each in design.egress_only_internet_gateways):
        made = EgressOnlyInternetGateway(id=draft.name(f"{prefix}eigw"), vpc=vpc.name)
        draft.add(egress_only_internet_gateways=[made])


def _add_subnets(draft: Draft, vpc: VpcPlan, prefix: str, nats: int | None) -> None:
    """Add the subnets tier by tier, public ones first, so that each NAT gateway stands before a route leads to it."""
    tiers: dict[str, list[PlannedSubnet]] = {}
    for each in vpc.subnets:
        tiers.setdefault(each.tier, []).append(each)
    made: list[Subnet] = []
    private = any(each.way_out == "private" for each in vpc.subnets)
    for way_out in WAYS_OUT:
        for tier, members in tiers.items():
            if members[0].way_out != way_out:
                continue
            tables = tables_of_tier(draft, vpc.name, f"{prefix}{tier}", way_out, [each.az for each in members])
            subnets = [_subnet(draft, vpc, each, tables[each.az]) for each in members]
            draft.add(subnets=subnets)
            if private and way_out == "public" and not made:
                for home in subnets[:nats]:
                    nat_gateway(draft, home, prefix)
            made += subnets
    _in_order(draft, made, [each.name for each in vpc.subnets])


def _in_order(draft: Draft, made: Sequence[Subnet], names: Sequence[str]) -> None:
    """Put the new subnets in the order of the plan."""
    new = {each.id for each in made}
    old = [each for each in draft.design.subnets if each.id not in new]
    places = {name: place for place, name in enumerate(names)}
    ordered = sorted(made, key=lambda each: places.get(each.id, len(places)))
    draft.design = draft.design.model_copy(update={"subnets": (*old, *ordered)})


def _subnet(draft: Draft, vpc: VpcPlan, planned: PlannedSubnet, table: str) -> Subnet:
    return Subnet(
        id=draft.name(planned.name),
        vpc=vpc.name,
        az=planned.az,
        cidr=str(planned.block),
        tier=planned.tier,
        route_table=table,
        ipv6_index=ipv6_index(vpc, planned.ipv6) if vpc.ipv6 == AMAZON_IPV6 else None,
        ipv6_cidr=str(planned.ipv6) if planned.ipv6 is not None and vpc.ipv6 != AMAZON_IPV6 else None,
    )


def ipv6_index(vpc: VpcPlan, own: Block | None) -> int | None:
    """Give the number of a /64 in the VPC's IPv6 block."""
    return None if own is None or vpc.ipv6 is None else (own.low - vpc.ipv6.low) >> SUBNET_IPV6

"""What AWS refuses of a subnet: its blocks, its zone, and whose route table and network ACL it uses.

AWS never chooses a subnet's block, so one of either family is written; an IPv6 one may be the number of a /64 in a
block that AWS has yet to give.
"""

import re

from vpcdesign.aws.blocks import SUBNET_IPV4_PREFIXES, SUBNET_IPV6_PREFIXES
from vpcdesign.design.filters import NetworkAcl
from vpcdesign.design.legality.survey import (
    Problems,
    Survey,
    has_ipv6,
    is_v6,
    meet,
    overlaps,
    prefix_length,
    refusal,
    span,
    within_any,
)
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Subnet, Vpc

ZONE_NAME = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d")


def check(survey: Survey) -> Problems:
    """Tell everything about subnets, one after the other."""
    for place, subnet in enumerate(survey.design.subnets):
        at, vpc = f"/subnets/{place}", survey.seen_vpc(subnet.vpc)
        yield from some_block(subnet, at)
        yield from ipv4_block(survey, subnet, at)
        yield from ipv6_block(survey, subnet, vpc, at)
        yield from zone(subnet, vpc, at)
        yield from table_and_acl(survey, subnet, at)
    for subnets in survey.subnets_of.values():
        yield from blocks_overlap(subnets)
        yield from same_index(subnets)


def some_block(subnet: Subnet, at: str) -> Problems:
    """Tell a subnet without any block (API CreateSubnet)."""
    if subnet.cidr is None and subnet.ipv6_cidr is None and subnet.ipv6_index is None:
        yield refusal(
            f"{at}/cidr",
            f"`{subnet.id}` has no block: give it one of its VPC's, `vpcdesign plan` proposes some",
            "MissingParameter",
        )


def ipv4_block(survey: Survey, subnet: Subnet, at: str) -> Problems:
    """Tell an IPv4 block of a wrong size or outside the VPC's blocks (UG: subnet CIDR blocks)."""
    if subnet.cidr is None:
        return
    found, length = span(subnet.cidr), prefix_length(subnet.cidr)
    if length not in SUBNET_IPV4_PREFIXES:
        wrong = "larger" if length < SUBNET_IPV4_PREFIXES[0] else "smaller"
        yield refusal(
            f"{at}/cidr",
            f"`{subnet.cidr}` is {wrong} than AWS allows for a subnet: a block is /16 to /28",
            "InvalidSubnet.Range",
        )
    own = [each for each in survey.vpc_spans.get(subnet.vpc, ()) if not is_v6(each)]
    if own and not within_any(found, own):
        met = sum(meet(found, each) for each in own)
        why = (
            f"straddles {met} blocks of `{subnet.vpc}`: a subnet lies in one of them"
            if met > 1
            else f"is not inside a block of `{subnet.vpc}`: take a part of {_blocks(survey, subnet.vpc, ipv6=False)}"
        )
        yield refusal(f"{at}/cidr", f"`{subnet.cidr}` {why}", "InvalidSubnet.Range")


def ipv6_block(survey: Survey, subnet: Subnet, vpc: Vpc | None, at: str) -> Problems:
    """Tell an IPv6 block of a wrong size, outside the VPC's or in a VPC without IPv6 (UG: subnet sizing for IPv6)."""
    if subnet.ipv6_cidr is not None:
        if prefix_length(subnet.ipv6_cidr) not in SUBNET_IPV6_PREFIXES:
            yield refusal(
                f"{at}/ipv6_cidr",
                f"`{subnet.ipv6_cidr}` has a size that AWS does not allow for a subnet: a block is /44 to /64 in steps "
                "of four",
                "InvalidSubnet.Range",
            )
        if vpc and not has_ipv6(vpc):
            yield refusal(f"{at}/ipv6_cidr", f"`{vpc.id}` has no IPv6 block: give it one first", "InvalidSubnet.Range")
        own = [each for each in survey.vpc_spans.get(subnet.vpc, ()) if is_v6(each)]
        if own and not within_any(span(subnet.ipv6_cidr), own):
            yield refusal(
                f"{at}/ipv6_cidr",
                f"`{subnet.ipv6_cidr}` is not inside an IPv6 block of `{subnet.vpc}`: take a part of "
                f"{_blocks(survey, subnet.vpc, ipv6=True)}",
                "InvalidSubnet.Range",
            )
    elif subnet.ipv6_index is not None and vpc:
        if not has_ipv6(vpc):
            yield refusal(
                f"{at}/ipv6_index",
                f"`{vpc.id}` has no IPv6 block: ask for one with `amazon_ipv6`",
                "InvalidSubnet.Range",
            )
        elif not 0 <= subnet.ipv6_index <= 255:
            yield refusal(
                f"{at}/ipv6_index",
                f"`{subnet.ipv6_index}` is no /64 of a /56: count from 0 to 255",
                "InvalidSubnet.Range",
            )


def _blocks(survey: Survey, vpc: str, *, ipv6: bool) -> str:
    found = survey.seen_vpc(vpc)
    return ", ".join((found.ipv6_cidrs if ipv6 else found.cidrs) if found else ())


def zone(subnet: Subnet, vpc: Vpc | None, at: str) -> Problems:
    """Tell a zone of another Region than the VPC's (UG: subnets)."""
    if vpc and ZONE_NAME.match(subnet.az) and not subnet.az.startswith(vpc.region):
        yield refusal(
            f"{at}/az",
            f"`{subnet.az}` is not in {vpc.region}, where `{vpc.id}` is: name a zone of that Region",
            "InvalidParameterValue",
        )


def table_and_acl(survey: Survey, subnet: Subnet, at: str) -> Problems:
    """Tell a route table or network ACL of another VPC (UG: route table concepts, network ACL basics)."""
    table, acl = survey.find(RouteTable, subnet.route_table), survey.find(NetworkAcl, subnet.network_acl)
    if table and table.vpc != subnet.vpc:
        yield refusal(
            f"{at}/route_table",
            f"`{table.id}` belongs to `{table.vpc}` and `{subnet.id}` to `{subnet.vpc}`: use a table of the same VPC",
            "InvalidParameterValue",
        )
    if acl and acl.vpc != subnet.vpc:
        yield refusal(
            f"{at}/network_acl",
            f"`{acl.id}` belongs to `{acl.vpc}` and `{subnet.id}` to `{subnet.vpc}`: use a list of the same VPC",
            "InvalidParameterValue",
        )


def blocks_overlap(subnets: list[tuple[int, Subnet]]) -> Problems:
    """Tell subnets of one VPC that overlap (UG: subnet CIDR blocks); one sorted sweep."""
    for field in ("cidr", "ipv6_cidr"):
        known = {place: (each, getattr(each, field)) for place, each in subnets if getattr(each, field)}
        for one, two in overlaps((span(cidr), place) for place, (_, cidr) in known.items()):
            first, second = sorted((one, two))
            (earlier, taken), (_, cidr) = known[first], known[second]
            yield refusal(
                f"/subnets/{second}/{field}",
                f"`{cidr}` overlaps `{taken}` of subnet `{earlier.id}`: subnets of a VPC are disjoint",
                "InvalidSubnet.Conflict",
            )


def same_index(subnets: list[tuple[int, Subnet]]) -> Problems:
    """Tell two subnets that number the same /64 of a block that is not yet known (UG: subnet sizing for IPv6)."""
    seen: dict[int, str] = {}
    for place, subnet in subnets:
        if subnet.ipv6_index is not None and subnet.ipv6_cidr is None:
            first = seen.setdefault(subnet.ipv6_index, subnet.id)
            if first != subnet.id:
                yield refusal(
                    f"/subnets/{place}/ipv6_index",
                    f"`{subnet.ipv6_index}` is the /64 of subnet `{first}` already: number another",
                    "InvalidSubnet.Conflict",
                )

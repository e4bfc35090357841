"""Which packets can open a conversation through a network ACL, as far as security groups tell.

A list needs rules for answers as well; a rule that nobody can open anything by is there for answers alone. What no
group judges (NAT gateways, attachments of transit gateways, appliances) passes on what others open: for that the lines
of all groups are taken together. Where nothing is known yet, every packet may open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import ALL, address, blocks
from vpcdesign.algebra.intervals import EMPTY, Intervals, of, point, union
from vpcdesign.analysis.boxes import Box
from vpcdesign.analysis.lines.spaces import SERVICES, Sight, Space
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import Design
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.filters import EgressRule, IngressRule, NetworkAcl, SecurityGroup
from vpcdesign.design.vpcs import Subnet

Direction = Literal["ingress", "egress"]
EVERYTHING: Box = (ALL, svc.ALL)


def guarded(design: Design, acl: NetworkAcl) -> list[Subnet]:
    """Give the subnets that a list guards: those that name it; the default list's are those that name none as well."""
    return [
        one
        for one in design.subnets
        if one.network_acl == acl.id or (acl.default and one.network_acl is None and one.vpc == acl.vpc)
    ]


def openers(design: Design, subnets: Iterable[Subnet], direction: Direction) -> list[Box]:
    """Give the packets by which a conversation can begin into (or out of) these subnets."""
    names = {one.id for one in subnets}
    groups = list(_worn(design, names, direction))
    passed = _passers(design, names)
    if not groups and not passed:
        return [EVERYTHING]
    sight, held = Sight(design), members(design)
    found = [_met(sight.of_line(line), held) for group in groups for line in _lines(group, direction)]
    if passed:
        asked = EMPTY
        for group in design.security_groups:
            for way in ("ingress", "egress"):
                for space in map(sight.of_line, _lines(group, way)):
                    asked = asked if space.mark else union(asked, space.box[SERVICES])
        found.append((ALL, asked))
    return [box for box in found if all(box)]


def _met(space: Space, held: dict[str, Intervals]) -> Box:
    """Give what a line matches here and now: of a reference, the addresses of those who wear the group."""
    return (held[space.mark], space.box[SERVICES]) if held.get(space.mark) else space.box


def members(design: Design) -> dict[str, Intervals]:
    """Give the private addresses of everybody who wears each group; the whole subnet's where AWS has yet to choose."""
    homes = {one.id: blocks([cidr for cidr in (one.cidr, one.ipv6_cidr) if cidr]) for one in design.subnets}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in design.network_interfaces:
        own = [text for text in (one.private_ip, *one.ipv6_addresses) if text]
        for group in one.security_groups:
            found[group] += [pair for text in own for pair in point(address(text))] or homes.get(one.subnet, EMPTY)
    holders: list[LoadBalancer | VpcEndpoint] = [*design.load_balancers, *design.vpc_endpoints]
    for holder in holders:
        for node in holder.nodes:
            own = [text for text in (node.private_ip, node.ipv6) if text]
            for group in holder.security_groups:
                found[group] += [pair for text in own for pair in point(address(text))] or homes.get(node.subnet, EMPTY)
    return {group: of(pairs) for group, pairs in found.items()}


def _lines(group: SecurityGroup, direction: str) -> Sequence[IngressRule | EgressRule]:
    return group.ingress if direction == "ingress" else group.egress


def _worn(design: Design, subnets: set[str], direction: Direction) -> Iterator[SecurityGroup]:
    """Give the groups of everybody who lives in the subnets and opens conversations, or is asked, that way."""
    vpcs = {one.id: one.vpc for one in design.subnets}
    ids: dict[str, None] = {}
    bare: set[str] = set()
    for interface in design.network_interfaces:
        if interface.subnet in subnets:
            ids.update(dict.fromkeys(interface.security_groups))
            if not interface.security_groups:
                bare.add(vpcs[interface.subnet])
    for balancer in design.load_balancers:
        if any(node.subnet in subnets for node in balancer.nodes):
            ids.update(dict.fromkeys(balancer.security_groups))
    for endpoint in design.vpc_endpoints:
        if direction == "ingress" and any(node.subnet in subnets for node in endpoint.nodes):
            ids.update(dict.fromkeys(endpoint.security_groups))
    yield from (one for one in design.security_groups if one.id in ids or (one.default and one.vpc in bare))


def _passers(design: Design, subnets: set[str]) -> bool:
    """Tell whether something stands in the subnets that passes on what others open."""
    return (
        any(one.subnet in subnets for one in design.nat_gateways)
        or any(subnets & set(one.subnets) for one in design.transit_gateway_attachments)
        or any(node.subnet in subnets for one in design.firewalls for node in one.endpoints)
        or any(
            node.subnet in subnets
            for one in design.vpc_endpoints
            if one.kind == "gateway-load-balancer"
            for node in one.nodes
        )
        or any(not one.source_dest_check and one.subnet in subnets for one in design.network_interfaces)
        or any(
            not one.security_groups and any(node.subnet in subnets for node in one.nodes)
            for one in design.load_balancers
        )
    )

"""What one line matches, as boxes of addresses and services: the same truth as the compiler's, line by line.

A reference to a security group is the set of its members' addresses as far as a design can promise it, for the members
themselves come and go: the blocks of the VPCs where the group may be worn, under the group's own mark. So another
reference never covers it, a block that holds those VPCs does. A prefix list whose entries nobody knows is marked too.
"""

from collections.abc import Iterable
from typing import NamedTuple

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import ALL, ALL_V4, V6, block, blocks
from vpcdesign.algebra.intervals import EMPTY, Intervals, overlap, subset, union
from vpcdesign.analysis.boxes import Box, without
from vpcdesign.compiler.meanings import services_of
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, Rule, SecurityGroup
from vpcdesign.design.routing import PrefixList

ADDRESSES, SERVICES = 0, 1


class Space(NamedTuple):
    """What a line matches: its packets, and the mark that they need to bear, if any."""

    box: Box
    mark: str = ""


NOTHING = Space((EMPTY, EMPTY))


def services(rule: Rule) -> Intervals:
    """Give the services of a line as a set."""
    found = services_of(rule)
    return svc.ALL if found is None else found


def of_acl_rule(rule: AclRule) -> Box:
    """Give the packets of a network ACL's rule: with an IPv4 block ICMPv6 has no types (API CreateNetworkAclEntry)."""
    addresses, asked = block(rule.cidr), services(rule)
    if addresses[0][0] < V6 and subset(asked, svc.ports(svc.ICMPV6)):
        asked = svc.ports(svc.ICMPV6)
    return addresses, asked


class Sight:
    """A design as the lines of its security groups see it."""

    def __init__(self, design: Design) -> None:
        self.lists = {one.id: one for one in design.prefix_lists}
        self.groups = {one.id: one for one in design.security_groups}
        self._blocks: dict[str, Intervals] = {}
        for vpc in design.vpcs:
            unknown = vpc.amazon_ipv6 and not vpc.ipv6_cidrs
            own = blocks([*vpc.cidrs, *vpc.ipv6_cidrs])
            self._blocks[vpc.id] = union(own, block("2000::/3")) if unknown else own

    def of_line(self, rule: IngressRule | EgressRule) -> Space:
        """Give what a security group's line matches; a stale one matches nothing (PEER: stale rules)."""
        if rule.stale:
            return NOTHING
        listed = self.lists.get(rule.peer)
        if listed is not None:
            return self._listed(listed, services(rule))
        group = self.groups.get(rule.peer)
        if group is not None:
            return Space((self.worn(group), services(rule)), group.id)
        try:
            return Space((block(rule.peer), services(rule)))
        except ValueError:
            return Space((ALL, services(rule)), rule.peer)

    def worn(self, group: SecurityGroup) -> Intervals:
        """Give every address that a member of a group may have: those of the VPCs it is associated with."""
        found = EMPTY
        for vpc in (group.vpc, *group.associated_vpcs):
            found = union(found, self._blocks.get(vpc, ALL))
        return found or ALL_V4

    @staticmethod
    def _listed(listed: PrefixList, asked: Intervals) -> Space:
        return Space((blocks(listed.cidrs), asked)) if listed.cidrs else Space((ALL, asked), listed.id)


def covers(one: Space, other: Space) -> bool:
    """Tell whether a line matches everything that another does."""
    if one.mark and one.mark != other.mark:
        return False
    return all(subset(mine, theirs) for mine, theirs in zip(other.box, one.box, strict=True))


def left(space: Space, others: Iterable[Space]) -> list[Box]:
    """Give what a line matches and none of the others does."""
    return without([space.box], [one.box for one in others if not one.mark or one.mark == space.mark])


def touches(one: Box, other: Box) -> bool:
    """Tell whether two boxes share a packet."""
    return all(overlap(mine, theirs) for mine, theirs in zip(one, other, strict=True))

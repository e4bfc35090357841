"""Network ACLs and security groups, rule by rule, of one packet.

Like the rest of the simulator it shares no code with the compiler: what both read wrong in the same way goes unseen.
"""

from collections.abc import Iterable
from ipaddress import ip_network

from tests.laws.aws_facts import Address, Packet
from vpcdesign.design.document import Design
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, NetworkAcl, Rule, SecurityGroup
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.routing import PrefixList
from vpcdesign.design.vpcs import Subnet

NUMBERS = {"icmp": 1, "tcp": 6, "udp": 17, "icmpv6": 58}


class Filters:
    """The lists and groups of one design."""

    def __init__(self, design: Design) -> None:
        self.lists: dict[str, NetworkAcl] = {each.id: each for each in design.network_acls}
        self.defaults = {each.vpc: each for each in design.network_acls if each.default}
        self.groups: dict[str, SecurityGroup] = {each.id: each for each in design.security_groups}
        self.prefix_lists: dict[str, PrefixList] = {each.id: each for each in design.prefix_lists}
        self._ports = tuple(sorted(self._borders()))

    def _borders(self) -> set[int]:
        """Give the ports at which some list may change its mind, and both ends of what a NAT gateway uses."""
        found = {1024, 65535}
        for each in self.lists.values():
            for rule in (*each.ingress, *each.egress):
                low, high = ports(rule)
                found |= {low - 1, low, high, high + 1}
        return {port for port in found if 1024 <= port <= 65535}

    def ports(self) -> tuple[int, ...]:
        """Give the ports of a NAT gateway that differ in anybody's eyes."""
        return self._ports

    # --- network ACLs -----------------------------------------------------------------------------------------------

    def leaves(self, subnet: Subnet, packet: Packet) -> bool:
        """Ask the list about a packet that leaves a subnet: by where it goes to."""
        found = self._list(subnet)
        return found is None or first_match(found.egress, packet, packet.target)

    def enters(self, subnet: Subnet, packet: Packet) -> bool:
        """Ask the list about a packet that comes into a subnet: by where it comes from."""
        found = self._list(subnet)
        return found is None or first_match(found.ingress, packet, packet.source)

    def _list(self, subnet: Subnet) -> NetworkAcl | None:
        """Give a subnet's list; where AWS made the default one, it lets everything through (UG: default NACL)."""
        return self.lists[subnet.network_acl] if subnet.network_acl else self.defaults.get(subnet.vpc)

    # --- security groups --------------------------------------------------------------------------------------------

    def lets_out(self, holder: NetworkInterface, packet: Packet) -> frozenset[str] | None:
        """Ask about a new connection: None is no; else the groups of which its target must be, or none of them."""
        owed: set[str] = set()
        for rule in (rule for name in holder.security_groups for rule in self.groups[name].egress):
            if fits(rule, packet) and not rule.stale:
                if rule.destination in self.groups:
                    owed.add(rule.destination)
                elif self._holds(rule.destination, packet.target):
                    return frozenset()
        return frozenset(owed) if owed else None

    def lets_in(self, holder: NetworkInterface, packet: Packet, marks: frozenset[str]) -> bool:
        """Ask about a new connection that arrives with the marks of its sender."""
        for rule in (rule for name in holder.security_groups for rule in self.groups[name].ingress):
            if fits(rule, packet) and not rule.stale:
                known = rule.source in marks if rule.source in self.groups else self._holds(rule.source, packet.source)
                if known:
                    return True
        return False

    def _holds(self, peer: str, address: Address) -> bool:
        cidrs = self.prefix_lists[peer].cidrs if peer in self.prefix_lists else (peer,)
        return any(address in ip_network(each) for each in cidrs)


def first_match(rules: Iterable[AclRule], packet: Packet, address: Address) -> bool:
    """The first rule by number decides, and no rule denies (UG: NACL basics)."""
    for rule in sorted(rules, key=lambda each: each.rule):
        if fits(rule, packet) and address in ip_network(rule.cidr):
            return rule.action == "allow"
    return False


def ports(rule: Rule) -> tuple[int, int]:
    """Read the ports of a rule."""
    if rule.ports is None:
        return 0, 65535
    low, _, high = rule.ports.partition("-")
    return int(low), int(high or low)


def fits(rule: IngressRule | EgressRule | AclRule, packet: Packet) -> bool:
    """Tell whether a rule speaks of the packet's service (UG: security group rules; custom network ACLs)."""
    if rule.protocol == "all":
        return True
    number = NUMBERS.get(rule.protocol)
    if (int(rule.protocol) if number is None else number) != packet.protocol:
        return False
    if packet.protocol in {6, 17}:
        low, high = ports(rule)
        return low <= packet.port <= high
    if packet.protocol in {1, 58}:
        kind = rule.icmp_type in {None, -1, packet.port >> 8}
        return kind and rule.icmp_code in {None, -1, packet.port & 255}
    return True

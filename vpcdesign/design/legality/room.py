"""Whether a subnet has room for what the design puts into it (UG: subnet CIDR blocks; ALB: subnets).

Addresses that are known count once, whoever writes them; what has yet to get one counts one each. An application load
balancer wants eight to grow into.
"""

from collections import defaultdict

from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.aws.blocks import BALANCER_FREE_ADDRESSES
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.legality.survey import Problems, Survey, prefix_length, refusal

DELEGATED = 16
"""Addresses in an IPv4 prefix that is delegated to an interface, a /28 (EC2: prefix delegation)."""


class Demand:
    """What each subnet has to hold."""

    def __init__(self, survey: Survey) -> None:
        """Start with nothing."""
        self.survey = survey
        self.known: defaultdict[str, set[str]] = defaultdict(set)
        self.unknown: defaultdict[str, int] = defaultdict(int)

    def add(self, subnet: str, address: str | None, interface: str | None = None) -> None:
        """Count an address that is known, or one more that is not; one whose interface is listed counts there."""
        if address is not None:
            self.known[subnet].add(address)
        elif self.survey.find(NetworkInterface, interface) is None:
            self.unknown[subnet] += 1

    def of(self, subnet: str) -> int:
        """Give how many addresses a subnet needs."""
        return len(self.known[subnet]) + self.unknown[subnet]


def check(survey: Survey) -> Problems:
    """Tell subnets that are too small for their members."""
    demand = Demand(survey)
    interfaces(survey, demand)
    managed(survey, demand)
    for place, subnet in enumerate(survey.design.subnets):
        if subnet.cidr is None:
            continue
        free = 2 ** (32 - prefix_length(subnet.cidr)) - RESERVED_PER_SUBNET
        needed = demand.of(subnet.id)
        if needed > free:
            yield refusal(
                f"/subnets/{place}/cidr",
                f"`{subnet.cidr}` has {max(free, 0)} addresses to give and the design puts {needed} into "
                f"`{subnet.id}`: take a larger block",
                "InsufficientFreeAddressesInSubnet",
            )


def interfaces(survey: Survey, demand: Demand) -> None:
    """Count the interfaces of the design; `any` stands for one at least."""
    known, unknown = demand.known, demand.unknown
    for subnet, (primaries, _) in survey.lodgers.items():
        if waiting := primaries.count(None):
            unknown[subnet] += waiting
        known[subnet].update(filter(None, primaries))
    for _, each in survey.uncommon:
        if each.count != 1 and isinstance(each.count, int):
            unknown[each.subnet] += each.count - 1
        if each.secondary_ips:
            known[each.subnet].update(secondary.private_ip for secondary in each.secondary_ips)
        if each.prefixes:
            unknown[each.subnet] += DELEGATED * sum(_is_v4(cidr) for cidr in each.prefixes)


def _is_v4(cidr: str) -> bool:
    return ":" not in cidr


def managed(survey: Survey, demand: Demand) -> None:
    """Count what AWS puts into subnets: NAT gateways, load balancers, endpoints, attachments, firewalls."""
    design = survey.design
    for gateway in design.nat_gateways:
        if gateway.subnet is not None:
            for address in gateway.addresses or (None,):
                demand.add(gateway.subnet, address.private_ip if address else None, gateway.interface)
    for balancer in design.load_balancers:
        extra = BALANCER_FREE_ADDRESSES - 1 if balancer.kind == "application" else 0
        for node in balancer.nodes:
            demand.add(node.subnet, node.private_ip, node.interface)
            demand.unknown[node.subnet] += extra
    ends = (end for endpoint in design.vpc_endpoints for end in endpoint.nodes)
    for end in ends:
        demand.add(end.subnet, end.private_ip, end.interface)
    attached = (name for each in design.transit_gateway_attachments if not each.interfaces for name in each.subnets)
    guarded = (end.subnet for firewall in design.firewalls for end in firewall.endpoints)
    for subnet in (*attached, *guarded):
        demand.add(subnet, None)

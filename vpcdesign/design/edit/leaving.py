"""What becomes of whatever names a noun that is deleted, field by field, as AWS has it.

A rule says what happens when all goes that hangs on the noun, and AWS's code where AWS itself would refuse to delete
the noun as long as it is named there. `RULES` has the fields where more happens than that the name is taken out.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Fate: TypeAlias = Literal["goes", "part", "out", "blackhole", "stale"]
"""The noun goes too; the part of it goes; the name is taken out; the route stays as a blackhole, the line as stale."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens to a place that names what is deleted.

    With a `code` AWS refuses as long as that place names it. `alone` is what happens instead when only the noun itself
    is to go. With `last` the noun goes when no other name, or no other part, is left in the list.
    """

    fate: Fate
    code: str = ""
    alone: Fate | None = None
    last: bool = False


IN_USE = "DependencyViolation"
HELD = Rule("goes", IN_USE)
OUT = Rule("out")

RULES: dict[str, Rule] = {
    # UG: delete your VPC: everything in it has to be gone first.
    "subnets.vpc": HELD,
    "route_tables.vpc": HELD,
    "internet_gateways.vpc": HELD,
    "egress_only_internet_gateways.vpc": HELD,
    "nat_gateways.vpc": HELD,
    "virtual_private_gateways.vpc": HELD,
    "transit_gateway_attachments.vpc": HELD,
    "vpc_endpoints.vpc": HELD,
    "security_groups.vpc": HELD,
    "network_acls.vpc": HELD,
    "load_balancers.vpc": HELD,
    "firewalls.vpc": HELD,
    "reservations.vpc": Rule("goes"),
    "peering_connections.requester": Rule("goes"),
    "peering_connections.accepter": Rule("goes"),
    # UG: delete a subnet: no interface may be in it.
    "network_interfaces.subnet": HELD,
    "nat_gateways.subnet": HELD,
    "transit_gateway_attachments.subnets": Rule("out", IN_USE, last=True),
    "vpc_endpoints.nodes.subnet": Rule("part", IN_USE, last=True),
    "load_balancers.nodes.subnet": Rule("part", IN_USE, last=True),
    "firewalls.endpoints.subnet": Rule("part", IN_USE, last=True),
    "reservations.subnet": Rule("goes"),
    # UG: subnet route tables, network ACL basics: what has associations is not deleted.
    "subnets.route_table": Rule("out", IN_USE),
    "subnets.network_acl": Rule("out", IN_USE),
    # UG: NAT gateways, detach an internet gateway; TGW: route tables. A route outlives its target.
    "route_tables.routes.target": Rule("blackhole"),
    "route_tables.routes.destination": Rule("part"),
    "transit_gateway_route_tables.routes.destination": Rule("part"),
    # UG: security group basics; PEER: stale rules.
    "security_groups.ingress.source": Rule("part", IN_USE),
    "security_groups.egress.destination": Rule("part", IN_USE),
    "network_interfaces.security_groups": Rule("out", IN_USE),
    "load_balancers.security_groups": Rule("out", IN_USE),
    "vpc_endpoints.security_groups": Rule("out", IN_USE),
    # EC2: delete on termination; Elastic IP addresses.
    "network_interfaces.instance": Rule("goes", alone="out"),
    "elastic_ips.interface": Rule("goes", alone="out"),
    "nat_gateways.addresses.elastic_ip": Rule("part", "InvalidIPAddress.InUse", last=True),
    # VPN; TGW: what a connection or an attachment ends on.
    "vpn_connections.customer_gateway": Rule("goes", "IncorrectState"),
    "vpn_connections.virtual_private_gateway": Rule("goes", "IncorrectState"),
    "vpn_connections.transit_gateway": Rule("goes", "IncorrectState"),
    "transit_gateway_attachments.transit_gateway": Rule("goes", "IncorrectState"),
    "transit_gateway_attachments.peer": Rule("goes", "IncorrectState"),
    "transit_gateway_attachments.vpn_connection": Rule("goes"),
    "transit_gateway_attachments.direct_connect": Rule("goes"),
    "transit_gateway_attachments.firewall": Rule("goes"),
    "transit_gateway_route_tables.transit_gateway": Rule("goes"),
    "firewalls.transit_gateway": Rule("goes"),
    # ELB and PL: a target group behind a listener, a load balancer behind an endpoint.
    "load_balancers.listeners.target_groups": Rule("out", "ResourceInUse"),
    "load_balancers.target_groups.targets.target": Rule("part"),
    "vpc_endpoints.load_balancer": Rule("goes", "ResourceInUse"),
    "block_public_access.exclusions.resource": Rule("part"),
}


def rule(kind: str, fields: str) -> Rule:
    """Give the rule for a field; where there is none, the name is taken out and nothing else happens."""
    return RULES.get(f"{kind}.{fields}", OUT)

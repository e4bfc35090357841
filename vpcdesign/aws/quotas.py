"""AWS's quotas: how many of a thing one may have by default, and to how many AWS raises it.

A maximum is written where AWS documents one; where it equals the default the quota is fixed, and None says that AWS
raises it on request to what it sees fit. Numbers are per Region and account unless the name says otherwise.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quota:
    """One quota: what is counted (in words that follow a number), the default, the most, and its page."""

    counted: str
    default: int
    maximum: int | None
    source: str


VPC_QUOTAS, PEER, PL, TGW, VPN, DX = (
    "UG: VPC quotas",
    "PEER: quotas",
    "PL: quotas",
    "TGW: quotas",
    "VPN: quotas",
    "DX: quotas",
)

VPCS = Quota("VPCs in the Region", 5, None, VPC_QUOTAS)
SUBNETS = Quota("subnets", 200, None, VPC_QUOTAS)
IPV4_BLOCKS = Quota("IPv4 blocks", 5, 50, VPC_QUOTAS)
IPV6_BLOCKS = Quota("IPv6 blocks", 5, 50, VPC_QUOTAS)
INTERFACES = Quota("network interfaces in the Region", 5000, None, VPC_QUOTAS)
ELASTIC_IPS = Quota("Elastic IP addresses in the Region", 5, None, VPC_QUOTAS)
NAT_ELASTIC_IPS = Quota("Elastic IP addresses", 2, 8, VPC_QUOTAS)
NAT_PRIVATE_IPS = Quota("private addresses", 8, None, VPC_QUOTAS)
NAT_GATEWAYS = Quota("NAT gateways in the zone", 5, None, VPC_QUOTAS)
REGIONAL_NAT_GATEWAYS = Quota("regional NAT gateways", 5, None, VPC_QUOTAS)
INTERNET_GATEWAYS = Quota("internet gateways in the Region", 5, None, VPC_QUOTAS)
EGRESS_ONLY_GATEWAYS = Quota("egress-only internet gateways in the Region", 5, None, VPC_QUOTAS)
ROUTE_TABLES = Quota("route tables", 200, None, VPC_QUOTAS)
IPV4_ROUTES = Quota("IPv4 routes", 500, 1000, VPC_QUOTAS)
IPV6_ROUTES = Quota("IPv6 routes", 500, 1000, VPC_QUOTAS)
PROPAGATED_ROUTES = Quota("propagated routes", 100, 100, VPC_QUOTAS)
SECURITY_GROUPS = Quota("security groups in the Region", 2500, None, VPC_QUOTAS)
IPV4_RULES = Quota("IPv4 rules in this direction", 60, 200, VPC_QUOTAS)
IPV6_RULES = Quota("IPv6 rules in this direction", 60, 200, VPC_QUOTAS)
"""Rules of a group times groups of an interface stay within 1,000: with five groups, 200 rules."""
GROUPS_OF_INTERFACE = Quota("security groups", 5, 16, VPC_QUOTAS)
NETWORK_ACLS = Quota("network ACLs", 200, None, VPC_QUOTAS)
ACL_RULES = Quota("rules in this direction", 20, 40, VPC_QUOTAS)
PREFIX_LISTS = Quota("prefix lists in the Region", 100, None, VPC_QUOTAS)
PREFIX_LIST_ENTRIES = Quota("entries", 1000, 1000, VPC_QUOTAS)
BPA_EXCLUSIONS = Quota("exclusions", 50, None, VPC_QUOTAS)
PEERINGS = Quota("active peerings", 50, 125, PEER)
PENDING_PEERINGS = Quota("pending peerings", 25, None, PEER)
GATEWAY_ENDPOINTS = Quota("gateway endpoints in the Region", 20, None, PL)
GATEWAY_ENDPOINTS_OF_VPC = Quota("gateway endpoints", 255, 255, PL)
INTERFACE_ENDPOINTS = Quota("interface and Gateway Load Balancer endpoints", 50, None, PL)
RESOURCE_ENDPOINTS = Quota("resource endpoints", 200, None, PL)
SERVICE_NETWORK_ENDPOINTS = Quota("service-network endpoints", 50, None, PL)
TRANSIT_GATEWAYS = Quota("transit gateways in the Region", 5, None, TGW)
TRANSIT_TABLES = Quota("route tables", 20, None, TGW)
TRANSIT_ROUTES = Quota("routes in all its tables", 10000, None, TGW)
TRANSIT_ATTACHMENTS = Quota("attachments", 5000, None, TGW)
TRANSIT_PEERINGS = Quota("peerings", 50, None, TGW)
TRANSIT_GATEWAYS_OF_VPC = Quota("transit gateways", 5, None, TGW)
PRIVATE_GATEWAYS = Quota("virtual private gateways in the Region", 5, None, VPN)
CUSTOMER_GATEWAYS = Quota("customer gateways", 50, None, VPN)
VPN_CONNECTIONS = Quota("VPN connections in the Region", 50, None, VPN)
VPNS_OF_GATEWAY = Quota("VPN connections", 10, None, VPN)
VPN_ROUTES = Quota("routes to a virtual private gateway", 100, 100, VPN)
TRANSIT_VPN_ROUTES = Quota("routes to a transit gateway", 1000, 1000, VPN)
DX_PRIVATE_GATEWAYS = Quota("virtual private gateways", 20, 20, DX)
DX_TRANSIT_GATEWAYS = Quota("transit gateways", 6, 6, DX)
DX_ROUTES = Quota("routes of one family from the far side", 100, 1000, DX)

PREFIX_LIST_WEIGHTS: dict[str, int] = {
    "s3": 1,
    "dynamodb": 1,
    "ec2-instance-connect": 2,
    "ipv6.ec2-instance-connect": 2,
    "s3express": 6,
    "groundstation": 5,
    "vpc-lattice": 10,
    "ipv6.vpc-lattice": 10,
    "route53-healthchecks": 25,
    "ipv6.route53-healthchecks": 25,
    "cloudfront.origin-facing": 55,
    "ipv6.cloudfront.origin-facing": 55,
}
"""What AWS's own prefix lists count in a route table or security group, by the end of their names (UG: as above)."""

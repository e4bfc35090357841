"""Sizes that AWS allows for blocks of addresses."""

VPC_IPV4_PREFIXES = range(16, 29)
"""A VPC's IPv4 block, primary or secondary: /16 to /28 (UG: VPC CIDR blocks)."""

SUBNET_IPV4_PREFIXES = range(16, 29)
"""A subnet's IPv4 block: /16 to /28 (UG: subnet CIDR blocks)."""

VPC_IPV6_PREFIXES = range(44, 61, 4)
"""A VPC's IPv6 block: /44 to /60 in steps of four (UG: add or remove a CIDR block)."""

AMAZON_IPV6_PREFIX = 56
"""An Amazon-provided IPv6 block, which nobody can choose (UG: add or remove a CIDR block)."""

SUBNET_IPV6_PREFIXES = range(44, 65, 4)
"""A subnet's IPv6 block: /44 to /64 in steps of four (UG: subnet sizing for IPv6)."""

PRIVATE_IPV6_PREFIXES = range(9, 61)
"""A private (unique local) IPv6 block that IPAM gives to a VPC: /9 to /60 (UG: private IPv6)."""

BALANCER_SUBNET_PREFIX = 27
"""The smallest subnet that an application or gateway load balancer's node may stand in (ALB: subnets)."""

BALANCER_FREE_ADDRESSES = 8
"""Free addresses that each subnet of a load balancer needs (ALB: subnets)."""

INTERFACE_PREFIXES = (28, 80)
"""The sizes of prefixes delegated to an interface, IPv4 and IPv6 (EC2: prefix delegation)."""

"""Addresses that AWS or the internet's registries have set aside.

Every block is the text of a CIDR, so that each layer may read it with the arithmetic of its own choice. A block that is
listed as not global is never part of `internet`: a witness must not be an address that no host on the internet holds.
"""

from typing import NamedTuple

from vpcdesign.aws.services import SERVICE_NAMES

RFC1918: tuple[str, ...] = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
"""Private IPv4 (UG: VPC CIDR blocks)."""

RFC6598: tuple[str, ...] = ("100.64.0.0/10",)
"""Shared IPv4: legal in a VPC, refused by internet gateways (RA: IGW_*_RFC6598_*)."""

NAT64_PREFIX = "64:ff9b::/96"
"""IPv4 destinations as IPv6 hosts see them (UG: DNS64 and NAT64)."""

UNIQUE_LOCAL = "fc00::/7"
"""Private IPv6 of RFC 4193; AWS hands out fd00::/8 without its own fd00::/16 (UG: private IPv6)."""

RESERVED_AT_START = 4
"""Network, router, DNS, future: the first addresses of every subnet (UG: subnet CIDR blocks)."""

RESERVED_AT_END = 1
"""The last address of every subnet; AWS has no broadcast (UG: subnet CIDR blocks)."""

RESERVED_PER_SUBNET = RESERVED_AT_START + RESERVED_AT_END
"""How many addresses of a subnet nobody can have, in IPv4 and in IPv6 alike (UG: subnet CIDR blocks)."""

RESOLVER_OFFSET = 2
"""The Amazon resolver answers at this address of the VPC's primary block (UG: Amazon DNS server)."""

FORBIDDEN_IN_VPC: tuple[str, ...] = ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4")
"""No VPC block may lie here (UG: VPC CIDR blocks; 240.0.0.0/4 is not in the guide and does not work either)."""

NOT_ROUTABLE: tuple[str, ...] = ("169.254.168.0/22", "fd00:ec2::/32")
"""No route may have a destination here, and packets to here are never forwarded (UG: subnet route tables)."""


class LinkLocalService(NamedTuple):
    """A service on the host's own link that no security group or network ACL filters (UG: security groups).

    `ports` are services as selectors write them. The resolver also answers at `RESOLVER_OFFSET` of the primary block.
    """

    name: str
    addresses: tuple[str, ...]
    ports: str
    source: str


LINK_LOCAL_SERVICES: tuple[LinkLocalService, ...] = (
    LinkLocalService("instance metadata", ("169.254.169.254", "fd00:ec2::254"), "tcp/80", "EC2: IMDS"),
    LinkLocalService("Amazon DNS", ("169.254.169.253", "fd00:ec2::253"), SERVICE_NAMES["dns"], "UG: Amazon DNS"),
    LinkLocalService(
        "Amazon Time Sync", ("169.254.169.123", "fd00:ec2::123"), SERVICE_NAMES["ntp"], "EC2: configure NTP"
    ),
    LinkLocalService("Windows activation", ("169.254.169.250", "169.254.169.251"), "tcp/1688", "general knowledge"),
    LinkLocalService("ECS task metadata", ("169.254.170.2",), "tcp/80", "general knowledge"),
)

DNS_SERVICE = LINK_LOCAL_SERVICES[1]
"""Answers only in a VPC whose DNS support is on (UG: DNS attributes)."""

NOT_GLOBAL_IPV4: tuple[str, ...] = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
)
"""IPv4 that is no global unicast (IANA IPv4 Special-Purpose Address Registry, multicast, class E)."""

NOT_GLOBAL_IPV6: tuple[str, ...] = (
    "::/3",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
    "4000::/2",
    "8000::/1",
)
"""IPv6 that is no global unicast: all but 2000::/3, and what its registry sets aside there (IANA, as above)."""

NOT_GLOBAL: tuple[str, ...] = NOT_GLOBAL_IPV4 + NOT_GLOBAL_IPV6
"""What `internet` leaves out, both families."""

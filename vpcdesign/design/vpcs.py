"""VPCs, their subnets and reservations, and the account's block on public access."""

from typing import Literal

from vpcdesign.design.noun import Cidr, Cidr4, Cidr6, Id, Model, Noun


class Vpc(Noun):
    """A VPC; the first of `cidrs` is its primary block (UG: VPC CIDR blocks).

    `amazon_ipv6` asks for an Amazon-provided /56 that is not yet known; once it is, it stands in `ipv6_cidrs`.
    """

    region: str
    account: str | None = None
    cidrs: tuple[Cidr4, ...]
    ipv6_cidrs: tuple[Cidr6, ...] = ()
    amazon_ipv6: bool = False
    dns_support: bool = True
    dns_hostnames: bool = False
    default: bool = False


class Subnet(Noun):
    """A subnet in one zone; without `route_table` or `network_acl` it uses the VPC's main table and default list.

    `ipv6_index` numbers its /64 inside an Amazon-provided block that is not yet known.
    """

    vpc: Id
    az: str
    az_id: str | None = None
    account: str | None = None
    cidr: Cidr4 | None = None
    ipv6_cidr: Cidr6 | None = None
    ipv6_index: int | None = None
    tier: str | None = None
    route_table: Id | None = None
    network_acl: Id | None = None
    map_public_ip_on_launch: bool = False
    dns64: bool = False


class Reservation(Noun):
    """A block that is kept free: for growth (in a VPC) or as a subnet CIDR reservation; no effect on packets.

    `kind` is a subnet CIDR reservation's: for prefixes that are delegated, or for addresses given by hand.
    """

    vpc: Id | None = None
    subnet: Id | None = None
    cidr: Cidr
    kind: Literal["explicit", "prefix"] | None = None
    tier: str | None = None
    reason: str | None = None


class PublicAccessExclusion(Model):
    """A VPC or subnet that the block on public access spares."""

    resource: Id
    mode: Literal["allow-bidirectional", "allow-egress"]


class BlockPublicAccess(Noun):
    """VPC Block Public Access of one account and region (UG: VPC BPA)."""

    region: str
    account: str | None = None
    mode: Literal["off", "block-bidirectional", "block-ingress"] = "off"
    exclusions: tuple[PublicAccessExclusion, ...] = ()

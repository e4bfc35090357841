"""The gateways of a VPC: internet, egress-only, NAT, and Elastic IP addresses."""

from typing import Literal

from vpcdesign.design.noun import Id, Ip4, Model, Noun, PublicIp


class InternetGateway(Noun):
    """An internet gateway; without `vpc` it is detached."""

    vpc: Id | None = None


class EgressOnlyInternetGateway(Noun):
    """An egress-only internet gateway, for IPv6."""

    vpc: Id | None = None


class NatAddress(Model):
    """One address of a NAT gateway; what AWS has yet to assign is left out."""

    private_ip: Ip4 | None = None
    public_ip: PublicIp | None = None
    elastic_ip: Id | None = None
    az: str | None = None


class NatGateway(Noun):
    """A NAT gateway: zonal in a subnet, or regional in a VPC (UG: NAT gateways)."""

    subnet: Id | None = None
    vpc: Id | None = None
    connectivity: Literal["public", "private"] = "public"
    mode: Literal["zonal", "regional"] = "zonal"
    addresses: tuple[NatAddress, ...] = ()
    interface: Id | None = None


class ElasticIp(Noun):
    """An Elastic IP address; `interface` and `private_ip` say what it is associated with."""

    address: Ip4 | None = None
    region: str | None = None
    interface: Id | None = None
    private_ip: Ip4 | None = None

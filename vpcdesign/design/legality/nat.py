"""What AWS refuses of a NAT gateway: zonal or regional, public or private, and what each of them needs."""

from vpcdesign.design.gateways import NatGateway
from vpcdesign.design.legality.survey import Problems, Survey, ipv6_only, refusal
from vpcdesign.design.vpcs import Subnet


def check(survey: Survey) -> Problems:
    """Tell everything about NAT gateways, one after the other."""
    for place, gateway in enumerate(survey.design.nat_gateways):
        at = f"/nat_gateways/{place}"
        yield from place_of(survey, gateway, at)
        yield from public(survey, gateway, at)
        yield from private(gateway, at)


def place_of(survey: Survey, gateway: NatGateway, at: str) -> Problems:
    """Tell a gateway without the place that its mode needs (UG: NAT gateways, regional NAT gateways)."""
    if gateway.mode == "regional":
        if gateway.subnet is not None:
            yield refusal(
                f"{at}/subnet",
                f"`{gateway.id}` is regional, so it stands in no subnet: leave `subnet` out and name its `vpc`",
                "InvalidParameterCombination",
            )
        if gateway.vpc is None:
            yield refusal(f"{at}/vpc", f"`{gateway.id}` is regional: name the VPC that it serves", "MissingParameter")
        return
    if gateway.subnet is None:
        yield refusal(f"{at}/subnet", f"`{gateway.id}` is zonal: name the subnet that it stands in", "MissingParameter")
        return
    subnet = survey.find(Subnet, gateway.subnet)
    if subnet and gateway.vpc is not None and gateway.vpc != subnet.vpc:
        yield refusal(
            f"{at}/vpc",
            f"`{gateway.vpc}` is not the VPC of subnet `{subnet.id}`: leave it out, the subnet says it",
            "InvalidParameterCombination",
        )
    if subnet and ipv6_only(subnet):
        yield refusal(
            f"{at}/subnet",
            f"`{subnet.id}` is IPv6-only and a NAT gateway needs an IPv4 address: give the subnet an IPv4 block or "
            "take another",
            "InvalidParameterValue",
        )


def public(survey: Survey, gateway: NatGateway, at: str) -> Problems:
    """Tell a public gateway in a VPC without an internet gateway: creation fails (UG: NAT gateway troubleshooting)."""
    vpc = survey.vpc_of(gateway.id)
    if gateway.connectivity == "public" and survey.seen_vpc(vpc) and vpc not in survey.internet_vpcs:
        yield refusal(
            at,
            f"`{gateway.id}` is a public NAT gateway and `{vpc}` has no internet gateway: attach one first, or make it "
            "private",
            "Gateway.NotAttached",
        )


def private(gateway: NatGateway, at: str) -> Problems:
    """Tell a private gateway that is regional or has public addresses (UG: NAT gateways; API CreateNatGateway)."""
    if gateway.connectivity == "public":
        return
    if gateway.mode == "regional":
        yield refusal(
            f"{at}/connectivity",
            f"`{gateway.id}` is regional and private: a regional NAT gateway is public, a private one is zonal",
            "InvalidParameterCombination",
        )
    for number, address in enumerate(gateway.addresses):
        for field, value in (("elastic_ip", address.elastic_ip), ("public_ip", address.public_ip)):
            if value is not None:
                yield refusal(
                    f"{at}/addresses/{number}/{field}",
                    f"`{value}` is a public address and `{gateway.id}` a private NAT gateway: leave it out or make the "
                    "gateway public",
                    "InvalidParameterCombination",
                )

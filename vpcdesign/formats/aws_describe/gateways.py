"""Internet, egress-only and NAT gateways, Elastic IPs and peerings, from AWS's documents.

What has failed or is deleted is still listed by AWS for a while; it carries nothing and is left out. Routes to it are
blackholes, and keep saying so.
"""

from vpcdesign.design.gateways import EgressOnlyInternetGateway, ElasticIp, InternetGateway, NatAddress, NatGateway
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate, public_addresses
from vpcdesign.formats.aws_describe.reading import Raw, flag, name, need, part, parts, tags, text, word

ATTACHED = {"", "attached", "attaching", "available"}
GONE = {"deleted", "deleting", "failed"}


def attached_vpc(raw: Raw, key: str) -> str | None:
    """Give the VPC that a gateway is attached to."""
    return next((text(each, "VpcId") for each in parts(raw, key) if word(each, "State") in ATTACHED), None)


def internet_gateways(estate: Estate) -> tuple[InternetGateway, ...]:
    def gateway(_: Estate, record: Record) -> InternetGateway:
        raw = record.raw
        return InternetGateway(id=record.id, name=name(raw), tags=tags(raw), vpc=attached_vpc(raw, "Attachments"))

    return estate.build("InternetGateways", gateway)


def egress_only_internet_gateways(estate: Estate) -> tuple[EgressOnlyInternetGateway, ...]:
    def gateway(_: Estate, record: Record) -> EgressOnlyInternetGateway:
        raw = record.raw
        vpc = attached_vpc(raw, "Attachments")
        return EgressOnlyInternetGateway(id=record.id, name=name(raw), tags=tags(raw), vpc=vpc)

    return estate.build("EgressOnlyInternetGateways", gateway)


def nat_gateways(estate: Estate) -> tuple[NatGateway, ...]:
    return estate.build("NatGateways", _nat_gateway)


def _nat_gateway(estate: Estate, record: Record) -> NatGateway | None:
    raw = record.raw
    state = word(raw, "State")
    if state in GONE:
        return None
    if state == "pending":
        estate.note(record.id, "this NAT gateway was still being made: taken as available")
    said = parts(raw, "NatGatewayAddresses")
    primary = [each for each in said if flag(each, "IsPrimary")]
    ordered = primary + [each for each in said if not flag(each, "IsPrimary")]
    living = [each for each in ordered if word(each, "Status") not in {"failed", "disassociating", "unassigning"}]
    interfaces = [interface for each in living if (interface := text(each, "NetworkInterfaceId")) is not None]
    for interface in interfaces:
        estate.claim(interface)
    regional = word(raw, "AvailabilityMode") == "regional"
    return NatGateway(
        id=record.id,
        name=name(raw),
        tags=tags(raw),
        subnet=None if regional else text(raw, "SubnetId"),
        vpc=text(raw, "VpcId"),
        connectivity="private" if word(raw, "ConnectivityType") == "private" else "public",
        mode="regional" if regional else "zonal",
        addresses=tuple(_nat_address(estate, each) for each in living),
        interface=interfaces[0] if interfaces else None,
    )


def _nat_address(estate: Estate, raw: Raw) -> NatAddress:
    private = text(raw, "PrivateIp")
    interface = estate.interfaces.get(text(raw, "NetworkInterfaceId") or "", {})
    return NatAddress(
        private_ip=private,
        public_ip=text(raw, "PublicIp") or public_addresses(interface).get(private or ""),
        elastic_ip=text(raw, "AllocationId"),
        az=text(raw, "AvailabilityZone"),
    )


def elastic_ips(estate: Estate) -> tuple[ElasticIp, ...]:
    def elastic_ip(estate: Estate, record: Record) -> ElasticIp | None:
        raw = record.raw
        if word(raw, "Domain") == "standard":
            return None
        if text(raw, "CarrierIp") is not None:
            estate.note(record.id, "an address of a carrier network: outside the model")
        return ElasticIp(
            id=record.id,
            name=name(raw),
            tags=tags(raw),
            address=text(raw, "PublicIp"),
            region=estate.where.region(record),
            interface=text(raw, "NetworkInterfaceId"),
            private_ip=text(raw, "PrivateIpAddress"),
        )

    return estate.build("Addresses", elastic_ip)


def peering_connections(estate: Estate) -> tuple[PeeringConnection, ...]:
    """Give the active peerings; one that waits is kept as waiting, and every other state carries nothing (PEER)."""

    def peering(_: Estate, record: Record) -> PeeringConnection | None:
        raw = record.raw
        state = word(part(raw, "Status"), "Code")
        if state not in {"active", "pending-acceptance"}:
            return None
        return PeeringConnection(
            id=record.id,
            name=name(raw),
            tags=tags(raw),
            requester=need(part(raw, "RequesterVpcInfo"), "VpcId"),
            accepter=need(part(raw, "AccepterVpcInfo"), "VpcId"),
            state="active" if state == "active" else "pending-acceptance",
        )

    return estate.build("VpcPeeringConnections", peering)

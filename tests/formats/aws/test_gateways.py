"""Gateways of a VPC, Elastic IPs, peerings, and the ways to on-premises networks."""

import pytest

from tests.formats.aws.papers import (
    OTHER,
    PRIVATE,
    PUBLIC,
    REGION,
    VPC,
    Raw,
    design,
    home,
    imported,
    interface,
    main,
    route,
    table,
)
from vpcdesign.design.gateways import NatAddress
from vpcdesign.design.hybrid import VpnTunnel


def nat(state: str = "available", **more: object) -> Raw:
    address = {
        "AllocationId": "eipalloc-1",
        "NetworkInterfaceId": "eni-1",
        "PrivateIp": "10.20.0.9",
        "PublicIp": "198.51.100.1",
        "IsPrimary": True,
    }
    second = {"NetworkInterfaceId": "eni-1", "PrivateIp": "10.20.0.8", "IsPrimary": False}
    failed = {"PrivateIp": "10.20.0.7", "Status": "failed"}
    addresses = [second, failed, address]
    return {
        "NatGatewayId": "nat-1",
        "State": state,
        "SubnetId": PUBLIC,
        "VpcId": VPC,
        "NatGatewayAddresses": addresses,
        **more,
    }


def test_a_nat_gateway_has_all_its_living_addresses_the_primary_one_first() -> None:
    held = interface("eni-1", "10.20.0.9", PUBLIC, InterfaceType="nat_gateway", public="198.51.100.1")
    held["PrivateIpAddresses"].append({"PrivateIpAddress": "10.20.0.8", "Association": {"PublicIp": "198.51.100.2"}})
    found = imported(home(NatGateways=[nat()], NetworkInterfaces=[held])).design
    (gateway,) = found.nat_gateways
    assert (gateway.subnet, gateway.vpc, gateway.connectivity, gateway.mode) == (PUBLIC, VPC, "public", "zonal")
    assert gateway.addresses == (
        NatAddress(private_ip="10.20.0.9", public_ip="198.51.100.1", elastic_ip="eipalloc-1"),
        NatAddress(private_ip="10.20.0.8", public_ip="198.51.100.2"),
    )
    assert gateway.interface == "eni-1"
    assert found.network_interfaces == ()


def test_private_and_regional_nat_gateways() -> None:
    regional = nat(
        NatGatewayId="nat-2",
        AvailabilityMode="regional",
        SubnetId=None,
        NatGatewayAddresses=[{"PublicIp": "198.51.100.3", "AvailabilityZone": f"{REGION}a"}],
    )
    private = nat(ConnectivityType="private", NatGatewayAddresses=[{"PrivateIp": "10.20.0.9"}])
    one, two = design(home(NatGateways=[private, regional])).nat_gateways
    assert (one.connectivity, two.mode, two.subnet, two.vpc) == ("private", "regional", None, VPC)
    assert two.addresses == (NatAddress(public_ip="198.51.100.3", az=f"{REGION}a"),)


@pytest.mark.parametrize(
    ("state", "there", "notes"), [("failed", 0, 0), ("deleted", 0, 0), ("deleting", 0, 0), ("pending", 1, 1)]
)
def test_only_a_nat_gateway_that_carries_is_there(state: str, there: int, notes: int) -> None:
    found = imported(home(NatGateways=[nat(state, NatGatewayAddresses=[])]))
    assert (len(found.design.nat_gateways), len(found.notes)) == (there, notes)


def test_gateways_know_where_they_are_attached() -> None:
    attached = {"Attachments": [{"VpcId": "vpc-9", "State": "detached"}, {"VpcId": VPC, "State": "available"}]}
    found = design(
        home(
            InternetGateways=[
                {"InternetGatewayId": "igw-1"} | attached,
                {"InternetGatewayId": "igw-2", "Attachments": []},
            ],
            EgressOnlyInternetGateways=[{"EgressOnlyInternetGatewayId": "eigw-1"} | attached],
        )
    )
    assert [each.vpc for each in found.internet_gateways] == [VPC, None]
    assert [each.vpc for each in found.egress_only_internet_gateways] == [VPC]


def test_elastic_ips_say_what_they_are_associated_with() -> None:
    bound = {
        "AllocationId": "eipalloc-1",
        "PublicIp": "198.51.100.1",
        "NetworkInterfaceId": "eni-1",
        "PrivateIpAddress": "10.20.1.9",
        "NetworkBorderGroup": REGION,
    }
    free = {"AllocationId": "eipalloc-2", "PublicIp": "198.51.100.2", "NetworkBorderGroup": REGION}
    earlier = interface("eni-1", "10.20.1.9", instance="i-1")
    found = imported(home(Addresses=[bound, free], NetworkInterfaces=[earlier])).design
    assert [(each.address, each.interface, each.private_ip, each.region) for each in found.elastic_ips] == [
        ("198.51.100.1", "eni-1", "10.20.1.9", REGION),
        ("198.51.100.2", None, None, REGION),
    ]
    assert found.network_interfaces[0].public_ip == "198.51.100.1"


def peering(state: str, id_: str = "pcx-1") -> Raw:
    far = {"VpcId": "vpc-9", "OwnerId": OTHER, "Region": "us-east-1", "CidrBlock": "10.9.0.0/16"}
    sets = {
        "CidrBlockSet": [{"CidrBlock": "10.9.0.0/16"}, {"CidrBlock": "10.10.0.0/16"}],
        "Ipv6CidrBlockSet": [{"Ipv6CidrBlock": "2001:db8::/56"}],
    }
    return {
        "VpcPeeringConnectionId": id_,
        "Status": {"Code": state},
        "RequesterVpcInfo": {"VpcId": VPC, "Region": REGION},
        "AccepterVpcInfo": far | sets,
    }


def test_the_far_side_of_a_peering_is_external_with_all_that_is_known() -> None:
    found = design(home(VpcPeeringConnections=[peering("active")]))
    assert [(each.requester, each.accepter, each.state) for each in found.peering_connections] == [
        (VPC, "vpc-9", "active")
    ]
    (far,) = found.external
    assert (far.id, far.kind, far.region, far.account) == ("vpc-9", "vpc", "us-east-1", OTHER)
    assert far.cidrs == ("10.9.0.0/16", "10.10.0.0/16", "2001:db8::/56")


@pytest.mark.parametrize(
    ("state", "there"),
    [("pending-acceptance", 1), ("deleted", 0), ("rejected", 0), ("expired", 0), ("failed", 0), ("provisioning", 0)],
)
def test_a_peering_that_carries_nothing(state: str, there: int) -> None:
    found = design(home(VpcPeeringConnections=[peering(state)]))
    assert [each.state for each in found.peering_connections] == ["pending-acceptance"] * there


def test_what_a_vpn_learned_is_read_off_the_propagated_routes() -> None:
    vgw = "vgw-0a000000000000001"
    learned = route("192.168.0.0/16", GatewayId=vgw) | {"Origin": "EnableVgwRoutePropagation"}
    connection = {
        "VpnConnectionId": "vpn-1",
        "State": "available",
        "VpnGatewayId": vgw,
        "CustomerGatewayId": "cgw-1",
        "Options": {"StaticRoutesOnly": False},
        "VgwTelemetry": [{"OutsideIpAddress": "203.0.113.9", "Status": "UP"}],
    }
    found = imported(
        home(
            RouteTables=[table("rtb-0a000000000000001", [learned], [main()], PropagatingVgws=[{"GatewayId": vgw}])],
            VpnGateways=[
                {"VpnGatewayId": vgw, "State": "available", "VpcAttachments": [{"VpcId": VPC, "State": "attached"}]}
            ],
            VpnConnections=[connection],
        )
    ).design
    (vpn,) = found.vpn_connections
    assert (vpn.routes, vpn.static_routes_only, vpn.virtual_private_gateway) == (("192.168.0.0/16",), False, vgw)
    assert vpn.tunnels == (VpnTunnel(ip_address="203.0.113.9", state="up"),)
    assert [(each.id, each.kind) for each in found.external] == [("cgw-1", "customer_gateway")]


def test_a_vpn_that_nothing_was_seen_of_is_noted() -> None:
    connection = {"VpnConnectionId": "vpn-1", "State": "available", "TransitGatewayId": "tgw-1", "Options": {}}
    found = imported(home(VpnConnections=[connection]))
    assert [note.about for note in found.notes] == ["vpn-1"]


def test_a_direct_connect_gateway_without_its_interfaces_gets_a_stand_in() -> None:
    association = {
        "associationId": "a",
        "directConnectGatewayId": "dx-1",
        "associationState": "associated",
        "associatedGateway": {"id": "tgw-1", "type": "transitGateway"},
        "allowedPrefixesToDirectConnectGateway": [{"cidr": "10.20.0.0/16"}],
    }
    gone = association | {"associationId": "b", "associationState": "disassociated", "directConnectGatewayId": "dx-2"}
    found = imported(
        home(
            directConnectGatewayAssociations=[association, gone],
            directConnectGateways=[{"directConnectGatewayId": "dx-1", "directConnectGatewayName": "line"}],
        )
    )
    (line,) = found.design.direct_connects
    assert (line.id, line.name, line.kind, line.transit_gateways) == ("dx-1", "line", "transit", ("tgw-1",))
    assert line.allowed_prefixes == ("10.20.0.0/16",)
    assert [note.about for note in found.notes] == ["dx-1"]


def test_a_subnet_with_a_dead_nat_gateway_keeps_its_blackhole() -> None:
    dead = route("0.0.0.0/0", "blackhole", NatGatewayId="nat-1")
    own = table("rtb-0a000000000000002", [dead], [{"SubnetId": PRIVATE, "AssociationState": {"State": "associated"}}])
    whole = home(NatGateways=[nat("deleted")])
    whole["RouteTables"].append(own)
    assert design(whole).route_tables[1].routes[0].state == "blackhole"

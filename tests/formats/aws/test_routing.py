"""Route tables with every target, and prefix lists."""

import pytest

from tests.formats.aws.papers import PUBLIC, VPC, Raw, design, home, imported, main, route, table, told
from vpcdesign.design.routing import Route


def of(*routes: Raw) -> tuple[Route, ...]:
    return (
        imported(home(RouteTables=[table("rtb-0a000000000000001", list(routes), [main()])]))
        .design.route_tables[0]
        .routes
    )


def test_local_routes_are_implied_unless_their_target_was_replaced() -> None:
    assert of() == ()
    replaced = {"DestinationCidrBlock": "10.20.0.0/16", "NetworkInterfaceId": "eni-1", "Origin": "CreateRouteTable"}
    assert of(replaced) == (Route(destination="10.20.0.0/16", target="eni-1"),)


def test_a_local_route_that_a_person_wrote_for_a_part_of_the_vpc_stays() -> None:
    part, whole = route("10.20.1.0/24", GatewayId="local"), route("10.20.0.0/16", GatewayId="local")
    assert of(part, whole) == (Route(destination="10.20.1.0/24", target="local"),)


@pytest.mark.parametrize(
    ("key", "id_", "kind"),
    [
        ("GatewayId", "igw-0a01", "internet_gateway"),
        ("GatewayId", "vgw-0a01", "virtual_private_gateway"),
        ("NatGatewayId", "nat-0a01", "nat_gateway"),
        ("TransitGatewayId", "tgw-0a01", "transit_gateway"),
        ("VpcPeeringConnectionId", "pcx-0a01", "peering_connection"),
        ("VpcEndpointId", "vpce-0a01", "vpc_endpoint"),
        ("GatewayId", "vpce-0a01", "vpc_endpoint"),
        ("NetworkInterfaceId", "eni-0a01", "network_interface"),
        ("InstanceId", "i-0a01", "instance"),
        ("EgressOnlyInternetGatewayId", "eigw-0a01", "egress_only_internet_gateway"),
        ("CarrierGatewayId", "cagw-0a01", "carrier_gateway"),
        ("LocalGatewayId", "lgw-0a01", "local_gateway"),
        ("CoreNetworkArn", "arn:aws:networkmanager::1:core-network/core-network-0a01", "core_network"),
        ("GatewayId", "VpcLattice", "vpc_lattice"),
        ("OdbNetworkArn", "arn:aws:odb:eu-west-1:1:odb-network/odbnet_1", "odb_network"),
    ],
)
def test_every_target_keeps_its_id_and_an_unseen_one_is_external(key: str, id_: str, kind: str) -> None:
    found = imported(
        home(RouteTables=[table("rtb-0a000000000000001", [route("10.9.0.0/16", **{key: id_})], [main()])])
    ).design
    assert found.route_tables[0].routes == (Route(destination="10.9.0.0/16", target=id_),)
    assert [(each.id, each.kind) for each in found.external] == [(id_, kind)]


def test_an_instance_that_is_routed_to_is_its_interface() -> None:
    (found,) = of(route("0.0.0.0/0", InstanceId="i-0a01", NetworkInterfaceId="eni-0a01"))
    assert found.target == "eni-0a01"


def test_a_blackhole_stays_one_and_what_it_led_to_is_no_external() -> None:
    found = design(
        home(
            RouteTables=[
                table("rtb-0a000000000000001", [route("0.0.0.0/0", "blackhole", NatGatewayId="nat-0a01")], [main()])
            ]
        )
    )
    assert found.route_tables[0].routes == (Route(destination="0.0.0.0/0", target="nat-0a01", state="blackhole"),)
    assert found.external == ()


def test_origins_and_families_are_kept_and_routes_sorted() -> None:
    propagated = route("10.8.0.0/16", GatewayId="vgw-1") | {"Origin": "EnableVgwRoutePropagation"}
    advertised = route("10.7.0.0/16", NetworkInterfaceId="eni-1") | {"Origin": "Advertisement"}
    found = of(route("::/0", GatewayId="igw-1"), propagated, advertised, route("10.6.0.0/16", GatewayId="igw-1"))
    assert [(each.destination, each.origin) for each in found] == [
        ("10.6.0.0/16", "static"),
        ("10.7.0.0/16", "advertised"),
        ("10.8.0.0/16", "propagated"),
        ("::/0", "static"),
    ]


def test_filtered_routes_and_unknown_targets_are_noted() -> None:
    filtered = route("10.1.0.0/16", "filtered", NetworkInterfaceId="eni-1")
    whole = home(RouteTables=[table("rtb-0a000000000000001", [filtered, route("10.2.0.0/16")], [main()])])
    found = imported(whole)
    assert [each.target for each in found.design.route_tables[0].routes] == ["unknown"]
    assert len(found.notes) == 2


def test_gateway_and_main_associations() -> None:
    gateway = {"GatewayId": "igw-0a000000000000001", "AssociationState": {"State": "associated"}}
    gone = {"SubnetId": PUBLIC, "AssociationState": {"State": "disassociated"}}
    tables = [table("rtb-0a000000000000001", [], [main(), gone]), table("rtb-0a000000000000002", [], [gateway])]
    igw = {"InternetGatewayId": "igw-0a000000000000001", "Attachments": [{"VpcId": VPC, "State": "available"}]}
    found = design(home(RouteTables=tables, InternetGateways=[igw]))
    assert [(each.main, each.gateway) for each in found.route_tables] == [
        (True, None),
        (False, "igw-0a000000000000001"),
    ]
    assert found.subnets[0].route_table is None


def test_prefix_lists_take_entries_from_either_answer() -> None:
    answers = (
        {
            "PrefixLists": [
                {"PrefixListId": "pl-1", "PrefixListName": "offices", "MaxEntries": 9, "AddressFamily": "IPv4"}
            ]
        },
        {"ManagedPrefixListEntries": [{"PrefixListId": "pl-1", "Entries": [{"Cidr": "192.0.2.0/24"}]}]},
        {
            "PrefixLists": [
                {"PrefixListId": "pl-2", "PrefixListName": "com.amazonaws.eu-west-1.s3", "Cidrs": ["198.51.100.0/24"]}
            ]
        },
        {"PrefixListId": "pl-2", "Entries": [{"Cidr": "198.51.100.0/24"}, {"Cidr": "203.0.113.0/24"}]},
    )
    one, two = design(home(), *answers).prefix_lists
    assert (one.name, one.service, one.cidrs, one.max_entries) == ("offices", None, ("192.0.2.0/24",), 9)
    assert two.service == "com.amazonaws.eu-west-1.s3"
    assert two.cidrs == ("198.51.100.0/24", "203.0.113.0/24")


def test_a_list_in_use_without_entries_is_noted_and_an_idle_one_is_not() -> None:
    lists = {"PrefixLists": [{"PrefixListId": "pl-1"}, {"PrefixListId": "pl-2"}]}
    used = table("rtb-0a000000000000001", [route("pl-1", GatewayId="igw-1")], [main()])
    assert list(told(home(RouteTables=[used]), lists)) == ["pl-1"]

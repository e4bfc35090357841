"""VPC endpoints of every kind."""

import pytest

from tests.formats.aws.papers import PRIVATE, PUBLIC, REGION, VPC, Raw, design, home, imported, interface, tags
from vpcdesign.design.endpoints import EndpointNode

S3 = f"com.amazonaws.{REGION}.s3"


def endpoint(kind: str, **more: object) -> Raw:
    return {
        "VpcEndpointId": "vpce-1",
        "VpcEndpointType": kind,
        "VpcId": VPC,
        "ServiceName": S3,
        "State": "available",
        **more,
    }


def test_a_gateway_endpoint_knows_its_tables_and_its_prefix_list() -> None:
    lists = [
        {"PrefixListId": "pl-1", "PrefixListName": S3, "Cidrs": ["192.0.2.0/24"]},
        {"PrefixListId": "pl-2", "PrefixListName": "com.amazonaws.us-east-1.s3", "Cidrs": []},
    ]
    found = design(home(VpcEndpoints=[endpoint("Gateway", RouteTableIds=["rtb-0a000000000000001"])], PrefixLists=lists))
    (mine,) = found.vpc_endpoints
    assert (mine.kind, mine.service, mine.route_tables, mine.prefix_list) == (
        "gateway",
        S3,
        ("rtb-0a000000000000001",),
        "pl-1",
    )


def test_an_interface_endpoint_has_a_node_for_each_interface() -> None:
    nics = [
        interface("eni-1", "10.20.1.9", Ipv6Addresses=[{"Ipv6Address": "2001:db8::9"}]),
        interface("eni-2", "10.20.0.9", PUBLIC),
    ]
    raw = endpoint(
        "Interface",
        NetworkInterfaceIds=["eni-1", "eni-2"],
        SubnetIds=[PRIVATE, PUBLIC],
        Groups=[{"GroupId": "sg-1"}],
        PrivateDnsEnabled=True,
    )
    found = imported(home(VpcEndpoints=[raw], NetworkInterfaces=nics)).design
    (mine,) = found.vpc_endpoints
    assert mine.nodes == (
        EndpointNode(subnet=PUBLIC, private_ip="10.20.0.9", interface="eni-2"),
        EndpointNode(subnet=PRIVATE, private_ip="10.20.1.9", ipv6="2001:db8::9", interface="eni-1"),
    )
    assert (mine.kind, mine.security_groups, mine.private_dns) == ("interface", ("sg-1",), True)
    assert found.network_interfaces == ()


def test_nodes_without_their_interfaces_are_bare() -> None:
    one = endpoint("Interface", NetworkInterfaceIds=["eni-1"], SubnetIds=[PRIVATE])
    two = endpoint(
        "Interface", NetworkInterfaceIds=["eni-2", "eni-3"], SubnetIds=[PRIVATE, PUBLIC], VpcEndpointId="vpce-2"
    )
    first, second = design(home(VpcEndpoints=[one, two])).vpc_endpoints
    assert first.nodes == (EndpointNode(subnet=PRIVATE, interface="eni-1"),)
    assert second.nodes == (EndpointNode(subnet=PUBLIC), EndpointNode(subnet=PRIVATE))


def test_a_gateway_load_balancer_endpoint_names_the_balancer_behind_its_service() -> None:
    service = f"com.amazonaws.vpce.{REGION}.vpce-svc-1"
    arn = f"arn:aws:elasticloadbalancing:{REGION}:1:loadbalancer/gwy/inspect/1"
    behind = {"ServiceId": "vpce-svc-1", "ServiceName": service, "GatewayLoadBalancerArns": [arn]}
    raw = endpoint("GatewayLoadBalancer", ServiceName=service, SubnetIds=[PRIVATE])
    found = imported(home(VpcEndpoints=[raw], ServiceConfigurations=[behind])).design
    assert (found.vpc_endpoints[0].kind, found.vpc_endpoints[0].load_balancer) == ("gateway-load-balancer", arn)
    assert [(each.id, each.kind) for each in found.external] == [(arn, "loadbalancer")]


@pytest.mark.parametrize(
    ("said", "kind"), [("Resource", "resource"), ("ServiceNetwork", "service-network"), ("Tunnel", "other")]
)
def test_other_kinds(said: str, kind: str) -> None:
    raw = endpoint(said, ServiceName=None, ResourceConfigurationArn="arn:aws:vpc-lattice:x:1:resourceconfiguration/r")
    (mine,) = design(home(VpcEndpoints=[raw])).vpc_endpoints
    assert (mine.kind, mine.service) == (kind, "arn:aws:vpc-lattice:x:1:resourceconfiguration/r")


@pytest.mark.parametrize(
    ("state", "there", "notes"),
    [
        ("Available", 1, 0),
        ("partial", 1, 0),
        ("deleted", 0, 0),
        ("failed", 0, 0),
        ("expired", 0, 0),
        ("pendingAcceptance", 0, 1),
        ("pending", 0, 1),
    ],
)
def test_only_an_endpoint_that_carries_is_there(state: str, there: int, notes: int) -> None:
    found = imported(home(VpcEndpoints=[endpoint("Gateway", State=state)]))
    assert (len(found.design.vpc_endpoints), len(found.notes)) == (there, notes)


def test_a_firewall_s_endpoint_without_its_firewall_is_one_whose_rules_are_unknown() -> None:
    raw = endpoint(
        "GatewayLoadBalancer",
        SubnetIds=[PRIVATE],
        NetworkInterfaceIds=["eni-1"],
        Tags=tags(AWSNetworkFirewallManaged="true", Firewall="arn:wall"),
    )
    found = imported(home(VpcEndpoints=[raw], NetworkInterfaces=[interface("eni-1", "10.20.1.9")]))
    assert found.design.vpc_endpoints == ()
    assert found.design.network_interfaces == ()
    (wall,) = found.design.firewalls
    assert (wall.id, wall.endpoints[0].id, wall.endpoints[0].subnet) == ("arn:wall", "vpce-1", PRIVATE)
    assert wall.unreadable
    assert [note.about for note in found.notes] == ["arn:wall"]

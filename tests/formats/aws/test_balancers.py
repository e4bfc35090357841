"""Load balancers with their nodes, listeners and groups; Classic ones too."""

import pytest

from tests.formats.aws.estates import ELB
from tests.formats.aws.papers import ACCOUNT, PRIVATE, PUBLIC, REGION, VPC, Raw, home, imported, interface
from vpcdesign.design.balancers import BalancerNode, Listener, LoadBalancer, Target
from vpcdesign.formats.aws_describe.import_aws import Imported

NLB = f"{ELB}:loadbalancer/net/edge/1"
GROUP = f"{ELB}:targetgroup/edge/2"


def edge(**more: object) -> Raw:
    return {
        "LoadBalancerArn": NLB,
        "LoadBalancerName": "edge",
        "Type": "network",
        "Scheme": "internet-facing",
        "VpcId": VPC,
        "State": {"Code": "active"},
        "AvailabilityZones": [
            {
                "SubnetId": PUBLIC,
                "LoadBalancerAddresses": [{"IpAddress": "198.51.100.1", "AllocationId": "eipalloc-1"}],
            },
            {"SubnetId": PRIVATE, "LoadBalancerAddresses": []},
        ],
        **more,
    }


def listener(port: int | None, *groups: str, id_: str = "3", **more: object) -> Raw:
    forward = {"TargetGroups": [{"TargetGroupArn": group} for group in groups]}
    arn = f"{ELB}:listener/net/edge/1/{id_}"
    actions = [{"Type": "forward", "ForwardConfig": forward}]
    return {
        "ListenerArn": arn,
        "LoadBalancerArn": NLB,
        "Port": port,
        "Protocol": "TCP",
        "DefaultActions": actions,
        **more,
    }


def documents(**more: object) -> Raw:
    return (
        home()
        | {
            "LoadBalancers": [edge()],
            "LoadBalancerListeners": [{"LoadBalancerArn": NLB, "Listeners": [listener(443, GROUP)]}],
            "TargetGroups": [
                {"TargetGroupArn": GROUP, "Protocol": "TCP", "Port": 443, "TargetType": "ip", "HealthCheckPort": "8443"}
            ],
            "LoadBalancerAttributes": [
                {"LoadBalancerArn": NLB, "Attributes": [attribute("load_balancing.cross_zone.enabled", "true")]}
            ],
            "TargetGroupAttributes": [
                {"TargetGroupArn": GROUP, "Attributes": [attribute("preserve_client_ip.enabled", "false")]}
            ],
            "LoadBalancerTargetHealth": [
                {"TargetGroupArn": GROUP, "TargetHealthDescriptions": [target("10.20.1.9", AvailabilityZone="all")]}
            ],
        }
        | more
    )


def attribute(key: str, value: str) -> Raw:
    return {"Key": key, "Value": value}


def target(id_: str, state: str = "healthy", **more: object) -> Raw:
    return {"Target": {"Id": id_, "Port": 443, **more}, "TargetHealth": {"State": state}}


def only(found: Imported) -> LoadBalancer:
    (balancer,) = found.design.load_balancers
    return balancer


def test_a_load_balancer_with_everything_about_it() -> None:
    found = imported(documents())
    mine = only(found)
    assert found.notes == ()
    assert (mine.id, mine.name, mine.kind, mine.scheme, mine.cross_zone) == (
        NLB,
        "edge",
        "network",
        "internet-facing",
        True,
    )
    assert mine.listeners == (Listener(protocol="tcp", port=443, target_groups=(GROUP,)),)
    (group,) = mine.target_groups
    assert (group.id, group.protocol, group.port, group.kind, group.health_check_port) == (
        GROUP,
        "tcp",
        443,
        "ip",
        8443,
    )
    assert (group.preserve_client_ip, group.cross_zone) == (False, None)
    assert group.targets == (Target(target="10.20.1.9", port=443, health="healthy"),)


def test_nodes_are_the_interfaces_that_name_the_load_balancer() -> None:
    nics = [
        interface("eni-1", "10.20.0.9", PUBLIC, public="198.51.100.1", Description="ELB net/edge/1"),
        interface("eni-2", "10.20.0.8", PUBLIC, Description="ELB net/edge/12"),
    ]
    found = imported(documents(NetworkInterfaces=nics))
    assert only(found).nodes == (
        BalancerNode(subnet=PUBLIC, private_ip="10.20.0.9", public_ip="198.51.100.1", interface="eni-1"),
        BalancerNode(subnet=PRIVATE),
    )
    assert [each.id for each in found.design.network_interfaces] == ["eni-2"]


def test_nodes_without_interfaces_have_what_the_load_balancer_says_of_them() -> None:
    assert only(imported(documents())).nodes[0] == BalancerNode(subnet=PUBLIC, public_ip="198.51.100.1")
    private = [
        {
            "SubnetId": PRIVATE,
            "LoadBalancerAddresses": [{"PrivateIPv4Address": "10.20.1.8", "IPv6Address": "2001:db8::8"}],
        }
    ]
    internal = documents(LoadBalancers=[edge(AvailabilityZones=private)])
    assert only(imported(internal)).nodes == (BalancerNode(subnet=PRIVATE, private_ip="10.20.1.8", ipv6="2001:db8::8"),)


def test_an_application_load_balancer_may_have_many_interfaces_in_a_subnet() -> None:
    arn = f"{ELB}:loadbalancer/app/front/1"
    nics = [interface(f"eni-{n}", f"10.20.0.{n}", PUBLIC, Description="ELB app/front/1") for n in (7, 8)]
    raw = edge(
        LoadBalancerArn=arn, Type="application", AvailabilityZones=[{"SubnetId": PUBLIC}], SecurityGroups=["sg-1"]
    )
    mine = only(imported(home(LoadBalancers=[raw], NetworkInterfaces=nics)))
    assert [node.private_ip for node in mine.nodes] == ["10.20.0.7", "10.20.0.8"]
    assert mine.security_groups == ("sg-1",)


def test_a_listener_forwards_wherever_one_of_its_rules_does() -> None:
    other, unused = f"{GROUP}9", f"{GROUP}8"
    weights = {"TargetGroups": [{"TargetGroupArn": other, "Weight": 1}, {"TargetGroupArn": unused, "Weight": 0}]}
    rule = {
        "RuleArn": f"{ELB}:listener-rule/net/edge/1/3/4",
        "Actions": [{"Type": "forward", "ForwardConfig": weights}],
    }
    mine = only(imported(documents(Rules=[rule])))
    assert mine.listeners[0].target_groups == (GROUP, other)
    assert [group.id for group in mine.target_groups] == [GROUP, other]


def test_a_gateway_load_balancer_listens_to_geneve() -> None:
    raw = edge(Type="gateway")
    said = [listener(None, GROUP, Protocol=None)]
    mine = only(
        imported(documents(LoadBalancers=[raw], LoadBalancerListeners=[{"LoadBalancerArn": NLB, "Listeners": said}]))
    )
    assert (mine.kind, mine.listeners) == ("gateway", (Listener(protocol="geneve", port=6081, target_groups=(GROUP,)),))


@pytest.mark.parametrize(
    ("missing", "about"),
    [
        ("LoadBalancerListeners", NLB),
        ("LoadBalancerAttributes", NLB),
        ("TargetGroupAttributes", GROUP),
        ("LoadBalancerTargetHealth", GROUP),
        ("TargetGroups", GROUP),
    ],
)
def test_what_was_not_collected_is_noted_and_left_to_aws_default(missing: str, about: str) -> None:
    whole = documents()
    if missing == "LoadBalancerListeners":
        whole["TargetGroups"][0]["LoadBalancerArns"] = [NLB]
    del whole[missing]
    found = imported(whole)
    assert [note.about for note in found.notes] == [about]
    mine = only(found)
    assert mine.cross_zone is (None if missing == "LoadBalancerAttributes" else True)
    assert [group.id for group in mine.target_groups] == [GROUP]


def test_settings_that_change_who_is_filtered() -> None:
    raw = edge(EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic="off", Scheme="internal")
    assert (
        only(imported(documents(LoadBalancers=[raw]))).enforce_private_link,
        only(imported(documents())).enforce_private_link,
    ) == (False, True)
    assert imported(documents(LoadBalancers=[edge(State={"Code": "failed"})])).design.load_balancers == ()


def test_a_target_that_nobody_described_is_external() -> None:
    said = [{"TargetGroupArn": GROUP, "TargetHealthDescriptions": [target("i-0a01"), target("10.20.1.5")]}]
    found = imported(documents(LoadBalancerTargetHealth=said)).design
    assert [(each.id, each.kind) for each in found.external] == [("i-0a01", "instance")]


def test_a_classic_load_balancer() -> None:
    line = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstanceProtocol": "HTTP", "InstancePort": 8080}
    raw = {
        "LoadBalancerName": "old",
        "DNSName": "old-1.eu-west-1.elb.amazonaws.com",
        "VPCId": VPC,
        "Scheme": "internet-facing",
        "Subnets": [PUBLIC, PRIVATE],
        "SecurityGroups": [],
        "Instances": [{"InstanceId": "i-1"}],
        "ListenerDescriptions": [{"Listener": line}],
    }
    attributes = {"LoadBalancerName": "old", "LoadBalancerAttributes": {"CrossZoneLoadBalancing": {"Enabled": True}}}
    nic = interface("eni-1", "10.20.0.7", PUBLIC, public="198.51.100.7", Description="ELB old")
    found = imported(home(LoadBalancerDescriptions=[raw], NetworkInterfaces=[nic]), attributes)
    mine = only(found)
    assert found.notes == ()
    assert (mine.kind, mine.scheme, mine.cross_zone, mine.name) == ("classic", "internet-facing", True, "old")
    assert mine.nodes == (
        BalancerNode(subnet=PUBLIC, private_ip="10.20.0.7", public_ip="198.51.100.7", interface="eni-1"),
        BalancerNode(subnet=PRIVATE),
    )
    (group,) = mine.target_groups
    assert mine.listeners == (Listener(protocol="http", port=80, target_groups=(group.id,)),)
    assert (group.protocol, group.port, [each.target for each in group.targets]) == ("http", 8080, ["i-1"])


def test_the_account_of_a_load_balancer_is_in_its_arn() -> None:
    assert f":{REGION}:{ACCOUNT}:" in only(imported(documents())).id

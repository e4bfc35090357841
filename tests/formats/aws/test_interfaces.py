"""Instances and network interfaces, functions and databases."""

import pytest

from tests.formats.aws.papers import (
    ACCOUNT,
    PRIVATE,
    PUBLIC,
    REGION,
    Raw,
    design,
    home,
    imported,
    instance,
    interface,
    tags,
)
from vpcdesign.design.hosts import SecondaryAddress


def test_everything_that_an_interface_says_is_carried_over() -> None:
    raw = interface(
        "eni-1", "10.20.1.5", instance="i-1", SourceDestCheck=False, DenyAllIgwTraffic=True, TagSet=tags(Name="nic")
    )
    raw["PrivateIpAddresses"] += [
        {"Primary": False, "PrivateIpAddress": "10.20.1.6", "Association": {"PublicIp": "198.51.100.6"}},
        {"Primary": False, "PrivateIpAddress": "10.20.1.7"},
    ]
    raw |= {
        "Association": {"PublicIp": "198.51.100.5"},
        "Ipv6Addresses": [{"Ipv6Address": "2001:DB8::5"}],
        "Ipv4Prefixes": [{"Ipv4Prefix": "10.20.1.16/28"}],
        "Ipv6Prefixes": [{"Ipv6Prefix": "2001:db8:0:1::/80"}],
        "Groups": [{"GroupId": "sg-1"}],
    }
    (found,) = imported(
        home(NetworkInterfaces=[raw], Reservations=[{"Instances": [instance("i-1")]}])
    ).design.network_interfaces
    assert (found.name, found.subnet, found.instance, found.kind) == ("nic", PRIVATE, "i-1", "interface")
    assert (found.private_ip, found.public_ip) == ("10.20.1.5", "198.51.100.5")
    assert found.secondary_ips == (
        SecondaryAddress(private_ip="10.20.1.6", public_ip="198.51.100.6"),
        SecondaryAddress(private_ip="10.20.1.7"),
    )
    assert (found.ipv6_addresses, found.prefixes) == (("2001:db8::5",), ("10.20.1.16/28", "2001:db8:0:1::/80"))
    assert (found.source_dest_check, found.deny_igw_traffic, found.attached) == (False, True, True)
    assert found.security_groups == ("sg-1",)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"InterfaceType": "lambda"}, "lambda"),
        ({"Description": "AWS Lambda VPC ENI-orders-0a0b0c0d-1111-2222-3333-444455556666"}, "lambda"),
        ({"Description": "RDSNetworkInterface"}, "rds"),
        ({"RequesterId": "amazon-rds"}, "rds"),
        ({"InterfaceType": "network_load_balancer"}, "load_balancer"),
        ({"Description": "ELB app/gone/1"}, "load_balancer"),
        ({"InterfaceType": "natGateway"}, "nat_gateway"),
        ({"InterfaceType": "transit_gateway"}, "transit_gateway"),
        ({"InterfaceType": "efa"}, "interface"),
        ({"InterfaceType": "quicksight"}, "other"),
    ],
)
def test_the_kind_of_an_interface_that_nothing_claims(more: Raw, kind: str) -> None:
    (found,) = design(home(NetworkInterfaces=[interface("eni-1", "10.20.1.5", **more)])).network_interfaces
    assert found.kind == kind


def test_a_function_names_its_interface() -> None:
    raw = interface(
        "eni-1", "10.20.1.5", Description="AWS Lambda VPC ENI-my-orders-0a0b0c0d-1111-2222-3333-444455556666"
    )
    (found,) = design(home(NetworkInterfaces=[raw])).network_interfaces
    assert found.name == "my-orders"


@pytest.mark.parametrize(
    ("status", "attachment", "attached"),
    [
        ("available", {}, False),
        ("in-use", {"Status": "detaching"}, False),
        ("in-use", {"Status": "attached"}, True),
        ("in-use", {}, True),
    ],
)
def test_a_detached_interface_says_so(status: str, attachment: Raw, attached: bool) -> None:
    (found,) = design(
        home(NetworkInterfaces=[interface("eni-1", "10.20.1.5", Status=status, Attachment=attachment)])
    ).network_interfaces
    assert found.attached is attached


def test_instances_that_ended_are_left_out_and_stopped_ones_kept() -> None:
    states = {"i-1": "running", "i-2": "stopped", "i-3": "terminated", "i-4": "pending", "i-5": "shutting-down"}
    nics = [interface(f"eni-{n}", f"10.20.1.{n + 4}", instance=f"i-{n}") for n in range(1, 6)]
    whole = home(
        Reservations=[{"Instances": [instance(id_, state, Platform="windows") for id_, state in states.items()]}],
        NetworkInterfaces=nics,
    )
    found = design(whole)
    assert [(each.id, each.state, each.platform) for each in found.instances] == [
        ("i-1", "running", "windows"),
        ("i-2", "stopped", "windows"),
        ("i-4", "running", "windows"),
    ]
    held = {each.id: (each.instance, each.attached) for each in found.network_interfaces}
    assert held["eni-3"] == (None, False)
    assert held["eni-2"] == ("i-2", True)


def test_interfaces_of_an_instance_stand_in_the_order_of_their_devices() -> None:
    nics = [
        interface("eni-1", "10.20.1.5", instance="i-1", device=1),
        interface("eni-2", "10.20.1.6", instance="i-1", device=0),
    ]
    found = design(home(NetworkInterfaces=nics, Reservations=[{"Instances": [instance("i-1")]}]))
    assert [each.id for each in found.network_interfaces] == ["eni-2", "eni-1"]


def test_an_instance_that_nobody_described_runs_and_is_noted() -> None:
    found = imported(home(NetworkInterfaces=[interface("eni-1", "10.20.1.5", instance="i-1")]))
    assert [(each.id, each.state) for each in found.design.instances] == [("i-1", "running")]
    assert [note.about for note in found.notes] == ["i-1"]


def test_interfaces_that_only_their_instance_tells_of_are_read_there() -> None:
    inner = interface("eni-1", "10.20.1.5", Attachment={"DeviceIndex": 0, "Status": "attached"})
    found = design(home(Reservations=[{"Instances": [instance("i-1", NetworkInterfaces=[inner])]}]))
    assert [(each.id, each.instance) for each in found.network_interfaces] == [("eni-1", "i-1")]


FUNCTION = {
    "FunctionName": "orders",
    "FunctionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:orders",
    "VpcConfig": {"SubnetIds": [PRIVATE], "SecurityGroupIds": []},
}
DATABASE = {
    "DBInstanceArn": f"arn:aws:rds:{REGION}:{ACCOUNT}:db:orders",
    "DBInstanceIdentifier": "orders",
    "AvailabilityZone": f"{REGION}b",
    "DBSubnetGroup": {
        "Subnets": [
            {"SubnetIdentifier": PRIVATE, "SubnetAvailabilityZone": {"Name": f"{REGION}b"}},
            {"SubnetIdentifier": PUBLIC, "SubnetAvailabilityZone": {"Name": f"{REGION}a"}},
        ]
    },
    "VpcSecurityGroups": [],
}


@pytest.mark.parametrize(
    ("kind", "answer"), [("lambda", {"Functions": [FUNCTION]}), ("rds", {"DBInstances": [DATABASE]})]
)
def test_what_stands_in_a_vpc_without_an_interface_gets_a_stand_in(kind: str, answer: Raw) -> None:
    found = imported(home(), answer)
    (interface_,) = found.design.network_interfaces
    assert (interface_.kind, interface_.name, interface_.subnet, interface_.private_ip) == (
        kind,
        "orders",
        PRIVATE,
        None,
    )
    assert [note.about for note in found.notes] == [interface_.id]


def test_what_has_an_interface_gets_no_stand_in_and_gives_it_its_name() -> None:
    nics = [
        interface("eni-1", "10.20.1.5", InterfaceType="lambda"),
        interface("eni-2", "10.20.1.6", Description="RDSNetworkInterface"),
    ]
    found = design(home(NetworkInterfaces=nics, Functions=[FUNCTION], DBInstances=[DATABASE]))
    assert [(each.id, each.name) for each in found.network_interfaces] == [("eni-1", None), ("eni-2", "orders")]


def test_a_function_outside_any_vpc_is_nowhere() -> None:
    assert design(home(), {"Functions": [{"FunctionName": "f", "FunctionArn": "arn:f"}]}).network_interfaces == ()


def test_a_subnet_that_nobody_described_is_external() -> None:
    found = imported(home(NetworkInterfaces=[interface("eni-1", "10.99.0.5", "subnet-9")])).design
    assert [(each.id, each.kind) for each in found.external] == [("subnet-9", "subnet")]

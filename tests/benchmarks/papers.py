"""AWS's documents of a large account, about 50 MB of them, as `aws ... describe-*` would answer for each region."""

import json
from collections.abc import Iterator
from typing import Any

from tests.formats.aws.papers import ACCOUNT, instance, interface, main, route, serves, subnet, table, tags, vpc

Raw = dict[str, Any]

GROUPS, SUBNETS = 60, 12
GATEWAY = "tgw-0a000000000000001"


def answers(vpcs: int, interfaces: int) -> Iterator[tuple[str, bytes]]:
    """Give named answers: of each VPC its network, its filters, its interfaces with as many instances."""
    for number in range(vpcs):
        for kind, answer in (
            ("network", _network(number)),
            ("security-groups", {"SecurityGroups": [_group(number, place) for place in range(GROUPS)]}),
            ("interfaces", {"NetworkInterfaces": [_interface(number, place) for place in range(interfaces)]}),
            ("instances", {"Reservations": [_reservation(number, place) for place in range(interfaces)]}),
        ):
            yield f"{number}-{kind}.json", json.dumps(answer, indent=4).encode()


def _id(kind: str, number: int, place: int = 0) -> str:
    return f"{kind}-{number:05x}{place:012x}"


def _network(number: int) -> Raw:
    """Give a VPC with twelve subnets, a main table and another, and the default ACL."""
    name, subnets = _id("vpc", number), [_id("subnet", number, place) for place in range(SUBNETS)]
    local = {"DestinationCidrBlock": f"10.{number}.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable"}
    routes = [local, route("10.0.0.0/8", TransitGatewayId=GATEWAY)]
    allow = {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}
    return {
        "Vpcs": [vpc(name, f"10.{number}.0.0/16", Tags=tags(Name=f"estate {number}"))],
        "Subnets": [
            subnet(one, f"10.{number}.{16 * place}.0/20", "abc"[place % 3], name) for place, one in enumerate(subnets)
        ],
        "RouteTables": [
            table(_id("rtb", number), [], [main()], name) | {"Routes": routes[:1]},
            table(_id("rtb", number, 1), [], [serves(one) for one in subnets], name) | {"Routes": routes},
        ],
        "NetworkAcls": [
            {
                "NetworkAclId": _id("acl", number),
                "VpcId": name,
                "IsDefault": True,
                "Associations": [{"SubnetId": one} for one in subnets],
                "Entries": [{**allow, "Egress": egress} for egress in (True, False)],
            }
        ],
    }


def _group(number: int, place: int) -> Raw:
    rules = [
        {
            "IpProtocol": "tcp",
            "FromPort": port,
            "ToPort": port,
            "IpRanges": [{"CidrIp": f"10.{other}.0.0/16", "Description": f"from estate {other}"} for other in range(8)],
            "Ipv6Ranges": [],
            "PrefixListIds": [],
            "UserIdGroupPairs": [{"GroupId": _id("sg", number, (place + port) % GROUPS), "UserId": ACCOUNT}],
        }
        for port in (22, 443, 5432, 8080)
    ]
    return {
        "GroupId": _id("sg", number, place),
        "GroupName": f"group-{place}",
        "Description": "made for a benchmark",
        "VpcId": _id("vpc", number),
        "OwnerId": ACCOUNT,
        "IpPermissions": rules,
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    }


def _interface(number: int, place: int) -> Raw:
    """Give an interface with what AWS says of one, most of which no packet cares about."""
    slot, host = place % SUBNETS, 10 + place // SUBNETS
    address = f"10.{number}.{16 * slot + host // 256}.{host % 256}"
    groups = [_id("sg", number, place % GROUPS), _id("sg", number, place * 7 % GROUPS)]
    return interface(
        _id("eni", number, place), address, _id("subnet", number, slot), instance=_id("i", number, place)
    ) | {
        "VpcId": _id("vpc", number),
        "AvailabilityZone": f"eu-west-1{'abc'[slot % 3]}",
        "Groups": [{"GroupId": group, "GroupName": "group"} for group in dict.fromkeys(groups)],
        "OwnerId": ACCOUNT,
        "MacAddress": f"02:00:00:00:{place // 256 % 256:02x}:{place % 256:02x}",
        "PrivateDnsName": f"ip-{address.replace('.', '-')}.eu-west-1.compute.internal",
        "Ipv6Addresses": [],
        "RequesterManaged": False,
        "Operator": {"Managed": False},
        "TagSet": tags(Name=f"host {place}", Environment="production", CostCentre="4711"),
    }


def _reservation(number: int, place: int) -> Raw:
    held = _interface(number, place)
    host = instance(
        _id("i", number, place),
        VpcId=_id("vpc", number),
        SubnetId=held["SubnetId"],
        ImageId="ami-0a000000000000001",
        InstanceType="m6i.large",
        Architecture="x86_64",
        LaunchTime="2026-01-01T00:00:00+00:00",
        Placement={"AvailabilityZone": held["AvailabilityZone"], "Tenancy": "default"},
        Monitoring={"State": "disabled"},
        SecurityGroups=held["Groups"],
        NetworkInterfaces=[held],
        Tags=held["TagSet"],
    )
    return {"ReservationId": _id("r", number, place), "OwnerId": ACCOUNT, "Groups": [], "Instances": [host]}

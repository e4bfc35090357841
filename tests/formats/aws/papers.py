"""Documents as AWS writes them, made for the tests: each function gives one object of one answer."""

import json
from typing import Any

from vpcdesign.design.document import Design
from vpcdesign.formats.aws_describe.import_aws import Imported, import_aws

Raw = dict[str, Any]

ACCOUNT = "111122223333"
OTHER = "444455556666"
REGION = "eu-west-1"

VPC = "vpc-0a000000000000001"
PUBLIC = "subnet-0a000000000000001"
PRIVATE = "subnet-0a000000000000002"


def tags(**said: str) -> list[Raw]:
    return [{"Key": key, "Value": value} for key, value in said.items()]


def vpc(id_: str = VPC, cidr: str = "10.20.0.0/16", **more: object) -> Raw:
    block = {"CidrBlock": cidr, "CidrBlockState": {"State": "associated"}}
    return {"VpcId": id_, "CidrBlock": cidr, "OwnerId": ACCOUNT, "CidrBlockAssociationSet": [block], **more}


def subnet(id_: str, cidr: str, zone: str = "a", vpc_id: str = VPC, **more: object) -> Raw:
    return {
        "SubnetId": id_,
        "VpcId": vpc_id,
        "CidrBlock": cidr,
        "AvailabilityZone": REGION + zone,
        "AvailabilityZoneId": f"euw1-az{'abc'.index(zone) + 1}",
        "OwnerId": ACCOUNT,
        **more,
    }


def interface(id_: str, address: str, subnet_id: str = PRIVATE, **more: object) -> Raw:
    """Give an attached interface of an instance's; `public` and `instance` say the rest."""
    public, instance = more.pop("public", None), more.pop("instance", None)
    own: Raw = {"Primary": True, "PrivateIpAddress": address}
    if public is not None:
        own["Association"] = {"PublicIp": public}
    attachment: Raw = {"Status": "attached", "DeviceIndex": more.pop("device", 0)}
    if instance is not None:
        attachment["InstanceId"] = instance
    return {
        "NetworkInterfaceId": id_,
        "SubnetId": subnet_id,
        "VpcId": VPC,
        "AvailabilityZone": REGION + "a",
        "InterfaceType": "interface",
        "Status": "in-use",
        "PrivateIpAddress": address,
        "PrivateIpAddresses": [own],
        "Attachment": attachment,
        "Groups": [],
        "SourceDestCheck": True,
        "TagSet": [],
        **more,
    }


def instance(id_: str, state: str = "running", **more: object) -> Raw:
    return {"InstanceId": id_, "State": {"Name": state}, "VpcId": VPC, **more}


def table(id_: str, routes: list[Raw], associations: list[Raw], vpc_id: str = VPC, **more: object) -> Raw:
    local = {"DestinationCidrBlock": "10.20.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable"}
    return {"RouteTableId": id_, "VpcId": vpc_id, "Routes": [local, *routes], "Associations": associations, **more}


def main() -> Raw:
    return {"Main": True, "AssociationState": {"State": "associated"}}


def serves(subnet_id: str) -> Raw:
    return {"Main": False, "SubnetId": subnet_id, "AssociationState": {"State": "associated"}}


def route(destination: str, state: str = "active", **target: object) -> Raw:
    key = "DestinationPrefixListId" if destination.startswith("pl-") else "DestinationCidrBlock"
    key = "DestinationIpv6CidrBlock" if ":" in destination else key
    return {key: destination, "State": state, "Origin": "CreateRoute", **target}


def home(**more: list[Raw] | Raw) -> dict[str, Any]:
    """Give a small whole VPC, whose documents lack nothing that an import would tell of."""
    acl = {
        "NetworkAclId": "acl-0a000000000000001",
        "VpcId": VPC,
        "IsDefault": True,
        "Associations": [{"SubnetId": PUBLIC}, {"SubnetId": PRIVATE}],
        "Entries": [
            {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": out, "CidrBlock": "0.0.0.0/0"}
            for out in (True, False)
        ],
    }
    documents: dict[str, Any] = {
        "Vpcs": [vpc(Tags=tags(Name="home"))],
        "Subnets": [subnet(PUBLIC, "10.20.0.0/24"), subnet(PRIVATE, "10.20.1.0/24", "b")],
        "RouteTables": [table("rtb-0a000000000000001", [], [main()])],
        "NetworkAcls": [acl],
    }
    return documents | more


def imported(*answers: dict[str, Any]) -> Imported:
    """Import answers, each as a file of its own."""
    return import_aws([(f"{number}.json", json.dumps(answer)) for number, answer in enumerate(answers)])


def design(*answers: dict[str, Any]) -> Design:
    """Import answers that lack nothing: a note would be a fault."""
    found = imported(*answers)
    assert [f"{note.about}: {note.text}" for note in found.notes] == []
    return found.design


def told(*answers: dict[str, Any]) -> dict[str | None, list[str]]:
    """Give what an import notes, by what it is about."""
    found: dict[str | None, list[str]] = {}
    for note in imported(*answers).notes:
        found.setdefault(note.about, []).append(note.text)
    return found

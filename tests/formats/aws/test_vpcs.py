"""VPCs, subnets, reservations and the block on public access."""

import pytest

from tests.formats.aws.papers import (
    ACCOUNT,
    PRIVATE,
    PUBLIC,
    REGION,
    VPC,
    design,
    home,
    imported,
    subnet,
    table,
    tags,
    told,
    vpc,
)
from vpcdesign.design.vpcs import PublicAccessExclusion


def test_only_associated_blocks_are_carried_over() -> None:
    blocks = [("10.20.0.0/16", "associated"), ("10.30.0.0/16", "associated"), ("10.40.0.0/16", "disassociated")]
    said = [{"CidrBlock": block, "CidrBlockState": {"State": state}} for block, state in blocks]
    six = [
        {"Ipv6CidrBlock": f"2001:db8:{n}::/56", "Ipv6CidrBlockState": {"State": s}}
        for n, s in enumerate(("failed", "associated"))
    ]
    (found,) = design(home(Vpcs=[vpc(CidrBlockAssociationSet=said, Ipv6CidrBlockAssociationSet=six)])).vpcs
    assert found.cidrs == ("10.20.0.0/16", "10.30.0.0/16")
    assert found.ipv6_cidrs == ("2001:db8:1::/56",)


def test_attributes_of_a_vpc_are_those_that_were_asked_for() -> None:
    asked = {"VpcId": VPC, "EnableDnsHostnames": {"Value": True}}, {"VpcId": VPC, "EnableDnsSupport": {"Value": False}}
    (found,) = design(home(), *asked).vpcs
    assert (found.dns_hostnames, found.dns_support) == (True, False)
    (plain,) = design(home()).vpcs
    assert (plain.dns_hostnames, plain.dns_support) == (False, True)


def test_a_subnet_has_its_zone_its_tier_its_table_and_its_list() -> None:
    public = subnet(PUBLIC, "10.20.0.0/24", Tags=tags(Name="p", Tier="web"), MapPublicIpOnLaunch=True, EnableDns64=True)
    own = table("rtb-0a000000000000002", [], [{"SubnetId": PUBLIC, "AssociationState": {"State": "associated"}}])
    whole = home()
    whole["Subnets"][0] = public
    whole["RouteTables"].append(own)
    one, other = design(whole).subnets
    assert (one.az, one.az_id, one.tier, one.name) == ("eu-west-1a", "euw1-az1", "web", "p")
    assert (one.route_table, one.network_acl) == ("rtb-0a000000000000002", "acl-0a000000000000001")
    assert (one.map_public_ip_on_launch, one.dns64) == (True, True)
    assert (other.route_table, other.tier) == (None, None)


def test_a_zone_id_that_a_subnet_lacks_comes_from_the_zones() -> None:
    bare = subnet(PUBLIC, "10.20.0.0/24")
    del bare["AvailabilityZoneId"]
    whole = home(Subnets=[bare])
    zones = {"AvailabilityZones": [{"ZoneId": "euw1-az9", "ZoneName": f"{REGION}a"}]}
    texts = [(f"{ACCOUNT}/{REGION}/a.json", whole), (f"{ACCOUNT}/{REGION}/b.json", zones)]
    import json

    from vpcdesign.formats.aws_describe.import_aws import import_aws

    (found,) = import_aws([(name, json.dumps(answer)) for name, answer in texts]).design.subnets
    assert found.az_id == "euw1-az9"


def test_a_vpc_that_nobody_described_is_made_of_what_stands_in_it() -> None:
    whole = home()
    del whole["Vpcs"]
    found = imported(whole)
    assert (found.design.vpcs[0].cidrs, found.design.vpcs[0].region) == (("10.20.0.0/16",), REGION)
    assert "its blocks are taken from the local routes of its tables" in found.notes[0].text
    del whole["RouteTables"]
    bare = imported(whole)
    assert bare.design.vpcs[0].cidrs == ("10.20.0.0/24", "10.20.1.0/24")


def test_missing_defaults_are_aws_own_and_noted() -> None:
    whole = home()
    del whole["RouteTables"], whole["NetworkAcls"]
    words = " ".join(told(whole)[VPC])
    assert "main route table: taken to hold the local routes only (2 subnets" in words
    assert "default network ACL: taken as AWS makes it" in words


def test_what_our_rules_refuse_is_noted_and_kept() -> None:
    whole = home()
    whole["Subnets"] += [
        subnet("subnet-0a000000000000003", "10.20.0.0/25"),
        subnet("subnet-0a000000000000004", "10.99.0.0/24"),
    ]
    whole["NetworkAcls"][0]["Associations"] += [{"SubnetId": f"subnet-0a00000000000000{n}"} for n in (3, 4)]
    found = imported(whole)
    assert len(found.design.subnets) == 4
    assert {note.about for note in found.notes} == {"subnet-0a000000000000003", "subnet-0a000000000000004"}
    assert found.design.notes == found.notes


def test_reservations_are_carried_over() -> None:
    said = [
        {
            "SubnetCidrReservationId": "scr-0a01",
            "Cidr": "10.20.1.128/28",
            "ReservationType": "prefix",
            "Description": "pods",
        }
    ]
    answer = {"SubnetId": PRIVATE, "SubnetIpv4CidrReservations": said, "SubnetIpv6CidrReservations": None}
    (found,) = design(home(), answer).reservations
    assert (found.id, found.subnet, found.cidr, found.kind) == ("scr-0a01", PRIVATE, "10.20.1.128/28", "prefix")
    assert found.reason == "pods"


OPTIONS = {
    "AwsAccountId": ACCOUNT,
    "AwsRegion": REGION,
    "State": "update-complete",
    "InternetGatewayBlockMode": "block-ingress",
}


def test_block_public_access_comes_with_its_living_exclusions() -> None:
    arn = f"arn:aws:ec2:{REGION}:{ACCOUNT}:"
    exclusions = [
        {
            "ExclusionId": "1",
            "ResourceArn": f"{arn}vpc/{VPC}",
            "InternetGatewayExclusionMode": "allow-egress",
            "State": "create-complete",
        },
        {
            "ExclusionId": "2",
            "ResourceArn": f"{arn}subnet/{PUBLIC}",
            "InternetGatewayExclusionMode": "allow-bidirectional",
        },
        {"ExclusionId": "3", "ResourceArn": f"{arn}subnet/{PRIVATE}", "State": "delete-complete"},
        {"ExclusionId": "4", "ResourceArn": f"arn:aws:ec2:us-east-1:{ACCOUNT}:subnet/{PRIVATE}"},
    ]
    (found,) = design(
        home(), {"VpcBlockPublicAccessOptions": OPTIONS, "VpcBlockPublicAccessExclusions": exclusions}
    ).block_public_access
    assert (found.mode, found.account, found.region) == ("block-ingress", ACCOUNT, REGION)
    assert found.exclusions == (
        PublicAccessExclusion(resource=VPC, mode="allow-egress"),
        PublicAccessExclusion(resource=PUBLIC, mode="allow-bidirectional"),
    )


@pytest.mark.parametrize(("felt", "modes"), [("block-bidirectional", ["block-bidirectional"]), ("off", [])])
def test_a_block_that_a_vpc_feels_is_not_passed_over(felt: str, modes: list[str]) -> None:
    whole = home(Vpcs=[vpc(BlockPublicAccessStates={"InternetGatewayBlockMode": felt})])
    whole["Subnets"][0]["BlockPublicAccessStates"] = {"InternetGatewayBlockMode": "off"}
    found = imported(whole)
    assert [each.mode for each in found.design.block_public_access] == modes
    assert len(found.notes) == len(modes)
    for each in found.design.block_public_access:
        assert each.exclusions == (PublicAccessExclusion(resource=PUBLIC, mode="allow-bidirectional"),)

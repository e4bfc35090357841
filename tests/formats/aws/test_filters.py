"""Security groups and network ACLs, line by line."""

import pytest

from tests.formats.aws.papers import OTHER, VPC, Raw, design, home, imported
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, SecurityGroup

GROUP = "sg-0a000000000000001"


def group(*ingress: Raw, **more: object) -> Raw:
    return {
        "GroupId": GROUP,
        "GroupName": "web",
        "VpcId": VPC,
        "IpPermissions": ingress,
        "IpPermissionsEgress": [],
        **more,
    }


def read(*ingress: Raw, **more: object) -> SecurityGroup:
    return imported(home(SecurityGroups=[group(*ingress, **more)])).design.security_groups[0]


def permission(protocol: str, low: int | None = None, high: int | None = None, **peers: object) -> Raw:
    ports = {} if low is None else {"FromPort": low, "ToPort": high}
    return {"IpProtocol": protocol, **ports, **(peers or {"IpRanges": [{"CidrIp": "10.0.0.0/8"}]})}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (permission("tcp", 443, 443), IngressRule(protocol="tcp", ports="443", source="10.0.0.0/8")),
        (permission("udp", 8000, 8080), IngressRule(protocol="udp", ports="8000-8080", source="10.0.0.0/8")),
        (permission("tcp", 0, 65535), IngressRule(protocol="tcp", source="10.0.0.0/8")),
        (permission("tcp", 0, 0), IngressRule(protocol="tcp", ports="0", source="10.0.0.0/8")),
        (permission("-1"), IngressRule(source="10.0.0.0/8")),
        (permission("-1", 22, 22), IngressRule(source="10.0.0.0/8")),
        (permission("icmp", 8, -1), IngressRule(protocol="icmp", icmp_type=8, source="10.0.0.0/8")),
        (permission("icmp", 3, 4), IngressRule(protocol="icmp", icmp_type=3, icmp_code=4, source="10.0.0.0/8")),
        (permission("icmp", -1, -1), IngressRule(protocol="icmp", source="10.0.0.0/8")),
        (permission("58", 128, 0), IngressRule(protocol="icmpv6", icmp_type=128, icmp_code=0, source="10.0.0.0/8")),
        (permission("50", 1, 2), IngressRule(protocol="50", source="10.0.0.0/8")),
    ],
)
def test_services_of_a_permission(said: Raw, line: IngressRule) -> None:
    assert read(said).ingress == (line,)


def test_each_peer_has_a_line_of_its_own() -> None:
    said = permission(
        "tcp",
        22,
        22,
        IpRanges=[{"CidrIp": "10.9.9.9/8", "Description": "office"}, {"CidrIp": "0.0.0.0/0"}],
        Ipv6Ranges=[{"CidrIpv6": "2001:DB8::/32"}],
        PrefixListIds=[{"PrefixListId": "pl-1"}],
        UserIdGroupPairs=[{"GroupId": "sg-9", "UserId": OTHER, "VpcId": "vpc-9"}],
    )
    found = imported(home(SecurityGroups=[group(said)])).design
    assert [(line.source, line.note) for line in found.security_groups[0].ingress] == [
        ("0.0.0.0/0", None),
        ("10.0.0.0/8", "office"),
        ("2001:db8::/32", None),
        ("pl-1", None),
        ("sg-9", None),
    ]
    assert [(each.id, each.kind, each.account, each.vpc) for each in found.external] == [
        ("pl-1", "prefix_list", None, None),
        ("sg-9", "security_group", OTHER, "vpc-9"),
    ]


def test_no_line_out_is_no_line_out_and_nothing_said_is_aws_default() -> None:
    assert read().egress == ()
    bare = group()
    del bare["IpPermissionsEgress"]
    assert (
        imported(home(SecurityGroups=[bare])).design.security_groups[0].egress == SecurityGroup(id="x", vpc="y").egress
    )
    said = permission("-1", IpRanges=[{"CidrIp": "0.0.0.0/0"}])
    assert read(IpPermissionsEgress=[said]).egress == (EgressRule(destination="0.0.0.0/0"),)


def test_names_defaults_and_further_vpcs() -> None:
    found = read(Tags=[{"Key": "Name", "Value": "front"}])
    assert (found.name, found.default) == ("front", False)
    assert (read(GroupName="default").default, read().name) == (True, "web")
    more = [
        {"GroupId": GROUP, "VpcId": "vpc-2", "State": "associated"},
        {"GroupId": GROUP, "VpcId": "vpc-3", "State": "disassociated"},
    ]
    (group_,) = imported(home(SecurityGroups=[group()], SecurityGroupVpcAssociations=more)).design.security_groups
    assert group_.associated_vpcs == ("vpc-2",)


PAIR = {"GroupId": "sg-9", "VpcPeeringConnectionId": "pcx-9"}
PEERED = {"RequesterVpcInfo": {"VpcId": VPC}, "AccepterVpcInfo": {"VpcId": "vpc-9"}}


@pytest.mark.parametrize(
    ("pair", "more", "stale"),
    [
        (PAIR | {"PeeringStatus": "deleted"}, {}, True),
        (PAIR | {"PeeringStatus": "active"}, {}, False),
        (PAIR, {"VpcPeeringConnections": []}, True),
        (
            PAIR,
            {"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-9", "Status": {"Code": "deleted"}} | PEERED]},
            True,
        ),
        (
            PAIR,
            {"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-9", "Status": {"Code": "active"}} | PEERED]},
            False,
        ),
        (PAIR, {}, False),
        ({"GroupId": "sg-9"}, {"VpcPeeringConnections": []}, False),
        (
            {"GroupId": "sg-9"},
            {
                "StaleSecurityGroupSet": [
                    {"GroupId": GROUP, "StaleIpPermissions": [{"UserIdGroupPairs": [{"GroupId": "sg-9"}]}]}
                ]
            },
            True,
        ),
    ],
)
def test_a_reference_over_a_peering_that_is_gone_is_stale_and_says_so(pair: Raw, more: Raw, stale: bool) -> None:
    found = imported(home(SecurityGroups=[group(permission("-1", UserIdGroupPairs=[pair]))]), more)
    (line,) = found.design.security_groups[0].ingress
    assert (line.source, line.stale) == ("sg-9", stale)
    assert any("stale" in note.text for note in found.notes) is stale
    assert any(each.id == "sg-9" for each in found.design.external) is not stale


def test_rules_without_their_group_are_noted() -> None:
    rules = {"SecurityGroupRules": [{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-7"}]}
    (note,) = imported(home(), rules).notes
    assert note.about == "sg-7"


def entry(rule: int, protocol: str = "-1", **more: object) -> Raw:
    return {
        "RuleNumber": rule,
        "Protocol": protocol,
        "RuleAction": "deny",
        "Egress": False,
        "CidrBlock": "10.0.0.0/8",
        **more,
    }


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            entry(1, "6", PortRange={"From": 22, "To": 22}),
            AclRule(rule=1, action="deny", protocol="tcp", ports="22", cidr="10.0.0.0/8"),
        ),
        (
            entry(2, "17", PortRange={"From": 0, "To": 65535}),
            AclRule(rule=2, action="deny", protocol="udp", cidr="10.0.0.0/8"),
        ),
        (entry(3, RuleAction="allow"), AclRule(rule=3, action="allow", cidr="10.0.0.0/8")),
        (
            entry(4, "1", IcmpTypeCode={"Type": 8, "Code": -1}),
            AclRule(rule=4, action="deny", protocol="icmp", icmp_type=8, cidr="10.0.0.0/8"),
        ),
        (
            entry(5, "58", IcmpTypeCode={"Type": 128, "Code": 0}),
            AclRule(rule=5, action="deny", protocol="icmpv6", cidr="10.0.0.0/8"),
        ),
        (
            entry(6, "58", CidrBlock=None, Ipv6CidrBlock="::/0", IcmpTypeCode={"Type": 128, "Code": 0}),
            AclRule(rule=6, action="deny", protocol="icmpv6", icmp_type=128, icmp_code=0, cidr="::/0"),
        ),
        (
            entry(7, "47", PortRange={"From": 1, "To": 2}),
            AclRule(rule=7, action="deny", protocol="47", cidr="10.0.0.0/8"),
        ),
    ],
)
def test_an_entry_of_a_network_acl(said: Raw, line: AclRule) -> None:
    whole = home()
    whole["NetworkAcls"][0]["Entries"] = [said]
    (found,) = design(whole).network_acls
    assert (found.ingress, found.egress, found.default) == ((line,), (), True)


def test_entries_stand_in_the_order_of_their_numbers_without_the_implied_last() -> None:
    whole = home()
    last = [entry(32767), entry(32768, CidrBlock=None, Ipv6CidrBlock="::/0"), entry(32767, Egress=True)]
    whole["NetworkAcls"][0]["Entries"] = [entry(200), *last, entry(100), entry(50, Egress=True)]
    (found,) = design(whole).network_acls
    assert [line.rule for line in found.ingress] == [100, 200]
    assert [line.rule for line in found.egress] == [50]

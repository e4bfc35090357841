"""Network firewalls: policies in their order, plain rules carried over, all others named."""

import pytest

from tests.formats.aws.estates import FIREWALL_ENDPOINT, NFW, hybrid
from tests.formats.aws.papers import PRIVATE, REGION, VPC, Raw, imported
from vpcdesign.design.firewalls import Firewall, FirewallRule
from vpcdesign.formats.aws_describe.import_aws import Imported
from vpcdesign.formats.aws_describe.suricata import NotPlain, Variables, rules_of_text

VARIABLES = Variables(blocks={"HOME_NET": ("10.0.0.0/16",)}, ports={"WEB": ("80", "8000:8080")})


def wall(found: Imported) -> Firewall:
    (firewall,) = found.design.firewalls
    return firewall


def group(**source: object) -> Raw:
    arn = f"{NFW}:stateful-rulegroup/plain"
    return {"RuleGroupResponse": {"RuleGroupArn": arn}, "RuleGroup": {"RulesSource": source}}


def with_group(said: Raw) -> Imported:
    return imported(*hybrid()[:4], said)


def structured(action: str = "PASS", protocol: str = "TCP", keyword: str = "sid:1", **header: str) -> Raw:
    head = {
        "Protocol": protocol,
        "Source": "10.0.0.0/8",
        "SourcePort": "ANY",
        "Direction": "FORWARD",
        "Destination": "$HOME_NET",
        "DestinationPort": "443",
    }
    return {"Action": action, "Header": head | header, "RuleOptions": [{"Keyword": keyword}]}


def test_a_firewall_is_read_with_its_policy() -> None:
    found = imported(*hybrid())
    mine = wall(found)
    assert (mine.id, mine.name, mine.vpc) == (f"{NFW}:firewall/wall", "wall", VPC)
    assert [(each.id, each.subnet) for each in mine.endpoints] == [(FIREWALL_ENDPOINT, "subnet-0a000000000000001")]
    assert (mine.stateless_default, mine.stateful_order, mine.stateful_default) == ("forward", "strict", "drop")
    assert mine.unreadable == ()
    assert found.design.vpc_endpoints == ()
    assert found.notes == ()


def test_stateless_rules_stand_in_the_order_of_their_priorities() -> None:
    rules = wall(imported(*hybrid())).stateless_rules
    assert [(rule.action, rule.protocol, rule.ports) for rule in rules] == [
        ("pass", "icmp", None),
        ("drop", "tcp", "53"),
        ("drop", "tcp", "80-90"),
        ("drop", "udp", "53"),
        ("drop", "udp", "80-90"),
    ]


def test_a_group_that_nobody_described_is_named_and_noted() -> None:
    found = imported(*hybrid()[:4])
    assert wall(found).unreadable == (f"{NFW}:stateful-rulegroup/plain",)
    assert [note.about for note in found.notes] == [f"{NFW}:firewall/wall"]


def test_a_policy_that_nobody_described_leaves_all_unknown() -> None:
    found = imported(*hybrid()[:2])
    assert wall(found).unreadable == (f"{NFW}:firewall-policy/policy",)
    assert len(found.notes) == 1


def test_structured_rules_are_plain_when_they_only_have_a_number() -> None:
    (rule,) = wall(with_group(group(StatefulRules=[structured()]))).stateful_rules
    assert rule == FirewallRule(
        action="pass", protocol="tcp", sources=("10.0.0.0/8",), destinations=("10.20.0.0/16",), ports="443"
    )
    (both,) = wall(with_group(group(StatefulRules=[structured("DROP", "IP", "sid", Direction="ANY")]))).stateful_rules
    assert (both.action, both.protocol, both.either_way) == ("drop", "all", True)


@pytest.mark.parametrize(
    "source",
    [
        {"StatefulRules": [structured(keyword="content")]},
        {"StatefulRules": [structured(protocol="HTTP")]},
        {"StatefulRules": [structured(Source="!10.0.0.0/8")]},
        {"StatefulRules": [structured(Source="$NOBODY")]},
        {"RulesSourceList": {"Targets": ["example.com"], "GeneratedRulesType": "DENYLIST"}},
        {"RulesString": 'pass tcp any any -> any 443 (tls.sni; content:"x"; sid:1;)'},
    ],
)
def test_rules_that_look_deeper_make_their_group_unreadable(source: Raw) -> None:
    mine = wall(with_group(group(**source)))
    assert mine.unreadable == (f"{NFW}:stateful-rulegroup/plain",)
    assert mine.stateful_rules == ()


def test_flags_of_tcp_are_beyond_a_stateless_rule() -> None:
    parts = hybrid()
    rules = parts[3]["RuleGroup"]["RulesSource"]["StatelessRulesAndCustomActions"]["StatelessRules"]
    rules[0]["RuleDefinition"]["MatchAttributes"]["TCPFlags"] = [{"Flags": ["SYN"]}]
    mine = wall(imported(*parts))
    assert (mine.stateless_rules, mine.unreadable) == ((), (f"{NFW}:stateless-rulegroup/first",))


def test_endpoints_in_other_vpcs_belong_to_the_firewall_too() -> None:
    association = {
        "VpcEndpointAssociation": {"VpcEndpointAssociationArn": "arn:1", "FirewallArn": f"{NFW}:firewall/wall"},
        "VpcEndpointAssociationStatus": {
            "AssociationSyncState": {f"{REGION}b": {"Attachment": {"EndpointId": "vpce-2", "SubnetId": PRIVATE}}}
        },
    }
    assert [each.id for each in wall(imported(*hybrid(), association)).endpoints] == [FIREWALL_ENDPOINT, "vpce-2"]


def test_an_endpoint_that_names_a_described_firewall_is_its_endpoint() -> None:
    parts = hybrid()
    del parts[1]["FirewallStatus"]
    found = imported(*parts)
    assert [each.id for each in wall(found).endpoints] == [FIREWALL_ENDPOINT]
    assert wall(found).unreadable == ()
    assert found.design.network_interfaces == ()


def test_a_firewall_that_is_being_deleted_is_left_out() -> None:
    parts = hybrid()
    parts[1]["FirewallStatus"]["Status"] = "DELETING"
    del parts[0]["VpcEndpoints"]
    assert imported(*parts).design.firewalls == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("pass tcp any any -> any any (sid:1;)", [FirewallRule(action="pass", protocol="tcp")]),
        (
            "drop udp 10.1.2.3 53 <> [10.0.0.0/8,192.0.2.0/24] 1024: (sid:1; rev:2;)",
            [
                FirewallRule(
                    action="drop",
                    protocol="udp",
                    sources=("10.1.2.3/32",),
                    source_ports="53",
                    destinations=("10.0.0.0/8", "192.0.2.0/24"),
                    ports="1024-65535",
                    either_way=True,
                )
            ],
        ),
        (
            'alert tcp $HOME_NET any -> any $WEB (msg:"seen; (so) it is"; sid:7;)',
            [
                FirewallRule(
                    action="alert", protocol="tcp", sources=("10.0.0.0/16",), ports=ports, note="seen; (so) it is"
                )
                for ports in ("80", "8000-8080")
            ],
        ),
        (
            "# a comment\n\nreject icmp any any -> any any (\\\n  sid:1;)",
            [FirewallRule(action="reject", protocol="icmp")],
        ),
    ],
)
def test_plain_rules_in_suricata_s_language(written: str, expected: list[FirewallRule]) -> None:
    assert list(rules_of_text(written, VARIABLES)) == expected


@pytest.mark.parametrize(
    "written",
    [
        "pass tcp any any -> any any",
        "pass tls any any -> any any (sid:1;)",
        "config tcp any any -> any any (sid:1;)",
        "pass tcp !10.0.0.0/8 any -> any any (sid:1;)",
        "pass tcp [10.0.0.0/8,!10.1.0.0/16] any -> any any (sid:1;)",
        "pass tcp any any -> any 70000 (sid:1;)",
        "pass tcp any any -> any 90:80 (sid:1;)",
        "pass tcp any any -> $WHAT any (sid:1;)",
        "pass tcp any any -> any any (flow:established; sid:1;)",
        "pass tcp any any -> example.com any (sid:1;)",
        "nonsense",
    ],
)
def test_rules_that_are_not_plain(written: str) -> None:
    with pytest.raises(NotPlain):
        list(rules_of_text(written, VARIABLES))

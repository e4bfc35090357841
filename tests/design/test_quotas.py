"""Quotas are findings: told beyond the default, with what AWS raises it to, never before."""

import json
from typing import Any

import pytest

from tests.design.legality.world import WORLD
from vpcdesign.aws import quotas as aws
from vpcdesign.design.document import Design
from vpcdesign.design.quotas import Finding, findings

VPC = {"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}


def found(**lists: list[dict[str, Any]]) -> list[Finding]:
    return findings(Design.model_validate_json(json.dumps({"vpcs": [VPC], **lists})))


def rules(number: int, source: str = "10.0.0.0/8") -> list[dict[str, str]]:
    return [{"protocol": "tcp", "ports": str(port), "source": source} for port in range(1, number + 1)]


def test_the_world_is_within_its_quotas() -> None:
    assert findings(Design.model_validate_json(json.dumps(WORLD))) == []


@pytest.mark.parametrize(("number", "told"), [(200, []), (201, ["/vpcs/0"])])
def test_subnets(number: int, told: list[str]) -> None:
    subnets = [{"id": f"s{n}", "vpc": "v", "az": "a", "cidr": "10.0.0.0/28"} for n in range(number)]
    assert [each.pointer for each in found(subnets=subnets)] == told


def test_a_finding_says_default_and_maximum() -> None:
    (each,) = found(security_groups=[{"id": "g", "vpc": "v", "ingress": rules(61)}])
    assert each.pointer == "/security_groups/0/ingress"
    assert (each.default, each.maximum) == (aws.IPV4_RULES.default, aws.IPV4_RULES.maximum)
    assert each.message == (
        "`g` has 61 IPv4 rules in this direction, beyond the default quota of 60: ask AWS to raise it (it goes to 200)"
    )


def test_beyond_the_maximum_no_request_helps() -> None:
    lines = [{"rule": n, "action": "allow", "cidr": "10.0.0.0/8"} for n in range(1, 42)]
    (each,) = found(network_acls=[{"id": "acl", "vpc": "v", "egress": lines}])
    assert each.pointer == "/network_acls/0/egress"
    assert each.message.endswith("beyond the quota of 20, which AWS raises to 40: use fewer")


def test_a_fixed_quota_is_not_raised() -> None:
    entries = [f"10.{n // 256}.{n % 256}.0/24" for n in range(1001)]
    (each,) = found(prefix_lists=[{"id": "pl", "cidrs": entries}])
    assert each.message.endswith("beyond the quota of 1,000, which AWS does not raise: use fewer")


def test_families_of_rules_are_counted_apart_and_references_in_both() -> None:
    both = rules(40) + rules(40, "::/0")
    assert found(security_groups=[{"id": "g", "vpc": "v", "ingress": both}]) == []
    more = [*both, *rules(21, "g")]
    assert len(found(security_groups=[{"id": "g", "vpc": "v", "ingress": more}])) == 2


def test_a_prefix_list_counts_with_what_it_declares() -> None:
    lists: list[dict[str, Any]] = [
        {"id": "pl", "cidrs": ["10.9.0.0/16"], "max_entries": 60},
        {"id": "s3", "service": "com.amazonaws.x.s3"},
    ]
    group = {"id": "g", "vpc": "v", "ingress": [{"source": "pl"}]}
    assert found(prefix_lists=lists, security_groups=[group]) == []
    more = {**group, "ingress": [{"source": "pl"}, {"source": "10.0.0.0/8"}]}
    assert [each.pointer for each in found(prefix_lists=lists, security_groups=[more])] == [
        "/security_groups/0/ingress"
    ]


def test_routes_count_the_vpcs_own_and_those_of_gateway_endpoints() -> None:
    routes = [{"destination": f"10.{n // 256}.{n % 256}.0/24", "target": "tgw"} for n in range(499)]
    table = {"id": "rt", "vpc": "v", "routes": routes}
    assert found(route_tables=[table]) == []
    endpoint = {"id": "s3", "vpc": "v", "kind": "gateway", "service": "s3", "route_tables": ["rt"]}
    assert [each.pointer for each in found(route_tables=[table], vpc_endpoints=[endpoint])] == ["/route_tables/0"]


def test_more_vpcs_than_a_region_has_by_default() -> None:
    vpcs = [{**VPC, "id": f"v{n}"} for n in range(6)] + [{**VPC, "id": "far", "region": "us-east-1"}]
    (each,) = found(vpcs=vpcs)
    assert (each.pointer, each.default, each.maximum) == ("/vpcs/5", 5, None)
    assert found(vpcs=[{**each, "account": str(n % 2)} for n, each in enumerate(vpcs)]) == []


def test_groups_of_an_interface_and_addresses_of_a_nat_gateway() -> None:
    subnet = {"id": "s", "vpc": "v", "az": "a", "cidr": "10.0.0.0/24"}
    interface = {"id": "eni", "subnet": "s", "security_groups": [f"g{n}" for n in range(6)]}
    nat = {"id": "nat", "subnet": "s", "addresses": [{"public_ip": "auto"}] * 3}
    pointers = [each.pointer for each in found(subnets=[subnet], network_interfaces=[interface], nat_gateways=[nat])]
    assert pointers == ["/nat_gateways/0/addresses", "/network_interfaces/0/security_groups"]

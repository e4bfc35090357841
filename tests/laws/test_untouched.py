"""Law: pairs that rows of two worlds leave out of a comparison are those that differ in nothing."""

# ruff: noqa: ARG005 - a mutant ignores what it is told

import json
from random import Random

import pytest

from tests.benchmarks.shapes import SHAPES
from tests.laws.designs import draw
from tests.laws.edits import edit
from tests.laws.killing import Plant, unexplained
from vpcdesign.analysis import difference, exactly
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.exactly import Exactly
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.api.differing import shared
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read

SEEDS = range(14)


def world(design: Design) -> World:
    return Worlds(design, compile_design(design)).whole


def told(found: list[Difference]) -> list[tuple[object, ...]]:
    return [(one.effect, one.sources, one.destinations, one.services, one.where, one.packet) for one in found]


def both_ways(monkeypatch: pytest.MonkeyPatch, before: Design, after: Design) -> list[tuple[object, ...]]:
    """Compare by rows, by rows of an edited network, and in full; give what differs."""
    monkeypatch.setattr(difference, "MANY", 0)
    old, joined = world(before), shared(before, after)
    edited = Worlds(joined, compile_design(joined, previous=old.walk.network)).whole
    quick = told(differences(old, world(after)))
    assert quick == told(differences(old, edited))
    monkeypatch.setattr(difference, "MANY", 1 << 30)
    assert quick == told(differences(world(before), world(after)))
    return quick


def test_edits_of_random_designs(monkeypatch: pytest.MonkeyPatch) -> None:
    differ = 0
    for seed in SEEDS:
        random, design = Random(seed), draw(seed)
        after = edit(edit(design, random), random)
        differ += bool(both_ways(monkeypatch, design, after))
    assert differ >= 1


def exposed(ports: str, hostile: str) -> Design:
    """Hosts with public addresses, of both families and with several: each group is met by ports and blocks of its own.

    All stand behind a network ACL that keeps a hostile block out and answers to some ports in.
    """
    blocks = ("0.0.0.0/0", "198.51.100.0/24", "203.0.113.0/24")
    groups = [
        {
            "id": f"sg-{place}",
            "vpc": "v",
            "ingress": [
                {"protocol": "tcp", "ports": str(80 + place % 3), "source": blocks[place % 2]},
                {"protocol": "tcp", "ports": f"{2000 + place // 2}-2100", "source": blocks[place % 3]},
                {"protocol": "tcp", "ports": "80-82", "source": "::/0"},
            ],
        }
        for place in range(6)
    ]
    hosts = [
        {
            "id": f"h{place}",
            "subnet": "s",
            "private_ip": f"10.0.0.{20 + place}",
            "public_ip": f"52.0.0.{place}",
            "security_groups": [f"sg-{place % 6}"],
        }
        | (
            {"secondary_ips": [{"private_ip": f"10.0.0.{60 + place}", "public_ip": f"52.0.1.{place}"}]}
            if place > 9
            else {}
        )
        | ({"ipv6_addresses": [f"2001:db8::{60 + place}"]} if place % 4 == 1 else {})
        for place in range(14)
    ]
    line = {"rule": 100, "action": "allow", "protocol": "tcp", "ports": ports, "cidr": "0.0.0.0/0"}
    deny = {"rule": 90, "action": "deny", "protocol": "all", "cidr": hostile}
    ways = [line, line | {"rule": 110, "cidr": "::/0"}]
    document = {
        "vpcdesign": 1,
        "name": "exposed",
        "vpcs": [{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"], "ipv6_cidrs": ["2001:db8::/56"]}],
        "subnets": [
            {"id": "s", "vpc": "v", "az": "eu-west-1a", "cidr": "10.0.0.0/24", "ipv6_cidr": "2001:db8::/64"}
            | {"network_acl": "acl", "route_table": "out"}
        ],
        "internet_gateways": [{"id": "igw", "vpc": "v"}],
        "route_tables": [
            {"id": "main", "vpc": "v", "main": True},
            {
                "id": "out",
                "vpc": "v",
                "routes": [{"destination": "0.0.0.0/0", "target": "igw"}, {"destination": "::/0", "target": "igw"}],
            },
        ],
        "network_acls": [{"id": "acl", "vpc": "v", "ingress": [deny, *ways], "egress": ways}],
        "security_groups": groups,
        "network_interfaces": hosts,
    }
    return read(json.dumps(document))


EXPOSED = ("0-65535", "203.0.113.0/28")
EDITED = [("81-65535", "203.0.113.0/28"), ("0-65535", "198.51.100.0/26"), ("82-2003", "0.0.0.0/1")]
"""The ports and the hostile block of the network ACL, before and after."""


@pytest.mark.parametrize("edited", EDITED)
def test_whom_the_outside_reaches(monkeypatch: pytest.MonkeyPatch, edited: tuple[str, str]) -> None:
    found = both_ways(monkeypatch, exposed(*EXPOSED), exposed(*edited))
    assert len({(effect, services) for effect, _, _, services, *_ in found}) > 1


def all_are_alike(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Exactly, "alike", lambda self, place, other: True)


def all_differ_in_the_same(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exactly, "_unnamed", lambda told, inside: iter(()))


@pytest.mark.parametrize("plant", [all_are_alike, all_differ_in_the_same])
def test_the_law_kills_it(monkeypatch: pytest.MonkeyPatch, plant: Plant) -> None:
    plant(monkeypatch)
    with unexplained(), pytest.raises(AssertionError):
        both_ways(monkeypatch, exposed(*EXPOSED), exposed(*EDITED[0]))


@pytest.mark.parametrize("shape", ["roles", "mixed", "hub"])
def test_a_rule_of_a_larger_design(monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    document = json.loads(SHAPES[shape](50 if shape == "hub" else 30))
    before = read(json.dumps(document))
    document["security_groups"][3]["ingress"][0]["ports"] = "7777"
    document["network_acls"][0]["ingress"][-1]["ports"] = "1-5000"
    assert both_ways(monkeypatch, before, read(json.dumps(document)))

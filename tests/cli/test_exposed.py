"""`vpcdesign exposed`: what comes in and goes out by path, and what a balancer's targets answer through it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import THREE_TIER, vpcdesign
from tests.layouts.shelf import NAMES, document
from tests.render.golden import hold
from tests.semantics.edits import edited
from vpcdesign.render.schema import answers

LAYOUTS = Path(THREE_TIER).parent


def asked(path: str) -> dict[str, Any]:
    done = vpcdesign(["exposed", path, "--json"])
    assert (done.status, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    Draft202012Validator(answers()).validate(found)
    return found


def changed(folder: Path, edit: str) -> str:
    """Give the path of a shop with an edit."""
    path = folder / "shop.json"
    path.write_text(json.dumps(edited(document("three-tier"), edit)), encoding="utf-8")
    return str(path)


def test_the_shop() -> None:
    done = vpcdesign(["exposed", THREE_TIER])
    assert (done.status, done.err) == (0, "")
    hold("exposed-shop.txt", done.out)


def test_what_comes_in_and_what_goes_out() -> None:
    found = asked(THREE_TIER)
    inbound = {(one["from"], tuple(one["members"])): one for one in found["inbound"]}
    assert len(found["inbound"]) == len(inbound) == 4
    assert inbound["internet", ("bastion",)]["sources"] == ["198.51.100.0/24"]
    via = inbound["internet", ("app-1", "app-2", "app-3")]
    assert (via["via"], via["allowed"], via["arrives"]) == ("lb:front", ["tcp/443"], ["tcp/8080"])
    assert "sg-app" in via["path"]
    assert {one["to"]: one["allowed"] for one in found["outbound"]} == {
        "internet": ["tcp/443"],
        "dublin": ["tcp/443"],
        "service:s3": ["tcp/443"],
    }


def test_an_open_rule_without_a_path_exposes_nothing(tmp_path: Path) -> None:
    """The database's group is opened to everybody, and still nobody outside comes near it."""
    path = changed(tmp_path, 'set /security_groups/sg-db/ingress/0/source "0.0.0.0/0"')
    before, after = asked(THREE_TIER)["inbound"], asked(path)["inbound"]
    assert [one["members"] for one in before] == [one["members"] for one in after]
    assert not any("db-1" in one["members"] for one in after)


def test_a_target_that_fails_makes_its_balancer_s_way_partial(tmp_path: Path) -> None:
    path = changed(tmp_path, "set /network_interfaces/app-3/security_groups []")
    (via,) = (one for one in asked(path)["inbound"] if "via" in one)
    assert via["members"] == ["app-1", "app-2"]
    assert (via["allowed"], via["partial"]) == ([], ["tcp/443"])


@pytest.mark.parametrize("name", NAMES)
def test_every_layout(name: str) -> None:
    found = asked(str(LAYOUTS / f"{name}.json"))
    for one in found["inbound"] + found["outbound"]:
        assert one["allowed"] or one["partial"] or one["unknown"]
        assert one["path"]
        assert one["packet"] or one["via"]


def test_what_is_dangerous_says_why_and_an_office_is_not(tmp_path: Path) -> None:
    assert not any(one["dangers"] for one in asked(THREE_TIER)["inbound"])
    opened = changed(tmp_path, 'set /security_groups/sg-bastion/ingress/0/source "0.0.0.0/0"')
    (told,) = (one["dangers"] for one in asked(opened)["inbound"] if one["dangers"])
    assert told == ["ssh open to the internet on bastion"]
    assert "! internet → bastion: tcp/22" in vpcdesign(["exposed", opened]).out


def test_what_is_reached_through_a_balancer_has_a_packet_too() -> None:
    (through,) = (one for one in asked(THREE_TIER)["inbound"] if "via" in one)
    assert through["packet"] == "1.0.0.0:1024 → 203.0.113.30 tcp/443"
    assert through["path"][-1] == "app-1"


def test_each_member_is_told_with_the_addresses_by_which_it_is_exposed(tmp_path: Path) -> None:
    path = changed(
        tmp_path,
        'set /network_interfaces/app-2/secondary_ips [{"private_ip": "10.20.80.44"}]'
        ' && set /network_acls/acl-app/egress/100/cidr "0.0.0.0/0"',
    )
    front = next(one for one in asked(path)["inbound"] if one["from"] == "internet" and "via" not in one)
    assert front["addresses"] == {f"front/public-{zone}": [f"203.0.113.3{n}"] for n, zone in enumerate("abc")}
    outbound = {member: one for one in asked(path)["outbound"] if one["to"] == "internet" for member in one["members"]}
    assert outbound["app-2"]["addresses"]["app-2"] == ["10.20.80.10", "10.20.80.44"]
    for one in outbound.values():
        told = {address for addresses in one["addresses"].values() for address in addresses}
        assert set(one["sources"]) == told, "of every member, not of the first"
    text = vpcdesign(["exposed", path]).out
    assert "    at front/public-a 203.0.113.30; front/public-b 203.0.113.31; front/public-c 203.0.113.32\n" in text

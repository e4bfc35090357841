"""A partial answer of a load balancer says which of the failing targets it would leave out by itself."""

import json
from typing import Any

import pytest

from tests.layouts import shelf
from vpcdesign.algebra.services import ports
from vpcdesign.api.desk import Ask, Desk

HTTPS = Ask("internet", "lb:front", ports(6, 443, 443))


def shop() -> dict[str, Any]:
    return json.loads(shelf.text("three-tier"))  # type: ignore[no-any-return]


def shut_app_2(document: dict[str, Any]) -> dict[str, Any]:
    """Give app-2 a group of its own that lets only the health check's port in."""
    admits = [{"protocol": "tcp", "ports": "9000", "source": "sg-front"}]
    document["security_groups"].append({"id": "sg-shut", "vpc": "prod", "ingress": admits})
    for one in document["network_interfaces"]:
        if one["id"] == "app-2":
            one["security_groups"] = ["sg-shut"]
    return document


def notes(document: dict[str, Any]) -> tuple[str, ...]:
    found = Desk(shelf.design(document), ["internet", "lb:front"]).trace(HTTPS)
    assert found.verdict == "partial"
    return tuple(note for note in found.notes if "health" in note)


def test_a_target_that_fails_its_health_check_too_is_left_out() -> None:
    (note,) = notes(shut_app_2(shop()))
    assert note.startswith("app-2 would fail its health check")
    assert "tcp/8080" in note


def test_a_health_check_on_a_port_of_its_own_may_pass() -> None:
    document = shut_app_2(shop())
    groups = document["load_balancers"][0]["target_groups"]
    groups[0]["health_check_port"] = 9000
    for group in document["security_groups"]:
        if group["id"] == "sg-front":
            group["egress"].append({"protocol": "tcp", "ports": "9000", "destination": "sg-shut"})
    for acl in document["network_acls"]:
        for rules in (acl["ingress"], acl["egress"]):
            rules.append({"rule": 9, "action": "allow", "cidr": "0.0.0.0/0"})
    (note,) = notes(document)
    assert note.startswith("app-2 would pass its health check")


@pytest.mark.parametrize("ask", [HTTPS, Ask("app-1", "db-1", ports(6, 5432, 5432))])
def test_nothing_is_said_where_no_target_decides(ask: Ask) -> None:
    found = Desk(shelf.design(shop()), [ask.source, ask.destination]).trace(ask)
    assert not any("health" in note for note in found.notes)

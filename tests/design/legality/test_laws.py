"""Designs that are drawn to be legal have no problem, and order does not change what is told."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.design.legality.world import WORLD
from vpcdesign.design.document import Design
from vpcdesign.design.legality import problems

ZONES = ("eu-west-1a", "eu-west-1b", "eu-west-1c")


@st.composite
def legal_designs(draw: st.DrawFn) -> dict[str, Any]:
    """Draw VPCs side by side, subnets cut from them in order, hosts at usable addresses, routes to what is attached."""
    document: dict[str, list[dict[str, Any]]] = {kind: [] for kind in WORLD}
    for number in range(draw(st.integers(1, 3))):
        vpc, size = f"v{number}", draw(st.integers(16, 20))
        document["vpcs"].append({"id": vpc, "region": "eu-west-1", "cidrs": [f"10.{number + 10}.0.0/{size}"]})
        document["security_groups"].append({"id": f"{vpc}-sg", "vpc": vpc, "ingress": [{"source": f"{vpc}-sg"}]})
        with_gateway = draw(st.booleans())
        routes = [{"destination": "0.0.0.0/0", "target": f"{vpc}-igw"}] if with_gateway else []
        if with_gateway:
            document["internet_gateways"].append({"id": f"{vpc}-igw", "vpc": vpc})
        document["route_tables"].append({"id": f"{vpc}-rt", "vpc": vpc, "main": True, "routes": routes})
        for place in range(draw(st.integers(1, 4))):
            subnet = f"{vpc}-s{place}"
            cidr = f"10.{number + 10}.{place}.0/{draw(st.integers(24, 28))}"
            zone = draw(st.sampled_from(ZONES))
            document["subnets"].append({"id": subnet, "vpc": vpc, "az": zone, "cidr": cidr})
            for host in draw(st.sets(st.integers(4, 14), max_size=3)):
                address = f"10.{number + 10}.{place}.{host}"
                groups = [f"{vpc}-sg"]
                interface = {"id": address, "subnet": subnet, "private_ip": address, "security_groups": groups}
                document["network_interfaces"].append(interface)
    if len(document["vpcs"]) > 1 and draw(st.booleans()):
        document["peering_connections"].append({"id": "pcx", "requester": "v0", "accepter": "v1"})
        document["route_tables"][0]["routes"].append({"destination": "10.11.0.0/16", "target": "pcx"})
    return document


@given(legal_designs())
def test_a_legal_design_has_no_problem(document: dict[str, Any]) -> None:
    assert problems(Design.model_validate_json(json.dumps(document))) == []


@given(legal_designs(), st.data())
def test_an_overlapping_subnet_is_told_wherever_it_stands(document: dict[str, Any], data: st.DataObject) -> None:
    victim = data.draw(st.sampled_from(document["subnets"]))
    place = data.draw(st.integers(0, len(document["subnets"])))
    document["subnets"].insert(place, {**victim, "id": "copy"})
    found = problems(Design.model_validate_json(json.dumps(document)))
    copy, original = place, document["subnets"].index(victim)
    assert [pointer for pointer, _ in found] == [f"/subnets/{max(copy, original)}/cidr"]
    assert all("InvalidSubnet.Conflict" in message for _, message in found)

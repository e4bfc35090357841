"""A verdict that was found without a look at any way across is found again when an edit lets in what a device sends."""

import json

import pytest

from vpcdesign.analysis.check import check
from vpcdesign.analysis.watch import Watch
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.filters import IngressRule
from vpcdesign.formats.native.read import read
from vpcdesign.reach.rows import Rows

NAT = "10.0.1.9"
SOURCES = (f"{NAT}/32", "10.0.1.0/24", "10.0.2.0/24", "10.0.0.0/24")
"""What the shut group is to let in: a third group knows it, so that an edit tells nobody apart."""


def design() -> Design:
    """Give a host that sends to another VPC by way of a private NAT gateway, and one there who lets in nobody."""
    attached = [f"at-{name}" for name in "ab"]
    whole = {
        "vpcdesign": 1,
        "vpcs": [
            {"id": "vpc-a", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]},
            {"id": "vpc-b", "region": "eu-west-1", "cidrs": ["10.1.0.0/16"]},
        ],
        "subnets": [
            {"id": "hosts", "vpc": "vpc-a", "az": "eu-west-1a", "cidr": "10.0.0.0/24", "route_table": "by-nat"},
            {"id": "doors", "vpc": "vpc-a", "az": "eu-west-1a", "cidr": "10.0.1.0/24", "route_table": "by-hub"},
            {"id": "others", "vpc": "vpc-b", "az": "eu-west-1a", "cidr": "10.1.0.0/24", "route_table": "back"},
        ],
        "route_tables": [
            {"id": "by-nat", "vpc": "vpc-a", "routes": [{"destination": "10.1.0.0/16", "target": "nat"}]},
            {"id": "by-hub", "vpc": "vpc-a", "routes": [{"destination": "10.1.0.0/16", "target": "hub"}]},
            {"id": "back", "vpc": "vpc-b", "routes": [{"destination": "10.0.0.0/16", "target": "hub"}]},
        ],
        "nat_gateways": [
            {"id": "nat", "subnet": "doors", "connectivity": "private", "addresses": [{"private_ip": NAT}]}
        ],
        "transit_gateways": [{"id": "hub", "region": "eu-west-1"}],
        "transit_gateway_route_tables": [
            {"id": "table", "transit_gateway": "hub", "associations": attached, "propagations": attached}
        ],
        "transit_gateway_attachments": [
            {"id": "at-a", "transit_gateway": "hub", "vpc": "vpc-a", "subnets": ["doors"]},
            {"id": "at-b", "transit_gateway": "hub", "vpc": "vpc-b", "subnets": ["others"]},
        ],
        "security_groups": [
            {"id": "sending", "vpc": "vpc-a"},
            {"id": "shut", "vpc": "vpc-b", "ingress": [{"source": "10.0.2.0/24", "protocol": "tcp", "ports": "22"}]},
            {"id": "told", "vpc": "vpc-b", "ingress": [
                {"source": source, "protocol": "tcp", "ports": "22"} for source in SOURCES
            ]},
        ],
        "network_interfaces": [
            {"id": "one", "subnet": "hosts", "private_ip": "10.0.0.10", "security_groups": ["sending"]},
            {"id": "two", "subnet": "others", "private_ip": "10.1.0.10", "security_groups": ["shut"]},
            {"id": "three", "subnet": "others", "private_ip": "10.1.0.11", "security_groups": ["told"]},
        ],
        "assertions": [
            {"name": "shut", "from": "sg:sending", "to": "sg:shut", "ports": "tcp/443", "expect": "blocked"},
            {"name": "open", "from": "sg:sending", "to": "sg:shut", "ports": "tcp/443", "expect": "allowed"},
        ],
    }  # fmt: skip
    return read(json.dumps(whole))


def opened(design: Design, source: str) -> Design:
    """Let the shut group let in a source."""
    line = IngressRule.model_validate({"source": source, "protocol": "tcp", "ports": "443"})
    first, shut, told = design.security_groups
    shut = shut.model_copy(update={"ingress": (*shut.ingress, line)})
    return design.model_copy(update={"security_groups": (first, shut, told)})


def verdicts(design: Design) -> list[bool]:
    """What `check` says."""
    return [one.holds for one in check(design, compile_design(design), design.assertions)]


@pytest.mark.parametrize("source", SOURCES)
def test_what_a_device_sends_is_heard_after_an_edit(source: str) -> None:
    before = design()
    watch = Watch(before)
    assert watch.holds == (True, False)
    assert not watch.ground.rows.sides.crossed
    edited = opened(before, source)
    assert list(watch.after(edited).holds) == verdicts(edited)
    assert list(Watch(edited).holds) == verdicts(edited)
    by_device = source in {f"{NAT}/32", "10.0.1.0/24"}
    assert verdicts(edited) == [not by_device, by_device]


def test_whoever_sends_by_ways_that_nobody_asked_for_may_come_from_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rows, "_unasked", lambda self: 0)  # noqa: ARG005 - a mutant ignores what it is told
    before = design()
    edited = opened(before, f"{NAT}/32")
    assert list(Watch(before).after(edited).holds) != verdicts(edited)

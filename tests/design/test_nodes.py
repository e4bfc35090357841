"""A node's name leads to its noun, whatever slashes ids hold."""

import pytest

from vpcdesign.design.nodes import holder

KNOWN = {"front", "public-a", "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/front/5a", "a/b", "x/public-a"}
ARN = "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/front/5a"


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("front", "front"),
        ("front/public-a", "front"),
        (ARN, ARN),
        (f"{ARN}/public-a", ARN),
        ("Front door/public-a", "Front door"),
        ("front/a/b", "front"),
        ("x/public-a", "x/public-a"),
        ("internet", "internet"),
        ("nobody/nowhere", "nobody/nowhere"),
        ("/public-a", "/public-a"),
    ],
)
def test_a_node_leads_to_its_noun(name: str, whole: str) -> None:
    assert holder(name, KNOWN) == whole

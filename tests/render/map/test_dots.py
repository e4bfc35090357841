"""In dots a row without a tier is named by its subnets, without what says nothing."""

import pytest

from tests.render.map.samples import lines
from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.render.map.dots import labels_of
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.look import Look
from vpcdesign.topology.scene.read import read


def network(*names: str, zones: str = "a") -> Design:
    """Make a VPC whose subnets have names, a row each or a zone each."""
    subnets = tuple(
        Subnet(id=f"subnet-{at}", name=name, vpc="v", az=f"eu-west-1{zones[at % len(zones)]}", cidr=f"10.0.{at}.0/24")
        for at, name in enumerate(names)
    )
    return Design(vpcs=(Vpc(id="v", region="eu-west-1", cidrs=("10.0.0.0/16",)),), subnets=subnets)


@pytest.mark.parametrize(
    ("names", "zones", "expected"),
    [
        (("subnet-jump-it-west", "subnet-tgw-it-west"), "a", ["jump", "tgw"]),
        (("private-a", "private-b"), "ab", ["private"]),
        (("default-a", "default-b"), "ab", ["default"]),
        (("web", "data"), "ab", ["web, data"]),
        (("same_10.3.1.0/24", "same_10.3.250.0/24"), "a", ["10.3.1.0/24", "10.3.250.0/24"]),
        (("only",), "a", ["only"]),
        (("same", "same"), "a", ["same", "same"]),
        (("web", "web-spare"), "a", ["web", "web-spare"]),
    ],
)
def test_a_row_is_named_by_what_its_subnets_are_called(names: tuple[str, ...], zones: str, expected: list[str]) -> None:
    design = network(*names, zones=zones)
    assert labels_of(read(design).vpcs[0]) == expected


def test_a_long_name_is_cut_and_moves_the_subnets_by_no_more_than_it_may() -> None:
    shown = lines(draw(network("a-most-uncommonly-long-name", "short"), Look("dots", 80)))
    assert any("a-most-u…ng-name  ISO/24" in line for line in shown)


@pytest.mark.parametrize("layout", ["peered-vpcs", "transit-gateway-hub-and-spoke", "hybrid", "central-egress"])
def test_the_ways_beside_the_boxes_go_into_the_window_too(layout: str) -> None:
    design = load_layout(layout)
    wide = [width for width in range(76, 161, 2) if draw(design, Look("dots", width)).width > width]
    assert not wide

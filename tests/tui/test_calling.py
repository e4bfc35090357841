"""What is asked goes by names where a name means one thing, and every word that is offered is understood."""

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.index import Index
from vpcdesign.tui.asking.calling import Calling
from vpcdesign.tui.asking.selector import selector_of
from vpcdesign.tui.asking.words import matching, selectors
from vpcdesign.tui.session.asking import Asked, answered

AWS = {
    "name": "imported",
    "vpcs": [{"id": "vpc-1", "name": "hr", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
    "subnets": [
        {"id": "subnet-1", "name": "data", "vpc": "vpc-1", "az": "eu-west-1a", "cidr": "10.0.0.0/24"},
        {"id": "subnet-2", "name": "data", "vpc": "vpc-1", "az": "eu-west-1b", "cidr": "10.0.1.0/24"},
    ],
    "route_tables": [{"id": "rtb-1", "vpc": "vpc-1", "main": True}],
    "security_groups": [{"id": "sg-1", "name": "db", "vpc": "vpc-1"}, {"id": "sg-2", "name": "a, b", "vpc": "vpc-1"}],
    "instances": [{"id": "i-1", "name": "db1"}, {"id": "i-2", "name": "web"}, {"id": "i-3", "name": "web"}],
    "network_interfaces": [
        {"id": "eni-1", "instance": "i-1", "subnet": "subnet-1", "security_groups": ["sg-1"]},
        {"id": "eni-2", "instance": "i-2", "subnet": "subnet-1", "security_groups": ["sg-2"]},
        {"id": "eni-3", "instance": "i-3", "subnet": "subnet-2", "security_groups": ["sg-2"]},
    ],
}


@pytest.fixture
def imported() -> Design:
    return Design.model_validate(AWS, strict=False)


def test_a_name_that_means_one_thing_stands_for_its_id(imported: Design) -> None:
    index, calling = Index(imported), Calling(imported)
    asked = {
        name: selector_of(index, calling, name) for name in ("eni-1", "eni-2", "vpc-1", "subnet-1", "sg-1", "sg-2")
    }
    assert asked == {
        "eni-1": "db1",
        "eni-2": "i-2",
        "vpc-1": "vpc:hr",
        "subnet-1": "subnet:subnet-1",
        "sg-1": "sg:db",
        "sg-2": "sg:sg-2",
    }
    assert selector_of(index, calling, "rtb-1") == "", "a table sends nothing"


def test_what_is_typed_of_a_name_is_completed(imported: Design) -> None:
    assert matching(selectors(imported), "db", 8)[0] == "db1"
    assert "i-1" in matching(selectors(imported), "i-", 8), "an id is known too"


@pytest.mark.parametrize("name", ["three-tier", "load-balanced-web", "hybrid", "private-endpoints"])
def test_every_word_that_is_offered_is_understood(name: str) -> None:
    design = load_layout(name)
    for word in dict.fromkeys(selectors(design)):
        other = "internet" if word != "internet" else design.network_interfaces[0].id
        answer = answered(Asked(word, other, "https"), design, ())
        assert answer.trace is not None or "selects nothing" in answer.problem, answer.problem

"""Each fault is found where it is, with AWS's code; its clean twin is not."""

import json
import re
from pathlib import Path

import pytest

from tests.design.legality.world import WORLD
from tests.semantics.edits import edited
from vpcdesign.aws.refusals import REFUSALS
from vpcdesign.design.document import Design
from vpcdesign.design.legality import problems
from vpcdesign.design.references import problems as dangling

CODE = re.compile(r" \(([A-Z][A-Za-z.]+)\)$")


def lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def design_with(edits: str) -> Design:
    return Design.model_validate_json(json.dumps(edited(WORLD, edits)))


def test_the_world_is_legal() -> None:
    world = Design.model_validate_json(json.dumps(WORLD))
    assert problems(world) == []
    assert dangling(world) == []


@pytest.mark.parametrize("line", lines("faults.txt"))
def test_a_fault_is_told_at_its_place_and_nothing_else(line: str) -> None:
    edits, _, expected = line.partition(" => ")
    pointer, code = expected.split()
    found = problems(design_with(edits))
    assert found
    for where, message in found:
        assert f"{where}/".startswith(f"{pointer}/")
        told = CODE.search(message)
        assert (told[1] if told else "-") == code
        assert message.startswith("`")  # the user's own word
        assert ": " in message  # what is wrong: what to do
    assert code == "-" or code in REFUSALS


@pytest.mark.parametrize("edits", lines("legal.txt"))
def test_what_aws_takes_is_no_problem(edits: str) -> None:
    assert problems(design_with(edits)) == []


def test_problems_come_in_the_order_of_the_document() -> None:
    broken = design_with(
        'set /reservations/later/cidr "10.9.0.0/24" && set /network_acls/acl/ingress/0/rule 0'
        ' && set /network_interfaces/app/private_ip "10.0.9.9" && set /vpcs/lone/cidrs ["10.2.0.0/8"]'
    )
    assert [pointer.split("/")[1] for pointer, _ in problems(broken)] == [
        "vpcs",
        "network_acls",
        "network_interfaces",
        "reservations",
    ]


def test_of_an_import_only_contradictions_are_told() -> None:
    partly_seen = 'set /internet_gateways [] && set /imported true && set /subnets/pub-b/cidr "10.0.0.0/24"'
    assert [pointer for pointer, _ in problems(design_with(partly_seen))] == ["/subnets/1/cidr"]
    assert len(problems(design_with(partly_seen), imported=False)) > 1


def test_an_attachment_has_fifty_translations_at_most() -> None:
    rules = [{"match_cidr": f"10.2.{n}.0/24", "nat_cidr": f"100.64.{n}.0/24"} for n in range(51)]
    edit = "set /transit_gateway_attachments/at-lone/nat_rules "
    assert problems(design_with(edit + json.dumps(rules[:50]))) == []
    assert [pointer for pointer, _ in problems(design_with(edit + json.dumps(rules)))] == [
        "/transit_gateway_attachments/1/nat_rules"
    ]

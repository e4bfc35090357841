"""The written form: reading gives the same design back, and the text is stable and made for diffs."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.native.drawn import designs
from tests.house.checkout import ROOT
from vpcdesign.design.document import Design
from vpcdesign.design.filters import EgressRule, SecurityGroup
from vpcdesign.design.vpcs import Vpc
from vpcdesign.formats.native.read import read
from vpcdesign.formats.native.write import WIDTH, write

LAYOUTS = sorted((ROOT / "layouts").glob("*.json"))
slow_to_draw = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@slow_to_draw
@given(designs())
def test_what_is_written_reads_as_the_same_design_and_is_written_the_same(design: Design) -> None:
    text = write(design)
    again = read(text)
    assert again == design
    assert write(again) == text
    assert read(text.encode()) == design


@slow_to_draw
@given(designs())
def test_the_text_is_json_and_nothing_in_it_can_command_a_terminal(design: Design) -> None:
    text = write(design)
    assert text.endswith("}\n")
    assert text.replace("\n", "").isprintable()
    kinds = list(json.loads(text))
    assert kinds == [name for name in Design.model_fields if name in kinds]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_the_layouts_are_in_the_written_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert write(read(text, path.name)) == text


def group(*egress: EgressRule) -> Design:
    return Design(security_groups=(SecurityGroup(id="sg", vpc="v", egress=egress),))


def test_an_egress_list_that_lets_nothing_out_is_written() -> None:
    assert '"egress": []' in write(group())
    assert "egress" not in write(Design(security_groups=(SecurityGroup(id="sg", vpc="v"),)))
    one = group(EgressRule(destination="0.0.0.0/0"))
    assert '{"destination": "0.0.0.0/0"}' in write(one)


def test_a_short_object_stays_on_its_line_and_a_long_one_does_not() -> None:
    short, long = (
        Vpc(id="a", region="r", cidrs=("10.0.0.0/16",)),
        Vpc(id="b", region="r", cidrs=("10.1.0.0/16",), note="n" * WIDTH),
    )
    assert write(Design(vpcs=(short, long))).splitlines()[3:10] == [
        '  "vpcs": [',
        '    {"id": "a", "region": "r", "cidrs": ["10.0.0.0/16"]},',
        "    {",
        '      "id": "b",',
        f'      "note": "{"n" * WIDTH}",',
        '      "region": "r",',
        '      "cidrs": ["10.1.0.0/16"]',
    ]


def test_no_line_is_longer_than_it_must_be() -> None:
    blocks = tuple(f"10.{place}.0.0/16" for place in range(30))
    lines = write(Design(vpcs=(Vpc(id="a", region="r", cidrs=blocks),))).splitlines()
    assert max(map(len, lines)) <= WIDTH


def test_an_assertion_is_written_in_the_words_of_the_document() -> None:
    text = '{"assertions": [{"name": "a", "from": "internet", "to": "lb:x", "expect": "allowed"}]}'
    assert '{"name": "a", "from": "internet", "to": "lb:x", "expect": "allowed"}' in write(read(text))

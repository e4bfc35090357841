"""Pictures are well-formed whatever people call their subnets, and have the colours of the dark theme."""

import xml.etree.ElementTree as ET

import pytest

from tests.cli.running import THREE_TIER, vpcdesign
from tests.render.golden import hold
from tests.render.map.samples import HOSTILE, design, estate
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.look import Look
from vpcdesign.render.map.overlay import Overlay
from vpcdesign.render.map.svg import CELL, DARK, MARGIN, map_svg

_NS = "{http://www.w3.org/2000/svg}"


def test_a_picture_is_the_one_that_was_agreed() -> None:
    hold("map/estate-dots.svg", map_svg(draw(estate(), Look("dots", 120)), "estate", DARK, Overlay(selection="hub")))


@pytest.mark.parametrize("name", [*HOSTILE, "<&\"'>", "]]>"])
def test_a_picture_is_well_formed(name: str) -> None:
    drawn = design(vpcs=[{"id": "v", "name": name, "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}])
    picture = draw(drawn, Look("compact"))
    root = ET.fromstring(map_svg(picture, name))  # noqa: S314 - it is ours
    assert float(root.attrib["width"]) == pytest.approx(picture.width * CELL + 2 * MARGIN)
    assert root.findall(f".//{_NS}text")


def test_the_command_writes_the_map(tmp_path: object) -> None:
    text = vpcdesign(["export", THREE_TIER, "map"])
    assert text.status == 0
    assert "╭─ PRV app-a ─────┴───╮" in text.out
    assert vpcdesign(["export", THREE_TIER, "map", "--ascii", "--zoom", "dots"]).out.isascii()
    assert vpcdesign(["export", THREE_TIER, "map", "--svg"]).out.startswith("<svg ")
    path = f"{tmp_path}/map.svg"
    assert vpcdesign(["export", THREE_TIER, "map", "--svg", "-o", path]).out == ""
    assert ET.parse(path).getroot().tag == f"{_NS}svg"  # noqa: S314 - it is ours


def test_options_of_the_map_are_for_the_map() -> None:
    done = vpcdesign(["export", THREE_TIER, "json", "--svg"])
    assert done.status == 2
    assert "export" in done.err

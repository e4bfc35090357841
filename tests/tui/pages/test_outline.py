"""The outline: everything is in it, what is closed is not looked at, and a large design begins closed."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.native.drawn import designs
from vpcdesign.api.layouts import load_layouts
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.render.ink import width
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.outline import FOLD, above, branch_of, many, nodes, outline

LAYOUTS = load_layouts()
SHOP = Surroundings(LAYOUTS["three-tier"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_noun_is_in_it(layout: str) -> None:
    here = Surroundings(LAYOUTS[layout])
    shown = {line.target for line in outline(here).lines}
    assert {noun.id for _, _, noun in here.design.nouns()} <= shown


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(designs())
def test_whatever_it_holds_is_one_line_of_text(design: Design) -> None:
    for line in outline(Surroundings(design), 27).lines:
        assert width(line.row) < 27
        assert visible(line.text) == line.text


def test_what_is_closed_is_not_shown() -> None:
    page = outline(SHOP, closed=("app-a", "prod Route tables"))
    assert "app-1" not in page.text
    assert "rt-app-a" not in {line.target for line in page.lines}
    assert "▶ PRV app-a" in page.text
    assert len(outline(SHOP, closed=("prod",)).lines) < len(page.lines)


def test_closing_everything_leaves_what_can_be_opened_again() -> None:
    closed = {node.branch for node in nodes(SHOP) if node.branch}
    for line in outline(SHOP, closed=closed).lines:
        verb, _, branch = line.act.partition(" ")
        assert (branch if verb == FOLD else branch_of(SHOP, line.target, closed)) in closed


def test_the_branches_above_a_line_are_named() -> None:
    assert above(SHOP, "app-1") == {"prod", "prod zone:eu-west-1a", "app-a"}
    assert above(SHOP, "prod") == frozenset()
    assert above(SHOP, "nobody") == frozenset()


def test_a_large_design_begins_closed_and_small_ones_open() -> None:
    assert many(SHOP) == frozenset()
    crowd = tuple(NetworkInterface(id=f"web-{number}", subnet="app-a") for number in range(500))
    here = Surroundings(SHOP.design.model_copy(update={"network_interfaces": crowd}))
    lines = outline(here, closed=many(here)).lines
    assert len(lines) < 40
    assert {vpc.id for vpc in here.design.vpcs} <= {line.target for line in lines}


def test_what_is_selected_is_bold() -> None:
    bold = [line.target for line in outline(SHOP, selected="nat-b").lines if any(span.bold for span in line.row)]
    assert bold == ["prod", "nat-b", "hub"]

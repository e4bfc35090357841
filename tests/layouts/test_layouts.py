"""A layout is a design that can be read, says what it teaches, and keeps its promises."""

import pytest

from tests.layouts.shelf import NAMES, design, document, text
from vpcdesign.analysis.check import check
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.rebase import rebase
from vpcdesign.formats.native.read import read
from vpcdesign.formats.native.write import write

SHOP = (
    ("only the office reaches ssh", "198.51.100.0/24", "bastion", "tcp/22", "only"),
    ("shoppers reach the load balancer", "internet", "lb:front", "tcp/443", "allowed"),
    ("the load balancer reaches the app", "lb:front", "tier:app", "tcp/8080", "allowed"),
    ("only the app talks to the database", "tier:app", "tier:db", "tcp/5432", "only"),
    ("nothing outside reaches a database", "internet, on-premises", "tier:db", "all", "blocked"),
    ("the app can call out", "tier:app", "internet", "tcp/443", "allowed"),
    ("the database cannot call out", "tier:db", "internet", "all", "blocked"),
    ("operators in Dublin reach the app", "dublin", "tier:app", "tcp/22", "allowed"),
    ("the shop survives the loss of any zone", "internet", "lb:front", "tcp/443", "allowed"),
)

every_layout = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def layout(name: str) -> Design:
    return design(document(name))


def test_there_are_thirteen() -> None:
    assert len(NAMES) == 13


@every_layout
def test_it_is_written_as_the_program_writes(name: str) -> None:
    assert write(read(text(name))) == text(name)


@every_layout
def test_aws_would_accept_it(name: str, layout: Design) -> None:
    assert read(text(name)) == layout  # a reference that leads nowhere or a line that AWS refuses would be an error


@every_layout
def test_every_assertion_holds(layout: Design) -> None:
    results = check(layout, compile_design(layout), layout.assertions)
    assert [result.name for result in results if not result.holds] == []
    assert len(results) == len(layout.assertions) >= 3


@every_layout
def test_it_keeps_its_promises_wherever_it_is_moved(layout: Design) -> None:
    moved = rebase(layout, "10.99.0.0/16", "us-east-1")
    assert read(write(moved)) == moved
    assert [one.name for one in check(moved, compile_design(moved), moved.assertions) if not one.holds] == []


@every_layout
def test_it_teaches(layout: Design) -> None:
    assert layout.note is not None
    sentences = layout.note.count(". ") + 1
    assert 3 <= sentences <= 6


@every_layout
def test_it_bears_its_file_s_name(name: str, layout: Design) -> None:
    assert layout.name == {"three-tier": "shop"}.get(name, name)


@every_layout
def test_assertions_have_names_of_their_own(layout: Design) -> None:
    names = [one.name for one in layout.assertions]
    assert len(set(names)) == len(names)


@every_layout
def test_it_promises_both_what_passes_and_what_does_not(layout: Design) -> None:
    expected = {one.expect for one in layout.assertions}
    assert "allowed" in expected
    assert expected & {"blocked", "isolated", "only"}


def test_no_two_layouts_bear_one_name() -> None:
    assert len({document(name)["name"] for name in NAMES}) == len(NAMES)


def test_the_shop_promises_what_its_page_says() -> None:
    found = design(document("three-tier")).assertions
    assert tuple((one.name, one.from_, one.to, one.ports, one.expect) for one in found) == SHOP
    assert [one.when for one in found] == [None] * 8 + [{"fail": "any-az"}]

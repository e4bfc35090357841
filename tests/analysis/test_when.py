"""Assertions that must hold when something fails: who is down is taken out and named, who is cut off breaks them."""

import pytest

from tests.layouts.shelf import Json, design, document
from vpcdesign.analysis.check import check, texts
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.errors import QuestionError


def judged(changed: Json, source: str, to: str, ports: str, expect: str, fail: str) -> Result:
    """Judge one claim about a shop in which something has failed."""
    claim = {"name": "x", "from": source, "to": to, "ports": ports, "expect": expect, "when": {"fail": fail}}
    asked, bare, _ = with_stand_ins(design({**changed, "assertions": [claim]}), ())
    found = with_stand_ins(asked, texts(asked.assertions))
    (result,) = check(found[0], compile_design(found[0], bare | found[1]), asked.assertions)
    return result


def on_shop(source: str, to: str, ports: str, expect: str, fail: str) -> Result:
    return judged(document("three-tier"), source, to, ports, expect, fail)


def test_members_that_fail_are_taken_out_of_both_sides_and_named() -> None:
    found = on_shop("tier:app", "tier:db", "tcp/5432", "allowed", "az:eu-west-1a")
    assert (found.holds, found.asked) == (True, 2)
    assert found.notes == ("down with az:eu-west-1a: app-1, db-1",)
    assert found.reason == "with az:eu-west-1a down: every packet of all 2 pairs makes the round trip"


def test_each_zone_is_asked_in_its_turn() -> None:
    found = on_shop("tier:app", "tier:db", "tcp/5432", "allowed", "any-az")
    assert (found.holds, found.asked) == (True, 2 + 2 + 4)
    assert [note.partition(":eu-west")[2][:2] for note in found.notes] == ["-1", "-1", "-1"]


def test_a_side_of_which_nobody_is_left_does_not_hold() -> None:
    for expect in ("allowed", "blocked", "isolated", "only"):
        found = on_shop("198.51.100.0/24", "bastion", "tcp/22", expect, "any-az")
        assert not found.holds
        assert found.reason == "with az:eu-west-1a down: nobody is left of `bastion`"


def test_an_address_is_down_with_who_holds_it() -> None:
    found = on_shop("tier:app", "10.20.4.10", "tcp/5432", "blocked", "az:eu-west-1a")
    assert (found.holds, found.reason) == (False, "with az:eu-west-1a down: nobody is left of `10.20.4.10`")


def test_who_is_up_but_cut_off_breaks_it() -> None:
    found = on_shop("tier:app", "internet", "tcp/443", "allowed", "nat-a")
    assert not found.holds
    assert found.reason.startswith("with nat-a down: app-1 to internet is blocked")
    assert found.witness is not None
    assert "BAD_STATE_ROUTE" in {one.code for one in found.witness.blockers}


def test_a_connection_survives_one_tunnel() -> None:
    assert on_shop("dublin", "tier:app", "tcp/22", "allowed", "vpn-dublin/tunnel-1").holds
    assert not on_shop("dublin", "tier:app", "tcp/22", "allowed", "vpn-dublin").holds


def test_two_things_at_once() -> None:
    both = on_shop("tier:app", "internet", "tcp/443", "allowed", "az:eu-west-1a, nat-b")
    assert (both.holds, both.notes[0]) == (False, "down with az:eu-west-1a, nat-b: app-1")
    assert on_shop("app-3", "internet", "tcp/443", "allowed", "az:eu-west-1a, nat-b").holds


def test_only_looks_at_the_others_who_are_left() -> None:
    found = on_shop("tier:app", "tier:db", "tcp/5432", "only", "az:eu-west-1b")
    assert found.holds
    assert "app-2" in found.notes[0]


def test_one_gateway_for_all_zones_is_found() -> None:
    changed = document("three-tier")
    for table in changed["route_tables"]:
        for route in table.get("routes", ()):
            if route["target"].startswith("nat-"):
                route["target"] = "nat-a"
    found = judged(changed, "tier:app", "internet", "tcp/443", "allowed", "any-az")
    assert found.reason.startswith("with az:eu-west-1a down: app-2 to internet is blocked")
    assert judged(document("three-tier"), "tier:app", "internet", "tcp/443", "allowed", "any-az").holds


@pytest.mark.parametrize("when", [{}, {"fall": "any-az"}, {"fail": "any-az", "and": "nat-a"}])
def test_when_says_what_fails_and_nothing_else(when: dict[str, str]) -> None:
    claim = {"name": "x", "from": "app-1", "to": "db-1", "ports": "all", "expect": "blocked", "when": when}
    found = design({**document("three-tier"), "assertions": [claim]})
    with pytest.raises(QuestionError) as refused:
        check(found, compile_design(found), found.assertions)
    assert [one.pointer for one in refused.value.problems] == ["/assertions/0/when"]


@pytest.mark.parametrize(
    ("fail", "holds", "asked"),
    [
        ("any-nat", False, 9),
        ("any-tunnel", True, 6),
        ("any-attachment", True, 6),
        ("any-node", True, 9),
        ("any-endpoint", True, 3),
        ("any-az, any-tunnel", True, 12),
    ],
)
def test_a_word_stands_for_each_thing_of_a_kind(fail: str, holds: bool, asked: int) -> None:
    found = on_shop("tier:app", "internet", "tcp/443", "allowed", fail)
    assert (found.holds, found.asked) == (holds, asked)

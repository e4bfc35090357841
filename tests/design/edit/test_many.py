"""A whole line anew, and many lines in one step."""

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.edit.many import add_lines, replace_line
from vpcdesign.errors import EditError


def shop() -> Design:
    return load_layout("three-tier")


def test_a_line_gets_all_its_values_anew() -> None:
    edit = replace_line(shop(), "sg-app#ingress/1", {"protocol": "icmp", "icmp_type": 8, "source": "10.0.0.0/8"})
    line = next(one for one in edit.design.security_groups if one.id == "sg-app").ingress[1]
    assert (line.protocol, line.ports, line.icmp_type, line.source) == ("icmp", None, 8, "10.0.0.0/8")
    assert edit.title == "sg-app inbound 2: tcp/22 from 192.168.0.0/16 → icmp/8 from 10.0.0.0/8"
    assert edit.select == "sg-app#ingress/1"


def test_a_rule_keeps_its_number_unless_it_gets_another_and_then_goes_to_its_place() -> None:
    rule = {"action": "deny", "protocol": "all", "cidr": "10.0.0.0/8"}
    kept = replace_line(shop(), "acl-public#ingress/3", rule)
    assert _numbers(kept.design) == [100, 110, 120, 130]
    moved = replace_line(shop(), "acl-public#ingress/3", {**rule, "rule": 90})
    assert _numbers(moved.design) == [90, 100, 110, 120]
    assert moved.select == "acl-public#ingress/0"
    with pytest.raises(EditError, match="NetworkAclEntryAlreadyExists"):
        replace_line(shop(), "acl-public#ingress/3", {**rule, "rule": 100})


def _numbers(design: Design) -> list[int]:
    return [one.rule for one in next(one for one in design.network_acls if one.id == "acl-public").ingress]


def test_the_same_line_is_no_step() -> None:
    design = shop()
    same = {"protocol": "tcp", "ports": "22", "source": "192.168.0.0/16", "note": "operators"}
    assert replace_line(design, "sg-app#ingress/1", same).design is design


def test_a_word_of_a_list_is_replaced_too() -> None:
    design = shop()
    place = f"{design.prefix_lists[0].id}#cidrs/0"
    edit = replace_line(design, place, "198.18.0.0/15")
    assert edit.design.prefix_lists[0].cidrs[0] == "198.18.0.0/15"


def test_many_lines_are_one_step_or_none() -> None:
    design = shop()
    lines = [{"protocol": "tcp", "ports": str(port), "source": "sg-bastion"} for port in (9100, 9200)]
    edit = add_lines(design, "sg-app#ingress", lines)
    assert len(next(one for one in edit.design.security_groups if one.id == "sg-app").ingress) == 5
    assert edit.title == "2 lines of sg-app inbound added"
    assert edit.select == "sg-app#ingress/3"
    wrong = [*lines, {"protocol": "tcp", "ports": "99999", "source": "sg-bastion"}, {"protocol": "tcp"}]
    with pytest.raises(EditError) as caught:
        add_lines(design, "sg-app#ingress", wrong)
    assert [problem.message[:5] for problem in caught.value.problems] == ["row 3", "row 4"]


def test_what_is_no_line_is_refused() -> None:
    with pytest.raises(EditError, match="no line of a table"):
        replace_line(shop(), "sg-app", {"protocol": "tcp"})
    with pytest.raises(EditError, match="no line is named"):
        add_lines(shop(), "sg-app#ingress", [])

"""What differs, cell by cell: who is gone has a place, a member that cannot ask itself has none, a filter narrows."""

from tests.tui.harness import shop
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.groups import By
from vpcdesign.analysis.services import parse
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.tui.matrix.changes import Changes, changes, changes_csv, shown_sides
from vpcdesign.tui.matrix.grouped import GROUPINGS, surveyed
from vpcdesign.tui.matrix.table import change as cell
from vpcdesign.tui.proving.contrast import contrast


def silent(_: int, __: int) -> None:
    """Nobody waits."""


def without_db_1(design: Design) -> Design:
    return design.model_copy(
        update={"network_interfaces": tuple(one for one in design.network_interfaces if one.id != "db-1")}
    )


def between(before: Design, after: Design, by: By) -> Changes:
    found = contrast(before, after, (), silent)
    return changes(surveyed(after, (), silent).grouped(by), found.differences or (), before, by)


def labelled(known: Changes) -> dict[tuple[str, str], set[str]]:
    return {(one.label, other.label): {each.effect for each in told} for (one, other), told in known.cells.items()}


def test_an_opening_stands_in_its_cell_in_every_grouping() -> None:
    after = change(shop(), "sg-bastion#ingress/0", "source", "0.0.0.0/0").design
    cells = {by: labelled(between(shop(), after, by)) for by in GROUPINGS}
    assert cells["security-group"] == {("internet", "sg-bastion"): {"opened"}}
    assert cells["tier"] == {("internet", "public"): {"opened"}}
    assert cells["subnet"] == {("internet", "public-a"): {"opened"}}
    assert cells["interface"] == {("internet", "bastion"): {"opened"}}
    assert cells["vpc"] == {("internet", "prod"): {"opened"}}
    assert cells["zone"] == {("internet", "eu-west-1a"): {"opened"}}


def test_who_is_gone_stands_under_his_group_or_in_a_line_of_his_own() -> None:
    after = without_db_1(shop())
    grouped = between(shop(), after, "security-group")
    assert labelled(grouped)["sg-app", "sg-db"] == {"closed"}
    assert grouped.gone == ()
    alone = between(shop(), after, "subnet")
    assert labelled(alone)["app-a", "db-a"] == {"closed"}
    named = between(shop(), after, "interface")
    assert [one.label for one in named.gone] == ["db-1"]
    found = surveyed(after, (), silent).grouped("interface")
    assert shown_sides(found, named)[1][-1].label == "db-1"


def test_nobody_asks_himself() -> None:
    opened = change(shop(), "sg-app#ingress/0", "source", "sg-app").design
    opened = change(opened, "sg-app#ingress/0", "ports", "443").design
    by_subnet = labelled(between(shop(), opened, "subnet"))
    assert ("app-a", "app-b") in by_subnet
    assert ("app-a", "app-a") not in by_subnet, "one host is there, and none asks itself"


def test_a_filter_narrows_what_differs() -> None:
    after = change(shop(), "sg-bastion#ingress/0", "source", "0.0.0.0/0").design
    known = between(shop(), after, "tier")
    (pair,) = known.cells
    assert known.of(pair, parse("https")) == []
    assert cell(known.of(pair, ALL), None, 11) == ("+ tcp/22", "blocked"), "what is dangerous is red"
    assert cell([], None, 11) == ("·", "muted")


def test_a_table_of_differences_says_who_decides_now() -> None:
    found = contrast(shop(), without_db_1(shop()), (), silent)
    written = changes_csv(found.differences or ())
    head, *lines = written.splitlines()
    assert head == "effect,from,to,services,where,packet,now"
    assert any(line.endswith("db-1 is gone") for line in lines)

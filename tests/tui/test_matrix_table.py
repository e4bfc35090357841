"""The matrix as rows: a pair that nobody is asked about is not called proved, and names get the room that there is."""

import pytest

from vpcdesign.analysis.groups import Group, matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.survey import EVERYBODY, meetings, parties, survey
from vpcdesign.api.layouts import load_layout
from vpcdesign.api.matrix import open_world
from vpcdesign.render.ink import plain
from vpcdesign.tui.matrix import table
from vpcdesign.tui.matrix.page import unasked


@pytest.fixture(scope="module")
def groups() -> dict[str, Group]:
    world, _ = open_world(load_layout("three-tier"), ["vpc:*"])
    kinds = parties(world, EVERYBODY, EVERYBODY)
    found = matrix(world.design, survey(world, list(meetings(kinds))), kinds, "security-group")
    return {one.label: one for one in found.groups}


def test_what_nobody_is_asked_is_said_to_be_unasked(groups: dict[str, Group]) -> None:
    silent = {(one, other) for one in groups for other in groups if unasked(groups[one], groups[other])}
    outside = {"internet", "dublin"}
    assert silent == {(one, other) for one in outside for other in outside} | {("sg-bastion", "sg-bastion")}


@pytest.mark.parametrize("cells", range(50, 160, 7))
@pytest.mark.parametrize("many", [1, 3, 6])
def test_a_table_is_never_wider_than_its_room(groups: dict[str, Group], cells: int, many: int) -> None:
    shown = list(groups.values())[:many]
    wide = table.columns(shown, shown, cells)
    fits = table.across(cells, wide)
    assert fits >= min(many, 3)
    assert len(plain(table.head(shown[:fits], wide, {}))) <= cells
    line = table.line(shown[0], [("tcp/5432", "allowed")] * min(fits, many), 0, wide, {})
    assert len(plain(line)) <= cells
    if wide.cell * many + wide.head + 2 <= cells:
        assert all(name in plain(table.head(shown[:fits], wide, {})) for name in [one.label for one in shown])


def test_a_cell_names_a_port_before_a_ping() -> None:
    ping, ssh = ((1 << 16) + 8 * 256,) * 2, ((6 << 16) + 22,) * 2
    assert table.cell(Reach(allowed=(ping, ssh)))[0] == "tcp/22 +1"
    assert table.cell(Reach(allowed=(ping,), partial=(ssh,))) == ("± tcp/22 +1", "partial")
    assert table.cell(Reach(allowed=(ping,)))[0] == "icmp/8/0"


def test_a_part_is_told_only_where_there_is_more() -> None:
    assert table.part("columns", 2, 4, 10) == "columns 3-6 of 10"
    assert not table.part("columns", 0, 10, 10)


def test_names_that_have_no_room_lose_what_all_of_them_share(groups: dict[str, Group]) -> None:
    shop = list(groups.values())
    narrow, roomy = table.Columns(15, 8), table.Columns(30, 24)
    assert table.briefly(shop, shop, roomy) == {}
    assert table.briefly(shop, shop, narrow) == {f"sg-{one}": one for one in ("front", "bastion", "app", "db")}
    shown = plain(table.head(shop, narrow, table.briefly(shop, shop, narrow)))
    assert "bastion" in shown
    assert "sg-" not in shown

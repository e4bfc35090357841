"""The picture of the plan: exact as it was drawn by hand, whole at every size, and true of every column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.golden import hold
from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.design.document import Design
from vpcdesign.planning.blocks import block
from vpcdesign.planning.carve.site import site_of
from vpcdesign.planning.carve.verbs import carve
from vpcdesign.render.ink import plain, width
from vpcdesign.render.signs import to_ascii
from vpcdesign.render.strip.bar import Bar
from vpcdesign.render.strip.picture import Picture, columns_for, picture, status
from vpcdesign.render.strip.plan import Plan, kinds
from vpcdesign.render.strip.table import first_shown

SHOP = load_layout("three-tier")

DRAWN = """\
 VPC prod 10.20.0.0/16
 65,536 addresses: 13,824 in 9 subnets, 4,608 reserved for growth, 47,104 free

                0       32      64      96      128     160     192     224
 10.20.0.0/16   ▓▓··············[a ][b ][c ]▒▒▒▒································
 a column: /22  │ │              app 64-127      free 10.20.128.0/17
                │ ╰────────────────────────────────────────────────────────────╮
                ╭─ public 10.20.0.0/22 ────────╮╭─ db 10.20.4.0/22 ────────────╮
 10.20.0.0/21   [a     ][b     ][c     ]┃▒▒▒▒▒▒┃[a     ][b     ][c     ]▒▒▒▒▒▒▒▒
 a column: /27   /24     /24     /24     growth  /24     /24     /24     growth

   block            subnet      tier    zone   usable  used  first and last
   10.20.0.0/24     public-a    public   a        251     3  0.0 - 0.255
   10.20.1.0/24     public-b    public   b        251     2  1.0 - 1.255
   10.20.2.0/24     public-c    public   c        251     2  2.0 - 2.255
▌  10.20.3.0/24     ▒ reserved  public   -                   3.0 - 3.255
   10.20.4.0/24     db-a        db       a        251     1  4.0 - 4.255
   10.20.5.0/24     db-b        db       b        251     1  5.0 - 5.255
   ▼ 10 more
 Every tier can grow by one subnet; no block moves. Largest free: 10.20.128.0/17.
 Next free: /24 10.20.8.0   /22 10.20.8.0   /20 10.20.16.0   /17 10.20.128.0
"""


def planned(design: Design, select: str, zoom: int = 0) -> Plan:
    site = site_of(design, select)
    return Plan(site, site.spot(select), kinds(site), zoom)


def text(found: Picture) -> str:
    return "".join(f"{plain(line).rstrip()}\n" for line in found.rows)


def test_the_shop_is_drawn_as_it_was_designed() -> None:
    assert text(picture(planned(SHOP, "grow-public"), 84, 21)) == DRAWN
    line, near = status(planned(SHOP, "grow-public"), 84)
    assert (plain(line), near) == (" prod › 10.20.3.0/24", "zoom /21   block 4 of 16")


@pytest.mark.parametrize(("columns", "lines"), [(60, 14), (80, 20), (84, 36), (142, 56)])
@pytest.mark.parametrize("select", ["db-b", "block:10.20.128.0/17"])
def test_pictures_of_every_size(select: str, columns: int, lines: int) -> None:
    hold(f"plan-{select.partition(':')[0]}-{columns}.txt", text(picture(planned(SHOP, select), columns, lines)))


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_fits_every_size(name: str) -> None:
    """No row is wider or narrower than it was asked for, and the selection is always seen."""
    design = load_layout(name)
    for vpc in design.vpcs:
        site = site_of(design, vpc.id)
        for piece in site.pieces[:6]:
            plan = Plan(site, site.spot(piece.select), kinds(site))
            for columns, lines in ((60, 14), (80, 20), (84, 36), (151, 56)):
                found = picture(plan, columns, lines)
                assert {width(line) for line in found.rows} == {columns}
                assert len(found.rows) <= lines
                chosen = [place for place, target in found.targets.items() if target == piece.select]
                assert [plain(found.rows[place])[0] for place in chosen] == ["▌"]


@given(st.integers(0, 15), st.integers(4, 28), st.integers(0, 10))
def test_a_column_is_one_whole_block(place: int, height: int, column: int) -> None:
    root = block(f"{16 * place}.0.0.0/8").above(28)
    bar = Bar(root.parts(max(height, 24))[0] if height > 24 else root, 64)
    column %= bar.columns
    assert bar.column(bar.at(column).low) == column
    assert bar.at(column).low % bar.at(column).size == 0
    assert bar.at(bar.columns - 1).high == bar.block.high


def test_a_click_on_a_column_means_its_block() -> None:
    found = picture(planned(SHOP, "grow-public"), 84, 21)
    assert found.block_at(16 + 32, 4) == block("10.20.128.0/22")
    assert found.block_at(16 + 8, 8) == block("10.20.1.0/27")
    assert found.block_at(15, 4) is None
    assert found.block_at(80, 4) is None
    assert found.targets[12] == "public-a"
    assert 18 not in found.targets  # the line that counts more


def test_the_window_follows_the_selection_and_the_zoom() -> None:
    assert str(planned(SHOP, "app-b").window(64)) == "10.20.0.0/17"
    assert str(planned(SHOP, "app-b", 1).window(64)) == "10.20.64.0/18"
    assert str(planned(SHOP, "app-b", 9).window(64)) == "10.20.80.0/20"
    assert str(planned(SHOP, "app-b", -9).window(64)) == "10.20.0.0/16"


def test_what_is_said_follows_an_edit() -> None:
    released = carve(SHOP, "grow-db", "reserve").edit
    assert released is not None
    said = text(picture(planned(released.design, "db-a"), 84, 40))
    assert " db grows into free space, others into their room. Largest free: 10.20.128.0/17." in said
    assert "4,352 reserved for growth, 47,360 free" in said


def test_an_empty_vpc_has_a_picture() -> None:
    bare = SHOP.model_copy(update={"subnets": (), "reservations": ()})
    said = text(picture(planned(bare, ""), 84, 21))
    assert "65,536 addresses: 0 in 0 subnets, 65,536 free" in said
    assert "No subnet has a tier" in said


@given(st.integers(1, 200), st.data())
def test_the_cursor_is_never_hidden(count: int, data: st.DataObject) -> None:
    room, top = data.draw(st.integers(1, 40)), data.draw(st.integers(0, 220))
    cursor = data.draw(st.integers(0, count - 1))
    first = first_shown(count, cursor, room, top)
    hidden_above, hidden_below = first > 0, first + room < count
    assert 0 <= first <= max(count - room, 0)
    if room >= 3:
        assert first + hidden_above <= cursor <= first + min(room, count) - 1 - hidden_below
    else:
        assert first <= cursor < first + room


def test_strips_grow_with_the_room() -> None:
    assert [columns_for(each) for each in (60, 80, 84, 142, 151)] == [
        (32, 16),
        (64, 16),
        (64, 16),
        (128, 14),
        (128, 16),
    ]


@pytest.mark.parametrize("select", ["grow-public", "app-b", "block:10.20.128.0/17"])
def test_every_sign_has_a_twin(select: str) -> None:
    for columns in (60, 84, 151):
        for line in picture(planned(SHOP, select), columns, 36).rows:
            assert "?" not in to_ascii(plain(line))


def test_names_of_users_are_text() -> None:
    evil = SHOP.model_copy(
        update={"subnets": tuple(each.model_copy(update={"tier": "[red]\x1b[31m漢字"}) for each in SHOP.subnets)}
    )
    for columns in (60, 84):
        for line in picture(planned(evil, "app-a"), columns, 36).rows:
            assert width(line) == columns
            assert plain(line).isprintable()


@pytest.mark.parametrize("columns", [80, 84])
def test_the_part_of_a_gap_that_is_looked_at_is_named_in_full(columns: int) -> None:
    assert "· free, 10.20.9.0/24" in text(picture(planned(SHOP, "block:10.20.9.0/24"), columns, 36))

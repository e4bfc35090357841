"""Arrow keys go where the eye does, every element is reached, and a view follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.map.samples import designs
from vpcdesign.api.layouts import load_layout, load_layouts
from vpcdesign.design.document import Design
from vpcdesign.render.ink import plain, width
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.edges import above, minimap
from vpcdesign.render.map.look import ZOOMS, Look, Zoom
from vpcdesign.render.map.moving import Direction, centred, letters, nearest, revealed

SHOP = draw(load_layout("three-tier"), Look("full", 83))
DIRECTIONS: tuple[Direction, ...] = ("left", "right", "up", "down")


def test_arrows_go_through_the_shop() -> None:
    assert nearest(SHOP, "app-b", "left") == "app-a"
    assert nearest(SHOP, "app-b", "right") == "app-c"
    assert nearest(SHOP, "app-b", "up") == "public-b"
    assert nearest(SHOP, "app-b", "down") == "db-b"
    assert nearest(SHOP, "public-b", "up") == "zone:eu-west-1b"
    assert nearest(SHOP, "db-c", "right") == "db-c"
    assert nearest(SHOP, "db-b", "down") == "hub"
    assert nearest(SHOP, "hub", "down") == "vpn-dublin"
    assert nearest(SHOP, "vpn-dublin", "down") == "dublin"


def test_arrows_go_from_member_to_member() -> None:
    assert nearest(SHOP, "nat-a", "down") == "front"
    assert nearest(SHOP, "app-2", "left") == "app-1"


def test_a_part_moves_like_what_it_belongs_to_and_nowhere_begins_at_the_top() -> None:
    assert nearest(SHOP, "app-b#cidr", "left") == "app-a"
    assert nearest(SHOP, "gone", "left") == "internet"


@pytest.mark.parametrize("name", sorted(load_layouts()))
def test_arrows_reach_every_element(name: str) -> None:
    for zoom in ZOOMS:
        picture = draw(load_layout(name), Look(zoom, 120))
        reached, left = set[str](), [picture.order[0]]
        while left:
            here = left.pop()
            if here not in reached:
                reached.add(here)
                left += [nearest(picture, here, direction) for direction in DIRECTIONS]
        assert {id for id, places in picture.places.items() if places[0].level == "element"} <= reached


@given(designs(), st.sampled_from(ZOOMS), st.sampled_from(DIRECTIONS), st.data())
def test_an_arrow_never_leads_the_other_way(
    drawn: Design, zoom: Zoom, direction: Direction, data: st.DataObject
) -> None:
    picture = draw(drawn, Look(zoom, 100))
    here = data.draw(st.sampled_from(picture.order))
    start, goal = picture.box(here), picture.box(nearest(picture, here, direction))
    assert start is not None
    assert goal is not None
    ahead = {
        "left": goal.right <= start.x,
        "right": goal.x >= start.right,
        "up": goal.bottom <= start.y,
        "down": goal.y >= start.bottom,
    }
    assert goal == start or picture.places[here][0].level == "member" or ahead[direction]


@given(designs())
def test_a_letter_is_given_once(drawn: Design) -> None:
    picture = draw(drawn, Look("dots", 100))
    found = letters(picture, Box(0, 0, picture.width, picture.height))
    assert len({letter for _, letter in found}) == len(found) == len({id for id, _ in found})
    assert len({len(letter) for _, letter in found}) <= 1


def test_a_view_moves_as_little_as_it_takes() -> None:
    view = Box(0, 0, 60, 12)
    box = SHOP.box("db-c")
    assert box is not None
    moved = revealed(SHOP, "db-c", view)
    assert (moved.right, moved.bottom) == (box.right, box.bottom)
    assert revealed(SHOP, "public-a", view) == view._replace(y=0)
    assert revealed(SHOP, "gone", view) == view


def test_a_picture_stands_in_the_middle() -> None:
    assert centred(SHOP, 84) == -1
    assert centred(SHOP, 60) == 0


def test_the_innermost_owner_is_found() -> None:
    box = SHOP.box("app-1")
    assert box is not None
    assert SHOP.owner(box.x, box.y) == "app-1"
    assert SHOP.owner(box.x, box.y - 1) == "app-a"
    assert SHOP.owner(1, 5) == "prod"
    assert SHOP.owner(0, 0) == ""


def test_what_lies_above_is_named() -> None:
    app = SHOP.box("app-a")
    assert app is not None
    assert above(SHOP, app.y) == "internet, igw, tier public"
    assert above(SHOP, 0) == ""


def test_the_miniature_shows_the_view() -> None:
    rows = minimap(SHOP, Box(0, 0, 41, 17))
    assert [width(row) for row in rows] == [20] * 6
    seen = [len([span for span in row if span.ground == "selected"]) for row in rows]
    assert seen[0] == seen[-1] == 0
    assert seen[1] == 9
    assert seen[4] == 0
    assert plain(rows[0]) == "╭──────────────────╮"

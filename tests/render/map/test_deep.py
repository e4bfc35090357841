"""What is written on a map is whole: rows that are left go to boxes that have more to show, wires spare titles."""

from itertools import pairwise

import pytest

from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.estate import several
from vpcdesign.render.map.look import ZOOMS, Look
from vpcdesign.render.map.overlay import Overlay
from vpcdesign.render.map.picture import Picture
from vpcdesign.render.map.text import map_text

LEAST = 34


def crowded(many: int) -> Design:
    """Give the shop with as many more hosts in `app-a` as are wanted."""
    shop = load_layout("three-tier")
    more = tuple(NetworkInterface(id=f"job-{place}", subnet="app-a") for place in range(many))
    return shop.model_copy(update={"network_interfaces": (*shop.network_interfaces, *more)})


def shown(picture: Picture, prefix: str) -> int:
    return sum(f"■ {prefix}-{place}" in map_text(picture, Overlay()) for place in range(40))


@pytest.mark.parametrize(
    ("height", "seen"), [(0, 1), (LEAST, 1), (LEAST + 3, 4), (LEAST + 7, 8), (LEAST + 8, 10), (90, 10)]
)
def test_a_box_grows_into_the_rows_that_are_left(height: int, seen: int) -> None:
    picture = draw(crowded(10), Look("full", 83, height))
    assert shown(picture, "job") == seen
    assert ("more" in map_text(picture, Overlay())) == (seen < 10)
    assert not height or picture.height <= max(height, LEAST)


def test_every_member_stands_in_a_row_of_its_own_inside_its_box() -> None:
    picture = draw(crowded(10), Look("full", 83, 90))
    box = picture.box("app-a")
    assert box is not None
    places = [place.box for id in ("app-1", *(f"job-{at}" for at in range(10))) for place in picture.places[id]]
    assert all(above.y + 1 == below.y for above, below in pairwise(places))
    assert all(box.y < one.y < box.bottom - 2 for one in places)


def test_boxes_of_a_tier_are_equally_high_and_no_other_tier_grows() -> None:
    picture = draw(crowded(10), Look("full", 83, 90))
    heights = {
        name: box.height for name in ("app-a", "app-b", "app-c", "db-a", "public-a") if (box := picture.box(name))
    }
    assert heights == {"app-a": 15, "app-b": 15, "app-c": 15, "db-a": 7, "public-a": 7}


def test_a_route_table_and_a_network_acl_that_do_not_fit_in_one_row_have_one_each() -> None:
    vault = load_layout("private-endpoints")
    text = map_text(draw(vault, Look("full", 84, 35)), Overlay())
    assert "│ rt endpoints " in text
    assert "│ acl endpoints " in text
    assert "…" in map_text(draw(vault, Look("full", 84, 20)), Overlay())


@pytest.mark.parametrize("columns", [70, 78, 84, 100, 124])
@pytest.mark.parametrize("name", ["central-egress", "central-inspection", "transit-gateway-hub-and-spoke"])
def test_no_wire_goes_through_a_title(name: str, columns: int) -> None:
    for zoom in ZOOMS:
        assert " hub transit gateway " in map_text(draw(load_layout(name), Look(zoom, columns, 35)), Overlay())


@pytest.mark.parametrize("cells", range(10, 60))
def test_names_fit_into_their_cells(cells: int) -> None:
    for names in (["a"], ["production", "development"], ["production", "development", "shared-services-of-all", "x"]):
        text = several(names, cells)
        assert len(text) <= cells
        hidden = int(text.rpartition("+")[2].split()[0]) if "+" in text else 0
        assert text.split(" +")[0].rstrip(",").count(",") + 1 + hidden == len(names)


@pytest.mark.parametrize("columns", [60, 70, 84, 100])
def test_a_transit_gateway_is_no_wider_than_the_window(columns: int) -> None:
    picture = draw(load_layout("transit-gateway-hub-and-spoke"), Look("dots", columns, 35))
    box = picture.box("hub")
    assert box is not None
    assert box.right <= columns

"""The map is drawn to the cell, whole in every view, and a selection changes nothing but what it marks."""

import json
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.render.golden import hold
from tests.render.map.samples import HOSTILE, crossroads, design, designs, estate, lines
from vpcdesign.api.layouts import load_layout, load_layouts
from vpcdesign.design.document import Design
from vpcdesign.render.ink import plain, width
from vpcdesign.render.map.canvas import Box
from vpcdesign.render.map.draw import draw, fitting
from vpcdesign.render.map.look import ZOOMS, Look, Zoom
from vpcdesign.render.map.overlay import Overlay, painted
from vpcdesign.render.map.picture import Picture, part_of
from vpcdesign.render.map.text import map_text

SHOP = "three-tier"
zooms = st.sampled_from(ZOOMS)


@pytest.mark.parametrize(
    ("name", "look", "overlay"),
    [
        ("shop-full", Look("full", 83), Overlay(selection="app-a")),
        ("shop-full-wide", Look("full", 124), Overlay()),
        ("shop-compact", Look("compact", 80), Overlay(selection="app-a")),
        ("shop-dots", Look("dots"), Overlay()),
        ("shop-new-nat", Look("compact", 80), Overlay(new=frozenset({"nat-a", "nat-b", "nat-c"}))),
        ("shop-zone-down", Look("compact", 80), Overlay(down=frozenset({"zone:eu-west-1a"}))),
    ],
)
def test_the_shop_is_drawn_to_the_cell(name: str, look: Look, overlay: Overlay) -> None:
    hold(f"map/{name}.txt", map_text(draw(load_layout(SHOP), look), overlay))


@pytest.mark.parametrize("name", sorted(load_layouts()))
@pytest.mark.parametrize("zoom", ["compact", "dots"])
def test_every_layout_is_drawn(name: str, zoom: Zoom) -> None:
    if name != SHOP:
        hold(f"map/{name}-{zoom}.txt", map_text(draw(load_layout(name), Look(zoom, 120))))


@pytest.mark.parametrize(("name", "look"), [("dots", Look("dots", 120)), ("compact", Look("compact", 150))])
def test_an_estate_is_drawn(name: str, look: Look) -> None:
    hold(f"map/estate-{name}.txt", map_text(draw(estate(), look), Overlay(selection="hub")))


@pytest.mark.parametrize(
    ("name", "look", "selection"),
    [
        ("full", Look("full", 83), ""),
        ("compact", Look("compact", 80), ""),
        ("compact-asked", Look("compact", 80), "app"),
        ("compact-wide", Look("compact"), ""),
        ("dots", Look("dots"), "vpn-2"),
    ],
)
def test_a_bit_of_everything_is_drawn(name: str, look: Look, selection: str) -> None:
    hold(f"map/crossroads-{name}.txt", map_text(draw(crossroads(), look), Overlay(selection=selection)))


def test_ascii_has_the_same_shape() -> None:
    picture = draw(load_layout(SHOP), Look("full"))
    text, twin = map_text(picture), map_text(picture, only_ascii=True)
    assert twin.isascii()
    assert [len(line) for line in twin.splitlines()] == [len(line) for line in text.splitlines()]
    hold("map/shop-full-ascii.txt", twin)


def test_the_nearest_zoom_that_fits_is_chosen() -> None:
    shop = load_layout(SHOP)
    assert fitting(shop, 83, 35) == "full"
    assert fitting(shop, 83, 20) == "compact"
    assert fitting(shop, 81, 40) == "compact"
    assert fitting(shop, 60, 18) == "dots"


def boxes(picture: Picture, *levels: str) -> list[tuple[str, Box]]:
    return [(id, one.box) for id, places in picture.places.items() for one in places if one.level in levels]


@given(designs(), zooms, st.sampled_from([0, 80, 120]))
def test_nothing_stands_on_anything_else(drawn: Design, zoom: Zoom, wide: int) -> None:
    picture = draw(drawn, Look(zoom, wide))
    whole = Box(0, 0, picture.width, picture.height)
    for (one, a), (two, b) in combinations(boxes(picture, "element"), 2):
        apart = a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y
        assert apart, (one, two)
    for id, box in boxes(picture, "area", "element", "member"):
        assert whole.holds(box.x, box.y), id
        assert whole.holds(box.right - 1, box.bottom - 1), id
    assert {one.id for one in drawn.subnets} <= set(picture.places)
    assert {one.id for one in drawn.internet_gateways} <= set(picture.places)


@given(designs(), zooms)
def test_every_wire_that_is_drawn_goes_on(drawn: Design, zoom: Zoom) -> None:
    """A line that leaves a cell arrives in the next one: nothing hangs in the air."""
    picture = draw(drawn, Look(zoom, 100))
    rows = lines(picture)
    opens = {"╭": "es", "╮": "sw", "╰": "ne", "╯": "nw", "├": "nes", "┤": "nsw", "┬": "esw", "┴": "new", "┼": "nesw"}
    back = {"n": (0, -1), "s": (0, 1), "e": (1, 0), "w": (-1, 0)}
    for y, row in enumerate(rows):
        for x, sign in enumerate(row):
            for way in opens.get(sign, ""):
                dx, dy = back[way]
                other = rows[y + dy][x + dx] if 0 <= y + dy < len(rows) and 0 <= x + dx < len(row) else " "
                assert other != " " or _beside_words(picture, x + dx, y + dy), (x, y, sign, way)


def _beside_words(picture: Picture, x: int, y: int) -> bool:
    """A border is broken by the names that stand in it, with a space around them."""
    return any(not cell.isspace() for cell in picture.canvas.chars[y][max(x - 2, 0) : x + 3])


@given(designs(), zooms, st.data())
def test_a_view_is_a_part_of_the_whole(drawn: Design, zoom: Zoom, data: st.DataObject) -> None:
    picture = draw(drawn, Look(zoom))
    selection = data.draw(st.sampled_from(["", *picture.places]))
    overlay = Overlay(selection=selection)
    view = Box(*(data.draw(st.integers(-9, 99)) for _ in range(2)), *(data.draw(st.integers(1, 60)) for _ in range(2)))
    whole = lines(picture, overlay)
    assert len(set(map(cell_len, whole))) == 1
    shown = lines(picture, overlay, view)
    for y, row in enumerate(shown, view.y):
        assert cell_len(row) == view.width
        full = whole[y] if 0 <= y < len(whole) else " " * picture.width
        assert row == "".join(full[x] if 0 <= x < len(full) else " " for x in range(view.x, view.x + view.width))


@given(designs(), zooms, st.data())
def test_a_selection_leaves_nothing_behind(drawn: Design, zoom: Zoom, data: st.DataObject) -> None:
    picture = draw(drawn, Look(zoom))
    before = painted(picture)
    selection = data.draw(st.sampled_from(sorted(picture.places)))
    selected = painted(picture, Overlay(selection=selection))
    assert selected != before
    assert painted(picture) == before


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_names_are_only_text(name: str, zoom: Zoom) -> None:
    text = json.loads(json.dumps(name))
    drawn = design(
        vpcs=[{"id": "v", "name": text, "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}],
        internet_gateways=[{"id": "igw", "name": text, "vpc": "v"}],
        route_tables=[
            {"id": "m", "name": text, "vpc": "v", "main": True, "routes": [{"destination": "::/0", "target": "igw"}]}
        ],
        subnets=[{"id": "s", "name": text, "vpc": "v", "az": text, "tier": text, "cidr": "10.0.0.0/24"}],
        network_interfaces=[{"id": "i", "name": text, "subnet": "s", "private_ip": "10.0.0.9"}],
        on_premises=[{"id": "p", "name": text, "cidrs": ["192.168.0.0/16"]}],
    )
    picture = draw(drawn, Look(zoom, 80))
    rows = painted(picture, Overlay(selection="s"))
    assert {width(row) for row in rows} == {picture.width}
    assert picture.width <= 160
    assert all(character.isprintable() for row in rows for character in plain(row))


def test_an_empty_design_says_so() -> None:
    assert lines(draw(Design()))[0].startswith("Nothing is here yet.")
    assert draw(Design()).places == {}


def test_a_vpc_without_a_subnet_says_so() -> None:
    drawn = design(vpcs=[{"id": "v", "region": "eu-west-1", "cidrs": ["10.0.0.0/16"]}])
    for zoom in ZOOMS:
        assert "no subnet" in map_text(draw(drawn, Look(zoom)))


def test_detached_gateways_are_on_the_map() -> None:
    drawn = design(internet_gateways=[{"id": "igw"}], virtual_private_gateways=[{"id": "vgw"}])
    assert map_text(draw(drawn)).splitlines()[-1] == "Not attached   ◆ igw   □ vgw"


def test_without_colour_the_selection_has_its_title_reversed() -> None:
    picture = draw(load_layout(SHOP), Look("full"))
    rows = painted(picture, Overlay(selection="app-a", flat=True))
    assert {span.ground for row in rows for span in row} == {"surface"}
    assert "".join(span.text for row in rows for span in row if span.reverse) == " PRV app-a "


def test_a_route_table_that_is_selected_shows_its_routes() -> None:
    picture = draw(load_layout("transit-gateway-hub-and-spoke"), Look("compact"))
    before, after = lines(picture), lines(picture, Overlay(selection="prod-app"))
    box = picture.box("prod-app-a")
    assert box is not None
    assert "┬" not in before[box.bottom - 1][box.x : box.right]
    assert "┬" in after[box.bottom - 1][box.x : box.right]


def test_a_filter_dims_all_but_what_it_keeps() -> None:
    picture = draw(load_layout(SHOP), Look("compact"))
    rows = painted(picture, Overlay(kept=frozenset({"db-a"})))
    assert {span.role for row in rows for span in row if span.text.strip()} == {"muted", "border", "isolated", "text"}


def test_a_letter_stands_on_each_element() -> None:
    picture = draw(load_layout(SHOP), Look("compact"))
    rows = painted(picture, Overlay(letters=(("app-a", "q"), ("igw", "w"))))
    assert [span.text for row in rows for span in row if span.reverse] == [" w ", " q "]


def shop_lines(**down: object) -> list[str]:
    overlay = Overlay(down=frozenset(map(str, down.values())))
    return map_text(draw(load_layout(SHOP), Look("compact", 80)), overlay).splitlines()


def test_a_gateway_that_is_down_loses_its_wires_and_nobody_else_does() -> None:
    rows = shop_lines(nat="nat-a")
    assert "│ 10.20.0.0/24  ∅ ≡ ■ │" in rows[6]
    assert [x for x, sign in enumerate(rows[8]) if sign == "▲"] == [45, 70]
    assert "╰─────────────────┬───╯  ╰─────────────────┬───╯" in rows[11]


def test_an_attachment_that_is_down_leaves_the_endpoint_its_wire() -> None:
    rows = shop_lines(attachment="hub-prod")
    assert "► s3 ──────────── ∅ hub" in rows[17]
    assert "╭─────────────────────────────────────────────────╯" in rows[16]


def test_one_node_of_a_load_balancer_is_down() -> None:
    rows = shop_lines(node="front/public-b")
    assert "10.20.0.0/24  ● ≡ ■" in rows[6]
    assert "10.20.1.0/24    ● ∅" in rows[6]


def test_who_is_not_shown_is_met_where_he_stands() -> None:
    picture = draw(load_layout(SHOP), Look("dots"))
    assert part_of(picture, "app-2") == "app-b"
    rows = painted(picture, Overlay(selection="app-2"))
    assert "".join(span.text for row in rows for span in row if span.ground == "selected") == "PRV/20"
    assert part_of(picture, "hub-prod") == "hub-prod"


@pytest.mark.parametrize("columns", [80, 84, 124])
def test_places_outside_give_way_to_the_window_and_keep_their_names(columns: int) -> None:
    shown = lines(draw(load_layout("hybrid"), Look("dots", columns)))
    assert max(map(len, shown)) <= columns
    assert all(name in shown[-1] for name in ("branch", "warehouse", "datacentre"))
    assert "192.168.20.0/24" in lines(draw(load_layout("hybrid"), Look("dots")))[-1]

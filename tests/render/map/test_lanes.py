"""The way there and the way back are both seen wherever they go, with colours or without."""

from collections.abc import Iterator

import pytest

from tests.render.map.samples import lines
from tests.render.map.test_path import asked, shop_without_replies
from vpcdesign.api.layouts import load_layout
from vpcdesign.design.document import Design
from vpcdesign.render.map.draw import draw
from vpcdesign.render.map.lanes import Lanes
from vpcdesign.render.map.look import ZOOMS, Look, Zoom
from vpcdesign.render.map.nets import Strand
from vpcdesign.render.map.overlay import Overlay, painted
from vpcdesign.render.map.path import path_of
from vpcdesign.render.map.strokes import DOTTED, DOUBLE, HEAVY, HORIZONTAL, VERTICAL, E, N, S, W
from vpcdesign.render.signs import BLOCKED

HUB = "transit-gateway-hub-and-spoke"


def run(y: int, left: int, right: int, *, leg: int) -> Strand:
    """Draw along a row, with a leg down at both ends of it."""
    found = Strand()
    found.across(y, left, right)
    found.down(left if leg < 0 else right, y, y + 2)
    return found


def sign(lanes: Lanes, x: int, y: int) -> str:
    return lanes.cells()[x, y][0]


def test_a_row_that_both_take_shows_them_in_turns_and_each_turns_off_in_its_own_line() -> None:
    lanes = Lanes()
    lanes.there.put(run(0, 0, 9, leg=-1))
    lanes.back.put(run(0, 3, 12, leg=-1))
    drawn = "".join(sign(lanes, x, 0) for x in range(13))
    assert (drawn[:9], drawn[10:12]) == ("┏━━╦━═━═━", "══")
    assert (sign(lanes, 0, 1), sign(lanes, 3, 1)) == ("┃", "║")


def test_what_lives_is_not_hidden_by_what_died() -> None:
    lanes = Lanes()
    lanes.there.put(run(0, 0, 6, leg=-1))
    lanes.dead_back.put(run(0, 3, 6, leg=-1))
    drawn = "".join(sign(lanes, x, 0) for x in range(7))
    assert drawn[:4] == "┏━━┯"
    assert set(drawn[4:6]) == {"━", "┄"}


def test_lines_that_only_cross_stay_whole() -> None:
    lanes = Lanes()
    lanes.there.put(Strand({(0, 0): VERTICAL}))
    lanes.back.put(Strand({(0, 0): HORIZONTAL}))
    assert sign(lanes, 0, 0) == "┃"


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize(
    ("layout", "source", "destination", "port"),
    [
        (HUB, "jump", "prod-1", 22),
        ("three-tier", "app-2", "198.51.100.10", 443),
        ("peered-vpcs", "app-1", "directory-1", 636),
    ],
)
def test_both_ways_are_drawn_at_every_zoom(zoom: Zoom, layout: str, source: str, destination: str, port: int) -> None:
    design = load_layout(layout)
    shown = lines(draw(design, Look(zoom, 84)), Overlay(path=path_of(asked(design, source, destination, port), design)))
    assert any(each in line for line in shown for each in "┃━")
    assert any(each in line for line in shown for each in "║═")


def _way_back(rows: list[str]) -> Iterator[tuple[int, int]]:
    for y, line in enumerate(rows):
        yield from ((x, y) for x, character in enumerate(line) if character == "║")


def test_over_a_hub_the_way_back_runs_right_of_the_way_there() -> None:
    design: Design = load_layout(HUB)
    shown = lines(draw(design, Look("dots", 80)), Overlay(path=path_of(asked(design, "jump", "prod-1", 22), design)))
    beside = list(_way_back(shown))
    assert beside
    assert {shown[y][x - 1] for x, y in beside} == {"┃"}


def test_in_dots_the_subnet_that_stops_a_packet_says_so() -> None:
    design = shop_without_replies()
    path = path_of(asked(design, "app-2", "db-1", 5432), design)
    shown = lines(draw(design, Look("dots", 80)), Overlay(path=path))
    assert [line for line in shown if BLOCKED in line] == [next(line for line in shown if " D /24✗" in line)]


def test_a_step_in_a_hub_points_at_the_table_that_decided() -> None:
    design: Design = load_layout(HUB)
    trace = asked(design, "jump", "prod-1", 22)
    picture, path = draw(design, Look("dots", 80)), path_of(trace, design)
    hop = next(at for at, one in enumerate(trace.forward.hops) if one.origin.component == "core")
    rows = painted(picture, Overlay(path=path, cursor=("there", hop)))
    assert [span.text for row in rows for span in row if span.reverse][-1:] == ["rt core"]


def test_every_mask_has_its_sign() -> None:
    for mask in (VERTICAL, HORIZONTAL, N | E, N | W, S | E, S | W, N | E | W, S | E | W):
        assert len({table[mask] for table in (HEAVY, DOUBLE, DOTTED)}) == 3

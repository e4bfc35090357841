"""Nets never share a cell where a reader would take the one for the other: they cross, or they keep apart."""

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.render.map.nets import Channels, Columns, Net, Port, assign_lanes, assign_tracks, strand
from vpcdesign.render.map.strokes import HORIZONTAL, VERTICAL, joined


def one_channel(*spans: tuple[int, int]) -> list[Net]:
    """Make nets of one channel, each from a box above to a door below."""
    return [
        Net(0, [Port(f"from {at}", 0, below=False, x=a)], [Port(f"to {at}", 0, below=True, x=b)])
        for at, (a, b) in enumerate(spans)
    ]


def drawn(nets: list[Net]) -> list[dict[tuple[int, int], int]]:
    """Draw nets of one channel."""
    (height,) = assign_tracks(nets, Columns({}), 1)
    channels = Channels((1,), (1,), (1 + height,))
    return [strand(net, net.all, channels, Columns({})).cells for net in nets]


@given(st.lists(st.integers(0, 40), min_size=2, max_size=12, unique=True))
def test_ways_of_one_channel_only_cross(places: list[int]) -> None:
    spans = list(zip(places[::2], places[1::2], strict=False))
    cells = drawn(one_channel(*spans))
    for at, mine in enumerate(cells):
        for other in cells[:at]:
            for cell in mine.keys() & other.keys():
                assert {mine[cell], other[cell]} == {VERTICAL, HORIZONTAL}


def test_what_comes_from_above_turns_before_what_goes_down_there() -> None:
    first, second = drawn(one_channel((5, 1), (9, 5)))
    assert all({first[cell], second[cell]} == {VERTICAL, HORIZONTAL} for cell in first.keys() & second.keys())


def test_ways_that_do_not_meet_share_a_track() -> None:
    nets = one_channel((1, 5), (8, 12), (4, 9))
    assert assign_tracks(nets, Columns({}), 1) == [2]
    assert [net.tracks[0] for net in nets] == [0, 0, 1]


def test_a_straight_way_takes_no_track() -> None:
    (net,) = one_channel((7, 7))
    assert assign_tracks([net], Columns({}), 1) == [1]
    assert net.tracks == {}


def test_lanes_are_taken_again_where_they_are_free() -> None:
    nets = [
        Net(main, [Port("a", channel, below=False, x=0, gap=1)], [Port("b", main, below=True, x=9)])
        for main, channel in ((1, 0), (4, 3), (4, 0))
    ]
    assert assign_lanes(nets) == {1: 2}
    assert [net.lanes[1] for net in nets] == [0, 0, 1]


def test_a_wire_that_meets_a_line_becomes_one_sign_with_it() -> None:
    assert joined("─", 1) == "┴"
    assert joined("━", 4) == "┯"
    assert joined("┆", HORIZONTAL) == "┼"
    assert joined(" ", VERTICAL) == "│"

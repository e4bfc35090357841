"""A strip tells the truth in every column, and the parts below it show what one column cannot."""

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.planning.allocate import allocate
from vpcdesign.planning.blocks import Block, block
from vpcdesign.render.text.strip import COLUMNS, Mark, legend, parts, ruler, strip

ROOT = block("10.20.0.0/16")


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    """Draw subnets (labelled) and reservations in a /16."""
    heights = draw(st.lists(st.integers(4, 14), max_size=12))
    found = allocate([ROOT], heights) or []
    return [Mark(each, draw(st.sampled_from(["a", "b", ""])), draw(st.sampled_from(["x", "app"]))) for each in found]


@given(marks(), st.integers(0, 6))
def test_every_column_says_what_is_in_it(drawn: list[Mark], narrower: int) -> None:
    columns = COLUMNS >> narrower
    shown = strip(ROOT, drawn, columns)
    assert len(shown) == columns
    width = ROOT.size // columns
    for place, sign in enumerate(shown):
        column = Block(ROOT.low + place * width, width.bit_length() - 1)
        inside = [mark for mark in drawn if mark.block.meets(column)]
        if not inside:
            assert sign == "·"
        elif any(mark.block.size < width for mark in inside):
            assert sign == "▓"
        else:
            (mark,) = inside
            assert sign == "▒" if not mark.label else sign in f"[{mark.label} ]"


@given(marks())
def test_what_is_too_small_for_a_column_is_shown_larger(drawn: list[Mark]) -> None:
    shown = parts(ROOT, drawn, most=100)
    for mark in drawn:
        if mark.block.size < ROOT.size // COLUMNS:
            assert any(part.holds(mark.block) and part.height < ROOT.height for part in shown)
    assert all(not one.meets(two) for place, one in enumerate(shown) for two in shown[place + 1 :])


@given(marks())
def test_names_stand_below_their_columns_only(drawn: list[Mark]) -> None:
    below = legend(ROOT, drawn)
    for place, sign in enumerate(below):
        column = Block(ROOT.low + place * (ROOT.size // COLUMNS), ROOT.height - 6)
        assert sign == " " or any(mark.block.holds(column) for mark in drawn)


def test_a_block_smaller_than_its_columns_is_drawn_by_address() -> None:
    assert strip(block("10.0.0.0/28"), [Mark(block("10.0.0.0/30"), "a")]) == "[a ]" + "·" * 12
    assert strip(block("10.0.0.0/32"), []) == "·"


def test_the_ruler_counts_the_octet_that_changes() -> None:
    assert ruler(ROOT).split() == ["0", "32", "64", "96", "128", "160", "192", "224"]
    assert ruler(block("10.20.0.0/21")).split() == ["0", "1", "2", "3", "4", "5", "6", "7"]
    assert ruler(block("10.0.0.0/8")).split() == ["0", "32", "64", "96", "128", "160", "192", "224"]
    assert ruler(block("10.0.0.0/28")) == ""

"""What documents hold is shown as text: no name moves a cursor, colours a word or turns the reading order."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.render.text.style import cells, clip, pad, wrap
from vpcdesign.render.visible import visible, visible_json, visible_lines

ANYTHING = st.text(alphabet=st.characters())  # lone surrogates too: JSON can hold them


def test_what_cannot_be_seen_is_written_out() -> None:
    assert visible("web\x1b[2J\r\n\x07\x9b31m") == r"web\x1b[2J\r\n\x07\x9b31m"
    assert visible("\u202eevil\u2066\u200b\ufeff\u061c") == r"\u202eevil\u2066\u200b\ufeff\u061c"
    assert visible("\ud800 \U000e0041") == r"\ud800 \U000e0041"


def test_what_can_be_seen_stays() -> None:
    assert visible("prod/web 1 [bold]ümläut 日本語 ✓ \\x1b") == "prod/web 1 [bold]ümläut 日本語 ✓ \\x1b"


@given(ANYTHING)
def test_nothing_unprintable_is_left(text: str) -> None:
    assert visible(text).isprintable()
    assert all(line.isprintable() for line in visible_lines(text).split("\n"))


@given(st.dictionaries(ANYTHING, ANYTHING), st.sampled_from([None, 2]))
def test_json_made_visible_is_the_same_document(document: dict[str, str], indent: int | None) -> None:
    written = visible_json(json.dumps(document, ensure_ascii=False, indent=indent))
    assert json.loads(written) == json.loads(json.dumps(document))
    assert all(line.isprintable() for line in written.split("\n"))


def test_cells_are_counted_one_by_one() -> None:
    def wide(one: str) -> int:
        return 0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1

    assert all(cells(one) == wide(one) for one in map(chr, range(0x10000)))


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_wrapped_text_fits_and_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(0 < cells(line) <= width or not line.strip() for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_clipped_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    cut = clip(text, width)
    assert cells(cut) <= width
    assert cut == text or cut.endswith("…")
    assert cells(pad(cut, width)) == width

"""The slow reading: it agrees with a JSON parser about what is JSON, and knows where everything stands."""

import json
from typing import Any, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.formats.positions import Lines, Path, scan, unescaped

Json: TypeAlias = Any
TEXT = st.text(max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)
INDENT = st.none() | st.integers(0, 3)


def paths(value: Json, path: Path = ()) -> list[tuple[Path, Json]]:
    """Give every part of a value with its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(path, value), *(found for key, part in inner for found in paths(part, (*path, str(key))))]


@given(JSON, INDENT)
def test_every_part_is_found_where_it_stands(value: Json, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    parts = paths(value)
    places = scan(text, [path for path, _ in parts])
    assert places.problems == []
    for path, part in parts:
        found, _ = json.JSONDecoder().raw_decode(text, places.place(path))
        assert found == part
        if path in places.keys:
            assert json.JSONDecoder().raw_decode(text, places.place(path, key=True))[0] == path[-1]


@given(st.text(alphabet='{}[]":,\\ nulltrue019-.eEu', max_size=12) | JSON.map(json.dumps))
def test_it_refuses_what_is_no_json_and_nothing_else(text: str) -> None:
    pairs: list[bool] = []
    try:
        json.loads(text, object_pairs_hook=lambda found: pairs.append(len(dict(found)) < len(found)))
    except ValueError:
        pairs.append(True)
    assert bool(scan(text).problems) == any(pairs)


@given(TEXT)
def test_texts_are_read_as_json_reads_them(text: str) -> None:
    assert unescaped(json.dumps(text)) == text
    assert unescaped(json.dumps(text, ensure_ascii=False)) == text


@given(st.text(alphabet="a\n", max_size=20), st.integers(0, 20))
def test_lines_and_columns_count_from_one(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    before = text[:offset].split("\n")
    assert Lines(text).position(offset) == (len(before), len(before[-1]) + 1)


def test_a_place_that_does_not_exist_is_the_nearest_around_it() -> None:
    text = '{"vpcs": [{"id": "a"}]}'
    assert scan(text, [("vpcs", "0", "region")]).place(("vpcs", "0", "region")) == text.index('{"id"')
    assert scan(text, [("subnets", "0")]).place(("subnets", "0"), key=True) == 0

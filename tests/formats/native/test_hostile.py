"""Documents that mean harm, or have come to it: an error in words each, never anything else."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.checkout import ROOT
from vpcdesign.errors import DocumentError, Problem, VpcdesignError
from vpcdesign.formats.native.read import read
from vpcdesign.formats.native.write import write

LAYOUT = (ROOT / "layouts" / "three-tier.json").read_text(encoding="utf-8")
Json: TypeAlias = Any
Path: TypeAlias = tuple[str | int, ...]


def places(value: Json, path: Path = ()) -> list[Path]:
    """List the path of every part of a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(found for key, part in inner for found in places(part, (*path, key)))]


TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "layouts").glob("*.json"))]
PLACES = [(text, path) for text in TEXTS for path in places(json.loads(text))]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
KEYS = st.sampled_from(["vpcs", "subnets", "route_tables", "security_groups", "notes", "vpcdesign", "name", "imported"])


def read_or_refuse(text: str | bytes) -> None:
    """Read; what may go wrong is told in words, each with its place."""
    problems: tuple[Problem, ...] = ()
    try:
        design = read(text, "x.json")
        assert read(write(design)) == design
    except VpcdesignError as error:
        problems = error.problems
    for problem in problems:
        assert str(problem).isprintable()
        assert problem.message
        assert problem.file == "x.json"
        assert problem.line >= 1 or problem.message.startswith("and ")


def message(text: str) -> str:
    with pytest.raises(DocumentError) as caught:
        read(text)
    return caught.value.problems[0].message


@pytest.mark.parametrize("opening", ["[", '{"vpcs":', '{"vpcs":[', '{"name":{"a":'])
def test_a_document_that_nests_without_end(opening: str) -> None:
    assert "nested more than 100 deep" in message(opening * 100_000)
    assert "nested more than 100 deep" in message(opening * 150)


def test_a_list_of_a_million_wrong_entries() -> None:
    with pytest.raises(DocumentError) as caught:
        read(f'{{"vpcs": [{"0," * 999_999}0]}}')
    assert len(caught.value.problems) == 51
    assert caught.value.problems[-1].message == "and 999,950 more"


def test_a_list_of_a_million_entries_that_is_cut_off() -> None:
    assert message(
        f'{{"prefix_lists": [{{"id": "p", "cidrs": [{chr(34)}10.0.0.0/8{chr(34)}{", 1" * 1_000_000}'
    ).startswith("the document is cut off: the list of line 1")


@pytest.mark.parametrize(
    "number", ["1e400", "-1e400", "1" * 400, "9" * 5000, "1" + "0" * 4400, "0.1", "-1", "1e-5", "true"]
)
def test_numbers_that_are_absurd(number: str) -> None:
    for text in (
        f'{{"vpcs": [{number}]}}',
        f'{{"vpcdesign": {number}1}}',
        f'{{"transit_gateways": [{{"id": "a", "asn": {number}}}]}}',
        f'{{"network_interfaces": [{{"id": "a", "subnet": "v", "count": {number}}}]}}',
    ):
        read_or_refuse(text)


def test_what_refers_to_itself_is_followed_nowhere() -> None:
    read_or_refuse('{"transit_gateway_attachments": [{"id": "a", "transit_gateway": "a", "peer": "a", "vpc": "a"}]}')
    read_or_refuse(
        '{"load_balancers": [{"id": "a", "vpc": "v", "target_groups": [{"id": "t", "kind": "alb",'
        ' "targets": [{"target": "a"}]}], "listeners": [{"port": 80, "target_groups": ["t"]}]}],'
        ' "external": [{"id": "v", "kind": "vpc"}]}'
    )


def test_control_characters_are_kept_and_shown_as_escapes() -> None:
    name = "red \x1b[31m\x9b\u202e\x00"
    design = read(json.dumps({"name": name}))
    assert design.name == name
    assert read(write(design)).name == name
    assert "\\u001b[31m\\u009b\\u202e\\u0000" in write(design)
    assert "\\u001b" in message(json.dumps({name: 1}))
    assert "\\u001b" in message(json.dumps({"vpcs": [{"id": name, "region": "r"}]}))


@given(st.text() | st.binary() | st.text(alphabet='{}[]":, \n\\u0019eE+-.truefalsn', max_size=60))
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    read_or_refuse(text)


@given(JSON | st.dictionaries(KEYS, JSON, max_size=4))
def test_any_json_is_read_or_refused(value: Json) -> None:
    read_or_refuse(json.dumps(value))


@given(st.integers(0, len(LAYOUT)), st.integers(0, 200), st.text(max_size=5))
def test_a_design_with_a_piece_replaced_is_read_or_refused(start: int, length: int, instead: str) -> None:
    read_or_refuse(LAYOUT[:start] + instead + LAYOUT[start + length :])


@given(st.integers(0, len(LAYOUT.rstrip()) - 1))
def test_a_design_that_is_cut_off_is_refused(end: int) -> None:
    said = message(LAYOUT[:end])
    assert "cut off" in said or "empty" in said or "stands without quotes" in said or "no number" in said


def mutated(text: str, path: Path, change: Callable[[Json, Json], None]) -> str:
    """Change what holds the part of a layout that stands at a path."""
    document = json.loads(text)
    change(part_at(document, path[:-1]), path[-1])
    return json.dumps(document)


def part_at(document: Json, path: Path) -> Json:
    for step in path:
        document = document[step]
    return document


@given(st.sampled_from(PLACES), JSON)
def test_a_design_with_a_part_replaced_is_read_or_refused(place: tuple[str, Path], value: Json) -> None:
    def replace(around: Json, key: Json) -> None:
        around[key] = value

    read_or_refuse(mutated(*place, replace))


@given(st.sampled_from(PLACES))
def test_a_design_with_a_part_left_out_is_read_or_refused(place: tuple[str, Path]) -> None:
    def leave_out(around: Json, key: Json) -> None:
        del around[key]

    read_or_refuse(mutated(*place, leave_out))


@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_a_design_with_a_part_of_another_place_is_read_or_refused(
    place: tuple[str, Path], other: tuple[str, Path]
) -> None:
    part = part_at(json.loads(other[0]), other[1])

    def replace(around: Json, key: Json) -> None:
        around[key] = part

    read_or_refuse(mutated(*place, replace))


KEYED = [(text, path) for text, path in PLACES if isinstance(path[-1], str)]
VALUES: dict[str | int, list[Json]] = {}
for _text, _path in KEYED:
    VALUES.setdefault(_path[-1], []).append(part_at(json.loads(_text), _path))


@given(st.sampled_from(KEYED), st.data())
def test_a_design_with_a_value_of_the_same_key_is_read_or_refused(place: tuple[str, Path], data: st.DataObject) -> None:
    """The shape stays right, so references and AWS's rules are met."""
    value = data.draw(st.sampled_from(VALUES[place[1][-1]]))

    def replace(around: Json, key: Json) -> None:
        around[key] = value

    read_or_refuse(mutated(*place, replace))

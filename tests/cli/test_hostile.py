"""Documents that mean no good, through the whole program: an answer or an error with its place, never a traceback.

A layout is damaged here and there, so that most of it is still a design; what becomes of it is asked in every form.
"""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.running import vpcdesign
from vpcdesign.api.layouts import layout_names, layout_text

Path = tuple[str | int, ...]
DOCUMENTS: dict[str, Any] = {name: json.loads(layout_text(name)) for name in layout_names()}
WORDS = ["", "*", "\x1b[2J", "0.0.0.0/0", "::/0", "1.2.3.4", "fe80::1", "local", "tcp"]
STRANGE: list[Any] = [None, True, 0, -1, 65536, [], {}, *WORDS]


def places(value: Any, path: Path = ()) -> list[Path]:  # noqa: ANN401 - any JSON
    """Give the paths of everything in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))]


PLACES = {name: places(document)[1:] for name, document in DOCUMENTS.items()}


def at(document: Any, path: Path) -> Any:  # noqa: ANN401 - any JSON
    """Give what stands at a path."""
    for step in path:
        document = document[step]
    return document


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Give a layout of which a few parts are gone, or something else, or another part of a layout."""
    name = draw(st.sampled_from(layout_names()))
    document = json.loads(json.dumps(DOCUMENTS[name]))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PLACES[name]))
        try:
            around = at(document, path[:-1])
            at(around, path[-1:])
        except (KeyError, IndexError, TypeError):
            continue  # an earlier damage took it away
        if isinstance(around, str):
            continue  # an earlier damage put a text there
        other = draw(st.sampled_from(layout_names()))
        if draw(st.booleans()):
            part = at(DOCUMENTS[other], draw(st.sampled_from(PLACES[other])))
            around[path[-1]] = draw(st.sampled_from([part, *STRANGE]))
        else:
            del around[path[-1]]
    if draw(st.booleans()) and isinstance(document, dict):
        document["imported"] = True  # an import is judged less: AWS holds it, so AWS accepted it
    return json.dumps(document)


ENDS = st.sampled_from(["internet", "on-premises", "*", "tier:*", "vpc:*", "subnet:*", "10.0.0.0/8", "lb:*", "app-1"])


@given(damaged(), ENDS, ENDS)
def test_a_damaged_design_is_asked_or_refused(text: str, source: str, destination: str) -> None:
    for arguments in (
        ["check", "-"],
        ["trace", "-", source, destination],
        ["trace", "-", source, destination, "tcp/443", "--json"],
        ["export", "-", "json"],
    ):
        done = vpcdesign(arguments, stdin=text)
        assert done.status in {0, 1, 2}
        assert "this is a bug" not in done.err, (arguments, done.err)
        assert (done.err == "") is (done.status != 2)
        assert all(line.startswith("error: ") for line in done.err.splitlines())
        assert all(line.isprintable() for line in (done.out + done.err).split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "null",
        "[]",
        '"design"',
        "{",
        '{"vpcdesign": 1',
        '{"vpcdesign": 99}',
        '{"vpcdesign": 1, "vpcs": 7}',
        '{"vpcdesign": 1, "vpcs": [[]]}',
        '{"vpcdesign": 1, "vpcs": [{"id": "a"}, {"id": "a"}]}',
        '{"vpcdesign": 1, "name": "\\ud800"}',
        '{"vpcdesign": 1, "nmae": "x"}',
        '{"vpcdesign": 1e999}',
        "9" * 10_000,
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"vpcdesign": 1, "vpcs": [' + "1," * 1_000_000 + "1]}",
    ],
    ids=lambda text: f"{len(text)}: {text[:40]}",
)
def test_no_text_is_too_strange_to_be_refused(text: str) -> None:
    done = vpcdesign(["trace", "-", "a", "b"], stdin=text)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("error: standard input")
    assert "this is a bug" not in done.err
    assert len(done.err.splitlines()) <= 101

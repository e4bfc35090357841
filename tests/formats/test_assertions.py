"""Files of assertions: the same in YAML and in JSON, and what is wrong is told with its place."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vpcdesign.errors import DocumentError, VpcdesignError
from vpcdesign.formats import assertions, assertions_yaml

YAML = """# what the shop promises
assertions:
  - name: shoppers reach the load balancer
    from: internet
    to: lb:front
    ports: tcp/443
    expect: allowed
  - name: 'no: never'
    from: internet, on-premises
    to: "tier:db"
    expect: isolated
    when: {fail: any-az}
    note:
"""


def problems(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        assertions_yaml.read_assertions(text, "shop.yaml")
    assert {problem.file for problem in caught.value.problems} == {"shop.yaml"}
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in caught.value.problems]


def test_yaml_and_json_say_the_same() -> None:
    first, second = assertions_yaml.read_assertions(YAML)
    assert (first.from_, first.to, first.ports, first.expect) == ("internet", "lb:front", "tcp/443", "allowed")
    assert (second.name, second.ports, second.when, second.note) == ("no: never", "all", {"fail": "any-az"}, None)
    as_json = json.dumps(yaml.safe_load(YAML))
    assert assertions.read_assertions(as_json) == assertions_yaml.read_assertions(as_json) == (first, second)


def test_a_word_is_the_text_that_stands_there() -> None:
    text = "assertions: [{name: 2024-01-01, from: no, to: 22:30, ports: 0443, expect: only}]"
    (only,) = assertions_yaml.read_assertions(text)
    assert (only.name, only.from_, only.to, only.ports) == ("2024-01-01", "no", "22:30", "0443")


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_file_is_an_error(text: str) -> None:
    assert problems(text) == ["1:1 no assertions here: write at least one under `assertions`"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("assertions: []", ["1:1 no assertions here: write at least one under `assertions`"]),
        ("assertions:\n", ["1:12 `assertions` is `null`: write a list, `[...]`"]),
        ("- name: a\n", ["1:1 the document is a list: write an object, `{...}`"]),
        (
            "assertion:\n  - name: a\n",
            [
                "1:1 the document has no `assertions`: add it",
                "1:1 `assertion` is unknown here: did you mean `assertions`?",
            ],
        ),
        (
            "assertions:\n  - name: a\n    form: internet\n    to: b\n    expect: allow\n",
            [
                "2:5 assertion `a` has no `from`: add it",
                "3:5 `form` is unknown here: did you mean `from`?",
                "5:13 `expect` is `allow`: choose `allowed`, `blocked`, `isolated` or `only`",
            ],
        ),
        ("assertions:\n  - name: a\n    name: b\n", ["3:5 `name` stands twice in one mapping: keep one of them"]),
        ("assertions:\n  - [: 1\n", ["2:6 this is no YAML: expected the node content, but found `:`"]),
        ("assertions: &a [*b]\n", ["1:17 this is no YAML: found undefined alias `b`"]),
        ("? [a]\n: b\n", ["1:3 a key must be a word"]),
        (
            "a: 1\n--- \nb: 2\n",
            ["2:1 this is no YAML: expected a single document in the stream, but found another document"],
        ),
        ("a: \x07\n", ["1:4 character U+0007 may not stand in YAML: remove it"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "assertions: " + "[" * 30 + "]" * 30,
        "- " * 3000,
        "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n"
        + "".join(f"c{n}: &c{n} [{', '.join([f'*c{n - 1}' if n else '*b'] * 8)}]\n" for n in range(9)),
        "assertions: &a [*a, *a]",
    ],
    ids=["deep", "deep and closed", "deep blocks", "aliases of aliases", "an alias of itself"],
)
def test_what_nests_or_unfolds_without_end_is_refused(text: str) -> None:
    (problem,) = problems(text)
    assert "nested too deeply" in problem


def test_too_much_yaml_is_refused() -> None:
    (problem,) = problems("#" * (assertions_yaml.LONGEST + 1))
    assert "write it as JSON" in problem


def test_no_object_of_python_is_ever_made() -> None:
    text = "assertions: [{name: !!python/object/apply:os.getcwd [], from: a, to: b, expect: only}]"
    assert problems(text) == ["1:21 `name` is a list: write text in double quotes"]


def test_json_of_assertions_tells_its_problems_too() -> None:
    with pytest.raises(DocumentError) as caught:
        assertions.read_assertions(
            '{"assertions": [{"name": "a", "name": "b", "from": "a", "to": "b", "expect": "only"}]}'
        )
    assert [problem.column for problem in caught.value.problems] == [31]
    with pytest.raises(DocumentError, match="no assertions here"):
        assertions.read_assertions('{"assertions": []}')
    with pytest.raises(DocumentError, match="did you mean `assertions`"):
        assertions.read_assertions('{"asertions": []}')


@given(
    st.text()
    | st.binary()
    | st.tuples(st.integers(0, len(YAML)), st.text(max_size=4)).map(lambda p: YAML[: p[0]] + p[1] + YAML[p[0] + 3 :])
)
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    for read in (assertions.read_assertions, assertions_yaml.read_assertions):
        try:
            assert read(text)
        except VpcdesignError as error:
            assert error.problems  # noqa: PT017 - most texts are refused, some are not

"""Questions as JSON lines: every line is answered or says why not, and none disturbs another."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.cli.running import ROOT
from vpcdesign.api.batch import answer_lines
from vpcdesign.api.desk import Desk
from vpcdesign.design.document import Design
from vpcdesign.render.json import Answers, pointers
from vpcdesign.render.schema import answers

DESIGN = Design.model_validate_json((ROOT / "layouts" / "three-tier.json").read_text(encoding="utf-8"))
DESK = Desk(DESIGN, [f"subnet:{subnet.id}" for subnet in DESIGN.subnets])
GOOD = {"id": 1, "source": "app-2", "destination": "db-1", "protocol": "tcp", "port": 5432}


def ask(lines: Iterable[str], *, brief: bool = False) -> list[tuple[Any, bool]]:
    """Answer lines; give what was written, read again."""
    found = list(answer_lines(lines, DESK, Answers(pointers(DESIGN)), brief=brief))
    assert all("\n" not in line and line.isascii() for line, _ in found)
    return [(json.loads(line), answered) for line, answered in found]


def ask_one(question: object, *, brief: bool = False) -> Any:  # noqa: ANN401 - it is JSON
    ((answer, _),) = ask([json.dumps(question)], brief=brief)
    return answer


def test_answers_come_in_order_with_their_ids() -> None:
    questions = [GOOD | {"id": number, "port": 5432 + number % 2} for number in range(9)]
    found = ask(map(json.dumps, questions), brief=True)
    assert [answer["id"] for answer, _ in found] == list(range(9))
    assert [answer["verdict"] for answer, _ in found] == ["allowed", "blocked"] * 4 + ["allowed"]
    assert found[1][0]["blockers"] == ["ENI_SG_RULES_MISMATCH", "SUBNET_ACL_RESTRICTION"]


def test_whole_and_brief_answers_agree_and_fit_the_schema() -> None:
    schema = Draft202012Validator(answers())
    for port in (22, 443, 5432, 8080):
        whole, brief = ask_one(GOOD | {"port": port}), ask_one(GOOD | {"port": port}, brief=True)
        schema.validate(whole)
        schema.validate(brief)
        codes = list(dict.fromkeys(blocker["code"] for blocker in whole["blockers"]))
        assert brief == {"id": 1, "verdict": whole["verdict"], "blockers": codes}


@pytest.mark.parametrize("given_id", [0, "a", None, [1, {"x": "\x1b"}], 1.5, True])
def test_an_id_comes_back_as_it_was(given_id: object) -> None:
    assert ask_one(GOOD | {"id": given_id}, brief=True)["id"] == given_id
    assert ask_one({"id": given_id}) == {"id": given_id, "error": ask_one({})["error"]}
    assert "id" not in ask_one({key: GOOD[key] for key in GOOD if key != "id"})


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "the line is no JSON"),
        ("[1]", "a question is an object"),
        ("7", "a question is an object"),
        ('"\\ud800', "the line is no JSON"),
        (json.dumps(GOOD | {"id": float("nan")}), "the line is no JSON"),
        ("9" * 5000, "the line is no JSON"),
        ("[" * 100_000, "the line is no JSON"),
        ('{"source": "' + "x" * (1 << 20) + '"}', "longer than"),
        ('{"source": "app-2"}', "a question needs its `destination`; a question needs its `protocol`"),
        (json.dumps(GOOD | {"prot": 5432}), "`prot` is no key of a question: did you mean `port`?"),
        (json.dumps(GOOD | {"port": "5432"}), "`port` has to be a number from 0 to 65535"),
        (json.dumps(GOOD | {"port": True}), "`port` has to be a number from 0 to 65535"),
        (json.dumps(GOOD | {"port": 65536}), "`port` has to be a number from 0 to 65535"),
        (json.dumps(GOOD | {"source": ""}), "`source` has to be a text"),
        (json.dumps(GOOD | {"source": 5}), "`source` has to be a text"),
        (json.dumps(GOOD | {"protocol": "tpc"}), "`tpc` is no service"),
        (json.dumps(GOOD | {"protocol": None}), "`protocol` has to be tcp"),
        (json.dumps(GOOD | {"protocol": ["tcp"]}), "`protocol` has to be tcp"),
        (json.dumps(GOOD | {"protocol": "icmp"}), "`icmp` has no ports"),
        (json.dumps(GOOD | {"icmp_type": 8}), "leave `icmp_type` and `icmp_code` out"),
        ('{"source": "app-2", "destination": "db-1", "protocol": "icmp", "icmp_code": 1}', "needs its `icmp_type`"),
        (json.dumps(GOOD | {"destination": "db-11"}), "db-11"),
        (json.dumps(GOOD | {"destination": "\x1b[2J"}), "\x1b[2J"),
    ],
)
def test_a_bad_line_says_why_and_the_next_is_answered(line: str, words: str) -> None:
    (bad, answered), (good, also) = ask([line, json.dumps(GOOD)], brief=True)
    assert (answered, also) == (False, True)
    assert words in bad["error"]
    assert bad.keys() <= {"id", "error"}
    assert good == {"id": 1, "verdict": "allowed", "blockers": []}


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_no_value_breaks_a_line(value: object) -> None:
    for key in ("source", "destination", "protocol", "port", "source_port", "icmp_type", "icmp_code"):
        ((answer, answered),) = ask([json.dumps(GOOD | {key: value})], brief=True)
        assert answered is ("verdict" in answer)
        assert ("error" in answer) is not answered


@given(st.text(max_size=40))
def test_no_line_breaks_the_run(line: str) -> None:
    found = ask([line, json.dumps(GOOD)], brief=True)
    assert found[-1][0]["verdict"] == "allowed"
    assert len(found) == (2 if line.strip() else 1)


def test_blank_lines_are_no_questions() -> None:
    assert ask(["\n", "  \n", json.dumps(GOOD) + "\r\n"], brief=True)[0][1]


def test_a_source_port_and_icmp_are_asked() -> None:
    one = ask_one(GOOD | {"source_port": 40000})
    assert one["question"]["client_ports"] == [[40000, 40000]]
    assert one["verdict"] == "allowed"
    assert ask_one(GOOD | {"source_port": 80}, brief=True)["verdict"] == "blocked"
    ping = {"source": "app-2", "destination": "db-1", "protocol": "icmp"}
    assert ask_one(ping)["question"]["icmp_type"] == 8
    asked = ask_one(ping | {"icmp_type": 3, "icmp_code": 4})["question"]
    assert (asked["icmp_type"], asked["icmp_code"]) == (3, 4)
    assert ask_one(ping | {"icmp_type": 3})["question"]["service"] == "icmp/3"
    assert ask_one(ping | {"protocol": 47})["question"]["protocol"] == "47"
    assert ask_one(ping | {"protocol": "https"})["question"]["port"] == 443


def test_hops_point_into_the_document() -> None:
    document = DESIGN.model_dump(mode="json", by_alias=True)
    found = 0
    for port in (443, 5432):
        answer = ask_one(GOOD | {"port": port})
        for hop in answer["forward"]["hops"] + answer["return"]["hops"] + answer["blockers"]:
            if hop["pointer"] is None:
                continue
            value: Any = document
            for step in hop["pointer"].split("/")[1:]:
                value = value[int(step)] if isinstance(value, list) else value[step]
            parent = hop["pointer"].count("/") == 2
            assert not parent or value["id"] == hop["component"]
            found += 1
    assert found > 10


def test_an_empty_subnet_is_asked_through_a_stand_in_that_the_answer_tells_of() -> None:
    answer = ask_one(GOOD | {"source": "subnet:db-c", "destination": "db-1"})
    assert any("stand-in" in note for note in answer["notes"])
    assert not any("stand-in" in note for note in ask_one(GOOD)["notes"])

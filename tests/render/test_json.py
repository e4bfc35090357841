"""Answers as JSON: the shape that scripts rely on."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.render.golden import hold
from tests.render.samples import SAMPLES, blocked_back, hostile, no_answer, partial_services
from vpcdesign.render import json as answers_json
from vpcdesign.render.schema import answers


def pointer(component: str) -> str | None:
    """Find the sample's components where a document might hold them; what AWS implies has no place."""
    return None if component == "db" else f"/things/{component}"


def written(name: str) -> Any:  # noqa: ANN401 - it is JSON
    return json.loads(answers_json.line(answers_json.Answers(pointer).trace(SAMPLES[name]())))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_answer_fits_the_schema(name: str) -> None:
    validator = Draft202012Validator({**answers(), "anyOf": [{"$ref": "#/$defs/trace"}]})
    validator.check_schema(answers())
    validator.validate(written(name))


def test_the_schema_refuses_what_is_no_answer() -> None:
    broken = {**written("allowed"), "verdict": "perhaps"}
    assert not Draft202012Validator(answers()).is_valid(broken)
    assert Draft202012Validator(answers()).is_valid({"id": 7, "verdict": "blocked", "blockers": ["X"]})
    assert Draft202012Validator(answers()).is_valid({"error": "`x` names nothing"})


def test_an_answer_is_the_one_that_was_agreed() -> None:
    hold("trace-blocked_back.json", answers_json.page(answers_json.Answers(pointer).trace(blocked_back())))


def test_a_page_and_a_line_say_the_same() -> None:
    answer = answers_json.Answers(pointer).trace(partial_services())
    assert json.loads(answers_json.page(answer)) == json.loads(answers_json.line(answer))
    assert "\n" not in answers_json.line(answer)
    assert answers_json.page(answer).endswith("}\n")


def test_hops_and_blockers_say_where_they_stand() -> None:
    found = written("blocked_back")
    assert found["forward"]["hops"][0]["pointer"] == "/things/sg-app/egress/0"
    assert found["return"]["hops"][1]["pointer"] is None
    assert (
        found["blockers"][0].items()
        >= {
            "component": "acl-db",
            "kind": "network_acl",
            "direction": "egress",
            "by": "*",
            "code": "SUBNET_ACL_RESTRICTION",
            "leg": "return",
        }.items()
    )


def test_a_question_names_the_one_protocol_and_port_that_it_has() -> None:
    asked = {"source": "app-2", "destination": "db-1", "service": "tcp/5432", "protocol": "tcp", "port": 5432}
    assert written("blocked_back")["question"] == {**asked, "client_ports": [[32768, 60999]]}
    assert answers_json.question(no_answer()).items() >= {"protocol": "icmp", "icmp_type": 3, "icmp_code": 4}.items()
    assert answers_json.question(partial_services()).keys() & {"protocol", "port"} == set()


def test_a_translation_shows_the_packet_before_and_after() -> None:
    nat = written("allowed")["forward"]["hops"][2]
    assert (nat["packet"]["source"], nat["after"]["source"]) == ("10.20.80.10", "10.20.1.10")
    assert nat["after"]["source_ports"] == [[1024, 65535]]


def test_a_part_that_fails_has_a_packet_of_its_own() -> None:
    (part,) = written("partial_ports")["fails"]
    witness = {"source": "10.20.80.10", "destination": "10.20.4.10", "service": "tcp/5432"}
    assert part["witness"] == {**witness, "source_ports": [[61000, 61000]]}
    assert (part["share"], part["codes"]) == (0.2769, ["SUBNET_ACL_RESTRICTION"])


def test_hostile_names_stay_escaped() -> None:
    text = answers_json.page(answers_json.Answers(pointer).trace(hostile()))
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)["question"]["source"] == "web\r\n\x1b]0;title\x07"

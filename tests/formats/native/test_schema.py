"""The schemas: what the reader takes fits them, and what it refuses for its shape does not."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from tests.formats.native.drawn import designs
from tests.house.checkout import ROOT
from vpcdesign.design.document import Design
from vpcdesign.formats.native.schema import schema
from vpcdesign.formats.native.write import write

DESIGN = jsonschema.Draft202012Validator(schema("design"))
ASSERTIONS = jsonschema.Draft202012Validator(schema("assertions"))


def test_the_schemas_are_schemas() -> None:
    jsonschema.Draft202012Validator.check_schema(schema("design"))
    jsonschema.Draft202012Validator.check_schema(schema("assertions"))


@pytest.mark.parametrize("path", sorted((ROOT / "layouts").glob("*.json")), ids=lambda path: path.stem)
def test_every_layout_fits(path: Path) -> None:
    DESIGN.validate(json.loads(path.read_text(encoding="utf-8")))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=20)
@given(designs())
def test_every_design_fits(design: Design) -> None:
    DESIGN.validate(json.loads(write(design)))


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"subents": []}',
        '{"vpcs": [{"id": "a"}]}',
        '{"vpcdesign": 2}',
        '{"instances": [{"id": "i", "state": "off"}]}',
    ],
)
def test_what_is_refused_does_not_fit(text: str) -> None:
    assert not DESIGN.is_valid(json.loads(text))


def test_assertions_fit_by_the_words_of_the_file() -> None:
    text = "assertions: [{name: a, from: internet, to: 'lb:x', expect: allowed, when: {fail: any-az}}]"
    ASSERTIONS.validate(yaml.safe_load(text))
    assert not ASSERTIONS.is_valid(yaml.safe_load(text.replace("from", "from_")))


def test_the_keys_are_the_documents() -> None:
    assert set(schema("design")["properties"]) == set(Design.model_fields)
    assert "title" not in json.dumps(schema("design")["$defs"]["Vpc"])

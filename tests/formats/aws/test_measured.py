"""Networks that were live in AWS, where they lie beside the checkout: their imports lack nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from vpcdesign.compiler.compile import compile as compiled
from vpcdesign.design import legality, references
from vpcdesign.formats.aws_describe.import_aws import Imported, import_aws

LABS = Path(__file__).parents[3].parent / "shared" / "aws-labs"
NAMES = sorted(path.parent.name for path in LABS.glob("*/probes.jsonl"))

pytestmark = pytest.mark.skipif(not NAMES, reason="the measured networks are not here")
each_lab = pytest.mark.parametrize("name", NAMES)


def documents(name: str) -> list[Path]:
    return sorted((LABS / name / "aws_configs").rglob("*.json"))


def imported(name: str) -> Imported:
    return import_aws([(str(path), path.read_bytes()) for path in documents(name)])


def texts_of(value: object) -> Iterator[str]:
    """Give every text that stands anywhere in a document."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_of(inner)


@each_lab
def test_nothing_is_assumed_but_the_attributes_that_nobody_collected(name: str) -> None:
    found = imported(name)
    assert [note.text for note in found.notes if "the attributes of this group" not in note.text] == []
    assert references.problems(found.design) == []
    assert legality.problems(found.design) == []
    compiled(found.design)


@each_lab
def test_every_interface_stands_in_the_design_once(name: str) -> None:
    described = {
        each["NetworkInterfaceId"]
        for path in documents(name)
        for each in json.loads(path.read_text()).get("NetworkInterfaces", [])
    }
    design = imported(name).design
    own = [each.id for each in design.network_interfaces]
    held = [each.interface for each in design.nat_gateways]
    held += [node.interface for owner in design.load_balancers for node in owner.nodes]
    held += [node.interface for endpoint in design.vpc_endpoints for node in endpoint.nodes]
    held += [each for attachment in design.transit_gateway_attachments for each in attachment.interfaces]
    assert sorted([*own, *(each for each in held if each)]) == sorted(described)


@each_lab
def test_every_interface_that_was_probed_is_there(name: str) -> None:
    lines = (LABS / name / "probes.jsonl").read_text().splitlines()
    sources = {json.loads(line)["source"] for line in lines}
    texts = set(texts_of(imported(name).design.model_dump(mode="json")))
    assert {source for source in sources if source.startswith("eni-")} <= texts

"""Law: pairs that rows of two worlds leave out of a comparison are those that differ in nothing."""

import json
from random import Random

import pytest

from tests.benchmarks.shapes import SHAPES
from tests.laws.designs import draw
from tests.laws.edits import edit
from vpcdesign.analysis import difference
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.worlds import World, Worlds
from vpcdesign.api.differing import shared
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read

SEEDS = range(14)


def world(design: Design) -> World:
    return Worlds(design, compile_design(design)).whole


def told(found: list[Difference]) -> list[tuple[object, ...]]:
    return [(one.effect, one.sources, one.destinations, one.services, one.where, one.packet) for one in found]


def both_ways(monkeypatch: pytest.MonkeyPatch, before: Design, after: Design) -> list[tuple[object, ...]]:
    """Compare by rows, by rows of an edited network, and in full; give what differs."""
    monkeypatch.setattr(difference, "MANY", 0)
    old, joined = world(before), shared(before, after)
    edited = Worlds(joined, compile_design(joined, previous=old.walk.network)).whole
    quick = told(differences(old, world(after)))
    assert quick == told(differences(old, edited))
    monkeypatch.setattr(difference, "MANY", 1 << 30)
    assert quick == told(differences(world(before), world(after)))
    return quick


def test_edits_of_random_designs(monkeypatch: pytest.MonkeyPatch) -> None:
    differ = 0
    for seed in SEEDS:
        random, design = Random(seed), draw(seed)
        after = edit(edit(design, random), random)
        differ += bool(both_ways(monkeypatch, design, after))
    assert differ >= 1


@pytest.mark.parametrize("shape", ["roles", "mixed", "hub"])
def test_a_rule_of_a_larger_design(monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    document = json.loads(SHAPES[shape](50 if shape == "hub" else 30))
    before = read(json.dumps(document))
    document["security_groups"][3]["ingress"][0]["ports"] = "7777"
    document["network_acls"][0]["ingress"][-1]["ports"] = "1-5000"
    assert both_ways(monkeypatch, before, read(json.dumps(document)))

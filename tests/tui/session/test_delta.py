"""What an edit changed turns the one design into the other, whatever the edit was."""

import json
from pathlib import Path
from random import Random

import pytest

from tests.tui.harness import LAYOUTS
from tests.tui.session.edits import stepped
from vpcdesign.api.storage import load
from vpcdesign.formats.native.write import write
from vpcdesign.tui.session.delta import applied, delta

FILES = sorted(LAYOUTS.glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_delta_makes_the_later_design_of_the_earlier_one(file: Path) -> None:
    before = load(file)
    random = Random(file.name)
    for _ in range(25):
        after = stepped(before, random)
        change = json.loads(json.dumps(delta(before, after)))
        assert applied(before, change) == after
        assert write(applied(before, change)) == write(after)
        before = after


def test_what_did_not_change_is_not_in_it() -> None:
    design = load(LAYOUTS / "three-tier.json")
    assert delta(design, design) == {}
    renamed = design.model_copy(update={"name": "other"})
    assert delta(design, renamed) == {"plain": {"name": "other"}}


def test_a_replaced_noun_is_the_only_one_written() -> None:
    design = load(LAYOUTS / "three-tier.json")
    first = design.subnets[0].model_copy(update={"note": "here"})
    after = design.model_copy(update={"subnets": (first, *design.subnets[1:])})
    change = delta(design, after)
    assert list(change) == ["subnets"]
    assert [noun["id"] for noun in change["subnets"]["put"]] == [first.id]
    assert "order" not in change["subnets"]


def test_an_id_given_twice_is_written_whole() -> None:
    design = load(LAYOUTS / "three-tier.json")
    twice = design.model_copy(update={"subnets": (design.subnets[0], *design.subnets)})
    assert applied(design, delta(design, twice)) == twice
    assert applied(twice, delta(twice, design)) == design

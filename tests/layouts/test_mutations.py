"""Every line of every layout matters: take it away, and an assertion breaks, or the list of exceptions says why not.

The list is held to the letter both ways: a line that begins to matter must leave it.
"""

import json
from pathlib import Path

import pytest

from tests.layouts.mutants import mutants
from tests.layouts.shelf import NAMES, Json, design, document
from vpcdesign.analysis.check import check
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design

EXCEPTIONS: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "without_effect.json").read_text(encoding="utf-8")
)


def all_hold(changed: Design) -> bool:
    """Tell whether every assertion holds; the first broken one settles it."""
    network = compile_design(changed)
    return all(result.holds for one in changed.assertions for result in check(changed, network, (one,)))


def survivors(name: str) -> set[str]:
    """Give the lines of a layout that no assertion misses."""
    return {pointer for pointer, changed in mutants(document(name)) if all_hold(design(changed))}


@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_is_taken_away_breaks_an_assertion(name: str) -> None:
    assert survivors(name) == set(EXCEPTIONS.get(name, {}))


def test_exceptions_name_layouts_and_give_reasons() -> None:
    assert set(EXCEPTIONS) <= set(NAMES)
    assert all(len(why) > 20 for lines in EXCEPTIONS.values() for why in lines.values())


@pytest.mark.parametrize("name", NAMES)
def test_exceptions_point_at_lines(name: str) -> None:
    pointers = {pointer for pointer, _ in mutants(document(name))}
    assert set(EXCEPTIONS.get(name, {})) <= pointers


def test_a_mutant_differs_in_its_line_only() -> None:
    original: Json = document("bastion-host")
    changed = dict(mutants(original))["/network_acls/0/ingress/0"]
    assert changed["network_acls"][0]["ingress"][0]["action"] == "allow"
    changed["network_acls"][0]["ingress"][0]["action"] = "deny"
    assert changed == original

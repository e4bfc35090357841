"""Whatever the program says can be explained, and every explanation says something."""

import re
from pathlib import Path
from typing import get_args

import pytest

import vpcdesign
from vpcdesign.aws.constructs import CONSTRUCTS
from vpcdesign.aws.explanations import BLOCK_CODES, ENTRIES
from vpcdesign.aws.guides import CITED
from vpcdesign.aws.refusals import REFUSALS
from vpcdesign.aws.verdicts import VERDICTS
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import NOUN_LISTS
from vpcdesign.reach.trace import Verdict

SOURCE = Path(vpcdesign.__file__).parent
CODE = re.compile(r'"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)"')


def written_in(package: str) -> set[str]:
    return {code for path in (SOURCE / package).rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("package", ["compiler", "reach"])
def test_every_code_that_the_engine_gives_is_explained(package: str) -> None:
    assert written_in(package) <= set(BLOCK_CODES)


def test_every_verdict_and_expectation_is_explained() -> None:
    assert set(get_args(Verdict)) <= set(VERDICTS)
    assert set(get_args(Assertion.model_fields["expect"].annotation)) <= set(VERDICTS)


@pytest.mark.parametrize("kind", NOUN_LISTS)
def test_every_noun_is_explained(kind: str) -> None:
    assert {kind, kind.removesuffix("s")} & set(CONSTRUCTS)


def test_every_refusal_is_told_by_legality() -> None:
    told = {
        code
        for path in (SOURCE / "design" / "legality").glob("*.py")
        for code in re.findall(r'"([A-Z][A-Za-z]+(?:\.[A-Za-z]+)?)"', path.read_text("utf-8"))
    }
    assert set(REFUSALS) <= told


def test_no_two_parts_explain_one_word() -> None:
    assert len(ENTRIES) == len(VERDICTS) + len(BLOCK_CODES) + len(CONSTRUCTS) + len(REFUSALS)


@pytest.mark.parametrize("name", ENTRIES)
def test_an_explanation_says_something(name: str) -> None:
    entry = ENTRIES[name]
    assert entry.title
    assert not entry.title.endswith(".")
    assert entry.source
    for sentence in (entry.what, entry.why):
        assert sentence.endswith(".")
    assert not entry.fix or entry.fix.endswith(".")


def test_sources_are_called_by_their_full_names() -> None:
    assert ENTRIES["internet_gateway"].source == "Amazon VPC User Guide: internet gateways"
    assert ENTRIES["ELBV2_LISTENERS_MISMATCH"].source.startswith("Application Load Balancers Guide, Network Load")
    assert not [name for name, entry in ENTRIES.items() if CITED.search(entry.source)]

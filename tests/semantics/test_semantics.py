"""The pages of this folder run: a test a line. README.md tells how a page is written."""

import json
from pathlib import Path

import pytest

from tests.semantics.page import Case, asked, read
from vpcdesign.design.document import Design

PAGES = [read(path) for path in sorted(Path(__file__).parent.glob("[0-9]*.md"))]
DESIGNS = [Case(page.places[name], name, document) for page in PAGES for name, document in page.designs.items()]
ASKS = [case for page in PAGES for case in page.asks]


def lines(cases: list[Case]) -> pytest.MarkDecorator:
    """Run a test a line, called by its page and line number."""
    return pytest.mark.parametrize("case", cases, ids=[case.place for case in cases])


def design_of(case: Case) -> Design:
    """Read a page's design as the program reads a file."""
    return Design.model_validate_json(json.dumps(case.document))


@lines(DESIGNS)
def test_a_design_can_be_read(case: Case) -> None:
    assert design_of(case).name


@lines(ASKS)
def test_a_question_can_be_read(case: Case) -> None:
    assert asked(case.text).source

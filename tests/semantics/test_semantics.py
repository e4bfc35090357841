"""The pages of this folder run: a test a line. README.md tells how a page is written."""

import json
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.semantics.edits import Json
from tests.semantics.judging import disagreements, told
from tests.semantics.page import Case, asked, read_all
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.questions import Families
from vpcdesign.analysis.services import parse
from vpcdesign.api.desk import Ask, Desk
from vpcdesign.design.document import Design
from vpcdesign.design.legality import problems

PAGES = read_all(sorted(Path(__file__).parent.glob("[0-9]*.md")))
DESIGNS = [Case(page.places[name], name, document) for page in PAGES for name, document in page.designs.items()]


def lines(cases: list[Case]) -> pytest.MarkDecorator:
    """Run a test a line, called by its page and line number."""
    return pytest.mark.parametrize("case", cases, ids=[case.place for case in cases])


def design_of(document: Json) -> Design:
    """Read a page's design as the program reads a file."""
    return Design.model_validate_json(json.dumps(document))


@cache
def desk_of(document: str) -> Desk:
    """Compile a page's design once for all the questions about it."""
    return Desk(Design.model_validate_json(document), ())


def found_in(document: Json) -> list[tuple[str, str]]:
    """Give what is wrong with a document, be it its form or what it says: pointers and messages."""
    try:
        return problems(design_of(document))
    except ValidationError as error:
        return [("/" + "/".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]


@lines([case for page in PAGES for case in page.asks])
def test_the_network_answers(case: Case) -> None:
    ask = asked(case.text)
    service = parse(ask.service) if ask.service else ALL
    port = next(map(int, ask.detail("port")), None)
    families: Families = "ipv6" if ask.ipv6 else "first"
    trace = desk_of(json.dumps(case.document)).trace(Ask(ask.source, ask.destination, service, families, port))
    wrong = disagreements(ask, trace)
    if wrong:
        pytest.fail("\n".join([case.text, *wrong, told(trace)]), pytrace=False)


@lines([case for case in DESIGNS if not case.document.get("imported")])
def test_aws_would_take_the_design(case: Case) -> None:
    assert found_in(case.document) == []


@lines([case for page in PAGES for case in page.accepted])
def test_aws_accepts(case: Case) -> None:
    assert found_in(case.document) == []


@lines([case for page in PAGES for case in page.refused])
def test_aws_refuses(case: Case) -> None:
    found = found_in(case.document)
    where = case.pointer.rstrip("/")
    assert [
        message
        for pointer, message in found
        if (pointer + "/").startswith(where + "/") and case.words.lower() in message.lower()
    ], f"{case.text}: nothing at {where} in {found}"


@lines([case for page in PAGES for case in page.python])
def test_the_numbers_are_right(case: Case) -> None:
    exec(compile(case.text, case.place, "exec"), {})  # noqa: S102  (a page is as trusted as a test)

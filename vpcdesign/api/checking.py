"""Assertions of designs, judged: each design's own, and those of a file that designs share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vpcdesign.analysis.check import Progress, check, texts
from vpcdesign.analysis.results import Result
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.api.storage import STANDARD_INPUT, load, load_assertions, read_text
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.design.quotas import Finding, findings
from vpcdesign.errors import Problem, QuestionError
from vpcdesign.formats.refusal import path_of, refusal
from vpcdesign.formats.wording import Complaint


@dataclass(frozen=True, slots=True)
class Checked:
    """The assertions of one design, judged; `name` is what the user called the design.

    `findings` are quotas that it goes beyond: they can be raised, so they are told and fail nothing.
    """

    name: str
    design: Design
    results: tuple[Result, ...]
    findings: tuple[Finding, ...] = ()


def check_designs(paths: Sequence[str], assertions: str | None, progress: Progress) -> list[Checked]:
    """Judge the assertions of designs, and in each of them those of the file `assertions`.

    QuestionError when there is nothing to judge, and for everything in any of them that cannot be asked.
    """
    shared = load_assertions(assertions) if assertions is not None else ()
    checked: list[Checked] = []
    problems: list[Problem] = []
    for path in paths:
        design = load(path)
        found: list[Result] = []
        for file, claims in ((path, design.assertions), (assertions or "", shared)):
            try:
                found.extend(_judged(design, claims, progress))
            except QuestionError as error:
                problems.extend(_placed(file, error.problems))
        checked.append(Checked(path, design, tuple(found), tuple(findings(design))))
    if problems:
        raise QuestionError(dict.fromkeys(problems))
    for one in checked:
        if not one.results:
            raise QuestionError(f"{one.name} asserts nothing: write `assertions` into it, or name a file of them")
    return checked


def _placed(file: str, problems: Sequence[Problem]) -> Sequence[Problem]:
    """Say where in its file each problem stands: by line in JSON that can be read again, else by pointer."""
    if file != STANDARD_INPUT and Path(file).suffix.lower() == ".json":
        complaints = [Complaint(path_of(problem.pointer), problem.message) for problem in problems]
        return refusal(read_text(file), file, complaints).problems
    return [replace(problem, file="standard input" if file == STANDARD_INPUT else file) for problem in problems]


def _judged(design: Design, claims: Sequence[Assertion], progress: Progress) -> list[Result]:
    if not claims:
        return []
    asked, unfiltered, _ = with_stand_ins(design, texts(claims))
    return check(asked, compile_design(asked, unfiltered), claims, progress)

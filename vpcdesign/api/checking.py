"""Assertions of designs, judged: each design's own, and those of a file that designs share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from vpcdesign.analysis.check import Result, check, texts
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.api.storage import load, load_assertions
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, QuestionError

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many designs are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The assertions of one design, judged; `name` is what the user called the design."""

    name: str
    design: Design
    results: tuple[Result, ...]


def check_designs(paths: Sequence[str], assertions: str | None, progress: Progress) -> list[Checked]:
    """Judge the assertions of designs, and in each of them those of the file `assertions`.

    QuestionError when there is nothing to judge, and for everything in any of them that cannot be asked.
    """
    shared = load_assertions(assertions) if assertions is not None else ()
    checked: list[Checked] = []
    problems: list[Problem] = []
    for number, path in enumerate(paths):
        design = load(path)
        found: list[Result] = []
        for file, claims in ((path, design.assertions), (assertions or "", shared)):
            try:
                found.extend(_judged(design, claims))
            except QuestionError as error:
                problems.extend(replace(problem, file=file) for problem in error.problems)
        checked.append(Checked(path, design, tuple(found)))
        progress(number + 1, len(paths))
    if problems:
        raise QuestionError(dict.fromkeys(problems))
    for one in checked:
        if not one.results:
            raise QuestionError(f"{one.name} asserts nothing: write `assertions` into it, or name a file of them")
    return checked


def _judged(design: Design, claims: Sequence[Assertion]) -> list[Result]:
    if not claims:
        return []
    asked, unfiltered, _ = with_stand_ins(design, texts(claims))
    return check(asked, compile_design(asked, unfiltered), claims)

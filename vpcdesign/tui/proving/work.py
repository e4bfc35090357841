"""The work behind a proof, which runs beside the screen: it can be stopped between any two questions.

Assertions come first, because the header waits for them. Whatever cannot be asked (an assertion of an element that is
gone) is a sentence in the proof; nothing is left out silently.
"""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from vpcdesign.analysis.check import check, check_in, texts
from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.outage import outages
from vpcdesign.analysis.residents import STAND_IN
from vpcdesign.analysis.results import Difference, Result
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.api.matrix import open_world
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.topology.failures import chosen
from vpcdesign.tui.proving.findings import found
from vpcdesign.tui.session.proof import Found, Proof

Tell = Callable[[int, int], None]
"""Told how many questions are answered, and of how many; it raises `Superseded` when nobody waits any more."""


class Superseded(Exception):  # noqa: N818 - it is no error: a newer edit has taken the place of this one
    """Raised inside the work when its answer is not wanted any more."""


def judged(design: Design, tell: Tell) -> tuple[tuple[Result, ...], str]:
    """Judge a design's assertions; beside them why some could not be."""
    if not design.assertions:
        return (), ""
    try:
        asked, unfiltered, _ = with_stand_ins(design, texts(design.assertions))
        return tuple(check(asked, compile_design(asked, unfiltered), design.assertions, tell)), ""
    except VpcdesignError as error:
        return (), error.problems[0].message


def compared(before: Design, after: Design, tell: Tell) -> tuple[Difference, ...]:
    """Tell what a step opened and closed, everybody with everybody."""
    worlds = [open_world(design, ["vpc:*"])[0] for design in (before, after)]
    return tuple(one for each in differences(worlds[0], worlds[1], tell) if (one := _of_somebody(each)) is not None)


def _of_somebody(one: Difference) -> Difference | None:
    """Leave out who stands in where nobody is: what nobody can send is opened to nobody."""
    sources = tuple(name for name in one.sources if not name.startswith(STAND_IN))
    destinations = tuple(name for name in one.destinations if not name.startswith(STAND_IN))
    return replace(one, sources=sources, destinations=destinations) if sources and destinations else None


def prove_failed(design: Design, failed: tuple[str, ...], tell: Tell) -> Proof:
    """Work out what is left of a design when something fails: assertions, and who has lost whom."""
    start = perf_counter()
    try:
        failure = chosen(design, [", ".join(failed)])[0]
        asked, unfiltered, _ = with_stand_ins(design, texts(design.assertions))
        worlds = Worlds(asked, compile_design(asked, unfiltered))
        outage = next(iter(outages(worlds, [failure], design.assertions, tell)))
    except VpcdesignError as error:
        return Proof(design, failed=failed, problem=error.problems[0].message)
    under = [one.model_copy(update={"when": {"fail": failure.id}}) for one in design.assertions]
    results = tuple(check_in(worlds, under))
    taken = (perf_counter() - start) * 1000
    known = tuple(found(design))
    return Proof(design, results, known, failed=failed, outage=outage, milliseconds=taken)


def prove(design: Design, before: Design | None, known: Proof, tell: Tell) -> Proof:
    """Work out all that the screen says of a design; `known` is what was proved last, perhaps of the design before."""
    start = perf_counter()
    results, problem = judged(design, tell)
    findings = tuple(found(design))
    results_before: tuple[Result, ...] = ()
    new: tuple[Found, ...] = ()
    if before is not None:
        results_before = known.results if known.of(before) else judged(before, tell)[0]
        old = {one.sentence for one in (known.findings if known.of(before) else found(before))}
        new = tuple(one for one in findings if one.sentence not in old)
    changed: tuple[Difference, ...] | None = None
    if before is not None:
        try:
            changed = compared(before, design, tell) if _packets_matter(before, design) else ()
        except VpcdesignError as error:
            problem = problem or error.problems[0].message
    taken = (perf_counter() - start) * 1000
    return Proof(
        design,
        results,
        findings,
        before,
        changed,
        results_before,
        new,
        problem=problem,
        milliseconds=taken,
    )


def _packets_matter(before: Design, after: Design) -> bool:
    """Tell whether a step can change what packets meet: what people say of a design changes no packet."""
    plain = {"name", "note", "assertions", "notes", "reservations"}
    fields = (name for name in type(after).model_fields if name not in plain)
    return any(getattr(before, name) != getattr(after, name) for name in fields)

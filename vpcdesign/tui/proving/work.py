"""The work behind a proof, which runs beside the screen: it can be stopped between any two questions.

Assertions come first, because the header waits for them. Whatever cannot be asked (an assertion of an element that is
gone) is a sentence in the proof; nothing is left out silently.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from vpcdesign.analysis.check import check, texts
from vpcdesign.analysis.outage import outages
from vpcdesign.analysis.results import Difference, Result
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.topology.failures import chosen
from vpcdesign.tui.proving.learned import SEEN, SHOWN, Learned
from vpcdesign.tui.session.proof import Found, Memory, Proof

LOOK = 0.05
"""Seconds after which whoever waits for his turn looks whether anybody waits for him."""

Show = Callable[[Proof], None]
"""Takes what is known so far."""

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


def prove_failed(design: Design, failed: tuple[str, ...], known: Proof, tell: Tell, show: Show | None = None) -> Proof:
    """Work out what is left of a design when something fails: assertions, and who has lost whom.

    `show` is given what is known before the stories of assertions are; where nobody listens they are told at once.
    """
    start = perf_counter()
    with learning(known.memory, tell) as learned:
        try:
            failure = chosen(design, [", ".join(failed)])[0]
            verdicts = learned.under(design, failure, tell)
            broken = [claim for claim, held, holds in verdicts if held and not holds]
            outage = next(iter(outages(learned.worlds(design), [failure], broken, tell)))
        except VpcdesignError as error:
            return Proof(design, failed=failed, problem=error.problems[0].message, memory=known.memory)
        results = tuple(Result(claim.name, claim.expect, holds, "", 0) for claim, _, holds in verdicts)
        taken = (perf_counter() - start) * 1000
        findings = learned.findings.of(design)
        proof = Proof(
            design, results, findings, failed=failed, outage=outage, milliseconds=taken, memory=known.memory,
            problem=learned.problem, told=not results,
        )  # fmt: skip
        if show is not None and results:
            show(proof)
        if not results:  # nothing is asserted, or what is asserted cannot be asked
            return proof
        return replace(proof, results=learned.stories_under(design, failure, tell), told=True)


@contextmanager
def learning(memory: Memory, tell: Tell) -> Iterator[Learned]:
    """Take what was learned, once whoever has it lets it go; meanwhile it can be superseded as well."""
    while not memory.lock.acquire(timeout=LOOK):
        tell(0, 1)
    try:
        tell(0, 1)
        if not isinstance(memory.held, Learned):
            memory.held = Learned()
        yield memory.held
    finally:
        memory.lock.release()


def prove(design: Design, before: Design | None, known: Proof, tell: Tell, show: Show | None = None) -> Proof:
    """Work out all that the screen says of a design; `known` is what was proved last, perhaps of the design before.

    `show` is given what is known before the stories of assertions are; where nobody listens there are none.
    """
    start = perf_counter()
    with learning(known.memory, tell) as learned:
        proof = replace(_proved(design, before, learned, tell), memory=known.memory)
        proof = replace(proof, milliseconds=(perf_counter() - start) * 1000)
        if show is None:
            return proof
        if any(not one.packet for one in (proof.differences or ())[:SHOWN]):
            show(proof)
            proof = replace(proof, differences=learned.packets(SHOWN, tell))
        opening = before is None and not proof.problem
        if opening or not proof.told:
            show(proof)
        if opening:
            learned.steps.prepare(design, tell)
        if not proof.told:
            proof = replace(proof, results=learned.stories(tell, SEEN))
            if not all(one.reason for one in proof.results):
                show(proof)
            proof = replace(proof, results=learned.stories(tell), told=True)
        return proof


def _proved(design: Design, before: Design | None, learned: Learned, tell: Tell) -> Proof:
    """Judge a design, and compare it with the one before."""
    if before is not None:
        learned.steps.recall(before)
    results_before = learned.verdicts(before, tell) if before is not None else ()
    results = learned.verdicts(design, tell)
    problem = learned.problem
    findings = learned.findings.of(design)
    new: tuple[Found, ...] = ()
    changed: tuple[Difference, ...] | None = None
    if before is not None:
        old = {one.sentence for one in learned.findings.of(before)}
        new = tuple(one for one in findings if one.sentence not in old)
        try:
            changed = learned.did(before, design, tell) if _packets_matter(before, design) else ()
        except VpcdesignError as error:
            problem = problem or error.problems[0].message
    told = all(one.reason for one in results)
    return Proof(design, results, findings, before, changed, results_before, new, problem=problem, told=told)


def _packets_matter(before: Design, after: Design) -> bool:
    """Tell whether a step can change what packets meet: what people say of a design changes no packet."""
    plain = {"name", "note", "assertions", "notes", "reservations"}
    fields = (name for name in type(after).model_fields if name not in plain)
    return any(getattr(before, name) != getattr(after, name) for name in fields)

"""Each mistake that a packet can suffer is planted in a layout, and the answer's first blocker names it."""

from collections.abc import Iterable, Sequence
from functools import reduce

import pytest

from tests.layouts.faults import ELSEWHERE, FAULTS, OPENINGS, Fault, Opening
from tests.layouts.shelf import Json, design, document
from tests.semantics.edits import edited
from vpcdesign.analysis.check import check
from vpcdesign.analysis.questions import pairs
from vpcdesign.analysis.services import parse
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach.ask import trace
from vpcdesign.reach.trace import Trace


def called(one: Fault | Opening) -> str:
    return one.number


every_fault = pytest.mark.parametrize("fault", FAULTS, ids=called)


def planted(layout: str, edits: Iterable[str]) -> Design:
    """Give a layout with these edits made."""
    changed: Json = reduce(edited, edits, document(layout))
    return design(changed)


def asked(of: Design, question: Sequence[str]) -> Trace:
    """Ask (source, destination, service) as the command line would."""
    source, destination, service = question
    network = compile_design(of)
    found = pairs(of, network, source, destination, parse(service))
    return trace(network, [one for pair in found for one in pair.questions], source, destination)


@every_fault
def test_the_first_blocker_names_the_cause(fault: Fault) -> None:
    answer = asked(planted(fault.layout, [*fault.setting, *fault.mistake]), fault.ask)
    assert answer.verdict == fault.verdict
    first = answer.blockers[0]
    assert [first.leg, first.origin.component, first.code] == fault.first


@every_fault
def test_without_the_mistake_it_fares_as_it_should(fault: Fault) -> None:
    assert asked(planted(fault.layout, fault.setting), fault.ask).verdict == fault.before


@pytest.mark.parametrize("opening", OPENINGS, ids=called)
def test_what_opens_breaks_an_assertion(opening: Opening) -> None:
    changed = planted(opening.layout, opening.mistake)
    found = [result.name for result in check(changed, compile_design(changed), changed.assertions) if not result.holds]
    assert opening.breaks in found


NUMBERS = [fault.number for fault in FAULTS] + [opening.number for opening in OPENINGS]


def test_every_mistake_is_planted_or_said_to_lie_elsewhere() -> None:
    assert {number[:3] for number in NUMBERS} | set(ELSEWHERE) == {f"D{number:02}" for number in range(1, 39)}


def test_every_mistake_has_a_number_of_its_own() -> None:
    assert len(set(NUMBERS)) == len(NUMBERS)

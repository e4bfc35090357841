"""What differs between the design under work and another one, also under a failure; worked out beside the screen.

It says what `vpcdesign diff` says of the two: ids that only were renamed are the same, and everybody is asked about
everybody. Assertions are those of the design under work, judged in both.
"""

from dataclasses import replace
from time import perf_counter

from vpcdesign.analysis.difference import differences
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.renames import renames
from vpcdesign.analysis.results import Difference
from vpcdesign.api.matrix import open_world
from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.topology.failures import failures
from vpcdesign.tui.proving.work import Tell, judged
from vpcdesign.tui.session.asking import remaining
from vpcdesign.tui.session.proof import Proof


def contrast(before: Design, after: Design, failed: tuple[str, ...], tell: Tell) -> Proof:
    """Compare two designs; under a failure what is left of them, and assertions are then left to the failure's page."""
    start = perf_counter()
    try:
        found = _differences(_left(before, failed), _left(after, failed), tell)
    except VpcdesignError as error:
        return Proof(after, before=before, failed=failed, problem=error.problems[0].message)
    now, problem = judged(after, tell) if not failed else ((), "")
    then = judged(before.model_copy(update={"assertions": after.assertions}), tell)[0] if now else ()
    taken = (perf_counter() - start) * 1000
    return Proof(after, now, (), before, found, then, failed=failed, problem=problem, milliseconds=taken)


def _left(design: Design, failed: tuple[str, ...]) -> Design:
    """Give what is left of a design of what it has: the other one may lack what failed in this."""
    known = {one.id for one in failures(design)} if failed else set()
    return remaining(design, tuple(one for one in failed if one in known))


def _differences(before: Design, after: Design, tell: Tell) -> tuple[Difference, ...]:
    """Tell what opened and closed; who only stands in for somebody is nobody."""
    old = open_world(before, ["vpc:*"])[0]
    new = open_world(after, ["vpc:*"], old)[0]
    found: list[Difference] = []
    for one in differences(old, new, tell, renames(before, after)):
        sources, destinations = _somebody(one.sources), _somebody(one.destinations)
        if sources and destinations:
            found.append(replace(one, sources=sources, destinations=destinations))
    return tuple(found)


def _somebody(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not name.startswith(STAND_IN))

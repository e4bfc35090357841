"""What differs between the design under work and another one, also under a failure; worked out beside the screen.

It says what `vpcdesign diff` says of the two: ids that only were renamed are the same, and everybody is asked about
everybody. Assertions are those of the design under work, judged in both. What proving has learned serves here too.
"""

from time import perf_counter

from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.tui.proving.learned import SHOWN
from vpcdesign.tui.proving.work import Tell, learning
from vpcdesign.tui.session.proof import Proof


def contrast(before: Design, after: Design, failed: tuple[str, ...], tell: Tell, known: Proof | None = None) -> Proof:
    """Compare two designs; under a failure what is left of them, and assertions are then left to the failure's page.

    `known` is any proof of the session: what was learned for it is taken, and learned further.
    """
    start = perf_counter()
    known = known or Proof()
    with learning(known.memory, tell) as learned:
        try:
            learned.beside(learned.left(before, failed), learned.left(after, failed), tell)
            found = learned.packets(SHOWN, tell)
        except VpcdesignError as error:
            return Proof(after, before=before, failed=failed, problem=error.problems[0].message, memory=known.memory)
        now = learned.verdicts(after, tell) if not failed else ()
        problem = learned.problem if not failed else ""
        then = learned.verdicts_of_another(before, after.assertions, tell) if now else ()
    taken = (perf_counter() - start) * 1000
    return Proof(
        after, now, (), before, found, then, failed=failed, problem=problem, milliseconds=taken, memory=known.memory
    )

"""From an edit to what it opened, closed and broke: the design changed, its verdicts and differences there.

Counted from the new Design to the proof that the screen is given first; why an assertion holds is told after that.
Edits are of one rule each, of security groups and of network ACLs. The collector rests within one, as it would between
two keys.
"""

import gc
import random
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.timing import Figure, Spent, once
from tests.benchmarks.watching import ASSERTIONS, asserted, edited
from vpcdesign.design.document import Design
from vpcdesign.tui.proving.work import prove
from vpcdesign.tui.session.proof import Proof

COUNTS = {1_000: ("50 ms", 30), 10_000: ("250 ms", 12)}


def figures() -> Iterator[Figure]:
    """Measure both sizes."""
    for count, (goal, edits) in COUNTS.items():
        yield from _edits(count, goal, edits)


def silent(_done: int, _of: int) -> None:
    """Nobody waits impatiently."""


def opened(design: Design) -> Proof:
    """Prove a design as it is opened, and walk what has to be walked; stories are not waited for."""
    first = prove(design, None, Proof(), silent)
    return prove(design.model_copy(), design, first, silent)


def _edits(count: int, goal: str, edits: int) -> Iterator[Figure]:
    design, rng = asserted(count), random.Random(3)
    proof = opened(design)
    taken: dict[str, list[Spent]] = {"a rule of a security group": [], "a rule of a network ACL": []}
    for _ in range(edits):
        after = edited(design, rng)
        gc.collect()
        gc.disable()
        known, before = proof, design

        def again(known: Proof = known, before: Design = before, after: Design = after) -> None:
            nonlocal proof
            proof = prove(after, before, known, silent)

        spent = once(again)
        gc.enable()
        kind = "a rule of a security group" if after.network_acls is design.network_acls else "a rule of a network ACL"
        taken[kind].append(spent)
        design = after
    for kind, several in taken.items():
        spent = Spent(median(one.wall for one in several), median(one.cpu for one in several))
        late = sorted(one.cpu for one in several)[int(len(several) * 0.95)]
        beside = f"{len(several)} edits, {ASSERTIONS} assertions; {late * 1000:.0f} ms of cpu for all but one in twenty"
        yield Figure(f"{count:,}: {kind}", spent, goal, beside)

"""From an edit to what it opened, closed and broke: the design changed, its verdicts and differences there.

Counted from the new Design to the proof that the screen is given first; why an assertion holds is told after that.
What is walked while nobody waits, once a design is open, is walked before. The first edit of each kind is one of those
that are counted. The collector rests within one, as it would between two keys.
"""

import gc
import random
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.keystrokes import KINDS, Keystroke
from tests.benchmarks.timing import Figure, Spent, once
from tests.benchmarks.watching import ASSERTIONS, asserted
from vpcdesign.design.document import Design
from vpcdesign.tui.proving.learned import Learned
from vpcdesign.tui.proving.work import prove
from vpcdesign.tui.session.proof import Memory, Proof

COUNTS = {1_000: ("50 ms", 9), 10_000: ("250 ms", 5)}


def figures() -> Iterator[Figure]:
    """Measure both sizes."""
    for count, (goal, edits) in COUNTS.items():
        yield from _edits(count, goal, edits)


def silent(_done: int, _of: int) -> None:
    """Nobody waits impatiently."""


def opened(design: Design) -> Proof:
    """Prove a design as it is opened, and what is done after that while nobody waits; without stories."""
    learned = Learned()
    first = prove(design, None, Proof(memory=Memory(held=learned)), silent)
    learned.steps.prepare(design, silent)
    return first


def _edits(count: int, goal: str, edits: int) -> Iterator[Figure]:
    """Follow a chain of edits of each kind, each from the design as it was opened."""
    design = asserted(count)
    for kind, key in KINDS.items():
        taken = list(chain(design, opened(design), key, edits))
        spent = Spent(median(one.wall for one in taken), median(one.cpu for one in taken))
        first, late = taken[0].cpu * 1000, max(one.cpu for one in taken) * 1000
        beside = f"{edits} edits, {ASSERTIONS} assertions; cpu: the first {first:.0f} ms, the slowest {late:.0f} ms"
        yield Figure(f"{count:,}: {kind}", spent, goal, beside)


def chain(design: Design, proof: Proof, key: Keystroke, edits: int) -> Iterator[Spent]:
    """Give what each of some edits took."""
    rng = random.Random(3)
    for _ in range(edits):
        after = key(design, rng)
        gc.collect()
        gc.disable()
        known, before = proof, design

        def again(known: Proof = known, before: Design = before, after: Design = after) -> None:
            nonlocal proof
            proof = prove(after, before, known, silent)

        yield once(again)
        gc.enable()
        design = after

"""What is known of a design: its assertions judged, its findings, and what its last step opened and closed.

A proof belongs to one design; beside another one it is old and shown as such. What could not be worked out is said in
`problem` and never guessed.
"""

from dataclasses import dataclass, field
from threading import Lock

from vpcdesign.analysis.results import Difference, Outage, Result
from vpcdesign.design.document import Design


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is legal and unwise: a sentence, and the element that it is about."""

    sentence: str
    element: str = ""
    place: str = ""
    """Where it is, in words: `acl-public inbound 130`."""


@dataclass(slots=True, eq=False)
class Memory:
    """What the work behind proofs keeps from one proof to the next, `held` as only that work knows it.

    One worker at a time takes the lock; a newer one waits until the one that it supersedes has noticed.
    """

    held: object = None
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of `design`; `differences` compare it with `before`, None while nothing was compared."""

    design: Design | None = None
    results: tuple[Result, ...] = ()
    findings: tuple[Found, ...] = ()
    before: Design | None = None
    differences: tuple[Difference, ...] | None = None
    results_before: tuple[Result, ...] = ()
    new_findings: tuple[Found, ...] = ()
    failed: tuple[str, ...] = ()
    """What is failed: results are of what is left."""
    outage: Outage | None = None
    problem: str = ""
    milliseconds: float = 0.0
    told: bool = True
    """Whether results say why they hold or what breaks them; verdicts are there sooner."""
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    @property
    def broken(self) -> int:
        return sum(not result.holds for result in self.results)

    def of(self, design: Design) -> bool:
        """Tell whether this is known of a design, and not of an older one."""
        return self.design is design

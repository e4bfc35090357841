"""The standing question, its answer, and what is failed: values that the screen shows and that change no design.

An answer belongs to one design and one set of failures; beside others it is old. A question stays until it is closed:
edit a rule, and it is asked again.
"""

from dataclasses import dataclass, field, replace
from shlex import join

from vpcdesign.analysis.services import parse
from vpcdesign.design.document import Design
from vpcdesign.errors import VpcdesignError
from vpcdesign.reach.trace import Trace

DEFAULT_SERVICE = "https"
STOPS = frozenset({"deny", "drop"})
"""What a hop does that lets nothing on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is typed: two selectors and a service."""

    source: str = ""
    destination: str = ""
    service: str = DEFAULT_SERVICE

    @property
    def whole(self) -> bool:
        return bool(self.source and self.destination and self.service)

    @property
    def swapped(self) -> "Asked":
        return replace(self, source=self.destination, destination=self.source)

    def command(self, file: str) -> str:
        """Give the command line that asks the same."""
        return join(["vpcdesign", "trace", file, self.source, self.destination, self.service])


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question on a design: a trace, or the sentence that says why there is none."""

    asked: Asked
    design: Design
    failed: tuple[str, ...]
    trace: Trace | None = None
    problem: str = ""
    told: Trace | None = None
    """The same answer with names for ids, as it is shown; `trace` knows what stands where in the design."""


@dataclass(slots=True)
class Asking:
    """The standing question, earlier ones (the latest last), the answer, and what is failed."""

    question: Asked | None = None
    earlier: list[Asked] = field(default_factory=list)
    answer: Answered | None = None
    failed: tuple[str, ...] = ()
    shown: int | None = None
    """How many steps of the way are drawn while a new trace draws itself; None is all."""
    step: int = 0
    """The hop under the cursor, counted over both ways."""
    walked: bool = False
    """Whether one has gone from step to step since the question was asked."""

    def ask(self, question: Asked) -> None:
        """Make a question the standing one."""
        self.question, self.step, self.walked = question, 0, False
        if question.whole:
            self.earlier = [*[one for one in self.earlier if one != question][-50:], question]

    def take(self, found: Answered) -> None:
        """Take an answer; the first one to a question puts the cursor on what stops the packet, if anything does."""
        first = self.answer is None or self.answer.asked != found.asked
        self.answer = found
        if first and not self.walked:
            self.step = stopped_at(found) or 0

    def close(self) -> None:
        self.question = self.answer = None

    def current(self, design: Design) -> Answered | None:
        """Give the answer if it is of this design, these failures and this question."""
        found = self.answer
        if found is None or found.design is not design or found.failed != self.failed or found.asked != self.question:
            return None
        return found


def stopped_at(found: Answered) -> int | None:
    """Give the first hop that stops the packet, counted over both ways; None where none does."""
    hops = [*found.trace.forward.hops, *found.trace.back.hops] if found.trace is not None else []
    return next((at for at, hop in enumerate(hops) if hop.action in STOPS), None)


def answered(asked: Asked, design: Design, failed: tuple[str, ...]) -> Answered:
    """Ask: every answer is the walk's own, and what cannot be asked is said."""
    from vpcdesign.api.desk import Ask, Desk
    from vpcdesign.render.text.naming import spoken

    try:
        left = remaining(design, failed)
        desk = Desk(left, [asked.source, asked.destination])
        trace = desk.trace(Ask(asked.source, asked.destination, parse(asked.service)))
    except VpcdesignError as error:
        return Answered(asked, design, failed, problem=error.problems[0].message)
    return Answered(asked, design, failed, trace, told=spoken(trace, design))


def remaining(design: Design, failed: tuple[str, ...]) -> Design:
    """Give what is left of a design when some of it has failed."""
    if not failed:
        return design
    from vpcdesign.topology.failures import chosen
    from vpcdesign.topology.without import without

    return without(design, chosen(design, [", ".join(failed)])[0])

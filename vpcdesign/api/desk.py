"""One design at the desk: compiled once, then asked as often as one likes.

What is remembered between questions (selectors read, filters decided) lives here and dies with the desk; an answer
never depends on what was asked before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vpcdesign.algebra.intervals import EMPTY, Intervals, point
from vpcdesign.analysis.health import health_notes
from vpcdesign.analysis.questions import Families, Pair, Questions
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach.ask import trace, verdict
from vpcdesign.reach.trace import Leg, Packets, Question, Trace
from vpcdesign.reach.walk import Walk


@dataclass(frozen=True, slots=True)
class Ask:
    """What a user asks: two selectors, services, and what may be said of the client."""

    source: str
    destination: str
    services: Intervals
    families: Families = "first"
    source_port: int | None = None


class Desk:
    """Answers questions about one design. Stand-ins are put where the `texts` mean empty subnets, with these groups."""

    def __init__(self, design: Design, texts: Iterable[str], groups: Sequence[str] = ()) -> None:
        self.design = design
        asked, unfiltered, notes = with_stand_ins(design, texts, groups)
        put = asked.network_interfaces[len(design.network_interfaces) :]
        self._about = dict(zip((one.id for one in put), notes, strict=False))
        self._always = notes[len(put) :]
        network = compile_design(asked, unfiltered)
        self._asked_design = asked
        self._walk = Walk(network)
        self._questions = Questions(asked, network)

    def trace(self, ask: Ask) -> Trace:
        """Answer with every reason; QuestionError when nobody is meant."""
        questions, reasons = self._asked(ask)
        if not questions:
            return _nobody(ask, reasons)
        found = trace(self._walk, questions, ask.source, ask.destination)
        health = health_notes(self._asked_design, self._walk, found)
        notes = tuple(dict.fromkeys((*found.notes, *self._notes(questions), *health, *reasons)))
        if reasons and found.verdict == "allowed":
            return replace(found, verdict="partial", notes=notes, reason="; ".join(dict.fromkeys(reasons)))
        return replace(found, notes=notes)

    def brief(self, ask: Ask) -> tuple[str, Sequence[str]]:
        """Answer with the verdict and the codes of what blocks."""
        questions, reasons = self._asked(ask)
        if not questions:
            return "blocked", ()
        found = verdict(self._walk, questions)
        return "partial" if reasons and found.verdict == "allowed" else found.verdict, found.codes

    def _asked(self, ask: Ask) -> tuple[list[Question], list[str]]:
        """Give the questions of every pair, and why the others have none."""
        pairs: list[Pair] = self._questions.pairs(
            ask.source, ask.destination, ask.services, ask.families, ask.source_port
        )
        return [one for pair in pairs for one in pair.questions], [pair.reason for pair in pairs if not pair.questions]

    def _notes(self, questions: Sequence[Question]) -> Iterable[str]:
        """Tell of the stand-ins that were asked."""
        if self._about:
            met = {name for one in questions for name in (one.start, *(one.ends or ()))}
            yield from (note for name, note in self._about.items() if name in met)
        yield from self._always


def _nobody(ask: Ask, reasons: Sequence[str]) -> Trace:
    """Answer a question that no packet is in: blocked, for this reason, and never allowed."""
    ports = point(ask.source_port) if ask.source_port is not None else EMPTY
    empty = Question(ask.source, ask.destination, Packets(EMPTY, EMPTY, ask.services, ports), "")
    legs = Leg("blocked", ()), Leg("blocked", ())
    return Trace(ask.source, ask.destination, (empty,), "blocked", *legs, reason="; ".join(dict.fromkeys(reasons)))

"""What gets from one to another: the services that always do, those that do in part, those that nobody can tell.

It says of each single service what `verdict` says of it; whatever is in none of the three sets is blocked, proved over
every packet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, union
from vpcdesign.reach.ask import Answer, verdict
from vpcdesign.reach.fate import Fate
from vpcdesign.reach.flow import SERVICES, Flow
from vpcdesign.reach.trace import Question, Verdict
from vpcdesign.reach.walk import Walk


class Disagreement(Exception):  # noqa: N818  (a bug, and no error of whoever asks)
    """Two readings of one network say different things."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Three sets of services that never overlap."""

    allowed: Intervals = EMPTY
    partial: Intervals = EMPTY
    unknown: Intervals = EMPTY

    @property
    def some(self) -> Intervals:
        """The services that get through at all."""
        return union(self.allowed, self.partial)

    def __bool__(self) -> bool:
        return bool(self.allowed or self.partial or self.unknown)


NOTHING = Reach()


def reach(walk: Walk, questions: Sequence[Question]) -> Reach:
    """Tell which of the services that are asked get through."""
    works, fails = EMPTY, EMPTY
    flows: list[Flow] = []
    for question in questions:
        fate = _fate(walk, question)
        if fate is None:
            flows.extend(walk.run(question))
        else:
            works, fails = union(works, fate.works), union(fails, fate.fails)
    supposed = dict.fromkeys(flow.hidden for flow in flows if flow.hidden)
    if not supposed:
        return _of(flows, works, fails)
    found = NOTHING
    for one in supposed:  # what a host does with packets for others is not known: the best is assumed
        ways = dict(one)
        kept = (flow for flow in flows if all(ways.get(c, o) == o for c, o in flow.hidden))
        found = _better(found, _of(kept, works, fails))
    return found


def verdict_of(walk: Walk, questions: Sequence[Question]) -> Answer:
    """Give the verdict of some questions taken together; what blocks them is told only where they had to be walked."""
    fates = [_fate(walk, question) for question in questions]
    known = [fate for fate in fates if fate is not None]
    if len(known) != len(fates):
        return verdict(walk, questions)
    works, fails = any(fate.works for fate in known), any(fate.fails for fate in known)
    said: Verdict = "blocked" if not works else "partial" if fails else "allowed"
    return Answer(said, (), any(fate.delivered for fate in known))


def confirm(walk: Walk, questions: Sequence[Question], said: Answer) -> None:
    """Walk what is going to be shown; a disagreement is a bug, and must be loud."""
    true = verdict(walk, questions)
    if (true.verdict, true.delivered) != (said.verdict, said.delivered):
        who = ", ".join(f"{one.source} to {one.destination}" for one in questions)
        raise Disagreement(f"{who}: the rows say {said.verdict}, the walk {true.verdict}: report this bug")


def surely_alike(walks: tuple[Walk, Walk], questions: Sequence[Question]) -> bool:
    """Tell whether questions surely fare alike in two networks, packet by packet; False says nothing."""
    tellers = [walk.teller() for walk in walks]
    for question in questions:
        told = [teller.exact(question) if teller is not None else None for teller in tellers]
        if told[0] is None or told[0] != told[1]:
            return False
    return True


def _fate(walk: Walk, question: Question) -> Fate | None:
    teller = walk.teller()
    return teller.ask(question) if teller is not None else None


def together(several: Iterable[Reach]) -> Reach:
    """Give what gets through between groups: always where it does so in every pair, in part where in some."""
    kept = list(several)
    if not kept:
        return NOTHING
    allowed, some, unknown = kept[0].allowed, EMPTY, EMPTY
    for one in kept:
        allowed = intersection(allowed, one.allowed)
        some = union(some, one.some)
        unknown = union(unknown, one.unknown)
    return Reach(difference(allowed, unknown), difference(difference(some, allowed), unknown), unknown)


def _of(flows: Iterable[Flow], works: Intervals, fails: Intervals) -> Reach:
    """Add flows to what works and what fails already."""
    opaque = EMPTY
    for flow in flows:
        services = flow.asked[SERVICES]
        if flow.dead:
            fails = union(fails, services)
        elif flow.unknown is not None:
            opaque = union(opaque, services)
        else:
            works = union(works, services)
    sure = difference(works, opaque)
    return Reach(difference(sure, fails), intersection(sure, fails), opaque)


def _better(one: Reach, other: Reach) -> Reach:
    allowed = union(one.allowed, other.allowed)
    partial = difference(union(one.partial, other.partial), allowed)
    return Reach(allowed, partial, difference(difference(union(one.unknown, other.unknown), allowed), partial))

"""What gets from one to another: the services that always do, those that do in part, those that nobody can tell.

It says of each single service what `verdict` says of it; whatever is in none of the three sets is blocked, proved over
every packet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, union
from vpcdesign.reach.flow import SERVICES, Flow
from vpcdesign.reach.trace import Question
from vpcdesign.reach.walk import Walk


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
    flows = [flow for question in questions for flow in walk.run(question)]
    supposed = dict.fromkeys(flow.hidden for flow in flows if flow.hidden)
    if not supposed:
        return _of(flows)
    found = NOTHING
    for one in supposed:  # what a host does with packets for others is not known: the best is assumed
        ways = dict(one)
        found = _better(found, _of(flow for flow in flows if all(ways.get(c, o) == o for c, o in flow.hidden)))
    return found


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


def _of(flows: Iterable[Flow]) -> Reach:
    works, fails, opaque = EMPTY, EMPTY, EMPTY
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

"""What stops those who are up but cut off: a packet of the first of all that lose the same, walked by itself.

It is walked in the world in which something has failed, and it is of a service that the same two have lost there. Who
went down needs no packet: nobody is there to send it.
"""

from collections.abc import Iterator, Mapping

from vpcdesign.algebra.intervals import difference
from vpcdesign.analysis.evidence import fails, packet_that
from vpcdesign.analysis.losses import Conversations
from vpcdesign.analysis.reaches import reach
from vpcdesign.analysis.survey import Party, asked
from vpcdesign.analysis.throngs import Throng, throngs
from vpcdesign.analysis.toll import Ends, Toll
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.trace import Trace

MOST = 100
"""So many packets are walked of one failure: of those that lose in more ways the first are shown."""


def stoppages(talks: Conversations, world: World, losses: Toll) -> Mapping[Ends, Trace]:
    """Give for the first conversations of those that lose the same what stops them, by the places of their groups."""
    left = talks.left(world)
    found: dict[Ends, Trace] = {}
    for throng in throngs(losses.of("cut", "weak"))[:MOST]:
        stopped = next(_stopped(talks, (world, left), throng), None)
        if stopped is not None:
            found[throng.at] = stopped
    return found


def _stopped(talks: Conversations, those: tuple[World, list[Party]], throng: Throng) -> Iterator[Trace]:
    """Walk a packet of each two kinds in the conversation that have lost any of it."""
    world, left = those
    for one, other, was in talks.kinds(throng.at):
        pair = asked(world.questions, left[one], left[other], was.some)
        if pair is None or not pair.questions:
            continue
        now = reach(world.walk, pair.questions)
        cut = throng.first.fate == "cut"
        lost = difference(was.some, now.some) if cut else difference(was.allowed, now.allowed)
        pair = asked(world.questions, left[one], left[other], lost) if lost else None
        if pair is not None and pair.questions:
            stopped = packet_that(world.walk, pair, fails)
            if stopped.blockers:
                yield stopped

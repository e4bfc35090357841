"""The packet that breaks an assertion: found among the flows of a pair, walked again on its own, and told in words.

Sets find it and the walk explains it: what is shown is always the trace of one packet that was walked by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from vpcdesign.algebra import services
from vpcdesign.algebra.intervals import Intervals, contains, point
from vpcdesign.analysis.questions import Pair
from vpcdesign.reach.ask import trace
from vpcdesign.reach.flow import Flow
from vpcdesign.reach.trace import Packets, Question, Trace
from vpcdesign.reach.walk import Walk

_TELLING = [services.TCP << 16 | port for port in (443, 80, 22)]
"""Services that a reader knows: shown where one of them would do as well as the lowest."""


def works(flow: Flow) -> bool:
    """Tell whether a conversation takes place."""
    return not flow.dead and flow.unknown is None


def fails(flow: Flow) -> bool:
    """Tell whether something stops a conversation."""
    return flow.dead


def arrives(flow: Flow) -> bool:
    """Tell whether a packet is delivered, whatever becomes of its answer."""
    return flow.delivered


def packet_that(walk: Walk, pair: Pair, wanted: Callable[[Flow], bool]) -> Trace:
    """Give the trace of one packet that fares as wanted; of the whole question where none can be singled out."""
    for question in pair.questions:
        for flow in walk.run(question):
            if wanted(flow):
                return alone(walk, _narrowed(question, flow), wanted)
    return trace(walk, pair.questions, pair.source, pair.destination)


def alone(walk: Walk, question: Question, wanted: Callable[[Flow], bool]) -> Trace:
    """Walk one packet by itself, and show it under the choices of the network by which it fares as wanted."""
    return trace(walk, [question], question.source, question.destination, wanted)


def _narrowed(question: Question, flow: Flow) -> Question:
    return replace(question, packets=one_of(flow.asked))


def one_of(packets: Sequence[Intervals]) -> Packets:
    """Give the lowest packet of a set, by a service that a reader knows where there is one."""
    client, server, asked, ports = packets
    telling = next((one for one in _TELLING if contains(asked, one)), asked[0][0])
    return Packets(point(client[0][0]), point(server[0][0]), point(telling), point(ports[0][0]))

"""The packet that breaks an assertion: found among the flows of a pair, walked again on its own, and told in words.

Sets find it and the walk explains it: what is shown is always the trace of one packet that was walked by itself.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from vpcdesign.algebra import services
from vpcdesign.algebra.addresses import write
from vpcdesign.algebra.intervals import Intervals, contains, point
from vpcdesign.analysis.questions import Pair
from vpcdesign.network.origin import Origin
from vpcdesign.reach.ask import trace
from vpcdesign.reach.explain import story
from vpcdesign.reach.flow import Flow
from vpcdesign.reach.trace import Blocker, Hop, Leg, Packets, Question, Trace
from vpcdesign.reach.walk import Walk

_WAYS = {"ingress": "inbound", "egress": "outbound"}
_MOST = 4
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
    found = trace(walk, [question], question.source, question.destination)
    flow = next((one for one in walk.run(question) if wanted(one)), None)
    if flow is None:
        return found
    there, back, blockers = story(flow)
    return replace(found, forward=_leg(flow, 0, there), back=_leg(flow, 1, back), blockers=blockers)


def _narrowed(question: Question, flow: Flow) -> Question:
    return replace(question, packets=one_of(flow.asked))


def one_of(packets: Sequence[Intervals]) -> Packets:
    """Give the lowest packet of a set, by a service that a reader knows where there is one."""
    client, server, asked, ports = packets
    telling = next((one for one in _TELLING if contains(asked, one)), asked[0][0])
    return Packets(point(client[0][0]), point(server[0][0]), point(telling), point(ports[0][0]))


def _leg(flow: Flow, leg: int, hops: tuple[Hop, ...]) -> Leg:
    dead = any(step.leg == leg for step in flow.blocks)
    return Leg("blocked" if dead else "allowed", hops)


def packet(found: Trace) -> str:
    """Write the packet of a trace: `192.0.2.200:40000 → 203.0.113.9 tcp/22`."""
    one = found.witness
    if one is None:
        return ""
    source, destination = write(one.source[0][0]), write(one.destination[0][0])
    asked = services.write(one.services)
    if one.services[0][0] >> 16 in {services.TCP, services.UDP}:
        source = f"[{source}]" if ":" in source else source
        source += f":{one.source_ports[0][0]}"
    return f"{source} → {destination} {asked}"


def met(found: Trace) -> tuple[str, ...]:
    """Give the ids of what the packet of a trace meets on its way there, each once."""
    return tuple(dict.fromkeys(hop.origin.component for hop in found.forward.hops if hop.origin.component))


def let_through(found: Trace) -> str:
    """Name the lines that let the packet of a trace through on its way there."""
    lines = dict.fromkeys(_line(hop.origin) for hop in found.forward.hops if hop.action == "permit")
    return f"let through by {', '.join(lines)}" if lines else "no security group or network ACL judges it"


def stopped(found: Iterable[Blocker]) -> str:
    """Name what stops the packet of a trace."""
    words = []
    for one in found:
        way = " on the way back" if one.leg == "return" else ""
        words.append(f"{_line(one.origin)}{way}: {one.because or one.code}")
    more = f"; and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return "; ".join(words[:_MOST]) + more


def _line(origin: Origin) -> str:
    """Name a line as a person counts: `sg-db inbound 1`."""
    by = origin.by
    if by.endswith("]") and by.partition("[")[0] == origin.direction:
        by = str(int(by.partition("[")[2][:-1]) + 1)
    return " ".join(filter(None, (origin.component, _WAYS.get(origin.direction, ""), by)))

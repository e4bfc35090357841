"""A finished flow as hops and blockers: what the witness met, in words.

The words of an origin say what a line or route does; where nothing matched, the packet itself tells what was missing.
"""

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import write_set
from vpcdesign.network.origin import Origin
from vpcdesign.reach.flow import Flow, Header, Step
from vpcdesign.reach.replies import turned
from vpcdesign.reach.trace import Blocker, Hop, LegName, Packets

_LEGS: tuple[LegName, LegName] = ("forward", "return")
_WAYS = {"ingress": ("inbound", "from"), "egress": ("outbound", "to")}


def packets(header: Header, leg: int) -> Packets:
    """Give a header as the packet looks on its way: the answer has the roles turned."""
    return Packets(*(turned(header) if leg else header))


def hops(flow: Flow, leg: int) -> tuple[Hop, ...]:
    """Give what a flow met on one way."""
    steps = [s for s in flow.steps if s.leg == leg]
    found: list[Hop] = []
    before: Header | None = None
    here = packets(flow.packet, leg)
    for at, step in enumerate(steps):
        if step.packet is not before:  # a header lives on over several stages
            before = step.packet
            here = packets(before, leg)
        after = None
        if step.action == "translate":
            header = steps[at + 1].packet if at + 1 < len(steps) else flow.packet if flow.leg == leg else None
            after = packets(header, leg) if header is not None and header != step.packet else None
        found.append(Hop(step.origin, step.action, because(step, here), here, after, step.code))
    return tuple(found)


def blockers(flow: Flow) -> tuple[Blocker, ...]:
    """Give everything that stopped a flow, in the order it was met; the same line twice is one."""
    found: dict[tuple[Origin, str, int], Blocker] = {}
    for step in flow.blocks:
        here = packets(step.packet, step.leg)
        blocker = Blocker(step.origin, step.code, because(step, here), _LEGS[step.leg], here)
        found.setdefault((step.origin, step.code, step.leg), blocker)
    return tuple(found.values())


def because(step: Step, packet: Packets) -> str:
    """Say why, in plain words."""
    origin = step.origin
    if step.action == "reply":
        return "reply, stateful: let through because its packet was"
    if step.action == "gap":
        return f"the walk goes on at {origin.component}, as if the packet had got there"
    if step.code and origin.words.startswith("has no route"):
        return f"no route to {write_set(packet.destination, 2)}"
    if step.code and origin.by == "*" and origin.direction in _WAYS:
        way, word = _WAYS[origin.direction]
        other = packet.source if origin.direction == "ingress" else packet.destination
        tail = "; rule * denies" if "rule *" in origin.words else ""
        missing = f"no {way} rule allows {_service(packet)} {word} {write_set(other, 2)}{tail}"
        return missing if "no rules" not in origin.words else f"it has no {way} rules at all"
    return origin.words


def _service(packet: Packets) -> str:
    text = svc.write(packet.services, 2)
    return text if text != "all" else "all traffic"

"""A finished flow as hops and blockers: what the witness met, in words.

The words of an origin say what a line or route does; where nothing matched, the packet itself tells what was missing.
"""

from vpcdesign.algebra import services as svc
from vpcdesign.algebra.addresses import write_set
from vpcdesign.network.origin import Origin
from vpcdesign.reach.flow import Flow, Header
from vpcdesign.reach.replies import turned
from vpcdesign.reach.trace import Blocker, Hop, LegName, Packets

_LEGS: tuple[LegName, LegName] = ("forward", "return")
_WAYS = {"ingress": ("inbound", "from"), "egress": ("outbound", "to")}


def packets(header: Header, leg: int) -> Packets:
    """Give a header as the packet looks on its way: the answer has the roles turned."""
    return Packets(*(turned(header) if leg else header))


def story(flow: Flow) -> tuple[tuple[Hop, ...], tuple[Hop, ...], tuple[Blocker, ...]]:
    """Give what a flow met there, what it met back, and everything that stopped it; the same line twice is one."""
    ways: tuple[list[Hop], list[Hop]] = ([], [])
    stopped: dict[tuple[Origin, str, int], Blocker] = {}
    before: tuple[Header, int] | None = None
    here = packets(flow.packet, 0)
    for at, (leg, _, action, origin, packet, code) in enumerate(flow.steps):
        if before is None or packet is not before[0] or leg != before[1]:  # a header lives on over several stages
            before = (packet, leg)
            here = packets(packet, leg)
        words = because(action, origin, code, here)
        after = _after(flow, at) if action == "translate" else None
        ways[leg].append(Hop(origin, action, words, here, after, code))
        if code:
            stopped.setdefault((origin, code, leg), Blocker(origin, code, words, _LEGS[leg], here))
    return tuple(ways[0]), tuple(ways[1]), tuple(stopped.values())


def _after(flow: Flow, at: int) -> Packets | None:
    """Give the packet behind a translation: as the next step of the same way met it, or as it ended."""
    leg, _, _, _, before, _ = flow.steps[at]
    last = at + 1 == len(flow.steps) or flow.steps[at + 1][0] != leg
    header = flow.packet if last and flow.leg == leg else None if last else flow.steps[at + 1][4]
    return packets(header, leg) if header is not None and header != before else None


def because(action: str, origin: Origin, code: str, packet: Packets) -> str:
    """Say why, in plain words."""
    if action == "reply":
        return "reply, stateful: let through because its packet was"
    if action == "gap":
        return f"the walk goes on at {origin.component}, as if the packet had got there"
    if code and origin.words.startswith("has no route"):
        return f"no route to {write_set(packet.destination, 2)}"
    if code and origin.by == "*" and origin.direction in _WAYS:
        way, word = _WAYS[origin.direction]
        other = packet.source if origin.direction == "ingress" else packet.destination
        tail = "; rule * denies" if "rule *" in origin.words else ""
        missing = f"no {way} rule allows {_service(packet)} {word} {write_set(other, 2)}{tail}"
        return missing if "no rules" not in origin.words else f"it has no {way} rules at all"
    return origin.words


def _service(packet: Packets) -> str:
    text = svc.write(packet.services, 2)
    return text if text != "all" else "all traffic"

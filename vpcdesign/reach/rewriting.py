"""The walk where addresses change: one to one at gateways, remembered at devices that open connections of their own."""

from typing import Protocol

from vpcdesign.algebra.intervals import Intervals, difference, intersection, of, point, shift, size
from vpcdesign.network.stages import Restore, Rewrite, Translate
from vpcdesign.reach.flow import CLIENT, PORTS, SERVER, SERVICES, Flow, Record
from vpcdesign.reach.forwarding import break_promise

_NAT64_SERVICES = {(58 << 16 | 128 << 8): (1 << 16 | 8 << 8)}
FEW = 4096
_LOST = "SG_REFERENCES_NOT_PRESERVED"


class Resumer(Protocol):
    """What rewriting needs of a walk."""

    def resume(self, flow: Flow) -> None: ...


def translate(walk: Resumer, flow: Flow, stage: Translate) -> list[Flow] | None:
    """Replace an address by its twin; each address is a flow of its own."""
    del walk
    dimension = CLIENT if stage.of_source == (flow.leg == 0) else SERVER
    if stage.strip:
        if flow.promise is not None:
            break_promise(flow)
        flow.forget(stage.origin.component, _LOST)
    wanted = flow.packet[dimension]
    kept = intersection(wanted, stage.keep)
    if kept == wanted:
        flow.step(stage, "pass", stage.origin)
        flow.node = stage.next
        return None
    rest = difference(wanted, kept)
    known = _known(stage.pairs, rest)
    lost = difference(rest, of((a, a) for a in known))
    parts: list[tuple[Intervals, int | None, bool]] = [(point(a), stage.pairs[a], False) for a in known]
    if kept:
        parts.append((kept, None, False))
    if lost:
        parts.append((lost, None, True))
    if flow.dead:
        parts = parts[:1]
    forks = []
    for part, twin, dies in parts[1:]:
        fork = flow.fork()
        _become(fork, stage, dimension, (part, twin, dies))
        forks.append(fork)
    _become(flow, stage, dimension, parts[0], whole=len(parts) == 1 or flow.dead)
    forks.reverse()
    return forks


def _known(pairs: dict[int, int], rest: Intervals) -> list[int]:
    if size(rest) <= FEW:
        return [a for low, high in rest for a in range(low, high + 1) if a in pairs]
    return sorted(a for a in pairs if any(low <= a <= high for low, high in rest))


def _become(
    flow: Flow, stage: Translate, dimension: int, part: tuple[Intervals, int | None, bool], *, whole: bool = False
) -> None:
    addresses, twin, dies = part
    if not whole:
        flow.narrow(dimension, addresses)
    flow.node = stage.next
    if dies:
        if not (flow.leg and flow.hollow):
            flow.block(stage, stage.miss, stage.code, "drop")
        flow.hollow = True
    elif twin is None:
        flow.step(stage, "pass", stage.origin)
    else:
        flow.step(stage, "translate", stage.origin)
        flow.replace(dimension, point(twin))


def rewrite(walk: Resumer, flow: Flow, stage: Rewrite) -> list[Flow] | None:
    """Open a connection of its own for the packet."""
    if flow.leg:
        if not flow.hollow:
            words = f"{stage.origin.component} has no connection that this answers, and drops it"
            flow.block(stage, stage.origin._replace(words=words), "ASYMMETRIC_RETURN", "drop")
        walk.resume(flow)
        return None
    forks, gone = _less_services(walk, flow, stage)
    if gone:
        return forks
    forks += _less_hairpin(flow, stage)
    if flow.done:
        return forks
    clients = stage.clients or (None,)
    for client in clients[1:]:
        if flow.dead:
            break
        fork = flow.fork()
        fork.choices += (("address", stage.origin.component, str(client)),)
        _open(fork, stage, client)
        forks.append(fork)
    if len(clients) > 1:
        flow.choices += (("address", stage.origin.component, str(clients[0])),)
    _open(flow, stage, clients[0])
    return forks


def _less_services(walk: Resumer, flow: Flow, stage: Rewrite) -> tuple[list[Flow], bool]:
    """Drop the protocols that the device does not understand; tell also whether that is all of the flow."""
    if stage.services is None:
        return [], False
    services = flow.packet[SERVICES]
    known = intersection(services, stage.services)
    if known == services:
        return [], False
    dropped = flow
    if known and not flow.dead:
        dropped = flow.fork()
        dropped.narrow(SERVICES, difference(services, known))
        flow.narrow(SERVICES, known)
    words = f"{stage.origin.component} does not carry this protocol"
    dropped.block(stage, stage.origin._replace(words=words), "PROTOCOL_RESTRICTION", "drop")
    walk.resume(dropped)
    return ([], True) if dropped is flow else ([dropped], False)


def _less_hairpin(flow: Flow, stage: Rewrite) -> list[Flow]:
    """Drop what a target sends to itself through a device that keeps its address."""
    if not stage.hairpin or stage.server is None or flow.dead or flow.done:
        return []
    itself = intersection(flow.packet[CLIENT], point(stage.server))
    if not itself:
        return []
    lost = flow
    if itself != flow.packet[CLIENT]:
        lost = flow.fork()
        flow.narrow(CLIENT, difference(flow.packet[CLIENT], itself))
        lost.narrow(CLIENT, itself)
    words = f"{stage.origin.component} keeps the client's address, and a target cannot answer itself through it"
    lost.block(stage, stage.origin._replace(words=words), "ELBV2_SOURCE_ADDRESS_PRESERVATION", "drop")
    lost.done = True
    return [] if lost is flow else [lost]


def _open(flow: Flow, stage: Rewrite, client: int | None) -> None:
    """Remember the packet as it came and send it on as it is now."""
    if flow.promise is not None:
        if stage.labels is None and stage.strip:
            break_promise(flow)
        flow.promise = None
    if not stage.silent:
        flow.step(stage, "translate", stage.origin)
    flow.memory += (Record(stage.key, flow.packet, flow.tied, flow.back, stage.back),)
    if stage.taker:
        flow.takers |= {stage.taker}
    if stage.labels is not None:
        flow.forget(stage.origin.component, _LOST)
        if stage.clients is not None:
            flow.lost = None  # the packet is the device's own from here on
        flow.labels = stage.labels
    elif stage.strip:
        flow.forget(stage.origin.component, _LOST)
    if stage.sticky:
        flow.back = stage.back
    _readdress(flow, stage, client)
    flow.node = stage.next


def _readdress(flow: Flow, stage: Rewrite, client: int | None) -> None:
    """Write the new header."""
    if client is not None:
        flow.replace(CLIENT, point(client))
    if stage.client_ports is not None:
        flow.replace(PORTS, stage.client_ports)
    if stage.server is not None:
        flow.replace(SERVER, point(stage.server))
    if stage.server_offset:
        flow.replace(SERVER, shift(flow.packet[SERVER], stage.server_offset))
        low = flow.packet[SERVICES][0][0] & ~0xFF
        if low in _NAT64_SERVICES:
            flow.replace(SERVICES, point(_NAT64_SERVICES[low]))
    if stage.port is not None:
        protocol = flow.packet[SERVICES][0][0] >> 16
        flow.replace(SERVICES, point(protocol << 16 | stage.port))


def restore(walk: Resumer, flow: Flow, stage: Restore) -> None:
    """Give an answer the header that the packet had before the device."""
    if flow.leg == 0:
        if stage.fresh is not None:
            flow.node = stage.fresh
            return
        flow.block(stage, stage.miss, stage.code, "drop")
        flow.done = True
        return
    for at in range(len(flow.memory) - 1, -1, -1):
        record = flow.memory[at]
        if record.key == stage.key:
            break
    else:
        _stray(walk, flow, stage)
        return
    if not stage.silent:
        flow.step(stage, "translate", stage.origin)
    restored = list(record.packet)
    for dimension in (CLIENT, SERVER, SERVICES, PORTS):
        if record.tied >> dimension & 1:  # narrowed since only together with the question
            restored[dimension] = flow.asked[dimension]
    flow.packet = (restored[0], restored[1], restored[2], restored[3])
    flow.tied = record.tied
    flow.memory, flow.back = flow.memory[:at], record.back
    flow.node = stage.next


def _stray(walk: Resumer, flow: Flow, stage: Restore) -> None:
    if stage.stray is not None:
        flow.node = stage.stray
        return
    if not flow.hollow:
        words = f"{stage.origin.component} has no connection that this answers, and drops it"
        flow.block(stage, stage.origin._replace(words=words), stage.code, "drop")
    walk.resume(flow)

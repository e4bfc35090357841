"""The walk: one packet set through a network, there and back, with every reason.

A question becomes flows; each stage moves a flow, narrows it, or forks it where its parts fare differently. What is
stopped walks on as if it had passed, so that all blockers are found; it no longer forks. Flows of one question are
disjoint but for the network's choices, and together they are the question.
"""

from collections.abc import Callable, Iterable
from typing import Any

from vpcdesign.algebra.addresses import ALL_V4, ALL_V6
from vpcdesign.algebra.intervals import Intervals, contains, difference, intersection, size, subset
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.origin import Origin
from vpcdesign.network.promised import opener
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import (
    Choose,
    Deliver,
    Filter,
    Forward,
    Jump,
    Mark,
    Opaque,
    Restore,
    Rewrite,
    Shortcut,
    Stage,
    Stop,
    Switch,
    Track,
    Translate,
)
from vpcdesign.reach import filtering, forwarding, rewriting
from vpcdesign.reach.decide import Box, Judge, Piece, decide
from vpcdesign.reach.fate import Teller
from vpcdesign.reach.flow import ALL_TIED, CLIENT, PORTS, SERVER, SERVICES, Flow
from vpcdesign.reach.replies import answered, kinds
from vpcdesign.reach.trace import Question

Handler = Callable[["Walk", Flow, Any], Iterable[Flow] | None]
Judges = dict[Rules | tuple[Rules, frozenset[str]], Judge]
"""What filters, and marks where they ask for them, say between the same two ends."""

LOOK_FOR_LOOPS = 24
"""Stages after which a flow begins to look whether it has been here before."""
MEMO = 10_000
"""Pairs of ends of which it is remembered what filters say, and sets of services that are told apart."""

FAR_TOO_LONG = 400
"""No path of AWS has so many stages: whatever goes round without a table is a loop as well."""


PATIENCE = 20
"""Questions about a small network before everybody is looked at together."""

TOO_MANY_WAYS = 20_000
"""Flows of one question beyond which nobody reads the answer: what is left is unknown, and says so."""


class Walk:
    """Walks questions through one network; owns what it remembers of filters that were asked before."""

    def __init__(self, network: Network, teller: Teller | None = None) -> None:
        """Prepare to walk; nothing is computed before it is asked. `teller` is one that is there already."""
        self.network = network
        self.stage = opener(network.stages)
        self.judges: dict[tuple[Intervals, Intervals], Judges | None] = {}
        self.kinds: dict[Intervals, list[Intervals]] = {}
        self._met: tuple[Box | None, Judges | None] = None, None
        self.question: Question
        self.home: Endpoint
        self._told = 0
        self._teller = teller

    def teller(self, questions: int = 1) -> Teller | None:
        """Give what tells fates without walking, once so much is asked that this is worth the making."""
        self._told += questions
        if self._teller is None and self._told > PATIENCE + len(self.network.endpoints) // PATIENCE:
            from vpcdesign.reach.rows import Rows  # noqa: PLC0415 - whoever asks one question is not to wait for it

            self._teller = Rows(self.network)
        return self._teller

    def run(self, question: Question) -> list[Flow]:
        """Give the finished flows of a question."""
        self.question = question
        self.home = self.network.endpoints[question.start]
        stack = self._begin(question)
        finished: list[Flow] = []
        open_stage, handlers = self.stage, HANDLERS
        while stack:
            flow = stack.pop()
            while not flow.done:
                flow.count += 1
                stage = open_stage(flow.node)
                if flow.count > LOOK_FOR_LOOPS and self._looped(flow, stage):
                    break
                forks = handlers[type(stage)](self, flow, stage)
                if forks:
                    stack.extend(forks)
            finished.append(flow)
            if len(finished) + len(stack) > TOO_MANY_WAYS:
                return [*finished, *map(_given_up, stack)]
        return finished

    def _begin(self, question: Question) -> list[Flow]:
        home = self.home
        clients, servers, asked, ports = question.packets
        flows: list[Flow] = []
        for family in (ALL_V4, ALL_V6):
            source = _part(clients, family)
            destination = source and _part(servers, family)
            for services in self._kinds(asked) if destination else ():
                header = (source, destination, services, ports)
                flow = Flow(home.start, header, header, home.labels)
                flow.notes = home.notes
                flows.append(flow)
            if source is clients:
                break  # of the other family there is none
        flows.reverse()
        return flows

    def _kinds(self, services: Intervals) -> list[Intervals]:
        found = self.kinds.get(services)
        if found is None:
            if len(self.kinds) > MEMO:
                self.kinds.clear()
            found = self.kinds[services] = kinds(services)
        return found

    def _looped(self, flow: Flow, stage: Stage) -> bool:
        """A packet that meets a table again as it was goes round for ever."""
        if flow.count > FAR_TOO_LONG:
            return self._end_loop(flow)
        if not isinstance(stage, Forward) or stage.silent:
            return False
        if not any(met is stage and leg == flow.leg and was == flow.packet for leg, met, _, _, was, _ in flow.steps):
            return False
        return self._end_loop(flow)

    def _end_loop(self, flow: Flow) -> bool:
        here = self.stage(flow.node)
        again = next((i for i, (leg, met, *_) in enumerate(flow.steps) if met is here and leg == flow.leg), 0)
        routes = [origin for _, _, action, origin, _, _ in flow.steps[again:] if action == "route"]
        last = routes[-1] if routes else Origin("network", "network")
        words = ", ".join(dict.fromkeys(f"{o.component} {o.by}" for o in routes[-8:]))
        flow.block(None, last._replace(words=f"routes send it round in a loop: {words}"), "ROUTING_LOOP", "drop")
        flow.done = True
        return True

    def decided(self, rules: Rules, box: Box, labels: frozenset[str]) -> tuple[Piece, ...]:
        """Ask a filter, or remember what it said."""
        met, judges = self._met  # filter after filter sees the packet as it was
        if met is not box:
            judges = self._meet(box)
        if judges is None:
            return decide(rules.lines, box, labels)
        key = (rules, labels) if rules.labelled else rules
        judge = judges.get(key)
        if judge is None:
            judge = judges[key] = Judge(rules, box[:2], labels)
        return judge.decide(box) or decide(judge.lines, box, labels)

    def _meet(self, box: Box) -> Judges | None:
        """Give what is remembered of two ends; judges pay only where the same two meet again."""
        ends = box[:2]
        judges = self.judges.get(ends)
        if judges is None:
            if ends in self.judges:
                judges = {}
            elif len(self.judges) >= MEMO:
                self.judges.clear()
            self.judges[ends] = judges
        self._met = box, judges
        return judges

    def expected(self, flow: Flow) -> Endpoint | None:
        """Tell who the flow should arrive at: who is meant, else who holds the address."""
        endpoints = self.network.endpoints
        if flow.leg:
            return self.home
        low = flow.packet[SERVER][0][0]
        ends = None if flow.takers else self.question.ends
        if ends:
            if len(ends) == 1:
                return endpoints[next(iter(ends))]
            return next((endpoints[e] for e in sorted(ends) if contains(endpoints[e].addresses, low)), None)
        return next((e for e in endpoints.values() if e.subnet and contains(e.addresses, low)), None)

    def resume(self, flow: Flow) -> None:
        """Go on behind a gap: at the subnet of the destination, where there is one."""
        end = self.expected(flow)
        again = any(action == "gap" and leg == flow.leg for leg, _, action, *_ in flow.steps)
        if end is None or not end.subnet or again:
            flow.done = True
            return
        if flow.leg:
            flow.packet, flow.tied, flow.memory, flow.hollow = flow.asked, ALL_TIED, (), True
        else:
            family = ALL_V4 if flow.packet[SERVER][0][0] <= ALL_V4[0][1] else ALL_V6
            own = intersection(end.addresses, family)
            if own and not subset(flow.packet[SERVER], own):
                flow.replace(SERVER, (own[0][:1] * 2,))
        flow.step(None, "gap", Origin(end.id, end.kind))
        flow.node = end.arrive

    def turn(self, flow: Flow, end: Endpoint) -> None:
        """Begin the way back at the endpoint that answers."""
        flow.leg, flow.node = 1, end.answer
        flow.labels, flow.promise, flow.zone = end.labels, None, end.zone


def _part(addresses: Intervals, family: Intervals) -> Intervals:
    """Give the addresses of one family, which nearly always are all or none of them."""
    if not addresses:
        return ()
    (low, high), lowest, highest = family[0], addresses[0][0], addresses[-1][1]
    if low <= lowest and highest <= high:
        return addresses
    return intersection(addresses, family) if lowest <= high and low <= highest else ()


def deliver(walk: Walk, flow: Flow, stage: Deliver) -> list[Flow] | None:
    """Arrive: there, the answer begins; back, the conversation is whole if it came home as it was asked."""
    end = walk.network.endpoints[stage.endpoint]
    if flow.leg:
        others = _only_its_own(flow) if flow.asked != flow.packet else []
        for one in (flow, *others):
            _come_home(walk, one, stage, end)
            one.done = True
        return others
    ends = walk.question.ends
    if ends is not None and stage.endpoint not in ends and not flow.takers & ends:
        words = f"the address belongs to {stage.endpoint} here, not to {walk.question.destination}"
        flow.block(stage, stage.origin._replace(words=words), "ENI_ADDRESS_RESTRICTION", "drop")
        flow.done = True
        return None
    flow.step(stage, "deliver", stage.origin)
    flow.delivered = not flow.dead
    flow.note(end.notes)
    if not end.replies or not answered(flow.packet[SERVICES]) or (flow.hollow and not end.subnet):
        flow.done = True
        return None
    walk.turn(flow, end)
    return None


def _only_its_own(flow: Flow) -> list[Flow]:
    """Part what was asked where an answer bears one address or port of several: for the others it is no answer."""
    others: list[Flow] = []
    for dimension in (CLIENT, SERVER, SERVICES, PORTS):
        asked, came = flow.asked[dimension], flow.packet[dimension]
        if flow.tied >> dimension & 1 or asked == came or size(came) > 1 or not subset(came, asked):
            continue
        other = flow.fork()
        other.stand_for(dimension, difference(asked, came))
        flow.stand_for(dimension, came)
        others.append(other)
    return others


def _given_up(flow: Flow) -> Flow:
    words = "the network offers more ways than are worth walking"
    flow.unknown = Origin("network", "network", words=words)
    return flow


def _come_home(walk: Walk, flow: Flow, stage: Deliver, end: Endpoint) -> None:
    if end.id != walk.home.id:
        words = f"the answer arrives at {end.id}, not at {walk.home.id}, which asked"
        flow.block(stage, stage.origin._replace(words=words), "ASYMMETRIC_RETURN", "drop")
    elif flow.asked != flow.packet and not flow.hollow and _changed(flow):
        words = "the answer comes from another address or port than was asked, so it is no answer"
        flow.block(stage, stage.origin._replace(words=words), "ASYMMETRIC_RETURN", "drop")
    elif flow.owed and not flow.dead:
        owed = min(flow.owed)
        device = next(o for _, met, _, o, *_ in flow.steps if isinstance(met, Track) and owed.startswith(met.key))
        words = f"the answer bypasses {device.component}, which keeps state and must see both ways"
        flow.block(stage, device._replace(words=words), "ASYMMETRIC_RETURN", "drop")
    else:
        flow.step(stage, "deliver", stage.origin)
        if flow.watched:
            _tell_bypassed(flow)


def _tell_bypassed(flow: Flow) -> None:
    """An appliance of one's own tolerates an answer that passes it by; what runs behind it may not."""
    seen = [(met.key, leg, o) for leg, met, _, o, *_ in flow.steps if type(met) is Track and not met.strict]
    back = {key for key, leg, _ in seen if leg}
    flow.note(
        tuple(f"the answer bypasses {o.component}, whose appliances may object" for k, _, o in seen if k not in back)
    )


def _changed(flow: Flow) -> bool:
    asked, packet = flow.asked, flow.packet
    return any(asked[d] != packet[d] for d in (CLIENT, SERVER, SERVICES, PORTS) if not flow.tied >> d & 1)


def stop(walk: Walk, flow: Flow, stage: Stop) -> None:
    """Drop the packet, and look on from the far side of the gap."""
    if flow.leg and flow.hollow:
        flow.done = True
        return
    flow.block(stage, stage.origin, stage.code, "drop")
    if stage.final:
        flow.done = True
    else:
        walk.resume(flow)


def opaque(walk: Walk, flow: Flow, stage: Opaque) -> None:
    """Give up: nobody can tell what happens here."""
    del walk
    flow.unknown = stage.origin
    flow.step(stage, "unknown", stage.origin)
    flow.done = True


HANDLERS: dict[type, Handler] = {
    Filter: filtering.pass_filter,
    Switch: filtering.switch,
    Forward: forwarding.forward,
    Choose: forwarding.choose,
    Track: forwarding.track,
    Mark: forwarding.mark,
    Shortcut: forwarding.shortcut,
    Jump: forwarding.jump,
    Translate: rewriting.translate,
    Rewrite: rewriting.rewrite,
    Restore: rewriting.restore,
    Deliver: deliver,
    Stop: stop,
    Opaque: opaque,
}

"""A plain interpreter of networks: one packet, step by step, every choice tried.

It shares no code with the walk but the stages themselves: no boxes, no splitting, no memo. What it says of a packet is
the set of things that can become of it: `works`, `fails`, `unknown`.
"""

from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import (
    Back,
    Choose,
    Deliver,
    Filter,
    Forward,
    Jump,
    Mark,
    Opaque,
    Option,
    Restore,
    Rewrite,
    Shortcut,
    Stage,
    Stop,
    Switch,
    Track,
    Translate,
)

Outcomes = frozenset[str]
WORKS, FAILS, UNKNOWN = frozenset({"works"}), frozenset({"fails"}), frozenset({"unknown"})
LONGEST = 200


class Packet(NamedTuple):
    """One packet, seen from its client."""

    client: int
    server: int
    service: int
    port: int


class State(NamedTuple):
    """A packet somewhere, with all that has been learned on the way."""

    node: int
    packet: Packet
    labels: frozenset[str]
    leg: int = 0
    memory: tuple[tuple[str, Packet, Back | None, Back | None], ...] = ()
    back: Back | None = None
    seen: frozenset[str] = frozenset()
    owed: frozenset[str] = frozenset()
    promised: bool = False
    zone: str = ""
    takers: frozenset[str] = frozenset()
    steps: int = 0


def inside(value: int, of: Intervals | None) -> bool:
    """Membership, the long way."""
    return of is None or any(low <= value <= high for low, high in of)


def header(packet: Packet, leg: int) -> tuple[int, int, int, int]:
    """(source, destination, service, source port) of the packet or of its answer."""
    if leg == 0:
        return packet.client, packet.server, packet.service, packet.port
    protocol, port = packet.service >> 16, packet.service & 0xFFFF
    if protocol in (6, 17):
        return packet.server, packet.client, protocol << 16 | packet.port, port
    answers = {(1, 8): 1 << 16, (1, 13): 1 << 16 | 14 << 8, (58, 128): 58 << 16 | 129 << 8}
    service = answers.get((protocol, port >> 8), packet.service) if protocol in (1, 58) else packet.service
    return packet.server, packet.client, service, 0


class Interpreter:
    """Asks one network about packets from one endpoint to some ends."""

    def __init__(self, network: Network, start: str, ends: frozenset[str] | None) -> None:
        self.network = network
        self.home: Endpoint = network.endpoints[start]
        self.ends = ends
        self.original = Packet(0, 0, 0, 0)

    def ask(self, packet: Packet) -> Outcomes:
        """Give everything that can become of a packet."""
        self.original = packet
        return self.run(State(self.home.start, packet, self.home.labels))

    def run(self, state: State) -> Outcomes:
        """Do the stage at hand, then the rest."""
        if state.steps > LONGEST:
            return FAILS
        stage: Stage = self.network.stages[state.node]
        done: Outcomes = getattr(self, "do_" + type(stage).__name__.lower())(state, stage)
        return done

    def go(self, state: State, node: int, **changes: object) -> Outcomes:
        """Go on at another stage."""
        return self.run(state._replace(node=node, steps=state.steps + 1, **changes))  # type: ignore[arg-type]

    def do_filter(self, state: State, stage: Filter) -> Outcomes:
        if state.leg == 1 and stage.pardon and stage.pardon in state.seen:
            return self.go(state, stage.next)
        if stage.spares and state.back is not None:
            return self.go(state, stage.next)
        if stage.opens:
            state = state._replace(seen=state.seen | {stage.opens})
        line = first(stage.rules, header(state.packet, state.leg), state.labels)
        if line is None:
            return self.go(state, stage.next) if stage.rules.default_allow else FAILS
        if line.allow is None:
            return UNKNOWN
        if not line.allow:
            return FAILS
        return self.go(state, stage.next if line.next is None else line.next, promised=state.promised or line.promise)

    def do_forward(self, state: State, stage: Forward) -> Outcomes:
        to = state.packet.client if state.leg else state.packet.server
        for low, high, route in zip(stage.lows, stage.highs, stage.routes, strict=True):
            if low <= to <= high:
                return FAILS if route.next is None else self.go(state, route.next)
        return FAILS if stage.miss.next is None else self.go(state, stage.miss.next)

    def do_switch(self, state: State, stage: Switch) -> Outcomes:
        for case in stage.cases:
            if inside(state.packet.service, case.services):
                return self.go(state, case.next)
        return FAILS

    def do_translate(self, state: State, stage: Translate) -> Outcomes:
        if stage.strip:
            if state.promised and state.leg == 0:
                return FAILS
            state = state._replace(labels=frozenset(), promised=False)
        mine = "client" if stage.of_source == (state.leg == 0) else "server"
        value = getattr(state.packet, mine)
        if inside(value, stage.keep):
            return self.go(state, stage.next)
        if value not in stage.pairs:
            return FAILS
        return self.go(state, stage.next, packet=state.packet._replace(**{mine: stage.pairs[value]}))

    def do_rewrite(self, state: State, stage: Rewrite) -> Outcomes:
        if state.leg == 1 or not inside(state.packet.service, stage.services):
            return FAILS
        if stage.hairpin and stage.server == state.packet.client:
            return FAILS
        if state.promised and stage.labels is None and stage.strip:
            return FAILS
        labels = stage.labels if stage.labels is not None else frozenset() if stage.strip else state.labels
        memory = (*state.memory, (stage.key, state.packet, state.back, stage.back))
        back = stage.back if stage.sticky else state.back
        takers = state.takers | ({stage.taker} if stage.taker else set())
        found: Outcomes = frozenset()
        for client in stage.clients or (state.packet.client,):
            for port in self.ports(stage, state.packet):
                service = state.packet.service
                if stage.port is not None:
                    service = service >> 16 << 16 | stage.port
                server = state.packet.server if stage.server is None else stage.server
                packet = Packet(client, server + stage.server_offset, service, port)
                found |= self.go(
                    state,
                    stage.next,
                    packet=packet,
                    memory=memory,
                    back=back,
                    labels=labels,
                    promised=False,
                    takers=takers,
                )
        return found

    @staticmethod
    def ports(stage: Rewrite, packet: Packet) -> list[int]:
        if stage.client_ports is None:
            return [packet.port]
        return [p for low, high in stage.client_ports for p in range(low, high + 1)]

    def do_restore(self, state: State, stage: Restore) -> Outcomes:
        if state.leg == 0:
            return FAILS if stage.fresh is None else self.go(state, stage.fresh)
        for at in reversed(range(len(state.memory))):
            key, packet, back, _ = state.memory[at]
            if key == stage.key:
                return self.go(state, stage.next, packet=packet, memory=state.memory[:at], back=back)
        return FAILS if stage.stray is None else self.go(state, stage.stray)

    def do_choose(self, state: State, stage: Choose) -> Outcomes:
        found: Outcomes = frozenset()
        for option in self.open(state, stage):
            seen = state.seen | ({f"{stage.key}={option.name}"} if stage.how in ("flow", "same") else set())
            found |= self.go(state, option.next, seen=seen)
        return found

    def open(self, state: State, stage: Choose) -> list[Option]:
        options = list(stage.options)
        if len(options) == 1:
            return options
        wanted: set[str] = {o.name for o in options}
        kept = {o.name for o in options if f"{stage.key}={o.name}" in state.seen}
        to = state.packet.client if state.leg else state.packet.server
        if stage.how == "seen":
            return options[:1] if state.leg == 1 and stage.key in state.seen else options[1:2]
        if stage.how == "zone":
            wanted = {state.zone}
        elif stage.how in ("same", "flow") and state.leg == 1 and kept:
            wanted = kept
        elif stage.how == "flow":
            wanted = {state.zone, *(zone for low, high, zone in stage.zones if low <= to <= high)}
        return [o for o in options if o.name in wanted] or options

    def do_track(self, state: State, stage: Track) -> Outcomes:
        key = f"{stage.key} after {len(state.memory)}"  # rewritten, it is another flow to the device
        if state.leg == 0:
            owed = state.owed | ({key} if stage.strict else set())
            seen = state.seen | {stage.key, key}
            return FAILS if stage.reply_only else self.go(state, stage.next, seen=seen, owed=owed)
        return self.go(state, stage.next, owed=state.owed - {key}) if key in state.seen else FAILS

    def do_mark(self, state: State, stage: Mark) -> Outcomes:
        zone = state.zone if stage.zone is None else stage.zone
        if (stage.strip or stage.promises) and state.promised:
            if state.leg == 0:
                return FAILS
            state = state._replace(promised=False)
        labels = frozenset() if stage.strip else frozenset(label + stage.suffix for label in state.labels)
        back = state.back
        if stage.sender and state.leg == 0 and state.memory and back is None:
            back = state.memory[-1][3]
        return self.go(state, stage.next, zone=zone, labels=labels, back=back)

    def do_shortcut(self, state: State, stage: Shortcut) -> Outcomes:
        if state.leg == 0 or state.back is None:
            return self.go(state, stage.otherwise)
        return self.go(state, state.back.inner if state.back.subnet == stage.subnet else stage.through)

    def do_jump(self, state: State, stage: Jump) -> Outcomes:
        del stage
        assert state.back is not None
        return self.go(state, state.back.outer)

    def do_deliver(self, state: State, stage: Deliver) -> Outcomes:
        end = self.network.endpoints[stage.endpoint]
        if state.leg == 1:
            home = end.id == self.home.id and state.packet == self.original and not state.owed
            return WORKS if home else FAILS
        if self.ends is not None and end.id not in self.ends and not state.takers & self.ends:
            return FAILS
        protocol, kind = state.packet.service >> 16, state.packet.service >> 8 & 255
        silent = (protocol == 1 and kind not in (8, 13)) or (protocol == 58 and kind != 128)
        if silent or not end.replies:
            return WORKS
        return self.go(state, end.answer, leg=1, labels=end.labels, promised=False, zone=end.zone)

    def do_stop(self, state: State, stage: Stop) -> Outcomes:
        del state, stage
        return FAILS

    def do_opaque(self, state: State, stage: Opaque) -> Outcomes:
        del state, stage
        return UNKNOWN


def first(rules: Rules, seen: tuple[int, int, int, int], labels: frozenset[str]) -> Line | None:
    """The first line that matches."""
    source, destination, service, port = seen
    for line in rules.lines:
        if line.label is not None and not any(mark in labels for mark in line.label):
            continue
        if (
            inside(source, line.source)
            and inside(destination, line.destination)
            and inside(service, line.services)
            and inside(port, line.source_ports)
        ):
            return line
    return None

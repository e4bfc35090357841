"""A fourth reading, for the law only: every service and client port at once, as a binary decision diagram.

Two addresses are asked, and a predicate over 24 bits of service and 16 of client port walks from stage to stage. It
knows the stages that rewrite nothing; of packets that meet others nothing is `told`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tests.laws.interpreter import LONGEST, inside
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.stages import (
    Choose,
    Deliver,
    Filter,
    Forward,
    Mark,
    Restore,
    Rewrite,
    Shortcut,
    Stop,
    Switch,
)

Diagram = Any
"""A node; `dd` has no types."""

ANSWERS = {(1, 8): 1 << 16, (1, 13): 1 << 16 | 14 << 8, (58, 128): 58 << 16 | 129 << 8}
SILENT = {1: (8, 13), 58: (128,)}


@dataclass(frozen=True)
class State:
    """Packets of one pair of addresses on their way."""

    node: int
    some: Diagram
    labels: frozenset[str]
    leg: int = 0
    seen: frozenset[str] = frozenset()
    promised: bool = False
    zone: str = ""
    steps: int = 0


class Symbols:
    """Asks one network about two addresses; `works` and `fails` are what can become of packets."""

    def __init__(self, bdd: Any, network: Network, ends: tuple[Endpoint, Endpoint], pair: tuple[int, int]) -> None:  # noqa: ANN401
        self.bdd, self.network, self.pair = bdd, network, pair
        self.home, self.end = ends
        self.works = self.fails = bdd.false
        self.told = True
        self.run(State(self.home.start, bdd.true, self.home.labels))

    def run(self, state: State) -> None:
        """Do the stage at hand, then the rest."""
        if state.some == self.bdd.false:
            return
        stage = self.network.stages[state.node]
        if state.steps > LONGEST:
            self.fails |= state.some
            return
        state = replace(state, steps=state.steps + 1)
        do = getattr(self, f"do_{type(stage).__name__.lower()}", None)
        if do is None:
            self.told = False
        else:
            do(state, stage)

    def do_forward(self, state: State, stage: Forward) -> None:
        to = self.pair[0] if state.leg else self.pair[1]
        found = [r for a, b, r in zip(stage.lows, stage.highs, stage.routes, strict=True) if a <= to <= b]
        self.go(state, (found[0] if found else stage.miss).next)

    def do_choose(self, state: State, stage: Choose) -> None:
        for option in self.open(state, stage):
            self.go(state, option.next)

    def do_switch(self, state: State, stage: Switch) -> None:
        assert state.leg == 0
        for one in stage.cases:
            self.go(replace(state, some=state.some & self.within(one.services)), one.next)
        self.fails |= state.some & ~self.any(self.within(one.services) for one in stage.cases)

    def do_shortcut(self, state: State, stage: Shortcut) -> None:
        self.go(state, stage.otherwise)

    def do_restore(self, state: State, stage: Restore) -> None:
        self.go(state, stage.stray if state.leg else stage.fresh)

    def do_rewrite(self, state: State, stage: Rewrite) -> None:
        del stage
        self.told = self.told and bool(state.leg)
        self.fails |= state.some

    def do_stop(self, state: State, stage: Stop) -> None:
        del stage
        self.fails |= state.some

    def go(self, state: State, node: int | None) -> None:
        """Go on, or nowhere."""
        if node is None:
            self.fails |= state.some
        else:
            self.run(replace(state, node=node))

    def open(self, state: State, stage: Choose) -> list[Any]:
        assert len(stage.options) == 1 or stage.how in ("any", "zone", "seen")
        if len(stage.options) == 1 or stage.how == "any":
            return list(stage.options)
        if stage.how == "seen":
            return list(stage.options[:1] if state.leg and stage.key in state.seen else stage.options[1:2])
        return [one for one in stage.options if one.name == state.zone] or list(stage.options)

    def do_mark(self, state: State, stage: Mark) -> None:
        zone = state.zone if stage.zone is None else stage.zone
        if (stage.strip or stage.promises) and state.promised and not state.leg:
            self.fails |= state.some
            return
        labels = frozenset[str]() if stage.strip else frozenset(label + stage.suffix for label in state.labels)
        self.go(replace(state, zone=zone, labels=labels), stage.next)

    def do_filter(self, state: State, stage: Filter) -> None:
        """Take the lines one by one: what a line matches is decided."""
        if state.leg and stage.pardon and stage.pardon in state.seen:
            self.go(state, stage.next)
            return
        state = replace(state, seen=state.seen | ({stage.opens} if stage.opens else set()))
        source, destination = self.pair[::-1] if state.leg else self.pair
        left = state.some
        for line in stage.rules.lines:
            if line.label is not None and state.labels.isdisjoint(line.label):
                continue
            if not inside(source, line.source) or not inside(destination, line.destination):
                continue
            met = left & self.seen(line.services, state.leg) & self.port(line.source_ports, state.leg)
            left &= ~met
            if met == self.bdd.false:
                continue
            assert line.allow is not None, "nobody can tell, and yet the rows do"
            if line.allow:
                on = replace(state, some=met, promised=state.promised or line.promise)
                self.go(on, stage.next if line.next is None else line.next)
            else:
                self.fails |= met
        if stage.rules.default_allow:
            self.go(replace(state, some=left), stage.next)
        else:
            self.fails |= left

    def do_deliver(self, state: State, stage: Deliver) -> None:
        if state.leg:
            home = stage.endpoint == self.home.id
            self.works, self.fails = (
                self.works | state.some & self.sure(home),
                self.fails | state.some & ~self.sure(home),
            )
            return
        if stage.endpoint != self.end.id:
            self.fails |= state.some
            return
        silent = self.any(
            self.within(((p << 16, p << 16 | 0xFFFF),))
            & ~self.any(self.within(((p << 16 | kind << 8, p << 16 | kind << 8 | 255),)) for kind in asks)
            for p, asks in SILENT.items()
        )
        if not self.end.replies:
            silent = self.bdd.true
        self.works |= state.some & silent
        answer = replace(
            state, some=state.some & ~silent, leg=1, labels=self.end.labels, promised=False, zone=self.end.zone
        )
        self.go(answer, self.end.answer)

    def sure(self, true: bool) -> Diagram:
        return self.bdd.true if true else self.bdd.false

    def any(self, several: Iterable[Diagram]) -> Diagram:
        """Give the union."""
        found = self.bdd.false
        for one in several:
            found |= one
        return found

    def within(self, services: Intervals, name: str = "s", bits: int = 24) -> Diagram:
        """Tell that a number lies in a set: a cube for each aligned block."""
        found = self.bdd.false
        for first, high in services:
            low = first
            while low <= high:
                free = 0
                while free < bits and not low & (1 << free) and low + (2 << free) - 1 <= high:
                    free += 1
                cube = {f"{name}{bit}": bool(low >> (bits - 1 - bit) & 1) for bit in range(bits - free)}
                found |= self.bdd.cube(cube)
                low += 1 << free
        return found

    def seen(self, services: Intervals | None, leg: int) -> Diagram:
        """Tell that the service of a packet, or of its answer, is in a set."""
        if services is None:
            return self.bdd.true
        if not leg:
            return self.within(services)
        found, rest = self.bdd.false, self.bdd.true
        for protocol in (6, 17):
            own = self.within(((protocol << 16, protocol << 16 | 0xFFFF),))
            ports = tuple(
                (max(a, protocol << 16) & 0xFFFF, min(b, protocol << 16 | 0xFFFF) & 0xFFFF)
                for a, b in services
                if a <= protocol << 16 | 0xFFFF and b >= protocol << 16
            )
            found, rest = found | own & self.within(ports, "p", 16), rest & ~own
        for (protocol, kind), answer in ANSWERS.items():
            own = self.within(((protocol << 16 | kind << 8, protocol << 16 | kind << 8 | 255),))
            found, rest = found | own & self.sure(inside(answer, services)), rest & ~own
        return found | rest & self.within(services)

    def port(self, ports: Intervals | None, leg: int) -> Diagram:
        """Tell that the source port of a packet is in a set; what rows know never asks it."""
        assert ports is None or leg in (0, 1)
        return self.bdd.true if ports is None else self.within(ports, "p", 16)

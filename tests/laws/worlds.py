"""Small random networks, drawn as networks and not as designs: designs alone hide first-match bugs.

A world has a handful of addresses, services and ports, so that every packet of it can be tried. Stages are wired
backwards from deliveries, so that a network ends; each kind of stage turns up often, and what lets packets through
more often still. A device that opens connections of its own never gives a packet an address or port that somebody in
the question has: so it is in AWS, and so an answer that comes home unrestored is never mistaken for the right one.
"""

from collections.abc import Iterator
from random import Random

from vpcdesign.algebra.intervals import Intervals, intersection, of
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import (
    Back,
    Case,
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
    Route,
    Shortcut,
    Stage,
    Stop,
    Switch,
    Track,
    Translate,
)
from vpcdesign.reach.trace import Packets, Question

HERE = Origin("x", "x")
ADDRESSES = range(1, 9)
CLIENTS, SERVERS = (1, 2), (4, 5, 6)
TCP, UDP = 6 << 16, 17 << 16
SERVICES = (TCP | 1, TCP | 2, UDP | 1, 1 << 16 | 8 << 8, 1 << 16 | 3 << 8, 47 << 16)
WITH_PORTS = of(((TCP, TCP | 0xFFFF), (UDP, UDP | 0xFFFF)))
PORTS = (40000, 40001, 40002)
DEVICES, MAPPED, INNER = (3, 7, 8), (50000, 50001, 50002), 9
NAMES = ("a", "b", "c")


class World:
    """One network under construction."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.stages: list[Stage] = []

    def some(self, values: range | tuple[int, ...], most: int = 3) -> Intervals:
        """A few of some values."""
        return of((v, v) for v in self.random.sample(list(values), self.random.randint(1, most)))

    def maybe(self, found: Intervals, chance: float = 0.5) -> Intervals | None:
        """A set, or everything."""
        return found if self.random.random() < chance else None

    def any(self) -> int:
        """A stage that is there already; deliveries are where most wires lead."""
        last = len(self.stages) - 1
        found = self.random.choice((self.random.randint(0, 2), self.random.randint(0, last), last, last))
        return 1 if isinstance(self.stages[found], Jump) else found  # only a shortcut leads to a jump

    def services(self) -> Intervals:
        """A few services, as requests or as answers."""
        if self.random.random() < 0.4:
            low = self.random.choice((TCP | 1, TCP | 2, TCP | PORTS[0], TCP | PORTS[1]))
            return ((low, low + self.random.choice((0, 1))),)
        answers = (*(TCP | p for p in (*PORTS, *MAPPED, INNER)), UDP | PORTS[0], UDP | MAPPED[0], 1 << 16)
        return self.some(SERVICES + answers, 8)

    def line(self) -> Line:
        """A line of a filter."""
        draw = self.random
        ports = self.maybe(self.some((*PORTS, *MAPPED, 1, 2), 5), 0.2)
        services = self.maybe(self.services())
        if ports is not None:  # only TCP and UDP have a source port
            services = intersection(services or self.services(), WITH_PORTS)
        return Line(
            HERE,
            draw.choices((True, False, None), (6, 4, 1))[0],
            self.maybe(self.some(ADDRESSES, 6)),
            self.maybe(self.some(ADDRESSES, 6)),
            services,
            ports,
            draw.choice((None, None, None, ("x",), ("y",), ("x", "y"), ("x+", "y"))),
            promise=draw.random() < 0.4,
            next=self.any() if draw.random() < 0.15 else None,
        )

    def filter(self) -> Stage:
        draw = self.random
        lines = tuple(self.line() for _ in range(draw.randint(0, 4)))
        rules = Rules(lines, HERE, "DENIED", default_allow=draw.random() < 0.6, labelled=any(x.label for x in lines))
        opens, pardon = draw.choice((("", ""), ("k1", "k1"), ("k1", "k2"), ("k2", "k1")))
        return Filter(rules, self.any(), opens, pardon, spares=draw.random() < 0.1)

    def forward(self) -> Stage:
        draw = self.random
        cuts = sorted(draw.sample(range(10), draw.choice((2, 4))))
        lows, highs = tuple(cuts[::2]), tuple(cuts[1::2])
        routes = tuple(self.route() for _ in lows)
        return Forward(HERE, lows, highs, routes, self.route(), silent=draw.random() < 0.5)

    def route(self) -> Route:
        return Route(HERE, self.any() if self.random.random() < 0.85 else None, "NO_ROUTE")

    def translate(self) -> Stage:
        draw = self.random
        pairs = dict(zip(draw.sample(ADDRESSES, 3), draw.sample(ADDRESSES, 3), strict=True))
        keep = self.some(ADDRESSES, 5)
        return Translate(HERE, HERE, draw.random() < 0.5, pairs, keep, self.any(), "MISS", strip=draw.random() < 0.5)

    def rewrite(self) -> Stage:
        draw = self.random
        back = Back(draw.choice("st"), self.any(), self.any()) if draw.random() < 0.4 else None
        return Rewrite(
            HERE,
            draw.choice(NAMES),
            self.any(),
            "REWRITE",
            self.maybe(self.some(SERVICES, 5), 0.3),
            tuple(draw.sample(DEVICES, draw.randint(1, 2))) if draw.random() < 0.6 else None,
            of((p, p) for p in draw.sample(MAPPED, 2)) if draw.random() < 0.5 else None,
            draw.choice(DEVICES) if draw.random() < 0.4 else None,
            draw.choice((None, None, INNER)),
            labels=draw.choice((None, None, frozenset({"y"}))),
            back=back,
            sticky=back is not None and draw.random() < 0.5,
            strip=draw.random() < 0.7,
            hairpin=draw.random() < 0.2,
            taker=draw.choice(("", "", "b", "c")),
        )

    def restore(self) -> Stage:
        fresh = self.any() if self.random.random() < 0.8 else None
        stray = self.any() if self.random.random() < 0.6 else None
        return Restore(HERE, HERE, self.random.choice(NAMES), self.any(), "RESTORE", fresh, stray)

    def switch(self) -> Stage:
        parts = (SERVICES[:2], SERVICES[2:4], SERVICES[4:])
        cases = tuple(Case(HERE, of((s, s) for s in part), self.any()) for part in parts if self.random.random() < 0.8)
        return Switch(cases, Route(HERE, None, "SWITCH"))

    def choose(self) -> Stage:
        draw = self.random
        options = tuple(Option(name, self.any()) for name in draw.sample(NAMES, draw.randint(2, 3)))
        how = draw.choice(("any", "zone", "flow", "seen", "same"))
        zones = ((1, 3, "a"), (4, 6, "b"))
        return Choose(HERE, "choice", options, how, draw.choice(("k1", "g")), zones)

    def track(self) -> Stage:
        draw = self.random
        return Track(HERE, draw.choice(("k1", "g")), self.any(), draw.random() < 0.6, draw.random() < 0.1)

    def mark(self) -> Stage:
        draw = self.random
        strip, promises, sender = (draw.random() < 0.4 for _ in range(3))
        zone = draw.choice((None, "a", "b", ""))
        suffix = draw.choice(("", "", "+"))
        return Mark(HERE, self.any(), zone, strip=strip, promises=promises, sender=sender, suffix=suffix)

    def shortcut(self) -> Stage:
        jump = len(self.stages)
        self.stages.append(Jump(HERE))
        return Shortcut(self.random.choice("st"), jump, self.any())

    def build(self) -> Network:
        """Wire a network of about a dozen stages."""
        self.stages = [Deliver(HERE, name) for name in NAMES]
        self.stages += [Stop(HERE, "STOP"), Opaque(HERE)]
        kinds = (
            self.filter, self.filter, self.forward, self.forward, self.translate, self.rewrite, self.restore,
            self.switch, self.choose, self.track, self.mark, self.mark, self.shortcut,
        )  # fmt: skip
        for _ in range(self.random.randint(4, 14)):
            stage = self.random.choice(kinds)()
            self.stages.append(stage)
        return Network(self.stages, {name: self.endpoint(name) for name in NAMES})

    def endpoint(self, name: str) -> Endpoint:
        last = len(self.stages) - 1
        starts = [self.random.randint(max(0, last - 4), last) for _ in range(2)]
        starts = [0 if isinstance(self.stages[s], Jump) else s for s in starts]
        labels = frozenset({"x"}) if self.random.random() < 0.7 else frozenset()
        zone = self.random.choice(("", "a", "b"))
        replies = name != "c"
        return Endpoint(name, "host", starts[0], starts[1], 0, of(((1, 8),)), labels=labels, zone=zone, replies=replies)


def question(network: Network, ends: frozenset[str] | None) -> Question:
    """Every packet of the world from `a`."""
    del network
    packets = Packets(
        of((c, c) for c in CLIENTS),
        of((s, s) for s in SERVERS),
        of((s, s) for s in SERVICES),
        of((p, p) for p in PORTS),
    )
    return Question("a", "b", packets, "a", ends)


def every_packet() -> Iterator[tuple[int, int, int, int]]:
    """The same, one by one."""
    for client in CLIENTS:
        for server in SERVERS:
            for service in SERVICES:
                for port in PORTS:
                    yield client, server, service, port

"""Random networks of hosts: everybody has filters of his own at both ends, and between them lies a shared network.

Drawn so that the rows understand much of it, and so that whatever they could misunderstand turns up: state that others
share, addresses that two hold, ways that part, marks that change on the way, hosts that know each other otherwise.
"""

from dataclasses import replace
from itertools import pairwise

from tests.laws.worlds import HERE, PORTS, SERVICES, TCP, UDP, World
from vpcdesign.algebra.intervals import Intervals, of
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Choose, Deliver, Filter, Forward, Jump, Mark, Opaque, Restore, Route, Stage, Stop
from vpcdesign.reach.trace import Packets, Question

HOSTS = ("p", "q", "r", "s", "t", "u")
ANSWERS = (*(TCP | p for p in PORTS), *(UDP | p for p in PORTS), 1 << 16)
ASKED = of((s, s) for s in SERVICES)
CLIENT = of((p, p) for p in PORTS)
Private = tuple[Rules, ...]


class Hosts(World):
    """One network of hosts under construction."""

    def build(self) -> Network:
        """Draw filters, wire the shared network backwards from the tables that deliver, then the hosts' own heads."""
        draw = self.random
        self.odd = draw.random() < 0.25
        self.filters = [self.list_() for _ in range(2)]
        self.guards = [self.guard() for _ in range(3)]
        self.outs = [self.out() for _ in range(2)]
        self.holds = self.addresses()
        self.stages: list[Stage] = [Stop(HERE, "STOP"), Opaque(HERE)]
        arrivals = {name: self.tail(name) for name in HOSTS}
        self.shared_from = len(self.stages)
        for _ in range(draw.randint(1, 3)):
            self.add(self.deliveries(arrivals))
        self.exits = [*[self.shared() for _ in range(draw.randint(1, 7))][-3:], len(self.stages) - 1]
        found = {name: self.host(name, arrivals[name]) for name in HOSTS}
        return Network(self.stages, found)

    def addresses(self) -> dict[str, Intervals]:
        """Deal out addresses; seldom two hold one, or somebody holds several."""
        draw = self.random
        found = {name: of(((10 * n, 10 * n + draw.choice((0, 0, 0, 3))),)) for n, name in enumerate(HOSTS, 1)}
        if draw.random() < 0.2:
            found["u"] = found["t"]
        if draw.random() < 0.15:
            found["s"] = of((*found["s"], (77, 77)))
        return found

    def add(self, stage: Stage) -> int:
        """Write a stage."""
        self.stages.append(stage)
        return len(self.stages) - 1

    def any(self) -> int:
        """A stage that is there already: of the shared network, seldom one of a host."""
        last = len(self.stages) - 1
        first = self.shared_from if self.random.random() < (0.8 if self.odd else 0.98) else 0
        found = self.random.choice((last, self.random.randint(min(first, last), last)))
        return 0 if isinstance(self.stages[found], Jump) else found  # only a shortcut leads to a jump

    def block(self) -> Intervals:
        """Some addresses."""
        low = self.random.choice((0, 5, 10, 11, 20, 30, 35, 50))
        return of(((low, low + self.random.choice((0, 2, 9, 40))),))

    def services(self) -> Intervals:
        """Requests, answers, stretches, protocols."""
        draw = self.random
        protocol = draw.choice((TCP, UDP))
        some = of((s, s) for s in draw.sample((*SERVICES, *ANSWERS), draw.randint(1, 8)))
        return draw.choice((some, some, ((protocol, protocol | 0xFFFF),), ((TCP | PORTS[0], TCP | PORTS[1]),)))

    def list_(self) -> Rules:
        """A list without state: first match."""
        draw = self.random
        lines = tuple(
            Line(HERE, draw.random() < 0.8, self.maybe(self.block(), 0.4), self.maybe(self.block(), 0.2),
                 self.maybe(self.services(), 0.6))
            for _ in range(draw.randint(0, 4))
        )  # fmt: skip
        if self.odd and lines and draw.random() < 0.3:
            lines = (*lines[1:], replace(lines[0], **draw.choice(({"allow": None}, {"source_ports": CLIENT[:1]}))))
        return Rules(lines, HERE, "DENIED", default_allow=draw.random() < 0.8)

    def guard(self) -> Rules:
        """A host's own filter inbound: a union of blocks and marks."""
        draw = self.random
        lines = []
        for _ in range(draw.randint(1, 5)):
            mark = draw.choice((None, None, ("x",), ("y",), ("x+", "y")))
            source = self.maybe(self.block(), 0.6) if mark is None or (self.odd and draw.random() < 0.1) else None
            lines.append(Line(HERE, allow=True, source=source, services=self.maybe(self.services(), 0.6), label=mark))
        if self.odd and draw.random() < 0.15:
            lines.append(Line(HERE, None, services=self.services()))
        return Rules(tuple(lines), HERE, "GUARDED", labelled=any(line.label for line in lines))

    def out(self) -> Rules:
        """A host's own filter outbound: blocks, and promises."""
        draw = self.random
        lines = tuple(
            Line(HERE, allow=True, destination=self.maybe(self.block(), 0.4), services=self.maybe(self.services(), 0.4),
                 promise=draw.random() < 0.4)
            for _ in range(draw.randint(1, 3))
        )  # fmt: skip
        return Rules(lines, HERE, "KEPT IN")

    def key(self, name: str) -> str:
        """State is one's own, but for the odd network in which it is somebody else's."""
        return self.random.choice(HOSTS) if self.odd and self.random.random() < 0.2 else name

    def tail(self, name: str) -> int:
        """What takes packets for a host: its guard, perhaps a list before it."""
        draw = self.random
        node = self.add(Deliver(HERE, name))
        if draw.random() < 0.2:
            node = self.add(Restore(HERE, HERE, "nat", node, "RESTORE", node, node))
        if draw.random() < 0.85:
            rules = draw.choice(self.guards)
            keys = f"{self.key(name)}<", f"{self.key(name)}>"
            node = self.add(Filter(rules, node, *keys))
        if draw.random() < 0.5:
            node = self.add(Filter(draw.choice(self.filters), node))
        return self.add(Mark(HERE, node)) if draw.random() < 0.3 else node

    def deliveries(self, arrivals: dict[str, int]) -> Stage:
        """A table that knows the hosts."""
        draw = self.random
        stretches: list[tuple[int, int, Route]] = []
        for name in draw.sample(HOSTS, len(HOSTS)):
            node = arrivals[name]
            for low, high in self.holds[name]:
                taken = any(low <= b and a <= high for a, b, _ in stretches)
                if not taken and draw.random() < 0.9:
                    stretches.append((low, high, Route(HERE, node)))
        for low, high in ((2, 4), (15, 18), (100, 140)):
            stretches.append((low, high, self.route()))
        stretches.sort(key=lambda one: one[0])
        lows, highs, routes = zip(*stretches, strict=True)
        return Forward(HERE, lows, highs, routes, draw.choice((Route(HERE, None, "NO"), self.route())), silent=True)

    def forward(self) -> Stage:
        draw = self.random
        cuts = sorted(draw.sample((0, 9, 14, 20, 21, 25, 33, 45, 60, 70, 90), draw.choice((2, 4, 6))))
        lows, highs = tuple(cuts[::2]), tuple(cut - 1 for cut in cuts[1::2])
        return Forward(HERE, lows, highs, tuple(self.route() for _ in lows), self.route())

    def filter(self) -> Stage:
        keys = ("p<", "q>") if self.odd and self.random.random() < 0.2 else ("", "")
        return Filter(self.random.choice(self.filters), self.any(), *keys, spares=self.random.random() < 0.1)

    def choose(self) -> Stage:
        """Mostly any way, or that of the zone; what hangs together with the answer is left to the walk."""
        drawn = super().choose()
        assert isinstance(drawn, Choose)
        how = self.random.choice(("any", "zone", "zone", "zone", "seen", drawn.how if self.odd else "any"))
        return replace(drawn, how=how)

    def mark(self) -> Stage:
        """Zones, and marks that change, more than lost ones."""
        draw = self.random
        zone = draw.choice((None, "a", "b", "c"))
        strip, promises = draw.random() < 0.15, draw.random() < 0.3
        return Mark(HERE, self.any(), zone, strip=strip, promises=promises, suffix=draw.choice(("", "", "+")))

    def shared(self) -> int:
        """A stage of the shared network; the rare ones are those that the rows leave to the walk."""
        common = (self.filter, self.forward, self.forward, self.mark, self.mark, self.choose, self.shortcut)
        rare = (self.translate, self.rewrite, self.restore, self.switch, self.track)
        make = self.random.choice(rare if self.random.random() < (0.3 if self.odd else 0.08) else common)
        return self.add(make())

    def host(self, name: str, arrive: int) -> Endpoint:
        """A host with what it sends through; a few answer through something else, or do not run."""
        draw = self.random
        start, answer = self.head(name), -1
        answer = start if draw.random() < 0.93 else self.head(name)
        labels = frozenset(draw.choice(((), ("x",), ("y",), ("x", "y"))))
        zone = draw.choice(("", "a", "b"))
        replies = draw.random() < 0.9
        return Endpoint(
            name, "host", start, answer, arrive, self.holds[name], labels=labels, zone=zone, replies=replies
        )

    def head(self, name: str) -> int:
        draw = self.random
        node = draw.choice(self.exits) if draw.random() < 0.95 else 0
        if draw.random() < 0.96:
            node = self.add(Filter(draw.choice(self.outs), node, f"{self.key(name)}>", f"{self.key(name)}<"))
        if draw.random() < 0.6:
            known = [name, draw.choice(HOSTS)] if draw.random() < 0.08 else [name]
            own = sorted((low, high, one) for one in dict.fromkeys(known) for low, high in self.holds[one])
            if all(a[1] < b[0] for a, b in pairwise(own)):
                routes = tuple(Route(HERE, self.add(Deliver(HERE, one))) for _, _, one in own)
                lows, highs = tuple(low for low, _, _ in own), tuple(high for _, high, _ in own)
                node = self.add(Forward(HERE, lows, highs, routes, Route(HERE, node), silent=True))
        return node


def asked(network: Network, source: str, destination: str) -> Question:
    """Everything of a small world that one host may ask another."""
    ends = network.endpoints
    packets = Packets(ends[source].addresses, ends[destination].addresses, ASKED, CLIENT)
    return Question(source, destination, packets, source, frozenset((destination,)))

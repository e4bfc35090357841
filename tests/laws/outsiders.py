"""Random networks with an outside: hosts with public addresses behind a gateway, hosts behind a device that lends one.

Drawn so that conversations with the outside work often, and so that each thing that could be misunderstood turns up:
twins that lead nowhere, devices that are bypassed, answers to nothing, ports that lists let through in part.
"""

from collections.abc import Iterator
from itertools import permutations

from tests.laws.hosts import ASKED, CLIENT, HOSTS, Hosts
from tests.laws.worlds import HERE, MAPPED, SERVICES, TCP, UDP
from vpcdesign.algebra.intervals import Intervals, of
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
    Option,
    Restore,
    Rewrite,
    Route,
    Shortcut,
    Stage,
    Stop,
    Track,
    Translate,
)
from vpcdesign.reach.trace import Packets, Question

WORLD = "w"
WIDE = of((low, low) for low in range(300, 322, 2))
DEVICE, LENT = 95, 295
PUBLIC = {10: 210, 20: 220, 30: 230, 40: 240}
PLACES = (0, 5, 10, 11, 20, 30, 35, 50, 90, 210, 220, 290, 300, 308, 310)


class Outsiders(Hosts):
    """One network with an outside under construction."""

    def build(self) -> Network:
        """Draw as ever, with a world behind the shared network that some tables lead to."""
        self.doors: list[int] = []
        network = super().build()
        return Network(network.stages, {**network.endpoints, WORLD: self.world})

    def block(self) -> Intervals:
        low = self.random.choice(PLACES)
        return of(((low, low + self.random.choice((0, 2, 9, 40, 300))),))

    def services(self) -> Intervals:
        """Whatever hosts say, and what a device says for them."""
        draw = self.random
        if draw.random() < 0.2:
            port = draw.choice(MAPPED)
            return of((protocol | port, protocol | port + draw.choice((0, 1, 9))) for protocol in (TCP, UDP))
        return super().services()

    def deliveries(self, arrivals: dict[str, int]) -> Stage:
        """A table that knows the hosts, and the device that lends its address."""
        drawn = super().deliveries(arrivals)
        if not self.doors:
            table = self.add(drawn)
            self.gateway(table)
            self.exits_outside = len(self.stages) - 1
        drawn = super().deliveries(arrivals)
        assert isinstance(drawn, Forward)
        miss = self.random.choice((drawn.miss, Route(HERE, self.random.choice(self.doors))))
        lows, highs, routes = (*drawn.lows, DEVICE), (*drawn.highs, DEVICE), (*drawn.routes, Route(HERE, self.back))
        stretches = sorted(zip(lows, highs, routes, strict=True), key=lambda one: one[0])
        lows, highs, routes = zip(*stretches, strict=True)
        return Forward(HERE, lows, highs, routes, miss, silent=True)

    def gateway(self, table: int) -> None:
        """Write the world, the way in and the ways out: by a twin, by the device, by a device that must see answers."""
        draw = self.random
        known = {low: twin for low, twin in PUBLIC.items() if draw.random() < 0.8}
        pairs = known | {DEVICE: LENT}
        turned = {twin: low for low, twin in pairs.items()}
        if draw.random() < 0.1:
            turned[draw.choice(list(turned))] = draw.choice((10, 20, 30, 50))
        kept = of((low, low) for low in draw.sample((50, 51, 60, 11, 308), 2)) if draw.random() < 0.5 else ()
        self.back = len(self.stages)
        self.add(Stop(HERE, "NOT YET"))
        local = self.listed(self.known_there(table))
        inside = self.add(Translate(HERE, HERE, False, turned, kept, local, "MISS", strip=draw.random() < 0.8))
        if draw.random() < 0.4:
            inside = self.answered(inside)
        world = self.add(self.everywhere(inside))
        out = self.add(Translate(HERE, HERE, True, pairs, kept, self.listed(world), "MISS", strip=draw.random() < 0.8))
        self.doors = [self.listed(out)]
        after = self.listed(draw.choice((out, out, world, table)))
        back = Back(draw.choice("st"), self.back, self.back) if draw.random() < 0.3 else None
        ports = of((p, p) for p in draw.sample(MAPPED, 2)) if draw.random() < 0.9 else None
        lends = Rewrite(HERE, "lends", after, "LENDS", self.maybe(self.services(), 0.2), (DEVICE,), ports, back=back,
                        sticky=back is not None and draw.random() < 0.5)  # fmt: skip
        self.doors.append(self.listed(self.add(lends)))
        gives = self.add(
            Restore(HERE, HERE, "lends", self.listed(table), "LENT", None, draw.choice((None, None, table)))
        )
        self.stages[self.back] = Mark(HERE, self.picky(gives, [TCP | port for port in MAPPED]))
        self.doors.append(self.add(Track(HERE, "door", out, draw.random() < 0.7, draw.random() < 0.05)))
        self.doors.append(self.picky(self.chosen(self.doors[0]), list(SERVICES)))
        replies = draw.random() < 0.9
        jump = self.add(Jump(HERE))
        answer = self.add(Shortcut(draw.choice("st"), jump, world)) if draw.random() < 0.5 else world
        self.world = Endpoint(WORLD, "host", world, answer, world, WIDE, WIDE, zone=draw.choice(("", "b")),
                              client_ports=CLIENT, replies=replies)  # fmt: skip

    def known_there(self, table: int) -> int:
        """A table with the device before one of the hosts; now and then the hosts' own."""
        lows, routes = (DEVICE,), (Route(HERE, self.back),)
        return self.add(Forward(HERE, lows, lows, routes, Route(HERE, table), silent=True))

    def everywhere(self, inside: int) -> Forward:
        """The world's table: public addresses lead in, its own are delivered."""
        home = Route(HERE, self.add(Deliver(HERE, WORLD)))
        within = Route(HERE, inside)
        stretches = [(low, low, within) for low in (*PUBLIC.values(), LENT)]
        stretches.append((50, 62, within if self.random.random() < 0.5 else Route(HERE, None, "NO")))
        own = (300, 307, home), (308, 309, self.random.choice((home, home, within))), (310, 330, home)
        stretches = sorted([*stretches, *own], key=lambda one: one[0])
        lows, highs, routes = zip(*stretches, strict=True)
        return Forward(HERE, lows, highs, routes, Route(HERE, None, "NO"), silent=True)

    def answered(self, inside: int) -> int:
        """Let answers in by another way than calls, where a device has seen what they answer."""
        draw = self.random
        tracked = self.add(Track(HERE, "door", self.listed(inside), draw.random() < 0.8))
        calls = draw.choice((inside, self.add(Stop(HERE, "CLOSED"))))
        options = Option("answer", tracked), Option("call", calls)
        return self.add(Choose(HERE, "way", options, "seen", draw.choice(("door", "door", "k1"))))

    def chosen(self, onward: int) -> int:
        """Two devices of which one is chosen for both ways."""
        draw = self.random
        options = tuple(
            Option(zone, self.add(Track(HERE, f"t{zone}", self.picky(self.listed(onward), list(SERVICES)))))
            for zone in "ab"
        )
        zones = ((10, 25, "a"), (30, 52, "b"), (300, 309, draw.choice("ab")))
        return self.add(Choose(HERE, "zone", options, draw.choice(("flow", "flow", "same")), "both", zones))

    def picky(self, node: int, services: list[int]) -> int:
        """Perhaps a list that lets most of some services through, or little."""
        draw = self.random
        if draw.random() < 0.5:
            return node
        some = of((one, one) for one in draw.sample(services, draw.randint(1, 2)))
        allow = draw.random() < 0.5
        return self.add(
            Filter(Rules((Line(HERE, allow, services=some),), HERE, "PICKY", default_allow=not allow), node)
        )

    def listed(self, node: int) -> int:
        """Perhaps a list, a change of marks or a device with rules before a stage."""
        draw = self.random
        if draw.random() < 0.25:
            node = self.add(Filter(draw.choice(self.filters), node, spares=draw.random() < 0.1))
        if draw.random() < 0.15:
            node = self.add(Mark(HERE, node, draw.choice((None, "a", "b")), sender=draw.random() < 0.3))
        if draw.random() < 0.1:
            rules = Rules(self.list_().lines, HERE, "JUDGED", default_allow=True)
            node = self.add(Filter(rules, node, "judge+", draw.choice(("judge+", "judge+", "j-"))))
        return node

    def any(self) -> int:
        if self.doors and self.random.random() < 0.35:
            return self.random.choice(self.doors)
        return super().any()


def questions(network: Network) -> Iterator[Question]:
    """Everybody about everybody, the world included, and about public addresses."""
    ends = network.endpoints
    for source, destination in permutations((*HOSTS, WORLD), 2):
        asked = [ends[destination].addresses]
        if destination != WORLD:
            asked.append(of((twin, twin) for low, twin in PUBLIC.items() if (low, low) in ends[destination].addresses))
        for addresses in asked:
            if addresses:
                packets = Packets(ends[source].addresses, addresses, ASKED, CLIENT)
                yield Question(source, destination, packets, source, frozenset((destination,)))

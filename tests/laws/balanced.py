"""Random networks with a load balancer: a node that listens, chooses hosts as its targets and sends on in its own way.

Drawn so that targets see the node or the client, are asked by another port, bear marks of the node, answer past it or
are the client themselves.
"""

from collections.abc import Iterator

from tests.laws import outsiders
from tests.laws.hosts import ASKED, CLIENT, HOSTS
from tests.laws.outsiders import DEVICE, WORLD, Outsiders
from tests.laws.worlds import HERE, INNER, MAPPED, SERVICES, TCP, UDP
from vpcdesign.algebra.intervals import Intervals, of
from vpcdesign.network.network import Endpoint, Network
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
    Node,
    Option,
    Restore,
    Rewrite,
    Route,
    Shortcut,
    Stage,
    Stop,
    Switch,
)
from vpcdesign.reach.trace import Packets, Question

NODE = "v"
AT, TWIN = 96, 296


class Balanced(Outsiders):
    """One network with an outside and a load balancer under construction."""

    def build(self) -> Network:
        """Draw as ever; hosts mostly answer through a stage that knows ways back."""
        network = super().build()
        return Network(self.stages, {**network.endpoints, NODE: self.node})

    def services(self) -> Intervals:
        draw = self.random
        if draw.random() < 0.15:
            return of((protocol | INNER, protocol | INNER) for protocol in (TCP, UDP))
        return super().services()

    def deliveries(self, arrivals: dict[str, int]) -> Stage:
        """A table that knows the node as well."""
        if not self.doors:
            self.arrivals = arrivals
            self.entry = self.add(Stop(HERE, "NOT YET"))
        drawn = super().deliveries(arrivals)
        assert isinstance(drawn, Forward)
        if not hasattr(self, "node"):
            self.listen(self.add(drawn))
        stretches = sorted(
            [*zip(drawn.lows, drawn.highs, drawn.routes, strict=True), (AT, AT, Route(HERE, self.entry))],
            key=lambda one: one[0],
        )
        lows, highs, routes = zip(*stretches, strict=True)
        return Forward(HERE, lows, highs, routes, drawn.miss, silent=True)

    def listen(self, table: int) -> None:
        """Write the node: answers of targets go back, what is asked meets the listeners."""
        draw = self.random
        to = {AT: self.entry}
        known = self.add(
            Forward(HERE, tuple(to), tuple(to), (Route(HERE, self.entry),), Route(HERE, table), silent=True)
        )
        self.known = known
        out = self.guarded("egress", self.leaving(known))
        home = self.add(Deliver(HERE, NODE))
        legs = [
            self.leg(draw.choice(HOSTS), self.guarded("egress", self.listed(known)))
            for _ in range(draw.choice((1, 1, 2)))
        ]
        options = tuple(Option(f"t{number}", leg) for number, leg in enumerate(legs))
        chosen = legs[0] if len(legs) == 1 else self.add(Choose(HERE, "target", options))
        cases = [Case(HERE, of((one, one) for one in SERVICES[:2]), chosen)]
        if draw.random() < 0.5:
            cases.append(Case(HERE, of(((SERVICES[2], SERVICES[2]),)), draw.choice((legs[0], home))))
        if draw.random() < 0.4:
            cases.append(Case(HERE, of(((SERVICES[3], SERVICES[3]),)), home))
        listening = self.guarded("ingress", self.add(Switch(tuple(cases), Route(HERE, None, "DEAF"))))
        gives = Restore(HERE, HERE, "balances", self.leaving(known), "GIVEN", listening, self.guarded("ingress", home))
        self.stages[self.entry] = Mark(HERE, self.listed(self.add(gives)))
        labels = frozenset(draw.choice(((), ("y",))))
        zone = draw.choice(("", "a"))
        self.node = Endpoint(
            NODE, "host", out, out, self.entry, ((AT, AT),), labels=labels, zone=zone, client_ports=CLIENT
        )

    def leg(self, target: str, onward: Node) -> Node:
        """Send on to a target: from the node, or keeping the client."""
        draw = self.random
        keeps = draw.random() < 0.5
        inner = self.entry
        back = Back(draw.choice("st"), inner, inner) if keeps and draw.random() < 0.8 else None
        ports = of((port, port) for port in draw.sample(MAPPED, 2))
        return self.add(
            Rewrite(HERE, "balances", onward, "BALANCES", None, None if keeps else (AT,), None if keeps else ports,
                    self.holds[target][0][0], draw.choice((None, INNER)),
                    labels=draw.choice((frozenset(), frozenset("y"), frozenset("y"), None)), back=back,
                    sticky=back is not None, hairpin=keeps, taker=draw.choice((NODE, NODE, NODE, "")))
        )  # fmt: skip

    def guarded(self, way: str, node: Node) -> Node:
        """The node's own filters: what they know of marks, and promises outbound."""
        draw = self.random
        if draw.random() < 0.3:
            return node
        keys = (f"{NODE}>", f"{NODE}<") if way == "egress" else (f"{NODE}<", f"{NODE}>")
        rules = self.out() if way == "egress" else self.guard()
        if draw.random() < 0.4:
            rules = Rules((Line(HERE, allow=True),), HERE, "OPEN")
        return self.add(Filter(rules, node, *keys))

    def leaving(self, node: Node) -> Node:
        """A way out that answers with a way back of their own do not take."""
        jump = self.add(Jump(HERE))
        return self.add(Shortcut(self.random.choice("st"), jump, node))

    def head(self, name: str) -> int:
        """Hosts leave by such a way, mostly."""
        kept = self.exits
        if self.random.random() < 0.6:
            self.exits = [self.leaving(self.known)]
        elif self.random.random() < 0.5:
            self.exits = [self.leaving(one) for one in kept]
        node = super().head(name)
        self.exits = kept
        return node


def questions(network: Network) -> Iterator[Question]:
    """Everybody about everybody, the node included."""
    yield from outsiders.questions(network)
    ends = network.endpoints
    for other in (*HOSTS, WORLD):
        for source, destination in ((other, NODE), (NODE, other)):
            packets = Packets(ends[source].addresses, ends[destination].addresses, ASKED, CLIENT)
            yield Question(source, destination, packets, source, frozenset((destination,)))


assert AT != DEVICE

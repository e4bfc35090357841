"""Random networks that promise rooms: some hosts are alike, whatever the shared network and others make of them.

A design never brings about most of what could go wrong in a room: somebody in one who shares an address, is a target
or has twins, where a table that knows only the other leads on.
"""

from tests.laws.balanced import Balanced
from tests.laws.hosts import HOSTS
from tests.laws.worlds import HERE
from vpcdesign.algebra.intervals import intersection
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.rooms import Outline, Party, Room
from vpcdesign.network.stages import Deliver, Filter, Forward, Node, Route, Stage, Stop

MAYBE = ("r", "s", "t")
WIDTH = 6


class Lodgings(Balanced):
    """One network with a room under construction."""

    def build(self) -> Network:
        """Draw as ever, but for the hosts of the room; then tell all of it, and its outline."""
        self.starts: dict[str, Node] = {}
        self.parties: dict[str, tuple[Party, frozenset[str]]] = {}
        network = super().build()
        if len(self.starts) < 2:
            return network
        first, *_ = self.starts
        hidden = {at for name, start in self.starts.items() if name != first for at in range(start, start + WIDTH)}
        stages = list(network.stages)
        outlined = [(at, _outlined(stage, hidden)) for at, stage in enumerate(stages) if at not in hidden]
        outline = Outline(outlined, (Room(tuple(party for party, _ in self.parties.values())),))
        return Network(stages, network.endpoints, outlined=lambda _: outline)

    def lives(self, name: str) -> bool:
        """Tell whether somebody has one address, as whoever stands in a room."""
        ((low, high), *others) = self.holds[name]
        return name in MAYBE and low == high and not others

    def tail(self, name: str) -> int:
        """Hosts of the room have their stages side by side, all in the same order."""
        if not self.lives(name):
            return super().tail(name)
        if not self.starts:
            self.slot = self.random.choice((3, 5))
            self.list = self.random.choice(self.filters)
        start = self.starts[name] = len(self.stages)
        for _ in range(WIDTH):
            self.add(Stop(HERE, "NOT YET"))
        return start + self.slot

    def any(self) -> int:
        """Nobody else leads to a host of a room."""
        found = super().any()
        return 0 if any(start <= found < start + WIDTH for start in self.starts.values()) else found

    def key(self, name: str) -> str:
        """Nobody else keeps their state."""
        found = super().key(name)
        return name if found in MAYBE else found

    def add(self, stage: Stage) -> int:
        """A table delivers to all of the room, or to nobody there."""
        if isinstance(stage, Forward):
            theirs = {start + self.slot for start in self.starts.values()}
            several = list(zip(stage.lows, stage.highs, stage.routes, strict=True))
            if len([one for one in several if one[2].next in theirs]) < len(theirs):
                stage = _table(stage, [one for one in several if one[2].next not in theirs])
        return super().add(stage)

    def host(self, name: str, arrive: int) -> Endpoint:
        """Write a host of the room as its first, with rules and marks of its own."""
        if name not in self.starts:
            return super().host(name, arrive)
        draw, start = self.random, self.starts[name]
        if name == next(iter(self.starts)):
            self.exit = draw.choice(self.exits)
            self.zone, self.replies = draw.choice(("", "a", "b")), draw.random() < 0.9
            known = draw.choice([one for one in HOSTS if one not in self.starts])
            ((low, high), *_) = self.holds[known]
            met = any(intersection(self.holds[one], ((low, high),)) for one in self.starts)
            home = Route(HERE, self.add(Deliver(HERE, known)))
            self.others = [(low, high, home)] if draw.random() < 0.2 and not met else []
        if not self.parties or draw.random() < 0.5:
            labels = frozenset(draw.choice(((), ("x",), ("y",), ("x", "y"))))
            found = Party(draw.choice(self.guards), draw.choice(self.outs), [], []), labels
        else:
            found = draw.choice(list(self.parties.values()))
        party, labels = found
        self.parties[next((one for one, held in self.parties.items() if held[0] is party), name)] = found
        party.hosts.append(name)  # type: ignore[attr-defined]
        ((low, _),) = self.holds[name]
        party.lows.append(low)  # type: ignore[attr-defined]
        keys = f"{name}<", f"{name}>"
        known_ = sorted([*self.others, (low, low, Route(HERE, start + 1))], key=lambda one: one[0])
        lows, highs, routes = zip(*known_, strict=True)
        self.stages[start : start + WIDTH] = (
            Forward(HERE, lows, highs, routes, Route(HERE, start + 2), silent=True),
            Deliver(HERE, name),
            Filter(party.leaves, self.exit, *keys[::-1]),
            Filter(party.guard, start + 4, *keys),
            Deliver(HERE, name),
            Filter(self.list, start + 3),
        )
        return Endpoint(name, "host", start, start, start + self.slot, self.holds[name], labels=labels,
                        zone=self.zone, replies=self.replies)  # fmt: skip


def _table(drawn: Forward, several: list[tuple[int, int, Route]]) -> Forward:
    lows, highs, routes = (tuple(column) for column in zip(*several, strict=True)) if several else ((), (), ())
    return Forward(drawn.origin, lows, highs, routes, drawn.miss, drawn.silent)


def _outlined(stage: Stage, hidden: set[Node]) -> Stage:
    if not isinstance(stage, Forward):
        return stage
    several = zip(stage.lows, stage.highs, stage.routes, strict=True)
    kept = [one for one in several if one[2].next not in hidden]
    return stage if len(kept) == len(stage.lows) else _table(stage, kept)

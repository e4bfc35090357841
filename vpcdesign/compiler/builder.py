"""Collects stages while a network is written, and gives each a number before it is written.

Networks have cycles (a transit gateway leads to subnets that lead to it), so a stage is first promised under a key and
written later, from a queue: depth never costs stack. What belongs to one host or lists hosts is written only when
somebody comes there (`late`); by then every number is given, so that numbers depend on the design alone.

Every number has a key, also that of a stage which nobody else names: it is known by whose stages it was written among.
So an edited design is written under the numbers of before, and a number never means something else later.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Mapping

from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Deliver, Filter, Node, Opaque, Restore, Rewrite, Stage, Stop, Switch, Track


class Builder:
    """The stages so far, who asked for them by which key, and what is still to be written.

    `known` are numbers that keys have from before; others are given from `count` on.
    """

    def __init__(self, count: Node = 0, known: Mapping[Hashable, Node] | None = None) -> None:
        """Begin with nothing."""
        self.count = count
        self.stages: dict[Node, Stage] = {}
        self._known = known or {}
        self._numbers: dict[Hashable, Node] = {}
        self._among: Hashable = None
        self._times: Counter[Hashable] = Counter()
        self._queue: deque[tuple[Hashable, Callable[[], Stage]]] = deque()
        self._finished = False

    def _number(self, key: Hashable) -> Node:
        assert not self._finished, f"nobody promised {key}"
        number = self._known.get(key)
        if number is None:
            number = self.count
            self.count += 1
        self._numbers[key] = number
        return number

    def add(self, stage: Stage) -> Node:
        """Write a stage now."""
        alike = self._among, type(stage), _named(stage)
        self._times[alike] += 1
        number = self._number((alike, self._times[alike]))
        self.stages[number] = stage
        return number

    def node(self, key: Hashable, make: Callable[[], Stage], *, late: bool = False) -> Node:
        """Give the number of the stage with this key; it is made once, later, or only when it is asked for (`late`)."""
        number = self._numbers.get(key)
        if number is None:
            number = self._number(key)
            if not late:
                self.stages[number] = _PROMISED
                self._queue.append((key, make))
        return number

    def once(self, key: Hashable, make: Callable[[], Node]) -> Node:
        """Give the entry of a chain of stages with this key; it is made once, now (so it must not lead to itself)."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.among(key, make)
        return number

    def among(self, key: Hashable, make: Callable[[], Node]) -> Node:
        """Write stages that are known by this key and by what they are."""
        outer, self._among = self._among, key
        number = make()
        self._among = outer
        return number

    def stop(self, origin: Origin, code: str, *, final: bool = False) -> Node:
        """Write a stage that drops everything."""
        return self.once(("stop", origin, code, final), lambda: self.add(Stop(origin, code, final)))

    def opaque(self, origin: Origin) -> Node:
        """Write a stage beyond which nobody can tell."""
        return self.once(("opaque", origin), lambda: self.add(Opaque(origin)))

    def finish(self) -> None:
        """Write everything that was promised, but for what is written late."""
        while self._queue:
            self._among, make = self._queue.popleft()
            self.stages[self._numbers[self._among]] = make()
        self._finished = True
        assert _PROMISED not in self.stages.values()

    def numbers(self) -> dict[Hashable, Node]:
        """Give the numbers of all keys, also of those that only networks before had."""
        return {**self._known, **self._numbers}


def _named(stage: Stage) -> tuple[str, ...]:
    """Give what tells a stage from others that were written with it, and holds when only its words change."""
    if isinstance(stage, Filter):
        return (*stage.rules.default[:4], stage.opens)
    if isinstance(stage, Deliver):
        return (stage.endpoint,)
    if isinstance(stage, Rewrite | Restore | Track):
        return (*stage.origin[:4], stage.key)
    origin = stage.miss.origin if isinstance(stage, Switch) else getattr(stage, "origin", ())
    return tuple(origin[:4])


_PROMISED = Stop(Origin("compiler", "compiler"), "UNWRITTEN")

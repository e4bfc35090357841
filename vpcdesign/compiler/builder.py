"""Collects stages while a network is written, and gives each a number before it is written.

Networks have cycles (a transit gateway leads to subnets that lead to it), so a stage is first promised under a key and
written later, from a queue: depth never costs stack. What belongs to one host or lists hosts is written only when
somebody comes there (`late`); by then every number is given, so that numbers depend on the design alone.
"""

from collections import deque
from collections.abc import Callable, Hashable

from vpcdesign.network.origin import Origin
from vpcdesign.network.promised import Promised
from vpcdesign.network.stages import Node, Opaque, Stage, Stop


class Builder:
    """The stages so far, who asked for them by which key, and what is still to be written.

    Numbers begin at `first`: below are the hosts' own, which `of_host` writes.
    """

    def __init__(self, first: Node = 0, of_host: Callable[[Node], Stage] | None = None) -> None:
        """Begin with nothing."""
        self.first = first
        self.stages: list[Stage] = []
        self._of_host = of_host
        self._numbers: dict[Hashable, Node] = {}
        self._queue: deque[tuple[Node, Callable[[], Stage]]] = deque()
        self._late: dict[Node, Callable[[], Stage]] = {}
        self._finished = False

    def add(self, stage: Stage) -> Node:
        """Write a stage now."""
        assert not self._finished, f"nobody promised {stage}"
        self.stages.append(stage)
        return self.first + len(self.stages) - 1

    def node(self, key: Hashable, make: Callable[[], Stage], *, late: bool = False) -> Node:
        """Give the number of the stage with this key; it is made once, later, or only when it is asked for (`late`)."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.add(_PROMISED)
            if late:
                self._late[number] = make
            else:
                self._queue.append((number, make))
        return number

    def once(self, key: Hashable, make: Callable[[], Node]) -> Node:
        """Give the entry of a chain of stages with this key; it is made once, now (so it must not lead to itself)."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = make()
        return number

    def stop(self, origin: Origin, code: str, *, final: bool = False) -> Node:
        """Write a stage that drops everything."""
        return self.once(("stop", origin, code, final), lambda: self.add(Stop(origin, code, final)))

    def opaque(self, origin: Origin) -> Node:
        """Write a stage beyond which nobody can tell."""
        return self.once(("opaque", origin), lambda: self.add(Opaque(origin)))

    def finish(self) -> Promised:
        """Write everything that was promised, but for what is written late."""
        while self._queue:
            number, make = self._queue.popleft()
            self.stages[number - self.first] = make()
        self._finished = True
        numbered = enumerate(self.stages, self.first)
        written = {number: stage for number, stage in numbered if number not in self._late}
        assert not any(type(one) is Stop and one.code == _PROMISED.code for one in written.values())
        return Promised(written, self.first + len(self.stages), self._write)

    def _write(self, number: Node) -> Stage:
        """Write what is late, or a host's."""
        if number >= self.first:
            return self._late[number]()
        assert self._of_host is not None
        assert number >= 0
        return self._of_host(number)


_PROMISED = Stop(Origin("compiler", "compiler"), "UNWRITTEN")

"""Collects stages while a network is written, and gives each a number before it is written.

Networks have cycles (a transit gateway leads to subnets that lead to it), so a stage is first promised under a key and
written later, from a queue: depth never costs stack.
"""

from collections import deque
from collections.abc import Callable, Hashable

from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Node, Opaque, Stage, Stop


class Builder:
    """The stages so far, who asked for them by which key, and what is still to be written."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.stages: list[Stage] = []
        self._numbers: dict[Hashable, Node] = {}
        self._queue: deque[tuple[Node, Callable[[], Stage]]] = deque()

    def add(self, stage: Stage) -> Node:
        """Write a stage now."""
        self.stages.append(stage)
        return len(self.stages) - 1

    def node(self, key: Hashable, make: Callable[[], Stage]) -> Node:
        """Give the number of the stage with this key; it is made once, later."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.add(_PROMISED)
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

    def finish(self) -> list[Stage]:
        """Write everything that was promised."""
        while self._queue:
            number, make = self._queue.popleft()
            self.stages[number] = make()
        return self.stages


_PROMISED = Stop(Origin("compiler", "compiler"), "UNWRITTEN")

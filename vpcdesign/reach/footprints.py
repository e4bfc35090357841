"""A walk that leaves footprints: which stages an answer rests on, so that an edit elsewhere leaves it as it is.

What a walk does depends on its question, the network's endpoints and the stages that it comes to, and on nothing else.
"""

from collections.abc import Sequence

from vpcdesign.network.network import Network
from vpcdesign.network.stages import Node, Stage
from vpcdesign.reach.ask import Answer, verdict
from vpcdesign.reach.flow import Flow
from vpcdesign.reach.trace import Question
from vpcdesign.reach.walk import Walk

Footprint = frozenset[Node]


class _Ground(Sequence[Stage]):
    """Stages that remember which of them were looked at; no other is written for it."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self.seen: set[Node] = set()

    def __len__(self) -> int:
        return len(self._stages)

    def __getitem__(self, node: Node) -> Stage:  # type: ignore[override]  # nobody asks for several at once
        self.seen.add(node)
        return self._stages[node]


class Footprints:
    """Asks one network, and tells of each answer what it rests on."""

    def __init__(self, network: Network) -> None:
        self._walk = Walk(network)
        self._ground = _Ground(network.stages)
        self._walk.stage = self._ground.__getitem__

    def flows(self, questions: Sequence[Question]) -> tuple[list[Flow], Footprint]:
        """Give the flows of some questions, and the stages that they rest on."""
        self._ground.seen = set()
        found = [flow for question in questions for flow in self._walk.run(question)]
        return found, frozenset(self._ground.seen)

    def ask(self, questions: Sequence[Question]) -> tuple[Answer, Footprint]:
        """Give the verdict of some questions taken together, and the stages that it rests on."""
        self._ground.seen = set()
        return verdict(self._walk, questions), frozenset(self._ground.seen)

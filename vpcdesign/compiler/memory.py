"""What a network remembers of how it was compiled, for compiling its design again after an edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vpcdesign.compiler.plan import OF_HOSTS, Plan
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.network.stages import Filter, Node, Stage

_EMPTY = 1_000
"""So many numbers may be nobody's any more, or a quarter of all: then an edit begins with new ones."""


@dataclass(eq=False, slots=True)
class Memory:
    """`shared` are all stages but hosts' own and the tables that list hosts.

    `filters` are the shared ones by the identity of their rules, found when an edit first asks for them.
    """

    design: Design
    unfiltered: frozenset[str]
    plan: Plan
    shared: Mapping[Node, Stage]
    filters: Mapping[int, Sequence[Node]] | None = None

    def holding(self) -> Mapping[int, Sequence[Node]]:
        """Give the shared filters by the identity of their rules."""
        if self.filters is None:
            found: dict[int, list[Node]] = {}
            for node, stage in self.shared.items():
                if type(stage) is Filter:
                    found.setdefault(id(stage.rules), []).append(node)
            self.filters = found
        return self.filters


def memory_of(network: Network | None) -> Memory | None:
    """Give what a network remembers, where it is worth going on from."""
    memory = network.memory if network is not None else None
    if not isinstance(memory, Memory):
        return None
    plan = memory.plan
    held = len(memory.shared) + len(plan.late) + len(OF_HOSTS) * len(plan.hosts)
    return memory if plan.builder.count - held <= max(_EMPTY, plan.builder.count // 4) else None

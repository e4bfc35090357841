"""What a network remembers of how it was compiled, for compiling its design again after an edit."""

from collections.abc import Mapping
from dataclasses import dataclass

from vpcdesign.compiler.plan import OF_HOSTS, Plan
from vpcdesign.design.document import Design
from vpcdesign.network.network import Network
from vpcdesign.network.stages import Node, Stage

_EMPTY = 1_000
"""So many numbers may be nobody's any more, or a quarter of all: then an edit begins with new ones."""


@dataclass(eq=False, slots=True)
class Memory:
    """`shared` are all stages but hosts' own and the tables that list hosts."""

    design: Design
    unfiltered: frozenset[str]
    plan: Plan
    shared: Mapping[Node, Stage]


def memory_of(network: Network | None) -> Memory | None:
    """Give what a network remembers, where it is worth going on from."""
    memory = network.memory if network is not None else None
    if not isinstance(memory, Memory):
        return None
    plan = memory.plan
    held = len(memory.shared) + len(plan.late) + len(OF_HOSTS) * len(plan.hosts)
    return memory if plan.builder.count - held <= max(_EMPTY, plan.builder.count // 4) else None

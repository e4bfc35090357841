"""Compiling again after an edit: where only lines of filters changed, only the stages that hold those are written anew.

Everything else of the network is the very same object as before, so whoever remembers something of it can tell by
identity what an edit cannot have touched. What is not surely an edit of lines is compiled from scratch.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial

from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.plan import Plan
from vpcdesign.compiler.rooms import outline
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.network.network import Network
from vpcdesign.network.since import Since
from vpcdesign.network.stages import Filter, Node, Rules, Stage

Swapped = dict[int, Rules]
"""New rules by the identity of those that they take the place of."""

_LINES = {"ingress", "egress"}
_WORDS = {"name", "note", "tags"}
_BESIDE = {"name", "note", "assertions", "notes", "security_groups", "network_acls"}


@dataclass(eq=False)
class Memory:
    """What a network remembers of how it was made; `holders` are the filters of each rules, found when first needed."""

    design: Design
    unfiltered: frozenset[str]
    plan: Plan
    holders: dict[int, tuple[Rules, list[Node]]] = field(default_factory=dict)


def again(design: Design, unfiltered: frozenset[str], previous: Network) -> Network | None:
    """Give the network of an edited design; None where more than lines of filters may have changed."""
    memory = previous.memory
    if not isinstance(memory, Memory) or memory.unfiltered != unfiltered or not _only_lines(memory.design, design):
        return None
    groups = _changed(memory.design.security_groups, design.security_groups)
    lists = _changed(memory.design.network_acls, design.network_acls)
    if groups is None or lists is None:
        return None
    if not memory.holders:
        memory.holders = _holders(previous.stages)
    plan = copy(memory.plan)  # all but its filters holds still
    plan.filters, swapped = memory.plan.filters.again(Estate(design, unfiltered), groups, lists)
    stages = list(previous.stages)
    holders = dict(memory.holders)
    rules: dict[int, tuple[Rules, Rules]] = {}
    for old, new in swapped.items():
        was, nodes = holders.pop(old, (new, []))
        rules[old] = was, new
        holders[id(new)] = (new, nodes)
        for node in nodes:
            stage = stages[node]
            assert isinstance(stage, Filter)
            stages[node] = replace(stage, rules=new)
    kept = Memory(design, unfiltered, plan, holders)
    since = Since(previous.itself, rules, {}, frozenset())
    told = partial(outline, plan)
    return replace(previous, stages=stages, memory=kept, outlined=told, itself=object(), since=since)


def _only_lines(old: Design, new: Design) -> bool:
    return all(getattr(old, name) is getattr(new, name) for name in Design.model_fields if name not in _BESIDE)


def _changed(
    old: Sequence[SecurityGroup] | Sequence[NetworkAcl], new: Sequence[SecurityGroup] | Sequence[NetworkAcl]
) -> frozenset[str] | None:
    """Give the ids of those whose lines differ; None where anything else does."""
    if old is new:
        return frozenset()
    if len(old) != len(new):
        return None
    found: set[str] = set()
    for was, now in zip(old, new, strict=True):
        if was is not now:
            names = {name for name in type(was).model_fields if getattr(was, name) != getattr(now, name)}
            if names - _LINES - _WORDS:
                return None
            if names & _LINES:
                found.add(now.id)
    return frozenset(found)


def _holders(stages: Sequence[Stage]) -> dict[int, tuple[Rules, list[Node]]]:
    found: dict[int, tuple[Rules, list[Node]]] = {}
    for node, stage in enumerate(stages):
        if type(stage) is Filter:
            found.setdefault(id(stage.rules), (stage.rules, []))[1].append(node)
    return found

"""Compiling again after an edit: where only lines of filters changed, only the stages that hold those are written anew.

Everything else that hosts share is the very same object as before; what is a host's own is the same whenever somebody
comes there, and nobody comes there now. What is not surely an edit of lines is compiled from scratch.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import partial

from vpcdesign.compiler.changes import Changes
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.memory import Memory, memory_of
from vpcdesign.compiler.rooms import outline
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.network.network import Network
from vpcdesign.network.promised import Promised
from vpcdesign.network.since import Since
from vpcdesign.network.stages import Filter

_LINES = {"ingress", "egress"}
_WORDS = {"name", "note", "tags"}
_BESIDE = {"name", "note", "assertions", "notes", "security_groups", "network_acls"}


def again(design: Design, unfiltered: frozenset[str], previous: Network) -> Network | None:
    """Give the network of an edited design; None where more than lines of filters may have changed."""
    memory = memory_of(previous)
    if memory is None or memory.unfiltered != unfiltered or not _only_lines(memory.design, design):
        return None
    groups = _changed(memory.design.security_groups, design.security_groups)
    lists = _changed(memory.design.network_acls, design.network_acls)
    if groups is None or lists is None:
        return None
    memory.plan.complete()
    plan = copy(memory.plan)  # all but its filters holds still
    plan.estate = Estate(design, unfiltered).following(plan.estate, Changes(memory.design, design))
    plan.filters, swapped = memory.plan.filters.again(plan.estate, groups, lists)
    plan.promise(plan.pages)
    shared = dict(memory.shared)
    for node, stage in memory.shared.items():
        if type(stage) is Filter and id(stage.rules) in swapped:
            shared[node] = replace(stage, rules=swapped[id(stage.rules)][1])
    stages = Promised(shared, len(previous.stages), plan.page)
    kept = Memory(design, unfiltered, plan, shared)
    since = Since(previous.itself, swapped, {}, frozenset())
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

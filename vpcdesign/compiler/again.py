"""Compiling again after an edit: where only lines of filters changed, only the stages that hold those are written anew.

Everything else that hosts share is the very same object as before; what is a host's own is the same whenever somebody
comes there, and nobody comes there now. What is not surely an edit of lines is compiled from scratch.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import partial

from vpcdesign.compiler.memory import Memory, memory_of
from vpcdesign.compiler.rooms import outline
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.network.amended import Amended
from vpcdesign.network.network import Network
from vpcdesign.network.promised import Promised
from vpcdesign.network.since import Since
from vpcdesign.network.stages import Filter, Node, Stage

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
    plan.estate = plan.estate.relined(design, [*groups, *lists])
    names = (frozenset(now.id for was, now in some if _lines(was) != _lines(now)) for some in (groups, lists))
    plan.filters, swapped = memory.plan.filters.again(plan.estate, *names)
    plan.promise(plan.pages)
    filters = memory.holding()
    nodes: dict[Node, Stage] = {}
    held: dict[int, Sequence[Node] | None] = {}
    for old, (_, rules) in swapped.items():
        if old in filters:
            nodes |= {node: replace(_filter(memory.shared[node]), rules=rules) for node in filters[old]}
            held |= {old: None, id(rules): [*filters.get(id(rules), ()), *filters[old]]}
    shared = Amended(memory.shared, nodes) if nodes else memory.shared
    filters = Amended(filters, held) if held else filters
    stages = Promised(shared, len(previous.stages), plan.page)
    kept = Memory(design, unfiltered, plan, shared, filters)
    since = Since(previous.itself, swapped, {}, frozenset())
    told = partial(outline, plan)
    return replace(previous, stages=stages, memory=kept, outlined=told, itself=object(), since=since)


def _filter(stage: Stage) -> Filter:
    assert isinstance(stage, Filter)
    return stage


def _lines(one: SecurityGroup | NetworkAcl) -> tuple[object, ...]:
    return one.ingress, one.egress


def _only_lines(old: Design, new: Design) -> bool:
    return all(getattr(old, name) is getattr(new, name) for name in Design.model_fields if name not in _BESIDE)


_Pair = tuple[SecurityGroup, SecurityGroup] | tuple[NetworkAcl, NetworkAcl]


def _changed(
    old: Sequence[SecurityGroup] | Sequence[NetworkAcl], new: Sequence[SecurityGroup] | Sequence[NetworkAcl]
) -> list[_Pair] | None:
    """Give those that differ, as they were and as they are; None where more than lines and words does."""
    if old is new:
        return []
    if len(old) != len(new):
        return None
    found: list[_Pair] = [(was, now) for was, now in zip(old, new, strict=True) if was is not now]  # type: ignore[misc]
    for was, now in found:
        names = {name for name in type(was).model_fields if getattr(was, name) != getattr(now, name)}
        if names - _LINES - _WORDS:
            return None
    return found

"""The walk at filters and switches: what passes, what dies, and by which line."""

from typing import Protocol

from vpcdesign.algebra.intervals import difference, intersection
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Filter, Switch
from vpcdesign.reach.decide import Box, Piece
from vpcdesign.reach.flow import SERVICES, Flow
from vpcdesign.reach.replies import narrow_to, view


class Decider(Protocol):
    """What filtering needs of a walk."""

    def decided(self, rules: Rules, box: Box, labels: frozenset[str]) -> tuple[Piece, ...]: ...
    def resume(self, flow: Flow) -> None: ...

    home: Endpoint


def pass_filter(walk: Decider, flow: Flow, stage: Filter) -> list[Flow] | None:
    """Ask the lines; parts that fare differently go on as flows of their own."""
    leg = flow.leg
    if leg and stage.pardon and stage.pardon in flow.seen:
        flow.step(stage, "reply", stage.rules.default)
        flow.node = stage.next
        return None
    if stage.spares and flow.back is not None:
        flow.node = stage.next
        return None
    if stage.opens:
        flow.seen += (stage.opens,)
    pieces = walk.decided(stage.rules, view(flow) if leg else flow.packet, flow.labels)
    if len(pieces) == 1:
        line = pieces[0][1]
        if line is None and flow.lost and not leg and stage.rules.labelled and not stage.rules.default_allow:
            _miss(walk, flow, stage)
        else:
            _settle(flow, stage, line)
        return None
    if flow.dead:
        worst = next((line for _, line in pieces if not _allows(stage.rules, line)), pieces[0][1])
        _settle(flow, stage, worst)
        return None
    forks: list[Flow] = []
    for box, line in pieces[1:]:
        fork = flow.fork()
        narrow_to(fork, box)
        _settle(fork, stage, line)
        forks.append(fork)
    narrow_to(flow, pieces[0][0])
    _settle(flow, stage, pieces[0][1])
    forks.reverse()
    return forks


def _allows(rules: Rules, line: Line | None) -> bool:
    return bool(line.allow) if line is not None else rules.default_allow


def _settle(flow: Flow, stage: Filter, line: Line | None) -> None:
    """Do to a flow that is decided by one line what that line says."""
    flow.node = stage.next
    origin = stage.rules.default if line is None else line.origin
    if line is not None and line.notes:
        flow.note(line.notes)
    if not (stage.rules.default_allow if line is None else line.allow):
        _stop(flow, stage, origin, unknown=line is not None and line.allow is None)
        return
    if not stage.silent:
        flow.step(stage, "permit", origin)
    if line is not None:
        if line.promise:
            flow.promise = origin
        if line.next is not None:
            flow.node = line.next


def _stop(flow: Flow, stage: Filter, origin: Origin, *, unknown: bool) -> None:
    if unknown:
        flow.unknown = origin
        flow.step(stage, "unknown", origin)
        flow.done = True
    elif not (flow.leg and flow.hollow):
        flow.block(stage, origin, stage.rules.code)
        if stage.rules.notes:
            flow.note(stage.rules.notes)


def _miss(walk: Decider, flow: Flow, stage: Filter) -> None:
    """Deny what only a mark that was lost on the way would have let through, and say where it was lost."""
    assert flow.lost is not None
    place, code = flow.lost
    would = walk.decided(stage.rules, view(flow), walk.home.labels)
    line = next((line for _, line in would if line is not None and line.allow and line.label), None)
    if line is None:
        _settle(flow, stage, None)
        return
    words = f"{line.origin.by} {line.origin.words}, but on this path {place} loses that reference"
    flow.block(stage, line.origin._replace(words=words), code)
    flow.node = stage.next


def switch(walk: Decider, flow: Flow, stage: Switch) -> list[Flow] | None:
    """Go by service; what no case takes is dropped."""
    del walk
    forks: list[Flow] = []
    services = flow.packet[SERVICES]
    left = services
    for case in stage.cases:
        part = intersection(left, case.services)
        if not part:
            continue
        if part == left:
            if left != services:
                flow.narrow(SERVICES, left)
            flow.step(stage, "route", case.origin)
            flow.node = case.next
            return forks
        if flow.dead:
            continue
        fork = flow.fork()
        fork.narrow(SERVICES, part)
        fork.step(stage, "route", case.origin)
        fork.node = case.next
        forks.append(fork)
        left = difference(left, part)
    if left != services:
        flow.narrow(SERVICES, left)
    flow.block(stage, stage.miss.origin, stage.miss.code, "drop")
    flow.done = True  # behind a device that does not listen there is nothing to look at
    return forks

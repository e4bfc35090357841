"""The walk where a packet is sent on: tables, choices, devices that keep state, marks and ways back."""

from bisect import bisect_right
from typing import Protocol

from vpcdesign.algebra.intervals import Intervals, difference, intersection, of, union
from vpcdesign.network.stages import Choose, Forward, Jump, Mark, Option, Route, Shortcut, Track
from vpcdesign.reach.flow import CLIENT, SERVER, Flow


class Mover(Protocol):
    """What forwarding needs of a walk."""

    def resume(self, flow: Flow) -> None: ...


def forward(walk: Mover, flow: Flow, stage: Forward) -> list[Flow] | None:
    """Look the destination up; parts with different routes part."""
    dimension = CLIENT if flow.leg else SERVER
    wanted = flow.packet[dimension]
    low, high = wanted[0]
    if len(wanted) == 1:
        at = bisect_right(stage.lows, low) - 1
        if at >= 0 and high <= stage.highs[at]:
            route = stage.routes[at]
            if route.next is None or route.notes:
                _take(walk, flow, stage, route)
                return None
            if not stage.silent:
                flow.step(stage, "route", route.origin)
            flow.node = route.next
            return None
        beyond = at + 1 == len(stage.lows) or stage.lows[at + 1] > high
        if beyond and (at < 0 or stage.highs[at] < low):
            _take(walk, flow, stage, stage.miss)
            return None
    pieces = _pieces(stage, wanted)
    forks: list[Flow] = []
    if not flow.dead:
        for part, route in pieces[1:]:
            fork = flow.fork()
            fork.narrow(dimension, part)
            _take(walk, fork, stage, route)
            forks.append(fork)
        if forks:
            flow.narrow(dimension, pieces[0][0])
    _take(walk, flow, stage, pieces[0][1])
    forks.reverse()
    return forks


def _pieces(stage: Forward, wanted: Intervals) -> list[tuple[Intervals, Route]]:
    """Give the parts of a set of destinations with their routes; one part a route."""
    found: dict[int, tuple[Route, list[tuple[int, int]]]] = {}
    left = wanted
    for low, high in wanted:
        at = max(bisect_right(stage.lows, low) - 1, 0)
        while at < len(stage.lows) and stage.lows[at] <= high:
            if stage.highs[at] >= low:
                route = stage.routes[at]
                pair = (max(low, stage.lows[at]), min(high, stage.highs[at]))
                found.setdefault(id(route), (route, []))[1].append(pair)
            at += 1
    pieces = [(of(pairs), route) for route, pairs in found.values()]
    for part, _ in pieces:
        left = difference(left, part)
    if left:
        pieces.append((left, stage.miss))
    return pieces


def _take(walk: Mover, flow: Flow, stage: Forward, route: Route) -> None:
    if route.notes:
        flow.note(route.notes)
    if route.next is not None:
        if not stage.silent:
            flow.step(stage, "route", route.origin)
        flow.node = route.next
        return
    if flow.leg and flow.hollow:
        flow.done = True
        return
    flow.block(stage, route.origin, route.code, "drop")
    walk.resume(flow)


def choose(walk: Mover, flow: Flow, stage: Choose) -> list[Flow] | None:
    """Let the network choose: every option that it has walks on."""
    del walk
    forks = _part_by_zone(flow, stage) if stage.how == "flow" and not flow.dead else []
    options = _open_options(flow, stage)
    if len(options) > 1 and stage.notes:
        flow.note(stage.notes)
    if len(options) == 1 or flow.dead:
        flow.node = options[0].next
        _settle(flow, stage, options[0], told=len(options) > 1)
        return forks
    for option in options[1:]:
        fork = flow.fork()
        fork.node = option.next
        _settle(fork, stage, option, told=True)
        forks.append(fork)
    flow.node = options[0].next
    _settle(flow, stage, options[0], told=True)
    forks.reverse()
    return forks


def _part_by_zone(flow: Flow, stage: Choose) -> list[Flow]:
    """Keep of a flow whose packets go to one zone; give the others, which come to the choice by themselves."""
    dimension = CLIENT if flow.leg else SERVER
    wanted = flow.packet[dimension]
    if len(wanted) == 1 and wanted[0][0] == wanted[0][1]:
        return []
    parts: dict[str, Intervals] = {}
    left = wanted
    for low, high, zone in stage.zones:
        if met := intersection(left, ((low, high),)):
            parts[zone] = union(parts.get(zone, ()), met)
            left = difference(left, met)
    if left:
        parts[""] = union(parts.get("", ()), left)
    several = list(parts.values())
    forks = []
    for part in several[1:]:
        fork = flow.fork()
        fork.narrow(dimension, part)
        forks.append(fork)
    if forks:
        flow.narrow(dimension, several[0])
    forks.reverse()
    return forks


def _settle(flow: Flow, stage: Choose, option: Option, *, told: bool) -> None:
    if stage.how in ("flow", "same"):
        flow.seen += (f"{stage.key}={option.name}",)
    if told and stage.hidden:
        flow.hidden += ((stage.origin.component, option.name),)
    elif told:
        flow.choices += ((stage.dimension, stage.origin.component, option.name),)
        if stage.dimension != "target":  # the leg to a target tells who was chosen
            flow.step(
                stage, "choose", stage.origin._replace(by=option.name, words=f"by {stage.dimension} {option.name}")
            )


def _open_options(flow: Flow, stage: Choose) -> tuple[Option, ...]:
    options = stage.options
    if stage.how == "any" or len(options) == 1:
        return options
    if stage.how == "seen":
        return options[:1] if flow.leg and stage.key in flow.seen else options[1:2]
    if stage.how == "zone":
        return tuple(o for o in options if o.name == flow.zone) or options
    if flow.leg:
        kept = tuple(o for o in options if f"{stage.key}={o.name}" in flow.seen)
        if kept or stage.how == "same":
            return kept or options
    if stage.how == "same":
        return options
    there = flow.packet[CLIENT if flow.leg else SERVER][0][0]
    far = next((zone for low, high, zone in stage.zones if low <= there <= high), "")
    return tuple(o for o in options if o.name in {flow.zone, far}) or options


def track(walk: Mover, flow: Flow, stage: Track) -> None:
    """Let a device with state see the packet; rewritten in between, it is another flow to the device."""
    key = passage(stage, flow)
    flow.watched |= not stage.strict
    if flow.leg == 0:
        if stage.reply_only:
            flow.block(stage, stage.origin, stage.code, "drop")
            walk.resume(flow)
            return
        flow.seen += (stage.key, key)
        if stage.strict:
            flow.owed |= {key}
    elif key not in flow.seen:
        if not flow.hollow:
            words = f"{stage.origin.component} did not see the packet that this answers, and drops it"
            flow.block(stage, stage.origin._replace(words=words), "ASYMMETRIC_RETURN", "drop")
    else:
        flow.owed -= {key}
    flow.step(stage, "inspect", stage.origin)
    flow.node = stage.next


def passage(stage: Track, flow: Flow) -> str:
    """Name a flow as a device knows it."""
    return f"{stage.key} after {len(flow.memory)}"


def mark(walk: Mover, flow: Flow, stage: Mark) -> None:
    """Change what is known of the packet."""
    del walk
    if stage.zone is not None:
        flow.zone = stage.zone
    if (stage.strip or stage.promises) and flow.promise is not None:
        break_promise(flow)
    if stage.strip:
        flow.forget(stage.origin.component, stage.code)
    elif stage.suffix and flow.labels:
        flow.labels = frozenset(label + stage.suffix for label in flow.labels)
    if stage.sender and flow.leg == 0 and flow.memory and flow.memory[-1].device is not None and flow.back is None:
        flow.back = flow.memory[-1].device
        flow.note((f"answers return to {flow.back.subnet} over {stage.origin.component} without a route of their own",))
    if stage.notes and flow.leg == 0:
        flow.note(stage.notes)
    if not stage.silent:
        flow.step(stage, "pass", stage.origin)
    flow.node = stage.next


def break_promise(flow: Flow) -> None:
    """Stop what passed a filter only by a mark that does not survive this hop."""
    origin = flow.promise
    flow.promise = None
    if origin is not None and flow.leg == 0:
        words = f"{origin.words}, but what that names is not preserved on this path"
        flow.block(None, origin._replace(words=words), "SG_REFERENCES_NOT_PRESERVED")


def shortcut(walk: Mover, flow: Flow, stage: Shortcut) -> None:
    """Send an answer that has a way back of its own along it."""
    del walk
    if flow.leg == 0 or flow.back is None:
        flow.node = stage.otherwise
    elif flow.back.subnet == stage.subnet:
        flow.node = flow.back.inner
    else:
        flow.node = stage.through


def jump(walk: Mover, flow: Flow, stage: Jump) -> None:
    """Go on where the way back enters."""
    del walk, stage
    assert flow.back is not None, "a jump is behind a shortcut"
    flow.node = flow.back.outer

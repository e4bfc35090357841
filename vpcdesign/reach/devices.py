"""Devices on a crossing: those that give packets other addresses, keep state, or choose for both ways at once.

Each does to a load what the walk does to a flow. What a reading for many at once cannot do exactly is odd: a second
device that maps ports, a twin that nobody holds, services that become others.
"""

from collections.abc import Callable
from typing import Any

from vpcdesign.algebra.intervals import contains
from vpcdesign.network.stages import Choose, Jump, Mark, Option, Restore, Rewrite, Shortcut, Track, Translate
from vpcdesign.reach.covers import NOTHING, Bits, Cover, alternatives, joined, odd
from vpcdesign.reach.crosser import Crosser, loaded, stripped
from vpcdesign.reach.loads import Held, Load, Point, State, Who
from vpcdesign.reach.rulings import NO_LABELS
from vpcdesign.reach.ways import CELL, LEG, TWINS


def translate(of: Crosser, stage: Translate, state: State, bits: Bits) -> Cover:
    """Replace an address by its twin: that of the sender, or that of everybody who is addressed."""
    of.ways.look(LEG)
    load = of.loads.of(state.load)
    if stage.strip:
        if load.promised and not state.leg:
            return NOTHING
        state = stripped(of, state)
    client = stage.of_source == (state.leg == 0)
    name, who = ("client", load.client) if client else ("server", load.server)
    if isinstance(who, Point):
        if not contains(stage.keep, who.at):
            if who.at not in stage.pairs:
                return NOTHING
            state = loaded(of, state, **{name: Point(stage.pairs[who.at])})
        return of.follow(stage.next, state, bits)
    if client == (state.leg == 0):
        return _sent(of, stage, state, (name, who), bits)
    return _addressed(of, stage, state, (name, who), bits)


def _sent(of: Crosser, stage: Translate, state: State, named: tuple[str, int | None], bits: Bits) -> Cover:
    """Translate the address that packets come from: one for all of them."""
    name, who = named
    standing = of.ways.stand(state, CELL | TWINS if stage.keep else TWINS)
    if stage.keep and contains(stage.keep, of.views.examples[of.views.source(standing, who)][0][0]):
        return of.follow(stage.next, state, bits)
    table = id(stage.pairs)
    if who is None:
        given = standing.twin(table)
        if given is None:
            return NOTHING
        return odd(bits) if given.cell is None else of.follow(stage.next, loaded(of, state, **{name: table}), bits)
    given = standing.twin(who)
    assert given is not None
    if table in given.inverse:
        return of.follow(stage.next, loaded(of, state, **{name: None}), bits)
    return odd(bits) if table in given.others else NOTHING


def _addressed(of: Crosser, stage: Translate, state: State, named: tuple[str, int | None], bits: Bits) -> Cover:
    """Translate the addresses that packets go to: to everybody his own."""
    name, who = named
    table = id(stage.pairs)
    kept = of.views.within(who, stage.keep) & bits if stage.keep else 0
    left = bits & ~kept
    found = [of.follow(stage.next, state, kept)]
    if who is None:
        known, lost, strange = of.views.have(table)
        strange |= lost
        found.append(odd(left & strange))
        found.append(of.follow(stage.next, loaded(of, state, **{name: table}), left & known & ~strange))
    else:
        back, other = of.views.turned_back(who, table)
        found.append(odd(left & other))
        found.append(of.follow(stage.next, loaded(of, state, **{name: None}), left & back))
    return joined(found)


def rewrite(of: Crosser, stage: Rewrite, state: State, bits: Bits) -> Cover:
    """Open a connection of its own, and remember the packet."""
    of.ways.look(LEG)
    if state.leg:
        return NOTHING
    load = of.loads.of(state.load)
    mapped = stage.client_ports is not None
    forgets = stage.labels is not None or stage.strip or (state.marks is None and not load.labels)
    portless = stage.port is not None and not load.ported
    if stage.server_offset or portless or (mapped and load.ports is not None) or not forgets:
        return odd(bits)
    if stage.hairpin and stage.server is not None and (said := of.itself(state, Point(stage.server))) is not False:
        return NOTHING if said else odd(bits)
    if load.promised and stage.labels is None:
        return NOTHING if stage.strip else odd(bits)
    held = Held(stage.key, load.client, load.server, load.ports, load.port, load.back, stage.back)
    after = loaded(
        of,
        state if stage.labels is not None else stripped(of, state),
        server=load.server if stage.server is None else Point(stage.server),
        ports=stage.client_ports if mapped else load.ports,
        port=load.port if stage.port is None else stage.port,
        memory=(*load.memory, held),
        back=stage.back if stage.sticky else load.back,
        takers=load.takers | {stage.taker} if stage.taker else load.takers,
        promised=False,
    )
    if stage.labels is not None:
        settled = state.kept if load.settled is None else load.settled
        after = loaded(of, after._replace(marks=None), labels=stage.labels, settled=settled)
    covers = []
    for client in stage.clients or (None,):
        who: Who = load.client if client is None else Point(client)
        covers.append(of.follow(stage.next, loaded(of, after, client=who), bits))
    cover = alternatives(of.pool, covers)
    return cover if stage.services is None else of.narrow(state, cover, of.pool.number(stage.services))


def restore(of: Crosser, stage: Restore, state: State, bits: Bits) -> Cover:
    """Give answers the header that the packet had before the device."""
    if not state.load and stage.fresh is not None and stage.fresh == stage.stray:
        return of.follow(stage.fresh, state, bits)
    of.ways.look(LEG)
    if state.leg == 0:
        return NOTHING if stage.fresh is None else of.follow(stage.fresh, state, bits)
    load = of.loads.of(state.load)
    at = next((at for at in range(len(load.memory) - 1, -1, -1) if load.memory[at].key == stage.key), None)
    if at is None:
        return NOTHING if stage.stray is None else of.follow(stage.stray, state, bits)
    held = load.memory[at]
    now = Load(held.client, held.server, held.ports, load.memory[:at], held.back, load.seen, load.owed, held.port)
    return of.follow(stage.next, state._replace(load=of.loads.number(now)), bits)


def marked(of: Crosser, stage: Mark, state: State) -> State | None:
    """Give what is known of packets behind a mark; None where none gets past it."""
    zone = state.zone if stage.zone is None else stage.zone
    marks = None if stage.strip or state.marks is None else state.marks + stage.suffix
    kept = state.kept and not (stage.strip or stage.promises)
    state = State(state.standing, state.leg, zone, marks, kept, state.load)
    if state.load and not state.leg:
        load = of.loads.of(state.load)
        if load.promised and (stage.strip or stage.promises):
            return None
        if stage.sender and load.memory and load.back is None:
            state = loaded(of, state, back=load.memory[-1].device)
        if load.labels and (stage.strip or stage.suffix):
            labels = NO_LABELS if stage.strip else frozenset(label + stage.suffix for label in load.labels)
            state = loaded(of, state, labels=labels)
    return state


def track(of: Crosser, stage: Track, state: State, bits: Bits) -> Cover:
    """Let a device see the packets; an answer passes only where its packet did."""
    of.ways.look(LEG)
    load = of.loads.of(state.load)
    key = f"{stage.key} after {len(load.memory)}"
    if not {stage.key, key}.isdisjoint(of.private):
        return odd(bits)
    if state.leg:
        if key not in load.seen:
            return NOTHING
        return of.follow(stage.next, loaded(of, state, owed=load.owed - {key}), bits)
    if stage.reply_only:
        return NOTHING
    owed = load.owed | {key} if stage.strict else load.owed
    return of.follow(stage.next, loaded(of, state, seen=load.seen | {stage.key, key}, owed=owed), bits)


def choose(of: Crosser, stage: Choose, state: State, bits: Bits) -> Cover:
    """Follow every option that the network has; one that only a host knows is walked."""
    if stage.how not in {"any", "zone"}:
        of.ways.look(LEG)
    if len(stage.options) > 1 and stage.hidden:
        return odd(bits)
    if stage.key in of.private and stage.how in ("flow", "same", "seen"):
        return odd(bits)
    found = []
    for options, some in _options(of, stage, state, bits):
        covers = []
        for one in options:
            after = state
            if stage.how in ("flow", "same"):
                after = loaded(of, state, seen=of.loads.of(state.load).seen | {f"{stage.key}={one.name}"})
            covers.append(of.follow(one.next, after, some))
        found.append(covers[0] if len(covers) == 1 else alternatives(of.pool, covers))
    return found[0] if len(found) == 1 else joined(found)


def _options(of: Crosser, stage: Choose, state: State, bits: Bits) -> list[tuple[tuple[Option, ...], Bits]]:
    """Give the open options, and for whom."""
    options = stage.options
    if stage.how == "any" or len(options) == 1:
        return [(options, bits)]
    load = of.loads.of(state.load)
    if stage.how == "seen":
        return [(options[:1] if state.leg and stage.key in load.seen else options[1:2], bits)]
    if stage.how == "zone":
        return [(tuple(one for one in options if one.name == of.ways.zone(state)) or options, bits)]
    if state.leg:
        kept = tuple(one for one in options if f"{stage.key}={one.name}" in load.seen)
        if kept or stage.how == "same":
            return [(kept or options, bits)]
    if stage.how == "same":
        return [(options, bits)]
    return [
        (tuple(one for one in options if one.name in {of.ways.zone(state), far}) or options, some)
        for far, some in _zones(of, stage, load.client if state.leg else load.server, bits)
    ]


def _zones(of: Crosser, stage: Choose, who: Who, bits: Bits) -> list[tuple[str, Bits]]:
    """Part those who are addressed by their zones."""

    def zone(address: int) -> str:
        return next((zone for low, high, zone in stage.zones if low <= address <= high), "")

    if isinstance(who, Point):
        return [(zone(who.at), bits)]
    found: dict[str, Bits] = {}
    for cell, some in of.views.cells(who).items():
        if some & bits:
            far = zone(of.views.examples[cell][0][0])
            found[far] = found.get(far, 0) | some & bits
    return list(found.items())


def shortcut(of: Crosser, stage: Shortcut, state: State, bits: Bits) -> Cover:
    """Send answers that have a way back of their own along it."""
    back = of.loads.of(state.load).back if state.leg else None
    if back is None:
        return of.follow(stage.otherwise, state, bits)
    return of.follow(back.inner if back.subnet == stage.subnet else stage.through, state, bits)


def jump(of: Crosser, stage: Jump, state: State, bits: Bits) -> Cover:
    """Go on where the way back enters."""
    del stage
    back = of.loads.of(state.load).back
    assert back is not None, "a jump is behind a shortcut"
    return of.follow(back.outer, state, bits)


Handler = Callable[[Any, Any, State, Bits], Cover]

HANDLERS: dict[type, Handler] = {
    Translate: translate,
    Rewrite: rewrite,
    Restore: restore,
    Track: track,
    Choose: choose,
    Shortcut: shortcut,
    Jump: jump,
}

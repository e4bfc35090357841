"""What crosses the shared network: from one place to all others at once, the services that may and those that must.

The same stages as the walk's, read for sets of destinations (a bit for each place) instead of one packet set; what
devices do to headers and remember is in the load of a state. A stage that this reading does not understand makes the
places behind it odd: they are walked. A packet that comes back to where it was is lost in the walk as well, but what is
remembered of a loop is not safe to reuse, so that is odd too.
"""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from vpcdesign.algebra.intervals import contains, size, subset, union
from vpcdesign.algebra.portsets import FULL
from vpcdesign.algebra.services import FAMILIES, Family
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import (
    Deliver,
    Filter,
    Forward,
    Jump,
    Mark,
    Node,
    Restore,
    Shortcut,
    Stage,
    Stop,
    Switch,
    Track,
)
from vpcdesign.reach import devices, lists
from vpcdesign.reach.covers import NOTHING, Bits, Cover, Fare, cases, joined, narrowed, odd
from vpcdesign.reach.crosser import loaded
from vpcdesign.reach.loads import NOTHING_SEEN, Load, Loads, Point, State, Who
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.sieves import Sieves
from vpcdesign.reach.views import Views
from vpcdesign.reach.ways import CELL, LEG, NAME, TWINS, Ways

DEEPEST = 100
"""No path of AWS has so many stages between two addresses; what goes deeper is walked, as Python's own stack ends."""

LONGEST = 30
"""Nor so many marks one after the other."""

WITH_PORTS = union(FAMILIES[Family.TCP], FAMILIES[Family.UDP])

TOGETHER = 16
"""To so many places answers are followed at once, though only some of these are asked about."""

QUICK = frozenset({Shortcut, Restore, Jump, Track})
"""Ways seldom meet in these stages: they are quicker passed again than remembered."""

STRAIGHT_BACK = Fare(FULL, FULL, None, kept=False)
"""How answers come home: of them nobody asks for marks or promises."""

Handler = Callable[["Crossings", Any, State, Bits], Cover]


class Crossings:
    """Crosses one network; remembers every part of a way, for all who take it."""

    def __init__(self, places: Places, rulings: Rulings) -> None:
        self.rulings = rulings
        self.pool = rulings.pool
        self._begin(places, Views(places))
        self.sieves = Sieves(rulings, self.views)

    def _begin(self, places: Places, views: Views) -> None:
        """Begin with no way known."""
        self.places, self.views = places, views
        self.loads = Loads()
        self.private = places.keys
        self.stages = places.network.stages
        self.odd: Bits = views.odd
        self.ways = Ways(views.standings, views.firsts)
        self._open: dict[Node, tuple[tuple[State, Bits], ...]] = {}
        self._depth = 0
        self._met_at: dict[Node, Stage | None] = {}
        self._legs: dict[tuple[int, int], Cover] = {}
        self._towards: dict[tuple[int, Bits], Cover] = {}
        self._answers: dict[tuple[int, int, Bits], Cover] = {}

    def after(self, places: Places, rulings: Rulings, swapped: Mapping[int, Rules]) -> "Crossings":
        """Cross a network in which only some rules stand for others, and some places may be odd; no way is known."""
        other = copy(self)
        other._begin(places, self.views.after(places, swapped))  # noqa: SLF001 - its own class
        other.rulings, other.sieves = rulings, self.sieves.after(rulings, other.views, swapped)
        return other

    def leg(self, place: int, leg: int) -> Cover:
        """Give how everybody of a place fares on the way to everybody else; leg 1 are its answers."""
        known = self._legs.get((place, leg))
        if known is None:
            everybody = self.views.families[self.views.family[place]]
            known = self._legs[place, leg] = self._cross(place, leg, 0, everybody)
        return known

    def towards(self, place: int, bits: Bits) -> Cover:
        """Give how everybody of a place fares on the way to some."""
        known = self._legs.get((place, 0))
        if known is None:
            known = self._towards.get((place, bits))
            if known is None:
                known = self._cross(place, 0, 0, self.views.families[self.views.family[place]] & bits)
                self._towards[place, bits] = known
            return known
        return Cover({fare: met for fare, some in known.fares.items() if (met := some & bits)}, known.odd, known.forked)

    def answers(self, place: int, to: int, load: int, *, few: Bits = 0) -> Cover:
        """Give how answers of a place to packets with such a load get back to one that sent them, and those near it.

        Where only a `few` send nothing is found out of how answers fare that get to others.
        """
        if not load and (not few or (place, 1) in self._legs):
            return self.leg(place, 1)
        near = self._beside(to, few) if few and not load else self.views.near[to]
        known = self._answers.get((place, load, near))
        if known is None:
            known = self._answers[place, load, near] = self._cross(place, 1, load, near)
        return known

    def _beside(self, place: int, few: Bits) -> Bits:
        """Give some who send together; with one that does so alone, whoever has a number near his.

        Whoever asks about that one mostly asks about these too.
        """
        low = place - place % TOGETHER
        some = few if few >> place & 1 and few & few - 1 else (1 << TOGETHER) - 1 << low
        return some & self.views.families[self.views.family[place]]

    def _cross(self, place: int, leg: int, load: int, bits: Bits) -> Cover:
        one = self.places.places[place]
        node = one.answer if leg else one.start
        zone = one.end.endpoint.zone if leg else ""
        lost = 0
        standing = self.views.standing_of[place]
        if load:
            borne = self.loads.of(load)
            plain = borne._replace(labels=None, settled=None, takers=NOTHING_SEEN, answerer="", ported=False)
            load = self.loads.number(plain)
            lost = self._unaddressed(borne, bits)
            if borne.answerer:
                zone = self.places.network.endpoints[borne.answerer].zone
                way, strange = self._answering(borne)
                if strange is None:
                    return odd(bits | self.odd)
                node, lost = way, lost | strange & bits
            elif isinstance(borne.client, Point) and self._is_near(one.end.endpoint.id, borne.client):
                return odd(bits | self.odd)
        if node is None:
            return Cover({}, lost | self.odd)
        state = State(standing, leg, zone, None if leg else "", not leg, load)
        found = self.follow(node, state, bits & ~lost)
        return Cover(found.fares, found.odd | lost | self.odd, found.forked)

    def _answering(self, load: Load) -> tuple[Node | None, Bits | None]:
        """Give where answers of somebody who was not asked himself set out, and whom he knows otherwise; None: all."""
        head = self.places.answering[load.answerer]
        if any(layer.pardon not in load.seen for layer in head.layers):
            return None, None
        if isinstance(load.client, Point):
            special = head.special
            met = special is not None and any(
                a <= load.client.at <= b for a, b in zip(special.lows, special.highs, strict=True)
            )
            return head.exit, None if met else 0
        strange = 0
        for name in (load.answerer, *self.places.apart.get(load.answerer, ())):
            strange |= self.views.home(name)
        return head.exit, strange

    def _is_near(self, name: str, point_: Point) -> bool:
        """Tell whether somebody has an address himself, or knows it otherwise than by the shared network."""
        near = (name, *self.places.apart.get(name, ()))
        return any(contains(self.places.network.endpoints[one].addresses, point_.at) for one in near)

    def _unaddressed(self, load: Load, bits: Bits) -> Bits:
        """Give those whom answers cannot be addressed to by the address that they bear: nobody knows it."""
        client = load.client
        if client is None or isinstance(client, Point):
            return 0
        known, lost, strange = self.views.have(client)
        return bits & (lost | strange | ~known)

    def follow(self, node: Node, state: State, bits: Bits) -> Cover:
        """Give how packets for some places fare from a stage on."""
        if not bits:
            return NOTHING
        stage = self._met_at[node] if node in self._met_at else self._read(node)
        met = 0
        while type(stage) is Mark:
            marked = devices.marked(self, stage, state)
            if marked is None:
                return NOTHING
            state, node, met = marked, stage.next, met + 1
            if met == LONGEST:
                return self.lost(bits)
            stage = self._met_at[node] if node in self._met_at else self._read(node)
        if type(stage) in QUICK:
            return self._met(node, stage, state, bits)
        ways = self.ways
        known = ways.known(node, state, bits)
        if known is None:
            if state.leg and not state.load and not ways.by_leg(node, bits):
                self.follow(node, State(state.standing, 0, state.zone), bits)  # mostly nobody looks: it is known then
                known = ways.known(node, state, bits)
                if known is not None:
                    return known
            before = ways.begin()
            known = self._met(node, stage, state, bits)
            ways.keep(node, state, bits, known, before)
        return known

    def _read(self, node: Node) -> Stage | None:
        """Read a stage of the network; where the shared network has a table, that is asked for it."""
        stage = self._met_at[node] = None if node in self.places.tables.by_node else self.stages[node]
        return stage

    def _met(self, node: Node, stage: Stage | None, state: State, bits: Bits) -> Cover:
        """Meet a stage or a table, unless packets have come back to where they are already being followed from."""
        opened = self._open.get(node, ())
        if self._depth > DEEPEST or (opened and any(bits & some and state == one for one, some in opened)):
            return self.lost(bits)
        self._open[node] = (*opened, (state, bits))
        self._depth += 1
        if stage is None:
            found = self._table(node, state, bits)
        else:
            handler = HANDLERS.get(type(stage))
            found = odd(bits) if handler is None else handler(self, stage, state, bits)
        self._depth -= 1
        self._open[node] = opened
        return found

    def lost(self, bits: Bits) -> Cover:
        """Give up a way that is too long, or comes back to where it was."""
        return odd(bits)

    def ask(self, several: tuple[Rules, ...], state: State, bits: Bits, then: lists.Then) -> Cover:
        """Ask lists one after the other, and go on with what they let through."""
        return lists.listed(self, several, state, bits, then)

    def addressed(self, state: State) -> Who:
        """Give whom packets are addressed to, as they are now."""
        if not state.load:
            return None
        load = self.loads.of(state.load)
        return load.client if state.leg else load.server

    def source(self, state: State) -> int:
        """Give the cell that packets come from, as they are now."""
        if not state.load:
            return self.ways.stand(state, CELL).cell
        load = self.loads.of(state.load)
        who = load.server if state.leg else load.client
        if isinstance(who, Point):
            return self.views.cell_of(who)
        return self.views.source(self.ways.stand(state, CELL if who is None else CELL | TWINS), who)

    def itself(self, state: State, point_: Point) -> bool | None:
        """Tell whether an address is that of the sender; None is not known."""
        client = self.loads.of(state.load).client
        if client is not None:
            return client == point_ if isinstance(client, Point) else None
        end = self.places.network.endpoints.get(self.ways.stand(state, NAME).name)
        if end is None or not contains(end.addresses, point_.at):
            return False
        return True if size(end.addresses) == 1 else None

    def _table(self, node: Node, state: State, bits: Bits) -> Cover:
        """Go by destination: to the hosts that the table delivers to itself, and on to other stages."""
        to = self.addressed(state)
        if isinstance(to, Point):
            next_ = self.places.tables.sends(node, to.at, self.stages)
            return NOTHING if next_ is None else self.follow(next_, state, bits)
        found = [
            self.ask(asked, state, met, self.arrive)
            for asked, some in self.views.delivered(node, to)
            if (met := some & bits)
        ]
        left = bits & ~self.views.taken(node, to)
        if left:
            for next_, some in self.views.routed(node, to):
                if met := some & left:
                    found.append(self.follow(next_, state, met))
        return found[0] if len(found) == 1 else joined(found)

    def arrive(self, state: State, bits: Bits) -> Cover:
        """Come to whom it is for; answers count only where they are as they were asked."""
        if not state.load:
            fare = STRAIGHT_BACK if state.leg else Fare(FULL, FULL, state.marks, state.kept)
            return Cover({fare: bits}, 0)
        if not state.leg:
            load = self.loads.of(state.load)
            if (isinstance(load.server, Point) or load.port is not None) and not load.answerer:
                return odd(bits)
            kept = state.kept if load.settled is None else load.settled
            if load.promised:
                state = loaded(self, state, promised=False)
            return Cover({Fare(FULL, FULL, state.marks, kept, state.load): bits}, 0)
        load = self.loads.of(state.load)
        if any(held.key in self.places.tables.tails.restored for held in load.memory):
            return odd(bits)
        if load.client is not None or load.server is not None:
            return odd(bits) if self._maybe_right(state, load) else NOTHING
        if load.ports is not None or load.port is not None:
            return odd(bits)
        if load.owed:
            return NOTHING
        return Cover({STRAIGHT_BACK: bits}, 0)

    def _maybe_right(self, state: State, load: Load) -> bool:
        """Tell whether an address that was given may be the one that was asked for all that."""
        del state
        for who in (load.client, load.server):
            if isinstance(who, Point) and not self.views.held(who):
                return False
            if isinstance(who, int) and not any(a == b for a, b in self.places.pairs.by_id[who].items()):
                return False
        return True

    def narrow(self, state: State, cover: Cover, number: int) -> Cover:
        """Let only some services through, which packets and answers name as they are now."""
        if not state.load:
            return narrowed(self.pool, cover, number)
        load = self.loads.of(state.load)
        if not state.leg and load.port is not None:
            number = self.rulings.asked(number, load.port)
        return narrowed(self.pool, cover, number, mapped=bool(state.leg) and load.ports is not None)

    def switch(self, stage: Switch, state: State, bits: Bits) -> Cover:
        """Go by service."""
        self.ways.look(LEG)
        if state.leg:
            return odd(bits)
        found = []
        port = self.loads.of(state.load).port
        for case in stage.cases:
            number = self.pool.number(case.services)
            ported = subset(case.services, WITH_PORTS)
            after = loaded(self, state, ported=True) if ported else state
            asked = number if port is None else self.rulings.asked(number, port)
            found.append((self.follow(case.next, after, bits), asked))
        return cases(self.pool, found)

    def deliver(self, stage: Deliver, state: State, bits: Bits) -> Cover:
        """Past no table: who is at home has arrived if he is met by name, else is walked; nobody else gets anything."""
        self.ways.look(LEG)
        home = self.views.home(stage.endpoint)
        named = stage.endpoint in self.places.named
        if state.leg:
            return self.arrive(state, bits & home) if named else odd(bits & home)
        load = self.loads.of(state.load)
        for taker in load.takers:
            if taker in self.places.network.endpoints and taker not in self.places.named:
                return odd(bits)
            home |= self.views.home(taker)
        if not named:
            return odd(bits & home)
        return self.arrive(loaded(self, state, answerer=stage.endpoint), bits & home)


def _table_of_somebody(crossings: Crossings, stage: Forward, state: State, bits: Bits) -> Cover:
    """A table that belongs to somebody is not asked by others."""
    del crossings, stage, state
    return odd(bits)


def _stop(crossings: Crossings, stage: Stop, state: State, bits: Bits) -> Cover:
    del crossings, stage, state, bits
    return NOTHING


HANDLERS: dict[type, Handler] = {
    Forward: _table_of_somebody,
    Filter: lists.pass_filter,
    Switch: Crossings.switch,
    Deliver: Crossings.deliver,
    Stop: _stop,
    **devices.HANDLERS,
}
"""What is missing here is odd: Opaque."""

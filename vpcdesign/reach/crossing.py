"""What crosses the shared network: from one place to all others at once, the services that may and those that must.

The same stages as the walk's, read for sets of destinations (a bit for each place) instead of one packet set; what
devices do to headers and remember is in the load of a state. A stage that this reading does not understand makes the
places behind it odd: they are walked. A packet that comes back to where it was is lost in the walk as well, but what is
remembered of a loop is not safe to reuse, so that is odd too.
"""

from collections.abc import Callable, Iterator
from typing import Any

from vpcdesign.algebra.intervals import Intervals, point
from vpcdesign.algebra.portsets import FULL
from vpcdesign.network.stages import Deliver, Filter, Forward, Node, Rules, Stop, Switch
from vpcdesign.reach import devices
from vpcdesign.reach.covers import NOTHING, Bits, Cover, Fare, cases, joined, narrowed, odd
from vpcdesign.reach.loads import Load, Loads, Point, State, Who
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import Rulings
from vpcdesign.reach.views import Views

DEEPEST = 150
"""No path of AWS has so many stages; what goes deeper is walked."""

FEW = 12
"""Of so few each is looked at by itself."""

Handler = Callable[["Crossings", Any, State, Bits], Cover]


class Crossings:
    """Crosses one network; remembers every part of a way, for all who take it."""

    def __init__(self, places: Places, rulings: Rulings) -> None:
        self.places = places
        self.rulings = rulings
        self.pool = rulings.pool
        self.views = Views(places)
        self.loads = Loads()
        self.private = places.keys
        self.stages = places.network.stages
        whole = places.places
        self._family = [one.end.addresses[0][0] >> 128 for one in whole]
        self._families = {
            family: sum(1 << number for number, one in enumerate(self._family) if one == family)
            for family in set(self._family)
        }
        self.odd: Bits = self.views.odd
        self._known: dict[tuple[Node, State, Bits], Cover] = {}
        self._open: dict[tuple[Node, State], Bits] = {}
        self._legs: dict[tuple[int, int], Cover] = {}
        self._answers: dict[tuple[int, int, Bits], Cover] = {}
        starts: dict[tuple[Node | None, int], Bits] = {}
        for number, one in enumerate(whole):
            key = (one.start, self._family[number])
            starts[key] = starts.get(key, 0) | 1 << number
        self._near = [starts[one.start, self._family[number]] for number, one in enumerate(whole)]

    def leg(self, place: int, leg: int) -> Cover:
        """Give how everybody of a place fares on the way to everybody else; leg 1 are its answers."""
        known = self._legs.get((place, leg))
        if known is None:
            everybody = self._families[self._family[place]]
            known = self._legs[place, leg] = self._cross(place, leg, 0, everybody)
        return known

    def answers(self, place: int, to: int, load: int) -> Cover:
        """Give how answers of a place to packets with such a load get back to one that sent them, and those near it."""
        if not load:
            return self.leg(place, 1)
        near = self._near[to]
        known = self._answers.get((place, load, near))
        if known is None:
            known = self._answers[place, load, near] = self._cross(place, 1, load, near)
        return known

    def _cross(self, place: int, leg: int, load: int, bits: Bits) -> Cover:
        one = self.places.places[place]
        node = one.answer if leg else one.start
        if node is None:
            return Cover({}, self.odd)
        zone = one.end.endpoint.zone if leg else ""
        state = State(self.views.standing_of[place], leg, zone, None if leg else "", not leg, load)
        lost = self._unaddressed(state, bits) if load else 0
        found = self.follow(node, state, bits & ~lost)
        return found._replace(odd=found.odd | lost | self.odd)

    def _unaddressed(self, state: State, bits: Bits) -> Bits:
        """Give those whom answers cannot be addressed to by the address that they bear: nobody knows it."""
        client = self.loads.of(state.load).client
        if client is None or isinstance(client, Point):
            return 0
        known, lost, strange = self.views.have(client)
        return bits & (lost | strange | ~known)

    def follow(self, node: Node, state: State, bits: Bits) -> Cover:
        """Give how packets for some places fare from a stage on."""
        if not bits:
            return NOTHING
        key = (node, state, bits)
        known = self._known.get(key)
        if known is not None:
            return known
        here = (node, state)
        opened = self._open.get(here, 0)
        if bits & opened or len(self._open) > DEEPEST:
            return odd(bits)
        handler = HANDLERS.get(type(self.stages[node]))
        if handler is None:
            known = odd(bits)
        else:
            self._open[here] = opened | bits
            shared = node in self.places.tables.by_node
            known = self._table(node, state, bits) if shared else handler(self, self.stages[node], state, bits)
            if opened:
                self._open[here] = opened
            else:
                del self._open[here]
        self._known[key] = known
        return known

    def addressed(self, state: State) -> Who:
        """Give whom packets are addressed to, as they are now."""
        if not state.load:
            return None
        load = self.loads.of(state.load)
        return load.client if state.leg else load.server

    def source(self, state: State) -> int:
        """Give the cell that packets come from, as they are now."""
        if not state.load:
            return self.views.standings[state.standing].cell
        load = self.loads.of(state.load)
        return self.views.source(state.standing, load.server if state.leg else load.client)

    def _table(self, node: Node, state: State, bits: Bits) -> Cover:
        """Go by destination: to the hosts that the table delivers to itself, and on to other stages."""
        to = self.addressed(state)
        if isinstance(to, Point):
            stage = self.stages[node]
            assert isinstance(stage, Forward)
            route = next(
                (r for a, b, r in zip(stage.lows, stage.highs, stage.routes, strict=True) if a <= to.at <= b),
                stage.miss,
            )
            return NOTHING if route.next is None else self.follow(route.next, state, bits)
        found: list[Cover] = []
        for lists, some in self.views.delivered(node, to):
            if some & bits:
                found.append(self.listed(lists, state, some & bits, lambda left: self.arrive(state, left)))
        left = bits & ~self.views.taken(node, to)
        if left:
            found.extend(self.follow(next_, state, some & left) for next_, some in self.views.routed(node, to))
        return found[0] if len(found) == 1 else joined(found)

    def arrive(self, state: State, bits: Bits) -> Cover:
        """Come to whom it is for; answers count only where they are as they were asked."""
        if not state.leg:
            if isinstance(self.addressed(state), Point):
                return odd(bits)
            return Cover({Fare(FULL, FULL, state.marks, state.kept, state.load): bits}, 0)
        if state.load:
            load = self.loads.of(state.load)
            if any(held.key in self.places.tables.tails.restored for held in load.memory):
                return odd(bits)
            if load.client is not None or load.server is not None:
                return odd(bits) if self._maybe_right(state, load) else NOTHING
            if load.ports is not None:
                return odd(bits)
            if load.owed:
                return NOTHING
        return Cover({Fare(FULL, FULL, None, kept=False): bits}, 0)

    def _maybe_right(self, state: State, load: Load) -> bool:
        """Tell whether an address that was given may be the one that was asked for all that."""
        del state
        for who in (load.client, load.server):
            if isinstance(who, Point) and not self.views.held(who):
                return False
            if isinstance(who, int) and not any(a == b for a, b in self.places.pairs.by_id[who].items()):
                return False
        return True

    def listed(self, lists: tuple[Rules, ...], state: State, bits: Bits, then: Callable[[Bits], Cover]) -> Cover:
        """Ask lists one after the other, and go on with what they let through."""
        if not lists:
            return then(bits)
        first, rest = lists[0], lists[1:]
        shape = self.rulings.shape(first)
        if shape.open:
            return self.listed(rest, state, bits, then)
        if shape.odd or (shape.labelled and (state.leg or state.marks is not None)):
            return odd(bits)
        strange = 0
        passing: dict[int, Bits] = {}
        source = self.source(state)
        for cell, some in self._cells(state, bits) if shape.by_destination else ((-1, bits),):
            to = self.views.examples[cell] if cell >= 0 else self._example(some)
            said = self.rulings.said(first, (source, cell), (self.views.examples[source], to))
            if said is None or said[1]:
                strange |= some
            elif said[0]:
                passing[said[0]] = passing.get(said[0], 0) | some
        mapped = bool(state.leg and state.load and self.loads.of(state.load).ports is not None)
        found = [
            narrowed(self.pool, self.listed(rest, state, some, then), number, mapped=mapped)
            for number, some in passing.items()
        ]
        return found[0] if len(found) == 1 and not strange else joined([*found, odd(strange)])

    def _cells(self, state: State, bits: Bits) -> Iterator[tuple[int, Bits]]:
        """Give the cells that packets are addressed to."""
        to = self.addressed(state)
        if isinstance(to, Point):
            yield self.views.cell_of(to), bits
            return
        if to is None and bits.bit_count() < FEW:
            yield from self.views.few_cells(bits)
            return
        for cell, whole in self.views.cells(to).items():
            if whole & bits:
                yield cell, whole & bits

    def _example(self, bits: Bits) -> Intervals:
        """Give an address of the family that packets are of."""
        return point(self.places.places[(bits & -bits).bit_length() - 1].end.addresses[0][0])

    def filter(self, stage: Filter, state: State, bits: Bits) -> Cover:
        """Ask a list of the shared network; the state of hosts is kept by nobody else."""
        if stage.spares and self.loads.of(state.load).back is not None:
            return self.follow(stage.next, state, bits)
        if stage.opens or stage.pardon:
            if not {stage.opens, stage.pardon}.isdisjoint(self.private):
                return odd(bits)
            seen = self.loads.of(state.load).seen
            if state.leg and stage.pardon in seen:
                return self.follow(stage.next, state, bits)
            after = devices.loaded(self, state, seen=seen | {stage.opens}) if stage.opens else state
            return self.listed((stage.rules,), state, bits, lambda left: self.follow(stage.next, after, left))
        return self.listed((stage.rules,), state, bits, lambda left: self.follow(stage.next, state, left))

    def switch(self, stage: Switch, state: State, bits: Bits) -> Cover:
        """Go by service."""
        if state.leg:
            return odd(bits)
        number = self.pool.number
        return cases(self.pool, [(self.follow(c.next, state, bits), number(c.services)) for c in stage.cases])

    def deliver(self, stage: Deliver, state: State, bits: Bits) -> Cover:
        """Past no table: who is at home has arrived if he is outside, else is walked; nobody else gets anything."""
        home = bits & self.views.home(stage.endpoint)
        if not home or stage.endpoint not in self.places.outside or isinstance(self.addressed(state), Point):
            return odd(home)
        return self.arrive(state, home)


def _table_of_somebody(crossings: Crossings, stage: Forward, state: State, bits: Bits) -> Cover:
    """A table that belongs to somebody is not asked by others."""
    del crossings, stage, state
    return odd(bits)


def _stop(crossings: Crossings, stage: Stop, state: State, bits: Bits) -> Cover:
    del crossings, stage, state, bits
    return NOTHING


HANDLERS: dict[type, Handler] = {
    Forward: _table_of_somebody,
    Filter: Crossings.filter,
    Switch: Crossings.switch,
    Deliver: Crossings.deliver,
    Stop: _stop,
    **devices.HANDLERS,
}
"""What is missing here is odd: Opaque."""

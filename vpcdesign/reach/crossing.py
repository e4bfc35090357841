"""What crosses the shared network: from one place to all others at once, the services that may and those that must.

The same stages as the walk's, read for sets of destinations (a bit for each place) instead of one packet set; what
devices do to headers and remember is in the load of a state. A stage that this reading does not understand makes the
places behind it odd: they are walked. A packet that comes back to where it was is lost in the walk as well, but what is
remembered of a loop is not safe to reuse, so that is odd too.
"""

from collections.abc import Callable, Iterator
from typing import Any

from vpcdesign.algebra.intervals import Intervals, contains, of, point, size, subset, union
from vpcdesign.algebra.portsets import EMPTY, FULL
from vpcdesign.algebra.services import FAMILIES, Family
from vpcdesign.network.stages import Deliver, Filter, Forward, Node, Rules, Stop, Switch
from vpcdesign.reach import devices
from vpcdesign.reach.covers import NOTHING, Bits, Cover, Fare, cases, joined, narrowed, odd
from vpcdesign.reach.loads import NOTHING_SEEN, Load, Loads, Point, State, Who
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import NO_LABELS, Rulings, Said
from vpcdesign.reach.views import Views

DEEPEST = 150
"""No path of AWS has so many stages; what goes deeper is walked."""

WITH_PORTS = union(FAMILIES[Family.TCP], FAMILIES[Family.UDP])
FEW = 12
"""Of so few each is looked at by itself."""

Handler = Callable[["Crossings", Any, State, Bits], Cover]
Then = Callable[[State, Bits], Cover]


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
        self._before: dict[tuple[int, int], int] = {}
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
        if node is None:
            return Cover({}, lost | self.odd)
        state = State(standing, leg, zone, None if leg else "", not leg, load)
        found = self.follow(node, state, bits & ~lost)
        return found._replace(odd=found.odd | lost | self.odd)

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
                found.append(self.listed(lists, state, some & bits, self.arrive))
        left = bits & ~self.views.taken(node, to)
        if left:
            found.extend(self.follow(next_, state, some & left) for next_, some in self.views.routed(node, to))
        return found[0] if len(found) == 1 else joined(found)

    def arrive(self, state: State, bits: Bits) -> Cover:
        """Come to whom it is for; answers count only where they are as they were asked."""
        if not state.leg:
            load = self.loads.of(state.load)
            if (isinstance(load.server, Point) or load.port is not None) and not load.answerer:
                return odd(bits)
            kept = state.kept if load.settled is None else load.settled
            if load.promised:
                state = devices.loaded(self, state, promised=False)
            return Cover({Fare(FULL, FULL, state.marks, kept, state.load): bits}, 0)
        if state.load:
            load = self.loads.of(state.load)
            if any(held.key in self.places.tables.tails.restored for held in load.memory):
                return odd(bits)
            if load.client is not None or load.server is not None:
                return odd(bits) if self._maybe_right(state, load) else NOTHING
            if load.ports is not None or load.port is not None:
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

    def listed(self, lists: tuple[Rules, ...], state: State, bits: Bits, then: Then) -> Cover:
        """Ask lists one after the other, and go on with what they let through."""
        if not lists:
            return then(state, bits)
        first, rest = lists[0], lists[1:]
        shape = self.rulings.shape(first)
        if shape.open:
            return self.listed(rest, state, bits, then)
        if shape.odd or (shape.labelled and state.leg):
            return odd(bits)
        labels = self._labels(state) if shape.labelled else NO_LABELS
        strange = 0
        passing: dict[tuple[int, int], Bits] = {}
        source = self.source(state)
        for cell, some in self._cells(state, bits) if shape.by_destination else ((-1, bits),):
            to = self.views.examples[cell] if cell >= 0 else self._example(some)
            said = self.rulings.said(first, (source, cell), (self.views.examples[source], to), labels)
            if said is None:
                strange |= some
            elif said != (EMPTY, EMPTY):
                passing[said] = passing.get(said, 0) | some
        found = [self._passed(said, state, some, (rest, then)) for said, some in passing.items()]
        return found[0] if len(found) == 1 and not strange else joined([*found, odd(strange)])

    def _passed(self, said: Said, state: State, bits: Bits, behind: tuple[tuple[Rules, ...], Then]) -> Cover:
        """Go on with what a list lets through: freely, and by a promise that has to hold on the rest of the way."""
        rest, then = behind
        free, promised = said
        if state.leg:
            free, promised = self.pool.either(free, promised), EMPTY
        ways: list[tuple[Cover, int]] = []
        if free:
            ways.append((self.listed(rest, state, bits, then), free))
        if promised:
            bound = devices.loaded(self, state, promised=True)
            ways.append((self.listed(rest, bound, bits, then), promised))
        if len(ways) == 1:
            return self.narrow(state, *ways[0])
        port = self.loads.of(state.load).port
        return cases(
            self.pool, [(cover, number if port is None else self._asked(number, port)) for cover, number in ways]
        )

    def narrow(self, state: State, cover: Cover, number: int) -> Cover:
        """Let only some services through, which packets and answers name as they are now."""
        load = self.loads.of(state.load)
        if not state.leg and load.port is not None:
            number = self._asked(number, load.port)
        return narrowed(self.pool, cover, number, mapped=bool(state.leg) and load.ports is not None)

    def _asked(self, number: int, port: int) -> int:
        """Give the services of which some were asked that go to one port now."""
        key = (number, port)
        if key not in self._before:
            passed = self.pool.services(number)
            several = ((family << 16, family << 16 | 0xFFFF) for family in range(256))
            self._before[key] = self.pool.number(of(one for one in several if contains(passed, one[0] | port)))
        return self._before[key]

    def _labels(self, state: State) -> frozenset[str]:
        """Give the marks that packets bear, as far as shared filters ask for them."""
        load = self.loads.of(state.load)
        if load.labels is not None:
            return load.labels
        if state.marks is None:
            return NO_LABELS
        return frozenset(label + state.marks for label in self.views.standings[state.standing].labels)

    def itself(self, state: State, point_: Point) -> bool | None:
        """Tell whether an address is that of the sender; None is not known."""
        client = self.loads.of(state.load).client
        if client is not None:
            return client == point_ if isinstance(client, Point) else None
        name = self.views.standings[state.standing].name
        end = self.places.network.endpoints.get(name)
        if end is None or not contains(end.addresses, point_.at):
            return False
        return True if size(end.addresses) == 1 else None

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
            return self._remembered(stage, state, bits)
        return self.listed((stage.rules,), state, bits, lambda now, left: self.follow(stage.next, now, left))

    def _remembered(self, stage: Filter, state: State, bits: Bits) -> Cover:
        """Ask a filter that keeps state; an answer passes if it let the packet through, or its own host sent it."""
        if id(stage.rules) not in self.places.tables.outer:
            return odd(bits)
        seen = self.loads.of(state.load).seen
        sure = 0
        if state.leg:
            if stage.pardon in seen:
                return self.follow(stage.next, state, bits)
            strangers = stage.pardon in self.places.strangers
            if strangers or state.standing in self.views.guarded(stage.pardon):
                return odd(bits)
            sure = bits & self.places.opened.get(stage.pardon, 0)
        found = [self.follow(stage.next, state, sure)]
        left = bits & ~sure
        if left:
            after = devices.loaded(self, state, seen=seen | {stage.opens}) if stage.opens else state
            found.append(self.listed((stage.rules,), after, left, lambda now, some: self.follow(stage.next, now, some)))
        return joined(found)

    def switch(self, stage: Switch, state: State, bits: Bits) -> Cover:
        """Go by service."""
        if state.leg:
            return odd(bits)
        found = []
        port = self.loads.of(state.load).port
        for case in stage.cases:
            number = self.pool.number(case.services)
            ported = subset(case.services, WITH_PORTS)
            after = devices.loaded(self, state, ported=True) if ported else state
            found.append((self.follow(case.next, after, bits), number if port is None else self._asked(number, port)))
        return cases(self.pool, found)

    def deliver(self, stage: Deliver, state: State, bits: Bits) -> Cover:
        """Past no table: who is at home has arrived if he is met by name, else is walked; nobody else gets anything."""
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
        return self.arrive(devices.loaded(self, state, answerer=stage.endpoint), bits & home)


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

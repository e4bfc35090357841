"""What crosses the shared network: from one place to all others at once, the services that may and those that must.

The same stages as the walk's, read for sets of destinations (a bit for each place) instead of one packet set. A stage
that this reading does not understand makes the places behind it odd: they are walked. A packet that comes back to where
it was is lost in the walk as well, but what is remembered of a loop is not safe to reuse, so that is odd too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from vpcdesign.algebra.portsets import FULL
from vpcdesign.network.stages import (
    Choose,
    Deliver,
    Filter,
    Forward,
    Mark,
    Node,
    Option,
    Restore,
    Rewrite,
    Rules,
    Shortcut,
    Stop,
    Switch,
)
from vpcdesign.reach.covers import NOTHING, Bits, Cover, Fare, alternatives, joined, narrowed, odd
from vpcdesign.reach.places import Places
from vpcdesign.reach.rulings import Rulings

DEEPEST = 150
"""No path of AWS has so many stages; what goes deeper is walked."""


class State(NamedTuple):
    """What is known of packets on their way, besides where they go; `cell` is where they come from."""

    cell: int
    leg: int
    zone: str
    marks: str | None = ""
    kept: bool = True


Handler = Callable[["Crossings", Any, State, Bits], Cover]


class Crossings:
    """Crosses one network; remembers every part of a way, for all who take it."""

    def __init__(self, places: Places, rulings: Rulings) -> None:
        self.places = places
        self.rulings = rulings
        self.pool = rulings.pool
        self.stages = places.network.stages
        whole = places.places
        self._family = [one.end.addresses[0][0] >> 128 for one in whole]
        self._families: dict[int, Bits] = {}
        self._by_cell: dict[int, Bits] = {}
        self._sources = {one.cell: one.end.addresses for one in whole}
        self._delivered: dict[Node, dict[tuple[int, ...], tuple[tuple[Rules, ...], Bits]]] = {}
        self._taken: dict[Node, Bits] = {}
        self._cuts = [one.end.cut for one in whole]
        self.odd: Bits = 0
        for number, place in enumerate(whole):
            self._add(number, 1 << number)
            if place.odd:
                self.odd |= 1 << number
        self._homes: dict[str, Bits] = {}
        for name, ends in places.ends.items():
            for end in ends:
                self._homes[name] = self._homes.get(name, 0) | 1 << places.kinds[end.kind].place
        self._routes: dict[Node, list[tuple[Node, Bits]]] = {}
        self._known: dict[tuple[Node, State, Bits], Cover] = {}
        self._open: dict[tuple[Node, State], Bits] = {}
        self._legs: dict[tuple[int, int], Cover] = {}

    def _add(self, number: int, bit: Bits) -> None:
        place = self.places.places[number]
        family, cell = self._family[number], place.cell
        self._families[family] = self._families.get(family, 0) | bit
        self._by_cell[cell] = self._by_cell.get(cell, 0) | bit
        for node, lists in place.arrivals:
            groups = self._delivered.setdefault(node, {})
            key = tuple(map(id, lists))
            groups[key] = (lists, groups[key][1] | bit if key in groups else bit)
        for node in (*(node for node, _ in place.arrivals), *place.lost):
            self._taken[node] = self._taken.get(node, 0) | bit

    def leg(self, place: int, leg: int) -> Cover:
        """Give how everybody of a place fares on the way to everybody else; leg 1 are its answers."""
        known = self._legs.get((place, leg))
        if known is None:
            one = self.places.places[place]
            node = one.answer if leg else one.start
            known = NOTHING
            if node is not None:
                state = State(one.cell, leg, one.end.endpoint.zone if leg else "")
                known = self.follow(node, state, self._families[self._family[place]])
            known = self._legs[place, leg] = Cover(known.fares, known.odd | self.odd)
        return known

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

    def _table(self, node: Node, state: State, bits: Bits) -> Cover:
        """Go by destination: to the hosts that the table delivers to itself, and on to other stages."""
        found: list[Cover] = []
        for lists, some in self._delivered.get(node, {}).values():
            if some & bits:
                found.append(self.listed(lists, state, some & bits, lambda left: _arrive(state, left)))
        left = bits & ~self._taken.get(node, 0)
        if left:
            found.extend(self.follow(next_, state, some & left) for next_, some in self._routed(node))
        return found[0] if len(found) == 1 else joined(found)

    def _routed(self, node: Node) -> list[tuple[Node, Bits]]:
        """Give where a table sends whom."""
        known = self._routes.get(node)
        if known is None:
            table, cuts = self.places.tables.by_node[node], self.places.tables.cuts
            edges = [bisect_left(self._cuts, bisect_right(cuts, cut)) for cut in table.cuts]
            by_next: dict[Node, Bits] = {}
            for low, high, next_ in zip(edges, [*edges[1:], len(self._cuts)], table.nexts, strict=True):
                if next_ is not None and low < high:
                    by_next[next_] = by_next.get(next_, 0) | (1 << high) - (1 << low)
            known = self._routes[node] = list(by_next.items())
        return known

    def listed(self, lists: tuple[Rules, ...], state: State, bits: Bits, then: Callable[[Bits], Cover]) -> Cover:
        """Ask lists one after the other, and go on with what they let through."""
        if not lists:
            return then(bits)
        first, rest = lists[0], lists[1:]
        shape = self.rulings.shape(first)
        if shape.open:
            return self.listed(rest, state, bits, then)
        if shape.odd or shape.labelled:
            return odd(bits)
        strange = 0
        passing: dict[int, Bits] = {}
        for cell, some in self._cells(bits) if shape.by_destination else ((-1, bits),):
            to = self.places.places[(some & -some).bit_length() - 1].end.addresses
            said = self.rulings.said(first, (state.cell, cell), (self._sources[state.cell], to))
            if said is None or said[1]:
                strange |= some
            elif said[0]:
                passing[said[0]] = passing.get(said[0], 0) | some
        found = [narrowed(self.pool, self.listed(rest, state, some, then), number) for number, some in passing.items()]
        return found[0] if len(found) == 1 and not strange else joined([*found, odd(strange)])

    def _cells(self, bits: Bits) -> Iterator[tuple[int, Bits]]:
        for cell, whole in self._by_cell.items():
            if whole & bits:
                yield cell, whole & bits

    def filter(self, stage: Filter, state: State, bits: Bits) -> Cover:
        """Ask a list of the shared network; one that keeps state is asked each way by the walk."""
        if stage.opens or stage.pardon:
            return odd(bits)
        return self.listed((stage.rules,), state, bits, lambda left: self.follow(stage.next, state, left))

    def mark(self, stage: Mark, state: State, bits: Bits) -> Cover:
        """Change what is known of the packets."""
        zone = state.zone if stage.zone is None else stage.zone
        marks = None if stage.strip or state.marks is None else state.marks + stage.suffix
        kept = state.kept and not (stage.strip or stage.promises)
        return self.follow(stage.next, State(state.cell, state.leg, zone, marks, kept), bits)

    def choose(self, stage: Choose, state: State, bits: Bits) -> Cover:
        """Follow every option that the network has."""
        options = self._options(stage, state)
        if not options:
            return odd(bits)
        covers = [self.follow(one.next, state, bits) for one in options]
        return covers[0] if len(covers) == 1 else alternatives(self.pool, covers, chosen=True)

    def _options(self, stage: Choose, state: State) -> tuple[Option, ...]:
        """Give the open options; none where the two ways hang together or only a host knows."""
        if len(stage.options) == 1 or (stage.how == "any" and not stage.hidden):
            return stage.options
        if stage.hidden or stage.how in ("flow", "same"):
            return ()
        if stage.how == "seen":  # what could have been seen is odd, but for what hosts remember themselves
            return () if state.leg and stage.key in self.places.keys else stage.options[1:2]
        return tuple(one for one in stage.options if one.name == state.zone) or stage.options

    def switch(self, stage: Switch, state: State, bits: Bits) -> Cover:
        """Go by service."""
        if state.leg:
            return odd(bits)
        pool = self.pool
        covers = [narrowed(pool, self.follow(c.next, state, bits), pool.number(c.services)) for c in stage.cases]
        return alternatives(pool, covers, chosen=False)

    def restore(self, stage: Restore, state: State, bits: Bits) -> Cover:
        """Nothing was rewritten: a packet is fresh, an answer astray."""
        next_ = stage.stray if state.leg else stage.fresh
        return NOTHING if next_ is None else self.follow(next_, state, bits)

    def deliver(self, stage: Deliver, state: State, bits: Bits) -> Cover:
        """Past no table: who is at home here is walked, and nobody else gets anything."""
        del state
        return odd(bits & self._homes.get(stage.endpoint, 0))


def _arrive(state: State, bits: Bits) -> Cover:
    return Cover({Fare(FULL, FULL, state.marks, state.kept): bits}, 0)


def _table_of_somebody(crossings: Crossings, stage: Forward, state: State, bits: Bits) -> Cover:
    """A table that belongs to somebody is not asked by others."""
    del crossings, stage, state
    return odd(bits)


def _shortcut(crossings: Crossings, stage: Shortcut, state: State, bits: Bits) -> Cover:
    """Nothing was rewritten, so no answer has a way back of its own."""
    return crossings.follow(stage.otherwise, state, bits)


def _rewrite(crossings: Crossings, stage: Rewrite, state: State, bits: Bits) -> Cover:
    """No answer belongs to a connection of the device; what opens one is walked."""
    del crossings, stage
    return odd(0 if state.leg else bits)


def _stop(crossings: Crossings, stage: Stop, state: State, bits: Bits) -> Cover:
    del crossings, stage, state, bits
    return NOTHING


HANDLERS: dict[type, Handler] = {
    Forward: _table_of_somebody,
    Filter: Crossings.filter,
    Mark: Crossings.mark,
    Choose: Crossings.choose,
    Switch: Crossings.switch,
    Restore: Crossings.restore,
    Deliver: Crossings.deliver,
    Shortcut: _shortcut,
    Rewrite: _rewrite,
    Stop: _stop,
}
"""What is missing here is odd: Translate, Track, Jump, Opaque."""

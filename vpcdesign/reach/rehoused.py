"""Hosts that come, go, or change what is their own, in places that are there: nobody else is looked at.

Only a plain host is taken in so: one address that nobody else has, makes or knows, in a place where others are or it
was itself. What it may be besides is left to whoever looks at everybody.
"""

from bisect import bisect_right
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.algebra.addresses import ALL_V4
from vpcdesign.algebra.intervals import contains, subset
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.rooms import Outline
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Forward, Node
from vpcdesign.reach.approach import Head, Layer, Tails, head
from vpcdesign.reach.ends import End
from vpcdesign.reach.entrances import ODD, Entrances
from vpcdesign.reach.kinds import Kind, Place
from vpcdesign.reach.places import Places
from vpcdesign.reach.sorts import lists
from vpcdesign.reach.tables import Tables, sets


class Housed(NamedTuple):
    """A host in its place: its end, and its filters inbound and outbound."""

    place: int
    end: End
    guard: Rules | None
    leaves: Rules | None


class Rehoused:
    """Moves hosts between the kinds of places; `places` are None where somebody has to be looked at closely."""

    def __init__(self, old: Places, network: Network, tables: Tables) -> None:
        since = network.since
        assert since is not None
        self._old, self._network = old, network
        self._tails = Tails(network.stages, Outline((), ()))
        found = self._found = copy(old)
        found.network, found.tables, found.moved = network, tables, since.moved
        self.places: Places | None = found
        if not since.moved:
            return
        found.places, found.kinds = list(old.places), list(old.kinds)
        found.ends = old.ends.without(since.moved, network.endpoints)
        found.approached, found.keys = set(old.approached), set(old.keys)
        found.strangers = set(old.strangers)
        leaving = [self._left(name) for name in since.moved if name in old.network.endpoints]
        if None in leaving or not all(self._enters(name) for name in since.moved if name in network.endpoints):
            self.places = None
            return
        for kind in {kind for kind in leaving if kind is not None and kind >= 0}:
            self._close(kind)

    # --- who goes ---

    def _left(self, name: str) -> int | None:
        """Give the kind that a plain host was of; -1 where it was of none, and None if it was not plain.

        Of whoever shared its address somebody would be walked for ever. That devices sent to it is asked from caution:
        nobody comes to their addresses unseen.
        """
        old = self._old
        ends = old.of(name)
        if not ends:
            return None if old.network.endpoints[name].addresses else -1
        if not _plain(ends[0].endpoint) or name in old.apart or name in old.named:
            return None
        return ends[0].kind

    def _close(self, number: int) -> None:
        """Let somebody who is left stand for a kind; if nobody is, only its number is left."""
        found = self._found
        end = found.ends.any(number)
        kind = found.kinds[number]
        if end is None:
            found.kinds[number] = replace(kind, guard=None, leaves=None, odd=False, twins={}, gone=True)
            others = [one for one in found.kinds if one.place == kind.place and not one.gone]
            if not others:
                found.places[kind.place] = found.left(found.places[kind.place])
                return
            end = others[0].end
        elif kind.end.endpoint.id in found.moved:
            found.kinds[number] = replace(kind, end=end)
        if found.places[kind.place].end.endpoint.id in found.moved:
            found.places[kind.place] = replace(found.places[kind.place], end=end)

    # --- who comes ---

    def _enters(self, name: str) -> bool:
        """Take in a host; tell whether it is plain, and there is a place for it."""
        one, found = self._network.endpoints[name], self._found
        if not one.addresses:
            return True
        if not _plain(one) or not self._is_nobody_elses(one):
            return False
        housed = self._housed(one)
        if housed is None:
            return False
        number = self._kind(housed)
        if number is None:
            number = len(found.kinds)
            end = housed.end
            found.kinds.append(Kind(housed.place, end, end.inner, housed.guard, housed.leaves, odd=False))
            end.kind = number
        found.ends.lodge([((name,), found.kinds[number].end)])
        return True

    def _is_nobody_elses(self, one: Endpoint) -> bool:
        """Tell whether nobody else has, makes or knows the address of a host."""
        ((low, _),) = one.addresses
        found = self._found
        if low in found.given or low in found.pairs or contains(found.special, low):
            return False
        return not found.held(low)

    def _housed(self, one: Endpoint) -> Housed | None:
        """Look at what is a host's own, and where it stands; None where that is not like a place that is there."""
        found, stages = self._found, self._network.stages
        start = head(stages, one.start, found.approached)
        answer = start if one.answer == one.start else head(stages, one.answer, found.approached)
        if not all(self._harmless(one, each) for each in {start, answer}):
            return None
        low = one.addresses[0][0]
        cut = bisect_right(found.tables.cuts, low)
        end = End(one, one.addresses, cut, found.cells.of(low), found.inner.of(low))
        end.arrivals = tuple(self._arrivals(one))
        guard = Entrances({one.id: (start, answer)}, found.rulings).guard_of(end)
        if guard is ODD or not end.arrivals:
            return None
        layers = [*start.layers, *answer.layers, *(layer for _, several in end.arrivals for layer in several)]
        for layer in layers:
            if layer.opens or layer.pardon:
                found.keys.update(key for key in (layer.opens, layer.pardon) if key)
                found.strangers.update(key for key in (layer.opens, layer.pardon) if key)
                found.tables.inner[id(layer.rules)] = layer.rules
            elif id(layer.rules) not in found.tables.outer:
                return None
        if not found.inner.tell(sets(layer.rules for layer in layers if layer.opens or layer.pardon)):
            return None
        leaves = start.layers[0].rules if start.layers else None
        place = self._place(end, (start, answer))
        return None if place is None else Housed(place, end, guard and guard.rules, leaves)

    def _harmless(self, host: Endpoint, one: Head) -> bool:
        """Tell whether whoever a host reaches by a table of its own is walked anyway, but for itself.

        Nobody lodges where any such table leads.
        """
        if one.special is None:
            return True
        several = {*zip(one.special.lows, one.special.highs, strict=True)}.difference(host.addresses)
        met = (
            end.odd or not any(low <= b and a <= high for low, high in end.addresses for a, b in several)
            for end in self._found.looked_at()
        )
        return all(subset((pair,), self._found.special) for pair in several) and all(met)

    def _arrivals(self, one: Endpoint) -> Iterator[tuple[Node, tuple[Layer, ...]]]:
        """Give the tables that deliver to a host: only some that were written anew, or that did before.

        One too many would do no harm: nobody's place has it, so places would be made anew.
        """
        since, old = self._network.since, self._old
        assert since is not None
        ((low, _),) = one.addresses
        were = {node for end in old.of(one.id) for node, _ in old.places[old.kinds[end.kind].place].arrivals}
        for node in sorted({*since.stages, *were}):
            stage = self._network.stages[node]
            if type(stage) is Forward and node in self._found.tables.by_node:
                at = bisect_right(stage.lows, low) - 1
                if at >= 0 and stage.lows[at] == low == stage.highs[at]:
                    next_ = stage.routes[at].next
                    tail = self._tails.of(next_) if next_ is not None else None
                    if tail is not None and tail.endpoint == one.id:
                        yield node, tail.layers

    def _place(self, end: End, ways: tuple[Head, Head]) -> int | None:
        """Find the place of an end that stands as others do."""
        found = self._found
        arrivals = {(node, *map(id, lists(layers))) for node, layers in end.arrivals}
        labels = found.stances.asked_of(end)
        for number, place in enumerate(found.places):
            if (
                (place.start, place.answer, place.cell) == (ways[0].exit, ways[1].exit, end.cell)
                and not (place.gone or place.odd or place.lost or place.twins or place.name)
                and place.labels == labels
                and {(node, *map(id, several)) for node, several in place.arrivals} == arrivals
                and self._stands_with(place, end)
            ):
                return number
        return None

    def _stands_with(self, place: Place, end: End) -> bool:
        """Tell whether an end is of the stretch, the family and the zone of a place."""
        low = place.end.addresses[0][0]
        same = (place.end.endpoint.zone, place.end.endpoint.replies, low > ALL_V4[0][1])
        mine = (end.endpoint.zone, end.endpoint.replies, end.addresses[0][0] > ALL_V4[0][1])
        return same == mine and bisect_right(self._found.tables.cuts, low) == end.cut

    def _kind(self, housed: Housed) -> int | None:
        """Find the kind of a host among those of its place."""
        found = self._found
        for number, kind in enumerate(found.kinds):
            if (
                kind.place == housed.place
                and kind.guard is housed.guard
                and kind.leaves is housed.leaves
                and kind.inner == housed.end.inner
                and kind.end.endpoint.labels == housed.end.endpoint.labels
                and not (kind.gone or kind.odd or kind.twins or kind.end.endpoint.id in found.apart)
            ):
                return number
        return None


def _plain(one: Endpoint) -> bool:
    """Tell whether an endpoint is a host with one address by which everybody knows it."""
    several = one.addresses
    return len(several) == 1 and several[0][0] == several[0][1] and not one.public and not one.many and bool(one.subnet)

"""Tables after an edit that leaves all places where they are: only those that were written anew are read again.

Whatever might part a place, make an end of another one, or lead somebody else's packets to a host is not looked into:
then places are made anew. What is left over of tables and filters that are gone does no harm: finer is as good.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property
from itertools import chain

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.network import Network
from vpcdesign.network.rooms import Outline
from vpcdesign.network.stages import Choose, Deliver, Filter, Forward, Node, Rewrite, Stage, Translate
from vpcdesign.reach.approach import Tails, head
from vpcdesign.reach.places import Places
from vpcdesign.reach.tables import Table, Tables, sets, stretches, within

BARE = Outline((), ())
Stretches = set[tuple[int, int, Node | None]]


class Retabled:
    """Reads what an edit wrote anew; `tables` are None where it may have moved places.

    `same` tells that no way across leads anywhere else than before.
    """

    def __init__(self, places: Places, network: Network) -> None:
        since = network.since
        assert since is not None
        self._places, self._network, self._moved = places, network, since.moved
        self._old = places.network.stages
        self._tails = Tails(self._old, BARE), Tails(network.stages, BARE)
        self._own = {
            node for name in since.moved if (one := network.endpoints.get(name)) for node in (one.start, one.answer)
        }
        self.same = True
        self.zones: list[Intervals] = []
        self._found = copy(places.tables)
        self._found.by_node, self._found.outer = dict(places.tables.by_node), dict(places.tables.outer)
        self._found.inner = dict(places.tables.inner)
        behind = range(len(self._old), len(network.stages))
        stays = all(self._stays(node) for node in since.stages) and all(self._comes(node) for node in behind)
        self.tables = self._finished() if stays else None

    def _finished(self) -> Tables | None:
        """Give the tables, unless one of them parts a place."""
        known = self._places.tables
        anew = {node for node, one in self._found.by_node.items() if known.by_node.get(node) is not one}
        cuts = {cut for node in anew for cut in self._found.by_node[node].cuts}.difference(known.cuts)
        if not all(self._whole(node) for node in anew) or any(self._parts(cut) for cut in cuts):
            return None
        self._found.cuts = sorted(cuts.union(known.cuts)) if cuts else known.cuts
        self._found.anew = known.anew | anew
        tails = copy(known.tails)
        tails.restored = known.tails.restored | self._tails[1].restored
        tails.met = known.tails.met | self._tails[1].met
        self._found.tails = tails
        return self._found

    def _stays(self, node: Node) -> bool:
        """Look at a stage that was written anew; tell whether all places stay for all that.

        From caution it is not told of what stands first or last on hosts' ways, and of what knew somebody: nobody has
        seen an edit that changes such a stage, lets everybody be who he was, and is told wrongly here.
        """
        was, now, places = self._old[node], self._network.stages[node], self._places
        table = type(was) is Forward and type(now) is Forward
        if (node in places.approached and not table) or type(was) is Deliver:
            return False
        if node in places.tables.tails.met and any(tails.of(node) is not None for tails in self._tails):
            return False
        if _names_somebody(was) or _names_somebody(now):
            return False
        self.same = self.same and table
        if type(now) is Forward:
            return self._forwards(node, was if type(was) is Forward else None, now)
        self._found.by_node.pop(node, None)
        return self._filters(node, now)

    def _comes(self, node: Node) -> bool:
        """Look at a stage with a new number."""
        now = self._network.stages[node]
        if type(now) is Deliver:  # nobody else is delivered to anew, as far as is known
            return now.endpoint in self._moved
        if _names_somebody(now):
            return False
        if type(now) is Forward:
            if node in self._own and now.miss.next is not None:
                return True
            self.same = False
            return self._forwards(node, None, now)
        return self._filters(node, now)

    def _filters(self, node: Node, stage: Stage) -> bool:
        """Take in what a filter or a choice asks, if cells and marks know it."""
        places = self._places
        if type(stage) is Choose and stage.how == "flow":
            zones = [((low, high),) for low, high, _ in stage.zones]
            self.zones += zones
            return places.cells.tell(zones)
        if type(stage) is not Filter:
            return True
        rules = stage.rules
        if stage.opens or stage.pardon:
            if not self._is_own(node, stage):
                return False
            self._found.inner[id(rules)] = rules
            return places.inner.tell(sets((rules,)))
        if id(rules) not in self._found.outer:
            self._found.outer[id(rules)] = rules
            marks = (mark for line in rules.lines for mark in line.label or ())
            return places.cells.tell(stretches((rules,))) and places.asked_for.issuperset(marks)
        return True

    def _is_own(self, node: Node, stage: Filter) -> bool:
        """Tell whether a filter with state stands only where somebody who moved sends, or is sent to.

        Whoever keeps state on the ways of others has to be met by name (`middlemen.forwarders`).
        """
        to = self._network.stages[stage.next]
        return to.endpoint in self._moved if type(to) is Deliver else node in self._sent

    @cached_property
    def _sent(self) -> set[Node]:
        """Give the stages that those who moved meet before the shared network."""
        met: set[Node] = set()
        for start in self._own:
            head(self._network.stages, start, met)
        return met

    def _forwards(self, node: Node, was: Forward | None, now: Forward) -> bool:
        """Read a table; tell whether it delivers to whom it did, but for those who moved."""
        known = self._places.tables.by_node.get(node)
        if (was is None) != (known is None):
            return False
        nexts = set(known.nexts) if known is not None else set()
        old = _stretches(was) if was is not None else set()
        new = _stretches(now)
        gone = all(self._only_moved(self._tails[0], one) for one in old - new)
        if not gone or not all(self._only_moved(self._tails[1], one) for one in new - old):
            return False
        ours = {one for one in new & old if one[2] is not None and one[2] not in nexts}
        ours.update(one for one in new - old if self._delivers(self._tails[1], one) is not None)
        table = _without(now, ours)
        if known is None or (known.cuts, known.nexts) != (table.cuts, table.nexts):
            self.same = False
            self._found.by_node[node] = table
        return True

    def _delivers(self, tails: Tails, stretch: tuple[int, int, Node | None]) -> str | None:
        """Give to whom a stretch leads, if it is his."""
        low, high, next_ = stretch
        tail = tails.of(next_) if next_ is not None else None
        network = self._network if tails is self._tails[1] else self._places.network
        if tail is None or not within(low, high, network.endpoints[tail.endpoint].addresses):
            return None
        return tail.endpoint

    def _only_moved(self, tails: Tails, stretch: tuple[int, int, Node | None]) -> bool:
        """Tell whether a stretch that came or went is that of somebody who moved, or nobody's."""
        name = self._delivers(tails, stretch)
        return name is None or name in self._moved

    def _whole(self, node: Node) -> bool:
        """Tell whether a table leads to all of whoever stands outside in one way."""
        table = self._found.by_node[node]
        for ends in self._places.outside.values():
            for end in ends:
                if len({next_ for low, high in end.addresses for next_ in _nexts(table, low, high)}) > 1:
                    return False
        return True

    def _parts(self, cut: int) -> bool:
        """Tell whether a cut parts a place of those inside."""
        places, cuts = self._places, self._places.tables.cuts
        stretch = bisect_right(cuts, cut)
        near = {
            number
            for number, one in enumerate(places.places)
            if one.end.endpoint.id not in places.outside and bisect_right(cuts, one.end.addresses[0][0]) == stretch
        }
        if not near:
            return False
        sides: set[tuple[int, bool]] = set()
        for low, high, kind in _held(places):
            number = places.kinds[kind].place
            if number in near:
                if low < cut <= high or (number, low < cut) in sides:
                    return True
                sides.add((number, low >= cut))
        return False


def _held(places: Places) -> Iterator[tuple[int, int, int]]:
    """Give every stretch of addresses of those inside, with the kind whose it is; of those outside where they begin."""
    for end in chain(*places.outside.values()):
        yield end.addresses[0][0], end.addresses[0][0], end.kind
    for end in chain(*places.ends.looked_at.values(), *places.aliases.values()):
        for low, high in end.addresses:
            yield low, high, end.kind
    for low, like in places.ends.lodgers():
        yield low, low, like.kind


def _nexts(table: Table, low: int, high: int) -> Iterable[Node | None]:
    """Give where a table leads to from a stretch of addresses."""
    return table.nexts[bisect_right(table.cuts, low) - 1 : bisect_right(table.cuts, high)]


def _stretches(stage: Forward) -> Stretches:
    return set(zip(stage.lows, stage.highs, (route.next for route in stage.routes), strict=True))


def _without(stage: Forward, delivering: Stretches) -> Table:
    """Read a table without the stretches that lead to whose they are, as if these were not there."""
    found: list[tuple[int, Node | None]] = [(-1, stage.miss.next)]
    at = 0
    for low, high, route in zip(stage.lows, stage.highs, stage.routes, strict=True):
        if at < low and found[-1][1] != stage.miss.next:
            found.append((at, stage.miss.next))
        at = high + 1
        if (low, high, route.next) not in delivering and found[-1][1] != route.next:
            found.append((low, route.next))
    if found[-1][1] != stage.miss.next:
        found.append((at, stage.miss.next))
    return Table(tuple(low for low, _ in found), tuple(next_ for _, next_ in found))


def _names_somebody(stage: Stage) -> bool:
    """Tell whether a stage knows single addresses or endpoints."""
    if type(stage) is Rewrite:
        return stage.server is not None or bool(stage.taker)
    return type(stage) is Translate

"""Places as tables and filters see them: by their own addresses, or by the twins that a table of pairs gives them.

A destination keeps its bit however it is addressed; what a stage says of addresses is asked here, and answered in bits
of whose they are. A place without such a twin is nobody to that view.
"""

from collections.abc import Iterable, Mapping
from copy import copy

from vpcdesign.algebra.intervals import Intervals, contains, point
from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Node
from vpcdesign.reach.along import Along
from vpcdesign.reach.covers import Bits, bits_of, numbers
from vpcdesign.reach.kinds import Place
from vpcdesign.reach.loads import Point
from vpcdesign.reach.places import Places
from vpcdesign.reach.standing import Firsts, Given, Standing

Groups = dict[tuple[int, ...], tuple[tuple[Rules, ...], Bits]]
Deliveries = list[tuple[tuple[Rules, ...], Bits]]
By = int | None


def _swapped(groups: Groups, swapped: Mapping[int, Rules]) -> Groups:
    """Give whom a table delivers to itself, where some rules stand for others."""
    found: Groups = {}
    for lists, bits in groups.values():
        others = tuple(swapped.get(id(one), one) for one in lists)
        key = tuple(map(id, others))
        found[key] = others, bits | (found[key][1] if key in found else 0)
    return found


class Views:
    """The views of the places of one network.

    Of each place there is its `family`, and who is `near`: those who send from where it does; by families there are all
    who are still there.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        whole = places.places
        self._along = Along([one.end.addresses[0][0] for one in whole])
        self._stand()
        self.odd = numbers(one.odd for one in whole)
        self.family = [one.end.addresses[0][0] >> 128 for one in whole]
        self.families = {
            family: numbers(self.family[number] == family and not one.gone for number, one in enumerate(whole))
            for family in set(self.family)
        }
        starts: dict[tuple[Node | None, int], Bits] = {}
        for number, one in enumerate(whole):
            key = (one.start, self.family[number])
            starts[key] = starts.get(key, 0) | 1 << number
        self.near = [starts[one.start, self.family[number]] for number, one in enumerate(whole)]
        self._pairs: dict[int, list[tuple[int, int]]] = {}
        for number, one in enumerate(whole):
            for table, twin in one.twins.items():
                if twin.number is not None:
                    self._pairs.setdefault(table, []).append((number, twin.number))
        self._plain: dict[Node, Groups] = {}
        self._gone: dict[Node, Bits] = {}
        for number, one in enumerate(whole):
            self._deliver(number, one)
        self._homes: dict[str, Bits] = {}
        self._have: dict[int, tuple[Bits, Bits, Bits]] = {}
        self._routes: dict[tuple[Node, By], list[tuple[Node, Bits]]] = {}
        self._delivered: dict[tuple[Node, By], Deliveries] = {}

    def after(self, places: Places, swapped: Mapping[int, Rules]) -> "Views":
        """Give the views of a network in which only some rules stand for others; cells may be finer, and some odd.

        What is known of everybody's addresses is shared.
        """
        other = copy(self)
        behind = (self.places.places[number] for number in self.places.doors.behind(swapped))
        nodes = {node for one in behind for node, lists in one.arrivals if any(id(rules) in swapped for rules in lists)}
        other.places = places
        other._plain = self._plain | {node: _swapped(self._plain[node], swapped) for node in nodes}  # noqa: SLF001
        other._delivered = dict(self._delivered)  # noqa: SLF001
        for node in nodes:
            for by in (None, *self._pairs):
                other._delivered.pop((node, by), None)  # noqa: SLF001
        if places.cells is not self.places.cells:
            other._stand_anew(self)  # noqa: SLF001
        other.odd = numbers(one.odd for one in places.places)
        if other.odd != self.odd:
            other._have = {}  # noqa: SLF001
        return other

    def _stand(self) -> None:
        """Number where senders stand, and give an example of each cell."""
        self.standings: list[Standing] = []
        self._numbers: dict[Standing, int] = {}
        self._look()
        self.standing_of = [self._number(one) for one in self.places.places]
        self.firsts = Firsts(self.standings)

    def _stand_anew(self, before: "Views") -> None:
        """Number where they stand since cells are finer; who stands where he did keeps his number."""
        self.standings, self._numbers = list(before.standings), dict(before._numbers)  # noqa: SLF001 - its own class
        self._look()
        both = enumerate(zip(before.places.places, self.places.places, strict=True))
        moved = {number for number, (was, one) in both if was.cell != one.cell}
        self.standing_of = list(before.standing_of)
        for number, one in enumerate(self.places.places) if moved else ():
            if number in moved or (one.twins and any(twin.number in moved for twin in one.twins.values())):
                self.standing_of[number] = self._number(one)
        self.firsts = Firsts(self.standings, before.firsts)

    def _look(self) -> None:
        """Give an example of each cell; who stands in one is told where somebody asks."""
        self.examples: dict[int, Intervals] = {}
        for one in self.places.places:
            if one.cell not in self.examples:
                self.examples[one.cell] = point(one.end.addresses[0][0])
        self._points: dict[Point, int] = {}
        self._cells: dict[By, dict[int, Bits]] = {}

    def _number(self, one: Place) -> int:
        """Give the number of where somebody stands."""
        whole = self.places.places
        twins = [
            (table, Given(None if twin.number is None else whole[twin.number].cell, twin.inverse, twin.others))
            for table, twin in (sorted(one.twins.items()) if one.twins else ())
        ]
        standing = Standing(one.cell, tuple(twins), one.name, one.labels)
        number = self._numbers.setdefault(standing, len(self.standings))
        if number == len(self.standings):
            self.standings.append(standing)
        return number

    def _deliver(self, number: int, one: Place) -> None:
        bit = 1 << number
        for node, lists in one.arrivals:
            groups = self._plain.setdefault(node, {})
            key = tuple(map(id, lists))
            groups[key] = (lists, groups[key][1] | bit if key in groups else bit)
        for node in (*(node for node, _ in one.arrivals), *one.lost):
            self._gone[node] = self._gone.get(node, 0) | bit

    def seen(self, by: By, bits: Bits) -> Bits:
        """Give those whose twins are among some places; without a table, these themselves."""
        if by is None:
            return bits
        return sum(1 << one for one, twin in self._pairs.get(by, ()) if bits >> twin & 1)

    def have(self, table: int) -> tuple[Bits, Bits, Bits]:
        """Give those of whom a table makes something: known, not known; and whose twins have to be walked."""
        found = self._have.get(table)
        if found is not None:
            return found
        known = strange = lost = 0
        for number, one in enumerate(self.places.places):
            twin = one.twins.get(table)
            if twin is not None:
                known |= 1 << number
                if twin.number is None:
                    lost |= 1 << number
                elif self.odd >> twin.number & 1:
                    strange |= 1 << number
        found = self._have[table] = (known, lost, strange)
        return found

    def turned_back(self, by: int, table: int) -> tuple[Bits, Bits]:
        """Give those whose twins a table turns back, and those of whose twins it makes something else."""
        back = other = 0
        for number, _ in self._pairs.get(by, ()):
            twin = self.places.places[number].twins[by]
            back |= (table in twin.inverse) << number
            other |= (table in twin.others) << number
        return back, other

    def routed(self, node: Node, by: By) -> list[tuple[Node, Bits]]:
        """Give where a table sends whom."""
        known = self._routes.get((node, by))
        if known is None:
            if by is not None:
                several = ((next_, self.seen(by, some)) for next_, some in self.routed(node, None))
                known = [(next_, some) for next_, some in several if some]
            else:
                known = self._routed(node)
            self._routes[node, by] = known
        return known

    def _routed(self, node: Node) -> list[tuple[Node, Bits]]:
        table = self.places.tables.by_node[node]
        by_next: dict[Node, Bits] = {}
        for low, high, next_ in zip(table.cuts, (*table.cuts[1:], None), table.nexts, strict=True):
            if next_ is not None and (some := self._along.between(low, high)):
                by_next[next_] = by_next.get(next_, 0) | some
        return list(by_next.items())

    def delivered(self, node: Node, by: By) -> Deliveries:
        """Give whom a table delivers to itself, and by which lists."""
        known = self._delivered.get((node, by))
        if known is None:
            several = ((lists, self.seen(by, some)) for lists, some in self._plain.get(node, {}).values())
            known = self._delivered[node, by] = [(lists, some) for lists, some in several if some]
        return known

    def taken(self, node: Node, by: By) -> Bits:
        """Give whom a table delivers to itself or takes for somebody else."""
        return self.seen(by, self._gone.get(node, 0))

    def guarded(self, key: str) -> frozenset[int]:
        """Give where those stand of whom some keep this state for what they get."""
        return frozenset(self.standing_of[place] for place in self.places.guarded.get(key, ()))

    def home(self, endpoint: str) -> Bits:
        """Give the places of an endpoint."""
        known = self._homes.get(endpoint)
        if known is None:
            known = 0
            for end in self.places.of(endpoint):
                known |= 1 << self.places.kinds[end.kind].place
            self._homes[endpoint] = known
        return known

    def cells(self, by: By) -> dict[int, Bits]:
        """Give who stands in each cell."""
        known = self._cells.get(by)
        if known is None:
            plain: dict[int, Bits] = {}
            for number, one in enumerate(self.places.places):
                plain[one.cell] = plain.get(one.cell, 0) | 1 << number
            several = ((cell, self.seen(by, some)) for cell, some in plain.items())
            known = self._cells[by] = {cell: some for cell, some in several if some}
        return known

    def few_cells(self, bits: Bits) -> Iterable[tuple[int, Bits]]:
        """Give where each of a few stands."""
        found: dict[int, Bits] = {}
        for number in bits_of(bits):
            cell = self.places.places[number].cell
            found[cell] = found.get(cell, 0) | 1 << number
        return found.items()

    def within(self, by: By, addresses: Intervals) -> Bits:
        """Give whose addresses are in a set that the cells know."""
        return sum(some for cell, some in self.cells(by).items() if contains(addresses, self.examples[cell][0][0]))

    def cell_of(self, point_: Point) -> int:
        """Give the cell of an address."""
        cell = self._points.get(point_)
        if cell is None:
            cell = self._points[point_] = self.places.cells.of(point_.at)
            self.examples.setdefault(cell, point(point_.at))
        return cell

    def source(self, standing: Standing, who: int | None) -> int:
        """Give the cell that packets come from."""
        given = None if who is None else standing.twin(who)
        found = standing.cell if given is None else given.cell
        assert found is not None
        return found

    def held(self, point_: Point) -> bool:
        """Tell whether an address is that of any end."""
        return self.places.held(point_.at)

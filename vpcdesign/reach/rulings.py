"""What filters say to whole classes at once: which services a list lets through between two ends, and what it looks at.

The deciding is the walk's own (`decide`), over all services; here it is only asked once for all who are alike to it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from vpcdesign.algebra.addresses import ALL as EVERYWHERE
from vpcdesign.algebra.intervals import Intervals, contains, of, subset, union
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.algebra.services import ALL, ALL_PORTS
from vpcdesign.network.stages import Line, Rules
from vpcdesign.reach.decide import decide

NO_LABELS: frozenset[str] = frozenset()


class Shape(NamedTuple):
    """What rules are made of.

    `odd` ones cannot be told for all services at once: nobody can tell, the way parts, or a source port matters.
    `union` ones only allow, by source or by mark, so that their order is nothing; `open` ones let everything through.
    """

    odd: bool
    labelled: bool
    union: bool
    open: bool
    by_source: bool
    by_destination: bool


Said = tuple[int, int]
"""Services that pass, and those that pass by a promise only."""


_Looked = tuple[Sequence[Line], int, Intervals]
"""Lines, what is seen at any of them, and to whom they let everything through."""


class Rulings:
    """Rules asked about ends; remembers shapes and answers. Holds the rules that it knows, so that none is reborn."""

    def __init__(self, pool: PortSets) -> None:
        self.pool = pool
        self._shapes: dict[int, tuple[Rules, Shape]] = {}
        self._looked: dict[int, _Looked] = {}
        self._alike: dict[tuple[int, bool, bool], Shape] = {}
        self._said: dict[tuple[int, int, int, frozenset[str]], Said | None] = {}
        self._told: dict[tuple[int, int, int, frozenset[str]], Said | None] = {}
        self._contents: dict[int, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._before: dict[tuple[int, int], int] = {}

    def shape(self, rules: Rules) -> Shape:
        """Tell what rules are made of."""
        known = self._shapes.get(id(rules))
        if known is None:
            known = self._shapes[id(rules)] = (rules, self._shape(rules))
        return known[1]

    def said(
        self,
        rules: Rules,
        cells: tuple[int, int],
        ends: tuple[Intervals, Intervals],
        labels: frozenset[str] = NO_LABELS,
    ) -> Said | None:
        """Tell what passes between two ends that stand in these cells; None where the rules part them.

        All ends of a cell are alike to every rule that is asked with such cells. `labels` are marks of the packets.
        """
        shape = self.shape(rules)
        if shape.open:
            return FULL, EMPTY
        source, destination = cells[0] if shape.by_source else -1, cells[1] if shape.by_destination else -1
        borne = labels if shape.labelled else NO_LABELS
        key = (id(rules), source, destination, borne)
        if key not in self._said:
            same = (self._content(rules), source, destination, borne)
            if same not in self._told:
                self._told[same] = self._ask(rules, ends, borne)
            self._said[key] = self._told[same]
        return self._said[key]

    def _shape(self, rules: Rules) -> Shape:
        """Look at the parts of rules, at each only once: there are many thousand rules."""
        looked, parts = self._looked, rules.parts
        seen = 0
        to: Intervals = ()
        for part in parts:
            known = looked.get(id(part)) or self._look_at(part)
            seen |= known[1]
            if to is not EVERYWHERE:
                to = union(to, known[2]) if to else known[2]
        if seen & _ODD and len(parts) > 1:
            to = _open_to(rules.lines)  # what nobody can tell may stand before what lets everything through
        key = seen, to == EVERYWHERE if any(parts) else rules.default_allow, rules.default_allow
        found = self._alike.get(key)
        if found is None:
            found = self._alike[key] = _told(*key)
        return found

    def _look_at(self, part: Sequence[Line]) -> _Looked:
        found = self._looked[id(part)] = (part, _look(part), _open_to(part))
        return found

    def unites(self, rules: Rules) -> bool:
        """Tell whether rules are a union of which nothing is odd, as the guards of hosts are: most of many thousand."""
        looked = self._looked
        for part in rules.parts:
            known = looked.get(id(part)) or self._look_at(part)
            if known[1] & (_ODD | _ORDERED):
                return False
        return not rules.default_allow

    def _content(self, rules: Rules) -> int:
        """Give the number of what rules say: those of one tier say the same in every VPC, and are asked once."""
        found = self._contents.get(id(rules))
        if found is None:
            lines = tuple(
                (
                    one.allow,
                    one.source,
                    one.destination,
                    one.services,
                    one.source_ports,
                    one.label,
                    one.promise,
                    one.next,
                )
                for one in rules.lines
            )
            found = self._numbers.setdefault((lines, rules.default_allow), len(self._numbers))
            self._contents[id(rules)] = found
        return found

    def asked(self, number: int, port: int) -> int:
        """Give the services of which some were asked that go to one port now."""
        key = (number, port)
        if key not in self._before:
            passed = self.pool.services(number)
            several = ((family << 16, family << 16 | 0xFFFF) for family in range(256))
            self._before[key] = self.pool.number(of(one for one in several if contains(passed, one[0] | port)))
        return self._before[key]

    def _ask(self, rules: Rules, ends: tuple[Intervals, Intervals], labels: frozenset[str] = NO_LABELS) -> Said | None:
        passed, promised = EMPTY, EMPTY
        for (source, destination, services, _), line in decide(rules.lines, (*ends, ALL, ALL_PORTS), labels):
            if (source, destination) != ends:
                return None
            number = self.pool.number(services)
            if line is not None and line.allow and line.promise:
                promised = self.pool.either(promised, number)
            elif line.allow if line is not None else rules.default_allow:
                passed = self.pool.either(passed, number)
        return passed, promised


_ODD, _LABELLED, _ORDERED, _BY_SOURCE, _BY_DESTINATION = (1 << bit for bit in range(5))
"""What is seen at a line: what `Shape` tells; some are no part of a union."""


def _told(seen: int, is_open: bool, default_allow: bool) -> Shape:  # noqa: FBT001 - as they are remembered
    odd, labelled, ordered, by_source, by_destination = (
        bool(seen & one) for one in (_ODD, _LABELLED, _ORDERED, _BY_SOURCE, _BY_DESTINATION)
    )
    return Shape(odd, labelled, not (ordered or default_allow), is_open, by_source, by_destination)


def _look(lines: Sequence[Line]) -> int:
    found = 0
    for line in lines:
        source, destination, label = line.source, line.destination, line.label
        if line.allow is None or line.next is not None or line.source_ports is not None:
            found |= _ODD
        if label is not None:
            found |= _LABELLED
        if source is not None:
            found |= _BY_SOURCE
        if destination is not None:
            found |= _BY_DESTINATION
        if not line.allow or destination is not None or (label is not None and source is not None):
            found |= _ORDERED
    return found


def _open_to(lines: Sequence[Line]) -> Intervals:
    """Give to whom the first lines let everything through: all, by one that says so, or by a few together."""
    to: Intervals = ()
    for line in lines:
        if line.source is not None or line.label is not None or line.source_ports is not None or line.next is not None:
            break
        if not line.allow or line.promise or not (line.services is None or subset(ALL, line.services)):
            break
        where = EVERYWHERE if line.destination is None else line.destination
        to = union(to, where) if to else where
    return to

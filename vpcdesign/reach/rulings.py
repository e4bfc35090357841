"""What filters say to whole classes at once: which services a list lets through between two ends, and what it looks at.

The deciding is the walk's own (`decide`), over all services; here it is only asked once for all who are alike to it.
"""

from vpcdesign.algebra.intervals import Intervals, contains, of
from vpcdesign.algebra.portsets import EMPTY, FULL, PortSets
from vpcdesign.algebra.services import ALL, ALL_PORTS
from vpcdesign.network.rules import BY_DESTINATION, BY_SOURCE, LABELLED, ODD, ORDERED, Rules
from vpcdesign.reach.decide import between, decide
from vpcdesign.record import record

NO_LABELS: frozenset[str] = frozenset()


@record()
class Shape:
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


class Rulings:
    """Rules asked about ends; remembers shapes and answers. Holds the rules that it knows, so that none is reborn."""

    def __init__(self, pool: PortSets) -> None:
        self.pool = pool
        self._shapes: dict[int, tuple[Rules, Shape]] = {}
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
        key = rules.seen, rules.default_allow, rules.open
        found = self._alike.get(key)
        if found is None:
            found = self._alike[key] = _told(*key)
        return found

    def understood(self, guard: Rules | None, leaves: Rules | None) -> bool:
        """Tell whether the rules of a guard, and of what somebody sends through, are what such rules have to be.

        What is sent through is a list; a guard is a union of which nothing is odd, as those of hosts are: most of many
        thousand.
        """
        if leaves is not None and leaves.seen & (ODD | LABELLED):
            return False
        return guard is None or not (guard.default_allow or guard.seen & (ODD | ORDERED))

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
        pieces = between(rules.lines, ends, labels)
        if pieces is None:
            boxes = decide(rules.lines, (*ends, ALL, ALL_PORTS), labels)
            if any(box[:2] != ends for box, _ in boxes):
                return None
            pieces = [(box[2], line) for box, line in boxes]
        for services, line in pieces:
            number = self.pool.number(services)
            if line is not None and line.allow and line.promise:
                promised = self.pool.either(promised, number)
            elif line.allow if line is not None else rules.default_allow:
                passed = self.pool.either(passed, number)
        return passed, promised


def _told(seen: int, default_allow: bool, is_open: bool) -> Shape:  # noqa: FBT001 - as they are remembered
    odd, labelled, ordered, by_source, by_destination = (
        bool(seen & one) for one in (ODD, LABELLED, ORDERED, BY_SOURCE, BY_DESTINATION)
    )
    return Shape(odd, labelled, not (ordered or default_allow), is_open, by_source, by_destination)

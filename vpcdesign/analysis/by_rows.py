"""What gets from one host inside to another, read from rows without asking a question: for surveys of very many pairs.

It says what `reach` says, or nothing: whom rows do not know as a whole, whoever is odd to them and everybody outside is
asked as ever.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, union
from vpcdesign.algebra.services import ALIEN
from vpcdesign.analysis.numbering import Numbering
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.selectors import Member
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.exchanges import Exchange
from vpcdesign.reach.rows import Rows

IPV4, IPV6 = 4, 6
ALIEN_TO = dict(zip((IPV4, IPV6), ALIEN, strict=True))
"""What is never asked over a family."""

_Sets = tuple[tuple[int, Exchange], ...]


class Receivers(NamedTuple):
    """Who is reached: those of one kind by family, IPv4 first, and the `others`, whose numbers are asked singly."""

    numbers: tuple[Numbering, Numbering]
    others: Sequence[int]


class ByRows:
    """Reads the rows of one network; remembers whom it knows, and what sets of services come to."""

    def __init__(self, rows: Rows) -> None:
        """Prepare to read."""
        self._rows = rows
        self._kinds: dict[str, tuple[tuple[int, int], ...] | None] = {}
        self._found: dict[tuple[_Sets, Intervals], Reach] = {}

    def reach(self, source: Member, destination: Member, services: Intervals) -> Reach | None:
        """Tell which services get through; None where that has to be asked."""
        senders, receivers = self.known(source), self.known(destination)
        if senders is None or receivers is None:
            return None
        client = self._rows.places.network.endpoints[source.endpoint].client_ports
        met: list[tuple[int, Exchange]] = []
        for family, kind in senders:
            row = self._rows.row(kind, client)
            for theirs, other in receivers:
                if theirs == family:
                    if row.odd >> other & 1:
                        return None
                    met.append((family, row.of(other)))
        return self._found_of(tuple(met), services)

    def receivers(self, members: Mapping[int, Member]) -> "Receivers":
        """Sort who is going to be reached, by numbers: those of one kind that nobody shares are read together."""
        known = {number: self.known(member) for number, member in members.items()}
        borne = Counter(kinds[0][1] for kinds in known.values() if kinds is not None and len(kinds) == 1)
        numbers: list[dict[int, Bits]] = [{}, {}]
        others: list[int] = []
        for number, kinds in known.items():
            if kinds is not None and len(kinds) == 1 and borne[kinds[0][1]] == 1:
                family, kind = kinds[0]
                numbers[family == IPV6][kind] = 1 << number
            else:
                others.append(number)
        return Receivers((Numbering(numbers[0]), Numbering(numbers[1])), others)

    def reached(self, source: Member, to: "Receivers", services: Intervals) -> tuple[dict[Reach, Bits], Bits] | None:
        """Tell what gets from a host to receivers that are read together, and which of these have to be asked.

        None where all have to be; a receiver in neither set gets nothing.
        """
        senders = self.known(source)
        if senders is None or len({family for family, _ in senders}) < len(senders):
            return None
        client = self._rows.places.network.endpoints[source.endpoint].client_ports
        found: dict[Reach, Bits] = {}
        asked = 0
        for family, kind in senders:
            row, numbers = self._rows.row(kind, client), to.numbers[family == IPV6]
            asked |= numbers.of(row.odd)
            for exchange, bits in row.blocks.items():
                reach = self._found_of(((family, exchange),), services)
                if reach:
                    found[reach] = found.get(reach, 0) | numbers.of(bits & ~row.odd)
        return found, asked

    def _found_of(self, met: _Sets, services: Intervals) -> Reach:
        key = met, services
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = self._summed(met, services)
        return known

    def known(self, member: Member) -> tuple[tuple[int, int], ...] | None:
        """Give the kinds of a whole host inside, each with its family; None where rows do not know all of it."""
        if member.endpoint not in self._kinds:
            self._kinds[member.endpoint] = self._looked_up(member.endpoint)
        if member.ends is not None or member.service:
            return None
        kinds = self._kinds[member.endpoint]
        whole = kinds is not None and member.addresses == self._rows.places.network.endpoints[member.endpoint].addresses
        return kinds if whole else None

    def _looked_up(self, name: str) -> tuple[tuple[int, int], ...] | None:
        ends = self._rows.places.ends.get(name, ())
        if not ends or any(end.odd for end in ends) or self._rows.places.network.endpoints[name].many:
            return None
        return tuple((IPV6 if end.addresses[0][0] >= V6 else IPV4, end.kind) for end in ends)

    def _summed(self, met: _Sets, services: Intervals) -> Reach:
        works, fails = EMPTY, EMPTY
        pool = self._rows.pool
        for family, exchange in met:
            asked = difference(services, ALIEN_TO[family])
            works = union(works, intersection(asked, pool.services(exchange.may)))
            fails = union(fails, difference(asked, pool.services(exchange.must)))
        return Reach(difference(works, fails), intersection(works, fails))

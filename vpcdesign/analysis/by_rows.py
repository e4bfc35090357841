"""What gets from one host inside to another, read from rows without asking a question: for surveys of very many pairs.

It says what `reach` says, or nothing: whom rows do not know as a whole, whoever is odd to them and everybody outside is
asked as ever.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, union
from vpcdesign.algebra.services import ICMP, ICMPV6, ports
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.selectors import Member
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.exchanges import NOWHERE, Exchange
from vpcdesign.reach.rows import Rows

IPV4, IPV6 = 4, 6
_ALIEN = {IPV4: ports(ICMPV6), IPV6: ports(ICMP)}
"""What is never asked over a family."""

_Sets = tuple[tuple[int, Exchange], ...]


class Numbers:
    """Kinds under the numbers that somebody else has for them; sets are translated, and remembered."""

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self._numbers = numbers
        self._kinds = sum(1 << kind for kind in numbers)
        self._known: dict[Bits, Bits] = {}

    def of(self, kinds: Bits) -> Bits:
        """Give a set of kinds by their numbers; who has none is left out."""
        kinds &= self._kinds
        known = self._known.get(kinds)
        if known is None:
            known = self._known[kinds] = sum(1 << self._numbers[kind] for kind in bits_of(kinds))
        return known


class Receivers(NamedTuple):
    """Who is reached: those of one kind by family, IPv4 first, and the `others`, whose numbers are asked singly."""

    numbers: tuple[Numbers, Numbers]
    others: Sequence[int]


class ByRows:
    """Reads the rows of one network; remembers whom it knows, and what sets of services come to."""

    def __init__(self, rows: Rows) -> None:
        """Prepare to read; a row is taken apart when somebody's is first asked for."""
        self._rows = rows
        self._kinds: dict[str, tuple[tuple[int, int], ...] | None] = {}
        self._sent: dict[tuple[int, Intervals], tuple[dict[int, Exchange], Bits]] = {}
        self._found: dict[tuple[_Sets, Intervals], Reach] = {}

    def reach(self, source: Member, destination: Member, services: Intervals) -> Reach | None:
        """Tell which services get through; None where that has to be asked."""
        senders, receivers = self._known(source), self._known(destination)
        if senders is None or receivers is None:
            return None
        client = self._rows.places.network.endpoints[source.endpoint].client_ports
        met: list[tuple[int, Exchange]] = []
        for family, kind in senders:
            sent, odd = self._row(kind, client)
            for theirs, other in receivers:
                if theirs == family:
                    if odd >> other & 1:
                        return None
                    met.append((family, sent.get(other, NOWHERE)))
        return self._found_of(tuple(met), services)

    def receivers(self, members: Mapping[int, Member]) -> "Receivers":
        """Sort who is going to be reached, by numbers: those of one kind that nobody shares are read together."""
        known = {number: self._known(member) for number, member in members.items()}
        borne = Counter(kinds[0][1] for kinds in known.values() if kinds is not None and len(kinds) == 1)
        numbers: list[dict[int, int]] = [{}, {}]
        others: list[int] = []
        for number, kinds in known.items():
            if kinds is not None and len(kinds) == 1 and borne[kinds[0][1]] == 1:
                family, kind = kinds[0]
                numbers[family == IPV6][kind] = number
            else:
                others.append(number)
        return Receivers((Numbers(numbers[0]), Numbers(numbers[1])), others)

    def reached(self, source: Member, to: "Receivers", services: Intervals) -> tuple[dict[Reach, Bits], Bits] | None:
        """Tell what gets from a host to receivers that are read together, and which of these have to be asked.

        None where all have to be; a receiver in neither set gets nothing.
        """
        senders = self._known(source)
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

    def _known(self, member: Member) -> tuple[tuple[int, int], ...] | None:
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

    def _row(self, kind: int, client: Intervals) -> tuple[dict[int, Exchange], Bits]:
        """Give what gets from a kind to each other."""
        known = self._sent.get((kind, client))
        if known is None:
            row = self._rows.row(kind, client)
            sent = {other: exchange for exchange, bits in row.blocks.items() for other in bits_of(bits)}
            known = self._sent[kind, client] = (sent, row.odd)
        return known

    def _summed(self, met: _Sets, services: Intervals) -> Reach:
        works, fails = EMPTY, EMPTY
        pool = self._rows.pool
        for family, exchange in met:
            asked = difference(services, _ALIEN[family])
            works = union(works, intersection(asked, pool.services(exchange.may)))
            fails = union(fails, difference(asked, pool.services(exchange.must)))
        return Reach(difference(works, fails), intersection(works, fails))

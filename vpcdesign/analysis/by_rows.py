"""What gets from one host to another, read from rows without asking a question: for surveys of very many pairs.

It says what `reach` says, or nothing: whom rows do not know as a whole and whoever is odd to them is asked as ever, and
so is whoever has a public address by the internet, which knows him by that.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, size, union
from vpcdesign.algebra.services import ALIEN
from vpcdesign.analysis.numbering import Numbering
from vpcdesign.analysis.reaches import NOTHING, Reach
from vpcdesign.analysis.selectors import Member
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.ends import End
from vpcdesign.reach.exchanges import Exchange
from vpcdesign.reach.rows import Rows

INTERNET = "internet"
IPV4, IPV6 = 4, 6
ALIEN_TO = dict(zip((IPV4, IPV6), ALIEN, strict=True))
"""What is never asked over a family."""

Kinds = tuple[tuple[int, int], ...]
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
        self._kinds: dict[tuple[str, Intervals], Kinds | None] = {}
        self._found: dict[tuple[_Sets, Intervals], Reach] = {}

    def reach(self, source: Member, destination: Member, services: Intervals) -> Reach | None:
        """Tell which services get through; None where that has to be asked."""
        if source.endpoint == INTERNET and destination.endpoint and not destination.public:
            return NOTHING  # there is no packet to ask about
        senders, receivers = self._sending(source), self.known(destination)
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
        senders = self._sending(source)
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

    def known(self, member: Member) -> Kinds | None:
        """Give the kinds of a host as it is meant, each with its family; None where rows do not know all of it."""
        if member.ends is not None or member.service:
            return None
        key = member.endpoint, member.addresses
        if key not in self._kinds:
            self._kinds[key] = self._looked_up(*key)
        return self._kinds[key]

    def _sending(self, source: Member) -> Kinds | None:
        """Give the kinds of a host that asks everybody by the addresses that he has inside."""
        return None if source.endpoint == INTERNET else self.known(source)

    def _looked_up(self, name: str, addresses: Intervals) -> Kinds | None:
        places = self._rows.places
        like = places.ends.like(name)
        ends: Sequence[End] = (like,) if like is not None else places.ends.get(name, ())
        if ends:
            endpoint = places.network.endpoints[name]
            known = not endpoint.many and addresses == endpoint.addresses
        else:
            several = [(end, held) for end in places.outside.get(name, ()) if (held := _held(end, addresses))]
            ends = [end for end, _ in several]
            known = sum(held for _, held in several) == size(addresses) and name not in places.aliases
        if not ends or not known or any(end.odd for end in ends):
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


def _held(end: End, addresses: Intervals) -> int:
    """Count the addresses that an end holds of some."""
    return size(intersection(end.addresses, addresses))

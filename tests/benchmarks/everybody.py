"""All pairs of a design by the engine: the one place where the benchmarks call it, so that they measure what ships."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from vpcdesign.algebra.intervals import EMPTY, Intervals, intersection, size, union
from vpcdesign.network.network import Network
from vpcdesign.reach.row import Row
from vpcdesign.reach.rows import Rows


def differing(old: Rows, new: Rows) -> int:
    """Count the pairs of kinds between which something else gets through than before an edit that left kinds alone."""
    found = 0
    for number, kind in enumerate(new.places.kinds):
        concerned = new.concerned(number)
        if concerned:
            client = kind.end.endpoint.client_ports
            was, now = old.row(number, client), new.row(number, client)
            same = sum(bits & now.blocks.get(exchange, 0) for exchange, bits in was.blocks.items())
            met = sum(was.blocks.values()) | sum(now.blocks.values()) | was.odd ^ now.odd
            found += (met & ~same & concerned).bit_count()
    return found


class Everybody:
    """The rows of a network, made with nothing remembered from before; what may get from one to another.

    Those of everybody, the outside included, or of some hosts alone: to everybody anyway.
    """

    def __init__(self, network: Network, hosts: Iterable[str] | None = None) -> None:
        self._engine = Rows(network)
        self._rows: dict[int, Row] = dict(self._engine.all() if hosts is None else self._of(hosts))
        self.blocks = 0

    def _of(self, hosts: Iterable[str]) -> Iterator[tuple[int, Row]]:
        ends = self._engine.places.ends
        names = list(hosts)
        likes = ends.likes(names)
        found = {like.kind for like in set(likes) if like is not None}
        if None in likes:
            alone = (name for name, like in zip(names, likes, strict=True) if like is None)
            found.update(end.kind for name in alone for end in ends[name])
        return self._engine.several(sorted(found))

    def between(self, one: str, other: str) -> Intervals:
        """Give the services that may get from an interface to another."""
        found, ends = EMPTY, self._engine.places.ends
        for a in ends[one]:
            row = self._rows[a.kind]
            for b in ends[other]:
                assert not row.odd >> b.kind & 1, "the rows do not know this pair"
                for exchange, bits in row.blocks.items():
                    if bits >> b.kind & 1:
                        found = union(found, self._engine.pool.services(exchange.may))
        return found

    def spread(self) -> "Everybody":
        """Spread out what rows say by reference: who gets what from whom is told in blocks then, of everybody."""
        self.blocks = sum(len(row.common) + len(row.own) for row in self._rows.values())
        return self

    def total(self, hosts: list[str], services: Intervals) -> int:
        """Count the pairs of hosts and the services between them, without looking at every pair."""
        held = Counter(end.kind for name in hosts for end in self._engine.places.ends[name])
        found = 0
        for kind, several in held.items():
            row = self._rows[kind]
            for exchange, bits in row.blocks.items():
                asked = size(intersection(self._engine.pool.services(exchange.may), services))
                met = sum(count for other, count in held.items() if bits >> other & 1)
                found += asked * several * (met - (bits >> kind & 1))
        return found

    @cached_property
    def kinds(self) -> int:
        """How many kinds there are of whoever can be asked."""
        return len(self._engine.places.kinds)

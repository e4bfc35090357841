"""All pairs as one binary decision diagram: the relation of source, destination, protocol and port, built rule by rule.

The same with either engine of `dd`: `dd.autoref` is Python, `dd.cudd` is CUDD. The count of its assignments is the
number of pairs and services that get through, which is what the answers are held to.
"""

import importlib
from collections.abc import Iterable
from typing import Any

from tests.benchmarks.plain import CLIENTS, Line, Plain

Diagram = Any
"""A node; `dd` has no types."""

PARTS = {"s": 32, "d": 32, "p": 8, "q": 16, "c": 16}
"""Source, destination, protocol, port and client port, with their bits."""


class Relation:
    """The relation of a design; `engine` is `dd.autoref` or `dd.cudd`."""

    def __init__(self, whole: Plain, engine: str) -> None:
        self.whole = whole
        self.bdd: Any = importlib.import_module(engine).BDD()
        self.bdd.configure(reordering=False)
        self.bdd.declare(*(f"{part}{bit}" for part, bits in PARTS.items() for bit in range(bits)))
        self.members: dict[str, list[int]] = {}
        for host in whole.hosts:
            for group in host.groups:
                self.members.setdefault(group, []).append(host.address)

    def count(self) -> int:
        """Build the relation and count the pairs and services of TCP and UDP in it."""
        bdd = self.bdd
        admitted = self._groups(self.whole.egress, "s", "d") & self._groups(self.whole.ingress, "d", "s")
        guarded = self._lists(self.whole.leave, "s", "d", "q") & self._lists(self.whole.enter, "d", "s", "q")
        back = self._lists(self.whole.leave, "d", "s", "c") & self._lists(self.whole.enter, "s", "d", "c")
        clients = [f"c{bit}" for bit in range(PARTS["c"])]
        answered = bdd.exist(clients, back & self._span("c", *CLIENTS))
        local = self._any(self._subnet(subnet, "s") & self._subnet(subnet, "d") for subnet in self._subnets())
        itself = self._any(
            self._span("s", h.address, h.address) & self._span("d", h.address, h.address) for h in self.whole.hosts
        )
        tcp_udp = self._span("p", 6, 6) | self._span("p", 17, 17)
        found = admitted & (local | (guarded & answered)) & tcp_udp & ~itself
        return int(bdd.count(found, nvars=sum(PARTS.values()) - PARTS["c"]))

    def _groups(self, lines: dict[str, list[Line]], own: str, peer: str) -> Diagram:
        """Give what security groups admit: the union over their members."""
        return self._any(
            self._any(self._span(own, one, one) for one in self.members.get(group, ()))
            & self._any(self._line(line, peer, "q") for line in mine)
            for group, mine in lines.items()
        )

    def _lists(self, lists: dict[str, list[Line]], own: str, peer: str, port: str) -> Diagram:
        """Give what network ACLs pass at the subnet of one side; the first match decides."""
        found = self.bdd.false
        for subnet in self._subnets():
            passed = self.bdd.true if subnet not in lists else self.bdd.false
            for line in reversed(lists.get(subnet, [])):
                match = self._line(line, peer, port)
                passed = (match | passed) if line.allow else (~match & passed)
            found |= self._subnet(subnet, own) & passed
        return found

    def _subnets(self) -> list[str]:
        return list(dict.fromkeys(host.subnet for host in self.whole.hosts))

    def _subnet(self, name: str, side: str) -> Diagram:
        return self._any(self._span(side, h.address, h.address) for h in self.whole.hosts if h.subnet == name)

    def _line(self, line: Line, peer: str, port: str) -> Diagram:
        if line.group:
            who = self._any(self._span(peer, one, one) for one in self.members.get(line.group, ()))
        else:
            who = self._span(peer, *line.addresses)
        low, high = line.services
        if low >> 16 == high >> 16:
            return who & self._span("p", low >> 16, high >> 16) & self._span(port, low & 0xFFFF, high & 0xFFFF)
        return who & self._span("p", low >> 16, high >> 16)

    def _any(self, several: Iterable[Diagram]) -> Diagram:
        found = self.bdd.false
        for one in several:
            found |= one
        return found

    def _span(self, part: str, low: int, high: int) -> Diagram:
        """Give the numbers from low to high: a cube for each aligned block of them."""
        bits, found = PARTS[part], self.bdd.false
        while low <= high:
            free = 0
            while free < bits and low & (1 << free) == 0 and low + (2 << free) - 1 <= high:
                free += 1
            found |= self.bdd.cube({f"{part}{bit}": bool(low >> (bits - 1 - bit) & 1) for bit in range(bits - free)})
            low += 1 << free
        return found

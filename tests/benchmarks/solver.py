"""One pair as a formula for z3: is there any packet of TCP or UDP that makes the round trip?"""

import importlib
from typing import Any

from tests.benchmarks.plain import CLIENTS, Host, Line, Plain

Formula = Any


class Solver:
    """Asks z3 about the pairs of a design, each by a solver of its own."""

    def __init__(self, whole: Plain) -> None:
        self.whole = whole
        self.z3: Any = importlib.import_module("z3")
        self.protocol, self.port, self.client = (
            self.z3.BitVec(name, bits) for name, bits in (("protocol", 8), ("port", 16), ("client", 16))
        )

    def reaches(self, one: Host, other: Host) -> bool:
        """Tell whether any service gets through."""
        z3, whole = self.z3, self.whole
        solver = z3.Solver()
        solver.add(z3.Or(self.protocol == 6, self.protocol == 17))
        solver.add(self._between(self.client, *CLIENTS))
        solver.add(self._admitted(whole.egress, one, other), self._admitted(whole.ingress, other, one))
        if one.subnet != other.subnet:
            solver.add(self._passed(whole.leave, one.subnet, other.address, self.port))
            solver.add(self._passed(whole.enter, other.subnet, one.address, self.port))
            solver.add(self._passed(whole.leave, other.subnet, one.address, self.client))
            solver.add(self._passed(whole.enter, one.subnet, other.address, self.client))
        return bool(solver.check() == z3.sat)

    def _admitted(self, lines: dict[str, list[Line]], host: Host, peer: Host) -> Formula:
        mine = [line for group in sorted(host.groups) for line in lines[group]]
        return self.z3.Or([self._line(line, self.port) for line in mine if _meets(line, peer)] or [False])

    def _passed(self, lists: dict[str, list[Line]], subnet: str, peer: int, port: Formula) -> Formula:
        if subnet not in lists:
            return True
        passed: Formula = False
        for line in reversed(lists[subnet]):
            if line.addresses[0] <= peer <= line.addresses[1]:
                passed = self.z3.If(self._line(line, port), line.allow, passed)
        return passed

    def _line(self, line: Line, port: Formula) -> Formula:
        low, high = line.services
        if low >> 16 != high >> 16:
            return self._between(self.protocol, low >> 16, high >> 16)
        return self.z3.And(self.protocol == low >> 16, self._between(port, low & 0xFFFF, high & 0xFFFF))

    def _between(self, what: Formula, low: int, high: int) -> Formula:
        return self.z3.And(self.z3.UGE(what, low), self.z3.ULE(what, high))


def _meets(line: Line, peer: Host) -> bool:
    return line.group in peer.groups if line.group else line.addresses[0] <= peer.address <= line.addresses[1]

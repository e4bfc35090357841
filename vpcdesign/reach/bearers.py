"""Who has what of his own: kinds by their rules, by the marks that they bear, and by the addresses that they send from.

An edit names a few rules, marks or blocks, and asks who these are about. So whom it concerns is looked up here, where
going through everybody would cost more than all that follows from the edit. An edit of rules moves nobody: then only
the rules that it swapped are entered anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.stages import Rules
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.kinds import Kind


class Bearers:
    """The kinds of a network by what is theirs; each way to look them up is made when somebody first does."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.kinds = kinds
        self._known: Senders | None = None

    def after(self, kinds: Sequence[Kind], new: Mapping[int, Rules]) -> "Bearers":
        """Follow an edit that put rules in the place of others, and changed nothing else of any kind."""
        other = Bearers(kinds)
        other._known = self._known
        for name in ("guards", "leaves"):
            if name in vars(self):
                found = dict(vars(self)[name])
                for old, rules in new.items():
                    if old in found:
                        found[id(rules)] = [*found.get(id(rules), ()), *found.pop(old)]
                vars(other)[name] = found
        return other

    @cached_property
    def guards(self) -> dict[int, list[int]]:
        """The kinds that have rules as their guard, by the identity of these."""
        found: dict[int, list[int]] = {}
        for number, kind in enumerate(self.kinds):
            if kind.guard is not None:
                found.setdefault(id(kind.guard), []).append(number)
        return found

    @cached_property
    def leaves(self) -> dict[int, list[int]]:
        """The kinds that send through rules of their own, by the identity of these."""
        found: dict[int, list[int]] = {}
        for number, kind in enumerate(self.kinds):
            if kind.leaves is not None:
                found.setdefault(id(kind.leaves), []).append(number)
        return found

    def having(self, rules: Iterable[int]) -> list[int]:
        """Give the kinds that have some of these rules of their own, in their order."""
        found: set[int] = set()
        for one in rules:
            found.update(self.guards.get(one, ()), self.leaves.get(one, ()))
        return sorted(found)

    @property
    def marks(self) -> dict[str, list[int]]:
        """The kinds that bear each mark when they send."""
        return self.senders.marks

    @property
    def senders(self) -> "Senders":
        """The kinds by what others know them by when they send."""
        if self._known is None:
            self._known = Senders(self.kinds)
        return self._known


class Senders:
    """Kinds by their marks, addresses and places: what no edit of rules changes."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.marks: dict[str, list[int]] = {}
        self.places: dict[int, list[int]] = {}
        for number, kind in enumerate(kinds):
            self.places.setdefault(kind.place, []).append(number)
            for label in kind.end.endpoint.labels:
                self.marks.setdefault(label, []).append(number)
        ordered = sorted((kind.end.addresses[0][0], number) for number, kind in enumerate(kinds))
        self._lows = [low for low, _ in ordered]
        self._numbers = [number for _, number in ordered]
        self._within: dict[Intervals, Bits] = {}

    def within(self, addresses: Intervals) -> Bits:
        """Give the kinds whose own addresses stand in a set; the same few sets are written in many rules."""
        found = self._within.get(addresses)
        if found is None:
            held: list[int] = []
            for low, high in addresses:
                held += self._numbers[bisect_left(self._lows, low) : bisect_right(self._lows, high)]
            found = self._within[addresses] = bits_with(held)
        return found

"""Who has what of his own: kinds by their rules, by the marks that they bear, and by the addresses that they send from.

An edit names a few rules, marks or blocks, and asks who these are about. So whom it concerns is looked up here, where
going through everybody would cost more than all that follows from the edit. An edit of rules moves nobody: then only
the rules that it swapped are entered anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.amended import Amended
from vpcdesign.network.rules import Rules
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.kinds import Kind


class Bearers:
    """The kinds of a network by what is theirs; each way to look them up is made when somebody first does.

    `senders` tell by what others know them when they send.
    """

    def __init__(self, kinds: Sequence[Kind], senders: "Senders | None" = None) -> None:
        self.kinds = kinds
        self.senders = Senders(kinds) if senders is None else senders

    def after(self, kinds: Sequence[Kind], new: Mapping[int, Rules]) -> "Bearers":
        """Follow an edit that put rules in the place of others, and changed nothing else of any kind."""
        other = Bearers(kinds, self.senders)
        for name in ("guards", "leaves"):
            if name in vars(self):
                vars(other)[name] = swapped(vars(self)[name], new)
        return other

    @cached_property
    def guards(self) -> Mapping[int, list[int]]:
        """The kinds that have rules as their guard, by the identity of these."""
        found: dict[int, list[int]] = {}
        for number, kind in enumerate(self.kinds):
            if kind.guard is not None:
                found.setdefault(id(kind.guard), []).append(number)
        return found

    @cached_property
    def leaves(self) -> Mapping[int, list[int]]:
        """The kinds that send through rules of their own, by the identity of these."""
        found: dict[int, list[int]] = {}
        for number, kind in enumerate(self.kinds):
            if kind.leaves is not None:
                found.setdefault(id(kind.leaves), []).append(number)
        return found

    def expect_edits(self) -> None:
        """Have at hand all that an edit of rules looks up."""
        _ = self.guards, self.leaves
        self.senders.expect_edits()

    def having(self, rules: Iterable[int]) -> list[int]:
        """Give the kinds that have some of these rules of their own, in their order."""
        found: set[int] = set()
        for one in rules:
            found.update(self.guards.get(one, ()), self.leaves.get(one, ()))
        return sorted(found)


def swapped(known: Mapping[int, list[int]], new: Mapping[int, Rules]) -> Mapping[int, list[int]]:
    """Give whose rules are, by the identity of these, after an edit that put rules in the place of others."""
    found: dict[int, list[int] | None] = {}
    for old, rules in new.items():
        if old in known:
            there = found.get(id(rules)) or known.get(id(rules)) or []
            found |= {old: None, id(rules): [*there, *known[old]]}
    return Amended(known, found) if found else known


class Senders:
    """Kinds by their marks, addresses and places: what no edit of rules changes."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._kinds = kinds
        self._within: dict[Intervals, Bits] = {}

    @cached_property
    def marks(self) -> dict[str, list[int]]:
        """The kinds that bear each mark."""
        found: dict[str, list[int]] = {}
        for number, kind in enumerate(self._kinds):
            for label in kind.end.endpoint.labels:
                found.setdefault(label, []).append(number)
        return found

    @cached_property
    def known_by(self) -> tuple[Sequence[frozenset[str]], Sequence[int]]:
        """The marks of each kind, and an address of each."""
        ends = [kind.end for kind in self._kinds]
        return [end.endpoint.labels for end in ends], [end.addresses[0][0] for end in ends]

    @cached_property
    def _homes(self) -> dict[int, list[int]]:
        """The kinds of each place."""
        found: dict[int, list[int]] = {}
        for number, kind in enumerate(self._kinds):
            found.setdefault(kind.place, []).append(number)
        return found

    def at(self, places: Iterable[int]) -> Iterator[int]:
        """Give the kinds of some places."""
        for one in places:
            yield from self._homes.get(one, ())

    @cached_property
    def _ordered(self) -> tuple[list[int], list[int]]:
        """The addresses of all kinds in their order, and whose each is."""
        ordered = sorted((kind.end.addresses[0][0], number) for number, kind in enumerate(self._kinds))
        return [low for low, _ in ordered], [number for _, number in ordered]

    def expect_edits(self) -> None:
        """Have at hand all that an edit of rules looks up."""
        _ = self.marks, self.known_by, self._ordered, self._homes

    def within(self, addresses: Intervals) -> Bits:
        """Give the kinds whose own addresses stand in a set; the same few sets are written in many rules."""
        found = self._within.get(addresses)
        if found is None:
            lows, numbers = self._ordered
            held: list[int] = []
            for low, high in addresses:
                held += numbers[bisect_left(lows, low) : bisect_right(lows, high)]
            found = self._within[addresses] = bits_with(held)
        return found

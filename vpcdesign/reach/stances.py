"""Where ends stand in the shared network: those of which that is the same are of one place."""

from collections.abc import Container

from vpcdesign.algebra.addresses import ALL_V4
from vpcdesign.reach.approach import Head
from vpcdesign.reach.ends import End
from vpcdesign.reach.kinds import Stance
from vpcdesign.reach.rulings import NO_LABELS
from vpcdesign.reach.sorts import lists


class Stances:
    """Tells where the ends of one network stand: those of some are met by name, and some marks are asked for there."""

    def __init__(self, named: Container[str], asked_for: frozenset[str]) -> None:
        """Take who is met by `named`, and the marks that shared filters ask for."""
        self._named, self.asked_for = named, asked_for

    def of(self, end: End, ways: tuple[Head, Head]) -> Stance:
        """Give where an end stands, whose packets and answers set out so."""
        one = end.endpoint
        return Stance(
            self._name(end), self.asked_of(end),
            end.cut, end.cell, ways[0].exit, ways[1].exit, one.zone, one.replies,
            end.addresses[0][0] > ALL_V4[0][1], end.lost, end.odd,
            tuple((node, *map(id, lists(layers))) for node, layers in end.arrivals),
        )  # fmt: skip

    def _name(self, end: End) -> str:
        return end.endpoint.id if end.endpoint.id in self._named else ""

    def asked_of(self, end: End) -> frozenset[str]:
        """Give the marks of an end that shared filters ask for; they may get longer on the way."""
        if not self.asked_for:
            return NO_LABELS
        labels = end.endpoint.labels
        return frozenset(label for label in labels if any(mark.startswith(label) for mark in self.asked_for))

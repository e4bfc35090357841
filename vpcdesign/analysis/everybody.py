"""Everybody asked about everybody at once: rows are read as they are, and whom they do not know is asked by himself."""

from collections.abc import Sequence
from itertools import compress

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.services import ALL
from vpcdesign.analysis.by_rows import ByRows
from vpcdesign.analysis.reach_rows import ReachRows
from vpcdesign.analysis.survey import Party, Progress, Reaching, meeting, mixed
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.covers import Bits, bits_of
from vpcdesign.reach.rows import Rows

FEW = 4
"""So many are asked about one by one."""


def everybody(
    world: World, kinds: Sequence[Party], services: Intervals = ALL, progress: Progress | None = None
) -> ReachRows[Party]:
    """Give what gets from each kind to each other; hosts outside are not asked about one another."""
    asking = _Asking(world, kinds, services)
    for done, source in enumerate(kinds, 1):
        asking.ask(source)
        if progress is not None:
            progress(done, len(kinds))
    return asking.found


def again(
    world: World, kinds: Sequence[Party], before: ReachRows[Party], concerned: Sequence[Bits]
) -> ReachRows[Party]:
    """Give what gets from each kind to each other where only those may fare otherwise than before whom it concerns."""
    asking = _Asking(world, kinds, ALL)
    for number, (source, others) in enumerate(zip(kinds, concerned, strict=True)):
        kept = {reach: left for reach, bits in before.row(number).items() if (left := bits & ~others)}
        asking.found.put(source, kept, 0)
        if others:
            asking.ask(source, others)
    return asking.found


class _Asking:
    """One round through all kinds."""

    def __init__(self, world: World, kinds: Sequence[Party], services: Intervals) -> None:
        self.found: ReachRows[Party] = ReachRows(kinds)
        self._services = services
        self._reaching = Reaching(world)
        self._apart = set(compress(kinds, mixed(kinds)))
        """Kinds with a host that another kind has as well: no host is asked about itself, so each pair is looked at."""
        self._outside = self.found.bits(one for one in kinds if one.outside)
        self._everybody = self.found.bits(one for one in kinds if one.destinations)
        numbers = self.found.numbers
        together = {numbers[one]: one.destinations[0] for one in kinds if one.destinations and one not in self._apart}
        teller = world.walk.teller(len(kinds) ** 2)
        self._rows = ByRows(teller) if isinstance(teller, Rows) else None
        self._receivers = self._rows.receivers(together) if self._rows is not None else None
        alone = self._receivers.others if self._receivers is not None else together
        self._alone = sum(1 << number for number in alone) | self.found.bits(self._apart)

    def ask(self, source: Party, others: Bits = -1) -> None:
        """Ask a kind about all others, or about some."""
        if not source.sources:
            return
        met = self._everybody & ~(self._outside if source.outside else 0) & others
        if meeting(source, source) is None:
            met &= ~(1 << self.found.numbers[source])
        told = None
        if self._rows is not None and self._receivers is not None and met.bit_count() > FEW:
            told = self._rows.reached(source.sources[0], self._receivers, self._services)
        if told is None:
            self._ask_singly(source, met)
            return
        answers, odd = told
        singly = (odd | self._alone) & met
        self.found.put(source, {reach: bits & met & ~singly for reach, bits in answers.items()}, met & ~singly)
        self._ask_singly(source, singly)

    def _ask_singly(self, source: Party, others: Bits) -> None:
        for number in bits_of(others):
            other = self.found.kinds[number]
            if meeting(source, other) is not None:
                reach = self._reaching.between(source, other, self._services)
                self.found.put(source, {reach: 1 << number}, 0)

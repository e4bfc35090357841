"""Bands: who stands in a security group, by the kinds that bear its mark; nobody is looked at one by one.

A network says of each kind which marks all of it bear, and how many are of it. All who bear a group's mark are in the
group, unless they are special; so where nobody special is of these kinds, and they are as many as the roster counts in
the group, they are the group. Special is who is no host of the roster, is in no group (he bears the mark of a default
one), is odd, has several ends or none of his own, or sends from other ports than most.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, islice

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.analysis.residents import Resident
from vpcdesign.analysis.roster import Roster
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.places import Places
from vpcdesign.record import record

SAMPLE = 20
"""So many hosts tell from which ports most of them send."""

SPECIAL = -1
"""In the place of how many are of a kind: somebody special is."""


@record(eq=False)
class Band:
    """Kinds that all members of a group are of, and nobody else; all of them send from the same ports."""

    kinds: Sequence[int]
    bits: Bits
    client: Intervals


class Bands:
    """The bands of one network; how many are of each kind, and of which somebody special is, is found out once."""

    def __init__(self, places: Places, roster: Roster) -> None:
        self._places, self._roster = places, roster
        self._marks = places.bearers.senders.marks
        hosts = (one.endpoint.client_ports for one in roster.residents.values() if one.part == "host")
        first = list(islice(hosts, SAMPLE))
        self._client: Intervals = max(first, key=first.count, default=())
        self._counts = self._counted()

    def of(self, word: str, residents: Sequence[Resident]) -> Band | None:
        """Give the band of the residents whom a security group's word means; None where that is not sure."""
        for mark in residents[0].groups:
            if self._roster.is_called(mark, word):
                counts = self._counts
                kinds: Sequence[int] = self._marks.get(mark, ())
                several = list(map(counts.__getitem__, kinds))
                if 0 in several:
                    kinds, several = list(compress(kinds, several)), list(filter(None, several))
                if sum(several) == len(residents) and SPECIAL not in several:
                    return Band(kinds, bits_with(kinds), self._client)
        return None

    def _counted(self) -> list[int]:
        """Count who is of each kind."""
        ends, kinds = self._places.ends, self._places.kinds
        counts = [0] * len(kinds)
        for kind, count in ends.lodging().items():
            counts[kind] = SPECIAL if kinds[kind].odd else count
        for several in ends.looked_at.values():
            for end in several:
                alone = len(several) == 1 and not end.odd and counts[end.kind] != SPECIAL
                counts[end.kind] = counts[end.kind] + 1 if alone else SPECIAL
        for name in self._special():
            for end in ends.get(name):
                counts[end.kind] = SPECIAL
        return counts

    def _special(self) -> Iterator[str]:
        """Give who is not to be counted."""
        residents, client = self._roster.residents, self._client
        yield from self._places.ends.names().difference(residents)
        for name, one in residents.items():
            plain = one.part == "host" and one.groups and one.endpoint.client_ports is client
            if not plain or one.endpoint.many or name.startswith(STAND_IN):
                yield name

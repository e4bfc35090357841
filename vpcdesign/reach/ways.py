"""Parts of ways that are known: how packets fare from a stage on, for all who take that part.

Most of a network never asks where packets come from. So it is noted what of their standing and zone a part has looked
at, and the part is known for everybody who is the same to those looks. A look that is not noted would give somebody the
way of another: whoever reads a standing or a zone does so by `stand` and `zone`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vpcdesign.network.stages import Node
from vpcdesign.reach.covers import Bits, Cover
from vpcdesign.reach.loads import State
from vpcdesign.reach.views import Standing

CELL, TWINS, NAME, LABELS = 1, 2, 4, 8
STANDING = CELL | TWINS | NAME | LABELS
ZONE = 16
"""What can be looked at: the fields of a standing in their order, and the zone."""

_Plain = tuple[int, int, str, str | None, bool, int]
"""A state with the first standing and no zone, as far as nobody has looked at these."""


@dataclass(slots=True)
class _Part:
    """What packets to some meet from a stage on: what was looked at, and the covers of those who differ in it."""

    looks: int = 0
    covers: dict[_Plain, Cover] = field(default_factory=dict)


class Ways:
    """The known parts of the ways of one network."""

    def __init__(self, standings: Sequence[Standing]) -> None:
        self._standings = standings
        self._parts: dict[tuple[Node, Bits], _Part] = {}
        self._looks = 0
        self._firsts: dict[int, list[int]] = {}

    def stand(self, state: State, looks: int) -> Standing:
        """Give where packets come from, to somebody who looks at this of it."""
        self._looks |= looks
        return self._standings[state.standing]

    def zone(self, state: State) -> str:
        """Give the zone that packets are sent from."""
        self._looks |= ZONE
        return state.zone

    def known(self, node: Node, state: State, bits: Bits) -> Cover | None:
        """Give how packets fare from a stage on, if it is known of any that are the same to it."""
        part = self._parts.get((node, bits))
        if part is None:
            return None
        found = part.covers.get(self._plain(state, part.looks))
        if found is not None:
            self._looks |= part.looks
        return found

    def begin(self) -> int:
        """Begin to look at a part; give what was looked at before it."""
        before, self._looks = self._looks, 0
        return before

    def keep(self, node: Node, state: State, bits: Bits, cover: Cover, before: int) -> None:
        """Remember how packets fare on a part that was begun; what it looked at, so did whoever led there.

        A cover that was kept with fewer looks is as true for the first of those who are the same to more.
        """
        part = self._parts.get((node, bits))
        if part is None:
            part = self._parts[node, bits] = _Part()
        part.looks |= self._looks
        part.covers[self._plain(state, part.looks)] = cover
        self._looks |= before

    def _plain(self, state: State, looks: int) -> _Plain:
        """Give what is the same of all who are the same to some looks."""
        firsts = self._firsts.get(looks)
        if firsts is None:
            firsts = self._firsts[looks] = self._first(looks)
        standing, leg, zone, marks, kept, load = state
        return firsts[standing], leg, zone if looks & ZONE else "", marks, kept, load

    def _first(self, looks: int) -> list[int]:
        first: dict[tuple[object, ...], int] = {}
        return [
            first.setdefault(tuple(seen for at, seen in enumerate(one) if looks >> at & 1), number)
            for number, one in enumerate(self._standings)
        ]

"""Parts of ways that are known: how packets fare from a stage on, for all who take that part.

Most of a network never asks where packets come from. So it is noted what of their standing and zone a part has looked
at, and the part is known for everybody who is the same to those looks. A look that is not noted would give somebody the
way of another: whoever reads a standing or a zone does so by `stand` and `zone`, and whoever does to answers what he
does not do to packets says so by `look`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vpcdesign.network.stages import Node
from vpcdesign.reach.covers import Bits, Cover, Fare
from vpcdesign.reach.loads import State
from vpcdesign.reach.standing import Firsts, Standing

CELL, TWINS, NAME, LABELS = 1, 2, 4, 8
STANDING = CELL | TWINS | NAME | LABELS
ZONE = 16
LEG = 32
"""What can be looked at: the fields of a standing in their order, the zone, and whether packets are answers."""

_Plain = tuple[int, int, str, str | None, bool, int]
"""A state with the first standing and no zone, as far as nobody has looked at these."""


@dataclass(slots=True)
class _Part:
    """What packets to some meet from a stage on: what was looked at, and the covers of those who differ in it.

    `firsts` tells of each standing the first that is the same to these looks.
    `alike` are those in which nobody looked at which way packets go: by where they come from, and the zone.
    """

    firsts: Sequence[int]
    looks: int = 0
    covers: dict[_Plain, Cover] = field(default_factory=dict)
    alike: dict[tuple[int, str], Cover] = field(default_factory=dict)


class Ways:
    """The known parts of the ways of one network."""

    def __init__(self, standings: Sequence[Standing], firsts: Firsts | None = None) -> None:
        """Know none yet; `firsts` are those of everybody who stands so."""
        self._standings = standings
        self._parts: dict[tuple[Node, Bits], _Part] = {}
        self._looks = 0
        self._firsts: dict[int, list[int]] = {}
        self._alike = Firsts(standings) if firsts is None else firsts

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
        standing, leg, zone, marks, kept, load = state
        plain = part.firsts[standing], leg, zone if part.looks & ZONE else "", marks, kept, load
        found = part.covers.get(plain)
        if found is None and leg and not load:
            sent = part.alike.get((plain[0], plain[2]))
            if sent is not None:
                found = part.covers[plain] = _answered(sent)
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
            part = self._parts[node, bits] = _Part(self._alike_to(0))
        if self._looks & ~part.looks:
            part.looks |= self._looks
            part.firsts = self._alike_to(part.looks)
        standing, leg, zone, marks, kept, load = state
        plain = part.firsts[standing], leg, zone if part.looks & ZONE else "", marks, kept, load
        part.covers[plain] = cover
        if not (leg or load or cover.forked or self._looks & LEG):
            part.alike[plain[0], plain[2]] = cover
        self._looks |= before

    def by_leg(self, node: Node, bits: Bits) -> bool:
        """Tell whether somebody is known to look at which way packets go, from a stage on."""
        part = self._parts.get((node, bits))
        return part is not None and bool(part.looks & LEG)

    def look(self, looks: int) -> None:
        """Note that somebody looks at something that he sees for himself."""
        self._looks |= looks

    def _alike_to(self, looks: int) -> Sequence[int]:
        """Give the first of all who are the same to some looks."""
        firsts = self._firsts.get(looks)
        if firsts is None:
            firsts = self._firsts[looks] = self._alike.of(looks)
        return firsts


def _answered(sent: Cover) -> Cover:
    """Give how answers fare where packets fare so: of these nobody asks for marks and promises when they arrive."""
    fares: dict[Fare, Bits] = {}
    for (may, must, _, _, load, scope, mapped), bits in sent.fares.items():
        assert not load, "whoever does something to packets looks at which way they go"
        fare = Fare(may, must, None, kept=False, scope=scope, mapped=mapped)
        fares[fare] = fares.get(fare, 0) | bits
    return Cover(fares, sent.odd)

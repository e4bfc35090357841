"""Lodgers: hosts that nobody looks at, for they are like the first of their room but for their address and rules.

There are many thousands of them. So an end stands for each sort of them that nothing tells apart.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeAlias

from vpcdesign.network.network import Endpoint
from vpcdesign.reach.approach import Head
from vpcdesign.reach.ends import End
from vpcdesign.reach.entrances import ODD, Entrances
from vpcdesign.reach.kinds import Stance
from vpcdesign.reach.numbering import Member
from vpcdesign.reach.rooms import Rooms
from vpcdesign.reach.rulings import NO_LABELS
from vpcdesign.reach.stances import Stances

Firsts: TypeAlias = Mapping[str, Sequence[End]]
"""The ends of the first of each room, and of whoever else was looked at."""


class Lodging:
    """Makes the ends of lodgers: each is wired as the first of its room is, and has the rules of its party."""

    def __init__(
        self, endpoints: Mapping[str, Endpoint], heads: Mapping[str, tuple[Head, Head]], stances: Stances
    ) -> None:
        """Take how the first of each room sets out, and who tells where an end stands."""
        self._endpoints, self._heads, self._stances = endpoints, heads, stances

    def members(
        self, rooms: Rooms, cuts: Sequence[int], entrances: Entrances, end_of: Callable[[Endpoint], End], firsts: Firsts
    ) -> list[Member]:
        """Give an end for each sort of lodgers, parted at some cuts; `end_of` tells of a host where he stands."""
        found: list[Member] = []
        seen: dict[int, End] = {}
        endpoints, stances, understood = self._endpoints, self._stances, entrances.rulings.understood
        for first, several in rooms.lodgers(cuts):
            (like,), ways = firsts[first], self._heads[first]
            wired, sends = entrances.wired(like, *ways), bool(ways[0].layers)
            known: dict[Hashable, Stance] = {}
            for party, hosts, stretch in several:
                host = endpoints[hosts[0]]
                one = seen.get(stretch)
                if one is None:
                    one = seen[stretch] = end_of(host)
                own = party.guard if wired else None, party.leaves if sends else None
                odd = wired is ODD or not understood(*own)
                end = End(host, host.addresses, one.cut, one.cell, one.inner, like.arrivals, (), odd)
                key = stretch, odd, stances.asked_of(end) if stances.asked_for else NO_LABELS
                stance = known.get(key)
                if stance is None:
                    stance = known[key] = stances.of(end, ways)
                found.append(Member(end, hosts, None, stance, (ODD.rules, own[1]) if odd else own))
        return found

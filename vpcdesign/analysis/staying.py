"""Who stayed who he was over an edit, and by which ends: only of those do rows of two worlds say the same.

Where an edit leaves all ends as they were, so it does this: it is found once, and holds for every such edit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, overlap, size
from vpcdesign.analysis.counterparts import Counterparts
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.worlds import World
from vpcdesign.network.network import Endpoint
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.ends import End
from vpcdesign.reach.rows import Rows


@dataclass(frozen=True, slots=True)
class Stayed:
    """Somebody who stayed who he was: his ends in both worlds, and the ports that he asks from.

    Of hosts outside an end may go on in several; `aliases` are the ends by which those ask for a host, None where these
    are others than before.
    """

    ends: tuple[tuple[End, End], ...]
    client: Intervals
    aliases: tuple[tuple[End, End], ...] | None = ()


Home = tuple[int, int]
"""Where two kinds stand, in both worlds."""


class Receivers(NamedTuple):
    """Who is sent to; `homes` are their numbers by where they stand."""

    kinds: Counterparts
    homes: dict[Home, Bits]


class Staying:
    """Who stayed in two worlds; joints are meant by their places, and bits are of these.

    `strange` are those who did not stay, `unseen` those whom hosts outside may ask for by other addresses than before;
    `alone` has nobody else of his kind. Receivers are those `within`, by their own addresses, and all `around` as
    hosts outside know them.
    """

    def __init__(self, worlds: tuple[World, World], joints: Sequence[Joint], rows: tuple[Rows, Rows]) -> None:
        self._worlds, self._rows = worlds, rows
        self._ends = rows[1].places.ends if rows[0].places.ends is rows[1].places.ends else None
        self.stayed = [self._stays(one) for one in joints]
        self.outside = sum(1 << place for place, one in enumerate(joints) if one.outside)
        self.alone = sum(1 << place for place, one in enumerate(joints) if _lonely(one))
        self.strange = sum(1 << place for place, one in enumerate(self.stayed) if one is None)
        self.unseen = sum(1 << place for place, one in enumerate(self.stayed) if one and one.aliases is None)
        self._places = tuple([kind.place for kind in one.places.kinds] for one in rows)
        self.within, self.around = self._receivers(aliases=False), self._receivers(aliases=True)
        del self._worlds, self._rows  # it outlives both

    def of(self, rows: Rows) -> bool:
        """Tell whether this was found of an edit that left all ends alone, and another one has left the same alone."""
        return self._ends is not None and rows.places.ends is self._ends

    def home(self, old: int, new: int) -> Home:
        """Give the places where two kinds stand."""
        return self._places[0][old], self._places[1][new]

    def _receivers(self, *, aliases: bool) -> Receivers:
        """Put side by side the kinds of whoever stayed, by all their addresses or by those that insiders ask for."""
        behind: dict[tuple[int, int], Bits] = {}
        for place, one in enumerate(self.stayed):
            for old, new in (*one.ends, *((one.aliases or ()) if aliases else ())) if one else ():
                kinds = old.kind, new.kind
                behind[kinds] = behind.get(kinds, 0) | 1 << place
        found = Counterparts(behind)
        homes: dict[Home, Bits] = {}
        for number, kinds in enumerate(found.pairs):
            home = self.home(*kinds)
            homes[home] = homes.get(home, 0) | 1 << number
        return Receivers(found, homes)

    def _stays(self, one: Joint) -> Stayed | None:
        if one.old is None or one.new is None or one.old.many or one.new.many:
            return None
        sides = (one.old.sources[:1], one.old.destinations[:1]), (one.new.sources[:1], one.new.destinations[:1])
        if sides[0] != sides[1] or not all(sides[0]):
            return None
        member = sides[0][0][0]
        hosts = [world.walk.network.endpoints[member.endpoint] for world in self._worlds]
        if hosts[0].client_ports != hosts[1].client_ports:
            return None
        if one.outside:
            return self._stays_outside(one, (hosts[0], hosts[1]))
        parts = [rows.places.ends.get(member.endpoint, ()) for rows in self._rows]
        whole = sum(size(end.addresses) for end in parts[0]) == size(member.addresses)
        if not whole or not _same(parts[0], parts[1]):
            return None
        ends = tuple(zip(*parts, strict=True))
        if len({is_v6(old) for old, _ in ends}) < len(ends):  # what a box of packets means would not be plain
            return None
        aliases = [rows.places.aliases.get(member.endpoint, ()) for rows in self._rows]
        known = tuple(zip(*aliases, strict=True)) if _same(aliases[0], aliases[1]) else None
        return Stayed(ends, hosts[0].client_ports, known)

    def _stays_outside(self, one: Joint, hosts: tuple[Endpoint, Endpoint]) -> Stayed | None:
        """Put the ends of somebody outside side by side; tables of both worlds may cut his addresses otherwise."""
        assert one.old is not None
        members = *one.old.sources, *one.old.destinations
        name = hosts[0].id
        if any(member.addresses != host.addresses for member in members for host in hosts):
            return None
        parts = [[*rows.places.ends.get(name, ()), *rows.places.outside.get(name, ())] for rows in self._rows]
        if any(sum(size(end.addresses) for end in ends) != size(hosts[0].addresses) for ends in parts):
            return None
        ends = ((old, new) for old in parts[0] for new in parts[1] if overlap(old.addresses, new.addresses))
        return Stayed(tuple(ends), hosts[0].client_ports)


def _same(some: Sequence[End], others: Sequence[End]) -> bool:
    return len(some) == len(others) and all(a.addresses == b.addresses for a, b in zip(some, others, strict=True))


def _lonely(one: Joint) -> bool:
    """Tell whether a host is the only one of its kind: then there is nobody else of it to ask."""
    parties = [party for party in (one.old, one.new) if party is not None]
    return all(len(party.members) == 1 and not party.many for party in parties)


def is_v6(end: End) -> bool:
    return end.addresses[0][0] >> 128 > 0

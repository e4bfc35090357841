"""Who stayed who he was over an edit, and by which ends: only of those do rows of two worlds say the same.

What is found of who is not moved by an edit holds over it, and over the next one: so it is found once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals, overlap, size
from vpcdesign.analysis.counterparts import Counterparts
from vpcdesign.analysis.joints import Joint
from vpcdesign.analysis.selectors import Member
from vpcdesign.analysis.worlds import World
from vpcdesign.network.network import Endpoint
from vpcdesign.reach.covers import Bits, bits_of, numbers
from vpcdesign.reach.ends import End
from vpcdesign.reach.rows import Rows

Ends = tuple[End | None, End | None]
"""An end in both worlds; None where nobody has it."""


@dataclass(frozen=True, slots=True)
class Stayed:
    """Somebody who stayed who he was: his ends in both worlds, and the ports that he asks from.

    Of hosts outside an end may go on in several; `aliases` are the ends by which those ask for a host, None where these
    are others than before. Who came or went has his ends in one world only.
    """

    ends: tuple[Ends, ...]
    client: Intervals
    aliases: tuple[Ends, ...] | None = ()


Home = tuple[int, int]
"""Where two kinds stand, in both worlds; -1 is nowhere."""


class Receivers(NamedTuple):
    """Who is sent to; `homes` are their numbers by where they stand, `turned` those of who may be another.

    Where all stand in kinds in which others `still` do, rows that know everything of those do so of these.
    """

    kinds: Counterparts
    homes: dict[Home, Bits]
    turned: Bits
    still: bool


class Staying:
    """Who stayed in two worlds; joints are meant by their places, and bits are of these.

    `moved` are those who may be others; of all others the kinds and their numbers are what they were. `strange` are
    those who did not stay, `unseen` those whom hosts outside may ask for by other addresses than before; `alone` has
    nobody else of his kind. Receivers are those `within`, by their own addresses, and all `around` as hosts outside
    know them; `still` are the kinds of receivers who are not moved.
    """

    def __init__(
        self,
        worlds: tuple[World, World],
        joints: Sequence[Joint],
        rows: tuple[Rows, Rows],
        moved: Bits = -1,
        before: "Staying | None" = None,
    ) -> None:
        """Look at two worlds; `before` knew who is not moved."""
        self._worlds, self._rows = worlds, rows
        self.joints, self.moved = joints, moved & (1 << len(joints)) - 1
        self._ends = rows[0].places.ends, rows[1].places.ends
        known = before.known(rows[0]) if before is not None else {}
        stands = [one for place, one in enumerate(joints) if one in known and not moved >> place & 1]
        self._known = {one: known[one] for one in stands}
        self.stayed = [self._known[one] if one in self._known else self._stays(one) for one in joints]
        self._known |= {
            one: found
            for place, (one, found) in enumerate(zip(joints, self.stayed, strict=True))
            if not moved >> place & 1
        }
        self.outside = numbers(one.outside for one in joints)
        self.alone = numbers(map(_lonely, joints))
        self.strange = numbers(one is None for one in self.stayed)
        self.unseen = numbers(one is not None and one.aliases is None for one in self.stayed)
        self._places = tuple([kind.place for kind in one.places.kinds] for one in rows)
        self._receivers: dict[tuple[bool, bool], Receivers] = {}
        kinds = {end.kind for one, found in self._known.items() if found for end in _all_ends(found)}
        self.still = numbers(number in kinds for number in range(len(self._places[1])))
        self.homes = {self.home(number, number) for number in kinds}
        del self._worlds, self._rows  # it outlives both

    def known(self, rows: Rows) -> Mapping[Joint, Stayed | None]:
        """Give what was found of those who were not moved, where it holds of a world that these rows are of."""
        return self._known if rows.places.ends in self._ends else {}

    def of(self, joints: Sequence[Joint], rows: tuple[Rows, Rows]) -> bool:
        """Tell whether this was found of an edit that left all ends alone, and another one has left the same alone."""
        ends = {id(self._ends[0]), id(self._ends[1]), *(id(one.places.ends) for one in rows)}
        return self.joints is joints and not self.moved and len(ends) == 1

    def home(self, old: int, new: int) -> Home:
        """Give the places where two kinds stand."""
        return self._places[0][old] if old >= 0 else -1, self._places[1][new] if new >= 0 else -1

    def to(self, *, aliases: bool, moved: bool) -> Receivers:
        """Put side by side the kinds of whoever stayed, by all their addresses or by those that insiders ask for.

        Of all of them, or of those only who are `moved`.
        """
        known = self._receivers.get((aliases, moved))
        if known is None:
            known = self._receivers[aliases, moved] = self._put(aliases=aliases, moved=moved)
        return known

    def _put(self, *, aliases: bool, moved: bool) -> Receivers:
        behind: dict[tuple[int, int], Bits] = {}
        for place in bits_of(self.moved) if moved else range(len(self.joints)):
            one = self.stayed[place]
            for old, new in (*one.ends, *((one.aliases or ()) if aliases else ())) if one else ():
                kinds = old.kind if old else -1, new.kind if new else -1
                behind[kinds] = behind.get(kinds, 0) | 1 << place
        found = Counterparts(behind)
        homes: dict[Home, Bits] = {}
        turned = 0
        for number, kinds in enumerate(found.pairs):
            home = self.home(*kinds)
            homes[home] = homes.get(home, 0) | 1 << number
            if behind[kinds] & self.moved:
                turned |= 1 << number
        still = all(kind < 0 or self.still >> kind & 1 for kinds in found.pairs for kind in kinds)
        return Receivers(found, homes, turned, still)

    def _stays(self, one: Joint) -> Stayed | None:
        if one.old is None or one.new is None:
            return self._alone(one)
        if one.old.many or one.new.many:
            return None
        sides = (one.old.sources[:1], one.old.destinations[:1]), (one.new.sources[:1], one.new.destinations[:1])
        if not all(sides[0]) or any(_said(was) != _said(now) for was, now in zip(*sides, strict=True)):
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
        if _doubled(parts[0]):
            return None
        aliases = [rows.places.aliases.get(member.endpoint, ()) for rows in self._rows]
        known = tuple(zip(*aliases, strict=True)) if _same(aliases[0], aliases[1]) else None
        return Stayed(ends, hosts[0].client_ports, known)

    def _alone(self, one: Joint) -> Stayed | None:
        """Give the ends of somebody inside who came or went."""
        party, side = (one.new, 1) if one.new is not None else (one.old, 0)
        if party is None or one.outside or party.many or not (party.sources and party.destinations):
            return None
        member, rows = party.sources[0], self._rows[side]
        ends = rows.places.ends.get(member.endpoint, ())
        if sum(size(end.addresses) for end in ends) != size(member.addresses) or _doubled(ends):
            return None
        client = self._worlds[side].walk.network.endpoints[member.endpoint].client_ports
        aliases = rows.places.aliases.get(member.endpoint, ())
        both = [tuple((one, None) if side == 0 else (None, one) for one in several) for several in (ends, aliases)]
        return Stayed(both[0], client, both[1])

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


def _said(side: tuple[Member, ...]) -> tuple[object, ...]:
    """Give what a member asks and is asked by, whatever he is called."""
    return tuple((one.endpoint, one.addresses, one.public, one.service, one.ends) for one in side)


def _doubled(ends: Sequence[End]) -> bool:
    """Tell whether a family has several ends: what a box of packets means would not be plain."""
    return len({is_v6(end) for end in ends}) < len(ends)


def _all_ends(one: Stayed) -> Iterator[End]:
    return (end for several in (one.ends, one.aliases or ()) for both in several for end in both if end is not None)


def _lonely(one: Joint) -> bool:
    """Tell whether a host is the only one of its kind: then there is nobody else of it to ask."""
    parties = [party for party in (one.old, one.new) if party is not None]
    return all(len(party.members) == 1 and not party.many for party in parties)


def is_v6(end: End) -> bool:
    return end.addresses[0][0] >> 128 > 0

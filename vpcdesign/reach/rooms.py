"""Who stays in his room: hosts that nobody is special to, sorted as the first of their room, without a look at each.

A room says nothing of where its hosts stand to others. So whoever shares his address, is known to gateways by another
one, or is met by name or past the shared network leaves his room, and is looked at as if there were none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, filterfalse, repeat
from typing import TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.network import Endpoint
from vpcdesign.network.rooms import Party, Room
from vpcdesign.network.rules import Rules

Lodgers: TypeAlias = tuple[Party, Sequence[str], int]
"""Hosts of a party that no table or filter tells apart: the party, they themselves, and in which one stretch."""


class Rooms:
    """Some rooms, who stays in them, and who `left` which (by its first); the first of each is looked at anyway."""

    def __init__(self, rooms: Sequence[Room], endpoints: Mapping[str, Endpoint]) -> None:
        self._rooms = rooms
        self._endpoints = endpoints
        parties = chain.from_iterable([room.parties for room in rooms])
        rules = list(chain.from_iterable([(party.guard, party.leaves) for party in parties]))
        self.rules: Mapping[int, Rules] = dict(zip(map(id, rules), rules, strict=True))
        self.left: dict[str, str] = {}
        self._first_of: dict[str, str] = {}
        self._at: dict[int, str] = {}
        self._spans: list[tuple[int, int]] = []
        for room in rooms:
            names = list(chain.from_iterable([party.hosts for party in room.parties]))
            lows = list(chain.from_iterable([party.lows for party in room.parties]))
            self._spans.append((min(lows), max(lows)))
            del names[0], lows[0]
            self._first_of.update(zip(names, repeat(room.first), strict=False))
            self._at.update(zip(lows, names, strict=True))
        if len(self._at) < len(self._first_of):
            for name in self._first_of:
                other = self._at[endpoints[name].addresses[0][0]]
                if other != name:
                    self._leave((name, other))
        self._lows = sorted(self._at)

    def __contains__(self, name: str) -> bool:
        """Tell whether somebody stays in a room."""
        return name in self._first_of and name not in self.left

    def _leave(self, names: Iterable[str]) -> None:
        self.left.update({name: self._first_of[name] for name in names if name in self._first_of})

    def let_go(self, names: Iterable[str], special: Iterable[Intervals]) -> None:
        """Let those leave who bear some names, or an address that is special to somebody."""
        self._leave(names)
        for addresses in special:
            for low, high in addresses:
                if low == high:
                    self._leave([self._at[low]] if low in self._at else ())
                else:
                    met = self._lows[bisect_left(self._lows, low) : bisect_right(self._lows, high)]
                    self._leave(self._at[one] for one in met)

    def without(self, addresses: Iterable[int]) -> frozenset[int]:
        """Give those of some addresses that nobody holds who stays in a room."""
        return frozenset(one for one in addresses if one not in self._at or self._at[one] in self.left)

    def outside(self) -> list[Endpoint]:
        """Give everybody with an address who stays in no room."""
        inside = self._first_of.keys() - self.left if self.left else self._first_of
        alone = map(self._endpoints.__getitem__, filterfalse(inside.__contains__, self._endpoints))
        return [one for one in alone if one.addresses]

    def companions(self) -> dict[str, str]:
        """Give to the first of each room one who stays with it, if there is one."""
        found: dict[str, str] = {}
        for room in self._rooms:
            names = chain.from_iterable([party.hosts for party in room.parties])
            one = next((name for name in names if name in self), None)
            if one is not None:
                found[room.first] = one
        return found

    def lodgers(self, cuts: Sequence[int]) -> Iterator[tuple[str, list[Lodgers]]]:
        """Give to the first of each room those who stay, parted where anything may tell their addresses apart."""
        for room, (lowest, highest) in zip(self._rooms, self._spans, strict=True):
            at = bisect_right(cuts, lowest)
            if at == bisect_right(cuts, highest):
                yield room.first, self._together(room, at)
            else:
                yield room.first, self._apart(room, cuts)

    def _together(self, room: Room, stretch: int) -> list[Lodgers]:
        """Give those who stay in a room that nothing parts."""
        left, first = self.left, room.parties[0]
        found = [(one, one.hosts, stretch) for one in room.parties]
        found[0] = first, first.hosts[1:], stretch
        if left:
            found = [(one, [name for name in hosts if name not in left], at) for one, hosts, at in found]
        return [one for one in found if one[1]]

    def _apart(self, room: Room, cuts: Sequence[int]) -> list[Lodgers]:
        """Give those who stay in a room, each party by stretches."""
        several: list[Lodgers] = []
        for party in room.parties:
            found: dict[int, list[str]] = {}
            for name, low in zip(party.hosts, party.lows, strict=True):
                if name not in self.left and name != room.first:
                    found.setdefault(bisect_right(cuts, low), []).append(name)
            several += [(party, some, stretch) for stretch, some in found.items()]
        return several

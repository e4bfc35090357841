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

Lodgers: TypeAlias = tuple[str, Party, Sequence[str], int]
"""Hosts of a party that no table or filter tells apart: with whom they live, the first of their room; the party, they
themselves, and in which one stretch."""


class Rooms:
    """Some rooms, who stays in them, and who `left` which (by its first); the first of each is looked at anyway."""

    def __init__(self, rooms: Sequence[Room], endpoints: Mapping[str, Endpoint]) -> None:
        self._rooms = rooms
        self._endpoints = endpoints
        self.rules = {id(rules): rules for room in rooms for party in room.parties for rules in party[:2]}
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

    def lodgers(self, cuts: Sequence[int]) -> Iterator[Lodgers]:
        """Give those who stay, parted where anything may tell their addresses apart."""
        for room, (lowest, highest) in zip(self._rooms, self._spans, strict=True):
            first = room.first
            at = bisect_right(cuts, lowest)
            together = at == bisect_right(cuts, highest)
            for number, party in enumerate(room.parties):
                hosts, lows = party.hosts, party.lows
                if not number:
                    hosts, lows = hosts[1:], lows[1:]
                if together:
                    stay = [name for name in hosts if name not in self.left] if self.left else hosts
                    if stay:
                        yield first, party, stay, at
                    continue
                found: dict[int, list[str]] = {}
                for name, low in zip(hosts, lows, strict=True):
                    if name not in self.left:
                        found.setdefault(bisect_right(cuts, low), []).append(name)
                for stretch, some in found.items():
                    yield first, party, some, stretch

"""A table that lists hosts, put together from the one before where a few hosts came or went.

It says what it would if it were written anew, and where that is not sure it is: whoever came or went must hold single
addresses that nobody else has, inside his own subnet's block and no other one, and nobody may hold a wider stretch.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain

from vpcdesign.compiler.plan import Device, Plan
from vpcdesign.compiler.subnets import beside, nobody, within
from vpcdesign.network.stages import Forward, Route, Stage

Lists = Sequence[Sequence[Device]]


def listed(plan: Plan, key: tuple[str, ...]) -> Lists:
    """Give the devices that a table lists, subnet by subnet."""
    kind, place = key
    several = [place] if kind == "same_subnet" else [one.id for one in plan.estate.subnets_of.get(place, ())]
    return [plan.devices_in.get(one, []) for one in several]


def relisted(plan: Plan, key: tuple[str, ...], was: Stage, before: Lists) -> Stage:
    """Write a table that lists hosts; `was` stood there when it listed those of before."""
    found = _turned(before, listed(plan, key))
    if found is None or not isinstance(was, Forward):
        return plan.written(key)
    went, came = found
    if key[0] == "local" and not all(_is_inside(plan, one) for one in (*went, *came)):
        return plan.written(key)
    table = Table(was, filled=key[0] == "local")
    done = all(table.let_go(low, one.subnet) for one in went for low, _ in one.addresses)
    for one in came if done else ():
        route = within(plan, one, was.origin) if table.filled else beside(plan, one)
        done = done and all(table.let_in(low, one.subnet, route) for low, _ in one.addresses)
    return table.written() if done else plan.written(key)


def _turned(before: Lists, now: Lists) -> tuple[list[Device], list[Device]] | None:
    """Give who went and who came; None where not everybody holds single addresses, and these alone."""
    old, new = list(chain.from_iterable(before)), list(chain.from_iterable(now))
    were, are = set(map(id, old)), set(map(id, new))
    went, came = [one for one in old if id(one) not in are], [one for one in new if id(one) not in were]
    kept = [one for one in new if id(one) in were]
    if [id(one) for one in old if id(one) in are] != [id(one) for one in kept]:
        return None
    if any(low != high for one in (*kept, *went, *came) for low, high in one.addresses):
        return None
    held = {low for one in kept for low, _ in one.addresses}
    for several in (went, came):
        points = [low for one in several for low, _ in one.addresses]
        if len(set(points)) < len(points) or not held.isdisjoint(points):
            return None
    return went, came


def _is_inside(plan: Plan, one: Device) -> bool:
    """Tell whether a device's addresses are in a block of its subnet, and in no other block of its VPC."""
    for low, _ in one.addresses:
        several = ((each.id, plan.estate.subnet_blocks[each.id]) for each in plan.estate.subnets_of.get(one.vpc, ()))
        around = [(name, pair) for name, blocks in several for pair in blocks if pair[0] <= low <= pair[1]]
        if len(around) != 1 or around[0][0] != one.subnet or around[0][1][0] == around[0][1][1]:
            return False
    return True


class Table:
    """A table under change; a `filled` one says of the addresses of a subnet that nobody holds that nobody does."""

    def __init__(self, was: Forward, *, filled: bool) -> None:
        self.filled = filled
        self._was = was
        self._lows, self._highs, self._routes = list(was.lows), list(was.highs), list(was.routes)
        self._nobody: dict[str, Route] = {}

    def written(self) -> Forward:
        """Give the table as it stands."""
        lows, highs, routes = tuple(self._lows), tuple(self._highs), tuple(self._routes)
        return Forward(self._was.origin, lows, highs, routes, self._was.miss, self._was.silent)

    def let_go(self, at: int, subnet: str) -> bool:
        """Take an address from somebody; tell whether he had it."""
        place = bisect_left(self._lows, at)
        if place == len(self._lows) or not self._lows[place] == at == self._highs[place]:
            return False
        if self._routes[place].next is None:
            return False
        if not self.filled:
            self._put(place, place + 1, [])
            return True
        first, last, low, high = place, place + 1, at, at
        nobodys = self._nobodys(subnet)
        if place and self._routes[place - 1] is nobodys and self._highs[place - 1] + 1 == at:
            first, low = place - 1, self._lows[place - 1]
        if last < len(self._lows) and self._routes[last] is nobodys and self._lows[last] == at + 1:
            last, high = last + 1, self._highs[last]
        self._put(first, last, [(low, high, nobodys)])
        return True

    def let_in(self, at: int, subnet: str, route: Route) -> bool:
        """Give an address to somebody; tell whether it was free."""
        place = bisect_right(self._lows, at) - 1
        held = place >= 0 and at <= self._highs[place]
        if not self.filled:
            self._put(place + 1, place + 1, [(at, at, route)])
            return not held
        nobodys = self._nobodys(subnet)
        if not held or self._routes[place] is not nobodys:
            return False
        parts = [(self._lows[place], at - 1, nobodys), (at, at, route), (at + 1, self._highs[place], nobodys)]
        self._put(place, place + 1, [part for part in parts if part[0] <= part[1]])
        return True

    def _put(self, first: int, last: int, parts: Sequence[tuple[int, int, Route]]) -> None:
        self._lows[first:last] = [low for low, _, _ in parts]
        self._highs[first:last] = [high for _, high, _ in parts]
        self._routes[first:last] = [route for _, _, route in parts]

    def _nobodys(self, subnet: str) -> Route:
        """Give the one route of what nobody holds in a subnet."""
        if subnet not in self._nobody:
            known = (one for one in self._routes if one.next is None and one.origin.component == subnet)
            self._nobody[subnet] = next(known, None) or nobody(subnet, "subnet")
        return self._nobody[subnet]

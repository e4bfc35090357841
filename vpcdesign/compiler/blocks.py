"""Routes as disjoint stretches: blocks nest, the innermost wins."""

from collections.abc import Iterable
from typing import TypeAlias

from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Forward, Route

Entry: TypeAlias = tuple[int, int, Route]


def table(origin: Origin, entries: Iterable[Entry], miss: Route, *, silent: bool = False) -> Forward:
    """Write a table from nested blocks (no two alike), each with its route."""
    lows: list[int] = []
    highs: list[int] = []
    routes: list[Route] = []
    for low, high, route in _flatten(entries):
        if lows and routes[-1] is route and highs[-1] + 1 == low:
            highs[-1] = high
            continue
        lows.append(low)
        highs.append(high)
        routes.append(route)
    return Forward(origin, tuple(lows), tuple(highs), tuple(routes), miss, silent)


def _flatten(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Cut nested stretches so that each address belongs to its innermost one."""
    open_: list[Entry] = []
    at = 0
    for entry in sorted(entries, key=lambda e: (e[0], -e[1])):
        low = entry[0]
        while open_ and open_[-1][1] < low:
            _, high, route = open_.pop()
            if at <= high:
                yield at, high, route
                at = high + 1
        if open_ and at < low:
            yield at, low - 1, open_[-1][2]
        open_.append(entry)
        at = low
    while open_:
        _, high, route = open_.pop()
        if at <= high:
            yield at, high, route
            at = high + 1

"""Whom an edit may have touched: pairs of senders and receivers outside of which every row is what it was.

A line that came or went concerns only who matches it; a way across concerns only the places between which it differs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from vpcdesign.algebra.intervals import contains
from vpcdesign.network.stages import Line, Rules
from vpcdesign.reach.covers import Bits, numbers
from vpcdesign.reach.kinds import Kind

Pairs = tuple[tuple[Bits, Bits], ...]
"""Senders and receivers; whatever one of those sends to one of these may fare otherwise than before."""

Known = tuple[Sequence[int], frozenset[str]]
"""The addresses and the marks that a sender is known by."""


def by_filters(kinds: Sequence[Kind], new: Mapping[int, Rules], known: Callable[[Kind], Known]) -> Pairs:
    """Give whom changed filters of the hosts themselves concern; `kinds` are those of before.

    `known` gives the addresses and the marks that a sender has had for such filters.
    """
    found: list[tuple[Bits, Bits]] = []
    guards = {id(one.guard): one.guard for one in kinds if one.guard is not None}
    leaves = {id(one.leaves): one.leaves for one in kinds if one.leaves is not None}
    for old, now in new.items():
        if old in guards:
            lines = _changed(guards[old], now)
            held = numbers(id(one.guard) == old for one in kinds)
            found.append((numbers(any(_from(known(one), line) for line in lines) for one in kinds), held))
        if old in leaves:
            lines = _changed(leaves[old], now)
            held = numbers(id(one.leaves) == old for one in kinds)
            found.append((held, numbers(any(_to(one, line) for line in lines) for one in kinds)))
    return tuple(pair for pair in found if all(pair))


def _changed(old: Rules, new: Rules) -> list[Line]:
    """Give the lines that only one of two rules has; all, where those that both have stand in another order."""
    was, now = {_said(line): line for line in old.lines}, {_said(line): line for line in new.lines}
    if [one for one in was if one in now] != [one for one in now if one in was]:
        return [*was.values(), *now.values()]
    return [line for one, line in was.items() if one not in now] + [line for one, line in now.items() if one not in was]


def _said(line: Line) -> tuple[object, ...]:
    """Give what a line does, whatever its place and its words are."""
    return line.allow, line.source, line.destination, line.services, line.label, line.promise


def _from(known: Known, line: Line) -> bool:
    """Tell whether a guard's line can match what a kind sends; marks may get longer on the way."""
    if line.label is not None:
        return any(mark.startswith(label) for mark in line.label for label in known[1])
    return line.source is None or any(contains(line.source, address) for address in known[0])


def _to(kind: Kind, line: Line) -> bool:
    """Tell whether a line of a filter outbound can match what is sent to a kind."""
    return line.destination is None or contains(line.destination, kind.end.addresses[0][0])


Fares = list[tuple[tuple[object, ...], Bits]]
"""Kinds by how they fare between places."""


def by_crossing(old: tuple[Fares, Bits], new: tuple[Fares, Bits]) -> Bits:
    """Give the kinds that fare otherwise from one place, or that are odd in only one of two networks."""
    was, now = dict(old[0]), dict(new[0])
    same = 0
    for fare, bits in was.items():
        same |= bits & now.get(fare, 0)
    return (_all(was.values()) | _all(now.values())) & ~same | old[1] ^ new[1]


def _all(several: Iterable[Bits]) -> Bits:
    found = 0
    for bits in several:
        found |= bits
    return found


def meets(pairs: Pairs, senders: Bits, receivers: Bits) -> bool:
    """Tell whether some senders and receivers are among those concerned."""
    return any(senders & sending and receivers & receiving for sending, receiving in pairs)


def concerned(pairs: Pairs, sender: int) -> Bits:
    """Give to whom what a sender sends may fare otherwise."""
    return _all(receiving for sending, receiving in pairs if sending >> sender & 1)

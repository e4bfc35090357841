"""Whom an edit may have touched: pairs of senders and receivers outside of which every row is what it was.

A line that came or went concerns only who matches it; a way across concerns only the places between which it differs.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vpcdesign.network.rules import Line, Rules
from vpcdesign.reach.covers import Bits, bits_with
from vpcdesign.reach.kinds import Kind
from vpcdesign.reach.matched import Matched
from vpcdesign.reach.places import Places

Pairs = tuple[tuple[Bits, Bits], ...]
"""Senders and receivers; whatever one of those sends to one of these may fare otherwise than before."""


class Through(NamedTuple):
    """Senders and receivers between whom a list that packets, or answers (`leg` 1), come to says something else.

    It does so of some `services`, as packets have them that nobody touched.
    """

    sending: Bits
    to: Bits
    leg: int
    services: int


def by_filters(old: Sequence[Kind], new: Sequence[Kind], turned: Iterable[int], matched: Matched) -> Pairs:
    """Give whom changed filters of the hosts themselves concern, of those kinds that there were before.

    `turned` are the kinds that may be others; `matched` gives who sends what some lines can match, and to whom.
    """
    guards: dict[tuple[int, int], tuple[Rules | None, Rules | None, list[int]]] = {}
    leaves: dict[tuple[int, int], tuple[Rules | None, Rules | None, list[int]]] = {}
    for number in turned:
        was, now = old[number], new[number]
        if was is not now and not now.gone:
            for held, one, other in ((guards, was.guard, now.guard), (leaves, was.leaves, now.leaves)):
                if one is not other:
                    held.setdefault((id(one), id(other)), (one, other, []))[2].append(number)
    everybody = (1 << len(old)) - 1
    found: dict[Bits, Bits] = {}
    known: dict[frozenset[tuple[object, ...]], Bits] = {}
    for one, other, several in guards.values():
        lines = changed(one, other)
        said = frozenset(map(_said, lines or ()))  # many have a group's lines: who is concerned is found once
        if said not in known:
            known[said] = matched.by(lines) if lines else 0
        sending = everybody if lines is None else known[said]
        found[sending] = found.get(sending, 0) | bits_with(several)
    pairs = list(found.items())
    for one, other, several in leaves.values():
        lines = changed(one, other)
        pairs.append((bits_with(several), everybody if lines is None else matched.to(lines)))
    return tuple(pair for pair in pairs if all(pair))


def by_kinds(old: Places, new: Places, turned: Iterable[int]) -> Pairs:
    """Give whom it concerns who is there: everybody fares with new kinds, and with who is known otherwise than before.

    Of the kinds that there were only those that are `turned` may be known so. Whoever is special to others is so to
    them alone.
    """
    count = len(new.kinds)
    others = ((1 << count) - 1) ^ ((1 << len(old.kinds)) - 1)
    both = ((number, old.kinds[number], new.kinds[number]) for number in turned)
    others |= bits_with(
        [
            number
            for number, was, now in both
            if was is not now and not now.gone and (was.twins, was.odd) != (now.twins, now.odd)
        ]
    )
    found = [(others, (1 << count) - 1), ((1 << count) - 1, others)] if others else []
    if old.apart is not new.apart:
        for name in old.apart.keys() | new.apart.keys():
            differ = old.apart.get(name, set()) ^ new.apart.get(name, set())
            special = _kinds_of(new, differ)
            if special:
                found.append((_kinds_of(new, (name,)), special))
    return tuple(pair for pair in found if all(pair))


def _kinds_of(places: Places, names: Iterable[str]) -> Bits:
    return _all(1 << end.kind for name in names for end in places.of(name))


def changed(old: Rules | None, new: Rules | None) -> list[Line] | None:
    """Give the lines that only one of two rules has; all, where those that both have stand in another order.

    None is every line there can be: what nothing filtered before is filtered now.
    """
    if old is None or new is None or old.default_allow != new.default_allow:
        return None
    was, now = {_said(line): line for line in old.lines}, {_said(line): line for line in new.lines}
    if [one for one in was if one in now] != [one for one in now if one in was]:
        return [*was.values(), *now.values()]
    return [line for one, line in was.items() if one not in now] + [line for one, line in now.items() if one not in was]


def _said(line: Line) -> tuple[object, ...]:
    """Give what a line does, whatever its place and its words are."""
    return line.allow, line.source, line.destination, line.services, line.label, line.promise


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

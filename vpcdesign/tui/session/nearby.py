"""The part of a design that an edit of subnets, interfaces or route tables can concern when it is judged.

What AWS refuses of a subnet or an interface hangs on itself, on what it names, on its VPC and on its likes in there; on
interfaces of one instance; and on public addresses, which are the same everywhere. So of other VPCs those are left out
whom nobody else names: what is wrong with them is the same before and after. A law holds this to judging everything.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import AUTO, Noun

KINDS = ("subnets", "network_interfaces", "route_tables")
MANY = ("subnets", "network_interfaces")
"""The lists of which most is left out."""

MEMO = 100_000
"""So many nouns are remembered by their words."""

MOST = 40
"""An edit of more nouns concerns so much that everything may be judged."""


@dataclass(slots=True)
class Nearby:
    """Finds that part; remembers what each noun says, from one design to the next."""

    _words: dict[int, tuple[Noun, frozenset[str]]] = field(default_factory=dict)

    def of(self, before: Design, after: Design) -> tuple[Design, Design] | None:
        """Give what is to be judged of a design before and after an edit; None where that may be everything."""
        kinds = [name for name in NOUN_LISTS if getattr(before, name) is not getattr(after, name)]
        if not set(kinds) <= set(KINDS):
            return None
        gone = list(_only(before, after, kinds))
        come = list(_only(after, before, kinds))
        if len(gone) + len(come) > MOST:
            return None
        vpcs, named = self._concerned(before, after, [*gone, *come])
        if _taken(come, gone, after, named):
            return None
        homes = {one.id for design in (before, after) for one in design.subnets if one.vpc in vpcs}
        hosts = (one for design in (before, after) for one in design.network_interfaces)
        holders = {one.instance for one in hosts if one.subnet in homes and one.instance}
        return _part(before, homes, named, holders), _part(after, homes, named, holders)

    def _concerned(self, before: Design, after: Design, changed: list[Noun]) -> tuple[set[str], set[str]]:
        """Give the VPCs that an edit concerns, and everything that any noun names that is not left out."""
        ids = {one.id for one in changed}
        said = {word for one in changed for word in self._said(one)}
        named: set[str] = set()
        for one in _others(before, after):
            words = self._said(one)
            named |= words
            if not ids.isdisjoint(words):
                said |= words
        vpcs: set[str] = set()
        for design in (before, after):
            vpcs |= {vpc.id for vpc in design.vpcs if vpc.id in said}
            vpcs |= {one.vpc for one in design.subnets if one.id in said or one.vpc in said or one.route_table in ids}
            homes = {one.id: one.vpc for one in design.subnets}
            near = (one for one in design.network_interfaces if one.id in said or one.instance in said)
            vpcs |= {homes[one.subnet] for one in near if one.subnet in homes}
        return vpcs, named

    def _said(self, one: Noun) -> frozenset[str]:
        """Give every word of a noun."""
        known = self._words.get(id(one))
        if known is None:
            if len(self._words) > MEMO:
                self._words.clear()
            known = self._words[id(one)] = one, frozenset(_texts(one.model_dump()))
        return known[1]


def _others(before: Design, after: Design) -> Iterator[Noun]:
    """Give the nouns of lists that are kept whole, of both designs."""
    for name in NOUN_LISTS:
        if name not in MANY:
            old, new = getattr(before, name), getattr(after, name)
            yield from new
            if old is not new:
                yield from old


def _only(one: Design, other: Design, kinds: Collection[str]) -> Iterator[Noun]:
    """Give the nouns that only one of two designs has."""
    for kind in kinds:
        known = {id(noun) for noun in getattr(other, kind)}
        yield from (noun for noun in getattr(one, kind) if id(noun) not in known)


def _taken(come: list[Noun], gone: list[Noun], after: Design, named: Collection[str]) -> bool:
    """Tell whether an id that is new may be somebody else's already."""
    new = {one.id for one in come} - {one.id for one in gone}
    if len(new) < len(come) - len(gone) or any(one in named for one in new):
        return True
    return bool(new) and sum(noun.id in new for _, _, noun in after.nouns()) > len(new)


def _part(design: Design, homes: Collection[str], named: Collection[str], holders: Collection[str | None]) -> Design:
    """Leave out who is in none of some subnets, and whom nobody names."""
    hosts = tuple(
        one
        for one in design.network_interfaces
        if one.subnet in homes
        or one.id in named
        or one.secondary_ips
        or one.public_ip not in {None, AUTO}
        or (one.instance is not None and (one.instance in holders or one.instance in named))
    )
    kept = {one.subnet for one in hosts}
    subnets = tuple(one for one in design.subnets if one.id in homes or one.id in named or one.id in kept)
    return design.model_copy(update={"subnets": subnets, "network_interfaces": hosts})


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a noun is made of anything
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)

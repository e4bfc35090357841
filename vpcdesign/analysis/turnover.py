"""Who came, went or is another after an edit: of everybody else, what was found out holds still.

Told of edits of hosts, and of what names nobody who can be asked: routes, lines, empty subnets, groups. Where anything
else differs nothing is told, and who is who is found out anew.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from vpcdesign.analysis.labels import words
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import Noun
from vpcdesign.network.network import Network

_FILTERS = ("security_groups", "network_acls")
_FOLLOWED = (*_FILTERS, "route_tables", "subnets", "network_interfaces", "reservations")
"""Lists that may differ; a subnet that was there before may not."""


class Turnover(NamedTuple):
    """Interfaces that came, went or are others, as they were and as they are; and the other nouns that are new."""

    names: frozenset[str]
    was: Mapping[str, NetworkInterface]
    now: Mapping[str, NetworkInterface]
    nouns: tuple[Noun, ...]


def turnover(designs: tuple[Design, Design], networks: tuple[Network, Network]) -> Turnover | None:
    """Tell who is another after an edit; None where it is one of something else than hosts."""
    old, new = designs
    if not follows(old, new) or (networks[0].internet, networks[0].services) != (
        networks[1].internet,
        networks[1].services,
    ):
        return None
    lists = [name for name in _FOLLOWED if getattr(old, name) is not getattr(new, name)]
    if not all(_stay(old, new, name) for name in ("subnets", *_FILTERS) if name in lists):
        return None
    was, now = _changed(old, new)
    unsaid = moved(*networks).difference(was, now)
    if unsaid:
        hosts = {one.id: one for one in new.network_interfaces}
        if not unsaid <= hosts.keys():
            return None
        was |= {one.id: one for one in old.network_interfaces if one.id in unsaid}
        now |= {name: hosts[name] for name in unsaid}
    if not _in_order(old, new, was, now):
        return None
    nouns = (one for name in lists if name != "network_interfaces" for one in _new(old, new, name))
    return Turnover(frozenset((*was, *now)), was, now, tuple(nouns))


def follows(old: Design, new: Design) -> bool:
    """Tell whether an edit is one of those of which it may be told who is another."""
    lists = [name for name in NOUN_LISTS if getattr(old, name) is not getattr(new, name)]
    return all(name in _FOLLOWED for name in lists) and old.imported == new.imported


def moved(old: Network, new: Network) -> frozenset[str]:
    """Give the endpoints that came, went or are others than before."""
    if new.since is not None and new.since.of is old.itself:
        return new.since.moved
    if old.endpoints is new.endpoints:
        return frozenset()
    were, are = old.endpoints, new.endpoints
    found = {name for name, one in are.items() if (was := were.get(name)) is not one and was != one}
    return frozenset(found.union(were.keys() - are.keys()))


def _new(old: Design, new: Design, name: str) -> Iterator[Any]:
    """Give the nouns of a list that are others than before, or new."""
    known = {id(one) for one in getattr(old, name)}
    return (one for one in getattr(new, name) if id(one) not in known)


def _stay(old: Design, new: Design, name: str) -> bool:
    """Tell whether whatever was in a list and is there still has the names that it had; of a subnet, all of it."""
    were = {one.id: one for one in getattr(old, name)}
    for one in _new(old, new, name):
        was = were.get(one.id)
        if was is not None and (name == "subnets" or words(was) != words(one)):
            return False
    return True


def _changed(old: Design, new: Design) -> tuple[dict[str, NetworkInterface], dict[str, NetworkInterface]]:
    """Give the interfaces that are others, as they were and as they are."""
    if old.network_interfaces is new.network_interfaces:
        return {}, {}
    now = {one.id: one for one in _new(old, new, "network_interfaces")}
    was = {one.id: one for one in _new(new, old, "network_interfaces")}
    for name in [name for name, one in was.items() if now.get(name) == one]:
        del was[name], now[name]
    return was, now


def _in_order(
    old: Design, new: Design, was: Mapping[str, NetworkInterface], now: Mapping[str, NetworkInterface]
) -> bool:
    """Tell whether all others stand in the order in which they stood."""
    if old.network_interfaces is new.network_interfaces:
        return True
    left = (one.id for one in old.network_interfaces if one.id not in was)
    return list(left) == [one.id for one in new.network_interfaces if one.id not in now]

"""Interfaces that behave alike: what is proved for one of them is proved for all.

Two interfaces are alike when swapping them leaves the design what it was: the same subnet and groups, no block that
holds one address without the other, and nothing anywhere that names either of them. Who is special in any way is alike
to nobody but himself, so a claim is never proved on somebody else's account.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from ipaddress import ip_network
from typing import Any

from vpcdesign.algebra.addresses import address, of_network
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import Noun

_OWN = {"id", "name", "tags", "note", "private_ip", "instance"}
"""What tells an interface from others without saying how packets fare."""

_HOLDERS_OWN = {"id", "name", "tags", "note"}
_BYSTANDERS = {"network_interfaces", "instances", "assertions", "notes", "reservations"}
"""What is no reference to an interface, or is looked at by itself."""


class Alike:
    """Tells which interfaces of a design behave alike."""

    def __init__(self, design: Design) -> None:
        """Collect every word of the design that could name an interface, and where its blocks begin and end."""
        self._named: set[str] = set()
        cuts: set[int] = set()
        for word in _texts(design.model_dump(exclude=_BYSTANDERS)):
            if "." in word or ":" in word:
                cuts.update(_edges(word))
            self._named.add(word)
        self._cuts = sorted(cuts)
        self._stretches = list(range(len(cuts) + 1))
        self._instances = {one.id: one for one in design.instances}
        self._holds: dict[str, int] = {}
        self._held: list[int] = []
        self._own: set[str] = set()
        self._enter(design.network_interfaces)
        self._keys = {one.id: self._key(one) for one in design.network_interfaces}

    def _enter(self, interfaces: Iterable[NetworkInterface]) -> None:
        """Note whose words some interfaces bear, and which addresses are theirs."""
        for one in interfaces:
            if one.instance:
                self._holds[one.instance] = self._holds.get(one.instance, 0) + 1
            if one.private_ip:
                self._held.append(address(one.private_ip))
            self._own.update(name for name in (one.id, one.instance, one.private_ip) if name)
        self._held.sort()

    def key(self, endpoint: str) -> Hashable:
        """Give what all alike have in common, and nobody else."""
        return self._keys.get(endpoint, endpoint)

    def after(
        self, design: Design, nouns: Iterable[Noun], was: Mapping[str, NetworkInterface],
        now: Mapping[str, NetworkInterface],
    ) -> "tuple[Alike, frozenset[str]]":  # fmt: skip
        """Follow an edit by which `nouns` came, or were changed, and interfaces too; beside it all whose kind is new.

        What no longer parts two may still be taken to: finer kinds are as good.
        """
        words = {word for noun in nouns for word in _texts(noun.model_dump())} - self._named
        if not words and not was and not now:
            return self, frozenset()
        other = copy(self)
        others = other._follow(design, words, was, now)  # noqa: SLF001 - its own class
        return other, frozenset(name for name in others if self._keys.get(name) != other.key(name))

    def _follow(
        self, design: Design, words: set[str], was: Mapping[str, NetworkInterface], now: Mapping[str, NetworkInterface]
    ) -> set[str]:
        """Become that of an edited design, sharing nothing that changes; give all whose key may be new."""
        mates = self._turn(was, now)
        self._named = self._named | words if words else self._named
        apart = self._cut(edge for word in words if "." in word or ":" in word for edge in _edges(word))
        called = (words & self._own) | mates
        again = dict(now)
        if called or apart:
            again |= {one.id: one for one in design.network_interfaces if _meant(one, called, apart)}
        self._keys = {name: key for name, key in self._keys.items() if name not in was} if was else dict(self._keys)
        self._keys |= {name: self._key(one) for name, one in again.items()}
        return {*was, *again}

    def _turn(self, was: Mapping[str, NetworkInterface], now: Mapping[str, NetworkInterface]) -> set[str]:
        """Let interfaces take the place of others; give the instances that hold another number of them."""
        if not was and not now:
            return set()
        self._holds, self._own = dict(self._holds), set(self._own)
        self._held = list(self._held)
        for one in was.values():
            if one.instance:
                self._holds[one.instance] -= 1
            if one.private_ip:
                del self._held[bisect_left(self._held, address(one.private_ip))]
        self._enter(now.values())
        return {one.instance for one in (*was.values(), *now.values()) if one.instance}

    def _cut(self, edges: Iterable[int]) -> list[tuple[int, int]]:
        """Part stretches of addresses at new edges; give the parts whose hosts were alike to those before the edge."""
        cuts, stretches = self._cuts, self._stretches
        apart: list[tuple[int, int]] = []
        for edge in edges:
            at = bisect_left(cuts, edge)
            if at < len(cuts) and cuts[at] == edge:
                continue
            if cuts is self._cuts:
                cuts, stretches = list(cuts), list(stretches)
            low, high = cuts[at - 1] if at else 0, cuts[at] if at < len(cuts) else 1 << 130
            first, middle, last = (bisect_left(self._held, one) for one in (low, edge, high))
            if first < middle < last:
                apart.append((edge, high))
            cuts.insert(at, edge)
            stretches.insert(at + (middle > first), len(stretches))
        self._cuts, self._stretches = cuts, stretches
        return apart

    def _key(self, one: NetworkInterface) -> Hashable:
        several = one.public_ip or one.secondary_ips or one.prefixes or one.ipv6 or one.ipv6_addresses
        names = {one.id, one.instance or one.id, one.private_ip}
        if one.private_ip is None or several or one.count != 1:
            return one.id
        if names & self._named or self._holds.get(one.instance or "", 0) > 1:
            return one.id
        holder = self._instances.get(one.instance or "")
        rest = one.model_dump_json(exclude=_OWN)
        held = holder.model_dump_json(exclude=_HOLDERS_OWN) if holder else ""
        return rest, held, self._stretches[bisect_right(self._cuts, address(one.private_ip))]


def _meant(one: NetworkInterface, words: set[str], stretches: Sequence[tuple[int, int]]) -> bool:
    """Tell whether an interface is called by some words, or has an address in a stretch."""
    if not words.isdisjoint((one.id, one.instance, one.private_ip)):
        return True
    held = address(one.private_ip) if one.private_ip and stretches else -1
    return any(low <= held < high for low, high in stretches)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  (a document is made of anything)
    """Give every text in a document, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _edges(word: str) -> tuple[int, ...]:
    """Give where a block begins and where the addresses behind it do."""
    try:
        ((low, high),) = of_network(ip_network(word, strict=False))
    except ValueError:
        return ()
    return low, high + 1

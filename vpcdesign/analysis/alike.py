"""Interfaces that behave alike: what is proved for one of them is proved for all.

Two interfaces are alike when swapping them leaves the design what it was: the same subnet and groups, no block that
holds one address without the other, and nothing anywhere that names either of them. Who is special in any way is alike
to nobody but himself, so a claim is never proved on somebody else's account.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator
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
        self._instances = {one.id: one for one in design.instances}
        self._holds: dict[str, int] = {}
        for interface in design.network_interfaces:
            if interface.instance:
                self._holds[interface.instance] = self._holds.get(interface.instance, 0) + 1
        self._keys = {one.id: self._key(one) for one in design.network_interfaces}
        self._known = frozenset(self._cuts)
        self._held = sorted(address(one.private_ip) for one in design.network_interfaces if one.private_ip)
        self._own = {
            name for one in design.network_interfaces for name in (one.id, one.instance, one.private_ip) if name
        } - self._named

    def key(self, endpoint: str) -> Hashable:
        """Give what all alike have in common, and nobody else."""
        return self._keys.get(endpoint, endpoint)

    def stands(self, nouns: Iterable[Noun]) -> bool:
        """Tell whether kinds stay as they are when nouns change to these: no edge between two, nobody newly named.

        What no longer parts them may still be taken to: finer kinds are as good.
        """
        for noun in nouns:
            for word in _texts(noun.model_dump()):
                if word in self._own or (("." in word or ":" in word) and any(map(self._parts, _edges(word)))):
                    return False
        return True

    def _parts(self, edge: int) -> bool:
        """Tell whether a new edge lies between two who may be alike; of two that do not none does with the other."""
        if edge in self._known:
            return False
        at = bisect_right(self._cuts, edge)
        low, high = self._cuts[at - 1] if at else 0, self._cuts[at] if at < len(self._cuts) else 1 << 130
        first, middle, last = (bisect_left(self._held, one) for one in (low, edge, high))
        return first < middle < last

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
        return rest, held, bisect_right(self._cuts, address(one.private_ip))


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

"""Many hosts by one word: `tier:app` where a list of hosts is exactly everybody in that tier.

The word is the selector that means the same hosts, by name where only one bears it, so it can be asked; a list that is
not exactly a group stays a list.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from vpcdesign.analysis.labels import label
from vpcdesign.design.document import Design
from vpcdesign.render.text.counting import names
from vpcdesign.render.text.naming import Speaker
from vpcdesign.render.visible import visible

PLUMBING = {"nat_gateway", "transit_gateway", "vpc_endpoint"}
"""Interfaces that nobody opens a conversation from."""


class Crowds:
    """The words of one design."""

    def __init__(self, design: Design) -> None:
        """Begin; nothing is gathered before somebody is named, for every edit is drawn before it is proved."""
        self._design = design

    @cached_property
    def speak(self) -> Speaker:
        """Give what puts names for ids."""
        return Speaker(self._design)

    @cached_property
    def _words(self) -> dict[frozenset[str], str]:
        """Gather who belongs together, the narrower word first."""
        words: dict[frozenset[str], str] = {}
        found: dict[str, list[str]] = {}
        for word, name in _members(self._design):
            found.setdefault(word, []).append(name)
        for kind in ("lb", "tier", "subnet", "sg", "vpc"):
            for word, several in found.items():
                if word.startswith(f"{kind}:") and len(several) > 1:
                    words.setdefault(frozenset(several), word)
        return words

    def named(self, several: Sequence[str]) -> str:
        """Give the word for some hosts, else their names, at most a few."""
        word = self._words.get(frozenset(several)) if len(several) > 1 else None
        return visible(self.speak(word or names(several)))

    def said(self, text: str) -> str:
        """Put names for ids in a text."""
        return visible(self.speak(text))


def _members(design: Design) -> Iterator[tuple[str, str]]:
    """Give each host with every word that means it."""
    subnets = {one.id: one for one in design.subnets}
    holders = {one.id: one for one in design.instances}
    for one in design.network_interfaces:
        if one.kind in PLUMBING or not one.attached:
            continue
        name, home = label(one, holders.get(one.instance or "")), subnets.get(one.subnet)
        yield from ((f"sg:{group}", name) for group in one.security_groups)
        if home is not None:
            yield from _places(name, (home.tier, home.id, home.vpc))
    for balancer in design.load_balancers:
        yield from ((f"lb:{balancer.id}", f"{label(balancer)}/{node.subnet}") for node in balancer.nodes)


def _places(name: str, places: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    for kind, place in zip(("tier", "subnet", "vpc"), places, strict=True):
        if place:
            yield f"{kind}:{place}", name

"""What a noun is called in a question: its name, where that means it alone; else its id, which always does.

A name with anything in it that a selector reads otherwise (a comma, a colon, a slash, a star) is none to ask by.
"""

import re
from collections import Counter
from collections.abc import Iterable

from vpcdesign.design.document import Design
from vpcdesign.design.noun import Noun

PREFIXES = {"subnets": "subnet:", "vpcs": "vpc:", "security_groups": "sg:", "load_balancers": "lb:"}
"""How a group of hosts is asked, by the list of its noun; hosts and places outside go by their bare word."""
HOSTS = ("instances", "network_interfaces", "on_premises", "vpc_endpoints")
NAMED = (*HOSTS, "vpn_connections", "direct_connects", "nat_gateways")
"""The lists whose nouns a bare word may mean."""
RESERVED = {"internet", "on-premises"}
SIMPLE = re.compile(r"[A-Za-z][\w.-]*")


class Calling:
    """The words of one design."""

    def __init__(self, design: Design) -> None:
        """Count who is called what: hosts among all that a bare word may mean, the nouns of a group among their own."""
        self._design = design
        self._borne = {kind: _borne(getattr(design, kind)) for kind in PREFIXES}
        bare = _borne(one for kind in NAMED if kind != "network_interfaces" for one in getattr(design, kind))
        own = {one.id: one.name for one in design.instances}
        bare += _borne(one for one in design.network_interfaces if one.name != own.get(one.instance or "", ""))
        self._borne |= dict.fromkeys(HOSTS, bare)
        self._held = Counter(one.instance for one in design.network_interfaces if one.instance)
        self._holders = {one.id: one for one in design.instances}

    def word(self, kind: str, noun: Noun) -> str:
        """Give the selector of a noun of a list; empty where it neither sends nor receives."""
        if kind not in self._borne:
            return ""
        holder = self._holders.get(vars(noun).get("instance") or "")
        if holder is not None and self._held[holder.id] == 1 and not noun.name:
            kind, noun = "instances", holder  # an instance means its interface, and people know it by name
        name = noun.name or ""
        alone = self._borne[kind][name] == 1 and SIMPLE.fullmatch(name) and name not in RESERVED
        return PREFIXES.get(kind, "") + (name if alone else noun.id)


def _borne(nouns: Iterable[Noun]) -> "Counter[str]":
    """Count by how many nouns each word is borne, as an id or as a name."""
    return Counter(word for one in nouns for word in {one.id, one.name or one.id})

"""What the modules of the compiler share: the estate, the filters, the devices, and each other's stages by name.

A module writes the stages of one AWS construct and refers to those of others only by name (`plan.to("leave",
subnet)`), so that no module imports another one's construct; `compile` holds the table of names.

The stages of plain hosts have numbers by rule, and nothing is kept for them: they are nearly all stages of a large
design, and few of them are ever asked.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.compiler.builder import Builder
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.filters import Filters
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.promised import Page
from vpcdesign.network.stages import Filter, Forward, Node, Stage, Stop


class Device(NamedTuple):
    """Something that holds private addresses in a subnet; `arrive` names the stage that takes what is sent to them.

    `primary` is the address that others know it by; `usual` is an interface that its noun says nothing uncommon of, so
    that the noun need not be looked at again.
    """

    id: str
    kind: str
    vpc: str
    subnet: str
    addresses: Intervals
    arrive: tuple[str, ...]
    primary: int
    groups: tuple[str, ...] = ()
    usual: bool = False


class Won(NamedTuple):
    """A block of a transit gateway's route table, and the attachments that won it; none is a blackhole."""

    low: int
    high: int
    origin: Origin
    attachments: tuple[str, ...]


Maker = Callable[..., Stage]

OF_HOSTS = ("interface_start", "itself", "sends", "interface", "home", "enter")
"""The stages of a plain host, in the order of their numbers."""
SLOTS = {name: place for place, name in enumerate(OF_HOSTS)}

LATE = frozenset({"same_subnet", "local"})
"""Tables that list hosts: they lead to what has its number already, and are written when they are asked for."""

GONE = Stop(Origin("network", "network", words="what stood here is gone"), "BAD_STATE")
"""What stands at numbers of which nothing is left, and to which nothing leads."""


class _Author:
    """Who writes the pages of a network and of all that were edited from it: always by the newest plan."""

    __slots__ = ("plan",)

    plan: "Plan"

    def write(self, node: Node) -> Stage:
        """Write what is late."""
        name, *arguments = self.plan.late[node]
        return self.plan.makers[name](self.plan, *arguments)


@dataclass
class Plan:
    """Everything that is known before the first stage is written, and the builder that takes the stages.

    `hosts` are the plain ones, each with the first of its own numbers, which is a multiple of how many there are of
    these; `places` are those of all who ever were some. `late` are the tables that list hosts, by name, and `pages`
    what is written of them; it is `whole` when all rules are there that a host may ask for. `settled` are hosts that
    are told by their nouns alone, found when an edit asks for them.
    """

    estate: Estate
    filters: Filters
    makers: Mapping[str, Maker]
    devices: dict[str, Device]
    public: dict[str, dict[int, int]]
    hosts: Mapping[str, Node]
    places: dict[str, Node]
    builder: Builder
    endpoints: dict[str, Endpoint] = field(default_factory=dict)
    labels: dict[tuple[tuple[str, ...], str], frozenset[str]] = field(default_factory=dict)
    hidden: dict[str, Intervals] = field(default_factory=dict)
    idle: set[int] | None = None
    link_local: dict[str, Forward] = field(default_factory=dict)
    won: dict[str, list[Won]] = field(default_factory=dict)
    late: dict[Node, tuple[str, ...]] = field(default_factory=dict)
    pages: Mapping[Node, Page] = field(default_factory=dict)
    author: "_Author | None" = None
    whole: bool = False
    settled: set[str] | None = None
    devices_in: defaultdict[str, list[Device]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def _order(self) -> list[str]:
        return list(self.hosts)

    @cached_property
    def _names(self) -> dict[Node, str]:
        return {first: name for name, first in self.hosts.items()}

    def _host(self, first: Node) -> str | None:
        """Give the host with this first number; until an edit they stand in the order of their numbers."""
        place = first // len(OF_HOSTS)
        if place < len(self._order) and self.hosts[self._order[place]] == first:
            return self._order[place]
        return self._names.get(first)

    def to(self, name: str, *arguments: str) -> Node:
        """Give the number of a named stage; it is written when its turn comes."""
        if name in SLOTS:
            place = self.hosts.get(arguments[-1])
            if place is not None:
                return place + SLOTS[name]
        late = name in LATE
        node = self.builder.node((name, *arguments), lambda: self.makers[name](self, *arguments), late=late)
        if late:
            self.late[node] = (name, *arguments)
        return node

    def promise(self, pages: Mapping[Node, Page]) -> None:
        """Write what is late on these pages, as it is in this plan, and nobody else's any more."""
        if self.author is None or pages is not self.pages:
            self.pages, self.author = pages, _Author()
            for node, page in pages.items():
                page.write = partial(self.author.write, node)
        self.author.plan = self

    def page(self, node: Node) -> Stage:
        """Write what is late, a host's own, or nothing where somebody was."""
        if node in self.pages:
            return self.pages[node]()
        if not 0 <= node < self.builder.count:
            raise IndexError(node)
        slot = node % len(OF_HOSTS)
        name = self._host(node - slot)
        if name is None:
            return GONE
        arguments = (self.devices[name].subnet, name) if OF_HOSTS[slot] == "enter" else (name,)
        return self.makers[OF_HOSTS[slot]](self, *arguments)

    def complete(self) -> None:
        """Have all rules written that a host may ask for: what is compared with others has to be there."""
        if not self.whole:
            self.ask_for({(one.groups, one.vpc) for one in map(self.devices.__getitem__, self.hosts)})
            self.whole = True

    def ask_for(self, several: Iterable[tuple[tuple[str, ...], str]]) -> None:
        """Have the rules written that hosts with these groups in these VPCs have, and those of all subnets."""
        for groups, vpc in several:
            for direction in ("ingress", "egress"):
                self.filters.security_groups(groups, vpc, direction)
        for subnet in self.devices_in:
            noun = self.estate.subnets[subnet]
            self.filters.network_acl(self.estate.acl_of(noun), noun.vpc, "ingress")

    def follow(self, others: Iterable[str], left: Collection[tuple[tuple[str, ...], str]]) -> None:
        """Have all rules written that anybody may ask for, after an edit of others, who left groups of VPCs."""
        devices = (self.devices[name] for name in others if name in self.hosts)
        self.ask_for({(one.groups, one.vpc) for one in devices})
        held = {(one.groups, one.vpc) for one in self.devices.values()} if left else set()
        both = ({(self.filters.called(groups, vpc), vpc) for groups, vpc in some} for some in (left, held))
        self.filters.keep(next(both) - next(both))
        self.whole = True

    def written(self, key: tuple[str, ...]) -> Stage:
        """Write a named stage as it is in this plan."""
        return self.makers[key[0]](self, *key[1:])

    def out(self, subnet: str, next_: Node) -> Node:
        """Leave a subnet: its network ACL, outbound (UG: network ACL basics)."""
        return self._guard(subnet, "egress", next_)

    def into(self, subnet: str, next_: Node) -> Node:
        """Enter a subnet from outside: its network ACL, inbound."""
        return self._guard(subnet, "ingress", next_)

    def _guard(self, subnet: str, direction: str, next_: Node) -> Node:
        noun = self.estate.subnets.get(subnet)
        if noun is None:
            return self.beyond(subnet, "subnet", f"subnet {subnet} is not in the design")
        acl = self.estate.acl_of(noun)
        rules = self.filters.network_acl(acl, noun.vpc, direction)
        key = "acl", acl.id if acl else noun.vpc, direction, next_
        return self.builder.once(key, lambda: self.builder.add(Filter(rules, next_)))

    def across(self, here: str, there: str, next_: Node) -> Node:
        """Go from one subnet to another; within one subnet no network ACL is asked (UG: network ACL basics)."""
        return next_ if here == there else self.out(here, self.into(there, next_))

    def drop(self, component: str, kind: str, words: str, code: str, *, final: bool = False) -> Node:
        """Write a stage that drops everything, and says why."""
        return self.builder.stop(Origin(component, kind, words=words), code, final=final)

    def beyond(self, component: str, kind: str, words: str) -> Node:
        """Write a stage beyond which nobody can tell, and say why."""
        return self.builder.opaque(Origin(component, kind, words=words))

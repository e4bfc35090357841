"""Which id a design names that it does not hold, and which id it gives twice.

`MENTIONS` lists every place where one part of a design names another. A new field that holds an id belongs there, or
its typing errors go unseen. Nothing is followed: each name is looked up once, so references in a circle are harmless.
An entry of `external` satisfies any reference, a blackhole's target and a stale rule's peer need not exist any more.
An interface that AWS made for a NAT gateway, an endpoint, a load balancer or an attachment is known by being named
there: it needs no entry of its own, and an Elastic IP may name it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import chain
from operator import attrgetter

from vpcdesign.design.balancers import TargetGroup
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.filters import EgressRule, IngressRule
from vpcdesign.design.index import Index
from vpcdesign.design.noun import Model, block_of
from vpcdesign.design.routing import Route
from vpcdesign.design.words import SINGULAR, article, nearest, quoted

SUGGESTIONS = 50
"""After so many problems the nearest id is no longer looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A field that names a noun (or several): of which `kinds`, and which other texts may stand there."""

    field: str
    kinds: tuple[str, ...]
    otherwise: str = ""
    accepts: Callable[[str], bool] | None = None
    excused: Callable[[Model], bool] | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A list of parts that mention others."""

    field: str
    mentions: "tuple[Mention | Within, ...]"
    excused: Callable[[Model], bool] | None = None


def _is_block(text: str) -> bool:
    try:
        block_of(text)
    except ValueError:
        return False
    return True


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_local(text: str) -> bool:
    return text == "local"


def _is_blackhole(part: Model) -> bool:
    return isinstance(part, Route) and part.state == "blackhole"


def _is_stale(part: Model) -> bool:
    return isinstance(part, IngressRule | EgressRule) and part.stale


def _is_function(part: Model) -> bool:
    """A Lambda target is a function's name, which is no part of a network."""
    return isinstance(part, TargetGroup) and part.kind == "lambda"


BLOCK = "a CIDR block"
ROUTE_TARGETS = (
    "internet_gateways",
    "egress_only_internet_gateways",
    "nat_gateways",
    "virtual_private_gateways",
    "transit_gateways",
    "peering_connections",
    "network_interfaces",
    "instances",
    "vpc_endpoints",
    "firewall_endpoints",
)
VPC = Mention("vpc", ("vpcs",))
SUBNET = Mention("subnet", ("subnets",))
INTERFACE = Mention("interface", ("network_interfaces",))
GROUPS = Mention("security_groups", ("security_groups",))
TRANSIT = Mention("transit_gateway", ("transit_gateways",))
ON_PREMISES = Mention("on_premises", ("on_premises",))

TARGET = Mention("target", ("network_interfaces", "instances", "load_balancers"), "an address", _is_address)


def _peer(field: str) -> Mention:
    return Mention(field, ("security_groups", "prefix_lists"), BLOCK, _is_block, _is_stale)


MENTIONS: dict[str, tuple[Mention | Within, ...]] = {
    "vpcs": (),
    "subnets": (VPC, Mention("route_table", ("route_tables",)), Mention("network_acl", ("network_acls",))),
    "route_tables": (
        VPC,
        Mention("gateway", ("internet_gateways", "virtual_private_gateways")),
        Mention("propagating_gateways", ("virtual_private_gateways",)),
        Within(
            "routes",
            (
                Mention("destination", ("prefix_lists",), BLOCK, _is_block),
                Mention("target", ROUTE_TARGETS, "`local`", _is_local, _is_blackhole),
            ),
        ),
    ),
    "internet_gateways": (VPC,),
    "egress_only_internet_gateways": (VPC,),
    "nat_gateways": (SUBNET, VPC, Within("addresses", (Mention("elastic_ip", ("elastic_ips",)),))),
    "elastic_ips": (INTERFACE,),
    "virtual_private_gateways": (VPC,),
    "customer_gateways": (),
    "vpn_connections": (
        Mention("customer_gateway", ("customer_gateways",)),
        Mention("virtual_private_gateway", ("virtual_private_gateways",)),
        TRANSIT,
        ON_PREMISES,
    ),
    "direct_connects": (
        Mention("virtual_private_gateways", ("virtual_private_gateways",)),
        Mention("transit_gateways", ("transit_gateways",)),
        ON_PREMISES,
    ),
    "peering_connections": (Mention("requester", ("vpcs",)), Mention("accepter", ("vpcs",))),
    "transit_gateways": (
        Mention("default_association_table", ("transit_gateway_route_tables",)),
        Mention("default_propagation_table", ("transit_gateway_route_tables",)),
    ),
    "transit_gateway_attachments": (
        TRANSIT,
        VPC,
        Mention("subnets", ("subnets",)),
        Mention("vpn_connection", ("vpn_connections",)),
        Mention("direct_connect", ("direct_connects",)),
        Mention("firewall", ("firewalls",)),
        Mention("peer", ("transit_gateways",)),
    ),
    "transit_gateway_route_tables": (
        TRANSIT,
        Mention("associations", ("transit_gateway_attachments",)),
        Mention("propagations", ("transit_gateway_attachments",)),
        Within(
            "routes",
            (
                Mention("destination", ("prefix_lists",), BLOCK, _is_block),
                Mention("attachments", ("transit_gateway_attachments",)),
            ),
        ),
    ),
    "vpc_endpoints": (
        VPC,
        Mention("route_tables", ("route_tables",)),
        Mention("prefix_list", ("prefix_lists",)),
        Within("nodes", (SUBNET,)),
        GROUPS,
        Mention("load_balancer", ("load_balancers",)),
    ),
    "prefix_lists": (),
    "security_groups": (
        VPC,
        Mention("associated_vpcs", ("vpcs",)),
        Within("ingress", (_peer("source"),)),
        Within("egress", (_peer("destination"),)),
    ),
    "network_acls": (VPC,),
    "network_interfaces": (SUBNET, Mention("instance", ("instances",)), GROUPS),
    "instances": (),
    "load_balancers": (
        VPC,
        Within("nodes", (SUBNET,)),
        GROUPS,
        Within("listeners", (Mention("target_groups", ("target_groups",)),)),
        Within("target_groups", (Within("targets", (TARGET,), _is_function),)),
    ),
    "firewalls": (VPC, TRANSIT, Within("endpoints", (SUBNET,))),
    "on_premises": (),
    "reservations": (VPC, SUBNET),
    "block_public_access": (Within("exclusions", (Mention("resource", ("vpcs", "subnets")),)),),
    "external": (),  # what an external entry says of its surroundings may be unseen as well
}


def problems(design: Design) -> list[tuple[str, str]]:
    """List what is named twice or not at all: a JSON pointer and a message each."""
    index = Index(design)
    found = [
        (at, f"{quoted(name)} is already the id of {_what(index, name)} (`{index.pointer(name)}`): choose another")
        for at, name in index.duplicates
    ]
    search = _Search(index, design)
    found.extend(search.problem(*each) for each in search.everywhere(design))
    return found


def problems_in(design: Design, kinds: Collection[str]) -> list[tuple[str, str]]:
    """List what some kinds of nouns name that is not there."""
    search = _Search(Index(design), design)
    nouns = ((kind, place, noun) for kind in kinds for place, noun in enumerate(getattr(design, kind)))
    return [
        search.problem(*miss)
        for kind, place, noun in nouns
        for miss in search.inside(noun, MENTIONS[kind], (kind, place))
    ]


def unseen(design: Design) -> set[str]:
    """Give the names that lead nowhere: an importer makes `external` entries of them."""
    index = Index(design)
    search = _Search(index, design)
    return {name for name, _, _ in search.everywhere(design) if name not in index}


def _what(index: Index, name: str) -> str:
    return article(SINGULAR[index.kind_of(name)])


Miss = tuple[str, Mention, tuple[str | int, ...]]
"""A name that leads nowhere, what it should name, and where it stands."""


class _Search:
    """Looks names up; what was found right once is remembered, for a design says most of its names often."""

    def __init__(self, index: Index, design: Design) -> None:
        self.index = index
        self.known: dict[tuple[str, ...], set[str]] = {}
        self.accepted: set[tuple[Callable[[str], bool], str]] = set()
        self.external = index.ids("external")
        self.made = _made_by_aws(design)
        self.count = 0

    def everywhere(self, design: Design) -> Iterator[Miss]:
        """Check every noun, in the order of the document."""
        for kind in NOUN_LISTS:
            nouns, mentions = getattr(design, kind), MENTIONS[kind]
            if not self.all_right(nouns, mentions):
                for place, noun in enumerate(nouns):
                    yield from self.inside(noun, mentions, (kind, place))

    def all_right(self, parts: Sequence[Model], mentions: tuple[Mention | Within, ...]) -> bool:
        """Tell whether everything that many parts name is there: each name is looked up once, and no place written."""
        for mention in mentions:
            excused = mention.excused
            asked = parts if excused is None else [part for part in parts if not excused(part)]
            values = map(attrgetter(mention.field), asked)
            if isinstance(mention, Within):
                if not self.all_right(list(chain.from_iterable(values)), mention.mentions):
                    return False
            elif not self.all_named(set(values), mention):
                return False
        return True

    def all_named(self, values: set[str | tuple[str, ...] | None], mention: Mention) -> bool:
        """Tell whether names, or several at a time, may stand where they stand; nearly always they lead somewhere."""
        names = {name for name in values if isinstance(name, str)}
        names.update(chain.from_iterable(several for several in values if isinstance(several, tuple)))
        names.difference_update(*(self.index.names(kind) for kind in mention.kinds))
        return all(self.right(name, mention) for name in names)

    def inside(
        self, part: Model, mentions: tuple[Mention | Within, ...], path: tuple[str | int, ...]
    ) -> Iterator[Miss]:
        """Check one noun or part of a noun."""
        for mention in mentions:
            value = getattr(part, mention.field)
            if value is None or value == () or (mention.excused is not None and mention.excused(part)):
                continue
            if isinstance(mention, Within):
                for place, inner in enumerate(value):
                    yield from self.inside(inner, mention.mentions, (*path, mention.field, place))
            elif isinstance(value, str):
                if not self.right(value, mention):
                    yield value, mention, (*path, mention.field)
            else:
                for place, name in enumerate(value):
                    if not self.right(name, mention):
                        yield name, mention, (*path, mention.field, place)

    def right(self, name: str, mention: Mention) -> bool:
        """Tell whether a name may stand where it stands."""
        known = self.known.get(mention.kinds)
        if known is None:
            known = {name for kind in mention.kinds for name in self.index.ids(kind)}.union(self.external)
            known |= self.made if "network_interfaces" in mention.kinds else set()
            self.known[mention.kinds] = known
        if name in known:
            return True
        if mention.accepts is None:
            return False
        if (mention.accepts, name) not in self.accepted:
            if not mention.accepts(name):
                return False
            self.accepted.add((mention.accepts, name))
        return True

    def problem(self, name: str, mention: Mention, path: tuple[str | int, ...]) -> tuple[str, str]:
        """Say what is wrong with a name, and what to do."""
        self.count += 1
        pointer = "/" + "/".join(map(str, path))
        if mention.accepts is _is_block and _meant_as_block(name):
            return pointer, f"{quoted(name)} is no CIDR block: write it as 10.0.0.0/16 or 2001:db8::/56"
        wanted = _wanted(mention)
        if name in self.index:
            return pointer, f"{quoted(name)} is {_what(self.index, name)}: `{mention.field}` must name {wanted}"
        close = nearest(name, self.known[mention.kinds]) if self.count <= SUGGESTIONS else None
        advice = (
            f"did you mean {quoted(close)}?"
            if close
            else f"`{mention.field}` must name {wanted}, or an `external` entry"
        )
        return pointer, f"{quoted(name)} is not in this design: {advice}"


def _made_by_aws(design: Design) -> set[str]:
    """Give the interfaces that nouns name as their own."""
    named = {gateway.interface for gateway in design.nat_gateways}
    named.update(node.interface for balancer in design.load_balancers for node in balancer.nodes)
    named.update(node.interface for endpoint in design.vpc_endpoints for node in endpoint.nodes)
    named.update(name for attachment in design.transit_gateway_attachments for name in attachment.interfaces)
    return {name for name in named if name is not None}


def _wanted(mention: Mention) -> str:
    if mention.kinds == ROUTE_TARGETS:
        return "something that can route or deliver, or `local`"
    words = [article(SINGULAR[kind]) for kind in mention.kinds] + ([mention.otherwise] if mention.otherwise else [])
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _meant_as_block(name: str) -> bool:
    """No id that AWS gives or a person chooses has a `/`, or is all digits, dots and colons."""
    return "/" in name or set(name) <= set("0123456789.:")

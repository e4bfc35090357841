"""What the checks look up, gathered once: nouns by id, who lives in which VPC, blocks as spans.

A *span* is the lowest and the highest address of a block on the axis of `algebra.addresses`, so the families never
meet. Whatever is not in the design (an `external`, a name that does not resolve) is None here, and checks pass it over:
that names resolve is told elsewhere, and what is unseen cannot be judged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypeVar

from vpcdesign.algebra.addresses import V6, address, block
from vpcdesign.design.asserting import External
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.firewalls import Firewall, FirewallEndpoint
from vpcdesign.design.gateways import NatGateway
from vpcdesign.design.hosts import Instance, NetworkInterface, uncommon
from vpcdesign.design.noun import Noun
from vpcdesign.design.vpcs import Subnet, Vpc

Span: TypeAlias = tuple[int, int]
Problems: TypeAlias = Iterator[tuple[str, str]]

AnyNoun = TypeVar("AnyNoun", bound=Noun)
AnyKey = TypeVar("AnyKey")


def refusal(at: str, message: str, code: str = "") -> tuple[str, str]:
    """Give a problem: where it is and what is wrong, with AWS's own error code where it has one."""
    return at, f"{message} ({code})" if code else message


def span(cidr: str) -> Span:
    """Give the first and the last address of a block."""
    return block(cidr)[0]


def address_or_none(text: str) -> int | None:
    """Give an address's place, or None where the text is an id."""
    try:
        return address(text)
    except ValueError:
        return None


def within(inner: Span, outer: Span) -> bool:
    """Tell whether a span lies in another, or equals it."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def within_any(inner: Span, outers: Iterable[Span]) -> bool:
    """Tell whether a span lies in one of others."""
    return any(within(inner, outer) for outer in outers)


def meet(a: Span, b: Span) -> bool:
    """Tell whether two spans share an address."""
    return a[0] <= b[1] and b[0] <= a[1]


def is_v6(found: Span) -> bool:
    """Tell the family of a span."""
    return found[0] >= V6


def prefix_length(cidr: str) -> int:
    """Give the number behind the slash of a canonical block."""
    return int(cidr.rpartition("/")[2])


def overlaps(spans: Iterable[tuple[Span, AnyKey]]) -> Iterator[tuple[AnyKey, AnyKey]]:
    """Give pairs of keys whose spans meet, by one sorted sweep: each with the widest that began before it."""
    widest: tuple[Span, AnyKey] | None = None
    for found, key in sorted(spans, key=lambda each: each[0]):
        if widest and found[0] <= widest[0][1]:
            yield widest[1], key
        if widest is None or found[1] > widest[0][1]:
            widest = found, key


def _span_or_none(text: str) -> Span | None:
    if "." not in text and ":" not in text:
        return None  # an id, as nearly always; to let it be parsed and refused takes long
    try:
        return span(text)
    except ValueError:
        return None


class Lodgers(NamedTuple):
    """Of each interface of a subnet its private address, None where AWS has yet to choose it, and its groups."""

    primaries: list[str | None]
    groups: list[tuple[str, ...]]


class Survey:
    """The lookups of one design; each is gathered when a check first needs it, in one pass over its list."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._spans: dict[str, Span | None] = {}

    @cached_property
    def nouns(self) -> dict[str, Noun]:
        return {noun.id: noun for kind in NOUN_LISTS for noun in getattr(self.design, kind)}

    @cached_property
    def firewall_endpoints(self) -> dict[str, tuple[Firewall, FirewallEndpoint]]:
        return {end.id: (wall, end) for wall in self.design.firewalls for end in wall.endpoints}

    @cached_property
    def internet_vpcs(self) -> frozenset[str]:
        return frozenset(each.vpc for each in self.design.internet_gateways if each.vpc is not None)

    @cached_property
    def subnets_of(self) -> dict[str, list[tuple[int, Subnet]]]:
        """Give the subnets of each VPC, with their places in the document."""
        found: dict[str, list[tuple[int, Subnet]]] = {}
        for place, subnet in enumerate(self.design.subnets):
            found.setdefault(subnet.vpc, []).append((place, subnet))
        return found

    @cached_property
    def uncommon(self) -> list[tuple[int, NetworkInterface]]:
        """Give the interfaces that say more of themselves than nearly all, with their places in the document."""
        return list(uncommon(self.design.network_interfaces))

    @cached_property
    def lodgers(self) -> dict[str, Lodgers]:
        """Give what the interfaces of each subnet have, gathered in one pass over what may be tens of thousands."""
        found: defaultdict[str, Lodgers] = defaultdict(lambda: Lodgers([], []))
        columns = attrgetter("subnet", "private_ip", "security_groups")
        for subnet, private, groups in map(columns, self.design.network_interfaces):
            primaries, several = found[subnet]
            primaries.append(private)
            several.append(groups)
        return found

    @cached_property
    def interfaces_of(self) -> dict[str, list[tuple[int, NetworkInterface]]]:
        """Give the interfaces of each instance, with their places in the document."""
        found: dict[str, list[tuple[int, NetworkInterface]]] = {}
        for place, interface in self.uncommon:
            if interface.instance is not None:
                found.setdefault(interface.instance, []).append((place, interface))
        return found

    @cached_property
    def vpc_spans(self) -> dict[str, tuple[Span, ...]]:
        return {vpc.id: tuple(map(span, (*vpc.cidrs, *vpc.ipv6_cidrs))) for vpc in self.design.vpcs}

    @cached_property
    def subnet_spans(self) -> dict[str, frozenset[Span]]:
        """Give the blocks of the subnets of each VPC."""
        return {
            vpc: frozenset(span(cidr) for _, each in subnets for cidr in (each.cidr, each.ipv6_cidr) if cidr)
            for vpc, subnets in self.subnets_of.items()
        }

    def find(self, kind: type[AnyNoun], name: str | None) -> AnyNoun | None:
        """Give the noun of that id if it is of that kind."""
        found = self.nouns.get(name) if name is not None else None
        return found if isinstance(found, kind) else None

    def span_of(self, text: str) -> Span | None:
        """Give the span of a block, None where the text is an id; blocks repeat from table to table, so it is kept."""
        if text not in self._spans:
            self._spans[text] = _span_or_none(text)
        return self._spans[text]

    def vpc_of_subnet(self, name: str | None) -> str | None:
        """Give the VPC of a subnet."""
        subnet = self.find(Subnet, name)
        return subnet.vpc if subnet else None

    def vpc_of(self, name: str) -> str | None:
        """Give the VPC that something lives in or is attached to, None where it has none or is not in the design."""
        if name in self.firewall_endpoints:
            return self.vpc_of_subnet(self.firewall_endpoints[name][1].subnet)
        noun = self.nouns.get(name)
        match noun:
            case NatGateway():
                return self.vpc_of_subnet(noun.subnet) or noun.vpc
            case NetworkInterface():
                return self.vpc_of_subnet(noun.subnet)
            case Instance():
                return next((self.vpc_of_subnet(each.subnet) for _, each in self.interfaces_of.get(name, ())), None)
            case _:
                found = getattr(noun, "vpc", None)
                return found if isinstance(found, str) else None

    def known_spans(self, vpc: str) -> tuple[Span, ...]:
        """Give the blocks of a VPC, also of one that is outside the design, where not all may be known."""
        outside = self.find(External, vpc)
        return tuple(map(span, outside.cidrs)) if outside else self.vpc_spans.get(vpc, ())

    def seen_vpc(self, name: str | None) -> Vpc | None:
        """Give the VPC of that id, if the design holds it."""
        return self.find(Vpc, name)

    def region_of(self, vpc: str | None) -> str | None:
        """Give the Region of a VPC that the design holds."""
        found = self.find(Vpc, vpc)
        return found.region if found else None


def ipv6_only(subnet: Subnet) -> bool:
    """Tell an IPv6-only subnet: it has an IPv6 block and no IPv4 block (UG: subnets)."""
    return subnet.cidr is None and (subnet.ipv6_cidr is not None or subnet.ipv6_index is not None)


def has_ipv6(vpc: Vpc) -> bool:
    """Tell whether a VPC has an IPv6 block, known or asked for."""
    return bool(vpc.ipv6_cidrs) or vpc.amazon_ipv6

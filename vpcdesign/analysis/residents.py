"""Somebody who can be asked about: an endpoint of the compiled network with what its author calls it.

A private address and the public one that the internet gateway puts in its place are *twins*; what AWS has yet to choose
is *floating*. Twins come from the design, for the network only knows which addresses an endpoint has in all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.algebra.addresses import ALL_V4, ALL_V6, address, block, blocks
from vpcdesign.algebra.intervals import EMPTY, Intervals, difference, intersection, of, overlap, point, size, union
from vpcdesign.analysis.labels import STAND_IN
from vpcdesign.aws.addresses import UNIQUE_LOCAL
from vpcdesign.design.gateways import ElasticIp
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import AUTO
from vpcdesign.design.vpcs import Subnet
from vpcdesign.network.network import Endpoint

Part: TypeAlias = Literal["host", "balancer", "served", "plumbing", "on_premises"]
"""What a resident is to a group: a host, a load balancer's node, an endpoint that only answers, or no member at all."""

Twins: TypeAlias = tuple[tuple[Intervals, Intervals], ...]

_LOCAL_ONLY = block(UNIQUE_LOCAL)


@dataclass(slots=True, eq=False)
class Resident:
    """An endpoint and its place in the design; `primary` is what its name means.

    It is never written to; it is not frozen because that would be most of the work of making one.
    """

    endpoint: Endpoint
    label: str
    part: Part
    primary: Intervals
    subnet: Subnet | None = None
    groups: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    twins: Twins = ()
    floating: Intervals = EMPTY

    @property
    def everything(self) -> Intervals:
        """Every address it is asked by, private or public."""
        return union(self.endpoint.addresses, self.endpoint.public)

    @property
    def vpc(self) -> str:
        """The id of the VPC it lives in."""
        return self.subnet.vpc if self.subnet else ""

    @property
    def stand_in(self) -> bool:
        """Tell whether it is only there because its subnet is empty."""
        return self.endpoint.id.startswith(STAND_IN)

    def public_of(self, private: Intervals) -> Intervals:
        """Give the addresses that the internet knows for these: the public twins, and IPv6 as it is."""
        found = difference(intersection(private, ALL_V6), _LOCAL_ONLY)
        for mine, theirs in self.twins:
            if overlap(mine, private):
                found = union(found, theirs)
        return found

    def private_of(self, asked: Intervals) -> Intervals:
        """Give the addresses it sends from where these, private or public, mean it."""
        found = intersection(self.endpoint.addresses, asked)
        for mine, theirs in self.twins:
            if overlap(theirs, asked):
                found = union(found, mine)
        return found


def is_plain(interface: NetworkInterface, endpoint: Endpoint) -> bool:
    """Tell whether an interface has one address and no more, if no Elastic IP address names it: that is its primary."""
    held = endpoint.addresses
    alone = len(held) == 1 and held[0][0] == held[0][1] and not endpoint.public
    return alone and not (interface.secondary_ips or interface.prefixes or interface.ipv6_addresses)


def primary_of(interface: NetworkInterface, endpoint: Endpoint) -> Intervals:
    """Give an interface's primary addresses, one a family; any that AWS may choose where it has yet to."""
    four, six = intersection(endpoint.addresses, ALL_V4), intersection(endpoint.addresses, ALL_V6)
    if interface.private_ip:
        four = point(address(interface.private_ip))
    else:
        four = difference(four, blocks([one.private_ip for one in interface.secondary_ips] + list(interface.prefixes)))
    if interface.ipv6_addresses:
        six = point(address(interface.ipv6_addresses[0]))
    return union(four, six)


def twins_of(interface: NetworkInterface, endpoint: Endpoint, elastic: Iterable[ElasticIp]) -> Twins:
    """Pair private with public addresses; a public one that no secondary address claims is the primary address's."""
    primary = intersection(primary_of(interface, endpoint), ALL_V4)
    named: list[tuple[str | None, str | None]] = [(one.private_ip, one.public_ip) for one in interface.secondary_ips]
    named += [(one.private_ip or interface.private_ip, one.address) for one in elastic]
    found: dict[str, Intervals] = {}
    for private, public in named:
        if private and private != interface.private_ip and public and public != AUTO:
            found[private] = point(address(public))
    left = difference(intersection(endpoint.public, ALL_V4), of(pair for public in found.values() for pair in public))
    others = tuple((point(address(private)), public) for private, public in found.items())
    return ((primary, left), *others) if left else others


def twins_of_node(endpoint: Endpoint) -> Twins:
    """Pair what a node has: one private address with its public one."""
    four = intersection(endpoint.public, ALL_V4)
    return ((intersection(endpoint.addresses, ALL_V4), four),) if four else ()


def floating_of(primary: Intervals, twins: Twins) -> Intervals:
    """Give the addresses that are a choice AWS has yet to make: several where a name means one."""
    choices = [intersection(primary, ALL_V4), intersection(primary, ALL_V6), *(theirs for _, theirs in twins)]
    return of(pair for choice in choices if size(choice) > 1 for pair in choice)

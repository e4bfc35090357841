"""Network interfaces and the instances that hold them."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from vpcdesign.design.noun import Cidr, Id, Ip4, Ip6, Model, Noun, Port, PublicIp


class SecondaryAddress(Model):
    """A secondary private address, with its public one."""

    private_ip: Ip4
    public_ip: PublicIp | None = None


InterfaceKind = Literal[
    "interface", "lambda", "rds", "load_balancer", "nat_gateway", "vpc_endpoint", "transit_gateway", "other"
]
Count = Annotated[int, Field(ge=1)] | Literal["any"]


class NetworkInterface(Noun):
    """A network interface.

    Without `private_ip` it may get any usable address of its subnet; `public_ip: "auto"` has yet to be assigned.
    `client_ports` are the ports its system opens connections from. `appliance` says what a host whose
    source/destination check is off does with packets for others: forward them as they are, or put its own address on
    them. `count` lets one entry stand for a group of equals.
    """

    subnet: Id
    instance: Id | None = None
    kind: InterfaceKind = "interface"
    private_ip: Ip4 | None = None
    public_ip: PublicIp | None = None
    secondary_ips: tuple[SecondaryAddress, ...] = ()
    ipv6_addresses: tuple[Ip6, ...] = ()
    ipv6: bool = False
    prefixes: tuple[Cidr, ...] = ()
    security_groups: tuple[Id, ...] = ()
    source_dest_check: bool = True
    deny_igw_traffic: bool = False
    attached: bool = True
    appliance: Literal["forward", "nat"] | None = None
    client_ports: tuple[tuple[Port, Port], ...] | None = None
    count: Count = 1


COMMON = frozenset({"id", "name", "tags", "note", "subnet", "private_ip", "security_groups"})
"""What nearly every interface says of itself; of one that says no more, nothing else need be read."""


def uncommon(interfaces: Iterable[NetworkInterface]) -> Iterator[tuple[int, NetworkInterface]]:
    """Give those that say more, with their places: of the others every other field has its default."""
    return ((place, one) for place, one in enumerate(interfaces) if not one.model_fields_set <= COMMON)


class Instance(Noun):
    """An instance; its interfaces name it. The first of them in the document is its primary one."""

    state: Literal["running", "stopped"] = "running"
    platform: Literal["linux", "windows"] | None = None

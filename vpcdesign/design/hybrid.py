"""The way to other places: virtual private gateways, VPN, Direct Connect, on-premises networks."""

from typing import Literal

from vpcdesign.design.noun import Cidr, Id, Ip4, Model, Noun


class VirtualPrivateGateway(Noun):
    """A virtual private gateway; without `vpc` it is detached."""

    vpc: Id | None = None
    asn: int | None = None


class CustomerGateway(Noun):
    """AWS's record of the device on the far side of a VPN."""

    ip_address: Ip4 | None = None
    asn: int | None = None


class VpnTunnel(Model):
    """One of a connection's two tunnels."""

    ip_address: Ip4 | None = None
    state: Literal["up", "down"] | None = None


class VpnConnection(Noun):
    """A Site-to-Site VPN: on a virtual private gateway, or on a transit gateway through its attachment.

    `routes` are the prefixes of the far side: static routes, or what BGP was seen to bring. `on_premises` is the
    network it leads to; without it the routes themselves stand for that network.
    """

    customer_gateway: Id | None = None
    virtual_private_gateway: Id | None = None
    transit_gateway: Id | None = None
    on_premises: Id | None = None
    static_routes_only: bool = False
    routes: tuple[Cidr, ...] = ()
    tunnels: tuple[VpnTunnel, ...] = ()


class DirectConnect(Noun):
    """A Direct Connect virtual interface, with the gateways its Direct Connect gateway associates it with.

    `routes` are the prefixes that the far side advertises, `allowed_prefixes` those that AWS may advertise to it.
    """

    kind: Literal["private", "transit", "public"] = "private"
    direct_connect_gateway: str | None = None
    virtual_private_gateways: tuple[Id, ...] = ()
    transit_gateways: tuple[Id, ...] = ()
    allowed_prefixes: tuple[Cidr, ...] = ()
    routes: tuple[Cidr, ...] = ()
    on_premises: Id | None = None


class OnPremises(Noun):
    """A network outside AWS: the blocks it owns, and those it knows a way back to (left out: taken to know all)."""

    cidrs: tuple[Cidr, ...]
    routes_back: tuple[Cidr, ...] | None = None

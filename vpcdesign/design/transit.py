"""Transit gateways, what is attached to them, and their route tables."""

from typing import Literal

from vpcdesign.design.noun import Cidr4, Id, Model, Noun


class TransitGateway(Noun):
    """A transit gateway; security group references cross it only where it and the attachment say so (TGW guide)."""

    region: str | None = None
    account: str | None = None
    asn: int | None = None
    security_group_referencing: bool = False
    vpn_ecmp: bool = True
    default_association_table: Id | None = None
    default_propagation_table: Id | None = None


class AttachmentNatRule(Model):
    """A static one-to-one translation on an attachment (outside the engine's model: answers become `unknown`)."""

    match_cidr: Cidr4
    nat_cidr: Cidr4


class TransitGatewayAttachment(Noun):
    """What hangs on a transit gateway; of `vpc`, `vpn_connection`, `direct_connect` and `peer` the kind's one is given.

    A VPC attachment has one subnet in each zone that it serves. `peer` is the other transit gateway of a peering: one
    object stands for both sides of it.
    """

    transit_gateway: Id
    kind: Literal["vpc", "vpn", "direct-connect", "connect", "peering", "network-function", "client-vpn", "other"] = (
        "vpc"
    )
    vpc: Id | None = None
    subnets: tuple[Id, ...] = ()
    vpn_connection: Id | None = None
    direct_connect: Id | None = None
    firewall: Id | None = None
    peer: Id | None = None
    appliance_mode: bool = False
    ipv6_support: bool = False
    security_group_referencing: bool = True
    nat_rules: tuple[AttachmentNatRule, ...] = ()
    interfaces: tuple[Id, ...] = ()


class TransitGatewayRoute(Model):
    """A route written in a table (or seen in AWS): `destination` is a block or a prefix list.

    Without an attachment it is a blackhole; several attachments share the packets (ECMP).
    """

    destination: str
    attachments: tuple[Id, ...] = ()
    origin: Literal["static", "propagated"] = "static"
    note: str | None = None


class TransitGatewayRouteTable(Noun):
    """A transit gateway route table: whose packets it routes, who propagates into it, and its own routes."""

    transit_gateway: Id
    associations: tuple[Id, ...] = ()
    propagations: tuple[Id, ...] = ()
    routes: tuple[TransitGatewayRoute, ...] = ()

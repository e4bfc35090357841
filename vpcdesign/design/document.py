"""The design: flat lists of nouns, whose ids are unique and whose references resolve.

`Design` says only what its fields are; that references resolve and that AWS would accept the whole is `legality`'s to
tell, so that an editor can hold a design that is not yet whole and an importer one that AWS itself holds.
"""

from collections.abc import Iterator
from typing import Literal

from vpcdesign.design.asserting import Assertion, External, Note
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.design.firewalls import Firewall
from vpcdesign.design.gateways import EgressOnlyInternetGateway, ElasticIp, InternetGateway, NatGateway
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.hybrid import CustomerGateway, DirectConnect, OnPremises, VirtualPrivateGateway, VpnConnection
from vpcdesign.design.noun import Model, Noun
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.design.routing import PrefixList, RouteTable
from vpcdesign.design.transit import TransitGateway, TransitGatewayAttachment, TransitGatewayRouteTable
from vpcdesign.design.vpcs import BlockPublicAccess, Reservation, Subnet, Vpc


class Design(Model):
    """What its author means, in AWS's own nouns. An edit is a function from one design to the next."""

    vpcdesign: Literal[1] = 1
    name: str = "design"
    note: str | None = None
    imported: bool = False
    vpcs: tuple[Vpc, ...] = ()
    subnets: tuple[Subnet, ...] = ()
    route_tables: tuple[RouteTable, ...] = ()
    internet_gateways: tuple[InternetGateway, ...] = ()
    egress_only_internet_gateways: tuple[EgressOnlyInternetGateway, ...] = ()
    nat_gateways: tuple[NatGateway, ...] = ()
    elastic_ips: tuple[ElasticIp, ...] = ()
    virtual_private_gateways: tuple[VirtualPrivateGateway, ...] = ()
    customer_gateways: tuple[CustomerGateway, ...] = ()
    vpn_connections: tuple[VpnConnection, ...] = ()
    direct_connects: tuple[DirectConnect, ...] = ()
    peering_connections: tuple[PeeringConnection, ...] = ()
    transit_gateways: tuple[TransitGateway, ...] = ()
    transit_gateway_attachments: tuple[TransitGatewayAttachment, ...] = ()
    transit_gateway_route_tables: tuple[TransitGatewayRouteTable, ...] = ()
    vpc_endpoints: tuple[VpcEndpoint, ...] = ()
    prefix_lists: tuple[PrefixList, ...] = ()
    security_groups: tuple[SecurityGroup, ...] = ()
    network_acls: tuple[NetworkAcl, ...] = ()
    network_interfaces: tuple[NetworkInterface, ...] = ()
    instances: tuple[Instance, ...] = ()
    load_balancers: tuple[LoadBalancer, ...] = ()
    firewalls: tuple[Firewall, ...] = ()
    on_premises: tuple[OnPremises, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    block_public_access: tuple[BlockPublicAccess, ...] = ()
    external: tuple[External, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    notes: tuple[Note, ...] = ()

    def nouns(self) -> Iterator[tuple[str, int, Noun]]:
        """Give every noun with the list it stands in and its place there."""
        for kind in NOUN_LISTS:
            for place, noun in enumerate(getattr(self, kind)):
                yield kind, place, noun


NOUN_LISTS: tuple[str, ...] = tuple(
    name
    for name in Design.__annotations__
    if name not in {"vpcdesign", "name", "note", "imported", "assertions", "notes"}
)

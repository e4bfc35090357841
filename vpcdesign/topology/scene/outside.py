"""What lies between and outside VPCs: transit gateways with their tables, places on-premises, and the ways to them."""

from collections.abc import Iterator

from vpcdesign.design.document import Design
from vpcdesign.design.hybrid import DirectConnect, VpnConnection
from vpcdesign.design.transit import TransitGateway, TransitGatewayAttachment, TransitGatewayRouteTable
from vpcdesign.design.words import table_words
from vpcdesign.topology.scene.scene import Hub, Link, Loose, Outside, Table

_TOLD = 5
"""How many are named in one sentence."""

_NAMED = (
    "vpcs",
    "transit_gateways",
    "transit_gateway_attachments",
    "vpn_connections",
    "direct_connects",
    "peering_connections",
    "on_premises",
    "firewalls",
    "internet_gateways",
    "egress_only_internet_gateways",
    "virtual_private_gateways",
)
"""The lists that names are asked of here."""


class Beyond:
    """Everything of a design that stands in no VPC."""

    def __init__(self, design: Design) -> None:
        """Name everybody once."""
        self._design = design
        self._names: dict[str, str] = {
            noun.id: noun.name for kind in _NAMED for noun in getattr(design, kind) if noun.name
        }
        self._tables = {
            name: one.name or one.id for one in design.transit_gateway_route_tables for name in one.associations
        }
        self._attachments = {one.id: one for one in design.transit_gateway_attachments}

    def hubs(self) -> Iterator[Hub]:
        """Give the transit gateways; without a region they stand in the first one."""
        first = next((vpc.region for vpc in self._design.vpcs), "")
        for hub in self._design.transit_gateways:
            own = [one for one in self._design.transit_gateway_route_tables if one.transit_gateway == hub.id]
            tables = tuple(self._table(one) for one in own)
            yield Hub(hub.id, self._name(hub.id), hub.region or first, tables, self._apart(hub, own))

    def _table(self, table: TransitGatewayRouteTable) -> Table:
        hub = table.transit_gateway
        serves = tuple(self._who(name, hub) for name in table.associations)
        knows = tuple(self._who(name, hub) for name in self._known(table))
        return Table(table.id, table.name or table.id, serves, knows)

    def _known(self, table: TransitGatewayRouteTable) -> list[str]:
        routed = (name for route in table.routes for name in route.attachments)
        return list(dict.fromkeys((*table.propagations, *routed)))

    def _who(self, attachment: str, hub: str) -> str:
        """Name what hangs on an attachment of a hub: its VPC, where its VPN leads to, the hub that it peers with."""
        one = self._attachments.get(attachment)
        if one is None:
            return attachment
        end = self._far_end(one)
        return self._name((one.transit_gateway if end == hub else end) or attachment)

    def _far_end(self, one: TransitGatewayAttachment) -> str | None:
        if one.vpc is not None:
            return one.vpc
        for vpn in self._design.vpn_connections:
            if vpn.id == one.vpn_connection:
                return vpn.on_premises or vpn.id
        for direct in self._design.direct_connects:
            if direct.id == one.direct_connect:
                return direct.on_premises or direct.id
        return one.peer or one.firewall

    def _apart(self, hub: TransitGateway, tables: list[TransitGatewayRouteTable]) -> str:
        """Say which VPCs do not reach each other because their table has no route to any of them."""
        for table in tables:
            known = set(self._known(table))
            routed = {route.destination for route in table.routes if route.attachments}
            lone = [name for name in table.associations if name not in known and self._is_vpc(name, hub.id)]
            if len(lone) > 1 and not routed:
                who = _listed([self._who(name, hub.id) for name in lone])
                neither = "neither" if len(lone) == 2 else "none"
                return f"{who} do not reach each other: {table_words(table.name or table.id)} has a route to {neither}"
        return ""

    def _is_vpc(self, attachment: str, hub: str) -> bool:
        one = self._attachments.get(attachment)
        return one is not None and one.vpc is not None and one.transit_gateway == hub

    def outsides(self) -> Iterator[Outside]:
        """Give the places: on-premises networks, and the far side of a way that names none."""
        for place in self._design.on_premises:
            yield Outside(place.id, self._name(place.id), ", ".join(place.cidrs[:2]))
        ways: tuple[VpnConnection | DirectConnect, ...] = (
            *self._design.vpn_connections,
            *self._design.direct_connects,
        )
        for way in ways:
            if way.on_premises is None:
                yield Outside(way.id, self._name(way.id), ", ".join(way.routes[:2]))

    def links(self) -> Iterator[Link]:
        """Give the ways: VPN connections, Direct Connect, peerings of VPCs and of transit gateways."""
        design = self._design
        through = {one.vpn_connection or one.direct_connect: one for one in design.transit_gateway_attachments}
        for vpn in design.vpn_connections:
            attachment = through.get(vpn.id)
            hub = attachment.transit_gateway if attachment else None
            near = vpn.virtual_private_gateway or vpn.transit_gateway or hub
            if near is not None:
                words = f", {len(vpn.tunnels) or 2} tunnels"
                ends = (near, vpn.on_premises or vpn.id)
                yield Link(vpn.id, "vpn_connections", self._name(vpn.id), ends, words, self._label(attachment))
        for direct in design.direct_connects:
            for near in (*direct.virtual_private_gateways, *direct.transit_gateways):
                ends = (near, direct.on_premises or direct.id)
                label = self._label(through.get(direct.id))
                yield Link(direct.id, "direct_connects", self._name(direct.id), ends, "", label)
        yield from self._peerings()

    def _peerings(self) -> Iterator[Link]:
        for peering in self._design.peering_connections:
            ends = (peering.requester, peering.accepter)
            yield Link(peering.id, "peering_connections", self._name(peering.id), ends)
        known = {hub.id for hub in self._design.transit_gateways}
        for one in self._design.transit_gateway_attachments:
            if one.kind == "peering" and one.peer is not None and one.peer in known:
                ends = (one.transit_gateway, one.peer)
                yield Link(one.id, "transit_gateway_attachments", self._name(one.id), ends, "", self._label(one))

    def _label(self, attachment: TransitGatewayAttachment | None) -> str:
        return self._tables.get(attachment.id, "") if attachment else ""

    def loose(self) -> Iterator[Loose]:
        """Give the gateways that are attached to nothing."""
        design = self._design
        gateways = (
            ("internet_gateways", design.internet_gateways),
            ("egress_only_internet_gateways", design.egress_only_internet_gateways),
            ("virtual_private_gateways", design.virtual_private_gateways),
        )
        for kind, gates in gateways:
            yield from (Loose(one.id, kind, self._name(one.id)) for one in gates if one.vpc is None)

    def _name(self, id: str) -> str:
        return self._names.get(id, id)


def _listed(words: list[str]) -> str:
    """Name all, or the first of many and how many others there are."""
    if len(words) > _TOLD:
        words = [*words[: _TOLD - 1], f"{len(words) - _TOLD + 1} others"]
    return f"{', '.join(words[:-1])} and {words[-1]}"

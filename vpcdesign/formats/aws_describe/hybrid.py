"""Virtual private gateways, customer gateways, VPN and Direct Connect, from AWS's documents.

What a far side advertises over BGP stands in no document of the connection itself. It is read off the routes that AWS
installed because of it: in the VPC's tables for a virtual private gateway, in the gateway's own for a transit gateway.
"""

from typing import Literal

from vpcdesign.design.hybrid import CustomerGateway, DirectConnect, VirtualPrivateGateway, VpnConnection, VpnTunnel
from vpcdesign.design.words import quoted
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.gateways import attached_vpc
from vpcdesign.formats.aws_describe.reading import Raw, block, flag, name, need, number, part, parts, tags, text, word

GONE = {"deleted", "deleting", "rejected", "disassociated", "disassociating"}


class Learned:
    """The prefixes that AWS learned from each gateway, connection or Direct Connect gateway."""

    def __init__(self, estate: Estate) -> None:
        """Read them off the propagated routes; those that a connection has as static routes were not learned."""
        self._by_source: dict[str, dict[str, None]] = {}
        self._written = {
            (text(record.raw, "VpnGatewayId"), _prefix(route))
            for record in estate.records("VpnConnections")
            for route in parts(record.raw, "Routes")
        }
        for record in estate.records("RouteTables"):
            for route in parts(record.raw, "Routes"):
                if text(route, "Origin") == "EnableVgwRoutePropagation":
                    self._learn(text(route, "GatewayId"), _prefix(route))
        for routes in estate.documents.owned.get("Routes", {}).values():
            for route in routes:
                if word(route, "Type") == "propagated":
                    for via in parts(route, "TransitGatewayAttachments"):
                        self._learn(text(via, "ResourceId"), _prefix(route))

    def _learn(self, source: str | None, prefix: str | None) -> None:
        if source is not None and prefix is not None and (source, prefix) not in self._written:
            self._by_source.setdefault(source, {})[prefix] = None

    def of(self, source: str | None) -> list[str]:
        return list(self._by_source.get(source or "", {}))


def _prefix(route: Raw) -> str | None:
    return block(route, "DestinationCidrBlock") or block(route, "DestinationIpv6CidrBlock")


def virtual_private_gateways(estate: Estate) -> tuple[VirtualPrivateGateway, ...]:
    def gateway(_: Estate, record: Record) -> VirtualPrivateGateway | None:
        raw = record.raw
        if word(raw, "State") in GONE:
            return None
        vpc, asn = attached_vpc(raw, "VpcAttachments"), number(raw, "AmazonSideAsn")
        return VirtualPrivateGateway(id=record.id, name=name(raw), tags=tags(raw), vpc=vpc, asn=asn)

    return estate.build("VpnGateways", gateway)


def customer_gateways(estate: Estate) -> tuple[CustomerGateway, ...]:
    def gateway(_: Estate, record: Record) -> CustomerGateway | None:
        raw = record.raw
        if word(raw, "State") in GONE:
            return None
        address = text(raw, "IpAddress")
        return CustomerGateway(
            id=record.id,
            name=name(raw) or text(raw, "DeviceName"),
            tags=tags(raw),
            ip_address=address if address is not None and ":" not in address else None,
            asn=number(raw, "BgpAsn") or number(raw, "BgpAsnExtended"),
        )

    return estate.build("CustomerGateways", gateway)


def vpn_connections(estate: Estate, learned: Learned) -> tuple[VpnConnection, ...]:
    def connection(estate: Estate, record: Record) -> VpnConnection | None:
        raw = record.raw
        if word(raw, "State") in GONE:
            return None
        written = [
            found
            for each in parts(raw, "Routes")
            if word(each, "State") not in GONE and (found := block(each, "DestinationCidrBlock")) is not None
        ]
        static = flag(part(raw, "Options"), "StaticRoutesOnly")
        gateway = text(raw, "VpnGatewayId")
        heard = [] if static else [*learned.of(record.id), *learned.of(gateway)]
        if not static and not heard:
            words = "no document shows what the far side advertises (propagated routes): taken to advertise nothing"
            estate.note(record.id, words)
        if text(raw, "CoreNetworkArn") is not None:
            estate.note(record.id, "this connection leads to a core network: outside the model")
        return VpnConnection(
            id=record.id,
            name=name(raw),
            tags=tags(raw),
            customer_gateway=text(raw, "CustomerGatewayId"),
            virtual_private_gateway=gateway,
            transit_gateway=text(raw, "TransitGatewayId"),
            static_routes_only=static,
            routes=tuple(dict.fromkeys([*written, *heard])),
            tunnels=tuple(_tunnel(each) for each in parts(raw, "VgwTelemetry")),
        )

    return estate.build("VpnConnections", connection)


def _tunnel(raw: Raw) -> VpnTunnel:
    status, address = word(raw, "Status"), text(raw, "OutsideIpAddress")
    states: dict[str, Literal["up", "down"]] = {"up": "up", "down": "down"}
    return VpnTunnel(ip_address=address if address and ":" not in address else None, state=states.get(status))


class DirectConnectGateways:
    """What each Direct Connect gateway is associated with, and what it may advertise (DX: gateway associations)."""

    def __init__(self, estate: Estate) -> None:
        """Read the living associations."""
        self.private: dict[str, list[str]] = {}
        self.transit: dict[str, list[str]] = {}
        self.allowed: dict[str, list[str]] = {}
        for record in estate.records("directConnectGatewayAssociations"):
            with estate.reading(record):
                self._take(record.raw)

    def _take(self, raw: Raw) -> None:
        if word(raw, "associationState") in GONE:
            return
        gateway = need(raw, "directConnectGatewayId")
        other = part(raw, "associatedGateway")
        id_ = text(other, "id") or text(raw, "virtualGatewayId") or need(other, "id")
        side = self.transit if word(other, "type") == "transitgateway" or id_.startswith("tgw-") else self.private
        side.setdefault(gateway, []).append(id_)
        prefixes = [found for each in parts(raw, ALLOWED) if (found := block(each, "cidr")) is not None]
        self.allowed.setdefault(gateway, []).extend(prefixes)


ALLOWED = "allowedPrefixesToDirectConnectGateway"


def direct_connects(estate: Estate, learned: Learned) -> tuple[DirectConnect, ...]:
    """Give the virtual interfaces, and a stand-in for each gateway whose interfaces no document shows."""
    gateways = DirectConnectGateways(estate)

    def interface(estate: Estate, record: Record) -> DirectConnect | None:
        raw = record.raw
        state = word(raw, "virtualInterfaceState")
        if state in GONE:
            return None
        if state not in {"", "available"}:
            estate.note(record.id, f"this virtual interface was {quoted(state)}: taken to be up")
        gateway, own = text(raw, "directConnectGatewayId"), text(raw, "virtualGatewayId")
        kinds: dict[str, Literal["transit", "public"]] = {"transit": "transit", "public": "public"}
        filters = [found for each in parts(raw, "routeFilterPrefixes") if (found := block(each, "cidr")) is not None]
        private = [*([own] if own else []), *gateways.private.get(gateway or "", [])]
        heard = [prefix for source in (gateway, *private) for prefix in learned.of(source)]
        return DirectConnect(
            id=record.id,
            name=text(raw, "virtualInterfaceName"),
            tags={need(each, "key"): text(each, "value") or "" for each in parts(raw, "tags")},
            kind=kinds.get(word(raw, "virtualInterfaceType"), "private"),
            direct_connect_gateway=gateway,
            virtual_private_gateways=tuple(private),
            transit_gateways=tuple(gateways.transit.get(gateway or "", [])),
            allowed_prefixes=tuple(gateways.allowed.get(gateway or "", [])),
            routes=tuple(dict.fromkeys([*filters, *heard])),
        )

    seen = estate.build("virtualInterfaces", interface)
    known = {each.direct_connect_gateway for each in seen}
    unseen = sorted({*gateways.private, *gateways.transit} - known)
    return (*seen, *(_stand_in(estate, gateways, learned, id_) for id_ in unseen))


def _stand_in(estate: Estate, gateways: DirectConnectGateways, learned: Learned, gateway: str) -> DirectConnect:
    estate.note(
        gateway, "no document shows a virtual interface on this Direct Connect gateway: one is taken to be there"
    )
    private, transit = gateways.private.get(gateway, []), gateways.transit.get(gateway, [])
    record = estate.documents.of("directConnectGateways").get(gateway)
    heard = [prefix for source in (gateway, *private) for prefix in learned.of(source)]
    return DirectConnect(
        id=gateway,
        name=text(record.raw, "directConnectGatewayName") if record is not None else None,
        kind="transit" if transit else "private",
        direct_connect_gateway=gateway,
        virtual_private_gateways=tuple(private),
        transit_gateways=tuple(transit),
        allowed_prefixes=tuple(gateways.allowed.get(gateway, [])),
        routes=tuple(dict.fromkeys(heard)),
    )

"""What a design refers to but no document shows: entries of `external`, with all that is known of them.

A blackhole's target is gone, not elsewhere, and gets no entry. An interface that is part of another noun is seen.
"""

from collections.abc import Iterator

from vpcdesign.design.asserting import External
from vpcdesign.design.document import Design
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, block, need, part, parts, text

KINDS = {
    "vpc": "vpc",
    "subnet": "subnet",
    "sg": "security_group",
    "rtb": "route_table",
    "acl": "network_acl",
    "igw": "internet_gateway",
    "eigw": "egress_only_internet_gateway",
    "nat": "nat_gateway",
    "vgw": "virtual_private_gateway",
    "cgw": "customer_gateway",
    "vpn": "vpn_connection",
    "pcx": "peering_connection",
    "tgw": "transit_gateway",
    "vpce": "vpc_endpoint",
    "pl": "prefix_list",
    "eni": "network_interface",
    "i": "instance",
    "cagw": "carrier_gateway",
    "lgw": "local_gateway",
    "eipalloc": "elastic_ip",
    "dxvif": "direct_connect",
}
"""The kind that the beginning of an id tells."""

LONGER = {"tgw-attach": "transit_gateway_attachment", "tgw-rtb": "transit_gateway_route_table"}


def externals(estate: Estate, design: Design) -> tuple[External, ...]:
    seen = {noun.id for _, _, noun in design.nouns()} | _parts_of_nouns(design)
    facts = _Facts(estate)
    unseen = sorted({id_ for id_ in _references(design) if id_ not in seen})
    return tuple(facts.external(id_) for id_ in unseen)


def kind_of(id_: str) -> str:
    """Give what kind of thing an id names."""
    if id_.startswith("arn:"):
        return id_.split(":", 5)[-1].partition("/")[0].replace("-", "_") or "unknown"
    prefix = id_.rpartition("-")[0]
    return LONGER.get(prefix) or KINDS.get(prefix, "unknown")


def _parts_of_nouns(design: Design) -> set[str]:
    """Give the ids that stand inside nouns: interfaces of nodes, firewall endpoints, target groups."""
    found: set[str | None] = {gateway.interface for gateway in design.nat_gateways}
    for balancer in design.load_balancers:
        found.update(node.interface for node in balancer.nodes)
    for endpoint in design.vpc_endpoints:
        found.update(node.interface for node in endpoint.nodes)
    for attachment in design.transit_gateway_attachments:
        found.update(attachment.interfaces)
    for firewall in design.firewalls:
        found.update(endpoint.id for endpoint in firewall.endpoints)
    return {id_ for id_ in found if id_ is not None}


def _references(design: Design) -> Iterator[str]:
    """Give every id that a noun of the design names."""
    yield from _of_vpcs(design)
    yield from _of_routes(design)
    yield from _of_gateways(design)
    yield from _of_hosts(design)
    yield from _of_filters(design)


def _of_vpcs(design: Design) -> Iterator[str]:
    for subnet in design.subnets:
        yield from _given(subnet.vpc, subnet.route_table, subnet.network_acl)
    for peering in design.peering_connections:
        yield from (peering.requester, peering.accepter)
    for table in design.route_tables:
        yield from _given(table.vpc, table.gateway, *table.propagating_gateways)


def _of_routes(design: Design) -> Iterator[str]:
    for table in design.route_tables:
        for route in table.routes:
            if route.destination.startswith("pl-"):
                yield route.destination
            if route.state == "active" and route.target != "local":
                yield route.target
    for gateway_table in design.transit_gateway_route_tables:
        yield from (gateway_table.transit_gateway, *gateway_table.associations, *gateway_table.propagations)
        for gateway_route in gateway_table.routes:
            yield from gateway_route.attachments
            if gateway_route.destination.startswith("pl-"):
                yield gateway_route.destination


def _of_gateways(design: Design) -> Iterator[str]:
    yield from _given(*(gateway.vpc for gateway in design.internet_gateways))
    yield from _given(*(gateway.vpc for gateway in design.egress_only_internet_gateways))
    yield from _given(*(gateway.vpc for gateway in design.virtual_private_gateways))
    for nat in design.nat_gateways:
        yield from _given(nat.subnet, nat.vpc)
    for vpn in design.vpn_connections:
        yield from _given(vpn.customer_gateway, vpn.virtual_private_gateway, vpn.transit_gateway)
    for connect in design.direct_connects:
        yield from (*connect.virtual_private_gateways, *connect.transit_gateways)
    for attachment in design.transit_gateway_attachments:
        yield from _given(attachment.transit_gateway, attachment.vpc, attachment.peer, *attachment.subnets)
        yield from _given(attachment.vpn_connection, attachment.direct_connect, attachment.firewall)
    for endpoint in design.vpc_endpoints:
        yield from _given(endpoint.vpc, endpoint.prefix_list, endpoint.load_balancer, *endpoint.route_tables)
        yield from (*endpoint.security_groups, *(node.subnet for node in endpoint.nodes))
    for firewall in design.firewalls:
        yield from _given(firewall.vpc, firewall.transit_gateway, *(endpoint.subnet for endpoint in firewall.endpoints))


def _of_hosts(design: Design) -> Iterator[str]:
    for interface in design.network_interfaces:
        yield from (interface.subnet, *interface.security_groups)
    for balancer in design.load_balancers:
        yield from (balancer.vpc, *balancer.security_groups, *(node.subnet for node in balancer.nodes))
    for address in design.elastic_ips:
        yield from _given(address.interface)


def _of_filters(design: Design) -> Iterator[str]:
    for acl in design.network_acls:
        yield acl.vpc
    for group in design.security_groups:
        yield from (group.vpc, *group.associated_vpcs)
        yield from (rule.source for rule in group.ingress if not rule.stale and not _is_block(rule.source))
        yield from (rule.destination for rule in group.egress if not rule.stale and not _is_block(rule.destination))


def _given(*ids: str | None) -> Iterator[str]:
    return (id_ for id_ in ids if id_ is not None)


def _is_block(peer: str) -> bool:
    return "/" in peer and not peer.startswith("arn:")


class _Facts:
    """What documents say of objects that they do not describe."""

    def __init__(self, estate: Estate) -> None:
        self._where = estate.where
        self._behind: dict[str, list[str]] = {}
        for routes in estate.documents.owned.get("Routes", {}).values():
            for route in routes:
                self._learn(route)
        sides = [
            part(record.raw, key)
            for record in estate.records("VpcPeeringConnections")
            for key in ("RequesterVpcInfo", "AccepterVpcInfo")
        ]
        self._sides = {need(side, "VpcId"): side for side in sides if text(side, "CidrBlock") is not None}
        pairs = [
            pair
            for record in estate.records("SecurityGroups")
            for key in ("IpPermissions", "IpPermissionsEgress")
            for permission in parts(record.raw, key)
            for pair in parts(permission, "UserIdGroupPairs")
        ]
        self._pairs = {text(pair, "GroupId") or "": pair for pair in pairs}
        rows = [record.raw for record in estate.records("TransitGatewayAttachments")]
        self._owners = {text(row, "ResourceId") or "": text(row, "ResourceOwnerId") for row in rows}

    def _learn(self, route: Raw) -> None:
        """A transit gateway's propagated route to a VPC is one of that VPC's blocks (TGW: how it works)."""
        prefix = block(route, "DestinationCidrBlock")
        if prefix is not None and text(route, "Type") == "propagated":
            for via in parts(route, "TransitGatewayAttachments"):
                if text(via, "ResourceType") == "vpc":
                    self._behind.setdefault(text(via, "ResourceId") or "", []).append(prefix)

    def external(self, id_: str) -> External:
        side, pair = self._sides.get(id_, {}), self._pairs.get(id_, {})
        said = [block(each, "CidrBlock") for each in parts(side, "CidrBlockSet")] or [block(side, "CidrBlock")]
        said += [block(each, "Ipv6CidrBlock") for each in parts(side, "Ipv6CidrBlockSet")]
        cidrs = dict.fromkeys([*(each for each in said if each is not None), *self._behind.get(id_, [])])
        kind = kind_of(id_)
        return External(
            id=id_,
            kind=kind,
            cidrs=tuple(cidrs),
            region=text(side, "Region") or (self._where.of_vpc(id_) if kind == "vpc" and side else None),
            account=text(side, "OwnerId") or text(pair, "UserId") or self._owners.get(id_),
            vpc=text(pair, "VpcId"),
        )

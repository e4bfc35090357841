"""A design without what has failed: Design to Design, and nothing else of it changes.

What stood in a failed zone is gone, and whatever named it is told: routes to it become blackholes, target groups lose
it (it fails its health check), attachments lose their subnet, routes that BGP brought are withdrawn. What is up but cut
off stays: that it is cut off is for a walk to find. Subnets stay too, empty, so that no reference to them dangles.
"""

from collections.abc import Iterator

from vpcdesign.aws.services import service_word
from vpcdesign.design.balancers import LoadBalancer, Target, TargetGroup
from vpcdesign.design.document import Design
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.gateways import ElasticIp, NatGateway
from vpcdesign.design.hybrid import DirectConnect, VpnConnection, VpnTunnel
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.design.transit import TransitGatewayAttachment, TransitGatewayRouteTable
from vpcdesign.topology.failures import ZONE, Failure, tunnels

GATEWAY_ROUTE = "its gateway endpoint has failed"


def without(design: Design, failure: Failure) -> Design:
    """Give the design that is left when something fails (or several things at once)."""
    gone = Gone(design, failure)
    interfaces = tuple(one for one in design.network_interfaces if one.id not in gone.ids)
    attachments = [one for one in design.transit_gateway_attachments if one.id not in gone.attachments]
    return design.model_copy(
        update={
            "network_interfaces": interfaces,
            "nat_gateways": tuple(gone.nat(one) for one in design.nat_gateways if one.id not in gone.ids),
            "elastic_ips": tuple(gone.elastic(one) for one in design.elastic_ips),
            "vpn_connections": tuple(gone.vpn(one) for one in design.vpn_connections if one.id not in gone.links),
            "direct_connects": tuple(gone.direct(one) for one in design.direct_connects if one.id not in gone.links),
            "transit_gateway_attachments": tuple(map(gone.attachment, attachments)),
            "transit_gateway_route_tables": tuple(map(gone.transit_table, design.transit_gateway_route_tables)),
            "vpc_endpoints": tuple(gone.endpoint(one) for one in design.vpc_endpoints),
            "firewalls": tuple(
                one.model_copy(update={"endpoints": tuple(e for e in one.endpoints if e.id not in gone.ids)})
                for one in design.firewalls
            ),
            "load_balancers": tuple(gone.balancer(one) for one in design.load_balancers),
            "route_tables": tuple(gone.table(one) for one in design.route_tables),
        }
    )


class Gone:
    """What has failed, by id, and what becomes of each noun that named it."""

    def __init__(self, design: Design, failure: Failure) -> None:
        self._failed = {one.id for one in failure.each}
        zones = {name.removeprefix(ZONE) for name in self._failed if name.startswith(ZONE)}
        self.zones = zones
        self.subnets = {one.id for one in design.subnets if one.az in zones}
        self.ids = set(self._zonal(design))
        self.ids |= self._instances(design)
        self.attachments = {one.id for one in design.transit_gateway_attachments if one.id in self._failed}
        self.links = set(self._withdrawn(design))
        links = self.links
        self.attachments |= {
            one.id
            for one in design.transit_gateway_attachments
            if one.vpn_connection in links or one.direct_connect in links
        }
        self._doors = {
            (one.vpc, one.transit_gateway)
            for one in design.transit_gateway_attachments
            if one.id in self.attachments and one.kind == "vpc"
        }
        subnets = {one.id: one.vpc for one in design.subnets}
        self._addresses = {
            (subnets.get(one.subnet, ""), one.private_ip) for one in design.network_interfaces if one.id in self.ids
        }
        self._lists = design.prefix_lists
        self._gateway_endpoints = [
            one for one in design.vpc_endpoints if one.kind == "gateway" and one.id in self._failed
        ]

    def _zonal(self, design: Design) -> Iterator[str]:
        """Give the ids of what has failed itself or with its zone, and of the interfaces that AWS keeps for it."""
        yield from (one.id for one in design.network_interfaces if one.subnet in self.subnets)
        for gateway in design.nat_gateways:
            if gateway.id in self._failed or gateway.subnet in self.subnets:
                yield gateway.id
                yield gateway.interface or gateway.id
        owners: tuple[LoadBalancer | VpcEndpoint, ...] = (*design.load_balancers, *design.vpc_endpoints)
        for owner in owners:
            lost = [node for node in owner.nodes if self._node(owner.id, node.subnet)]
            yield from (node.interface for node in lost if node.interface)
            if owner.id in self._failed or (lost and len(lost) == len(owner.nodes)):
                yield owner.id
        for firewall in design.firewalls:
            for endpoint in firewall.endpoints:
                if endpoint.id in self._failed or endpoint.subnet in self.subnets:
                    yield endpoint.id

    def _instances(self, design: Design) -> set[str]:
        """Give the instances that have lost every interface."""
        held = {one.instance for one in design.network_interfaces if one.instance}
        return held - {one.instance for one in design.network_interfaces if one.id not in self.ids}

    def _withdrawn(self, design: Design) -> Iterator[str]:
        """Give the links whose routes BGP withdraws, so that others take over; a static route stays and drops."""
        for vpn in design.vpn_connections:
            if self._is_down(vpn) and vpn.on_premises and not vpn.static_routes_only:
                yield vpn.id
        yield from (one.id for one in design.direct_connects if one.id in self._failed and one.on_premises)

    def _node(self, owner: str, subnet: str) -> bool:
        return owner in self._failed or subnet in self.subnets or f"{owner}/{subnet}" in self._failed

    def _is_down(self, vpn: VpnConnection) -> bool:
        """A connection is down when nothing of it is left; one tunnel carries it (VPN: redundancy)."""
        return vpn.id in self._failed or all(one.state == "down" for one in self._tunnels(vpn))

    def _tunnels(self, vpn: VpnConnection) -> tuple[VpnTunnel, ...]:
        kept = vpn.tunnels or (VpnTunnel(), VpnTunnel())
        names = [*tunnels(vpn.id), *[""] * len(kept)]
        failed = [vpn.id in self._failed or name in self._failed for name in names]
        down = {"state": "down"}
        return tuple(one.model_copy(update=down) if lost else one for one, lost in zip(kept, failed, strict=False))

    def nat(self, one: NatGateway) -> NatGateway:
        """A regional gateway keeps the addresses of the zones that are left (UG: regional NAT gateways)."""
        left = tuple(address for address in one.addresses if address.az not in self.zones)
        return one.model_copy(update={"addresses": left}) if left and one.mode == "regional" else one

    def elastic(self, one: ElasticIp) -> ElasticIp:
        """An address stays with the account when what it was associated with is gone."""
        return one.model_copy(update={"interface": None, "private_ip": None}) if one.interface in self.ids else one

    def vpn(self, one: VpnConnection) -> VpnConnection:
        """A connection whose routes are not withdrawn keeps them, and its tunnels tell what they carry."""
        touched = {one.id, *tunnels(one.id)} & self._failed
        return one.model_copy(update={"tunnels": self._tunnels(one)}) if touched else one

    def direct(self, one: DirectConnect) -> DirectConnect:
        """A failed interface that alone stands for its network stays, and leads nowhere."""
        nowhere: dict[str, object] = {"virtual_private_gateways": (), "transit_gateways": ()}
        return one.model_copy(update=nowhere) if one.id in self._failed else one

    def attachment(self, one: TransitGatewayAttachment) -> TransitGatewayAttachment:
        """An attachment loses its subnet in a zone that failed, and serves the others (TGW: VPC attachments)."""
        subnets = tuple(subnet for subnet in one.subnets if subnet not in self.subnets)
        interfaces = tuple(name for name in one.interfaces if name not in self.ids)
        return one.model_copy(update={"subnets": subnets, "interfaces": interfaces})

    def transit_table(self, one: TransitGatewayRouteTable) -> TransitGatewayRouteTable:
        """What an attachment propagated goes with it; a static route to it becomes a blackhole (TGW: routes)."""
        lost = self.attachments
        routes = [
            route.model_copy(update={"attachments": tuple(name for name in route.attachments if name not in lost)})
            for route in one.routes
            if route.origin == "static" or not route.attachments or set(route.attachments) - lost
        ]
        left = {
            "associations": tuple(name for name in one.associations if name not in lost),
            "propagations": tuple(name for name in one.propagations if name not in lost),
            "routes": tuple(routes),
        }
        return one.model_copy(update=left) if lost else one

    def endpoint(self, one: VpcEndpoint) -> VpcEndpoint:
        """An endpoint loses its nodes in zones that failed."""
        nodes = tuple(node for node in one.nodes if not self._node(one.id, node.subnet))
        tables = () if one in self._gateway_endpoints else one.route_tables
        return one.model_copy(update={"nodes": nodes, "route_tables": tables})

    def balancer(self, one: LoadBalancer) -> LoadBalancer:
        """DNS withdraws nodes that are gone, and targets that are gone fail their health checks (ELB: zones)."""
        nodes = tuple(node for node in one.nodes if not self._node(one.id, node.subnet))
        groups = tuple(self._group(group, one.vpc) for group in one.target_groups)
        return one.model_copy(update={"nodes": nodes, "target_groups": groups})

    def _group(self, one: TargetGroup, vpc: str) -> TargetGroup:
        return one.model_copy(update={"targets": tuple(t for t in one.targets if not self._target(t, vpc))})

    def _target(self, one: Target, vpc: str) -> bool:
        return one.target in self.ids or one.az in self.zones or (vpc, one.target) in self._addresses

    def table(self, one: RouteTable) -> RouteTable:
        """A route to what is gone is a blackhole, and takes what it took before (UG: blackhole routes)."""
        routes = [self._route(route, one.vpc) for route in one.routes]
        for endpoint in self._gateway_endpoints:
            if one.id in endpoint.route_tables and all(route.target != endpoint.id for route in routes):
                lost = Route(destination="", target=endpoint.id, state="blackhole", note=GATEWAY_ROUTE)
                routes += [lost.model_copy(update={"destination": name}) for name in self._lists_of(endpoint)]
        return one.model_copy(update={"routes": tuple(routes)})

    def _lists_of(self, endpoint: VpcEndpoint) -> list[str]:
        """Give the prefix list by which a gateway endpoint is routed: the one it names, else that of its service."""
        word = service_word(endpoint.service)
        known = [one.id for one in self._lists if one.service and service_word(one.service) == word]
        return [endpoint.prefix_list] if endpoint.prefix_list else known[:1]

    def _route(self, route: Route, vpc: str) -> Route:
        dead = route.target in self.ids or (vpc, route.target) in self._doors
        return route.model_copy(update={"state": "blackhole"}) if dead else route

"""What a design says, looked up the plain way: who holds which address, which route wins, what is attached where.

Everything is looked for from the start each time, and never prepared: slow, and easy to hold against AWS's pages.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from vpcdesign.design.document import Design
from vpcdesign.design.gateways import NatGateway
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import PrefixList, Route, RouteTable
from vpcdesign.design.transit import TransitGatewayAttachment, TransitGatewayRouteTable
from vpcdesign.design.vpcs import Subnet, Vpc

Address: TypeAlias = IPv4Address | IPv6Address
Block: TypeAlias = IPv4Network | IPv6Network
Holder: TypeAlias = NetworkInterface | NatGateway


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet. Of ICMP, `port` is type and code (`type << 8 | code`) and the client's port is 0."""

    source: Address
    target: Address
    protocol: int
    port: int
    client_port: int


def answer_to(packet: Packet) -> Packet:
    """Give the answer to a packet."""
    protocol = packet.protocol
    if protocol in {6, 17}:
        return Packet(packet.target, packet.source, protocol, packet.client_port, packet.port)
    port = {(1, 8 << 8): 0, (58, 128 << 8): 129 << 8}.get((protocol, packet.port), packet.port)
    return Packet(packet.target, packet.source, protocol, port, packet.client_port)


class Facts:
    """The design by id, by address and by place."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.nouns: dict[str, Noun] = {noun.id: noun for _, _, noun in design.nouns()}
        self.vpcs: dict[str, Vpc] = {each.id: each for each in design.vpcs}
        self.subnets: dict[str, Subnet] = {each.id: each for each in design.subnets}
        self.interfaces: dict[str, NetworkInterface] = {each.id: each for each in design.network_interfaces}
        self.gateways: dict[str, NatGateway] = {each.id: each for each in design.nat_gateways}
        self.public_vpcs = {each.vpc for each in design.internet_gateways if each.vpc}
        self.stopped = {each.id for each in design.instances if each.state == "stopped"}
        self.attached = {
            (each.vpc, each.transit_gateway): each for each in design.transit_gateway_attachments if each.kind == "vpc"
        }
        self.held: dict[tuple[str, Address], Holder] = {}
        self.inner: dict[str, Address] = {}
        self.published: dict[Address, tuple[str, Address]] = {}
        self.tables = {each.id: each for each in design.route_tables}
        for interface in design.network_interfaces:
            self._hold(interface)
        for gateway in design.nat_gateways:
            self._hold_gateway(gateway)
        self.behind = {(vpc, inside): public for public, (vpc, inside) in self.published.items()}

    def _hold(self, interface: NetworkInterface) -> None:
        vpc = self.subnets[interface.subnet].vpc
        pairs = [(interface.private_ip, interface.public_ip)]
        pairs += [(each.private_ip, each.public_ip) for each in interface.secondary_ips]
        pairs += [(each, None) for each in interface.ipv6_addresses]
        for private, public in pairs:
            if private:
                self.held[vpc, ip_address(private)] = interface
            if private and public:
                self.published[ip_address(public)] = vpc, ip_address(private)
        for elastic in self.design.elastic_ips:
            if elastic.interface == interface.id and elastic.address:
                inside = ip_address(elastic.private_ip or interface.private_ip or "")
                self.published[ip_address(elastic.address)] = vpc, inside

    def _hold_gateway(self, gateway: NatGateway) -> None:
        vpc = self.vpc_of(gateway)
        for address in gateway.addresses:
            inside = ip_address(address.private_ip or "")
            self.held[vpc, inside] = gateway
            self.inner[gateway.id] = inside
            if address.public_ip:
                self.published[ip_address(address.public_ip)] = vpc, inside

    def vpc_of(self, holder: Holder) -> str:
        return self.subnets[holder.subnet or ""].vpc

    def alive(self, holder: NetworkInterface) -> bool:
        """Tell whether anybody is there (EC2: elastic network interfaces)."""
        return holder.attached and holder.instance not in self.stopped

    def same_host(self, holder: NetworkInterface, target: Address) -> bool:
        """Tell whether the sender itself has an address, on this or another of its interfaces."""
        found = self.held.get((self.vpc_of(holder), target))
        if found is None or isinstance(found, NatGateway):
            return False
        return found.id == holder.id or (holder.instance is not None and found.instance == holder.instance)

    def outside(self, vpc: str, source: Address) -> Address | None:
        """Give the address by which the internet knows a holder (UG: internet gateways)."""
        if source.version == 6:
            return source if (vpc, source) in self.held else None
        return self.behind.get((vpc, source))

    def owner(self, target: Address) -> tuple[str, Address] | None:
        """Give the VPC that a public address leads to, and the address there."""
        if target.version == 4:
            return self.published.get(target)
        return next(((each.id, target) for each in self.design.vpcs if self.in_vpc(target, each.id)), None)

    def in_vpc(self, target: Address, vpc: str) -> bool:
        blocks = (*self.vpcs[vpc].cidrs, *self.vpcs[vpc].ipv6_cidrs)
        return any(target in ip_network(block) for block in blocks)

    def in_subnet(self, target: Address, subnet: Subnet) -> bool:
        return any(block is not None and target in ip_network(block) for block in (subnet.cidr, subnet.ipv6_cidr))

    def blocks(self, destination: str) -> tuple[Block, ...]:
        """Read what a route or a rule names: a block, or a prefix list's."""
        noun = self.nouns.get(destination)
        if isinstance(noun, PrefixList):
            return tuple(map(ip_network, noun.cidrs))
        return () if noun else (ip_network(destination),)

    # --- route tables of subnets ------------------------------------------------------------------------------------

    def table_of(self, subnet: Subnet) -> RouteTable | None:
        """Give the table of a subnet: its own or the VPC's main one (UG: subnet route tables)."""
        if subnet.route_table:
            return self.tables[subnet.route_table]
        return next((each for each in self.design.route_tables if each.vpc == subnet.vpc and each.main), None)

    def route(self, subnet: Subnet, target: Address) -> str | None:
        """Give where the winning route leads: `local`, an id, or nowhere (UG: route priority)."""
        table = self.table_of(subnet)
        best: tuple[int, int] = (-1, -1)
        found: str | None = None
        local = self.in_vpc(target, subnet.vpc)
        if local:
            vpc = self.vpcs[subnet.vpc]
            lengths = [ip_network(b).prefixlen for b in (*vpc.cidrs, *vpc.ipv6_cidrs) if target in ip_network(b)]
            best, found = (max(lengths), 1), "local"
        for route in table.routes if table else ():
            rank = self._rank(route)
            if local and (route.origin != "static" or rank == 2):
                continue  # local beats propagated routes, and what a prefix list says of the VPC itself
            for block in self.blocks(route.destination):
                if target in block and (block.prefixlen, rank) > best:
                    best = (block.prefixlen, rank)
                    found = None if route.state == "blackhole" else route.target
        return found

    def _rank(self, route: Route) -> int:
        """Among equal prefixes: static, then prefix lists, then propagated."""
        if route.origin != "static":
            return 0
        return 2 if isinstance(self.nouns.get(route.destination), PrefixList) else 3

    # --- transit gateways -------------------------------------------------------------------------------------------

    def doors(self, attachment: TransitGatewayAttachment) -> dict[str, Subnet]:
        """Give an attachment's subnet in each zone."""
        return {self.subnets[each].az: self.subnets[each] for each in attachment.subnets}

    def refers(self, transit: str, one: TransitGatewayAttachment, other: TransitGatewayAttachment) -> bool:
        """Tell whether references to security groups cross (TGW: security group referencing)."""
        gateway = next(each for each in self.design.transit_gateways if each.id == transit)
        return (
            gateway.security_group_referencing and one.security_group_referencing and other.security_group_referencing
        )

    def transit_route(
        self, transit: str, attachment: TransitGatewayAttachment, target: Address
    ) -> TransitGatewayAttachment | None:
        """Give the attachment that a packet leaves a transit gateway by (TGW: route evaluation order)."""
        table = next(
            (
                each
                for each in self.design.transit_gateway_route_tables
                if each.transit_gateway == transit and attachment.id in each.associations
            ),
            None,
        )
        if table is None:
            return None
        best: tuple[int, int] = (-1, -1)
        found = ""
        for length, rank, to in self._transit_routes(table, target):
            if (length, rank) > best:
                best, found = (length, rank), to
        return next((each for each in self.design.transit_gateway_attachments if each.id == found), None)

    def _transit_routes(self, table: TransitGatewayRouteTable, target: Address) -> list[tuple[int, int, str]]:
        found = []
        for route in table.routes:
            for block in self.blocks(route.destination):
                if target in block:
                    rank = 0 if route.origin == "propagated" else 2
                    found.append((block.prefixlen, rank, route.attachments[0] if route.attachments else ""))
        for attachment in self.design.transit_gateway_attachments:
            if attachment.id in table.propagations and attachment.vpc:
                vpc = self.vpcs[attachment.vpc]
                cidrs = (*vpc.cidrs, *(vpc.ipv6_cidrs if attachment.ipv6_support else ()))
                lengths = [ip_network(b).prefixlen for b in cidrs if target in ip_network(b)]
                found.extend((length, 0, attachment.id) for length in lengths)
        return found

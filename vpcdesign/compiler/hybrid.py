"""On-premises networks and the ways to them: virtual private gateways, VPN connections, Direct Connect.

A virtual private gateway forwards only to prefixes it knows, only from addresses of its VPC's interfaces, and what it
brings in is delivered in the VPC and goes nowhere else (VPN: routing; RA: VGW_PRIVATE_IP_ASSOCIATION_*). Sites on one
gateway with BGP reach each other through it (VPN CloudHub). Tunnels are taken to be up unless the design says
otherwise.
"""

from collections.abc import Iterator

from vpcdesign.algebra.addresses import ALL_V4, ALL_V6, block, blocks
from vpcdesign.algebra.intervals import Intervals, intersection, of, subset
from vpcdesign.compiler.blocks import Entry, table
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.hybrid import DirectConnect, OnPremises, VirtualPrivateGateway, VpnConnection
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Choose, Deliver, Filter, Forward, Mark, Node, Option, Route, Stage, Stop

Link = VpnConnection | DirectConnect


def links(plan: Plan) -> list[Link]:
    """Give every VPN connection and Direct Connect."""
    return [*plan.estate.design.vpn_connections, *plan.estate.design.direct_connects]


def place_of(link: Link) -> str:
    """Give the endpoint that a link leads to: the network it names, else the link itself stands for it."""
    return link.on_premises or link.id


def gateways_of(link: Link) -> tuple[str, ...]:
    """Give the virtual private gateways at the AWS end of a link."""
    if isinstance(link, DirectConnect):
        return link.virtual_private_gateways
    return (link.virtual_private_gateway,) if link.virtual_private_gateway else ()


def private_out(plan: Plan, gateway: str) -> Filter:
    """Write a virtual private gateway for what leaves its VPC."""
    noun = plan.estate.nouns[gateway]
    assert isinstance(noun, VirtualPrivateGateway)
    assert noun.vpc
    origin = Origin(gateway, "virtual_private_gateway")
    by_block: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for link in links(plan):
        if gateway not in gateways_of(link):
            continue
        rank = 0 if isinstance(link, DirectConnect) else 1 if link.static_routes_only else 2
        for cidr in link.routes:
            for low, high in block(cidr):
                if low <= ALL_V4[0][1] or rank == 0:  # a VPN on such a gateway carries IPv4 only (VPN: IPv6)
                    by_block.setdefault((low, high), []).append((rank, link.id))
    entries: list[Entry] = []
    for (low, high), several in by_block.items():
        best = min(several)[0]
        names = dict.fromkeys(name for rank, name in several if rank == best)
        node = _one_of(plan, origin, [(name, plan.to("link_out", name)) for name in names])
        entries.append((low, high, Route(origin._replace(words=f"knows this prefix from {', '.join(names)}"), node)))
    words = "knows no prefix for this destination: no VPN connection or Direct Connect of it brings one"
    miss = Route(origin._replace(words=words), None, "NO_ROUTE_TO_DESTINATION")
    onward = plan.builder.add(table(origin, entries, miss))
    own = of(p for d in plan.devices.values() if d.vpc == noun.vpc and d.kind != "nat_gateway" for p in d.addresses)
    nats = of(p for d in plan.devices.values() if d.vpc == noun.vpc and d.kind == "nat_gateway" for p in d.addresses)
    line = Line(origin._replace(words="the source is an interface of its VPC"), allow=True, source=of(own + nats))
    refuses = origin._replace(words="the source is no address of an interface in its VPC")
    return Filter(Rules((line,), refuses, "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS"), onward, silent=True)


def _one_of(plan: Plan, origin: Origin, ways: list[tuple[str, Node]]) -> Node:
    different = {node: name for name, node in reversed(ways)}
    if len(different) == 1:
        return ways[0][1]
    return plan.builder.add(Choose(origin, "route", tuple(Option(name, node) for name, node in ways)))


def private_in(plan: Plan, gateway: str) -> Stage:
    """Write what a virtual private gateway brings into its VPC: by its own table if it has one, else to the address."""
    noun = plan.estate.nouns[gateway]
    assert isinstance(noun, VirtualPrivateGateway)
    origin = Origin(gateway, "virtual_private_gateway")
    if noun.vpc not in plan.estate.vpcs:
        return Stop(origin._replace(words=f"{gateway} is attached to no VPC"), "BAD_STATE_ATTACHMENT")
    tables = [t.id for t in plan.estate.design.route_tables if t.gateway == gateway]
    inner = plan.to("gateway_table", tables[0]) if tables else plan.to("local", noun.vpc)
    inside = Route(origin, inner)
    entries = [(low, high, inside) for low, high in plan.estate.vpc_blocks[noun.vpc]]
    words = f"the destination is no address of {noun.vpc}: nothing goes further through {gateway}"
    miss = Route(origin._replace(words=words), None, "VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS")
    return Mark(origin, plan.builder.add(table(origin, entries, miss, silent=True)), silent=False)


def link_out(plan: Plan, name: str) -> Stage:
    """Write the far end of a link: delivery to the network there."""
    link = plan.estate.nouns[name]
    assert isinstance(link, VpnConnection | DirectConnect)
    kind = "vpn_connection" if isinstance(link, VpnConnection) else "direct_connect"
    origin = Origin(name, kind)
    if isinstance(link, VpnConnection) and link.tunnels and all(t.state == "down" for t in link.tunnels):
        code = "BAD_STATE_VPN" if link.virtual_private_gateway else "TGW_BAD_STATE_VPN"
        return Stop(origin._replace(words=f"every tunnel of {name} is down"), code)
    place = place_of(link)
    home = Route(origin, plan.builder.add(Deliver(Origin(place, "on_premises"), place)))
    entries = [(low, high, home) for low, high in _owned(plan, place, link)]
    words = f"what lies behind {place} is not in the design"
    miss = Route(origin, plan.beyond(place, "on_premises", words))
    door = plan.builder.add(table(origin, entries, miss, silent=True))
    return Mark(origin, door, strip=True, silent=False)


def _owned(plan: Plan, place: str, link: Link) -> Intervals:
    noun = plan.estate.nouns.get(place)
    return blocks(noun.cidrs) if isinstance(noun, OnPremises) else blocks(link.routes)


def places(plan: Plan) -> dict[str, list[Link]]:
    """Give every on-premises network with its links."""
    found: dict[str, list[Link]] = {place.id: [] for place in plan.estate.design.on_premises}
    for link in links(plan):
        found.setdefault(place_of(link), []).append(link)
    return found


def on_premises(plan: Plan, place: str) -> Forward:
    """Write where an on-premises network sends what is not its own."""
    origin = Origin(place, "on_premises")
    noun = plan.estate.nouns.get(place)
    ways: dict[tuple[int, int], list[tuple[str, Node]]] = {}
    for link in places(plan)[place]:
        for low, high, node in _ways(plan, link):
            ways.setdefault((low, high), []).append((link.id, node))
    entries: list[Entry] = []
    known = blocks(noun.routes_back) if isinstance(noun, OnPremises) and noun.routes_back is not None else None
    lost = Route(origin._replace(words=f"{place} knows no way to this destination"), None, "NO_ROUTE_TO_DESTINATION")
    if known is not None:
        for link in places(plan)[place]:
            for low, high in known:  # down a VPN it sends what it says it knows, whatever AWS makes of it
                down = [
                    (link.id, plan.to("private_in", g)) for g in gateways_of(link) if isinstance(link, VpnConnection)
                ]
                ways.setdefault((low, high), []).extend(down)
    for (low, high), several in ways.items():
        if not several:
            continue
        node = _one_of(plan, origin, several)
        way = Route(origin._replace(by="route", words=f"by {', '.join(name for name, _ in several)}"), node)
        parts: Intervals = ((low, high),) if known is None else intersection(((low, high),), known)
        if known is not None:
            entries.append((low, high, lost))
        entries.extend((a, b, way) for a, b in parts)
    return table(origin, entries, lost)


def _ways(plan: Plan, link: Link) -> Iterator[tuple[int, int, Node]]:
    """Give the blocks that a link leads to from outside: VPCs by a virtual private gateway, all by a transit one."""
    for gateway in gateways_of(link):
        noun = plan.estate.nouns.get(gateway)
        vpc = noun.vpc if isinstance(noun, VirtualPrivateGateway) else None
        for low, high in plan.estate.vpc_blocks.get(vpc or "", ()):
            if _advertised(link, ((low, high),)):
                yield low, high, plan.to("private_in", gateway)
        yield from _neighbours(plan, link, gateway)
    for attachment in plan.estate.design.transit_gateway_attachments:
        if link.id in (attachment.vpn_connection, attachment.direct_connect):
            whole = (*ALL_V4, *ALL_V6)
            if isinstance(link, DirectConnect) and link.allowed_prefixes:
                whole = blocks(
                    link.allowed_prefixes
                )  # with a transit gateway the list is what is advertised (DX guide)
            for low, high in whole:
                origin = Origin(attachment.id, "transit_gateway_attachment")
                yield (
                    low,
                    high,
                    plan.builder.once(
                        ("enters", attachment.id),
                        lambda a=attachment.id, o=origin: plan.builder.add(  # type: ignore[misc]
                            Mark(o, plan.to("transit_in", a, ""), zone="", strip=True, silent=False)
                        ),
                    ),
                )


def _advertised(link: Link, whole: Intervals) -> bool:
    """With a virtual private gateway the allowed prefixes filter what is advertised (DX: allowed prefixes)."""
    if not isinstance(link, DirectConnect) or not link.allowed_prefixes:
        return True
    return any(subset(whole, block(cidr)) for cidr in link.allowed_prefixes)


def _neighbours(plan: Plan, link: Link, gateway: str) -> Iterator[tuple[int, int, Node]]:
    """Sites with BGP on one virtual private gateway learn each other's prefixes (VPN: CloudHub)."""
    if isinstance(link, VpnConnection) and link.static_routes_only:
        return
    for other in links(plan):
        static = isinstance(other, VpnConnection) and other.static_routes_only
        if place_of(other) != place_of(link) and gateway in gateways_of(other) and not static:
            for low, high in blocks(other.routes):
                through = Mark(Origin(gateway, "virtual_private_gateway"), plan.to("link_out", other.id), silent=False)
                yield low, high, plan.builder.add(through)


def endpoint(plan: Plan, place: str) -> Endpoint:
    """Give an on-premises network as somewhere that conversations begin and end."""
    noun = plan.estate.nouns.get(place)
    owned = (
        blocks(noun.cidrs)
        if isinstance(noun, OnPremises)
        else blocks([c for k in places(plan)[place] for c in k.routes])
    )
    start = plan.to("on_premises", place)
    notes: tuple[str, ...] = ()
    if not (isinstance(noun, OnPremises) and noun.routes_back is not None):
        notes = (f"assumed: {place} knows the way back, and lets it through",)
    for link in places(plan)[place]:
        if isinstance(link, VpnConnection) and not any(t.state for t in link.tunnels):
            notes += (f"assumed: a tunnel of {link.id} is up",)
    return Endpoint(place, "on_premises", start, start, start, owned, client_ports=((1024, 65535),), notes=notes)

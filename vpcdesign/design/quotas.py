"""Which quotas of AWS a design goes beyond: findings, never errors, because most quotas are raised on request.

Counted are the things of the design alone; what else an account holds is not known here. A prefix list counts with its
declared maximum, and a reference to a security group counts in both families, as AWS counts them (UG: VPC quotas).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from vpcdesign.aws import quotas as aws
from vpcdesign.aws.quotas import PREFIX_LIST_WEIGHTS, Quota
from vpcdesign.design.document import Design
from vpcdesign.design.filters import EgressRule, IngressRule
from vpcdesign.design.routing import PrefixList, RouteTable
from vpcdesign.design.vpcs import Subnet, Vpc


@dataclass(frozen=True, slots=True)
class Finding:
    """A quota that the design goes beyond: where, in words, the default, the most that AWS grants (None: unsaid)."""

    pointer: str
    message: str
    default: int
    maximum: int | None


Counted: TypeAlias = tuple[str, str, int, Quota]
"""A pointer, whose quota it is, how many there are, and the quota."""


def findings(design: Design) -> list[Finding]:
    """Give every quota that the design goes beyond, family by family."""
    return [one for count in COUNTS for one in exceeded(count, design)]


def exceeded(count: Callable[[Design], Iterator[Counted]], design: Design) -> list[Finding]:
    """Give the quotas that one count of a design goes beyond."""
    return [_finding(*counted) for counted in count(design) if counted[2] > counted[3].default]


def _finding(pointer: str, holder: str, number: int, quota: Quota) -> Finding:
    if quota.maximum is not None and number > quota.maximum:
        advice = (
            "which AWS does not raise" if quota.maximum == quota.default else f"which AWS raises to {quota.maximum:,}"
        )
        words = f"beyond the quota of {quota.default:,}, {advice}: use fewer"
    else:
        most = f" (it goes to {quota.maximum:,})" if quota.maximum is not None else ""
        words = f"beyond the default quota of {quota.default:,}: ask AWS to raise it{most}"
    return Finding(pointer, f"`{holder}` has {number:,} {quota.counted}, {words}", quota.default, quota.maximum)


def regional(design: Design) -> Iterator[Counted]:
    """Count what has a quota in each Region of an account."""
    home = {vpc.id: _home(vpc) for vpc in design.vpcs}
    subnets = {each.id: each for each in design.subnets}
    groups = ((place, home.get(each.vpc)) for place, each in enumerate(design.security_groups))
    gateways = ((place, home.get(each.vpc or "")) for place, each in enumerate(design.internet_gateways))
    yield from _in_region("vpcs", ((place, _home(each)) for place, each in enumerate(design.vpcs)), aws.VPCS)
    yield from _in_region("internet_gateways", gateways, aws.INTERNET_GATEWAYS)
    for kind, quota in (
        ("egress_only_internet_gateways", aws.EGRESS_ONLY_GATEWAYS),
        ("virtual_private_gateways", aws.PRIVATE_GATEWAYS),
    ):
        places = ((place, home.get(each.vpc or "")) for place, each in enumerate(getattr(design, kind)))
        yield from _in_region(kind, places, quota)
    yield from _in_region("security_groups", groups, aws.SECURITY_GROUPS)
    for kind, quota in (
        ("elastic_ips", aws.ELASTIC_IPS),
        ("transit_gateways", aws.TRANSIT_GATEWAYS),
        ("prefix_lists", aws.PREFIX_LISTS),
    ):
        lone = _lone_region(design)
        places = ((place, each.region or lone) for place, each in enumerate(getattr(design, kind)))
        yield from _in_region(kind, places, quota)
    endpoints = (
        (place, home.get(each.vpc)) for place, each in enumerate(design.vpc_endpoints) if each.kind == "gateway"
    )
    yield from _in_region("vpc_endpoints", endpoints, aws.GATEWAY_ENDPOINTS)
    yield from _interfaces(design, home, subnets)


def _home(vpc: Vpc) -> str:
    return vpc.region if vpc.account is None else f"{vpc.region} of {vpc.account}"


def _lone_region(design: Design) -> str | None:
    """Give the Region of a design that is in one only."""
    regions = {vpc.region for vpc in design.vpcs}
    return regions.pop() if len(regions) == 1 else None


def _in_region(kind: str, places: Iterable[tuple[int, str | None]], quota: Quota) -> Iterator[Counted]:
    """Count by Region; the pointer is the first one beyond the default."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, region in places:
        if region is not None:
            found[region].append(place)
    for region, own in found.items():
        if len(own) > quota.default:
            yield f"/{kind}/{own[quota.default]}", region, len(own), quota


def _interfaces(design: Design, home: dict[str, str], subnets: dict[str, Subnet]) -> Iterator[Counted]:
    number: Counter[str] = Counter()
    last: dict[str, int] = {}
    for place, each in enumerate(design.network_interfaces):
        subnet = subnets.get(each.subnet)
        region = home.get(subnet.vpc) if subnet else None
        if region is not None:
            number[region] += each.count if isinstance(each.count, int) else 1
            last[region] = place
    for region, count in number.items():
        yield f"/network_interfaces/{last[region]}", region, count, aws.INTERFACES


def of_vpcs(design: Design) -> Iterator[Counted]:
    """Count what has a quota in each VPC."""
    subnets = Counter(each.vpc for each in design.subnets)
    tables = Counter(each.vpc for each in design.route_tables)
    acls = Counter(each.vpc for each in design.network_acls)
    peers = Counter(
        vpc for each in design.peering_connections if each.state == "active" for vpc in (each.requester, each.accepter)
    )
    asked = Counter(each.requester for each in design.peering_connections if each.state != "active")
    transit = Counter(
        vpc for vpc, _ in {(each.vpc, each.transit_gateway) for each in design.transit_gateway_attachments if each.vpc}
    )
    regional_nats = Counter(each.vpc for each in design.nat_gateways if each.mode == "regional")
    for place, vpc in enumerate(design.vpcs):
        at = f"/vpcs/{place}"
        yield f"{at}/cidrs", vpc.id, len(vpc.cidrs), aws.IPV4_BLOCKS
        yield f"{at}/ipv6_cidrs", vpc.id, len(vpc.ipv6_cidrs), aws.IPV6_BLOCKS
        yield at, vpc.id, subnets[vpc.id], aws.SUBNETS
        yield at, vpc.id, tables[vpc.id], aws.ROUTE_TABLES
        yield at, vpc.id, acls[vpc.id], aws.NETWORK_ACLS
        yield at, vpc.id, peers[vpc.id], aws.PEERINGS
        yield at, vpc.id, asked[vpc.id], aws.PENDING_PEERINGS
        yield at, vpc.id, transit[vpc.id], aws.TRANSIT_GATEWAYS_OF_VPC
        yield at, vpc.id, regional_nats[vpc.id], aws.REGIONAL_NAT_GATEWAYS


def endpoints(design: Design) -> Iterator[Counted]:
    """Count the endpoints of each VPC, kind by kind."""
    kinds = {
        "gateway": aws.GATEWAY_ENDPOINTS_OF_VPC,
        "interface": aws.INTERFACE_ENDPOINTS,
        "gateway-load-balancer": aws.INTERFACE_ENDPOINTS,
        "resource": aws.RESOURCE_ENDPOINTS,
        "service-network": aws.SERVICE_NETWORK_ENDPOINTS,
    }
    number = Counter((each.vpc, kinds[each.kind]) for each in design.vpc_endpoints if each.kind in kinds)
    places = {vpc.id: place for place, vpc in enumerate(design.vpcs)}
    for (vpc, quota), count in number.items():
        if vpc in places:
            yield f"/vpcs/{places[vpc]}", vpc, count, quota


def nat_gateways(design: Design) -> Iterator[Counted]:
    """Count NAT gateways by zone, and the addresses of each."""
    zones = {each.id: each.az for each in design.subnets}
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, gateway in enumerate(design.nat_gateways):
        at = f"/nat_gateways/{place}/addresses"
        if gateway.mode == "zonal":
            if gateway.subnet in zones:
                found[zones[gateway.subnet]].append(place)
            public = sum(each.elastic_ip is not None or each.public_ip is not None for each in gateway.addresses)
            yield at, gateway.id, public, aws.NAT_ELASTIC_IPS
            yield at, gateway.id, len(gateway.addresses), aws.NAT_PRIVATE_IPS
    for zone, own in found.items():
        yield f"/nat_gateways/{own[-1]}", zone, len(own), aws.NAT_GATEWAYS


def weight(listed: PrefixList) -> int:
    """Say how many routes or rules a prefix list counts for (UG: managed prefix lists)."""
    if listed.service is not None:
        return next((size for name, size in PREFIX_LIST_WEIGHTS.items() if listed.service.endswith(f".{name}")), 1)
    return listed.max_entries if listed.max_entries is not None else len(listed.cidrs)


def routes(design: Design) -> Iterator[Counted]:
    """Count the routes of each table: written ones with the VPC's own, by family, and those that propagate."""
    lists = {each.id: each for each in design.prefix_lists}
    vpcs = {each.id: each for each in design.vpcs}
    gateway_endpoints = Counter(
        table for each in design.vpc_endpoints if each.kind == "gateway" for table in each.route_tables
    )
    learned: Counter[str] = Counter()
    for connection in design.vpn_connections:
        if connection.virtual_private_gateway is not None:
            learned[connection.virtual_private_gateway] += len(connection.routes)
    for place, table in enumerate(design.route_tables):
        at, vpc = f"/route_tables/{place}", vpcs.get(table.vpc)
        ipv4, ipv6 = _written(table, lists)
        own = (len(vpc.cidrs), max(len(vpc.ipv6_cidrs), vpc.amazon_ipv6)) if vpc else (0, 0)
        yield at, table.id, ipv4 + own[0] + gateway_endpoints[table.id], aws.IPV4_ROUTES
        yield at, table.id, ipv6 + own[1], aws.IPV6_ROUTES
        seen = sum(route.origin == "propagated" for route in table.routes)
        told = sum(learned[name] for name in table.propagating_gateways)
        yield at, table.id, max(seen, told), aws.PROPAGATED_ROUTES


def _written(table: RouteTable, lists: dict[str, PrefixList]) -> tuple[int, int]:
    ipv4 = ipv6 = 0
    for route in table.routes:
        if route.origin == "propagated" or route.target == "local":
            continue
        listed = lists.get(route.destination)
        size = weight(listed) if listed else 1
        if ":" in (listed.cidrs[0] if listed and listed.cidrs else route.destination):
            ipv6 += size
        else:
            ipv4 += size
    return ipv4, ipv6


def filters(design: Design) -> Iterator[Counted]:
    """Count the rules of security groups and network ACLs."""
    lists = {each.id: each for each in design.prefix_lists}
    for place, group in enumerate(design.security_groups):
        for direction, rules in (("ingress", group.ingress), ("egress", group.egress)):
            ipv4, ipv6 = _rules(rules, lists)
            yield f"/security_groups/{place}/{direction}", group.id, ipv4, aws.IPV4_RULES
            yield f"/security_groups/{place}/{direction}", group.id, ipv6, aws.IPV6_RULES
    for place, acl in enumerate(design.network_acls):
        yield f"/network_acls/{place}/ingress", acl.id, len(acl.ingress), aws.ACL_RULES
        yield f"/network_acls/{place}/egress", acl.id, len(acl.egress), aws.ACL_RULES


def interfaces(design: Design) -> Iterator[Counted]:
    """Count the groups of interfaces, and what prefix lists hold."""
    for place, interface in enumerate(design.network_interfaces):
        at = f"/network_interfaces/{place}/security_groups"
        yield at, interface.id, len(interface.security_groups), aws.GROUPS_OF_INTERFACE
    for place, listed in enumerate(design.prefix_lists):
        if listed.service is None:
            yield f"/prefix_lists/{place}", listed.id, weight(listed), aws.PREFIX_LIST_ENTRIES


def _rules(rules: Iterable[IngressRule | EgressRule], lists: dict[str, PrefixList]) -> tuple[int, int]:
    """Count rules by family; one that names a group counts in both (UG: security group quotas)."""
    ipv4 = ipv6 = 0
    for rule in rules:
        listed = lists.get(rule.peer)
        text = listed.cidrs[0] if listed and listed.cidrs else rule.peer
        size = weight(listed) if listed else 1
        is_block = "/" in text
        ipv4 += size * (not is_block or ":" not in text)
        ipv6 += size * (not is_block or ":" in text)
    return ipv4, ipv6


def transit(design: Design) -> Iterator[Counted]:
    """Count what hangs on each transit gateway."""
    tables: Counter[str] = Counter()
    written: Counter[str] = Counter()
    attached: Counter[str] = Counter()
    peered: Counter[str] = Counter()
    for table in design.transit_gateway_route_tables:
        tables[table.transit_gateway] += 1
        written[table.transit_gateway] += len(table.routes)
    for each in design.transit_gateway_attachments:
        attached[each.transit_gateway] += 1
        if each.kind == "peering":
            peered[each.transit_gateway] += 1
            peered[each.peer or ""] += 1
    for place, gateway in enumerate(design.transit_gateways):
        at = f"/transit_gateways/{place}"
        yield at, gateway.id, tables[gateway.id], aws.TRANSIT_TABLES
        yield at, gateway.id, written[gateway.id], aws.TRANSIT_ROUTES
        yield at, gateway.id, attached[gateway.id], aws.TRANSIT_ATTACHMENTS
        yield at, gateway.id, peered[gateway.id], aws.TRANSIT_PEERINGS


def hybrid(design: Design) -> Iterator[Counted]:
    """Count VPNs, their routes, and what a Direct Connect gateway serves."""
    connections = Counter(each.virtual_private_gateway for each in design.vpn_connections)
    for place, gateway in enumerate(design.virtual_private_gateways):
        yield f"/virtual_private_gateways/{place}", gateway.id, connections[gateway.id], aws.VPNS_OF_GATEWAY
    yield "/customer_gateways", design.name, len(design.customer_gateways), aws.CUSTOMER_GATEWAYS
    yield "/vpn_connections", design.name, len(design.vpn_connections), aws.VPN_CONNECTIONS
    for place, each in enumerate(design.vpn_connections):
        quota = aws.VPN_ROUTES if each.virtual_private_gateway is not None else aws.TRANSIT_VPN_ROUTES
        yield f"/vpn_connections/{place}/routes", each.id, len(each.routes), quota
    private: defaultdict[str, set[str]] = defaultdict(set)
    far: defaultdict[str, set[str]] = defaultdict(set)
    last: dict[str, int] = {}
    for place, line in enumerate(design.direct_connects):
        name = line.direct_connect_gateway or line.id
        private[name].update(line.virtual_private_gateways)
        far[name].update(line.transit_gateways)
        last[name] = place
        for family in (False, True):
            number = sum((":" in cidr) is family for cidr in line.routes)
            yield f"/direct_connects/{place}/routes", line.id, number, aws.DX_ROUTES
    for name, place in last.items():
        yield f"/direct_connects/{place}", name, len(private[name]), aws.DX_PRIVATE_GATEWAYS
        yield f"/direct_connects/{place}", name, len(far[name]), aws.DX_TRANSIT_GATEWAYS


def public_access(design: Design) -> Iterator[Counted]:
    """Count what each block on public access spares."""
    for place, each in enumerate(design.block_public_access):
        yield f"/block_public_access/{place}/exclusions", each.id, len(each.exclusions), aws.BPA_EXCLUSIONS


OF_LINES = ("security_groups", "network_acls", "prefix_lists")
"""The lists that `filters` counts, and no others."""

COUNTS: tuple[Callable[[Design], Iterator[Counted]], ...] = (
    regional,
    of_vpcs,
    endpoints,
    nat_gateways,
    routes,
    filters,
    interfaces,
    transit,
    hybrid,
    public_access,
)

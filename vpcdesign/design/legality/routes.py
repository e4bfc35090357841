"""What AWS refuses of a route table of subnets: destinations, and targets that do not fit them.

Only static, active routes are judged: AWS itself writes the propagated ones, and a blackhole is what is left of a route
whose target went away. Gateway route tables have rules of their own (`gateway_tables`).
"""

from vpcdesign.aws.addresses import NOT_ROUTABLE
from vpcdesign.design.asserting import External
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.gateways import EgressOnlyInternetGateway, InternetGateway, NatGateway
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.hybrid import VirtualPrivateGateway
from vpcdesign.design.legality.survey import (
    Problems,
    Span,
    Survey,
    is_v6,
    refusal,
    span,
    within,
    within_any,
)
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.design.routing import PrefixList, Route, RouteTable
from vpcdesign.design.transit import TransitGateway

LOCAL = "local"
CLOSED = tuple((cidr, span(cidr)) for cidr in NOT_ROUTABLE)
IN_ONE_VPC = (InternetGateway, EgressOnlyInternetGateway, VirtualPrivateGateway, NatGateway, NetworkInterface, Instance)
MIDDLEBOXES = (NatGateway, NetworkInterface, Instance)


def check(survey: Survey) -> Problems:
    """Tell everything about route tables, one after the other."""
    attached = {
        (each.vpc, each.transit_gateway)
        for each in survey.design.transit_gateway_attachments
        if each.kind == "vpc" and each.vpc
    }
    for place, table in enumerate(survey.design.route_tables):
        at = f"/route_tables/{place}"
        yield from destinations(survey, table, at)
        for number, route in enumerate(table.routes):
            if route.origin == "static" and route.state == "active":
                here = f"{at}/routes/{number}"
                yield from target_here(survey, table, route, here)
                yield from transit_gateway_attached(survey, table, route, here, attached)
                yield from destination_fits(survey, route, here)
                if table.gateway is None:
                    yield from inside_vpc(survey, table, route, here)
        yield from propagation(survey, table, at)
    yield from one_main(survey)
    yield from prefix_lists(survey)


def destinations(survey: Survey, table: RouteTable, at: str) -> Problems:
    """Tell two static routes with one destination, and closed destinations (API-ERR; UG: subnet route tables)."""
    seen: dict[Span | str, str] = {}
    for number, route in enumerate(table.routes):
        if route.origin != "static":
            continue
        found = survey.span_of(route.destination)
        first = seen.setdefault(found or route.destination, f"{at}/routes/{number}")
        here = f"{at}/routes/{number}"
        if first != here:
            yield refusal(
                f"{here}/destination",
                f"`{table.id}` has a route to `{route.destination}` already: keep one of them",
                "RouteAlreadyExists",
            )
        closed = next((cidr for cidr, taken in CLOSED if found and within(found, taken)), None)
        if closed:
            yield refusal(
                f"{here}/destination",
                f"`{route.destination}` lies in {closed}, which AWS keeps for its services: no route leads there",
                "InvalidParameterValue",
            )


def target_here(survey: Survey, table: RouteTable, route: Route, at: str) -> Problems:
    """Tell a target of another VPC, attached to none, or of a wrong kind (UG: example routing options)."""
    target = survey.nouns.get(route.target)
    if isinstance(target, PeeringConnection):
        if table.vpc not in {target.requester, target.accepter}:
            yield refusal(
                f"{at}/target",
                f"`{target.id}` peers `{target.requester}` with `{target.accepter}`, and this table belongs to "
                f"`{table.vpc}`: only tables of those two can use it",
                "InvalidParameterValue",
            )
        return
    if route.target not in survey.firewall_endpoints and not isinstance(target, (*IN_ONE_VPC, VpcEndpoint)):
        if target is not None and not isinstance(target, (TransitGateway, External)):
            yield refusal(
                f"{at}/target",
                f"`{route.target}` is of a kind that no route leads to: name a gateway, an interface, an instance, a "
                "peering or an appliance's endpoint",
                "InvalidParameterValue",
            )
        return
    vpc = survey.vpc_of(route.target)
    if vpc is None and isinstance(target, (InternetGateway, EgressOnlyInternetGateway, VirtualPrivateGateway)):
        yield refusal(
            f"{at}/target",
            f"`{route.target}` is attached to no VPC: attach it to `{table.vpc}`, or write the route's state as "
            "`blackhole`",
            "InvalidParameterValue",
        )
    elif vpc is not None and vpc != table.vpc:
        yield refusal(
            f"{at}/target",
            f"`{route.target}` belongs to `{vpc}` and this table to `{table.vpc}`: a target is in the table's own VPC",
            "InvalidParameterValue",
        )


def transit_gateway_attached(
    survey: Survey, table: RouteTable, route: Route, at: str, attached: set[tuple[str, str]]
) -> Problems:
    """Tell a transit gateway that the VPC is not attached to (TGW: VPC attachments)."""
    if survey.find(TransitGateway, route.target) and (table.vpc, route.target) not in attached:
        yield refusal(
            f"{at}/target",
            f"`{table.vpc}` is not attached to `{route.target}`: add a VPC attachment first",
            "InvalidTransitGatewayID.NotFound",
        )


def destination_fits(survey: Survey, route: Route, at: str) -> Problems:
    """Tell a destination that the kind of target does not take (UG: example routing options; API CreateRoute)."""
    target, found = survey.nouns.get(route.target), survey.span_of(route.destination)
    listed = survey.find(PrefixList, route.destination)
    if isinstance(target, EgressOnlyInternetGateway):
        ipv4 = (found is not None and not is_v6(found)) or (
            listed is not None and any(":" not in cidr for cidr in listed.cidrs)
        )
        if ipv4:
            yield refusal(
                f"{at}/destination",
                f"`{route.destination}` is IPv4 and `{target.id}` is an egress-only internet gateway: it takes IPv6 "
                "only, IPv4 goes through a NAT gateway",
                "InvalidParameterValue",
            )
    elif isinstance(target, VpcEndpoint):
        yield from _endpoint_route(target, route, at, to_block=found is not None)
    elif route.target in survey.firewall_endpoints and found is None:
        yield _no_prefix_list(route, at)
    elif isinstance(target, Instance):
        count = len(survey.interfaces_of.get(target.id, ()))
        if count > 1:
            yield refusal(
                f"{at}/target",
                f"`{target.id}` has {count} interfaces: name the interface that the route means",
                "InvalidInstanceID",
            )


def _no_prefix_list(route: Route, at: str) -> tuple[str, str]:
    """Word the refusal of a prefix list in front of an appliance's endpoint (UG: example routing options)."""
    return refusal(
        f"{at}/destination",
        f"`{route.destination}` is a prefix list and `{route.target}` the endpoint of an appliance: write a route for "
        "each of its blocks",
        "InvalidParameterValue",
    )


def _endpoint_route(target: VpcEndpoint, route: Route, at: str, *, to_block: bool) -> Problems:
    """Tell routes that an endpoint does not take: only those in front of appliances are targets (API CreateRoute)."""
    if target.kind == "gateway-load-balancer" and not to_block:
        yield _no_prefix_list(route, at)
    elif target.kind == "gateway" and to_block:
        yield refusal(
            f"{at}/target",
            f"`{target.id}` is a gateway endpoint: AWS writes its route when the endpoint's `route_tables` name this "
            "table",
            "InvalidParameterValue",
        )
    elif target.kind not in {"gateway", "gateway-load-balancer", "other"}:
        yield refusal(
            f"{at}/target",
            f"`{target.id}` is an endpoint of kind `{target.kind}`, reached by its addresses: no route leads to it",
            "InvalidParameterValue",
        )


def inside_vpc(survey: Survey, table: RouteTable, route: Route, at: str) -> Problems:
    """Tell a route into the VPC itself that AWS does not take: whole blocks or whole subnets, to a middlebox only.

    UG: subnet route tables, replace or restore the target for a local route.
    """
    found = survey.span_of(route.destination)
    own = survey.vpc_spans.get(table.vpc)
    if found is None or not own or (is_v6(found) and not is_v6(own[-1])):
        return  # a prefix list, a VPC that is not seen, or an IPv6 block that is not known yet
    exact = found in own or found in survey.subnet_spans.get(table.vpc, ())
    if route.target == LOCAL:
        if not exact and within_any(found, own):
            yield _not_exact(route, table, at)
        elif not exact:
            yield refusal(
                f"{at}/target",
                f"`{route.destination}` is no block of `{table.vpc}`: local routes lead to the VPC's own blocks",
                "InvalidParameterValue",
            )
        return
    if not within_any(found, own):
        return
    if not exact:
        yield _not_exact(route, table, at)
    target = survey.nouns.get(route.target)
    if target is not None and not is_middlebox(survey, route.target):
        yield refusal(
            f"{at}/target",
            f"`{route.destination}` lies inside `{table.vpc}`, where `{route.target}` cannot take it: only a NAT "
            "gateway, an interface or an appliance's endpoint can",
            "InvalidParameterValue",
        )


def _not_exact(route: Route, table: RouteTable, at: str) -> tuple[str, str]:
    return refusal(
        f"{at}/destination",
        f"`{route.destination}` lies inside `{table.vpc}` and is neither one of its blocks nor the block of one of its "
        "subnets: name a whole one",
        "InvalidParameterValue",
    )


def is_middlebox(survey: Survey, name: str) -> bool:
    """Tell whether a target may stand in the way of a VPC's own packets (UG: middlebox routing).

    What is unseen may be one.
    """
    target = survey.nouns.get(name)
    if isinstance(target, VpcEndpoint):
        return target.kind in {"gateway-load-balancer", "other"}
    return name in survey.firewall_endpoints or isinstance(target, (External, *MIDDLEBOXES))


def propagation(survey: Survey, table: RouteTable, at: str) -> Problems:
    """Tell propagation from a gateway that is not the VPC's (VPN: enable route propagation)."""
    for number, name in enumerate(table.propagating_gateways):
        gateway = survey.find(VirtualPrivateGateway, name)
        if gateway and gateway.vpc != table.vpc:
            yield refusal(
                f"{at}/propagating_gateways/{number}",
                f"`{name}` is not attached to `{table.vpc}`: only the VPC's own virtual private gateway propagates",
                "Gateway.NotAttached",
            )


def one_main(survey: Survey) -> Problems:
    """Tell a second main table of a VPC (UG: route table concepts)."""
    seen: dict[str, str] = {}
    for place, table in enumerate(survey.design.route_tables):
        if table.main:
            first = seen.setdefault(table.vpc, table.id)
            if first != table.id:
                yield refusal(
                    f"/route_tables/{place}/main",
                    f"`{first}` is the main table of `{table.vpc}` already: a VPC has one",
                    "InvalidParameterValue",
                )


def prefix_lists(survey: Survey) -> Problems:
    """Tell lists of two families, with more entries than declared, or with one twice (UG: managed prefix lists)."""
    for place, each in enumerate(survey.design.prefix_lists):
        at = f"/prefix_lists/{place}"
        families = {":" in cidr for cidr in each.cidrs}
        if len(families) > 1 and each.service is None:
            odd = next(number for number, cidr in enumerate(each.cidrs) if (":" in cidr) != (":" in each.cidrs[0]))
            yield refusal(
                f"{at}/cidrs/{odd}",
                f"`{each.cidrs[odd]}` is of another family than `{each.cidrs[0]}`: a prefix list holds IPv4 or IPv6, "
                "not both",
                "InvalidParameterValue",
            )
        if each.max_entries is not None and len(each.cidrs) > each.max_entries:
            yield refusal(
                f"{at}/max_entries",
                f"`{each.id}` declares {each.max_entries} entries and has {len(each.cidrs)}: declare more",
                "PrefixListMaxEntriesExceeded",
            )
        first: dict[str, int] = {}
        for number, cidr in enumerate(each.cidrs):
            if first.setdefault(cidr, number) != number:
                yield refusal(
                    f"{at}/cidrs/{number}",
                    f"`{cidr}` is an entry of `{each.id}` already: keep one of them",
                    "InvalidParameterValue",
                )

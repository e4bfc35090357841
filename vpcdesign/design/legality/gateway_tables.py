"""What AWS refuses of a gateway route table: one that steers what comes in through an internet or VPN gateway.

Such a table holds the VPC's own blocks and subnets only, each to `local` or to a middlebox (UG: gateway route tables).
"""

from vpcdesign.design.gateways import InternetGateway, NatGateway
from vpcdesign.design.hybrid import VirtualPrivateGateway
from vpcdesign.design.legality.routes import LOCAL, is_middlebox
from vpcdesign.design.legality.survey import Problems, Survey, is_v6, refusal
from vpcdesign.design.routing import PrefixList, Route, RouteTable


def check(survey: Survey) -> Problems:
    """Tell everything about tables that are associated with a gateway."""
    taken: dict[str, str] = {}
    for place, table in enumerate(survey.design.route_tables):
        if table.gateway is None:
            continue
        at = f"/route_tables/{place}"
        yield from association(survey, table, at)
        first = taken.setdefault(table.gateway, table.id)
        if first != table.id:
            yield refusal(
                f"{at}/gateway",
                f"`{table.gateway}` has the gateway route table `{first}` already: a gateway has one",
                "Resource.AlreadyAssociated",
            )
        for number, route in enumerate(table.routes):
            if route.state == "active":
                yield from gateway_route(survey, table, route, f"{at}/routes/{number}")


def association(survey: Survey, table: RouteTable, at: str) -> Problems:
    """Tell a main table, another VPC's gateway and propagation (UG: gateway route tables)."""
    gateway = survey.find(InternetGateway, table.gateway) or survey.find(VirtualPrivateGateway, table.gateway)
    if table.main:
        yield refusal(
            f"{at}/gateway",
            f"`{table.id}` is the main table of `{table.vpc}`: a gateway takes a table of its own",
            "InvalidParameterValue",
        )
    if gateway and gateway.vpc != table.vpc:
        yield refusal(
            f"{at}/gateway",
            f"`{gateway.id}` is not attached to `{table.vpc}`: associate a gateway of the table's VPC",
            "InvalidParameterValue",
        )
    if table.propagating_gateways:
        yield refusal(
            f"{at}/propagating_gateways",
            f"`{table.id}` is a gateway route table: propagation has to be off",
            "InvalidParameterValue",
        )


def gateway_route(survey: Survey, table: RouteTable, route: Route, at: str) -> Problems:
    """Tell a destination or target that a gateway route table cannot hold (UG: gateway route tables)."""
    found, own = survey.span_of(route.destination), survey.vpc_spans.get(table.vpc)
    if found is None:
        if survey.find(PrefixList, route.destination):
            yield refusal(
                f"{at}/destination",
                f"`{route.destination}` is a prefix list, which a gateway route table cannot hold: name the VPC's "
                "blocks or whole subnets",
                "InvalidParameterValue",
            )
    elif (
        own
        and (is_v6(own[-1]) or not is_v6(found))
        and found not in own
        and found not in survey.subnet_spans.get(table.vpc, ())
    ):
        yield refusal(
            f"{at}/destination",
            f"`{route.destination}` is neither a block of `{table.vpc}` nor the block of one of its subnets: a gateway "
            "route table holds nothing else",
            "InvalidParameterValue",
        )
    target = survey.nouns.get(route.target)
    fits = route.target == LOCAL or route.target in survey.firewall_endpoints
    if target and not fits and (isinstance(target, NatGateway) or not is_middlebox(survey, route.target)):
        yield refusal(
            f"{at}/target",
            f"`{route.target}` cannot be a target in a gateway route table: use `local`, an interface or an "
            "appliance's endpoint",
            "InvalidParameterValue",
        )

"""What AWS refuses of a VPC endpoint: services, route tables, subnets and groups that its kind does not take."""

from vpcdesign.aws.services import GATEWAY_ENDPOINT_SERVICES, service_word
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.legality.hosts import groups_here
from vpcdesign.design.legality.survey import Problems, Survey, refusal
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Subnet

ONE_SUBNET_A_ZONE = {"interface", "resource", "service-network"}
WITHOUT_GROUPS = {"gateway", "gateway-load-balancer"}


def check(survey: Survey) -> Problems:
    """Tell everything about endpoints, one after the other."""
    served: dict[tuple[str, str], str] = {}
    for place, endpoint in enumerate(survey.design.vpc_endpoints):
        at = f"/vpc_endpoints/{place}"
        if endpoint.kind == "gateway":
            yield from gateway_service(survey, endpoint, at)
        yield from route_tables(survey, endpoint, at, served)
        yield from nodes(survey, endpoint, at)
        yield from security_groups(survey, endpoint, at)
        yield from appliances(survey, endpoint, at)


def gateway_service(survey: Survey, endpoint: VpcEndpoint, at: str) -> Problems:
    """Tell a service without gateway endpoints, or of another Region (PL: gateway endpoints)."""
    region = survey.region_of(endpoint.vpc)
    if service_word(endpoint.service) not in GATEWAY_ENDPOINT_SERVICES:
        yield refusal(
            f"{at}/service",
            f"`{endpoint.service}` has no gateway endpoints, only s3 and dynamodb have: use an interface endpoint",
            "InvalidServiceName",
        )
    elif region and "." in endpoint.service and f".{region}." not in endpoint.service:
        yield refusal(
            f"{at}/service",
            f"`{endpoint.service}` is not of {region}: a gateway endpoint serves its own Region",
            "InvalidServiceName",
        )


def route_tables(survey: Survey, endpoint: VpcEndpoint, at: str, served: dict[tuple[str, str], str]) -> Problems:
    """Tell tables of another VPC, and two endpoints for one service on a table (PL: gateway endpoints)."""
    for number, name in enumerate(endpoint.route_tables):
        here = f"{at}/route_tables/{number}"
        if endpoint.kind != "gateway":
            yield refusal(
                here,
                f"`{endpoint.id}` is an endpoint of kind `{endpoint.kind}`: only gateway endpoints use route tables",
                "InvalidParameterCombination",
            )
            continue
        table = survey.find(RouteTable, name)
        if table and table.vpc != endpoint.vpc:
            yield refusal(
                here,
                f"`{name}` belongs to `{table.vpc}` and `{endpoint.id}` to `{endpoint.vpc}`: name a table of its VPC",
                "InvalidRouteTableId.NotFound",
            )
        first = served.setdefault((name, service_word(endpoint.service)), endpoint.id)
        if first != endpoint.id:
            yield refusal(
                here,
                f"`{name}` leads to `{service_word(endpoint.service)}` through `{first}` already: a table has one "
                "endpoint for a service",
                "RouteAlreadyExists",
            )


def nodes(survey: Survey, endpoint: VpcEndpoint, at: str) -> Problems:
    """Tell subnets that an endpoint cannot use (PL: interface endpoints, Gateway Load Balancer endpoints)."""
    if endpoint.nodes and endpoint.kind == "gateway":
        yield refusal(
            f"{at}/nodes",
            f"`{endpoint.id}` is a gateway endpoint, which stands in no subnet: name its `route_tables`",
            "InvalidParameterCombination",
        )
    if len(endpoint.nodes) > 1 and endpoint.kind == "gateway-load-balancer":
        yield refusal(
            f"{at}/nodes/1",
            f"`{endpoint.id}` leads to an appliance and stands in one subnet: write an endpoint for each zone",
            "InvalidParameter",
        )
    zones: dict[str, str] = {}
    for number, node in enumerate(endpoint.nodes):
        subnet, here = survey.find(Subnet, node.subnet), f"{at}/nodes/{number}/subnet"
        if subnet is None:
            continue
        if subnet.vpc != endpoint.vpc:
            yield refusal(
                here,
                f"`{subnet.id}` is a subnet of `{subnet.vpc}` and `{endpoint.id}` of `{endpoint.vpc}`: name one of its "
                "own VPC",
                "InvalidSubnetId.NotFound",
            )
        if endpoint.kind in ONE_SUBNET_A_ZONE and subnet.az in zones:
            yield refusal(
                here,
                f"`{subnet.id}` and `{zones[subnet.az]}` are both in {subnet.az}: an endpoint has one subnet a zone",
                "DuplicateSubnetsInSameZone",
            )
        zones.setdefault(subnet.az, subnet.id)


def security_groups(survey: Survey, endpoint: VpcEndpoint, at: str) -> Problems:
    """Tell groups where none may be, and groups of another VPC (PL: endpoints and their security groups)."""
    if endpoint.security_groups and endpoint.kind in WITHOUT_GROUPS:
        yield refusal(
            f"{at}/security_groups",
            f"`{endpoint.id}` is an endpoint of kind `{endpoint.kind}`, which has no security groups: leave them out",
            "InvalidParameterCombination",
        )
        return
    yield from groups_here(survey, endpoint.security_groups, endpoint.vpc, endpoint.id, at)


def appliances(survey: Survey, endpoint: VpcEndpoint, at: str) -> Problems:
    """Tell a load balancer that stands behind no endpoint (PL: endpoint services)."""
    balancer = survey.find(LoadBalancer, endpoint.load_balancer)
    if balancer and endpoint.kind == "gateway-load-balancer" and balancer.kind != "gateway":
        yield refusal(
            f"{at}/load_balancer",
            f"`{balancer.id}` is a load balancer of kind `{balancer.kind}`: behind `{endpoint.id}` stands one of kind "
            "`gateway`",
            "InvalidParameterValue",
        )

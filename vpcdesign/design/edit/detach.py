"""Takes a gateway off its VPC, or an Elastic IP address off its interface; the noun stays and can be attached again.

Routes to what is detached stay and drop packets, until it is attached again or they are given another target (UG:
internet gateways, route tables; VPN: virtual private gateways).
"""

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.spots import find, put_noun
from vpcdesign.design.gateways import ElasticIp, InternetGateway
from vpcdesign.design.hybrid import VirtualPrivateGateway
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.words import SINGULAR, article
from vpcdesign.errors import EditError


def detach(design: Design, name: str) -> Edit:
    """Detach an internet gateway, a virtual private gateway or an Elastic IP address."""
    spot = find(design, name)
    noun = spot.noun
    match noun:
        case ElasticIp() if noun.interface is not None:
            free = noun.model_copy(update={"interface": None, "private_ip": None})
            changed = _without_public(put_noun(design, spot, free), noun)
            return Edit(f"{name} taken off {noun.interface}", changed, select=name)
        case InternetGateway() | VirtualPrivateGateway() if noun.vpc is not None:
            if isinstance(noun, InternetGateway) and (mapped := _mapped(design, noun.vpc)):
                raise EditError(
                    f"AWS refuses to detach {name}: {noun.vpc} has public addresses, {', '.join(mapped[:3])} "
                    "(DependencyViolation). Delete those or take them off first."
                )
            changed = put_noun(design, spot, noun.model_copy(update={"vpc": None}))
            tables = tuple(_left(one, name) for one in changed.route_tables)
            return Edit(
                f"{name} detached from {noun.vpc}", changed.model_copy(update={"route_tables": tables}), select=name
            )
        case ElasticIp() | InternetGateway() | VirtualPrivateGateway():
            raise EditError(f"`{name}` is attached to nothing")
        case _:
            raise EditError(f"`{name}` is {article(SINGULAR[spot.kind])}, which is not detached but deleted")


def _left(table: RouteTable, gateway: str) -> RouteTable:
    """Leave a table without the gateway: its routes to it drop packets, its own association and propagation end."""
    if gateway not in {table.gateway, *table.propagating_gateways, *(one.target for one in table.routes)}:
        return table
    routes = tuple(
        one.model_copy(update={"state": "blackhole"}) if one.target == gateway and one.origin == "static" else one
        for one in table.routes
        if one.target != gateway or one.origin == "static"
    )
    return table.model_copy(
        update={
            "routes": routes,
            "gateway": None if table.gateway == gateway else table.gateway,
            "propagating_gateways": tuple(one for one in table.propagating_gateways if one != gateway),
        }
    )


def revived(design: Design, target: str, vpc: str) -> Design:
    """Let the routes of a VPC's tables to what is attached again be active again (UG: route tables)."""
    tables = tuple(
        one.model_copy(
            update={
                "routes": tuple(
                    route.model_copy(update={"state": "active"}) if route.target == target else route
                    for route in one.routes
                )
            }
        )
        if one.vpc == vpc and any(route.target == target and route.state == "blackhole" for route in one.routes)
        else one
        for one in design.route_tables
    )
    return design.model_copy(update={"route_tables": tables})


def _mapped(design: Design, vpc: str) -> list[str]:
    """Give who in a VPC has a public address (UG: detach your internet gateway)."""
    subnets = {one.id for one in design.subnets if one.vpc == vpc}
    homes = {one.id for one in design.network_interfaces if one.subnet in subnets}
    found = [
        one.id
        for one in design.nat_gateways
        if one.connectivity == "public" and {one.subnet, one.vpc} & {*subnets, vpc}
    ]
    found += [one.id for one in design.elastic_ips if one.interface in homes]
    found += [one.id for one in design.network_interfaces if one.id in homes and one.public_ip is not None]
    return found + [one.id for one in design.load_balancers if one.vpc == vpc and one.scheme == "internet-facing"]


def _without_public(design: Design, address: ElasticIp) -> Design:
    """Take the address from the interface that showed it."""
    interfaces = tuple(
        one.model_copy(update={"public_ip": None})
        if one.id == address.interface and address.address is not None and one.public_ip == address.address
        else one
        for one in design.network_interfaces
    )
    return design.model_copy(update={"network_interfaces": interfaces})

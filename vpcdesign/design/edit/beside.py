"""What a deletion does beside the places that name what goes, and what it may never take.

AWS keeps some things true that no field says: a route to a transit gateway needs the attachment, a route inside a VPC
names a whole subnet, an Elastic IP address stands in front of something only where there is an internet gateway.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import written_by_people
from vpcdesign.design.edit.leaving import IN_USE, Fate
from vpcdesign.design.edit.places import Place, value_at
from vpcdesign.design.edit.uses import Use
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.filters import NetworkAcl, SecurityGroup
from vpcdesign.design.gateways import InternetGateway, NatGateway
from vpcdesign.design.noun import Noun
from vpcdesign.design.references import Mention
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.design.transit import TransitGatewayAttachment
from vpcdesign.design.vpcs import Subnet
from vpcdesign.errors import EditError


@dataclass(frozen=True, slots=True)
class Cut:
    """A place of a noun that stays, and what becomes of it."""

    use: Use
    fate: Fate


WHOLE = Mention("", ())
"""Stands for a line that goes as a whole, and not for what it names."""


def may_go(design: Design, found: Place) -> None:
    """Refuse to remove what AWS writes: propagated routes, and the route of a gateway endpoint."""
    part = value_at(found)
    written_by_people(part, found)
    if not isinstance(part, Route):
        return
    for endpoint in design.vpc_endpoints:
        if endpoint.id == part.target and endpoint.kind == "gateway" and found.noun.id in endpoint.route_tables:
            raise EditError(
                f"AWS wrote {part.destination} of {found.noun.id} for the gateway endpoint {endpoint.id}: take the "
                "table out of the endpoint's route tables (InvalidParameterValue)"
            )


def cuts_beside(design: Design, noun: Noun, gone: Collection[str]) -> Iterator[tuple[Cut, str]]:
    """Give what a deletion does to places that do not name what goes, each with AWS's code where it refuses."""
    match noun:
        case TransitGatewayAttachment() if noun.kind == "vpc" and noun.transit_gateway not in gone:
            yield from _routes(design, noun.vpc, lambda one: one.target == noun.transit_gateway, "blackhole")
        case Subnet():
            # UG: subnet route tables: a route inside the VPC names a whole subnet.
            blocks = {noun.cidr, noun.ipv6_cidr} - {None}
            yield from _routes(design, noun.vpc, lambda one: one.destination in blocks, "part")
        case InternetGateway() if noun.vpc not in gone:
            subnets = {one.id for one in design.subnets if one.vpc == noun.vpc}
            homes = {one.id for one in design.network_interfaces if one.subnet in subnets}
            for one in design.elastic_ips:
                if one.interface in homes:
                    use = Use("elastic_ips", one, ("interface",), str(one.interface), WHOLE)
                    yield Cut(use, "out"), IN_USE  # UG: detach an internet gateway
        case _:
            return


def _routes(design: Design, vpc: str | None, which: Callable[[Route], bool], fate: Fate) -> Iterator[tuple[Cut, str]]:
    """Give the static routes of a VPC's tables that something becomes of."""
    for table in design.route_tables:
        for number, one in enumerate(table.routes if table.vpc == vpc else ()):
            if which(one) and one.origin == "static" and (fate == "part" or one.state == "active"):
                yield Cut(Use("route_tables", table, ("routes", number, "target"), one.target, WHOLE), fate), ""


def interfaces_of(noun: Noun) -> list[str]:
    """Give the interfaces that AWS made for a noun."""
    match noun:
        case NatGateway():
            return [noun.interface] if noun.interface else []
        case LoadBalancer() | VpcEndpoint():
            return [one.interface for one in noun.nodes if one.interface]
        case TransitGatewayAttachment():
            return list(noun.interfaces)
        case _:
            return []


def never(noun: Noun, gone: dict[str, str]) -> None:
    """Refuse what AWS never deletes as long as its VPC is there (UG: main route table, default groups and lists)."""
    vpc = getattr(noun, "vpc", None)
    if vpc in gone:
        return
    words = {
        RouteTable: ("main", f"it is the main route table of {vpc}; make another one main first"),
        SecurityGroup: ("default", f"it is the default security group of {vpc}"),
        NetworkAcl: ("default", f"it is the default network ACL of {vpc}"),
    }
    flag, why = words.get(type(noun), ("", ""))
    if flag and getattr(noun, flag):
        raise EditError(f"AWS refuses to delete {noun.id}: {why} (CannotDelete).")

"""What belongs to what: tables and lists to subnets, groups to interfaces, attachments to tables, endpoints to tables.

An association is kept at one of its two ends; these verbs know at which, so that nobody else has to.
"""

from collections.abc import Sequence

from vpcdesign.design.document import Design
from vpcdesign.design.edit import sound
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.spots import Spot, find, put_noun
from vpcdesign.design.edit.wording import with_field
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.filters import NetworkAcl
from vpcdesign.design.hosts import Instance
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.design.transit import TransitGatewayRouteTable
from vpcdesign.design.vpcs import Subnet
from vpcdesign.design.words import SINGULAR, article
from vpcdesign.errors import EditError


def associate(design: Design, name: str, subnets: Sequence[str]) -> Edit:
    """Let subnets use a route table or a network ACL; each leaves the one that it used before."""
    other = find(design, name).noun
    match other:
        case RouteTable():
            field = "route_table"
        case NetworkAcl():
            field = "network_acl"
        case _:
            raise EditError(f"`{name}` is {_is(design, name)}: subnets use a route table and a network ACL")
    for subnet in subnets:
        if (found := _subnet(design, subnet)).vpc != other.vpc:
            raise EditError(
                f"AWS refuses {name} for {subnet}: {name} belongs to {other.vpc} and the subnet to {found.vpc} "
                "(InvalidParameterValue)."
            )
    return Edit(f"Associate {_list(subnets)} with {name}", _subnets(design, subnets, field, name), select=name)


def disassociate(design: Design, subnets: Sequence[str], field: str) -> Edit:
    """Let subnets use the VPC's main table again (`route_table`), or its default list (`network_acl`)."""
    words = {"route_table": "the main route table", "network_acl": "the default network ACL"}
    if field not in words:
        raise EditError(f"`{field}` is no association of a subnet: that is its route_table or its network_acl")
    for subnet in subnets:
        _subnet(design, subnet)
    return Edit(f"{_list(subnets)}: back to {words[field]}", _subnets(design, subnets, field, None))


def _subnets(design: Design, names: Sequence[str], field: str, value: str | None) -> Design:
    for name in names:
        spot = find(design, name)
        design = put_noun(design, spot, with_field(spot.noun, field, value))
    return design


def _subnet(design: Design, name: str) -> Subnet:
    found = find(design, name).noun
    if not isinstance(found, Subnet):
        raise EditError(f"`{name}` is {_is(design, name)} and no subnet")
    return found


def set_groups(design: Design, holder: str, groups: Sequence[str]) -> Edit:
    """Give an interface, an instance's first interface, a load balancer or an endpoint these security groups."""
    spot = _holder(design, holder)
    old = tuple(getattr(spot.noun, "security_groups", ()))
    changed = _checked(design, spot, with_field(spot.noun, "security_groups", tuple(dict.fromkeys(groups))))
    added = [one for one in groups if one not in old]
    gone = [one for one in old if one not in groups]
    parts = [f"{_list(names)} {word}" for names, word in ((added, "added"), (gone, "removed")) if names]
    return Edit(f"{holder}: {', '.join(parts) or 'groups stay'}", changed, select=holder)


def _holder(design: Design, name: str) -> Spot:
    """Find what holds security groups: an instance's groups are those of its first interface."""
    spot = find(design, name)
    if isinstance(spot.noun, Instance):
        first = next((one.id for one in design.network_interfaces if one.instance == name), None)
        if first is None:
            raise EditError(f"`{name}` has no interface, and groups are an interface's")
        return find(design, first)
    if "security_groups" not in type(spot.noun).model_fields:
        raise EditError(f"`{name}` is {_is(design, name)}, which has no security groups")
    return spot


def make_main(design: Design, name: str) -> Edit:
    """Make a route table the main one of its VPC; subnets that name no table follow (UG: main route table)."""
    spot = find(design, name)
    table = spot.noun
    if not isinstance(table, RouteTable):
        raise EditError(f"`{name}` is {_is(design, name)} and no route table")
    if table.gateway is not None:
        raise EditError(f"AWS refuses {name} as main route table: it is {table.gateway}'s (InvalidParameterValue).")
    tables = tuple(
        one.model_copy(update={"main": one.id == name}) if one.vpc == table.vpc else one for one in design.route_tables
    )
    return Edit(
        f"{name} is the main table of {table.vpc}", design.model_copy(update={"route_tables": tables}), select=name
    )


def propagate(design: Design, table: str, gateway: str, *, on: bool) -> Edit:
    """Switch propagation into a table on or off: of a virtual private gateway, or of a transit gateway's attachment."""
    spot = find(design, table)
    match spot.noun:
        case RouteTable():
            field = "propagating_gateways"
        case TransitGatewayRouteTable():
            field = "propagations"
        case _:
            raise EditError(f"`{table}` is {_is(design, table)}: routes propagate into tables")
    return Edit(
        f"{table}: propagation of {gateway} {'on' if on else 'off'}",
        _member(design, spot, field, gateway, on=on),
        select=table,
    )


def associate_attachment(design: Design, table: str, attachment: str) -> Edit:
    """Let a transit gateway route table route what comes from an attachment, which leaves the table it had."""
    spot = find(design, table)
    if not isinstance(spot.noun, TransitGatewayRouteTable):
        raise EditError(f"`{table}` is {_is(design, table)} and no transit gateway route table")
    own = spot.noun.transit_gateway
    for number, one in enumerate(design.transit_gateway_route_tables):
        if one.transit_gateway == own and attachment in one.associations and one.id != table:
            there = Spot(spot.kind, number, one)
            design = _member(design, there, "associations", attachment, on=False)
    changed = _member(design, find(design, table), "associations", attachment, on=True)
    return Edit(f"Associate {attachment} with {table}", changed, select=table)


def serve(design: Design, endpoint: str, table: str, *, on: bool) -> Edit:
    """Let a gateway endpoint write its route into a table, or take it out again (PL: gateway endpoints)."""
    spot = find(design, endpoint)
    if not isinstance(spot.noun, VpcEndpoint) or spot.noun.kind != "gateway":
        raise EditError(f"`{endpoint}` is no gateway endpoint, and only those write into route tables")
    changed = _member(design, spot, "route_tables", table, on=on)
    if spot.noun.prefix_list is not None:
        changed = _endpoint_route(changed, spot.noun, table, on=on)
    title = f"{endpoint} serves {table}" if on else f"{endpoint} leaves {table}"
    return Edit(title, changed, select=endpoint)


def _endpoint_route(design: Design, endpoint: VpcEndpoint, table: str, *, on: bool) -> Design:
    """Keep the route that is written in a table in step with the endpoint."""
    spot = find(design, table)
    if not isinstance(spot.noun, RouteTable):
        raise EditError(f"`{table}` is {_is(design, table)} and no route table")
    routes = tuple(one for one in spot.noun.routes if one.target != endpoint.id)
    if on and endpoint.prefix_list is not None:
        routes = (*routes, Route(destination=endpoint.prefix_list, target=endpoint.id))
    return put_noun(design, spot, spot.noun.model_copy(update={"routes": routes}))


def edge(design: Design, table: str, gateway: str | None) -> Edit:
    """Associate a route table with an internet or virtual private gateway, or with none (UG: gateway route tables)."""
    spot = find(design, table)
    if not isinstance(spot.noun, RouteTable):
        raise EditError(f"`{table}` is {_is(design, table)} and no route table")
    changed = _checked(design, spot, with_field(spot.noun, "gateway", gateway))
    return Edit(f"{table}: gateway {spot.noun.gateway or 'none'} → {gateway or 'none'}", changed, select=table)


def _member(design: Design, spot: Spot, field: str, name: str, *, on: bool) -> Design:
    """Put a name into a list of names, or take it out."""
    old: tuple[str, ...] = getattr(spot.noun, field)
    if (name in old) == on:
        return design
    new = (*old, name) if on else tuple(one for one in old if one != name)
    return _checked(design, spot, with_field(spot.noun, field, new))


def _checked(design: Design, spot: Spot, noun: Noun) -> Design:
    changed = put_noun(design, spot, noun)
    sound.check(changed, spot.kind, noun, spot.noun)
    return changed


def _is(design: Design, name: str) -> str:
    return article(SINGULAR[find(design, name).kind])


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 4 else f"{', '.join(names[:3])} and {len(names) - 3} more"

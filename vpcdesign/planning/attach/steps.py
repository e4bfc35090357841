"""All guided steps by id, which is that of their command."""

from typing import Any

from vpcdesign.planning.attach import (
    direct_connect,
    egress_only,
    endpoint,
    internet_gateway,
    nat_gateways,
    new_assertion,
    new_filters,
    new_firewall,
    new_interface,
    new_load_balancer,
    new_places,
    new_routing,
    new_subnet,
    new_vpc,
    peering,
    transit_gateway,
    vpn,
)
from vpcdesign.planning.attach.step import Guide

_ALL: tuple[Guide[Any], ...] = (
    internet_gateway.GUIDE,
    nat_gateways.GUIDE,
    egress_only.GUIDE,
    endpoint.GUIDE,
    peering.GUIDE,
    transit_gateway.GUIDE,
    vpn.GUIDE,
    direct_connect.GUIDE,
    new_vpc.GUIDE,
    new_subnet.GUIDE,
    new_interface.GUIDE,
    new_routing.TABLE,
    new_filters.GROUP,
    new_filters.LIST,
    new_routing.LIST,
    new_load_balancer.GUIDE,
    new_firewall.GUIDE,
    new_places.SITE,
    new_places.ADDRESS,
    new_places.ROOM,
    new_assertion.GUIDE,
    new_assertion.AGAIN,
)

STEPS: dict[str, Guide[Any]] = {one.id: one for one in _ALL}
"""In the order in which a list offers them."""

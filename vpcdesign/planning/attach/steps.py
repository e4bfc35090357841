"""All guided steps by id, which is that of their command."""

from typing import Any

from vpcdesign.planning.attach import (
    direct_connect,
    egress_only,
    endpoint,
    internet_gateway,
    nat_gateways,
    peering,
    transit_gateway,
    vpn,
)
from vpcdesign.planning.attach.step import Guide

STEPS: dict[str, Guide[Any]] = {
    module.GUIDE.id: module.GUIDE
    for module in (
        internet_gateway,
        nat_gateways,
        egress_only,
        endpoint,
        peering,
        transit_gateway,
        vpn,
        direct_connect,
    )
}
"""In the order in which a list offers them."""

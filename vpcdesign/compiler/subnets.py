"""Leaving a subnet, and delivery inside a VPC.

Within a subnet packets are delivered as they are: no route table and no network ACL is asked (UG: gateway route tables,
network ACL basics; measured). Across subnets of a VPC both lists are asked. An address of the VPC that nobody holds is
dropped there: it never falls through to a wider route (measured).
"""

from vpcdesign.compiler.blocks import Entry, table
from vpcdesign.compiler.plan import Device, Plan
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Filter, Forward, Jump, Opaque, Route, Shortcut, Stage


def leave(plan: Plan, subnet: str) -> Stage:
    """Write the way out of a subnet: back to a sender that waits, within the subnet, or by the route table."""
    if subnet not in plan.estate.subnets:
        return Opaque(Origin(subnet, "subnet", words=f"subnet {subnet} is not in the design"))
    jump = plan.builder.once("jump", lambda: plan.builder.add(Jump(Origin("network", "network"))))
    return Shortcut(subnet, plan.out(subnet, jump), plan.to("inside", subnet))


def inside(plan: Plan, subnet: str) -> Forward:
    """Write what never leaves the subnet; the rest is routed."""
    origin = Origin(subnet, "subnet")
    near = Route(origin._replace(words="both are in one subnet"), plan.to("same_subnet", subnet))
    entries = [(low, high, near) for low, high in plan.estate.subnet_blocks[subnet]]
    return table(origin, entries, Route(origin, plan.to("route", subnet)), silent=True)


def same_subnet(plan: Plan, subnet: str) -> Forward:
    """Write delivery by address inside a subnet."""
    entries = [
        (low, high, route)
        for device in plan.devices_in.get(subnet, ())
        for route in (beside(plan, device),)
        for low, high in device.addresses
    ]
    return table(Origin(subnet, "subnet", by="local"), entries, nobody(subnet, "subnet"), silent=True)


def beside(plan: Plan, device: Device) -> Route:
    """Write delivery to a neighbour."""
    words = f"{device.id} is in the same subnet"
    return Route(Origin(device.subnet, "subnet", by="local", words=words), plan.to(*device.arrive))


def local(plan: Plan, vpc: str) -> Forward:
    """Write delivery by address inside a VPC, for packets that come from outside the destination's subnet."""
    entries: list[Entry] = []
    origin = Origin(vpc, "vpc", by="local")
    for subnet in plan.estate.subnets_of.get(vpc, ()):
        free = nobody(subnet.id, "subnet")
        entries.extend((low, high, free) for low, high in plan.estate.subnet_blocks[subnet.id])
        for device in plan.devices_in.get(subnet.id, ()):
            route = within(plan, device, origin)
            whole = plan.estate.subnet_blocks[subnet.id]
            entries.extend((low, high, route) for low, high in device.addresses if (low, high) not in whole)
    return table(origin, entries, nobody(vpc, "vpc"), silent=True)


def within(plan: Plan, device: Device, origin: Origin) -> Route:
    """Write delivery to somebody of a VPC."""
    return Route(origin, plan.to("enter", device.subnet, device.id))


def nobody(component: str, kind: str) -> Route:
    """Write what becomes of packets for an address of a place that nobody holds."""
    words = f"no interface in {component} holds this address"
    return Route(Origin(component, kind, words=words), None, "ENI_ADDRESS_RESTRICTION")


def enter(plan: Plan, subnet: str, device: str) -> Filter:
    """Write the way into a subnet, to a device there."""
    noun = plan.estate.subnets[subnet]
    rules = plan.filters.network_acl(plan.estate.acl_of(noun), noun.vpc, "ingress")
    return Filter(rules, plan.to(*plan.devices[device].arrive))

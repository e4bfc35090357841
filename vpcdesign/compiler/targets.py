"""What a route's target means to a packet that leaves a subnet by it.

Every way ends with the subnet's network ACL and the target's own stage; within one subnet no list is asked, except in
front of an inspecting endpoint, where AWS asks it even there (GWLB: network ACLs).
"""

from collections.abc import Callable
from typing import TypeAlias

from vpcdesign.compiler.plan import Plan
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.gateways import EgressOnlyInternetGateway, InternetGateway, NatGateway
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.hybrid import VirtualPrivateGateway
from vpcdesign.design.noun import Noun
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.design.transit import TransitGateway
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Mark, Node, Route

Reach: TypeAlias = Callable[[Plan, str, Noun], Node]


def blackhole(origin: Origin) -> Route:
    """A route whose target is gone still wins its prefix and drops (RA: BAD_STATE_ROUTE); no page of AWS says so."""
    words = f"{origin.words}, which is gone: a blackhole still wins"
    note = "that a blackhole route drops instead of falling through to a wider one is experience, not documentation"
    return Route(origin._replace(words=words), None, "BAD_STATE_ROUTE", (note,))


def target(plan: Plan, subnet: str, name: str, origin: Origin) -> Node:
    """Give the way from a subnet to a route's target."""
    if name == "local":
        vpc = plan.estate.subnets[subnet].vpc
        return plan.out(subnet, plan.to("local", vpc))
    noun = plan.estate.nouns.get(name)
    if noun is None and any(name == e.id for f in plan.estate.design.firewalls for e in f.endpoints):
        return plan.out(subnet, plan.to("appliance", name, ""))
    reach = _WAYS.get(type(noun)) if noun is not None else None
    if noun is None or reach is None:
        words = f"{origin.words}: what {name} does with packets is outside the model"
        return plan.out(subnet, plan.beyond(name, "external", words))
    return reach(plan, subnet, noun)


def _internet_gateway(plan: Plan, subnet: str, noun: Noun) -> Node:
    assert isinstance(noun, InternetGateway)
    vpc = plan.estate.subnets[subnet].vpc
    if noun.vpc != vpc:
        words = f"{noun.id} is not attached to {vpc}"
        return plan.out(subnet, plan.drop(noun.id, "internet_gateway", words, "BAD_STATE_ATTACHMENT"))
    return plan.out(subnet, plan.to("internet_out", noun.id, subnet))


def _egress_only(plan: Plan, subnet: str, noun: Noun) -> Node:
    assert isinstance(noun, EgressOnlyInternetGateway)
    if noun.vpc != plan.estate.subnets[subnet].vpc:
        words = f"{noun.id} is not attached to this VPC"
        return plan.out(subnet, plan.drop(noun.id, "egress_only_internet_gateway", words, "BAD_STATE_ATTACHMENT"))
    return plan.out(subnet, plan.to("egress_only", noun.id, subnet))


def _nat(plan: Plan, subnet: str, noun: Noun) -> Node:
    assert isinstance(noun, NatGateway)
    entry = plan.to("nat", noun.id)
    return plan.across(subnet, noun.subnet, entry) if noun.subnet else plan.out(subnet, entry)


def _interface(plan: Plan, subnet: str, noun: Noun) -> Node:
    assert isinstance(noun, NetworkInterface)
    return plan.across(subnet, noun.subnet, plan.to("forwarded", noun.id))


def _instance(plan: Plan, subnet: str, noun: Noun) -> Node:
    interfaces = plan.estate.interfaces_of.get(noun.id, [])
    if not interfaces:
        return plan.out(subnet, plan.drop(noun.id, "instance", f"{noun.id} has no interface", "BAD_STATE_ROUTE"))
    return _interface(plan, subnet, interfaces[0])


def _transit(plan: Plan, subnet: str, noun: Noun) -> Node:
    """Into a transit gateway: by the attachment subnet of the zone the packet is in, whose list is asked inbound."""
    here = plan.estate.subnets[subnet]
    attachments = [
        a
        for a in plan.estate.design.transit_gateway_attachments
        if a.transit_gateway == noun.id and a.kind == "vpc" and a.vpc == here.vpc
    ]
    if not attachments:
        words = f"{here.vpc} is not attached to {noun.id}"
        return plan.out(subnet, plan.drop(noun.id, "transit_gateway", words, "BAD_STATE_ATTACHMENT"))
    attachment = attachments[0]
    zone = plan.estate.zone(subnet)
    door = next((s for s in attachment.subnets if plan.estate.zone(s) == zone), None)
    if door is None:
        words = f"{attachment.id} has no subnet in {here.az}, where the packet is: it cannot enter {noun.id}"
        return plan.out(
            subnet, plan.drop(attachment.id, "transit_gateway_attachment", words, "TGW_ROUTE_AZ_RESTRICTION")
        )
    marked = plan.builder.add(
        Mark(Origin(attachment.id, "transit_gateway_attachment"), plan.to("transit_in", attachment.id, ""), zone=zone)
    )
    return plan.out(subnet, plan.into(door, marked))


def _peering(plan: Plan, subnet: str, noun: Noun) -> Node:
    vpc = plan.estate.subnets[subnet].vpc
    return plan.out(subnet, plan.to("peering", noun.id, vpc))


def _virtual_private(plan: Plan, subnet: str, noun: Noun) -> Node:
    assert isinstance(noun, VirtualPrivateGateway)
    vpc = plan.estate.subnets[subnet].vpc
    if noun.vpc != vpc:
        words = f"{noun.id} is not attached to {vpc}"
        return plan.out(subnet, plan.drop(noun.id, "virtual_private_gateway", words, "BAD_STATE_ATTACHMENT"))
    return plan.out(subnet, plan.to("private_out", noun.id))


def _endpoint(plan: Plan, subnet: str, noun: Noun) -> Node:
    assert isinstance(noun, VpcEndpoint)
    if noun.kind == "gateway":
        return plan.out(subnet, plan.to("gateway_endpoint", noun.id, subnet))
    if noun.kind == "gateway-load-balancer":
        return plan.out(subnet, plan.to("appliance", noun.id, ""))
    return plan.out(
        subnet, plan.beyond(noun.id, "vpc_endpoint", f"a route to a {noun.kind} endpoint is outside the model")
    )


_WAYS: dict[type[Noun], Reach] = {
    InternetGateway: _internet_gateway,
    EgressOnlyInternetGateway: _egress_only,
    NatGateway: _nat,
    NetworkInterface: _interface,
    Instance: _instance,
    TransitGateway: _transit,
    PeeringConnection: _peering,
    VirtualPrivateGateway: _virtual_private,
    VpcEndpoint: _endpoint,
}

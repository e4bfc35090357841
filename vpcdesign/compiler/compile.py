"""Design to Network: every construct of the design becomes stages, every place where conversations begin an endpoint.

`MAKERS` is the table by which the constructs' modules name each other's stages. A new construct is a module and a line
here.
"""

from functools import partial

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.collector import collector_paused
from vpcdesign.compiler import (
    appliances,
    balancers,
    endpoints,
    hybrid,
    interfaces,
    internet,
    link_local,
    nat,
    peering,
    routes,
    subnets,
    transit,
)
from vpcdesign.compiler.again import again
from vpcdesign.compiler.carry import Edit, carried, numbered
from vpcdesign.compiler.devices import collect
from vpcdesign.compiler.estate import Estate
from vpcdesign.compiler.filters import Filters
from vpcdesign.compiler.members import Members
from vpcdesign.compiler.memory import Memory, memory_of
from vpcdesign.compiler.plan import Device, Maker, Plan
from vpcdesign.compiler.rooms import outline
from vpcdesign.design.document import Design
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.network.promised import Page, Promised

MAKERS: dict[str, Maker] = {
    "leave": subnets.leave,
    "inside": subnets.inside,
    "same_subnet": subnets.same_subnet,
    "local": subnets.local,
    "enter": subnets.enter,
    "route": routes.route,
    "gateway_table": routes.gateway_table,
    "interface": interfaces.arrive,
    "interface_start": interfaces.start,
    "itself": interfaces.itself,
    "home": interfaces.home,
    "sends": interfaces.sends,
    "forwarded": interfaces.forwarded,
    "internet": internet.internet,
    "internet_out": internet.internet_out,
    "internet_in": internet.internet_in,
    "ipv6_in": internet.ipv6_in,
    "egress_only": internet.egress_only,
    "service_back": internet.service_back,
    "nat": nat.nat,
    "nat_back": nat.nat_back,
    "peering": peering.peering,
    "transit_in": transit.transit_in,
    "private_out": hybrid.private_out,
    "private_in": hybrid.private_in,
    "link_out": hybrid.link_out,
    "on_premises": hybrid.on_premises,
    "gateway_endpoint": endpoints.gateway_endpoint,
    "service": endpoints.service,
    "endpoint": endpoints.arrive,
    "balancer": balancers.arrive,
    "listeners": balancers.listeners,
    "private_link": balancers.private_link,
    "appliance": appliances.appliance,
    "transit_firewall": appliances.transit_firewall,
}


def compile(  # noqa: A001 - it is what it does
    design: Design, unfiltered: frozenset[str] = frozenset(), previous: Network | None = None
) -> Network:
    """Give the network that a design describes; `unfiltered` interfaces have no security groups (stand-ins).

    References must resolve (`design.references`); what AWS would refuse is compiled as it stands. Where `previous` is
    the network of a design that differs little, numbers stay, what did not change is the same in both, and the rest is
    told (`since`).
    """
    if previous is not None and (found := again(design, unfiltered, previous)) is not None:
        return found
    with collector_paused():
        return _compiled(Estate(design, unfiltered), previous)


def _compiled(estate: Estate, previous: Network | None) -> Network:
    memory = memory_of(previous)
    edit = Edit(estate, previous, memory) if previous is not None and memory is not None else None
    devices, public = edit.collect() if edit is not None else collect(estate, {}, ())
    members = Members(lambda: ((d.groups, d.addresses) for d in devices.values()))
    filters = edit.filters(members) if edit is not None else Filters(estate, members)
    numbers = numbered(interfaces.plain(estate, devices), edit.before if edit is not None else None)
    plan = Plan(estate, filters, MAKERS, devices, public, *numbers)
    for device in devices.values():
        plan.devices_in[device.subnet].append(device)
    plan.hidden = internet.hidden(estate, devices.values())
    nat.regional_addresses(plan)
    sure, known = (edit.sure(plan), edit.previous.endpoints) if edit is not None else ((), {})
    found = dict(zip(devices, interfaces.endpoints(plan, sure, known, _endpoint), strict=True))
    for place in hybrid.places(plan):
        found[place] = hybrid.endpoint(plan, place)
    services = internet.services(plan)
    for name in services:
        found[f"service:{name}"] = endpoints.service_endpoint(plan, name)
    found["internet"] = internet.endpoint(plan)
    found.update({one.id: one for one in link_local.endpoints(plan)})
    _promise(plan)
    plan.builder.finish()
    network = _network(plan, found, services)
    return network if edit is None else carried(network, plan, edit)


def _network(plan: Plan, found: dict[str, Endpoint], services: dict[str, Intervals]) -> Network:
    """Put together what was written."""
    builder, estate = plan.builder, plan.estate
    plan.promise({node: Page() for node in plan.late})
    stages = Promised(builder.stages, builder.count, plan.page)
    world = found["internet"].addresses
    memory = Memory(estate.design, estate.unfiltered, plan, builder.stages)
    told = partial(outline, plan)
    return Network(stages, found, internet.owned(plan), world, tuple(estate.notes), services, memory, told)


def _promise(plan: Plan) -> None:
    """Give a number to whatever plain hosts and the tables that list hosts lead to: later no number is given."""
    for vpc in plan.estate.vpcs:
        link_local.link_local(plan, vpc)
    for subnet in plan.devices_in:
        plan.to("leave", subnet)
    for name in [name for name in plan.devices if name not in plan.hosts]:
        device = plan.devices[name]
        plan.to(*device.arrive)
        plan.to("enter", device.subnet, name)


def _endpoint(plan: Plan, device: Device) -> Endpoint:
    if device.kind == "network_interface":
        return interfaces.endpoint(plan, device)
    if device.kind == "nat_gateway":
        return nat.endpoint(plan, device.id)
    owner, _, subnet = device.id.rpartition("/")
    if device.kind == "load_balancer_node":
        return balancers.endpoint(plan, owner, subnet)
    return endpoints.endpoint(plan, owner, subnet)

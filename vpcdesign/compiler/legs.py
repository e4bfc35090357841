"""From a load balancer's node to its targets: whom a node may choose, and how the packet looks to them.

A target is chosen in an enabled zone, and in the node's own where zones are not crossed. It sees the node, or with a
network load balancer that keeps it the client; then the answer goes back by the node, whatever the target's routes say
(measured).
"""

from collections.abc import Iterator
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6, address
from vpcdesign.algebra.intervals import Intervals, intersection, of, point
from vpcdesign.compiler.blocks import table
from vpcdesign.compiler.interfaces import guarded
from vpcdesign.compiler.plan import Device, Plan
from vpcdesign.design.balancers import Listener, LoadBalancer, Target, TargetGroup
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.noun import Noun
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Back, Choose, Deliver, Filter, Mark, Node, Option, Rewrite, Route

NODE_PORTS = ((1024, 65535),)
_TCP = {"tcp", "tls", "http", "https"}
_UDP = {"udp", "quic"}
UDP = 17


class Leg(NamedTuple):
    """One target as a node may choose it. `one_way`: it cannot answer; `deaf`: it cannot even take a kept client."""

    name: str
    address: int
    port: int | None
    keeps_client: bool
    one_way: bool = False
    deaf: bool = False


class Door(NamedTuple):
    """Where the packet came in: a node, and the private link that brought it there, if any."""

    node: Device
    link: str


def protocols(protocol: str) -> tuple[int, ...]:
    """Give the IP protocols of a listener."""
    name = protocol.lower()
    return (6,) if name in _TCP else (UDP,) if name in _UDP else (6, UDP)


def guarded_node(plan: Plan, one: LoadBalancer, node: str, direction: str, next_: Node) -> Node:
    """Pass a node's groups; a network load balancer made without any has none, ever (NLB: security groups)."""
    if not one.security_groups and one.kind in ("network", "gateway"):
        return next_
    return guarded(plan, node, direction, next_)


def targets(plan: Plan, one: LoadBalancer, door: tuple[str, str], listener: Listener, origin: Origin) -> Node:
    """Write what a listener does: one leg for every target that the node may choose."""
    subnet, link = door
    node = plan.devices[f"{one.id}/{subnet}"]
    groups = [g for g in one.target_groups if g.id in listener.target_groups]
    legs = [leg for g in groups for leg in _legs(plan, one, node, g, listener)]
    if legs:
        options = tuple(Option(leg.name, _leg(plan, one, Door(node, link), leg)) for leg in legs)
        return options[0].next if len(options) == 1 else plan.builder.add(Choose(origin, "target", options))
    if any(g.kind == "lambda" for g in groups):
        return plan.builder.add(Deliver(origin._replace(words="hands the request to a function"), node.id))
    words = f"{one.id} has no target that its node in {subnet} may choose"
    note = f"the node of {one.id} in {subnet} has no target: DNS leaves it out, its address stays and drops"
    stop = plan.drop(one.id, "load_balancer", words, _no_target(plan, one, groups), final=True)
    return plan.builder.add(Mark(origin, stop, notes=(note,)))


def _no_target(plan: Plan, one: LoadBalancer, groups: list[TargetGroup]) -> str:
    """Tell why a node has nobody to choose: no target at all, none in an enabled zone, none in its own."""
    zones = {_zone(t, stands) for g in groups for t in g.targets for _, _, stands in _places(plan, t)}
    if not any(g.targets for g in groups):
        return "ELBV2_LISTENER_HAS_NO_TG"
    return "ELBV2_NO_TARGETS_IN_AZ" if zones & _enabled(plan, one) else "ELB_INSTALLED_AZ_RESTRICTION"


def _enabled(plan: Plan, one: LoadBalancer) -> set[str]:
    return {plan.estate.subnets[n.subnet].az for n in one.nodes if n.subnet in plan.estate.subnets}


def _zone(target: Target, stands: str) -> str:
    return "" if target.az == "all" else target.az or stands


def _leg(plan: Plan, one: LoadBalancer, door: Door, leg: Leg) -> Node:
    """Write the leg from a node to one target.

    What came by a private link never keeps its client, nor does what must change its family (NLB: target group
    attributes).
    """
    keeps = leg.keeps_client and not door.link
    if not keeps:
        return _rewritten(plan, one, door, leg, keeps=False)
    if leg.deaf:
        words = f"{leg.name} is a node or an endpoint itself, and takes nothing whose client's address is kept"
        return plan.drop(one.id, "load_balancer", words, "ELBV2_SOURCE_ADDRESS_PRESERVATION", final=True)
    kept = _rewritten(plan, one, door, leg, keeps=True)
    other = [p for p in door.node.addresses if (p[0] >= V6) != (leg.address >= V6)]
    if not other:
        return kept
    changed = Route(Origin(one.id, "load_balancer"), _rewritten(plan, one, door, leg, keeps=False))
    entries = [(low, high, changed) for low, high in other]
    return plan.builder.add(table(changed.origin, entries, Route(changed.origin, kept), silent=True))


def _rewritten(plan: Plan, one: LoadBalancer, door: Door, leg: Leg, *, keeps: bool) -> Node:
    node = door.node
    own = next((low for low, _ in node.addresses if (low >= V6) == (leg.address >= V6)), node.primary)
    inner = plan.to(*node.arrive)
    sticky = keeps and not leg.one_way
    words = f"sends it on to {leg.name}" + (", keeping the client's address" if keeps else " from its own address")
    return plan.builder.add(
        Rewrite(
            Origin(one.id, "load_balancer", by=leg.name, words=words),
            f"link {node.id} {door.link}" if door.link else f"balancer {node.id}",
            _sends(plan, one, node, leg, sticky=sticky),
            "NO_POSSIBLE_DESTINATION",
            None,
            None if keeps else (own,),
            None if keeps else NODE_PORTS,
            leg.address,
            leg.port,
            labels=frozenset(one.security_groups),
            back=Back(node.subnet, plan.into(node.subnet, inner), inner) if sticky else None,
            sticky=sticky,
            hairpin=keeps,
            taker=door.link or node.id,
        )
    )


def _sends(plan: Plan, one: LoadBalancer, node: Device, leg: Leg, *, sticky: bool) -> Node:
    """Leave the node; a classic one asks the list even for targets in its own subnet (RA: ELB_ACL_RESTRICTION)."""
    way = plan.to("leave", node.subnet)
    if one.kind == "classic" and intersection(plan.estate.subnet_blocks[node.subnet], point(leg.address)):
        noun = plan.estate.subnets[node.subnet]
        strict = plan.filters.network_acl(plan.estate.acl_of(noun), noun.vpc, "egress", "ELB_ACL_RESTRICTION")
        way = plan.builder.add(Filter(strict, plan.to("same_subnet", node.subnet)))
    if sticky and (appliance := _appliance_route(plan, leg.address)):
        note = f"the answer of {leg.name} is taken to go back by {one.id}, past the middlebox {appliance} of its routes"
        way = plan.builder.add(Mark(Origin(one.id, "load_balancer"), way, notes=(note,)))
    return guarded_node(plan, one, node.id, "egress", way)


def _appliance_route(plan: Plan, at: int) -> str:
    """Name a middlebox that the routes of a target's subnet lead to: whether it sees the answer is not documented."""
    subnet = next(
        (s for s in plan.estate.design.subnets if intersection(plan.estate.subnet_blocks[s.id], point(at))), None
    )
    found = plan.estate.table_of(subnet) if subnet else None
    doors = {e.id for f in plan.estate.design.firewalls for e in f.endpoints}
    for written in found.routes if found else ():
        noun: Noun | None = plan.estate.nouns.get(written.target)
        endpoint = isinstance(noun, VpcEndpoint) and noun.kind == "gateway-load-balancer"
        if endpoint or isinstance(noun, NetworkInterface | Instance) or written.target in doors:
            return written.target
    return ""


def _legs(plan: Plan, one: LoadBalancer, node: Device, group: TargetGroup, listener: Listener) -> Iterator[Leg]:
    """Give the targets that a node may choose: in an enabled zone, and in its own where zones are not crossed."""
    enabled = _enabled(plan, one)
    crosses = group.cross_zone if group.cross_zone is not None else one.cross_zone
    if crosses is None:
        crosses = one.kind == "application"
    here = plan.estate.subnets[node.subnet].az
    for target in group.targets:
        for name, at, stands in _places(plan, target):
            zone = _zone(target, stands)
            if zone and (zone not in enabled or (not crosses and zone != here)):
                continue
            port = target.port or group.port or listener.port
            keeps = _keeps(plan, one, group, at)
            # UDP to an address outside the VPC arrives, and is not answered (NLB: target group attributes)
            near = intersection(plan.estate.vpc_blocks.get(one.vpc, ()), point(at))
            one_way = keeps and not near and UDP in protocols(group.protocol)
            yield Leg(name, at, port, keeps, one_way, deaf=keeps and _deaf(plan, at))


def _deaf(plan: Plan, at: int) -> bool:
    """An endpoint's interface or another network load balancer's node loses what keeps its client (NLB: attributes)."""
    for device in plan.devices.values():
        if not intersection(device.addresses, point(at)):
            continue
        owner = plan.estate.nouns.get(device.id.split("/")[0])
        if device.kind == "endpoint_node" or (isinstance(owner, LoadBalancer) and owner.kind == "network"):
            return True
    return False


def _keeps(plan: Plan, one: LoadBalancer, group: TargetGroup, at: int) -> bool:
    """Tell whether targets see the client's address (NLB: target group attributes; measured)."""
    if one.kind != "network":
        return False
    if group.kind == "alb" or UDP in protocols(group.protocol):
        return True
    keeps = group.preserve_client_ip if group.preserve_client_ip is not None else group.kind == "instance"
    return keeps and bool(intersection(_near(plan, one), point(at)))


def _near(plan: Plan, one: LoadBalancer) -> Intervals:
    """Give the addresses of its VPC and the peers: farther away no address is kept (NLB: register targets)."""
    found = list(plan.estate.vpc_blocks.get(one.vpc, ()))
    for peering in plan.estate.design.peering_connections:
        if one.vpc in (peering.requester, peering.accepter):
            other = peering.accepter if peering.requester == one.vpc else peering.requester
            found.extend(plan.estate.vpc_blocks.get(other, ()))
    return of(found)


def _places(plan: Plan, target: Target) -> Iterator[tuple[str, int, str]]:
    """Give (name, address, zone) of what is registered: an instance by its primary interface's primary address."""
    noun = plan.estate.nouns.get(target.target)
    if isinstance(noun, Instance):
        if not plan.estate.interfaces_of.get(noun.id):
            return
        noun = plan.estate.interfaces_of[noun.id][0]
    if isinstance(noun, NetworkInterface):
        device = plan.devices.get(noun.id)
        if device is not None and device.addresses:
            yield target.target, device.primary, plan.estate.subnets[noun.subnet].az
    elif isinstance(noun, LoadBalancer):
        for node in noun.nodes:
            device = plan.devices.get(f"{noun.id}/{node.subnet}")
            if device is not None:
                yield device.id, device.primary, plan.estate.subnets[node.subnet].az
    elif noun is None and (at := _literal(target.target)) is not None:
        yield target.target, at, _zone_of(plan, at)


def _literal(text: str) -> int | None:
    try:
        return address(text)
    except ValueError:
        return None


def _zone_of(plan: Plan, at: int) -> str:
    for subnet in plan.estate.design.subnets:
        if intersection(plan.estate.subnet_blocks[subnet.id], point(at)):
            return subnet.az
    return ""

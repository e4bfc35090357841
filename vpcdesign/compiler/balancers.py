"""Load balancers: the client's leg ends at a node, a leg of its own goes on to a target (ELB: how it works).

Every registered target in an enabled zone may be chosen. An application or classic load balancer is a proxy: targets
see the node. A network one may keep the client's address: then targets see the client, and answers go back by the node
whatever the target's routes say (measured). Behind any of them the client's security groups are lost and the load
balancer's own stand in their place. Nothing that listens answers ping, except an application load balancer's node
itself.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vpcdesign.algebra.addresses import V6, address
from vpcdesign.algebra.intervals import Intervals, difference, intersection, of, point
from vpcdesign.algebra.services import icmp, ports
from vpcdesign.compiler.interfaces import guarded
from vpcdesign.compiler.plan import Device, Plan
from vpcdesign.design.balancers import Listener, LoadBalancer, Target, TargetGroup
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import (
    Back,
    Case,
    Choose,
    Deliver,
    Mark,
    Node,
    Option,
    Restore,
    Rewrite,
    Route,
    Stage,
    Switch,
)

NODE_PORTS = ((1024, 65535),)
_TCP = {"tcp", "tls", "http", "https"}
_UDP = {"udp", "quic"}


class Leg(NamedTuple):
    """One target as a node may choose it."""

    name: str
    address: int
    port: int | None
    keeps_client: bool
    one_way: bool = False


def balancer_of(plan: Plan, name: str) -> LoadBalancer:
    """Give a load balancer by its id."""
    noun = plan.estate.nouns[name]
    assert isinstance(noun, LoadBalancer)
    return noun


def protocols(protocol: str) -> tuple[int, ...]:
    """Give the IP protocols of a listener."""
    name = protocol.lower()
    return (6,) if name in _TCP else (17,) if name in _UDP else (6, 17)


def arrive(plan: Plan, name: str, subnet: str) -> Stage:
    """Write a node: answers of targets go back to their clients, the rest meets the listeners."""
    one = balancer_of(plan, name)
    node = f"{name}/{subnet}"
    origin = Origin(name, "load_balancer", by=subnet, words=f"node in {subnet}")
    listening = _guarded(plan, one, node, "ingress", plan.to("listeners", name, subnet, ""))
    home = plan.builder.add(Deliver(origin, node))
    stray = _guarded(plan, one, node, "ingress", home)
    for endpoint_, where in _private_links(plan, name):
        link = f"{endpoint_}/{where}"
        gives = Origin(endpoint_, "vpc_endpoint", words="gives the answer back its client")
        stray = plan.builder.add(
            Restore(
                gives, gives, f"link {node} {link}", plan.to("leave", where), "NO_POSSIBLE_DESTINATION", None, stray
            )
        )
    gives = origin._replace(words="gives the answer back its client")
    return Restore(
        gives, origin, f"balancer {node}", plan.to("leave", subnet), "NO_POSSIBLE_DESTINATION", listening, stray
    )


def _guarded(plan: Plan, one: LoadBalancer, node: str, direction: str, next_: Node) -> Node:
    """A network load balancer made without security groups has none, ever (NLB: security groups)."""
    if not one.security_groups and one.kind in ("network", "gateway"):
        return next_
    return guarded(plan, node, direction, next_)


def _private_links(plan: Plan, name: str) -> list[tuple[str, str]]:
    """Give the (endpoint, subnet) whose service this load balancer stands in front of."""
    return [(e.id, n.subnet) for e in plan.estate.design.vpc_endpoints if e.load_balancer == name for n in e.nodes]


def private_link(plan: Plan, endpoint_: str, subnet: str) -> Stage:
    """Write the service behind an interface endpoint: a node of its load balancer, in the endpoint's zone if it can.

    Its groups are asked about the client's own address unless that is switched off (NLB: security groups).
    """
    one = balancer_of(plan, getattr(plan.estate.nouns[endpoint_], "load_balancer", ""))
    options = []
    for node in one.nodes:
        if node.subnet in plan.estate.subnets:
            step = plan.to("listeners", one.id, node.subnet, f"{endpoint_}/{subnet}")
            if one.enforce_private_link:
                step = _guarded(plan, one, f"{one.id}/{node.subnet}", "ingress", step)
            options.append(Option(plan.estate.zone(node.subnet), step))
    origin = Origin(endpoint_, "vpc_endpoint", words=f"leads to {one.id}")
    chosen = plan.builder.add(Choose(origin, "zone", tuple(options), how="zone"))
    return Mark(origin, chosen, zone=plan.estate.zone(subnet), strip=True, silent=False)


def listeners(plan: Plan, name: str, subnet: str, link: str) -> Switch:
    """Write the listeners of a node; `link` is the private link that brought the packet there, if any."""
    one = balancer_of(plan, name)
    cases: list[Case] = []
    taken: Intervals = ()
    for place, listener in enumerate(one.listeners):
        line = f"listeners/{place}"
        words = f"listener {listener.protocol}:{listener.port}"
        origin = Origin(name, "load_balancer", "", f"{listener.protocol}:{listener.port}", words, line)
        own = of(p for number in protocols(listener.protocol) for p in ports(number, listener.port, listener.port))
        own = difference(own, taken)
        taken = of(taken + own)
        cases.append(Case(origin, own, _targets(plan, one, (subnet, link), listener, origin)))
    origin = Origin(name, "load_balancer")
    if one.kind == "application":
        ping = plan.builder.add(Deliver(origin, f"{name}/{subnet}"))
        cases.append(Case(origin._replace(words="the node answers ping itself"), icmp(1, 8), ping))
    words = (
        "no listener takes this; a network load balancer answers no ping"
        if one.kind == "network"
        else "no listener takes this"
    )
    return Switch(tuple(cases), Route(origin._replace(words=words), None, "ELBV2_LISTENERS_MISMATCH"))


def _targets(plan: Plan, one: LoadBalancer, door: tuple[str, str], listener: Listener, origin: Origin) -> Node:
    subnet, link = door
    node = plan.devices[f"{one.id}/{subnet}"]
    groups = [g for g in one.target_groups if g.id in listener.target_groups]
    legs = [(g, leg) for g in groups for leg in _legs(plan, one, node, g, listener)]
    if not legs:
        if any(g.kind == "lambda" for g in groups):
            return plan.builder.add(Deliver(origin._replace(words="hands the request to a function"), node.id))
        code = "ELBV2_NO_TARGETS_IN_AZ" if any(g.targets for g in groups) else "ELBV2_LISTENER_HAS_NO_TG"
        words = f"{one.id} has no target that its node in {subnet} may choose"
        note = f"the node of {one.id} in {subnet} has no target: DNS leaves it out, its address stays and drops"
        stop = plan.drop(one.id, "load_balancer", words, code)
        return plan.builder.add(Mark(origin, stop, notes=(note,)))
    options = tuple(Option(leg.name, _leg(plan, one, (node, link), leg)) for _, leg in legs)
    if len(options) == 1:
        return options[0].next
    return plan.builder.add(Choose(origin, "target", options))


def _leg(plan: Plan, one: LoadBalancer, door: tuple[Device, str], leg: Leg) -> Node:
    """Write the leg from a node to one target; what came by a private link never keeps its client (NLB: attributes)."""
    node, link = door
    keep = leg.keeps_client and not link
    own = next((low for low, _ in node.addresses if (low >= V6) == (leg.address >= V6)), node.primary)
    inner = plan.to(*node.arrive)
    words = f"sends it on to {leg.name}" + (", keeping the client's address" if keep else " from its own address")
    return plan.builder.add(
        Rewrite(
            Origin(one.id, "load_balancer", by=leg.name, words=words),
            f"link {node.id} {link}" if link else f"balancer {node.id}",
            _sends(plan, one, node, leg),
            "NO_POSSIBLE_DESTINATION",
            None,
            None if keep else (own,),
            None if keep else NODE_PORTS,
            leg.address,
            leg.port,
            labels=frozenset(one.security_groups),
            back=Back(node.subnet, plan.into(node.subnet, inner), inner) if keep else None,
            sticky=keep and not leg.one_way,
            hairpin=keep,
            taker=link or node.id,
        )
    )


def _sends(plan: Plan, one: LoadBalancer, node: Device, leg: Leg) -> Node:
    """Leave the node; a classic one asks the list even for targets in its own subnet (RA: ELB_ACL_RESTRICTION)."""
    way = plan.to("leave", node.subnet)
    if one.kind == "classic" and intersection(plan.estate.subnet_blocks[node.subnet], point(leg.address)):
        way = plan.out(node.subnet, plan.to("same_subnet", node.subnet))
    return _guarded(plan, one, node.id, "egress", way)


def _legs(plan: Plan, one: LoadBalancer, node: Device, group: TargetGroup, listener: Listener) -> Iterator[Leg]:
    """Give the targets that a node may choose: in an enabled zone, and in its own where zones are not crossed."""
    enabled = {plan.estate.subnets[n.subnet].az for n in one.nodes if n.subnet in plan.estate.subnets}
    crosses = group.cross_zone if group.cross_zone is not None else one.cross_zone
    if crosses is None:
        crosses = one.kind == "application"
    here = plan.estate.subnets[node.subnet].az
    for target in group.targets:
        for name, at, stands in _places(plan, target):
            zone = "" if target.az == "all" else target.az or stands
            if zone and (zone not in enabled or (not crosses and zone != here)):
                continue
            port = target.port or group.port or listener.port
            keeps = _keeps(plan, one, group, at)
            # UDP to an address outside the VPC arrives, and is not answered (NLB: target group attributes)
            near = intersection(plan.estate.vpc_blocks.get(one.vpc, ()), point(at))
            yield Leg(name, at, port, keeps, one_way=keeps and not near and 17 in protocols(group.protocol))


def _keeps(plan: Plan, one: LoadBalancer, group: TargetGroup, at: int) -> bool:
    """Tell whether targets see the client's address (NLB: target group attributes; measured)."""
    if one.kind != "network":
        return False
    if group.kind == "alb":
        return True
    if 17 in protocols(group.protocol):
        return True
    keeps = group.preserve_client_ip if group.preserve_client_ip is not None else group.kind == "instance"
    return keeps and any(at in range(low, high + 1) for low, high in _near(plan, one))


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
    elif noun is None:
        at = _literal(target.target)
        if at is not None:
            yield target.target, at, _zone_of(plan, at)


def _literal(text: str) -> int | None:
    try:
        return address(text)
    except ValueError:
        return None


def _zone_of(plan: Plan, at: int) -> str:
    for subnet in plan.estate.design.subnets:
        if intersection(plan.estate.subnet_blocks[subnet.id], ((at, at),)):
            return subnet.az
    return ""


def endpoint(plan: Plan, name: str, subnet: str) -> Endpoint:
    """Give a node as somewhere to ask for, and as what sends to targets."""
    one = balancer_of(plan, name)
    node = plan.devices[f"{name}/{subnet}"]
    pairs = plan.public.get(node.vpc, {})
    public = of((pairs[low], pairs[low]) for low, _ in node.addresses if low in pairs)
    if one.scheme == "internet-facing":
        public = of(public + tuple(p for p in node.addresses if p[0] >= V6))
    sends = _guarded(plan, one, node.id, "egress", plan.to("leave", subnet))
    return Endpoint(
        node.id,
        "load_balancer_node",
        sends,
        sends,
        plan.to(*node.arrive),
        node.addresses,
        public,
        frozenset(one.security_groups),
        NODE_PORTS,
        subnet,
        plan.estate.zone(subnet),
    )

"""Load balancers: the client's leg ends at a node, a leg of its own goes on to a target (ELB: how it works).

Every registered target in an enabled zone may be chosen. An application or classic load balancer is a proxy: targets
see the node. A network one may keep the client's address: then targets see the client, and answers go back by the node
whatever the target's routes say (measured). Behind any of them the client's security groups are lost and the load
balancer's own stand in their place. Nothing that listens answers ping, except an application load balancer's node
itself.
"""

from vpcdesign.algebra.addresses import V6
from vpcdesign.algebra.intervals import Intervals, difference, of
from vpcdesign.algebra.services import icmp, ports
from vpcdesign.compiler.legs import NODE_PORTS, guarded_node, protocols, targets
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Case, Choose, Deliver, Mark, Option, Restore, Route, Stage, Switch


def balancer_of(plan: Plan, name: str) -> LoadBalancer:
    """Give a load balancer by its id."""
    noun = plan.estate.nouns[name]
    assert isinstance(noun, LoadBalancer)
    return noun


def arrive(plan: Plan, name: str, subnet: str) -> Stage:
    """Write a node: answers of targets go back to their clients, the rest meets the listeners."""
    one = balancer_of(plan, name)
    node = f"{name}/{subnet}"
    origin = Origin(name, "load_balancer", by=subnet, words=f"node in {subnet}")
    listening = guarded_node(plan, one, node, "ingress", plan.to("listeners", name, subnet, ""))
    home = plan.builder.add(Deliver(origin, node))
    stray = guarded_node(plan, one, node, "ingress", home)
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
                step = guarded_node(plan, one, f"{one.id}/{node.subnet}", "ingress", step)
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
        cases.append(Case(origin, own, targets(plan, one, (subnet, link), listener, origin)))
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


def endpoint(plan: Plan, name: str, subnet: str) -> Endpoint:
    """Give a node as somewhere to ask for, and as what sends to targets."""
    one = balancer_of(plan, name)
    node = plan.devices[f"{name}/{subnet}"]
    pairs = plan.public.get(node.vpc, {})
    public = of((pairs[low], pairs[low]) for low, _ in node.addresses if low in pairs)
    if one.scheme == "internet-facing":
        public = of(public + tuple(p for p in node.addresses if p[0] >= V6))
    sends = guarded_node(plan, one, node.id, "egress", plan.to("leave", subnet))
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

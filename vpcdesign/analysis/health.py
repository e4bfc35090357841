"""Whether a load balancer would take a failing target out by itself: would its health check get through?

Health checks come from the nodes, on a port of their own if the target group says so (ELB: health checks). An answer
that depends on the target says which targets would fail theirs: those AWS leaves out, the others it keeps sending
clients to.
"""

from collections.abc import Iterator

from vpcdesign.algebra.addresses import address
from vpcdesign.algebra.intervals import contains, point
from vpcdesign.algebra.services import TCP, ports
from vpcdesign.design.balancers import LoadBalancer, TargetGroup
from vpcdesign.design.document import Design
from vpcdesign.network.network import Endpoint, Network
from vpcdesign.reach.ask import verdict
from vpcdesign.reach.trace import Packets, Question, Trace
from vpcdesign.reach.walk import Walk


def health_notes(design: Design, walk: Walk, found: Trace) -> tuple[str, ...]:
    """Give a note for each target that a partial answer fails on."""
    if "target" not in found.depends_on:
        return ()
    chosen = {option for part in found.fails for dimension, option in part.choices if dimension == "target"}
    balancers = {one.id: one for one in design.load_balancers}
    notes: list[str] = []
    for option in sorted(chosen):
        balancer, _, name = option.partition(": ")
        if balancer in balancers:
            notes.extend(_checks(design, walk, balancers[balancer], name))
    return tuple(dict.fromkeys(notes))


def _checks(design: Design, walk: Walk, balancer: LoadBalancer, name: str) -> Iterator[str]:
    for group in balancer.target_groups:
        for target in group.targets:
            end = _end(design, walk.network, name)
            port = group.health_check_port or target.port or group.port
            if target.target != name or end is None or port is None:
                continue
            failing = [node for node in _nodes(walk.network, balancer) if not _passes(walk, node, end, port)]
            yield _note(balancer, group, name, f"tcp/{port}", failed=bool(failing))


def _note(balancer: LoadBalancer, group: TargetGroup, name: str, service: str, *, failed: bool) -> str:
    if failed:
        return f"{name} would fail its health check ({group.id}, {service}): {balancer.id} would leave it out"
    return f"{name} would pass its health check ({group.id}, {service}): {balancer.id} would go on choosing it"


def _nodes(network: Network, balancer: LoadBalancer) -> list[Endpoint]:
    return [network.endpoints[f"{balancer.id}/{n.subnet}"] for n in balancer.nodes]


def _passes(walk: Walk, node: Endpoint, end: tuple[Endpoint, int], port: int) -> bool:
    target, at = end
    packets = Packets(point(node.addresses[0][0]), point(at), ports(TCP, port, port), node.client_ports)
    question = Question(node.id, target.id, packets, node.id, frozenset({target.id}))
    return verdict(walk, [question]).verdict == "allowed"


def _end(design: Design, network: Network, name: str) -> tuple[Endpoint, int] | None:
    """Give who a registered target is, and its address: an interface, an instance's first one, whoever holds it."""
    first = next((i.id for i in design.network_interfaces if i.instance == name), name)
    if first in network.endpoints:
        one = next((i for i in design.network_interfaces if i.id == first), None)
        own = network.endpoints[first]
        at = address(one.private_ip) if one is not None and one.private_ip else own.addresses[0][0]
        return own, at
    try:
        at = address(name)
    except ValueError:
        return None
    return next(((e, at) for e in network.endpoints.values() if e.subnet and contains(e.addresses, at)), None)

"""VPC endpoints: gateway endpoints for S3 and DynamoDB, interface endpoints, and the AWS services themselves.

A gateway endpoint serves only hosts whose own subnet's table leads to it, over TCP and ping (RA: VPCE_GATEWAY_*); its
policy is no packet filter and is not judged. An interface endpoint is an interface with security groups that answers
on the service's own ports, never opens a conversation, and never answers ping (PL: considerations; measured).
"""

from vpcdesign.algebra.intervals import Intervals, of
from vpcdesign.algebra.services import icmp, ports
from vpcdesign.compiler.interfaces import guarded
from vpcdesign.compiler.internet import services
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.balancers import LoadBalancer
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.network.network import Endpoint
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Back, Deliver, Filter, Mark, Node, Restore, Rewrite, Stage

WEB = of((*ports(6, 80, 80), *ports(6, 443, 443)))
GATEWAY_PROTOCOLS = of((*ports(6), *icmp(1, 8)))
ANSWERS: dict[str, Intervals] = {"s3": of((*WEB, *icmp(1, 8))), "dynamodb": WEB}
"""What a service of AWS answers to; one that is not listed is taken to answer everything (S3 measured)."""


def _named(plan: Plan, name: str) -> VpcEndpoint:
    noun = plan.estate.nouns[name]
    assert isinstance(noun, VpcEndpoint)
    return noun


def gateway_endpoint(plan: Plan, name: str, subnet: str) -> Filter:
    """Write a gateway endpoint for what a subnet's table brings to it; it remembers the way back."""
    del subnet
    one = _named(plan, name)
    service = one.service.rsplit(".", 1)[-1]
    origin = Origin(name, "vpc_endpoint", words=f"gateway endpoint of {service}")
    key = f"endpoint {name}"
    home = plan.builder.once(
        ("home", name),
        lambda: plan.builder.add(
            Restore(
                origin,
                origin,
                key,
                plan.to("local", one.vpc),
                "VPCE_GATEWAY_EGRESS_SOURCE_ADDRESS_RESTRICTION",
                silent=True,
            )
        ),
    )
    back = Back("", home, home)
    notes = plan.builder.add(
        Mark(origin, plan.to("service", service), notes=(f"the policy of {name} is not judged",), silent=False)
    )
    step = plan.builder.add(
        Rewrite(origin, key, notes, "VPCE_GATEWAY_PROTOCOL_RESTRICTION", back=back, sticky=True, silent=True)
    )
    own = Line(origin, allow=True, source=plan.estate.vpc_blocks[one.vpc])
    foreign = origin._replace(words=f"a gateway endpoint serves hosts of {one.vpc} only")
    step = plan.builder.add(
        Filter(Rules((own,), foreign, "VPCE_GATEWAY_EGRESS_SOURCE_ADDRESS_RESTRICTION"), step, silent=True)
    )
    line = Line(origin, allow=True, services=GATEWAY_PROTOCOLS)
    refuses = origin._replace(words="a gateway endpoint carries TCP and ping only")
    return Filter(Rules((line,), refuses, "VPCE_GATEWAY_PROTOCOL_RESTRICTION"), step, silent=True)


def service(plan: Plan, name: str) -> Stage:
    """Write an AWS service."""
    origin = Origin(f"service:{name}", "service")
    home = plan.builder.add(Deliver(origin, f"service:{name}"))
    if name not in ANSWERS:
        return Mark(origin, home)
    return Filter(_only(origin, ANSWERS[name]), home, silent=True)


def _only(origin: Origin, answers: Intervals) -> Rules:
    line = Line(origin._replace(words="answers on this port"), allow=True, services=answers)
    return Rules((line,), origin._replace(words="does not answer on this port or protocol"), "PROTOCOL_RESTRICTION")


def service_endpoint(plan: Plan, name: str) -> Endpoint:
    """Give an AWS service as somewhere to ask for."""
    back = plan.to("service_back", name)
    addresses = services(plan).get(name, ())
    return Endpoint(f"service:{name}", "service", back, back, back, addresses, addresses, client_ports=((1024, 65535),))


def arrive(plan: Plan, name: str, subnet: str) -> Stage:
    """Write what an interface endpoint does with what is sent to its node in a subnet."""
    one = _named(plan, name)
    node = f"{name}/{subnet}"
    origin = Origin(name, "vpc_endpoint")
    if one.kind != "interface":
        words = f"what lies behind {name} ({one.kind} endpoint) is outside the model"
        far = plan.beyond(name, "vpc_endpoint", words)
        return Mark(origin, guarded(plan, node, "ingress", far) if one.security_groups else far)
    if isinstance(plan.estate.nouns.get(one.load_balancer or ""), LoadBalancer):
        return Mark(origin, guarded(plan, node, "ingress", plan.to("private_link", name, subnet)))
    home = plan.builder.add(Deliver(origin, node))
    inner = plan.builder.add(Filter(_only(origin, _answers(one)), home, silent=True))
    return Mark(origin, guarded(plan, node, "ingress", inner))


def _answers(one: VpcEndpoint) -> Intervals:
    if one.answers is not None:
        return of(pair for text in one.answers for pair in _service(text))
    if "amazonaws" in one.service or "." not in one.service:
        return WEB if one.service.rsplit(".", 1)[-1] == "s3" else ports(6, 443, 443)
    return of((*ports(6), *ports(17)))  # somebody's own service: whatever ports its load balancer listens on


def _service(text: str) -> Intervals:
    protocol, _, rest = text.partition("/")
    low, _, high = (rest or "0-65535").partition("-")
    return ports({"tcp": 6, "udp": 17}[protocol], int(low), int(high or low))


def endpoint(plan: Plan, name: str, subnet: str) -> Endpoint:
    """Give a node of an interface endpoint as somewhere to ask for; it opens no conversation itself."""
    node = f"{name}/{subnet}"
    device = plan.devices[node]
    answer: Node = guarded(plan, node, "egress", plan.to("leave", subnet))
    never = plan.drop(name, "vpc_endpoint", f"{name} opens no conversation: it only answers", "VPCE_INTRA_VPC_TRAFFIC")
    notes: tuple[str, ...] = ()
    one = _named(plan, name)
    if one.answers is None and one.load_balancer is None and "." in one.service and "amazonaws" not in one.service:
        notes = (f"{name} is taken to answer on every port: the service behind it is not in the design",)
    return Endpoint(
        node,
        "endpoint_node",
        never,
        answer,
        plan.to("endpoint", name, subnet),
        device.addresses,
        labels=frozenset(device.groups),
        client_ports=((1024, 65535),),
        subnet=subnet,
        zone=plan.estate.zone(subnet),
        notes=notes,
    )

"""Inspection: Network Firewall and Gateway Load Balancer endpoints, and interfaces that a gateway's table names.

An endpoint takes what a route brings, lets the appliance look, and sends it on from its own subnet unchanged; marks
end here (UG: security group referencing). Its subnet's list is asked even within one subnet. A firewall must see both
ways through one endpoint; an appliance of one's own may be bypassed by the answer, but drops one whose packet it has
not seen (GWLB: asymmetric flows). Stateless rules first, each way by itself; what they forward meets the stateful ones
(NFW: evaluation).
"""

from vpcdesign.algebra.addresses import blocks
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.services import icmp, ports
from vpcdesign.compiler.plan import Plan
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.firewalls import Firewall, FirewallRule
from vpcdesign.design.gateways import InternetGateway, NatGateway
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.noun import Noun
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Line, Rules
from vpcdesign.network.stages import Filter, Mark, Node, Stage, Stop, Track

_PROTOCOLS = {"tcp": 6, "udp": 17, "icmp": 1, "icmpv6": 58}
_ACTION_ORDER = {"pass": 0, "drop": 1, "reject": 2, "alert": 3}
CODE = "FIREWALL_RULES_RESTRICTION"


def appliance(plan: Plan, target: str, gateway: str) -> Stage:
    """Write what a route to an appliance leads to; `gateway` is the one whose table named it, if any."""
    noun = plan.estate.nouns.get(target)
    if isinstance(noun, Instance):
        interfaces = plan.estate.interfaces_of.get(noun.id, [])
        noun = interfaces[0] if interfaces else noun
    if isinstance(noun, NetworkInterface):
        return _interface(plan, noun, gateway)
    if isinstance(noun, NatGateway) and noun.subnet:
        return Mark(Origin(noun.id, "nat_gateway"), plan.into(noun.subnet, plan.to("nat", noun.id)))
    if isinstance(noun, VpcEndpoint) and noun.kind == "gateway-load-balancer" and noun.nodes:
        return _gateway_balancer(plan, noun)
    for firewall in plan.estate.design.firewalls:
        for one in firewall.endpoints:
            if one.id == target:
                onward = plan.to("leave", one.subnet)
                return Mark(Origin(one.id, "firewall"), plan.into(one.subnet, _inspect(plan, firewall, one.id, onward)))
    return Mark(
        _origin(target, noun), plan.beyond(target, "external", f"what {target} does with packets is outside the model")
    )


def _origin(target: str, noun: Noun | None) -> Origin:
    return Origin(target, "external" if noun is None else type(noun).__name__)


def _interface(plan: Plan, noun: NetworkInterface, gateway: str) -> Stage:
    origin = Origin(noun.id, "network_interface")
    if isinstance(plan.estate.nouns.get(gateway), InternetGateway):
        device = plan.devices[noun.id]
        known = plan.public.get(device.vpc, {})
        if not any(low <= a <= high for a in known for low, high in device.addresses):
            words = (
                f"a table of an internet gateway leads only to interfaces with a public address, and {noun.id} has none"
            )
            return Stop(origin._replace(words=words), "INGRESS_RTB_NO_PUBLIC_IP")
    return Mark(origin, plan.into(noun.subnet, plan.to("forwarded", noun.id)))


def _gateway_balancer(plan: Plan, noun: VpcEndpoint) -> Stage:
    origin = Origin(noun.id, "vpc_endpoint", words="hands it to the appliances and takes it back unchanged")
    subnet = noun.nodes[0].subnet
    balancer = next((b for b in plan.estate.design.load_balancers if b.id == noun.load_balancer), None)
    if balancer is not None and not any(g.targets for g in balancer.target_groups):
        words = f"{balancer.id} has no target"
        return Stop(Origin(balancer.id, "load_balancer", words=words), "ELBV2_LISTENER_HAS_NO_TG")
    tracked = plan.builder.add(Track(origin, noun.id, plan.to("leave", subnet), strict=False))
    note = f"what the appliances behind {noun.id} let through is not judged"
    return Mark(origin, plan.into(subnet, plan.builder.add(Mark(origin, tracked, strip=True, notes=(note,)))))


def transit_firewall(plan: Plan, firewall: str, attachment: str) -> Stage:
    """Write a firewall that is attached to a transit gateway (TGW: network function attachments)."""
    noun = plan.estate.nouns[firewall]
    assert isinstance(noun, Firewall)
    onward = plan.to("transit_in", attachment, "")
    return Mark(Origin(firewall, "firewall"), _inspect(plan, noun, firewall, onward))


def _inspect(plan: Plan, firewall: Firewall, door: str, onward: Node) -> Node:
    """Write both engines of a firewall behind one of its endpoints."""
    origin = Origin(firewall.id, "firewall", by=door)
    stateful = plan.builder.add(Track(origin._replace(component=door), door, _stateful(plan, firewall, door, onward)))
    lines = [_line(firewall, "stateless_rules", i, rule) for i, rule in enumerate(firewall.stateless_rules)]
    lines = [
        line if rule.action in ("drop", "reject") else _sent(line, onward if rule.action == "pass" else stateful)
        for line, rule in zip(lines, firewall.stateless_rules, strict=True)
    ]
    default = origin._replace(by="default", words=f"stateless default action: {firewall.stateless_default}")
    passes = firewall.stateless_default != "drop"
    next_ = onward if firewall.stateless_default == "pass" else stateful
    node = plan.builder.add(Filter(Rules(tuple(lines), default, CODE, default_allow=passes), next_))
    return plan.builder.add(Mark(origin, node, strip=True))


def _sent(line: Line, to: Node) -> Line:
    return Line(
        line.origin,
        allow=True,
        source=line.source,
        destination=line.destination,
        services=line.services,
        source_ports=line.source_ports,
        next=to,
    )


def _stateful(plan: Plan, firewall: Firewall, door: str, onward: Node) -> Node:
    if firewall.unreadable:
        words = f"rules that cannot be judged decide here: {', '.join(firewall.unreadable)}"
        return plan.beyond(firewall.id, "firewall", words)
    rules = list(enumerate(firewall.stateful_rules))
    if firewall.stateful_order == "action":
        rules.sort(key=lambda r: _ACTION_ORDER.get(r[1].action, 0))
    lines: list[Line] = []
    for place, rule in rules:
        if rule.action == "alert":
            continue  # it is logged and goes on
        lines.append(_line(firewall, "stateful_rules", place, rule))
        if rule.either_way:
            lines.append(_line(firewall, "stateful_rules", place, rule, turned=True))
    origin = Origin(
        firewall.id, "firewall", by="default", words=f"stateful default action: {firewall.stateful_default}"
    )
    judged = Rules(tuple(lines), origin, CODE, default_allow=firewall.stateful_default == "pass")
    return plan.builder.add(Filter(judged, onward, f"{door}+", f"{door}+"))


def _line(firewall: Firewall, kind: str, place: int, rule: FirewallRule, *, turned: bool = False) -> Line:
    words = f"{rule.action} {rule.protocol} {rule.ports or ''}".rstrip()
    origin = Origin(firewall.id, "firewall", "", f"{kind}[{place}]", words, f"{kind}/{place}")
    source = blocks(rule.sources) if rule.sources else None
    destination = blocks(rule.destinations) if rule.destinations else None
    if turned:
        source, destination = destination, source
    has_ports = rule.protocol.lower() in ("tcp", "udp", "6", "17")
    client = _ports(rule.source_ports) if has_ports else None
    return Line(origin, rule.action in ("pass", "forward"), source, destination, _services(rule), client)


def _services(rule: FirewallRule) -> Intervals | None:
    protocol = rule.protocol.lower()
    if protocol in ("all", "ip", "-1"):
        return None
    number = _PROTOCOLS.get(protocol) or int(protocol)
    if number in (1, 58):
        return icmp(number)
    found = _ports(rule.ports)
    return ports(number, *found[0]) if found else ports(number)


def _ports(text: str | None) -> Intervals | None:
    if not text:
        return None
    low, _, high = text.partition("-")
    return ((int(low), int(high or low)),)

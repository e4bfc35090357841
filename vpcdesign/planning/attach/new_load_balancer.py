"""Adds a load balancer with a listener and a target group, and lets its packets into the targets.

The way from the load balancer to its targets is a conversation of its own, with groups of its own (ELB: how it works):
without a line in the targets' groups every target is unhealthy, and that is the fault that people look for longest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vpcdesign.design.balancers import BalancerNode, Listener, LoadBalancer, Target, TargetGroup
from vpcdesign.design.edit.lines import named_service
from vpcdesign.design.filters import IngressRule, SecurityGroup
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.endpoint import NEW
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

PROTOCOLS = {"application": "https", "network": "tcp", "gateway": "geneve"}
GENEVE = 6081


@dataclass(frozen=True, slots=True)
class Answers:
    """What kind, where, what it listens on, and who answers."""

    vpc: Vpc
    kind: Literal["application", "network", "gateway"]
    scheme: Literal["internet-facing", "internal"]
    name: str
    homes: tuple[Subnet, ...]
    group: str
    port: int
    target_port: int
    targets: tuple[str, ...]
    opens: tuple[str, ...]


def asks(blank: Blank, here: Vicinity) -> Answers | None:
    """Ask for the kind and the scheme; subnets and targets follow."""
    vpc = here.vpc(blank)
    kinds = [
        Option("application", "application"),
        Option("network", "network"),
        Option("gateway", "gateway, appliances"),
    ]
    kind = blank.choice("kind", "Kind", kinds, "application")
    scheme = "internal" if kind == "gateway" else _scheme(blank, here, vpc)
    name = name_for(blank, here, {"internet-facing": "front", "internal": "lb"}[scheme])
    homes = _homes(blank, here, vpc, kind, scheme)
    port, target_port = (GENEVE, GENEVE) if kind == "gateway" else _ports(blank)
    targets = _targets(blank, here, vpc, homes)
    group = "" if kind == "gateway" else _group(blank, here, vpc, kind)
    opens = _opens(blank, here, targets, name, target_port)
    return Answers(vpc, _kind(kind), _as_scheme(scheme), name, homes, group, port, target_port, targets, opens)


def _kind(word: str) -> Literal["application", "network", "gateway"]:
    return "network" if word == "network" else "gateway" if word == "gateway" else "application"


def _as_scheme(word: str) -> Literal["internet-facing", "internal"]:
    return "internet-facing" if word == "internet-facing" else "internal"


def _scheme(blank: Blank, here: Vicinity, vpc: Vpc) -> str:
    why = "" if here.internet_gateway(vpc.id) else f"{vpc.id} has no internet gateway: attach one first"
    options = [Option("internet-facing", "the internet", why), Option("internal", "private networks")]
    return blank.choice("scheme", "For", options, "internal" if why else "internet-facing")


def _homes(blank: Blank, here: Vicinity, vpc: Vpc, kind: str, scheme: str) -> tuple[Subnet, ...]:
    """Ask for its nodes' subnets: public ones for the internet; an application one wants two zones (ALB: subnets)."""
    able = [one for one in here.subnets(vpc.id) if one.cidr is not None]
    fit = [one for one in able if here.is_public(one)] if scheme == "internet-facing" else ways.inner(here, able)
    options = [Option(one.id, f"{one.id} {one.az}") for one in able]
    chosen = blank.ticks("in", "In subnets", options, [one.id for one in here.one_a_zone(fit or able)])
    homes = tuple(one for one in able if one.id in chosen)
    zones: dict[str, str] = {}
    for one in homes:
        if (first := zones.setdefault(one.az, one.id)) != one.id:
            blank.wrong("in", f"AWS refuses {one.id}: {first} is in {one.az} already (InvalidConfigurationRequest).")
        if scheme == "internet-facing" and not here.is_public(one):
            blank.notes.append(f"{one.id} has no route to the internet gateway: its node answers nobody outside")
    if kind == "application" and len(zones) < 2:
        blank.wrong(
            "in", "AWS wants subnets in two zones for an application load balancer (InvalidConfigurationRequest)."
        )
    if not homes:
        blank.wrong("in", "choose a subnet in each zone that is to have a node")
    return homes


def _ports(blank: Blank) -> tuple[int, int]:
    front = _port(blank, "port", "Listens on", "443")
    return front, _port(blank, "target_port", "Target port", "8080")


def _port(blank: Blank, name: str, label: str, default: str) -> int:
    typed = blank.text(name, label, default)
    service = named_service(typed)
    if service is not None and service[1].isdecimal():
        typed = service[1]
    if not typed.isdecimal() or not 1 <= int(typed) <= 65535:
        blank.wrong(name, f"`{typed}` is no port: 1 to 65535, or a service by name")
        return 0
    return int(typed)


def _targets(blank: Blank, here: Vicinity, vpc: Vpc, homes: Sequence[Subnet]) -> tuple[str, ...]:
    """Ask for the targets: the tier that is selected, else the first inner one that has interfaces."""
    own = {one.id: one for one in here.subnets(vpc.id)}
    zones = {one.az for one in homes}
    hosts = [one for one in here.design.network_interfaces if one.subnet in own and one.kind == "interface"]
    selected = here.selected_subnet(vpc.id)
    inner = [one for one in hosts if own[one.subnet] in ways.inner(here, [own[one.subnet]])]
    tier = selected.tier if selected else own[inner[0].subnet].tier if inner else None
    default = [one.id for one in hosts if tier and own[one.subnet].tier == tier]
    options = [Option(one.id, f"{one.id} in {one.subnet}") for one in hosts]
    found = blank.ticks("targets", "Targets", options, default)
    for name in found:
        host = next(one for one in hosts if one.id == name)
        if own[host.subnet].az not in zones:
            blank.notes.append(f"{name} is in {own[host.subnet].az}, where it has no node: nothing is sent there")
    return found


def _group(blank: Blank, here: Vicinity, vpc: Vpc, kind: str) -> str:
    groups = [one for one in here.design.security_groups if vpc.id in {one.vpc, *one.associated_vpcs}]
    options = [Option(NEW, "its own: the listener's port"), *(Option(one.id, one.id) for one in groups)]
    if kind == "network":
        options.append(Option("", "none, and none can ever be added"))
    return blank.choice("group", "Security group", options, NEW)


def _opens(blank: Blank, here: Vicinity, targets: Sequence[str], name: str, port: int) -> tuple[str, ...]:
    """Ask which groups of the targets are to let it in."""
    hosts = [one for one in here.design.network_interfaces if one.id in targets]
    groups = list(dict.fromkeys(group for one in hosts for group in one.security_groups))
    options = [Option(one, f"{one}: tcp/{port} from {name}") for one in groups]
    return blank.ticks("opens", "Lines it adds", options, groups) if groups else ()


def writes(work: Work, answers: Answers) -> None:
    """Make its group, then the load balancer, then the lines of its targets."""
    group = answers.group
    if group == NEW:
        group = work.name(f"sg-{answers.name}")
        work.add("security_groups", _own_group(answers, group))
    facing = answers.scheme == "internet-facing"
    behind = work.name(f"{answers.name}-targets")
    protocol = PROTOCOLS[answers.kind]
    made = LoadBalancer(
        id=answers.name,
        vpc=answers.vpc.id,
        kind=answers.kind,
        scheme=answers.scheme,
        nodes=tuple(BalancerNode(subnet=one.id, public_ip="auto" if facing else None) for one in answers.homes),
        security_groups=(group,) if group else (),
        listeners=(Listener(protocol=protocol, port=answers.port, target_groups=(behind,)),),
        target_groups=(
            TargetGroup(
                id=behind,
                protocol="http" if answers.kind == "application" else protocol,
                port=answers.target_port,
                targets=tuple(Target(target=one) for one in answers.targets),
            ),
        ),
    )
    work.add("load_balancers", made)
    _open(work, answers, group)
    work.title = f"Add load balancer {answers.name} for {len(answers.targets)} targets"
    work.new_ids.insert(0, work.new_ids.pop(work.new_ids.index(answers.name)))


def _own_group(answers: Answers, name: str) -> SecurityGroup:
    """Let everybody in on the listener's port whom the load balancer is for."""
    sources = ("0.0.0.0/0",) if answers.scheme == "internet-facing" else answers.vpc.cidrs
    lines = tuple(IngressRule(protocol="tcp", ports=str(answers.port), source=one) for one in sources)
    return SecurityGroup(id=name, vpc=answers.vpc.id, ingress=lines)


def _open(work: Work, answers: Answers, group: str) -> None:
    """Let the load balancer into the targets' groups: by its group, or by its subnets where it has none."""
    sources = (group,) if group else tuple(one.cidr for one in answers.homes if one.cidr)
    protocol = "udp" if answers.kind == "gateway" else "tcp"
    lines = tuple(IngressRule(protocol=protocol, ports=str(answers.target_port), source=one) for one in sources)
    if not group and answers.kind == "network":  # client addresses are kept: the targets meet the clients themselves
        source = "0.0.0.0/0" if answers.scheme == "internet-facing" else answers.vpc.cidrs[0]
        lines = (*lines, IngressRule(protocol=protocol, ports=str(answers.target_port), source=source))
    for one in [each for each in work.design.security_groups if each.id in answers.opens]:
        new = tuple(line for line in lines if line not in one.ingress)
        work.put("security_groups", one.model_copy(update={"ingress": (*one.ingress, *new)}))


GUIDE = Guide("new.load-balancer", "Add load balancer", asks, writes, "Add")

"""Small planned designs to attach things to, and the question whether packets pass."""

from dataclasses import replace

from vpcdesign.analysis.services import parse
from vpcdesign.api.desk import Ask, Desk
from vpcdesign.design.document import Design
from vpcdesign.design.edit.nouns import add
from vpcdesign.design.filters import IngressRule, SecurityGroup
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.planning.apply import apply
from vpcdesign.planning.attach.step import Step
from vpcdesign.planning.attach.steps import STEPS
from vpcdesign.planning.blocks import block
from vpcdesign.planning.demand import read_tier
from vpcdesign.planning.form import NOTHING, Choices, Form
from vpcdesign.planning.organisation import Request, plan

TIERS = ("public:/24", "app:/24", "db:/24 isolated")


def planned(cidr: str = "10.20.0.0/16", into: Design | None = None, azs: str = "2", ipv6: str = "") -> Design:
    """Give a design with a planned VPC: three tiers in two zones, open groups, a host a tier and zone."""
    tiers = tuple(read_tier(one.replace(" ", ":")) for one in TIERS)
    request = Request(block(cidr), azs, tiers, ("eu-west-1",), ipv6=block(ipv6) if ipv6 else None)
    old = into or Design()
    made = plan(request)
    name = "other" if old.vpcs else "prod"
    design, _ = apply(replace(made, vpcs=(replace(made.vpcs[0], name=name),)), old)
    return with_hosts(design, name)


def with_hosts(design: Design, vpc: str) -> Design:
    """Put a host into every subnet of a VPC, with groups that let everything pass."""
    anyone = (IngressRule(source="0.0.0.0/0"), IngressRule(source="::/0"))
    group = f"open-{vpc}"
    design = add(design, "security_groups", SecurityGroup(id=group, vpc=vpc, ingress=anyone)).design
    for subnet in [one for one in design.subnets if one.vpc == vpc]:
        ipv6 = subnet.ipv6_cidr is not None or subnet.ipv6_index is not None
        public = "auto" if subnet.tier == "public" else None
        host = NetworkInterface(
            id=f"at-{subnet.id}", subnet=subnet.id, security_groups=(group,), public_ip=public, ipv6=ipv6
        )
        design = add(design, "network_interfaces", host).design
    return design


def verdict(design: Design, source: str, destination: str, service: str = "tcp/443", *, ipv6: bool = False) -> str:
    """Ask whether a conversation is possible."""
    ask = Ask(source, destination, parse(service), "ipv6" if ipv6 else "first")
    return Desk(design, [source, destination]).trace(ask).verdict


def options(design: Design, step: str, where: str = "", choices: Choices = NOTHING) -> Form:
    return STEPS[step].options(design, where, choices)


def attach(design: Design, step: str, where: str = "", choices: Choices = NOTHING) -> Step:
    return STEPS[step].attach(design, where, choices)

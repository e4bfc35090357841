"""What AWS refuses of a network firewall: where it stands, and actions that its engines do not have (NFW)."""

from vpcdesign.design.firewalls import Firewall, FirewallRule
from vpcdesign.design.legality.rules import WITH_PORTS, ports_problem, protocol_number
from vpcdesign.design.legality.survey import Problems, Survey, refusal
from vpcdesign.design.vpcs import Subnet

STATELESS_ACTIONS = {"pass", "drop", "forward"}
STATEFUL_ACTIONS = {"pass", "drop", "reject", "alert"}
CODE = "InvalidRequestException"


def check(survey: Survey) -> Problems:
    """Tell everything about firewalls, one after the other."""
    for place, firewall in enumerate(survey.design.firewalls):
        at = f"/firewalls/{place}"
        yield from stands(firewall, at)
        yield from endpoints(survey, firewall, at)
        yield from rules(firewall.stateless_rules, STATELESS_ACTIONS, f"{at}/stateless_rules")
        yield from rules(firewall.stateful_rules, STATEFUL_ACTIONS, f"{at}/stateful_rules")


def stands(firewall: Firewall, at: str) -> Problems:
    """Tell a firewall in a VPC and on a transit gateway at once (NFW: architecture; TGW: network functions)."""
    if firewall.transit_gateway is not None and firewall.vpc is not None:
        yield refusal(
            f"{at}/transit_gateway",
            f"`{firewall.id}` stands in `{firewall.vpc}` and on `{firewall.transit_gateway}`: name one of them",
            CODE,
        )
    if firewall.transit_gateway is not None and firewall.endpoints:
        yield refusal(
            f"{at}/endpoints",
            f"`{firewall.id}` is attached to `{firewall.transit_gateway}`: it has no endpoints of its own",
            CODE,
        )


def endpoints(survey: Survey, firewall: Firewall, at: str) -> Problems:
    """Tell two endpoints in one zone of a VPC (NFW: architecture); a firewall may have endpoints in several VPCs."""
    zones: dict[tuple[str, str], str] = {}
    for number, endpoint in enumerate(firewall.endpoints):
        subnet = survey.find(Subnet, endpoint.subnet)
        if subnet:
            first = zones.setdefault((subnet.vpc, subnet.az), endpoint.id)
            if first != endpoint.id:
                yield refusal(
                    f"{at}/endpoints/{number}/subnet",
                    f"`{endpoint.id}` and `{first}` are both in {subnet.az}: a firewall has one endpoint a zone",
                    CODE,
                )


def rules(lines: tuple[FirewallRule, ...], actions: set[str], at: str) -> Problems:
    """Tell actions of the other engine and ports that are none (NFW: rule actions, stateless and stateful rules)."""
    for number, rule in enumerate(lines):
        here = f"{at}/{number}"
        if rule.action not in actions:
            yield refusal(
                f"{here}/action",
                f"`{rule.action}` is no action here: write {', '.join(sorted(actions))}",
                CODE,
            )
    yield from services(lines, at)


def services(lines: tuple[FirewallRule, ...], at: str) -> Problems:
    """Tell protocols and ports that are none (NFW: stateless and stateful rules); `unreadable` has all other rules."""
    for number, rule in enumerate(lines):
        here = f"{at}/{number}"
        protocol = protocol_number(rule.protocol)
        if protocol is None:
            yield refusal(
                f"{here}/protocol",
                f"`{rule.protocol}` is no protocol: write tcp, udp, icmp, icmpv6, all or a number up to 255, or name "
                "the rule group under `unreadable`",
                CODE,
            )
        for field, text in (("source_ports", rule.source_ports), ("ports", rule.ports)):
            if text is None:
                continue
            wrong = ports_problem(text)
            if wrong:
                yield refusal(f"{here}/{field}", f"`{text}` {wrong}", CODE)
            elif protocol is not None and protocol not in WITH_PORTS:
                yield refusal(
                    f"{here}/{field}",
                    f"`{text}` names ports and protocol `{rule.protocol}` has none: write protocol tcp or udp",
                    CODE,
                )

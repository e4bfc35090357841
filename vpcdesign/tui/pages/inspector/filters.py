"""Pages of what lets packets through: security groups, network ACLs, and their lines."""

from collections.abc import Sequence

from vpcdesign.aws.services import SERVICE_NAMES
from vpcdesign.design.filters import AclRule, EgressRule, IngressRule, NetworkAcl, Rule, SecurityGroup
from vpcdesign.render.ink import Span
from vpcdesign.render.signs import ALLOWED, BLOCKED
from vpcdesign.tui.pages.inspector import lists
from vpcdesign.tui.pages.inspector.routes import lines_that_name
from vpcdesign.tui.pages.inspector.sheet import Sheet
from vpcdesign.tui.pages.inspector.surroundings import Surroundings

SHOWN = 20
WORDS: dict[str, str] = {"ingress": "Inbound", "egress": "Outbound"}

NO_RULE = "*"
"""The last rule of every network ACL: whatever no other decided is denied (UG: network ACL basics)."""


def service(rule: Rule) -> str:
    """Write what a line says of services, short: `tcp/443`, `all`, `icmp/8`."""
    if rule.icmp_type is not None and rule.icmp_type >= 0:
        code = f"/{rule.icmp_code}" if rule.icmp_code is not None and rule.icmp_code >= 0 else ""
        return f"{rule.protocol}/{rule.icmp_type}{code}"
    return f"{rule.protocol}/{rule.ports}" if rule.ports else rule.protocol


def service_name(rule: Rule) -> str:
    """Give the name of a service that has one, like `ssh`."""
    written = service(rule)
    return next((name for name, text in SERVICE_NAMES.items() if text == written), "")


def security_group(sheet: Sheet, here: Surroundings, found: SecurityGroup) -> None:
    """Write the page of a security group: its lines, who is in it, who names it."""
    sheet.fact("VPC", here.called(found.vpc), found.vpc)
    _lines(sheet, here, f"{found.id}#ingress", found.ingress)
    _lines(sheet, here, f"{found.id}#egress", found.egress)
    members = _members(here, found.id)
    lists.things(sheet, here, f"On {len(members)}", members)
    if not members:
        sheet.group("On nothing")
    named = list(lines_that_name(here, found.id))
    lists.parts(sheet, "Named by" if named else "Named by no line", named)


def _lines(sheet: Sheet, here: Surroundings, at: str, lines: Sequence[IngressRule | EgressRule]) -> None:
    word, nothing = ("Inbound", "lets nothing in") if at.endswith("#ingress") else ("Outbound", "lets nothing begin")
    sheet.group(word if lines else f"{word}: {nothing}")
    for place, line in enumerate(lines[:SHOWN]):
        peer = here.called(line.peer) + ("  stale" if line.stale else "")
        sheet.item("", service(line), peer, f"{at}/{place}")
    sheet.more(len(lines) - SHOWN)


def _members(here: Surroundings, group: str) -> list[str]:
    balancers = [each.id for each in here.design.load_balancers if group in each.security_groups]
    endpoints = [each.id for each in here.design.vpc_endpoints if group in each.security_groups]
    return [*balancers, *endpoints, *(e.id for e in here.design.network_interfaces if group in e.security_groups)]


def group_line(
    sheet: Sheet, here: Surroundings, group: SecurityGroup, way: str, line: IngressRule | EgressRule
) -> None:
    """Write the page of a line of a security group."""
    sheet.fact("Group", here.called(group.id), group.id)
    _service(sheet, line)
    label = "Source" if way == "ingress" else "Destination"
    sheet.fact(label, here.called(line.peer), line.peer if line.peer in here.index else "")
    if line.note:
        sheet.fact("Note", line.note)
    if line.stale:
        sheet.say("stale: the group that it names is gone, so it matches nobody", "warning")
    if here.kind(line.peer) == "security_groups":
        members = _members(here, line.peer)
        lists.things(sheet, here, "Means their private addresses", members)
        if not members:
            sheet.group("Means nobody")
    sheet.blank()
    sheet.say("Lines have no order and only allow. What they let begin may be answered: a group remembers.", "muted")


def _service(sheet: Sheet, line: Rule) -> None:
    name = service_name(line)
    sheet.fact("Service", service(line) + (f", {name}" if name else ""))


def network_acl(sheet: Sheet, here: Surroundings, found: NetworkAcl) -> None:
    """Write the page of a network ACL: its rules in the order in which they decide, and whom it guards."""
    sheet.fact("VPC", here.called(found.vpc), found.vpc)
    if found.default:
        sheet.fact("Default", "for subnets without one of their own")
    digits = max((len(str(line.rule)) for line in (*found.ingress, *found.egress)), default=1)
    for way, lines in (("ingress", found.ingress), ("egress", found.egress)):
        sheet.group(WORDS[way])
        ordered = sorted(enumerate(lines), key=lambda each: each[1].rule)
        for place, line in ordered[:SHOWN]:
            number = str(line.rule).rjust(digits)
            selection = f"{found.id}#{way}/{place}"
            if sheet.has_room(f"{number} {service(line)}", line.cidr):
                sheet.item(_act(line), f"{number} {service(line)}", line.cidr, selection)
            else:
                sheet.item(_act(line), f"{number} {service(line)}", "", selection)
                sheet.item("", "", line.cidr)
        sheet.more(len(lines) - SHOWN)
        sheet.item(Span(BLOCKED, "muted"), f"{NO_RULE.rjust(digits)} all", "", f"{found.id}#{way}/{NO_RULE}")
    subnets = here.subnets_of_acl(found)
    lists.subnets(sheet, here, "Guards" if subnets else "Guards nothing", subnets)


def _act(line: AclRule) -> Span:
    return Span(ALLOWED, "allowed") if line.action == "allow" else Span(BLOCKED, "blocked")


def acl_rule(sheet: Sheet, here: Surroundings, acl: NetworkAcl, way: str, line: AclRule | None) -> None:
    """Write the page of a rule of a network ACL; None is the last one, which nobody writes."""
    sheet.fact("Network ACL", here.called(acl.id), acl.id)
    if line is None:
        sheet.fact("Act", "deny")
        sheet.fact("Service", "all")
        sheet.fact("Source" if way == "ingress" else "Destination", "0.0.0.0/0 and ::/0")
        sheet.blank()
        sheet.say("Always last, never written, never removed: what no rule decided is denied.", "muted")
        return
    sheet.fact("Act", line.action)
    _service(sheet, line)
    sheet.fact("Source" if way == "ingress" else "Destination", line.cidr)
    if line.note:
        sheet.fact("Note", line.note)
    sheet.blank()
    sheet.say("The first rule that matches decides. A network ACL forgets: answers need a rule of their own.", "muted")

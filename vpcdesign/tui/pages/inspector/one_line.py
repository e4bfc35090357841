"""One line for the status bar: where the selection is, or, in a narrow terminal, the inspector in a nutshell."""

from vpcdesign.design.filters import NetworkAcl
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.noun import Noun
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.design.words import SINGULAR, table_words
from vpcdesign.render.ink import Row, Span
from vpcdesign.render.signs import INNER, TO
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.filters import service
from vpcdesign.tui.pages.inspector.selected import PLACES, part_of, read
from vpcdesign.tui.pages.inspector.surroundings import Surroundings


def one_line(here: Surroundings, selection: str) -> Row:
    """Say the most of a selection in one line: `PRV app-a  10.20.64.0/20  rt app-a  acl-app  2 of 4,091 in use`."""
    found = read(selection, here.index)
    noun = here.index.by_id.get(found.name) if not found.part else None
    if isinstance(noun, Subnet):
        return _subnet(here, noun)
    if noun is None:
        return trail(here, selection)
    facts = [SINGULAR[found.kind], *_facts(here, noun)]
    sign = here.sign(noun.id)
    head = (sign, Span(" ")) if sign.text else ()
    return (*head, Span(here.called(found.name), bold=True), *(Span(f"  {visible(fact)}") for fact in facts if fact))


def _subnet(here: Surroundings, subnet: Subnet) -> Row:
    table, acl, used = here.table_of(subnet), here.acl_of(subnet), here.in_use(subnet)
    facts = [
        subnet.cidr or subnet.ipv6_cidr or "",
        table_words(here.called(table.id)) if table else "",
        here.called(acl.id) if acl else "",
        f"{used[0]:,} of {used[1]:,} in use" if used else "",
    ]
    name = _bold(here.called(subnet.id))
    badge = here.badge(subnet)._replace(bold=True)
    return (badge, Span(" "), name, *(Span(f"  {fact}") for fact in facts if fact))


def _facts(here: Surroundings, noun: Noun) -> list[str]:
    match noun:
        case Vpc():
            return [", ".join(noun.cidrs), noun.region, f"{len(here.zones(noun.id))} zones"]
        case NetworkInterface():
            subnet = here.called(noun.subnet)
            return [f"in {subnet}", noun.private_ip or "", noun.public_ip or "", " ".join(noun.security_groups)]
        case RouteTable():
            return [f"{len(noun.routes)} routes", f"{len(here.subnets_of_table(noun))} subnets"]
        case NetworkAcl():
            return [f"in {len(noun.ingress)}", f"out {len(noun.egress)}"]
        case _:
            owner = getattr(noun, "vpc", None) or getattr(noun, "subnet", None)
            return [f"in {here.called(owner)}"] if isinstance(owner, str) else []


def trail(here: Surroundings, selection: str) -> Row:
    """Say where a selection is: `prod › eu-west-1a › app-a`, its own name in bold."""
    found = read(selection, here.index)
    noun = here.index.by_id.get(found.name)
    if noun is None:
        word = f"{found.kind} " if found.kind in PLACES else ""
        return (Span(word, "muted"), Span(visible(found.name), bold=True)) if word else (_bold(found.name),)
    steps = [here.called(each) for each in _above(here, noun)]
    if found.part:
        steps.append(here.called(noun.id))
    last = _part_words(here, noun, found.part, found.at) if found.part else here.called(found.name)
    return (*(span for step in steps for span in (Span(visible(step)), Span(f" {INNER} ", "muted"))), _bold(last))


def _bold(name: str) -> Span:
    return Span(visible(name), bold=True)


def _above(here: Surroundings, noun: Noun) -> list[str]:
    """Give what holds a noun, outermost first."""
    subnet = noun if isinstance(noun, Subnet) else here.subnet(getattr(noun, "subnet", None))
    if subnet is not None:
        inner = [] if subnet is noun else [subnet.id]
        return [subnet.vpc, subnet.az, *inner]
    vpc = getattr(noun, "vpc", None)
    return [vpc] if isinstance(vpc, str) else []


def _part_words(here: Surroundings, noun: Noun, part: str, at: str) -> str:
    """Name a line as people do: `inbound 2`, `inbound 100`, `0.0.0.0/0 → nat-a`."""
    line = part_of(noun, part, at)
    if isinstance(noun, RouteTable) and line is not None:
        route = noun.routes[int(at)]
        return f"{here.called(route.destination)} {TO} {here.called(route.target)}"
    if isinstance(noun, RouteTable) and part == "routes":
        return "a route that AWS has in every table"
    way = {"ingress": "inbound", "egress": "outbound"}.get(part, part.replace("_", " "))
    if isinstance(noun, NetworkAcl):
        rules = noun.ingress if part == "ingress" else noun.egress
        if line is None:
            return f"{way} {at}"
        rule = rules[int(at)]
        return f"{way} {rule.rule}, {rule.action} {service(rule)} {rule.cidr}"
    return f"{way} {int(at) + 1}" if at.isdecimal() else f"{way} {at}"

"""Attaches an egress-only internet gateway: the way out for IPv6 that lets nothing in (UG: egress-only gateways)."""

from dataclasses import dataclass

from vpcdesign.design.gateways import EgressOnlyInternetGateway
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity, called
from vpcdesign.planning.form import Blank


@dataclass(frozen=True, slots=True)
class Answers:
    """The gateway's id and the routes to it."""

    vpc: str
    name: str
    routes: tuple[ways.Way, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for the routes; a VPC without IPv6 has no use for it."""
    vpc = here.vpc(blank)
    if not here.has_ipv6(vpc.id):
        blank.refuse(f"needs an IPv6 block: {vpc.id} has none")
    there = next((one.id for one in here.design.egress_only_internet_gateways if one.vpc == vpc.id), None)
    if there is not None:
        blank.refuse(f"AWS refuses a second egress-only internet gateway: {vpc.id} has {there}.")
    name = name_for(blank, here, "eigw")
    found = []
    for table, users in here.tables(vpc.id).items():
        dual = [one for one in users if one.ipv6_cidr or one.ipv6_index is not None]
        if not dual or any(here.is_public(one) for one in dual):
            continue
        found.append(ways.Way(table, vpc.id, "::/0", name, called(table, users), not ways.wants_nothing(users)))
    routes = ways.ask(blank, here, found)
    if not found:
        blank.notes.append("no private subnet has an IPv6 block yet")
    return Answers(vpc.id, name, tuple(routes))


def writes(work: Work, answers: Answers) -> None:
    """Attach it, then write the routes."""
    work.add("egress_only_internet_gateways", EgressOnlyInternetGateway(id=answers.name, vpc=answers.vpc))
    ways.add(work, answers.routes)
    work.title = f"Attach egress-only internet gateway {answers.name} to {answers.vpc}"


GUIDE = Guide("attach.egress-only", "Attach egress-only gateway", asks, writes)

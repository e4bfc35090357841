"""Attaches an internet gateway, and leads the subnets that are to be public through it (UG: internet gateways)."""

from dataclasses import dataclass

from vpcdesign.design.edit.detach import revived
from vpcdesign.design.gateways import InternetGateway
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import EVERYWHERE, Vicinity, called
from vpcdesign.planning.form import Blank, Option

NEW = "new"


@dataclass(frozen=True, slots=True)
class Answers:
    """Which gateway, under which id, and the routes to it."""

    vpc: str
    gateway: str
    name: str
    routes: tuple[ways.Way, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for the gateway and the routes."""
    vpc = here.vpc(blank)
    there = here.internet_gateway(vpc.id)
    if there is not None:
        blank.refuse(f"AWS refuses a second internet gateway: {vpc.id} has {there} (Resource.AlreadyAssociated).")
    idle = [one.id for one in here.design.internet_gateways if one.vpc is None]
    gateway = NEW
    if idle:
        options = [Option(NEW, "a new one"), *(Option(one, f"{one}, which is detached") for one in idle)]
        gateway = blank.choice("gateway", "Gateway", options, idle[0])
    name = gateway if gateway != NEW else name_for(blank, here, "igw")
    found = []
    for table, users in here.tables(vpc.id).items():
        ipv6 = here.has_ipv6(vpc.id) and any(one.ipv6_cidr or one.ipv6_index is not None for one in users)
        for destination in EVERYWHERE if ipv6 else EVERYWHERE[:1]:
            meant = ways.wants_internet(here, table, users)
            found.append(ways.Way(table, vpc.id, destination, name, called(table, users), meant))
    routes = ways.ask(blank, here, found)
    if not routes:
        blank.notes.append("without a route to it no subnet is public")
    return Answers(vpc.id, gateway, name, tuple(routes))


def writes(work: Work, answers: Answers) -> None:
    """Attach it, then write the routes."""
    gateway = InternetGateway(id=answers.name, vpc=answers.vpc)
    if answers.gateway == NEW:
        work.add("internet_gateways", gateway)
    else:
        old = next(one for one in work.design.internet_gateways if one.id == answers.gateway)
        work.put("internet_gateways", old.model_copy(update={"vpc": answers.vpc}))
        work.design = revived(work.design, old.id, answers.vpc)
    ways.add(work, answers.routes)
    work.title = f"Attach internet gateway {answers.name} to {answers.vpc}"


GUIDE = Guide("attach.internet-gateway", "Attach internet gateway", asks, writes)

"""Attaches a VPC to a transit gateway, new or one that is there, with the routes on both sides.

An attachment stands in one subnet of each zone that it serves, and a host in another zone cannot send to it (TGW: VPC
attachments). Routes towards it are never propagated into a VPC's tables: they are written here, table by table.
"""

from dataclasses import dataclass

from vpcdesign.design.transit import TransitGateway, TransitGatewayAttachment
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.planning.attach import hub as hubs
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.hub import NEW, Tables
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

DEDICATED = ("tgw", "transit", "attachment", "hub")


@dataclass(frozen=True, slots=True)
class Answers:
    """The gateway, the subnets of the attachment, its tables, and the routes in VPCs."""

    vpc: Vpc
    hub: str
    name: str
    homes: tuple[Subnet, ...]
    tables: Tables
    appliance: bool
    routes: tuple[ways.Way, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for the gateway, then for all that depends on it."""
    vpc = here.vpc(blank)
    options = [_option(here, vpc, one) for one in here.design.transit_gateways if one.region in {None, vpc.region}]
    fit = [one.value for one in options if not one.why_not]
    selected = here.noun.id if isinstance(here.noun, TransitGateway) else ""
    default = selected if selected in fit else fit[0] if fit else NEW
    hub = blank.choice("hub", "Transit gateway", [*options, Option(NEW, "a new one")], default)
    name = name_for(blank, here, "tgw") if hub == NEW else hub
    homes = _homes(blank, here, vpc)
    tables = hubs.ask_tables(blank, here, hub, "vpc")
    modes = [Option("no", "off"), Option("yes", "on, for a VPC of firewalls")]
    appliance = blank.choice("appliance", "Appliance mode", modes, "no") == "yes"
    own, back = _ways(here, vpc, hub, tables, name)
    routes = ways.ask(blank, here, own, "routes", f"Routes in {vpc.id}")
    routes += ways.ask(blank, here, back, "back", "Routes back to it")
    if hub == NEW or not routes:
        blank.notes.append("routes to others come when they are attached, or write them by hand")
    _told(blank, here, hub, vpc)
    return Answers(vpc, hub, name, homes, tables, appliance, tuple(routes))


def _option(here: Vicinity, vpc: Vpc, hub: TransitGateway) -> Option:
    there = next(
        (
            one.id
            for one in here.design.transit_gateway_attachments
            if one.transit_gateway == hub.id and one.kind == "vpc" and one.vpc == vpc.id
        ),
        None,
    )
    if there is None:
        return Option(hub.id, hub.id)
    why = f"AWS refuses a second attachment: {there} attaches {vpc.id} to {hub.id} (DuplicateTransitGatewayAttachment)."
    return Option(hub.id, hub.id, why)


def _homes(blank: Blank, here: Vicinity, vpc: Vpc) -> tuple[Subnet, ...]:
    """Ask for one subnet a zone: one made for attachments, else one of a tier that leads out (TGW: best practices)."""
    able = [one for one in here.subnets(vpc.id) if one.cidr is not None]
    made = [one for one in able if (one.tier or one.id).lower().startswith(DEDICATED)]
    private = ways.inner(here, able)
    leading = [one for one in private if not ways.wants_nothing([one])]
    wanted = here.one_a_zone(made or leading or private or able)
    options = [Option(one.id, f"{one.id} {one.az}") for one in able]
    chosen = blank.ticks("in", "In subnets", options, [one.id for one in wanted])
    homes = tuple(one for one in able if one.id in chosen)
    zones: dict[str, str] = {}
    for one in homes:
        if (first := zones.setdefault(one.az, one.id)) != one.id:
            blank.wrong("in", f"AWS refuses {one.id}: {first} is in {one.az} already (DuplicateSubnetsInSameZone).")
        if here.is_public(one):
            blank.notes.append(f"{one.id} leads to the internet gateway: what comes by the hub cannot leave there")
    if not homes:
        blank.wrong("in", "choose a subnet in each zone that it serves (MissingParameter)")
    missing = [zone for zone in here.zones(vpc.id) if zone not in zones]
    if homes and missing:
        blank.notes.append(f"hosts in {', '.join(missing)} cannot send to it: no subnet of that zone is chosen")
    return homes


def _ways(here: Vicinity, vpc: Vpc, hub: str, tables: Tables, name: str) -> tuple[list[ways.Way], list[ways.Way]]:
    """Give the routes to what its table will know, and the routes back of those whose table will know it."""
    if hub == NEW:
        return [], []
    own = hubs.ways_through(here, vpc.id, hub, hubs.known(here, tables.association), name)
    others = [one for one in hubs.attached(here, hub, tables.propagations) if one.id != vpc.id]
    mine = (*vpc.cidrs, *vpc.ipv6_cidrs)
    return own, [way for one in others for way in hubs.ways_through(here, one.id, hub, mine, name)]


def _told(blank: Blank, here: Vicinity, hub: str, vpc: Vpc) -> None:
    """Say which network outside knows no way back."""
    names = {name for name, _ in hubs.sites(here, hub)}
    for site in here.design.on_premises:
        if site.id in names and site.routes_back is not None and not set(vpc.cidrs) <= set(site.routes_back):
            blank.notes.append(f"{site.id} knows no way back to {vpc.cidrs[0]}: that is its own router's to say")


def writes(work: Work, answers: Answers) -> None:
    """Make the gateway if it is new, hang the VPC on it, write the routes."""
    vpc = answers.vpc
    if answers.hub == NEW:
        work.add("transit_gateways", TransitGateway(id=answers.name, region=vpc.region, asn=hubs.ASN))
    attachment = TransitGatewayAttachment(
        id=work.name(f"{answers.name}-{vpc.id}"),
        transit_gateway=answers.name,
        vpc=vpc.id,
        subnets=tuple(one.id for one in answers.homes),
        appliance_mode=answers.appliance,
        ipv6_support=bool(vpc.ipv6_cidrs) or vpc.amazon_ipv6,
    )
    hubs.hang(work, answers.name, attachment, answers.tables)
    ways.add(work, answers.routes)
    count = len(answers.homes)
    work.title = f"Attach {answers.name} to {count} subnet{'s' if count != 1 else ''}"


GUIDE = Guide("attach.transit-gateway", "Attach transit gateway", asks, writes)

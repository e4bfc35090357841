"""Adds a network firewall with an endpoint a zone, and leads chosen tables to it (NFW: architecture, routing).

Both ways have to cross the same endpoint. So each table that is led to it gets its like at the internet gateway: a
gateway route table that brings the answers back through the endpoint of the same zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vpcdesign.design.firewalls import Firewall, FirewallEndpoint
from vpcdesign.design.routing import Route, RouteTable
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.parting import part
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import EVERYWHERE, Vicinity, called
from vpcdesign.planning.demand import letter
from vpcdesign.planning.form import Blank, Option

MADE_FOR = ("firewall", "inspection", "nfw", "fw")


@dataclass(frozen=True, slots=True)
class Answers:
    """Where it stands, what it does with packets that no rule names, and what is led through it."""

    vpc: Vpc
    name: str
    homes: tuple[Subnet, ...]
    default: str
    guarded: tuple[str, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for the subnets of the endpoints, which hold nothing else, and for what is led through them."""
    vpc = here.vpc(blank)
    name = name_for(blank, here, "firewall")
    able = [one for one in here.subnets(vpc.id) if one.cidr is not None]
    made = [one for one in able if (one.tier or one.id).lower().startswith(MADE_FOR)]
    options = [Option(one.id, f"{one.id} {one.az}") for one in able]
    chosen = blank.ticks("in", "In subnets", options, [one.id for one in here.one_a_zone(made)])
    homes = tuple(one for one in able if one.id in chosen)
    _judge(blank, here, homes)
    kinds = [Option("pass", "pass, AWS's own default"), Option("drop", "drop")]
    default = blank.choice("default", "What no rule names", kinds, "pass")
    own = {here.table_of(one) for one in homes}
    zones = {one.az for one in homes}
    public = [
        Option(table, f"{called(table, users)}, in by the internet gateway too")
        for table, users in here.tables(vpc.id).items()
        if users and table not in own and all(one.az in zones for one in users) and any(map(here.is_public, users))
    ]
    guarded = blank.ticks("guard", "Led through it", public, ()) if public else ()
    return Answers(vpc, name, homes, default, guarded)


def _judge(blank: Blank, here: Vicinity, homes: Sequence[Subnet]) -> None:
    zones: dict[str, str] = {}
    busy = {one.subnet for one in here.design.network_interfaces}
    for one in homes:
        if (first := zones.setdefault(one.az, one.id)) != one.id:
            blank.wrong("in", f"AWS refuses {one.id}: {first} is in {one.az} already (InvalidRequestException).")
        if one.id in busy:
            blank.notes.append(f"{one.id} holds other interfaces: what goes from or to them is not inspected")
    if not homes:
        blank.wrong("in", "choose a subnet in each zone, one that holds nothing else")


def writes(work: Work, answers: Answers) -> None:
    """Add the firewall; where tables are led through it, each way has to know its endpoint."""
    ends = {one.az: f"{answers.name}-{letter(one.az)}" for one in answers.homes}
    endpoints = tuple(FirewallEndpoint(id=work.name(ends[one.az]), subnet=one.id) for one in answers.homes)
    stateful: Literal["pass", "drop"] = "drop" if answers.default == "drop" else "pass"
    made = Firewall(
        id=answers.name,
        vpc=answers.vpc.id,
        endpoints=endpoints,
        stateful_default=stateful,
        stateful_order="strict" if stateful == "drop" else "action",
    )
    work.add("firewalls", made)
    by_zone = {home.az: end.id for home, end in zip(answers.homes, endpoints, strict=True)}
    if answers.guarded:
        _lead(work, answers, by_zone)
    count = len(endpoints)
    work.title = f"Add firewall {answers.name}, {count} endpoint{'s' if count != 1 else ''}"


def _lead(work: Work, answers: Answers, by_zone: dict[str, str]) -> None:
    """Lead public tables through the endpoints, and what comes in at the internet gateway (NFW: routing)."""
    here = Vicinity(work.design)
    gateway = here.internet_gateway(answers.vpc.id)
    inbound: list[Route] = []
    for home in answers.homes:
        table = here.table_of(home)
        if here.route_to(table, EVERYWHERE[0]) is None and gateway is not None:
            work.route(table, answers.vpc.id, EVERYWHERE[0], gateway)
    for name in answers.guarded:
        users = here.tables(answers.vpc.id)[name]
        parts = part(work, answers.vpc.id, name) if len({one.az for one in users}) > 1 else {users[0].az: name}
        for zone, table in parts.items():
            work.route(table, answers.vpc.id, EVERYWHERE[0], by_zone[zone])
        inbound += [Route(destination=one.cidr, target=by_zone[one.az]) for one in users if one.cidr]
    old = next((one for one in work.design.route_tables if one.gateway == gateway), None)
    if old is not None:
        kept = tuple(one for one in old.routes if one.destination not in {new.destination for new in inbound})
        work.put("route_tables", old.model_copy(update={"routes": (*kept, *inbound)}))
        return
    work.add(
        "route_tables",
        RouteTable(id=work.name(f"rt-{gateway}"), vpc=answers.vpc.id, gateway=gateway, routes=tuple(inbound)),
    )


GUIDE = Guide("new.firewall", "Add firewall", asks, writes, "Add")

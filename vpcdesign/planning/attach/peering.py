"""Attaches a peering connection of two VPCs, with the routes that each side needs (PEER: routing).

Each side has to know the way to the other: with the routes of one side alone packets arrive and no answer comes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import intersection, of
from vpcdesign.design.filters import EgressRule, IngressRule
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.design.vpcs import Vpc
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity, called
from vpcdesign.planning.form import Blank, Option

AnyLine = TypeVar("AnyLine", IngressRule, EgressRule)


@dataclass(frozen=True, slots=True)
class Answers:
    """The two VPCs, whether the other side has accepted, and the routes of both."""

    vpc: str
    other: str
    name: str
    accepted: bool
    routes: tuple[ways.Way, ...]


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for the other VPC, and for the routes on both sides."""
    vpc = here.vpc(blank)
    others = [one for one in here.design.vpcs if one.id != vpc.id]
    if not others:
        blank.refuse(f"there is no VPC but {vpc.id} in this design: add the other one first")
        return Answers(vpc.id, "", "", accepted=True, routes=())
    options = [Option(one.id, f"{one.id} {one.cidrs[0]}", _why_not(here, vpc, one)) for one in others]
    chosen = blank.choice("other", "With", options)
    other = next((one for one in others if one.id == chosen), None)
    if other is None:
        return Answers(vpc.id, "", "", accepted=True, routes=())
    name = name_for(blank, here, f"{vpc.id}-{other.id}")
    states = [Option("yes", "yes, by its owner"), Option("no", "not yet: no packet passes until it is")]
    accepted = blank.choice("accepted", "Accepted", states, "yes") == "yes"
    routes = ways.ask(blank, here, _ways(here, vpc, other, name), "routes", f"Routes in {vpc.id}")
    routes += ways.ask(blank, here, _ways(here, other, vpc, name), "back", f"Routes in {other.id}")
    if vpc.region != other.region:
        blank.notes.append(f"{vpc.region} and {other.region} are two Regions: name blocks in rules, not groups")
    sides = {one.vpc for one in routes}
    if len(sides) == 1:
        missing = other.id if vpc.id in sides else vpc.id
        blank.notes.append(f"{missing} has no route back: packets arrive and no answer returns")
    return Answers(vpc.id, other.id, name, accepted, tuple(routes))


def _why_not(here: Vicinity, vpc: Vpc, other: Vpc) -> str:
    """Say why AWS refuses a peering, in its own words (PEER: limitations)."""
    there = next(
        (p.id for p in here.design.peering_connections if {p.requester, p.accepter} == {vpc.id, other.id}), None
    )
    if there is not None:
        return f"AWS refuses a second peering: {there} joins the two (VpcPeeringConnectionAlreadyExists)."
    both = intersection(of(here.survey.known_spans(vpc.id)), of(here.survey.known_spans(other.id)))
    if both:
        return f"AWS refuses to peer {vpc.id} with {other.id}: both hold {write_set(both)}. Renumber one of them."
    return ""


def _ways(here: Vicinity, vpc: Vpc, other: Vpc, name: str) -> list[ways.Way]:
    """Give the routes of one side: each table to each block of the other."""
    found = []
    for table, users in here.tables(vpc.id).items():
        if not users:
            continue
        ipv6 = any(one.ipv6_cidr or one.ipv6_index is not None for one in users)
        for cidr in (*other.cidrs, *(other.ipv6_cidrs if ipv6 else ())):
            meant = not any(here.is_public(one) for one in users)
            found.append(ways.Way(table, vpc.id, cidr, name, called(table, users), meant))
    if found and not any(one.meant for one in found):
        found = [replace(one, meant=True) for one in found]
    return found


def writes(work: Work, answers: Answers) -> None:
    """Peer the two, then write the routes of both sides."""
    state: Literal["active", "pending-acceptance"] = "active" if answers.accepted else "pending-acceptance"
    work.add(
        "peering_connections",
        PeeringConnection(id=answers.name, requester=answers.vpc, accepter=answers.other, state=state),
    )
    if answers.accepted:
        _revive(work, {answers.vpc, answers.other})
    ways.add(work, answers.routes)
    work.title = f"Peer {answers.vpc} with {answers.other}"


def _revive(work: Work, pair: set[str]) -> None:
    """Let stale references between the two match again (PEER: stale rules revive when the VPCs are peered again)."""
    homes = {one.id: one.vpc for one in work.design.security_groups if one.vpc in pair}
    for one in work.design.security_groups:
        if one.vpc in pair:
            ingress = tuple(_fresh(line, homes) for line in one.ingress)
            egress = tuple(_fresh(line, homes) for line in one.egress)
            if (ingress, egress) != (one.ingress, one.egress):
                work.put("security_groups", one.model_copy(update={"ingress": ingress, "egress": egress}))


def _fresh(line: AnyLine, homes: Mapping[str, str]) -> AnyLine:
    return line.model_copy(update={"stale": False}) if line.stale and line.peer in homes else line


GUIDE = Guide("attach.peering", "Attach peering", asks, writes)

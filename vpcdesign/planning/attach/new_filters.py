"""Adds a security group, or a network ACL.

A new group lets nothing in and everything out, a new list lets nothing through at all (UG: security group rules, custom
network ACLs): what they begin with here is asked, because both surprise people.
"""

from dataclasses import dataclass

from vpcdesign.design.filters import ALLOW_ALL, AclRule, NetworkAcl, SecurityGroup
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import EVERYWHERE, Vicinity
from vpcdesign.planning.form import Blank, Option


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """The group's id, what it lets out, and who gets it."""

    vpc: str
    name: str
    out: str
    holders: tuple[str, ...]


def asks_group(blank: Blank, here: Vicinity) -> GroupAnswers:
    """Ask for the name and for who is to have it."""
    vpc = here.vpc(blank)
    subnet = here.selected_subnet(vpc.id)
    stem = subnet.tier if subnet and subnet.tier else "new"
    name = name_for(blank, here, f"sg-{stem}")
    if name.lower() == "default":
        blank.wrong("name", "AWS keeps `default` for the VPC's default group (InvalidGroup.Reserved).")
    kinds = [Option("all", "everything, AWS's own default"), Option("none", "nothing, until a line says so")]
    out = blank.choice("out", "Lets out", kinds, "all")
    homes = {one.id for one in here.subnets(vpc.id)}
    able = [
        one
        for one in here.design.network_interfaces
        if one.subnet in homes and one.kind not in {"nat_gateway", "transit_gateway"}
    ]
    selected = here.where.partition("#")[0]
    options = [Option(one.id, f"{one.id} in {one.subnet}") for one in able]
    holders = blank.ticks("on", "On", options, [selected])
    return GroupAnswers(vpc.id, name, out, holders)


def writes_group(work: Work, answers: GroupAnswers) -> None:
    """Add the group, and give it to those who are to have it beside what they have."""
    egress = ALLOW_ALL if answers.out == "all" else ()
    work.add("security_groups", SecurityGroup(id=answers.name, vpc=answers.vpc, egress=egress))
    for one in work.design.network_interfaces:
        if one.id in answers.holders:
            groups = (*one.security_groups, answers.name)
            work.put("network_interfaces", one.model_copy(update={"security_groups": groups}))
    work.title = f"Add security group {answers.name}"


@dataclass(frozen=True, slots=True)
class ListAnswers:
    """The list's id, what it begins with, and the subnets that use it."""

    vpc: str
    name: str
    begins: str
    subnets: tuple[str, ...]


def asks_list(blank: Blank, here: Vicinity) -> ListAnswers:
    """Ask for the name, the beginning and the subnets."""
    vpc = here.vpc(blank)
    subnet = here.selected_subnet(vpc.id)
    stem = subnet.tier if subnet and subnet.tier else "new"
    name = name_for(blank, here, f"acl-{stem}")
    kinds = [Option("none", "only `*`, which denies all"), Option("all", "100, which allows all, both ways")]
    kinds += [Option(one.id, f"the rules of {one.id}") for one in here.design.network_acls if one.vpc == vpc.id]
    begins = blank.choice("begins", "Begins with", kinds, "none")
    mates = [one.id for one in here.subnets(vpc.id) if subnet and subnet.tier and one.tier == subnet.tier]
    options = [Option(one.id, f"{one.id}, now {one.network_acl or 'the default one'}") for one in here.subnets(vpc.id)]
    subnets = blank.ticks("subnets", "For subnets", options, mates)
    if begins == "none" and subnets:
        blank.notes.append("nothing passes these subnets' borders until it has rules, both ways: it remembers nothing")
    return ListAnswers(vpc.id, name, begins, subnets)


def writes_list(work: Work, answers: ListAnswers) -> None:
    """Add the list and associate the subnets."""
    found = next((one for one in work.design.network_acls if one.id == answers.begins), None)
    ingress, egress = (found.ingress, found.egress) if found else ((), ())
    if answers.begins == "all":
        ingress = egress = tuple(
            AclRule(rule=100 + place, action="allow", cidr=cidr) for place, cidr in enumerate(EVERYWHERE)
        )
    work.add("network_acls", NetworkAcl(id=answers.name, vpc=answers.vpc, ingress=ingress, egress=egress))
    for one in work.design.subnets:
        if one.id in answers.subnets:
            work.put("subnets", one.model_copy(update={"network_acl": answers.name}))
    work.title = f"Add network ACL {answers.name}"


GROUP = Guide("new.security-group", "Add security group", asks_group, writes_group, "Add")
LIST = Guide("new.network-acl", "Add network ACL", asks_list, writes_list, "Add")

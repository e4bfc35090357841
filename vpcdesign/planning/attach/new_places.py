"""Adds what stands for addresses: a network outside, an Elastic IP address, room that is kept."""

from dataclasses import dataclass
from shlex import quote

from vpcdesign.design.gateways import ElasticIp
from vpcdesign.design.hybrid import OnPremises
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.site import proposed
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.blocks import block
from vpcdesign.planning.edit import Room, reserve
from vpcdesign.planning.form import Blank, Option
from vpcdesign.planning.ground import ground
from vpcdesign.planning.overlap import neighbours, overlaps


@dataclass(frozen=True, slots=True)
class SiteAnswers:
    """A network outside: its id and its blocks."""

    name: str
    blocks: tuple[str, ...]


def asks_site(blank: Blank, here: Vicinity) -> SiteAnswers:
    """Ask for the blocks; what overlaps a VPC is told."""
    name = name_for(blank, here, "office")
    blocks = blank.blocks("blocks", "Its blocks", proposed(here.design))
    for one in overlaps([block(cidr) for cidr in blocks], neighbours(here.design)):
        blank.notes.append(f"{one.shared} is {one.with_.owner}'s as well: a VPC that has it never gets there")
    blank.notes.append("a VPN or a Direct Connect leads to it")
    return SiteAnswers(name, blocks)


def writes_site(work: Work, answers: SiteAnswers) -> None:
    """Add the network."""
    work.add("on_premises", OnPremises(id=answers.name, cidrs=answers.blocks))
    work.title = f"Add network {answers.name}, {', '.join(answers.blocks[:2])}"


@dataclass(frozen=True, slots=True)
class AddressAnswers:
    """An Elastic IP address, and what it stands in front of."""

    name: str
    region: str | None
    interface: str


def asks_address(blank: Blank, here: Vicinity) -> AddressAnswers:
    """Ask for the interface: AWS wants an internet gateway on its VPC (EC2: Elastic IP addresses)."""
    selected = here.where.partition("#")[0]
    options = [Option("", "nothing yet")]
    for one in here.design.network_interfaces:
        vpc = here.survey.vpc_of_subnet(one.subnet) or ""
        if one.count != 1 or one.deny_igw_traffic or one.public_ip is not None:
            continue
        why = "" if here.internet_gateway(vpc) else f"{vpc} has no internet gateway (Gateway.NotAttached)"
        options.append(Option(one.id, f"{one.id} in {one.subnet}", why))
    name = name_for(
        blank, here, f"eip-{selected}" if selected in {one.value for one in options if one.value} else "eip"
    )
    interface = blank.choice("interface", "In front of", options, selected)
    home = here.survey.region_of(here.home()) or next((one.region for one in here.design.vpcs), None)
    subnet = next((one.subnet for one in here.design.network_interfaces if one.id == interface), None)
    found = next((one for one in here.design.subnets if one.id == subnet), None)
    if found is not None and not here.is_public(found):
        blank.notes.append(f"{found.id} has no route to the internet gateway, so it does nothing there yet")
    return AddressAnswers(name, home, interface)


def writes_address(work: Work, answers: AddressAnswers) -> None:
    """Allocate it, and put it in front of the interface."""
    work.add("elastic_ips", ElasticIp(id=answers.name, region=answers.region, interface=answers.interface or None))
    front = f" for {answers.interface}" if answers.interface else ""
    work.title = f"Add Elastic IP {answers.name}{front}"


@dataclass(frozen=True, slots=True)
class RoomAnswers:
    """Room to keep: a block or a size, why, and for which tier."""

    vpc: str
    what: str
    reason: str
    tier: str


def asks_room(blank: Blank, here: Vicinity) -> RoomAnswers:
    """Ask for the block or for the size of the next that is free."""
    vpc = here.vpc(blank)
    where = here.where.partition("block:")[2]
    what = blank.text("what", "Block, size", where or "/24")
    reason = blank.text("reason", "Why", "growth")
    tiers = ground(here.design, vpc).patterns()
    tier = blank.choice("tier", "For tier", [Option("", "none"), *(Option(one, one) for one in tiers)], "")
    if not what:
        blank.wrong("what", "write a block, 10.0.8.0/24, or the size of the next, /24")
    return RoomAnswers(vpc.id, what, reason or "growth", tier)


def writes_room(work: Work, answers: RoomAnswers) -> None:
    """Keep it."""
    work.design = reserve(work.design, answers.vpc, Room(answers.what, answers.reason, answers.tier or None))
    made = work.design.reservations[-1]
    work.new_ids.append(made.id)
    work.title = f"Reserve {made.cidr} for {answers.reason}"
    tier = f" --tier {quote(answers.tier)}" if answers.tier else ""
    where = f"--reason {quote(answers.reason)}{tier} --vpc {quote(answers.vpc)}"
    work.command = f"vpcdesign space reserve FILE {made.cidr} {where}"


SITE = Guide("new.on-premises", "Add on-premises network", asks_site, writes_site, "Add")
ADDRESS = Guide("new.elastic-ip", "Add Elastic IP address", asks_address, writes_address, "Add")
ROOM = Guide("new.reservation", "Reserve a block", asks_room, writes_room, "Reserve")

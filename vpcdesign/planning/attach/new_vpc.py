"""Adds a VPC: a block that meets nothing near it, and the tiers that the design's first VPC has, planned."""

from dataclasses import dataclass

from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Vpc
from vpcdesign.design.words import quoted
from vpcdesign.errors import PlanError
from vpcdesign.planning.apply import apply
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.blocks import block
from vpcdesign.planning.demand import WantedVpc, read_region, read_tier
from vpcdesign.planning.form import Blank, Option
from vpcdesign.planning.ground import ground
from vpcdesign.planning.organisation import Request, plan
from vpcdesign.planning.overlap import forbidden, free_near, neighbours, overlaps
from vpcdesign.planning.plan import AMAZON_IPV6

FIRST = "10.20.0.0/16"
REGION = "eu-west-1"
TIERS = "public:/24, app:/20, db:/24:isolated"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the VPC is called, where it is, its block, and its tiers as they were written."""

    name: str
    region: str
    cidr: str
    zones: str
    tiers: tuple[str, ...]
    ipv6: bool


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for the block first of all: it can never be changed."""
    design = here.design
    name = name_for(blank, here, "vpc" if design.vpcs else "prod")
    region = blank.text("region", "Region", design.vpcs[0].region if design.vpcs else REGION)
    try:
        read_region(region)
    except PlanError as refused:
        blank.wrong("region", str(refused))
    found = blank.blocks("block", "Block", (_proposed(design),))
    cidr = found[0] if found else ""
    if len(found) > 1:
        blank.wrong("block", "a VPC begins with one block; more are added to it afterwards")
    if cidr:
        _judge(blank, design, cidr)
    zones = blank.text("zones", "Zones", "3")
    typed = blank.text("tiers", "Tiers", _tiers_of(design))
    kinds = [Option("no", "IPv4 only"), Option("yes", "and IPv6, Amazon's /56")]
    ipv6 = blank.choice("ipv6", "Addresses", kinds, "no") == "yes"
    tiers = tuple(one.strip() for one in typed.split(",") if one.strip())
    if not tiers:
        blank.notes.append("without tiers it begins empty: the plan and a add subnets")
    for one in tiers:
        try:
            read_tier(one)
        except PlanError as refused:
            blank.wrong("tiers", str(refused))
    return Answers(name, region, cidr, zones, tiers, ipv6)


def _proposed(design: Design) -> str:
    """Give the block of the design's first VPC, moved to where it meets nothing."""
    if not design.vpcs:
        return FIRST
    wanted = block(design.vpcs[0].cidrs[0])
    found = free_near(wanted, neighbours(design))
    return str(found or block(FIRST))


def _judge(blank: Blank, design: Design, cidr: str) -> None:
    own = block(cidr)
    if own.v6 or not 16 <= own.length <= 28:
        blank.wrong("block", f"{quoted(cidr)} is no size for a VPC: AWS takes /16 to /28 (InvalidVpcRange).")
        return
    why = forbidden(own)
    if why:
        blank.wrong("block", f"{cidr} {why} (InvalidVpcRange).")
    for one in overlaps([own], neighbours(design)):
        blank.notes.append(f"{one.shared} is {one.with_.owner}'s: {one.with_.consequence}")


def _tiers_of(design: Design) -> str:
    """Give the tiers of the first VPC as they would be written."""
    if not design.vpcs:
        return TIERS
    here, there = ground(design, design.vpcs[0]), Vicinity(design)
    words = []
    for tier, pattern in here.patterns().items():
        subnets = [subnet for subnet, _ in pattern.subnets]
        way = "isolated" if all(there.is_isolated(one) for one in subnets) else "private"
        if any(there.is_public(one) for one in subnets):
            way = "public"
        words.append(f"{tier}:/{32 - pattern.height}:{way}")
    return ", ".join(words) or TIERS


def writes(work: Work, answers: Answers) -> None:
    """Plan it into the design, or add it empty."""
    before = {noun.id for _, _, noun in work.design.nouns()}
    if answers.tiers:
        work.design = _planned(work.design, answers)
        tiers = " ".join(f"--tier {one}" for one in answers.tiers)
        ipv6 = " --ipv6" if answers.ipv6 else ""
        where = f"--region {answers.region} --vpc {answers.name} --into FILE"
        work.command = f"vpcdesign plan {answers.cidr} --azs {answers.zones} {tiers}{ipv6} {where}"
    else:
        vpc = Vpc(id=answers.name, region=answers.region, cidrs=(answers.cidr,), amazon_ipv6=answers.ipv6)
        work.design = work.design.model_copy(update={"vpcs": (*work.design.vpcs, vpc)})
    work.new_ids += [noun.id for _, _, noun in work.design.nouns() if noun.id not in before]
    count = len(work.design.subnets) - sum(one.id in before for one in work.design.subnets)
    work.title = f"Add VPC {answers.name}, {answers.cidr}{f', {count} subnets' if count else ''}"


def _planned(design: Design, answers: Answers) -> Design:
    """Plan it as `vpcdesign plan --into` does."""
    request = Request(
        cidr=block(answers.cidr),
        azs=answers.zones,
        tiers=tuple(read_tier(one) for one in answers.tiers),
        regions=(answers.region,),
        vpcs=(WantedVpc(answers.name),),
        ipv6=AMAZON_IPV6 if answers.ipv6 else None,
        in_use=neighbours(design),
        taken_names=frozenset(noun.id for _, _, noun in design.nouns()),
    )
    return apply(plan(request), design)[0]


GUIDE = Guide("new.vpc", "Add VPC", asks, writes, "Add")

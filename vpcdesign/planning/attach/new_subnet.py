"""Adds a subnet in the next free block that fits: like its tier in a zone, or of no tier."""

from dataclasses import dataclass

from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.errors import PlanError
from vpcdesign.planning.allocate import Shortage
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.capacity import next_zone
from vpcdesign.planning.demand import letter, read_size, subnet_height
from vpcdesign.planning.form import Blank, Option
from vpcdesign.planning.ground import Ground, Pattern, ground
from vpcdesign.planning.growth import fill_reservations
from vpcdesign.planning.places import Want, place
from vpcdesign.planning.wiring import Draft, like_siblings, sibling_name

NO_TIER = "none"


@dataclass(frozen=True, slots=True)
class Answers:
    """The tier, the zone, the block, and what it is wired to where it has no tier."""

    vpc: Vpc
    pattern: Pattern | None
    zone: str
    name: str
    place: Block
    table: str
    acl: str


def asks(blank: Blank, here: Vicinity) -> Answers | None:
    """Ask for the tier first: size, zone and wiring follow from it."""
    vpc = here.vpc(blank)
    own = ground(here.design, vpc)
    patterns = own.patterns()
    selected = here.selected_subnet(vpc.id)
    tiers = [*(Option(one, one) for one in patterns), Option(NO_TIER, "no tier")]
    default = selected.tier if selected and selected.tier in patterns else next(iter(patterns), NO_TIER)
    pattern = patterns.get(blank.choice("tier", "Tier", tiers, default))
    zone = _zone(blank, here, own, pattern)
    size = blank.text("size", "Size", f"/{32 - pattern.height}" if pattern else "/24")
    try:
        found = place(own, [Want(pattern.tier if pattern else "", _height(size), pattern.pods if pattern else False)])
    except PlanError as refused:
        blank.wrong("size", str(refused))
        return None
    proposed = "" if isinstance(found, Shortage) else str(found[0])
    if where := here.where.partition("block:")[2]:
        proposed = where
    typed = blank.blocks("block", "Block", (proposed,) if proposed else ())
    if not proposed:
        blank.wrong("block", f"no {size} is free in {vpc.id}")
    chosen = block(typed[0]) if typed else None
    name = name_for(blank, here, sibling_name(pattern, zone) if pattern else f"subnet-{letter(zone)}")
    table, acl = ("", "") if pattern else _wiring(blank, here, vpc)
    if chosen is None:
        return None
    _judge(blank, own, chosen)
    return Answers(vpc, pattern, zone, name, chosen, table, acl)


def _height(size: str) -> int:
    return subnet_height(read_size(size))


def _zone(blank: Blank, here: Vicinity, own: Ground, pattern: Pattern | None) -> str:
    """Ask for the zone: the one that is selected, else where the tier has fewest."""
    zones = list(own.zones)
    following = next_zone(own)
    counts = dict.fromkeys(zones, 0)
    for subnet, _ in pattern.subnets if pattern else own.subnets:
        counts[subnet.az] += 1
    near = here.selected_subnet(own.vpc.id)
    least = min(counts, key=lambda zone: (counts[zone], near is None or zone != near.az, zone), default=following)
    selected = here.where.removeprefix("zone:") if here.where.startswith("zone:") else ""
    options = [*(Option(one, one) for one in zones), Option(following, f"{following}, a new zone")]
    return blank.choice("zone", "Zone", options, selected if selected in zones else least)


def _wiring(blank: Blank, here: Vicinity, vpc: Vpc) -> tuple[str, str]:
    """Ask for the table and the list of a subnet without a tier."""
    tables = [one.id for one in here.design.route_tables if one.vpc == vpc.id and one.gateway is None]
    acls = [one.id for one in here.design.network_acls if one.vpc == vpc.id]
    table = blank.choice(
        "table", "Route table", [Option("", "the main one"), *(Option(one, one) for one in tables)], ""
    )
    acl = blank.choice("acl", "Network ACL", [Option("", "the default one"), *(Option(one, one) for one in acls)], "")
    return table, acl


def _judge(blank: Blank, own: Ground, chosen: Block) -> None:
    """Say why a block cannot be a subnet's, in AWS's own words (UG: subnet CIDR blocks)."""
    if not any(root.holds(chosen) for root in own.roots):
        roots = ", ".join(map(str, own.roots))
        blank.wrong("block", f"{chosen} is not inside {own.vpc.id}: take a part of {roots} (InvalidSubnet.Range).")
        return
    if not 16 <= chosen.length <= 28:
        blank.wrong("block", f"{chosen} is no size for a subnet: AWS takes /16 to /28 (InvalidSubnet.Range).")
        return
    taken = next((each.id for each, held in own.subnets if held.meets(chosen)), None)
    if taken is not None:
        blank.wrong("block", f"AWS refuses {chosen}: {taken} is there (InvalidSubnet.Conflict).")
    kept = next((each for each, held in own.reservations if held.meets(chosen)), None)
    if kept is not None:
        part = "" if kept.cidr == str(chosen) else "a part of "
        blank.notes.append(f"fills {part}{kept.cidr}, which is kept{f' for {kept.tier}' if kept.tier else ''}")


def writes(work: Work, answers: Answers) -> None:
    """Wire it as its siblings are, or as was chosen."""
    before = {noun.id for _, _, noun in work.design.nouns()}
    own = ground(work.design, answers.vpc)
    draft = Draft(work.design)
    if answers.pattern is not None:
        made = like_siblings(draft, answers.pattern, answers.zone, answers.place, gateways=False)
        wanted = made.model_copy(update={"id": answers.name})
        draft.put("subnets", wanted, len(draft.design.subnets) - 1)
    else:
        wanted = Subnet(
            id=answers.name,
            vpc=answers.vpc.id,
            az=answers.zone,
            cidr=str(answers.place),
            route_table=answers.table or None,
            network_acl=answers.acl or None,
        )
        draft.add(subnets=[wanted])
    fill_reservations(draft, own, [answers.place])
    work.design = draft.design
    new = [noun.id for _, _, noun in work.design.nouns() if noun.id not in before]
    work.new_ids += sorted(new, key=lambda one: one != answers.name)
    work.notes += draft.notes
    work.title = f"Add subnet {answers.name}, {answers.place} in {answers.zone}"


GUIDE = Guide("new.subnet", "Add subnet", asks, writes, "Add")

"""Edits of planned subnets and of reservations: split, join, resize, move, reserve, release. Each is Design -> Design.

AWS never changes the block of a subnet that exists (UG: subnet CIDR blocks), so only a design that is still a plan is
edited here, and never so that an address written in it would fall out of its subnet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from vpcdesign.algebra.addresses import address
from vpcdesign.design.document import Design
from vpcdesign.design.legality import room as residents
from vpcdesign.design.legality.survey import Survey
from vpcdesign.design.vpcs import Reservation, Subnet
from vpcdesign.design.words import nearest, quoted
from vpcdesign.errors import PlanError
from vpcdesign.planning.allocate import allocate
from vpcdesign.planning.blocks import Block, block, gaps
from vpcdesign.planning.demand import SMALLEST, Size, subnet_height
from vpcdesign.planning.ground import Ground, choose_vpc, ground
from vpcdesign.planning.growth import fill_reservations, find_subnet
from vpcdesign.planning.hindrance import not_doubled
from vpcdesign.planning.space import standing_in
from vpcdesign.planning.wiring import Draft, ipv6_like


def split(design: Design, name: str) -> Design:
    """Halve a subnet: it keeps the lower half, and a new one beside it, wired alike, gets the upper."""
    subnet = _planned(design, name)
    own = block(subnet.cidr or "")
    if own.height <= SMALLEST:
        raise PlanError(f"`{subnet.id}` is a /28, the smallest subnet that AWS has: it stays whole")
    lower, upper = own.halves
    _stay_inside(design, subnet, lower)
    draft = Draft(design)
    mates = [each for each in design.subnets if each.vpc == subnet.vpc and each.tier == subnet.tier]
    new = subnet.model_copy(
        update={"id": draft.name(subnet.id), "name": None, "cidr": str(upper), **ipv6_like(design, subnet, mates)}
    )
    draft.put("subnets", subnet.model_copy(update={"cidr": str(lower)}), design.subnets.index(subnet))
    draft.add(subnets=[new])
    return draft.design


def join(design: Design, name: str, other: str) -> Design:
    """Make one subnet of two halves; the first keeps its name, and nobody may live in the second."""
    first, second = _planned(design, name), _planned(design, other)
    one, two = block(first.cidr or ""), block(second.cidr or "")
    if first.vpc != second.vpc or one.buddy != two:
        hint = "of the same size" if one.height != two.height else f"its other half is {one.buddy}"
        raise PlanError(f"`{first.id}` {one} and `{second.id}` {two} are not two halves of one block: {hint}")
    if first.az != second.az:
        raise PlanError(f"`{first.id}` is in {first.az} and `{second.id}` in {second.az}: a subnet lives in one zone")
    _unused(design, second)
    joined = first.model_copy(update={"cidr": str(one.parent)})
    subnets = tuple(joined if each is first else each for each in design.subnets if each is not second)
    return design.model_copy(update={"subnets": subnets})


def resize(design: Design, name: str, size: Size, seen: Ground | None = None) -> Design:
    """Give a subnet another size in place: wider into free halves above it, or narrower where nobody is cut off.

    `seen` is the subnet's VPC in this design, where it has been looked at already.
    """
    subnet = _planned(design, name)
    wanted = subnet_height(size)
    current = design
    while (own := block(subnet.cidr or "")).height < wanted:
        here = seen if seen is not None and current is design else ground(current, choose_vpc(current, subnet.vpc))
        if why := not_doubled(current, here, subnet):
            raise PlanError(why)
        draft = Draft(current)
        wider = subnet.model_copy(update={"cidr": str(own.parent)})
        draft.put("subnets", wider, current.subnets.index(subnet))
        fill_reservations(draft, here, [own.parent])
        current, subnet = draft.design, wider
    if own.height > wanted:
        lower = Block(own.low, wanted)
        _stay_inside(design, subnet, lower)
        return _replaced(current, subnet, lower)
    return current


def move(design: Design, name: str, to: str | None = None, seen: Ground | None = None) -> Design:
    """Put a subnet without fixed addresses elsewhere in its VPC: at a block, or in the smallest gap that holds it.

    `seen` is the subnet's VPC in this design, where it has been looked at already.
    """
    subnet = _planned(design, name)
    _stay_inside(design, subnet, None)
    here = seen or ground(design, choose_vpc(design, subnet.vpc))
    own = block(subnet.cidr or "")
    others = [place for each, place in (*here.subnets, *here.reservations) if each.id != subnet.id]
    kept = [place for each, place in here.reservations if each.tier == subnet.tier and subnet.tier is not None]
    free = gaps(here.roots, [place for place in others if place not in kept])
    if to is None:
        behind = allocate(here.free(), [own.height])
        if behind is None:
            raise PlanError(f"`{subnet.id}` stays at {own}: no other /{own.length} is free")
        target = behind[0]
    else:
        target = block(to)
    if not any(gap.holds(target) for gap in free):
        taken = next((each.id for each, place in here.subnets if place.meets(target)), None)
        what = f"is `{taken}`" if taken else "is not free"
        near = allocate(gaps(free, [own]), [target.height])
        raise PlanError(f"{target} {what}: {f'{near[0]} is free' if near else 'no block of this size is free'}")
    draft = Draft(_replaced(design, subnet, target))
    fill_reservations(draft, here, [target])
    return draft.design


@dataclass(frozen=True, slots=True)
class Room:
    """Room to keep: a block (`10.20.8.0/24`) or the next one of a size (`/24`), why, and for which tier.

    `kind` is that of a CIDR reservation inside a subnet: for prefixes that are delegated, or for addresses by hand.
    """

    what: str
    reason: str
    tier: str | None = None
    kind: Literal["explicit", "prefix"] = "explicit"


def reserve(design: Design, vpc: str | None, room: Room) -> Design:
    """Keep a block of a VPC free; inside a subnet it becomes a CIDR reservation of AWS."""
    what = room.what
    own = choose_vpc(design, vpc)
    here = ground(design, own)
    if what.startswith("/"):
        found = allocate(here.free(), [subnet_height(Size("prefix", _number(what), what))])
        if found is None:
            raise PlanError(f"no {what} is free in `{own.id}`: `vpcdesign capacity` tells what is")
        place = found[0]
    else:
        place = block(what)
    inside = next((each for each, held in here.subnets if held.holds(place)), None)
    if inside is not None:
        return _reserve_in(design, inside, place, room)
    if not any(root.holds(place) for root in here.roots):
        raise PlanError(f"{place} is not inside `{own.id}`: reserve a part of {', '.join(own.cidrs)}")
    taken = [each.id for each, held in (*here.subnets, *here.reservations) if held.meets(place)]
    if taken:
        raise PlanError(f"{place} is not free: `{taken[0]}` is there")
    name = Draft(design).name(f"reserved-{str(place).replace('/', '-').replace(':', '-')}")
    made = Reservation(id=name, vpc=own.id, cidr=str(place), tier=room.tier, reason=room.reason)
    return design.model_copy(update={"reservations": (*design.reservations, made)})


def release(design: Design, name: str) -> Design:
    """Drop a reservation, by id or by block."""
    kept = tuple(each for each in design.reservations if name not in {each.id, each.cidr})
    if len(kept) == len(design.reservations):
        near = nearest(name, [each.id for each in design.reservations])
        raise PlanError(f"no reservation is {quoted(name)}{f': did you mean `{near}`?' if near else ': there is none'}")
    return design.model_copy(update={"reservations": kept})


def _reserve_in(design: Design, subnet: Subnet, place: Block, room: Room) -> Design:
    """Reserve a part of a subnet: AWS stops giving these addresses by itself (UG: subnet CIDR reservations)."""
    mates = {each.id for each in design.subnets if each.vpc == subnet.vpc}
    taken = next((e for e in design.reservations if e.subnet in mates and block(e.cidr).meets(place)), None)
    if taken is not None:
        raise PlanError(f"{place} overlaps {taken.cidr} of `{taken.id}`: CIDR reservations of a VPC are disjoint")
    name = Draft(design).name(f"reserved-{str(place).replace('/', '-').replace(':', '-')}")
    made = Reservation(id=name, subnet=subnet.id, cidr=str(place), kind=room.kind, reason=room.reason)
    return design.model_copy(update={"reservations": (*design.reservations, made)})


def _number(text: str) -> Fraction:
    if not text[1:].isdecimal():
        raise PlanError(f"{quoted(text)} is no prefix: write /24")
    return Fraction(text[1:])


def _planned(design: Design, name: str) -> Subnet:
    subnet = find_subnet(design, name)
    if design.imported:
        raise PlanError(
            f"`{subnet.id}` exists in AWS, which never changes a subnet's block: grow the tier with a further subnet"
        )
    return subnet


def _replaced(design: Design, subnet: Subnet, place: Block) -> Design:
    draft = Draft(design)
    draft.put("subnets", subnet.model_copy(update={"cidr": str(place)}), design.subnets.index(subnet))
    return draft.design


def _addresses(design: Design, subnet: Subnet) -> Sequence[str]:
    """Give the addresses that the design writes into a subnet, and its CIDR reservations."""
    demand = residents.Demand(Survey(standing_in(design, {subnet.id})))
    residents.interfaces(demand.survey, demand)
    residents.managed(demand.survey, demand)
    known = sorted(demand.known.get(subnet.id, ()), key=address)
    return [*known, *(each.cidr for each in design.reservations if each.subnet == subnet.id)]


def _stay_inside(design: Design, subnet: Subnet, place: Block | None) -> None:
    """Refuse when an address of the design would fall out of its subnet, or onto one that AWS keeps."""
    for written in _addresses(design, subnet):
        if ":" in written:
            continue
        own = block(f"{written}/32" if "/" not in written else written)
        single = own.height == 0
        usable = place is not None and place.holds(own)
        if usable and single and place is not None and not place.low + 4 <= own.low < place.high:
            usable = False
        if not usable:
            where = f"{place}" if place is not None else "another block"
            raise PlanError(f"`{subnet.id}` holds {written}, which would not be usable in {where}: move that first")


def _unused(design: Design, subnet: Subnet) -> None:
    """Refuse when anything of the design stands in or names a subnet."""
    written = design.model_copy(update={"subnets": tuple(each for each in design.subnets if each is not subnet)})
    users = [noun.id for _, _, noun in written.nouns() if f'"{subnet.id}"' in noun.model_dump_json()]
    if users:
        raise PlanError(f"`{subnet.id}` is used by `{users[0]}`: move that first, or join the other way round")

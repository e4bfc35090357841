"""Growth of a design: a zone, a tier, a subnet doubled in place. What exists never moves.

Every growth is a new design in which each old subnet has its old block, or, where it was itself to be doubled, a block
that holds the old one. When there is no room the error says exactly what is in the way and what would make room, and
each of these ways has been tried (`hindrance`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Reservation, Subnet
from vpcdesign.design.words import nearest, quoted
from vpcdesign.errors import PlanError
from vpcdesign.planning.allocate import Shortage
from vpcdesign.planning.blocks import Block, block, gaps
from vpcdesign.planning.capacity import next_zone, place_zone, zone_patterns, zone_wants
from vpcdesign.planning.demand import LARGEST, SMALLEST, Size, Tier, letter, read_zone, subnet_height
from vpcdesign.planning.ground import Ground, Pattern, choose_vpc, ground
from vpcdesign.planning.hindrance import no_place, not_doubled
from vpcdesign.planning.places import Want, place
from vpcdesign.planning.wiring import (
    Draft,
    ipv6_like,
    lead_through,
    like_siblings,
    nat_gateway,
    tables_of_tier,
)


@dataclass(frozen=True, slots=True)
class Growth:
    """A grown design: what was added, what was widened (id, old block, new block), and what is to be said."""

    design: Design
    added: tuple[Subnet, ...] = ()
    widened: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()


def grow_zone(design: Design, vpc: str | None, zone: str, *, gateways: bool = False) -> Growth:
    """Add a zone: a subnet for every tier that stands in each zone, as large as its siblings."""
    own = choose_vpc(design, vpc)
    here = ground(design, own)
    name = read_zone(zone, own.region)
    patterns = zone_patterns(here)
    if not patterns:
        raise PlanError(f"`{own.id}` has no tier that stands in every zone: give its subnets a `tier`, or add one")
    if name in here.zones and all(name in each.zones for each in patterns):
        raise PlanError(f"every tier of `{own.id}` is in {name} already: name another zone, `{next_zone(here)}` say")
    missing = [each for each in patterns if name not in each.zones]
    found = place_zone(here, missing)
    if isinstance(found, Shortage):
        raise PlanError(no_place(design, here, zone_wants(missing), found, f"zone {name}"))
    draft = Draft(design)
    added = [
        like_siblings(draft, pattern, name, each, gateways=gateways)
        for pattern, each in zip(missing, found, strict=True)
    ]
    if gateways:
        _nat_for_zone(draft, name, added)
    fill_reservations(draft, here, found)
    draft.notes += _left_out(draft.design, here, patterns, name)
    return Growth(draft.design, _now(draft.design, added), (), tuple(draft.notes))


def grow_tier(design: Design, vpc: str | None, tier: Tier) -> Growth:
    """Add a tier in every zone (or once), or a further subnet in each zone to a tier that exists."""
    own = choose_vpc(design, vpc)
    here = ground(design, own)
    zones = here.zones[:1] if tier.once else here.zones
    if not zones:
        raise PlanError(f"`{own.id}` has no subnets, so its zones are not known: `vpcdesign plan` makes the first ones")
    wants = [Want(tier.name, height_in(here, tier, len(zones)), _for_pods(here, tier)) for _ in zones]
    found = place(here, wants)
    if isinstance(found, Shortage):
        raise PlanError(no_place(design, here, wants, found, f"tier {tier.name}"))
    draft = Draft(design)
    pattern = here.patterns().get(tier.name)
    if pattern is not None:
        draft.notes.append(f"tier {tier.name} exists: it gets a further subnet in each zone")
        added = [like_siblings(draft, pattern, z, each, gateways=False) for z, each in zip(zones, found, strict=True)]
    else:
        added = _new_tier(draft, here, tier, dict(zip(zones, found, strict=True)))
    fill_reservations(draft, here, found)
    return Growth(draft.design, tuple(added), (), tuple(draft.notes))


def double(design: Design, name: str) -> Growth:
    """Double a subnet in place: its block and its buddy become one."""
    subnet = find_subnet(design, name)
    here = ground(design, choose_vpc(design, subnet.vpc))
    old = block(subnet.cidr or "")
    why = not_doubled(design, here, subnet)
    if why is not None:
        raise PlanError(why)
    draft = Draft(design)
    draft.put("subnets", subnet.model_copy(update={"cidr": str(old.parent)}), design.subnets.index(subnet))
    fill_reservations(draft, here, [old.parent])
    if design.imported:
        draft.notes.append(
            f"AWS never resizes a subnet that exists (UG: subnet CIDR blocks): it becomes a new one, or {old.buddy} a "
            "second subnet beside it; nothing else moves"
        )
    return Growth(draft.design, (), ((subnet.id, str(old), str(old.parent)),), tuple(draft.notes))


def height_in(here: Ground, tier: Tier, zones: int) -> int:
    """Give the height of a tier's subnets; a share is one of what is free now, rounded down."""
    if tier.size.kind != "share":
        return subnet_height(tier.size)
    free = sum(gap.size for gap in here.free(pods=_for_pods(here, tier)))
    height = min(int(tier.size.number * free / zones).bit_length() - 1, LARGEST)
    if height < SMALLEST:
        raise PlanError(f"{quoted(tier.size.text)} of the {free:,} free addresses is less than a /28 in each zone")
    while height > SMALLEST and isinstance(place(here, [Want(tier.name, height)] * zones), Shortage):
        height -= 1
    return height


def kept_size(design: Design, vpc: str | None, tier: str) -> Size | None:
    """Give the size that a tier's subnets have, or that was kept for it; None where neither is so."""
    here = ground(design, choose_vpc(design, vpc))
    pattern = here.patterns().get(tier)
    kept = here.kept_for(tier)
    if pattern is None and not kept:
        return None
    height = pattern.height if pattern else min(each.height for each in kept)
    return Size("prefix", Fraction(32 - height), f"/{32 - height}")


def find_subnet(design: Design, name: str) -> Subnet:
    """Find a subnet with an IPv4 block by id or name."""
    found = [each for each in design.subnets if name == each.id] or [e for e in design.subnets if name == e.name]
    if len(found) > 1:
        raise PlanError(f"{len(found)} subnets are called {quoted(name)}: use an id")
    if not found:
        near = nearest(name, [each.id for each in design.subnets])
        raise PlanError(
            f"no subnet is called {quoted(name)}{f': did you mean `{near}`?' if near else ': check the name'}"
        )
    if found[0].cidr is None:
        raise PlanError(f"`{found[0].id}` has no IPv4 block: its IPv6 block is a /64 and stays one")
    return found[0]


def fill_reservations(draft: Draft, here: Ground, taken: Sequence[Block]) -> None:
    """Cut what was taken out of the reservations; what is left of one stays reserved."""
    kept: list[Reservation] = []
    cidrs = {each.id: place for each, place in here.reservations}
    for each in draft.design.reservations:
        place = cidrs.get(each.id)
        if place is None or not any(place.meets(new) for new in taken):
            kept.append(each)
            continue
        for number, rest in enumerate(gaps([place], taken)):
            name = each.id if number == 0 else draft.name(each.id)
            kept.append(each.model_copy(update={"id": name, "cidr": str(rest)}))
    draft.design = draft.design.model_copy(update={"reservations": tuple(kept)})


def _for_pods(here: Ground, tier: Tier) -> bool:
    pattern = here.patterns().get(tier.name)
    return tier.pods or (pattern is not None and pattern.pods)


def _new_tier(draft: Draft, here: Ground, tier: Tier, blocks: dict[str, Block]) -> list[Subnet]:
    tables = tables_of_tier(draft, here.vpc.id, tier.name, tier.way_out, list(blocks))
    mate = next((each for each, _ in here.subnets if each.ipv6_cidr or each.ipv6_index is not None), None)
    added: list[Subnet] = []
    for zone, found in blocks.items():
        made = Subnet(
            id=draft.name(tier.name if tier.once else f"{tier.name}-{letter(zone)}"),
            vpc=here.vpc.id,
            az=zone,
            az_id=next((each.az_id for each, _ in here.subnets if each.az == zone), None),
            cidr=str(found),
            tier=tier.name,
            route_table=tables[zone],
        )
        if mate is not None:
            made = made.model_copy(update=ipv6_like(draft.design, mate, added))
        draft.add(subnets=[made])
        added.append(made)
    return added


def _nat_for_zone(draft: Draft, zone: str, added: Sequence[Subnet]) -> None:
    """Give the new zone a NAT gateway of its own, where it has a public subnet and others leave by NAT."""
    tables = {each.id: each for each in draft.design.route_tables}
    gateways = {each.id for each in draft.design.internet_gateways}
    nats = {each.id for each in draft.design.nat_gateways}
    leads = {
        each.id: {r.target for r in tables[each.route_table].routes} for each in added if each.route_table in tables
    }
    public = next((each for each in added if leads.get(each.id, set()) & gateways), None)
    private = [each.id for each in added if leads.get(each.id, set()) & nats]
    if public is None or not private:
        draft.notes.append(
            f"zone {zone} gets no NAT gateway: it has {'nobody who uses one' if public else 'no public tier'}"
        )
        return
    lead_through(draft, private, nat_gateway(draft, public).id)


def _left_out(design: Design, here: Ground, patterns: Sequence[Pattern], zone: str) -> list[str]:
    """Say which tiers and attachments do not follow into the zone by themselves."""
    grown = {each.tier for each in patterns}
    notes = [f"tier {tier} is in one zone only and stays there" for tier in here.patterns() if tier not in grown]
    members = {each.id for each, _ in here.subnets}
    notes += [
        f"{each.transit_gateway} is not attached in {zone}, so packets from there do not reach it: add a subnet of the "
        f"zone to {each.id} (TGW: VPC attachments)"
        for each in design.transit_gateway_attachments
        if members & set(each.subnets)
    ]
    notes += [
        f"load balancer {each.id} has no node in {zone}"
        for each in design.load_balancers
        if members & {node.subnet for node in each.nodes}
    ]
    return notes


def _now(design: Design, subnets: Sequence[Subnet]) -> tuple[Subnet, ...]:
    """Give subnets as they stand in the design."""
    names = {each.id for each in subnets}
    return tuple(each for each in design.subnets if each.id in names)

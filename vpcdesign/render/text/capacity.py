"""What still fits in a VPC as text: the picture, zones to come with their blocks, sizes, tiers; and what is free.

Whatever is counted here is also to be had: the words come from `planning.capacity`, which proves it.
"""

from collections.abc import Mapping, Sequence

from vpcdesign.planning.capacity import Capacity
from vpcdesign.planning.demand import letter
from vpcdesign.planning.ground import Ground
from vpcdesign.planning.overlap import Overlap
from vpcdesign.planning.space import Fill, Space
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.listing import page, prose, title
from vpcdesign.render.text.plan import overlap_lines, picture, table
from vpcdesign.render.text.strip import Mark
from vpcdesign.render.text.style import Style


def capacity_text(here: Ground, found: Capacity, overlaps: Sequence[Overlap], style: Style) -> str:
    """Write what still fits in a VPC."""
    lines = [*head(here, found.space, style), "", *_zones(found, style), ""]
    rows = [
        (
            each.tier,
            f"/{each.length}",
            f"{each.subnets}",
            f"{each.kept}",
            f"{each.more:,}",
            str(each.summary or "several"),
        )
        for each in found.tiers
    ]
    if rows:
        lines += [*table(("tier", "size", "subnets", "kept", "more fit", "one route"), rows, style), ""]
    fits = [
        (f"/{each.length}", f"{each.count:,}", f"{tiers:,}", str(each.next or "none"))
        for each, (_, tiers) in zip(found.space.fits, found.tiers_of_size, strict=True)
        if each.count
    ]
    lines += table(("size", "blocks fit", "tiers fit", "next"), fits, style) if fits else ["Nothing is free."]
    doubles = [f"{name} to {whole}" for name, whole, _ in found.doubles if whole is not None]
    lines += ["", *prose(f"Can be doubled in place: {', '.join(doubles) or 'none'}", style)]
    return page([*lines, *overlap_lines(overlaps, style)])


def space_text(here: Ground, space: Space, fills: Mapping[str, Fill], style: Style) -> str:
    """Write what is free in a VPC and in its subnets."""
    lines = [*head(here, space, style), ""]
    lines += prose(f"Free: {', '.join(map(str, space.gaps)) or 'nothing'}", style)
    said = f"{space.fragmentation:.0%} of the free addresses lie outside the largest free block"
    lines += [*prose(f"Fragmentation: {said}", style), ""]
    rows = [
        (
            str(own.block),
            subnet.id,
            subnet.tier or "",
            letter(subnet.az),
            f"{own.usable:,}",
            f"{own.used:,}",
            f"{own.free:,}",
            _range(own),
        )
        for subnet, _ in here.subnets
        for own in (fills[subnet.id],)
    ]
    lines += table(("block", "subnet", "tier", "zone", "usable", "used", "free", "/28 to delegate"), rows, style)
    kept = [(str(place), each.id, each.tier or "", each.reason or "") for each, place in here.reservations]
    return page([*lines, *(["", *table(("reserved", "id", "tier", "reason"), kept, style)] if kept else [])])


def _range(own: Fill) -> str:
    return (
        f"{own.prefixes:,}" if own.prefixes == own.prefixes_at_least else f"{own.prefixes_at_least:,}-{own.prefixes:,}"
    )


def head(here: Ground, space: Space, style: Style) -> list[str]:
    """Write the VPC's line and its picture."""
    marks = [Mark(place, letter(each.az)[:1], each.tier or each.id) for each, place in here.subnets]
    marks += [Mark(place, "", each.tier or each.id) for each, place in here.reservations]
    used = f"{space.used:,} in {count(len(here.subnets), 'subnet')}"
    lines = [title(f"VPC {here.vpc.id} {' '.join(here.vpc.cidrs)}", style)]
    lines += prose(f"{space.total:,} addresses: {used}, {space.reserved:,} reserved, {space.free:,} free", style)
    for root in here.roots:
        lines += ["", *picture(root, marks, style)]
    return lines


def _zones(found: Capacity, style: Style) -> list[str]:
    if not found.tiers:
        return prose("No subnet has a tier, so nobody knows what a further zone would need.", style)
    if not found.zones:
        return prose("No further zone fits: `vpcdesign grow --az` says what would make room.", style)
    lines = prose(
        f"{count(found.zones, 'further zone')} {'fits' if found.zones == 1 else 'fit'}, in this order:", style
    )
    for step in found.zones_to_come:
        places = ", ".join(f"{tier} {place}" for tier, place in step.places)
        left = ", ".join(f"{number:,} of /{length}" for length, number in step.tiers_left)
        lines += prose(f"{step.zone}: {places}; then tiers that fit: {left}", style, 2)
    return lines

"""The sentences of the plan: how much is used, what can grow without moving, what is free next.

Whatever is said here was counted by the same arithmetic that gives the blocks out (`planning.capacity`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from vpcdesign.algebra.addresses import write
from vpcdesign.planning.allocate import allocate
from vpcdesign.planning.carve.site import Site
from vpcdesign.render.ink import Row, Span, row, width
from vpcdesign.render.strip.plan import Plan
from vpcdesign.render.text.counting import count
from vpcdesign.render.visible import visible

NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def heading(plan: Plan, cells: int) -> Row:
    """Name the VPC and its blocks."""
    vpc = plan.site.here.vpc
    ipv6 = ["IPv6 from Amazon"] if vpc.amazon_ipv6 and not vpc.ipv6_cidrs else list(vpc.ipv6_cidrs)
    others = len(plan.site.design.vpcs) - 1
    line = [Span(" VPC ", "muted"), Span(visible(vpc.name or vpc.id), bold=True)]
    line.append(Span(f" {' '.join((*vpc.cidrs, *ipv6))}"))
    more = row(Span(f"m next of {others + 1} VPCs ", "muted")) if others else ()
    spare = cells - width(line) - width(more)
    return (*line, Span(" " * spare), *more) if spare > 0 and more else tuple(line)


def balance(plan: Plan, cells: int) -> Row:
    """Say how much is used, kept and free."""
    site = plan.site
    total = sum(root.size for root in site.here.roots)
    used = sum(place.size for _, place in site.here.subnets)
    free = sum(gap.size for gap in site.free)
    kept = total - used - free
    growth = " reserved for growth, " if all(each.tier for each, _ in site.here.reservations) else " reserved, "
    line = [Span(f" {total:,} addresses: "), Span(f"{used:,}", bold=True)]
    line.append(Span(f" in {count(len(site.here.subnets), 'subnet')}, "))
    line += [Span(f"{kept:,}", bold=True), Span(growth)] if kept else []
    line += [Span(f"{free:,}", bold=True), Span(" free")]
    if width(line) <= cells:
        return tuple(line)
    short = [Span(f" {free:,}", bold=True), Span(f" of {total:,} free")]
    return (*short, Span(f", {kept:,} reserved")) if kept else tuple(short)


def growth(plan: Plan, cells: int) -> Row:
    """Say by how much tiers can grow where no block moves, and the largest block that is free."""
    said = _tiers(plan.site)
    largest = max(plan.site.free, key=lambda gap: (gap.height, -gap.low), default=None)
    end = f" Largest free: {largest}." if largest is not None else " Nothing is free."
    for words in (f"{said}; no block moves.", f"{said}."):
        if len(words) + len(end) + 1 <= cells:
            return row(Span(f" {words}"), Span(end, "muted"))
    return row(Span(f" {said}."))


def _tiers(site: Site) -> str:
    """Tell the growth of all tiers in one sentence, or of those that are worst off."""
    rooms = site.rooms
    if not rooms:
        return "No subnet has a tier"
    stuck = [tier for tier, each in rooms.items() if not each.kept + each.free]
    if stuck:
        return f"{_list(list(map(visible, stuck)))} cannot grow: no /{rooms[stuck[0]].length} is free"
    least = min(each.kept for each in rooms.values())
    if least:
        return f"Every tier can grow by {NUMBERS.get(least, f'{least:,}')} subnet{'s' if least > 1 else ''}"
    bare = [visible(tier) for tier, each in rooms.items() if not each.kept]
    if len(bare) == len(rooms):
        worst = min(rooms.values(), key=lambda each: each.free)
        return f"Every tier can grow into free space: {worst.free:,} more of /{worst.length}"
    return f"{_list(bare)} {'grows' if len(bare) == 1 else 'grow'} into free space, others into their room"


def _list(words: Sequence[str]) -> str:
    shown = [*words[:3], f"{len(words) - 3} more"] if len(words) > 4 else list(words)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def next_free(plan: Plan, cells: int) -> Row:
    """Say where the next block of each size in use would go."""
    parts = [row(Span(f"/{length} ", "muted"), Span(low)) for length, low in _fits(plan.site)]
    if not parts:
        return row(Span(" Nothing is free that a subnet fits in.", "muted"))
    while True:
        line = [Span(" Next free: ", "muted")]
        for number, part in enumerate(parts):
            line += [*([Span("   ")] if number else []), *part]
        if width(line) <= cells or len(parts) == 1:
            return tuple(line)
        del parts[0]  # the small ones are found most easily


def _fits(site: Site) -> Iterator[tuple[int, str]]:
    """Give the next block of each size that subnets and tiers have, unless it begins where the largest one does."""
    free = site.free
    if not free:
        return
    largest = max(free, key=lambda gap: (gap.height, -gap.low))
    heights = Counter(place.height for _, place in site.here.subnets)
    heights.update(area.height for area in site.areas.values())
    for height in sorted(set(heights)):
        found = allocate(free, [height]) if height < largest.height else None
        if found and found[0].low != largest.low:
            yield 32 - height, write(found[0].low)
    yield largest.length, write(largest.low)

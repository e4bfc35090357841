"""An address plan as text: the block as a strip, a table of its subnets and reservations, and what stays free.

Every line of the table is a block; what is reserved stands among them, in the order of addresses, as it does in the
strip, so that the two are read side by side.
"""

from collections.abc import Iterable, Sequence

from vpcdesign.algebra.addresses import write
from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.planning.blocks import Block, block
from vpcdesign.planning.demand import letter
from vpcdesign.planning.growth import Growth
from vpcdesign.planning.organisation import Plan
from vpcdesign.planning.overlap import Overlap
from vpcdesign.planning.plan import AMAZON_IPV6, SUBNET_IPV6, VpcPlan
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.listing import page, prose, title
from vpcdesign.render.text.strip import COLUMNS, KEPT, Mark, legend, parts, ruler, strip
from vpcdesign.render.text.style import Style, pad

MOST_TABLES = 8
"""So many VPCs are told subnet by subnet; of more, only the list is."""

_ASCII = str.maketrans({"▒": ":", "▓": "#", "╰": "`", "╯": "'", "─": "-"})


def plan_text(plan: Plan, notes: Sequence[str], style: Style) -> str:
    """Write a plan."""
    lines: list[str] = []
    if len(plan.vpcs) > 1 or plan.gaps:
        lines += [*_estate(plan, style), ""]
    for vpc in plan.vpcs[:MOST_TABLES]:
        lines += [*_vpc(vpc, style), ""]
    if len(plan.vpcs) > MOST_TABLES:
        lines += [*prose(f"{len(plan.vpcs) - MOST_TABLES} more VPCs are planned alike: `--json` tells all.", style), ""]
    lines += [*overlap_lines(plan.overlaps, style)]
    for note in (*plan.notes, *notes):
        lines += prose(f"note: {note}", style)
    while lines and not lines[-1]:
        lines.pop()
    return page(lines)


def _estate(plan: Plan, style: Style) -> list[str]:
    """Write the levels above VPCs: the whole block, Regions, VPCs."""
    marks = [Mark(vpc.blocks[0], vpc.name[:1], vpc.name) for vpc in plan.vpcs]
    taken = sum(vpc.blocks[0].size for vpc in plan.vpcs)
    lines = [title(f"{plan.cidr}", style), f"{plan.cidr.size:,} addresses: {taken:,} in {count(len(plan.vpcs), 'VPC')}"]
    lines += ["", *picture(plan.cidr, marks, style), ""]
    for region in plan.regions:
        if len(plan.regions) > 1:
            whole = f"one route, {region.block}" if region.block is not None else "no one block"
            lines.append(style.text(f"{region.name}: {count(len(region.vpcs), 'VPC')}, {whole}"))
    rows = [
        (str(vpc.blocks[0]), vpc.name, vpc.region, f"{len(vpc.subnets):,}", " ".join(map(str, vpc.blocks[1:])))
        for vpc in plan.vpcs
    ]
    return [*lines, *table(("block", "VPC", "region", "subnets", "more blocks"), rows, style)]


def _vpc(vpc: VpcPlan, style: Style) -> list[str]:
    ipv6 = "" if vpc.ipv6 is None else ", IPv6 from Amazon" if vpc.ipv6 == AMAZON_IPV6 else f", {vpc.ipv6}"
    marks = [Mark(each.block, letter(each.az)[:1], each.tier) for each in vpc.subnets]
    marks += [Mark(each.block, "", each.tier) for each in vpc.reservations]
    lines = [title(f"VPC {vpc.name} {' '.join(map(str, vpc.blocks))}, {vpc.region}{ipv6}", style)]
    lines += prose(_balance(vpc), style)
    for root in vpc.blocks:
        lines += ["", *picture(root, marks, style)]
    rows = [
        (each.block, _row(each.block, each.name, each.tier, letter(each.az), _own_ipv6(vpc, each.ipv6)))
        for each in vpc.subnets
    ]
    rows += [
        (each.block, (str(each.block), style.sign(f"{KEPT} reserved"), each.tier, "", "", "", each.reason))
        for each in vpc.reservations
    ]
    head = ("block", "subnet", "tier", "zone", "usable", "last", "IPv6" if vpc.ipv6 else "")
    lines += ["", *table(head, [row for _, row in sorted(rows)], style), ""]
    for summary in vpc.summaries:
        routes = ", ".join(map(str, summary.blocks))
        said = (
            f"{summary.tier} is one route"
            if len(summary.blocks) == 1
            else f"{summary.tier} takes {len(summary.blocks)}"
        )
        lines += prose(f"{said}: {routes}", style)
    return lines


def _balance(vpc: VpcPlan) -> str:
    total, used = sum(each.size for each in vpc.blocks), sum(each.block.size for each in vpc.subnets)
    free = sum(each.size for each in vpc.gaps)
    kept = total - used - free
    reserved = f", {kept:,} reserved" if kept else ""
    largest = min(vpc.gaps, key=lambda gap: (-gap.height, gap.low), default=None)
    room = f"; largest free block {largest}" if largest else ""
    return f"{total:,} addresses: {used:,} in {count(len(vpc.subnets), 'subnet')}{reserved}, {free:,} free{room}"


def _own_ipv6(vpc: VpcPlan, own: Block | None) -> str:
    if own is None or vpc.ipv6 is None:
        return ""
    return f"/64 number {(own.low - vpc.ipv6.low) >> SUBNET_IPV6}" if vpc.ipv6 == AMAZON_IPV6 else str(own)


def _row(found: Block, name: str, tier: str, zone: str, ipv6: str) -> tuple[str, ...]:
    return str(found), name, tier, zone, f"{found.size - RESERVED_PER_SUBNET:,}", write(found.high), ipv6


def picture(root: Block, marks: Sequence[Mark], style: Style) -> list[str]:
    """Draw a block as a strip, and the parts of it that hold several blocks in a column."""
    lines: list[str] = []
    for shown in (root, *parts(root, marks)):
        column = f"/{shown.length + 6}" if shown.length <= 26 else "1 address"
        if numbers := ruler(shown):
            lines.append(f"{'':20}{numbers}")
        lines.append(f"{pad(str(shown), 20)}{sign(strip(shown, marks), style)}")
        names = legend(shown, marks, min(COLUMNS, shown.size))
        lines.append(f"{pad(f'a column: {column}', 20)}{sign(style.text(names), style)}")
    return lines


def sign(text: str, style: Style) -> str:
    """Give a picture in the characters that can be shown."""
    return style.sign(text.translate(_ASCII)) if style.ascii else text


def table(head: Sequence[str], rows: Sequence[Sequence[str]], style: Style) -> list[str]:
    """Write rows in columns as wide as they need; numbers stand to the right."""
    safe = [[style.text(cell) for cell in row] for row in rows]
    widths = [max(len(line[place]) for line in [list(head), *safe]) for place in range(len(head))]
    right = [
        all(cell.replace(",", "").replace("-", "").isdecimal() or not cell for cell in column)
        for column in zip(*safe, strict=True)
    ]
    lines = [
        [cell.rjust(w) if r else pad(cell, w) for cell, w, r in zip(row, widths, right, strict=True)] for row in safe
    ]
    top = [
        cell.rjust(w) if r else pad(cell, w)
        for cell, w, r in zip(head, widths, right or [False] * len(head), strict=True)
    ]
    return [style.paint("  ".join(top).rstrip(), "muted"), *("  ".join(line).rstrip() for line in lines)]


def overlap_lines(overlaps: Iterable[Overlap], style: Style) -> list[str]:
    """Tell each collision with its consequence."""
    lines: list[str] = []
    for each in overlaps:
        where = f"{each.shared} of " if each.shared != each.block else ""
        said = f"{where}{each.block} collides with {each.with_.block}, {each.with_.owner}: {each.with_.consequence}"
        lines += [style.paint(line, "partial") for line in prose(f"! {said}", style)]
    return lines


def growth_text(path: str, growth: Growth, style: Style) -> str:
    """Write what grew; what is not named has not moved."""
    lines = [title(path, style)]
    rows = [
        (
            f"+ {each.cidr}",
            each.id,
            each.tier or "",
            letter(each.az),
            f"{_usable(each.cidr):,}",
            each.route_table or "main",
        )
        for each in growth.added
    ]
    if rows:
        lines += table(("  block", "subnet", "tier", "zone", "usable", "route table"), rows, style)
    for name, old, new in growth.widened:
        lines += prose(f"~ {name} is {new}, and was {old}: {_usable(new):,} addresses to give", style)
    lines += prose("No block that existed has moved.", style)
    for note in growth.notes:
        lines += prose(f"note: {note}", style)
    return page(lines)


def _usable(cidr: str | None) -> int:
    return block(cidr).size - RESERVED_PER_SUBNET if cidr else 0

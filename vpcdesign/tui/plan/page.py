"""What stands beside the plan: what is selected, and for each key what it would do, or why not, before it is pressed.

The lines run: `enter` on one is its key. The words come from the verbs themselves (`planning.carve`), asked in advance.
"""

from collections.abc import Sequence

from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.design.vpcs import Reservation, Subnet
from vpcdesign.planning.carve.verbs import Preview
from vpcdesign.planning.demand import SMALLEST
from vpcdesign.planning.space import standing_in
from vpcdesign.render.ink import Role, Row, Span, row, wrap
from vpcdesign.render.signs import FREE, RESERVED
from vpcdesign.render.strip.plan import Plan
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.members import Members
from vpcdesign.tui.pages.inspector.sheet import LABEL, Sheet
from vpcdesign.tui.pages.page import Line, Page, title


def plan_page(plan: Plan, told: Sequence[Preview], cells: int) -> Page:
    """Make the page of what is selected."""
    sheet = Sheet(cells)
    noun = plan.spot.piece.noun
    if isinstance(noun, Subnet):
        kind = Span(f"{plan.kinds.get(noun.id, 'ISO')} ", plan.role(plan.spot.piece), bold=True)
        heading = kind, visible(noun.name or noun.id)
        what = "subnet"
        _subnet(sheet, plan, noun)
    elif noun is not None:
        heading, what = (Span(f"{RESERVED} ", "muted"), str(plan.spot.block)), "reserved"
        _reservation(sheet, plan, noun)
    else:
        heading, what = (Span(f"{FREE} ", "muted"), str(plan.spot.block)), "free"
        _free(sheet, plan)
    sheet.group("Each key, and what remains")
    for each in told:
        sheet.lines += _key(each, cells)
    return Page(title((heading[0], Span(heading[1], bold=True)), what, cells), tuple(sheet.lines))


def _subnet(sheet: Sheet, plan: Plan, subnet: Subnet) -> None:
    size = plan.spot.block.size
    used = Members(standing_in(plan.site.design, {subnet.id})).used(subnet.id)
    sheet.fact("Block", str(plan.spot.block))
    if subnet.name and subnet.name != subnet.id:
        sheet.fact("Id", subnet.id)
    sheet.fact("Zone", subnet.az)
    if subnet.tier:
        sheet.fact("Tier", subnet.tier)
    if subnet.ipv6_cidr or subnet.ipv6_index is not None:
        sheet.fact("IPv6", subnet.ipv6_cidr or f"/64 number {subnet.ipv6_index}")
    sheet.fact("Addresses", f"{used:,} of {max(size - RESERVED_PER_SUBNET, 0):,} in use")
    _summary(sheet, plan)
    kept = [each for each in plan.site.design.reservations if each.subnet == subnet.id]
    for number, each in enumerate(kept):
        sheet.fact("Kept in it" if number == 0 else "", each.cidr, tail=each.reason or "")


def _reservation(sheet: Sheet, plan: Plan, kept: Reservation) -> None:
    reason = kept.reason or "no reason is written"
    said = wrap(visible(f"growth of tier {kept.tier}" if kept.tier else reason), sheet.cells - LABEL)
    sheet.lines += [
        Line(row(Span(f"{'For' if number == 0 else '':{LABEL}}", "muted"), part)) for number, part in enumerate(said)
    ]
    _addresses(sheet, plan)
    _summary(sheet, plan)
    if kept.tier and kept.reason not in {None, "growth"}:
        sheet.fact("Note", kept.reason or "")


def _free(sheet: Sheet, plan: Plan) -> None:
    if plan.spot.block != plan.spot.piece.block:
        sheet.fact("Part of", str(plan.spot.piece.block), plan.spot.piece.select)
    _addresses(sheet, plan)
    _summary(sheet, plan)


def _addresses(sheet: Sheet, plan: Plan) -> None:
    block = plan.spot.block
    usable = f", {block.size - RESERVED_PER_SUBNET:,} usable" if block.height >= SMALLEST else ""
    sheet.fact("Addresses", f"{block.size:,}{usable}")


def _summary(sheet: Sheet, plan: Plan) -> None:
    area = next((each for each in plan.site.areas.values() if each.holds(plan.spot.block)), None)
    if area is not None:
        sheet.fact("Summary", f"in {area}")


def _key(told: Preview, cells: int) -> list[Line]:
    """Write a key and what it would do; what it cannot is muted, and does not run."""
    role: Role = "text" if told.able else "muted"
    first, *rest = wrap(visible(told.words), cells - 3)
    key = Span(f"{told.key} ", "focus" if told.able else "muted", bold=told.able)
    act = told.command if told.able else ""
    return [Line(row(key, Span(first, role)), act), *(Line(row("  ", Span(part, role))) for part in rest)]


def one_line(plan: Plan) -> Row:
    """Say of what is selected what fits one line: the inspector of a small terminal."""
    piece, block = plan.spot.piece, plan.spot.block
    if isinstance(piece.noun, Subnet):
        used = Members(standing_in(plan.site.design, {piece.noun.id})).used(piece.noun.id)
        kind = Span(f" {plan.kinds.get(piece.noun.id, 'ISO')} ", plan.role(piece), bold=True)
        usable = max(block.size - RESERVED_PER_SUBNET, 0)
        words = f"  {block}  {piece.noun.az}  {used:,} of {usable:,} in use"
        return row(kind, Span(visible(piece.noun.name or piece.noun.id), bold=True), Span(words, "muted"))
    words = f"  {block.size:,} addresses"
    if piece.noun is not None:
        words = f"  reserved{f' for tier {visible(piece.tier)}' if piece.tier else ''}, {block.size:,} addresses"
    return row(
        Span(f" {FREE if piece.noun is None else RESERVED} ", "muted"),
        Span(str(block), bold=True),
        Span(words, "muted"),
    )

"""The table of blocks below the strips: subnets, kept room and gaps in the order of their addresses.

The columns at the right give way first; names get what room there is. Only what is visible is looked at, so a table of
a thousand blocks costs what ten do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from vpcdesign.algebra.addresses import write
from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.design.vpcs import Reservation, Subnet
from vpcdesign.planning.blocks import Block
from vpcdesign.planning.carve.site import Piece
from vpcdesign.planning.demand import letter
from vpcdesign.planning.space import standing_in
from vpcdesign.render.ink import Row, Span, fit, on, row, shorten
from vpcdesign.render.signs import BAR, FREE, RESERVED
from vpcdesign.render.strip.plan import Plan
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.members import Members

LEAST_NAME, LEAST_TIER = 12, 8


class Widths(NamedTuple):
    """How wide names and tiers are, and whether there is room for first and last addresses."""

    name: int
    tier: int
    ends: bool


BEFORE, BLOCK, ZONE, USABLE, USED, ENDS = 3, 17, 7, 6, 6, 17
"""Widths: up to the block, the block, the zone, and so on to the right."""


def first_shown(count: int, cursor: int, room: int, top: int) -> int:
    """Give the first line to show so that the cursor is seen: as before, where that is possible.

    Where there are more, the first line or the last says how many; the cursor never stands behind these.
    """
    if count <= room:
        return 0
    if room < 3:
        return min(cursor, count - room)
    top = max(0, min(top, count - room))
    if cursor < top + (top > 0):
        return cursor - 1 if cursor > 1 else 0
    if cursor > top + room - 1 - (top + room < count):
        return min(cursor - room + 2, count - room)
    return top


@dataclass(frozen=True, slots=True)
class Table:
    """What is visible of a table: its head, its lines, what each line selects, and the first piece that is shown."""

    head: Row
    lines: tuple[Row, ...]
    targets: tuple[str, ...]
    top: int


def table(plan: Plan, width: int, room: int, top: int) -> Table:
    """Draw what is visible of the table; a line that only counts more selects nothing."""
    pieces = plan.listed
    top = first_shown(len(pieces), pieces.index(plan.spot.piece), room, top)
    shown = list(pieces[top : top + room])
    below = len(pieces) - top - len(shown)
    names = {each.noun.id for each in shown if isinstance(each.noun, Subnet)}
    used = Members(standing_in(plan.site.design, names))
    widths = _widths(plan, shown, width - 1)
    made = [fit(_line(plan, piece, widths, used), width) for piece in shown]
    made = [on(line, "selected") if piece is plan.spot.piece else line for piece, line in zip(shown, made, strict=True)]
    targets = [piece.select for piece in shown]
    if room >= 3 and below > 0:
        made[-1], targets[-1] = _more("▼", below + 1), ""
    if room >= 3 and top > 0:
        made[0], targets[0] = _more("▲", top + 1), ""
    return Table(_head(widths, width), tuple(made), tuple(targets), top)


def _head(widths: Widths, width: int) -> Row:
    text = f"{'':{BEFORE}}{'block':{BLOCK}}{'subnet':{widths.name}}{'tier':{widths.tier}}{'zone':{ZONE}}"
    text += f"{'usable':>{USABLE}}{'used':>{USED}}" + ("  first and last" if widths.ends else "")
    return on(fit(row(Span(text, "muted")), width), "panel")


def _widths(plan: Plan, shown: Sequence[Piece], width: int) -> Widths:
    """Give the widths of names and tiers: as wide as they are, as far as there is room."""
    names = max((cell_len(_words(plan, each)) for each in shown), default=0) + 2
    tiers = max((cell_len(visible(each.tier or "")) for each in shown), default=0) + 2
    fixed = BEFORE + BLOCK + LEAST_NAME + LEAST_TIER + ZONE + USABLE + USED
    ends = width >= fixed + ENDS
    spare = max(width - fixed - ENDS * ends, 0)
    tier = min(max(tiers, LEAST_TIER), LEAST_TIER + spare // 3)
    return Widths(min(max(names, LEAST_NAME), LEAST_NAME + spare - (tier - LEAST_TIER)), tier, ends)


def _words(plan: Plan, piece: Piece) -> str:
    """Name a piece, and the part of it that is selected where that is not all of it."""
    chosen = piece is plan.spot.piece and plan.spot.block != piece.block
    return visible(_called(piece)) + (f", {plan.spot.block}" if chosen else "")


def _called(piece: Piece) -> str:
    match piece.noun:
        case Subnet():
            return piece.noun.name or piece.noun.id
        case Reservation():
            return f"{RESERVED} reserved"
        case None:
            return f"{FREE} free"


def _line(plan: Plan, piece: Piece, widths: Widths, used: Members) -> Row:
    chosen = piece is plan.spot.piece
    room = widths.name if piece.tier else widths.name + widths.tier  # what is of no tier has the room of both
    named = Span(shorten(_words(plan, piece), room - 1), plan.role(piece), bold=isinstance(piece.noun, Subnet))
    spans = [
        Span(f"{BAR}  " if chosen else "   ", "focus", bold=chosen),
        Span(f"{piece.block!s:{BLOCK}}", bold=chosen),
        *fit(row(named), room),
        *fit(row(shorten(visible(piece.tier or ""), widths.tier - 1)), widths.name + widths.tier - room),
    ]
    ends = f"  {_ends(plan, piece.block)}" if widths.ends else ""
    if isinstance(piece.noun, Subnet):
        zone = shorten(letter(piece.noun.az), ZONE - 2)
        given = f"{max(piece.block.size - RESERVED_PER_SUBNET, 0):,}"
        spans += [Span(f" {zone:{ZONE - 1}}{given:>{USABLE}}{used.used(piece.noun.id):>{USED},}"), Span(ends, "muted")]
    else:
        dash = "-" if piece.noun is not None else " "
        spans += [Span(f" {dash:{ZONE - 1}}{'':{USABLE + USED}}"), Span(ends, "muted")]
    return row(*spans)


def _ends(plan: Plan, block: Block) -> str:
    """Write the first and the last address, by the octets that differ inside the VPC's block."""
    whole = [write(block.low), write(block.high)]
    root = plan.site.root(block)
    if root is not None and root.height <= 16:
        whole = [each.split(".", 2)[2] for each in whole]
    return " - ".join(whole)


def _more(sign: str, count: int) -> Row:
    return row(Span(f"   {sign} {count} more", "muted"))

"""A subnet drawn: a box with its members, a box of one line, or `PUB/24`."""

from collections.abc import Sequence

from vpcdesign.design.words import table_words
from vpcdesign.render.ink import Role, shorten
from vpcdesign.render.map.canvas import GATE, MUTED, TEXT, Box, Canvas, Ink, cells_of
from vpcdesign.render.map.look import Sizes
from vpcdesign.render.signs import CUT, KINDS
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import Kind, Member, Room

KIND_ROLES: dict[Kind, Role] = {"PUB": "public", "PRV": "private", "ISO": "isolated"}
FIXED = 3
"""Rows of a full box beside its members and what filters them: its edges, and its block."""
_GATES = {"nat_gateways", "firewalls", "vpc_endpoints"}

Inner = tuple[Member, Box]
"""A member, and where it stands."""


def member_ink(member: Member) -> Ink:
    """Give the look of a member: what others go through stands out."""
    return GATE if member.list in _GATES else TEXT


def _short(text: str, cells: int) -> str:
    """Cut a name of a user to its room; most need no cutting."""
    text = visible(text)
    return text if cells_of(text) <= cells else shorten(text, cells)


def members_at(box: Box, room: Room, measures: Sizes) -> list[Inner]:
    """Give where the members of a subnet stand in its box: a row each, or a sign for all of a kind."""
    if measures.zoom == "compact":
        columns = _signs(box, room)
        return [(member, Box(columns[member.list], box.y + 1, 1, 1)) for member in room.members]
    x, inner, shown = box.x + 2, box.width - 4, _shown(box, room, measures)
    found = [(member, Box(x, box.y + 2 + at, inner, 1)) for at, member in enumerate(shown)]
    return found + [(member, Box(x, box.y + 2 + len(shown), inner, 1)) for member in room.members[len(shown) :]]


def _signs(box: Box, room: Room) -> dict[str, int]:
    """Give the column of each kind's sign."""
    kinds = list(dict.fromkeys(member.list for member in room.members))
    first = box.right - 1 - 2 * len(kinds)
    return {kind: first + 2 * at for at, kind in enumerate(kinds)}


def rows_more(room: Room, measures: Sizes) -> int:
    """Tell how many rows more than the least a box needs to show all that is in a subnet."""
    return max(len(room.members) + len(_words(room, measures)) + FIXED - measures.tall, 0)


def _words(room: Room, measures: Sizes) -> list[str]:
    """Write route table and network ACL: in one row where they fit beside the addresses that are taken, else in two."""
    table = table_words(visible(room.table_name))
    if not measures.roomy:
        return [table]
    filtering = f"acl {visible(room.acl_name).removeprefix('acl-')}"
    together = f"{table}  {filtering}"
    return [together] if cells_of(together) + len(_count(room)) < measures.box - 4 else [table, filtering]


def _count(room: Room) -> str:
    return f"{room.used}/{room.usable}" if room.usable else ""


def _below(box: Box, room: Room, measures: Sizes) -> list[str]:
    """Give the words at the foot of a box: in two rows only where every member has his all the same."""
    words = _words(room, measures)
    return words if len(room.members) + len(words) + FIXED <= box.height else ["  ".join(words)]


def _shown(box: Box, room: Room, measures: Sizes) -> Sequence[Member]:
    """Give the members that have a row of their own."""
    rows = box.height - FIXED - len(_below(box, room, measures))
    return room.members if len(room.members) <= rows else room.members[: rows - 1]


def draw_box(canvas: Canvas, box: Box, room: Room, measures: Sizes) -> None:
    """Draw a subnet."""
    ink = Ink(KIND_ROLES[room.kind])
    canvas.frame(box, ink)
    x = canvas.write(box.x + 2, box.y, f" {room.kind} ", ink._replace(bold=True))
    name = _short(room.name, measures.title - 4)
    canvas.write(canvas.write(x, box.y, name, Ink(bold=True)), box.y, " ", ink)
    if measures.zoom == "compact":
        _line(canvas, box, room)
    else:
        _lines(canvas, box, room, measures)


def _line(canvas: Canvas, box: Box, room: Room) -> None:
    """Draw one line: the block, and a sign for each kind of member."""
    columns = _signs(box, room)
    taken = 2 * len(columns)
    canvas.write(box.x + 2, box.y + 1, _short(room.block, box.width - 4 - taken))
    for member in reversed(room.members):
        canvas.write(columns[member.list], box.y + 1, KINDS[member.list], member_ink(member))


def _lines(canvas: Canvas, box: Box, room: Room, measures: Sizes) -> None:
    """Draw the block, members, the route table, how many addresses are taken; the network ACL with more room."""
    x, inner, shown = box.x + 2, box.width - 4, _shown(box, room, measures)
    canvas.write(x, box.y + 1, _short(room.block, inner))
    address_at = _address_column(shown, inner, measures)
    for at, member in enumerate(shown):
        _member(canvas, (x, box.y + 2 + at), member, inner, address_at)
    if len(room.members) > len(shown):
        canvas.write(x, box.y + 2 + len(shown), f"+{len(room.members) - len(shown)} more", MUTED)
    count = _count(room)
    words = _below(box, room, measures)
    for up, text in enumerate(reversed(words)):
        room_left = inner if up else inner - len(count) - bool(count)
        canvas.write(x, box.bottom - 2 - up, shorten(text, room_left), MUTED)
    canvas.write(box.right - 2 - len(count), box.bottom - 2, count, MUTED)


def _address_column(shown: Sequence[Member], inner: int, measures: Sizes) -> int:
    """Give the cell that addresses begin at, one column for all; 0 where they are left out.

    In a narrow box they are shown where all are hosts and all of them fit.
    """
    having = [one for one in shown if one.address]
    if not having or (not measures.roomy and any(one.list != "network_interfaces" for one in shown)):
        return 0
    longest = max(len(visible(one.address)) for one in having)
    widest = max(cells_of(visible(one.name)) for one in having)
    spare = inner - 2 - widest - longest
    return 2 + widest + min(spare, 2) if spare >= 1 else 0


def _member(canvas: Canvas, at: tuple[int, int], member: Member, inner: int, address_at: int) -> None:
    """Draw a sign, a name, and the address where there is a column for it."""
    x, y = at
    ink = member_ink(member)
    canvas.write(x, y, KINDS.get(member.list, CUT), ink)
    room = address_at - 3 if address_at and member.address else inner - 2
    canvas.write(x + 2, y, _short(member.name, room), ink)
    if address_at:
        canvas.write(x + address_at, y, visible(member.address), TEXT)


def dot(canvas: Canvas, box: Box, room: Room) -> None:
    """Draw a subnet as its kind and the length of its block, six cells wide."""
    ink = Ink(KIND_ROLES[room.kind], bold=True)
    _, slash, length = room.block.rpartition("/")
    canvas.write(canvas.write(box.x, box.y, room.kind, ink), box.y, f"/{length}" if slash else "   ")

"""A subnet drawn: a box with its members, a box of one line, or `PUB/24`."""

from collections.abc import Sequence

from rich.cells import cell_len

from vpcdesign.render.ink import Role, shorten
from vpcdesign.render.map.canvas import GATE, MUTED, TEXT, Box, Canvas, Ink
from vpcdesign.render.map.look import Sizes
from vpcdesign.render.signs import CUT, KINDS
from vpcdesign.render.visible import visible
from vpcdesign.topology.scene.scene import Kind, Member, Room

KIND_ROLES: dict[Kind, Role] = {"PUB": "public", "PRV": "private", "ISO": "isolated"}
_GATES = {"nat_gateways", "firewalls", "vpc_endpoints"}

Inner = tuple[str, Box]
"""A member's id, and where it stands."""


def member_ink(member: Member) -> Ink:
    """Give the look of a member: what others go through stands out."""
    return GATE if member.list in _GATES else TEXT


def draw_box(canvas: Canvas, box: Box, room: Room, measures: Sizes) -> list[Inner]:
    """Draw a subnet and give where its members stand."""
    ink = Ink(KIND_ROLES[room.kind])
    canvas.frame(box, ink)
    x = canvas.write(box.x + 2, box.y, f" {room.kind} ", ink._replace(bold=True))
    name = shorten(visible(room.name), measures.title - 4)
    canvas.write(canvas.write(x, box.y, name, Ink(bold=True)), box.y, " ", ink)
    if measures.zoom == "compact":
        return _line(canvas, box, room)
    return _lines(canvas, box, room, measures)


def _line(canvas: Canvas, box: Box, room: Room) -> list[Inner]:
    """Draw one line: the block, and a sign for each kind of member."""
    inner = box.width - 4
    kinds = list(dict.fromkeys(member.list for member in room.members))
    signs = " ".join(KINDS[kind] for kind in kinds)
    block = shorten(visible(room.block), inner - cell_len(signs) - bool(signs))
    canvas.write(box.x + 2, box.y + 1, block)
    found: list[Inner] = []
    x = box.right - 2 - cell_len(signs)
    first = {member.list: member for member in reversed(room.members)}
    for kind in kinds:
        canvas.write(x, box.y + 1, KINDS[kind], member_ink(first[kind]))
        found += [(member.id, Box(x, box.y + 1, 1, 1)) for member in room.members if member.list == kind]
        x += 2
    return found


def _lines(canvas: Canvas, box: Box, room: Room, measures: Sizes) -> list[Inner]:
    """Draw the block, three members, the route table, how many addresses are taken; the network ACL with more room."""
    x, inner = box.x + 2, box.width - 4
    canvas.write(x, box.y + 1, shorten(visible(room.block), inner))
    shown: Sequence[Member] = room.members if len(room.members) <= 3 else room.members[:2]
    address_at = _address_column(shown, inner, measures)
    found: list[Inner] = []
    for at, member in enumerate(shown):
        y = box.y + 2 + at
        _member(canvas, (x, y), member, inner, address_at)
        found.append((member.id, Box(x, y, inner, 1)))
    if len(room.members) > len(shown):
        rest = room.members[len(shown) :]
        canvas.write(x, box.y + 4, f"+{len(rest)} more", MUTED)
        found += [(member.id, Box(x, box.y + 4, inner, 1)) for member in rest]
    count = f"{room.used}/{room.usable}" if room.usable else ""
    words = f"rt {visible(room.table_name)}"
    if measures.roomy:
        words += f"  acl {visible(room.acl_name).removeprefix('acl-')}"
    words = shorten(words, inner - len(count) - bool(count))
    canvas.write(x, box.bottom - 2, words, MUTED)
    canvas.write(box.right - 2 - len(count), box.bottom - 2, count, MUTED)
    return found


def _address_column(shown: Sequence[Member], inner: int, measures: Sizes) -> int:
    """Give the cell that addresses begin at, one column for all; 0 where they are left out.

    In a narrow box they are shown where all are hosts and all of them fit.
    """
    having = [one for one in shown if one.address]
    if not having or (not measures.roomy and any(one.list != "network_interfaces" for one in shown)):
        return 0
    longest = max(len(visible(one.address)) for one in having)
    widest = max(cell_len(visible(one.name)) for one in having)
    spare = inner - 2 - widest - longest
    return 2 + widest + min(spare, 2) if spare >= 1 else 0


def _member(canvas: Canvas, at: tuple[int, int], member: Member, inner: int, address_at: int) -> None:
    """Draw a sign, a name, and the address where there is a column for it."""
    x, y = at
    ink = member_ink(member)
    canvas.write(x, y, KINDS.get(member.list, CUT), ink)
    room = address_at - 3 if address_at and member.address else inner - 2
    canvas.write(x + 2, y, shorten(visible(member.name), room), ink)
    if address_at:
        canvas.write(x + address_at, y, visible(member.address), TEXT)


def dot(canvas: Canvas, x: int, y: int, room: Room) -> Box:
    """Draw a subnet as its kind and the length of its block, six cells wide."""
    ink = Ink(KIND_ROLES[room.kind], bold=True)
    _, slash, length = room.block.rpartition("/")
    canvas.write(canvas.write(x, y, room.kind, ink), y, f"/{length}" if slash else "   ")
    return Box(x, y, 6, 1)

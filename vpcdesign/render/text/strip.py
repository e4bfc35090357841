"""A block of addresses as a strip of columns, each of which is one whole aligned block: halving it halves the picture.

A subnet of at least three columns is `[a  ]`, of two `a]`, of one its letter; `▒` is reserved, `·` free, and `▓` stands
for several blocks in one column, which a strip of a smaller part then shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.planning.blocks import Block

COLUMNS = 64
FREE, KEPT, SEVERAL = "·", "▒", "▓"


@dataclass(frozen=True, slots=True)
class Mark:
    """A block to draw: `label` is one character for a subnet, empty for a reservation; `group` is named below."""

    block: Block
    label: str
    group: str = ""


def strip(root: Block, marks: Sequence[Mark], columns: int = COLUMNS) -> str:
    """Draw a block."""
    width = root.height - (columns.bit_length() - 1)
    cells = [FREE] * columns
    if width < 0:  # a block with fewer addresses than columns: an address takes several
        return strip(root, marks, root.size) if root.size > 1 else _one(marks)
    for mark in marks:
        if not root.holds(mark.block):
            continue
        first = (mark.block.low - root.low) >> width
        if mark.block.height < width:
            cells[first] = SEVERAL
            continue
        count = 1 << mark.block.height - width
        cells[first : first + count] = _drawn(mark.label, count)
    return "".join(cells)


def _one(marks: Sequence[Mark]) -> str:
    return (marks[0].label or KEPT) if marks else FREE


def _drawn(label: str, count: int) -> list[str]:
    if not label:
        return [KEPT] * count
    match count:
        case 1:
            return [label]
        case 2:
            return [label, "]"]
        case _:
            return ["[", label, *[" "] * (count - 3), "]"]


def legend(root: Block, marks: Sequence[Mark], columns: int = COLUMNS) -> str:
    """Write the names of groups below their columns, where a name has room."""
    width = max(root.height - (columns.bit_length() - 1), 0)
    cells = [" "] * columns
    for first, last, group in _runs(root, marks, width):
        room = last - first + 1
        if group and len(group) <= room:
            bar = f"╰{group:─^{room - 2}}╯" if room >= len(group) + 2 else group.ljust(room)
            cells[first : last + 1] = list(bar)
    return "".join(cells).rstrip()


def _runs(root: Block, marks: Sequence[Mark], width: int) -> list[tuple[int, int, str]]:
    """Join neighbouring marks of one group to runs of columns."""
    runs: list[tuple[int, int, str]] = []
    for mark in sorted(marks, key=lambda each: each.block.low):
        if not root.holds(mark.block) or mark.block.height < width:
            continue
        first, last = (mark.block.low - root.low) >> width, (mark.block.high - root.low) >> width
        if runs and runs[-1][2] == mark.group and runs[-1][1] + 1 == first:
            runs[-1] = (runs[-1][0], last, mark.group)
        else:
            runs.append((first, last, mark.group))
    return runs


def ruler(root: Block) -> str:
    """Number the columns of a strip by the octet that changes along it; empty where none does so evenly."""
    if root.v6 or not 6 <= root.height <= 32:
        return ""
    octet = (root.height - 1) // 8
    step = root.size >> 3
    numbers = [(root.low + place * step) >> 8 * octet & 255 for place in range(8)]
    return "".join(f"{number:<8}" for number in numbers).rstrip() if len(set(numbers)) == 8 else ""


def parts(root: Block, marks: Sequence[Mark], columns: int = COLUMNS, most: int = 4) -> list[Block]:
    """Give the smaller parts that show what a strip cannot: the aligned block around each run of full columns."""
    width = root.height - (columns.bit_length() - 1)
    small = sorted(mark.block for mark in marks if root.holds(mark.block) and mark.block.height < width)
    found: list[Block] = []
    for each in small:
        around = each.above(width)
        while found and around.height < root.height - 1 and _near(found[-1], around):
            low, high = min(found[-1].low, around.low), max(found[-1].high, around.high)
            around = Block(low, 0).above((low ^ high).bit_length())
            found.pop()
        found.append(around)
    return found[:most]


def _near(one: Block, two: Block) -> bool:
    """Tell blocks that would be drawn together: nested, or near enough for a strip of both to show more than either."""
    low, high = min(one.low, two.low), max(one.high, two.high)
    together = (low ^ high).bit_length()
    return together <= max(one.height, two.height) + 3

"""One strip: a block as columns, each one whole aligned block, and the lines of words above and below it.

A subnet of at least three columns is `[a  ]`, of two `a]`, of one its letter. What is selected has heavy ends. Words
are written where they have room and left out elsewhere: a strip never lies about a place to fit a name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from vpcdesign.design.vpcs import Reservation, Subnet
from vpcdesign.planning.blocks import Block, fill
from vpcdesign.planning.carve.site import Piece
from vpcdesign.render.ink import Ground, Role, Row, Span
from vpcdesign.render.signs import FREE, RESERVED, SEVERAL
from vpcdesign.render.strip.plan import Plan, label
from vpcdesign.render.visible import visible

EDGE = "┃"


@dataclass(frozen=True, slots=True)
class Bar:
    """A block drawn on columns; one with fewer addresses than columns has a column for each."""

    block: Block
    most: int

    @property
    def columns(self) -> int:
        """Count the columns."""
        return min(self.most, self.block.size)

    @property
    def width(self) -> int:
        """Give the height of the block that a column stands for."""
        return max(self.block.height - (self.most.bit_length() - 1), 0)

    def column(self, low: int) -> int:
        """Give the column that an address is in."""
        return (low - self.block.low) >> self.width

    def at(self, column: int) -> Block:
        """Give the block that a column stands for."""
        return Block(self.block.low + (column << self.width), self.width)

    def place(self, block: Block) -> tuple[int, int]:
        """Give the first column of a block and how many it takes inside this bar; none when it is less than one."""
        first, last = max(block.low, self.block.low), min(block.high, self.block.high)
        return self.column(first), (last - first + 1) >> self.width


@dataclass(slots=True)
class Cell:
    """One cell of a line that is being drawn."""

    text: str = " "
    role: Role = "muted"
    ground: Ground = "surface"
    bold: bool = False
    reverse: bool = False


def blocks(plan: Plan, bar: Bar, *, marked: bool = True) -> Row:
    """Draw the strip itself; `marked` is whether the selection is shown on it."""
    cells = [Cell(FREE) for _ in range(bar.columns)]
    for piece in plan.site.meeting(bar.block):
        first, count = bar.place(piece.block)
        if not count:
            if cells[first].text != SEVERAL or cells[first].ground == "surface":  # a subnet's kind tells most
                cells[first] = Cell(SEVERAL, plan.role(piece), plan.ground(piece))
            continue
        drawn = _drawn(piece, count)
        for place, text in enumerate(drawn, first):
            cells[place] = Cell(text, plan.role(piece), plan.ground(piece), bold=isinstance(piece.noun, Subnet))
    if marked:
        _select(plan, bar, cells)
    return joined(cells)


def _drawn(piece: Piece, count: int) -> str:
    if isinstance(piece.noun, Reservation):
        return RESERVED * count
    if piece.noun is None:
        return FREE * count
    letter = label(piece) or "?"
    if count == 1:
        return letter
    return f"{letter}]" if count == 2 else f"[{letter}{' ' * (count - 3)}]"


def _select(plan: Plan, bar: Bar, cells: list[Cell]) -> None:
    """Mark what is selected: its ground, heavy ends where there is room, else reversed."""
    if not bar.block.holds(plan.spot.block):
        return
    first, count = bar.place(plan.spot.block)
    for cell in cells[first : first + count]:
        cell.ground = "selected"
    if count >= 3:
        for place in (first, first + count - 1):
            cells[place] = Cell(EDGE, "focus", "selected", bold=True)
    else:
        for cell in cells[first : first + max(count, 1)]:
            cell.reverse = cell.text != SEVERAL


def sizes(plan: Plan, bar: Bar) -> Row:
    """Write below each block how large it is, or what it is kept for."""
    cells = [Cell() for _ in range(bar.columns)]
    for piece in plan.site.meeting(bar.block):
        first, count = bar.place(piece.block)
        chosen = piece is plan.spot.piece
        words = [f"/{piece.block.length}"]
        if isinstance(piece.noun, Reservation):
            words = ["growth" if piece.tier else "kept", *words]
        elif piece.noun is None:
            words = [f"free /{piece.block.length}", "free"]
        ground = plan.ground(piece)
        for cell in cells[first : first + count]:
            cell.ground = "selected" if chosen and piece.noun is not None else ground
        text = next((each for each in words if len(each) < count), "")
        loud = chosen or isinstance(piece.noun, Subnet)
        write(cells, first + 1, text, "text" if loud else "muted", bold=chosen)
    return joined(cells)


def tiers(plan: Plan, bar: Bar) -> Row:
    """Draw a bracket over each tier, with its name and the one block that it is."""
    cells = [Cell() for _ in range(bar.columns)]
    for tier, low, high in _runs(plan, bar):
        if not tier:
            continue
        first, last = bar.column(low), bar.column(high)
        if last - first < 2:
            continue
        role = plan.tier_role(tier)
        write(cells, first, "╭" + "─" * (last - first - 1) + "╮", role)
        whole = list(fill(low, high))
        name, place = visible(tier), str(whole[0]) if len(whole) == 1 else ""
        room = last - first - 5
        if place and cell_len(name) + 1 + len(place) <= room:
            write(cells, first + 2, f" {name} ", role, bold=True)
            write(cells, first + 4 + cell_len(name), f"{place} ", "text")
        elif room > 0:
            write(cells, first + 2, f" {set_cell_size(name, min(cell_len(name), room))} ", role, bold=True)
    return joined(cells)


def names(plan: Plan, bar: Bar, marks: Sequence[int] = ()) -> list[Cell]:
    """Write below the strip of a whole block which tier is where, and what is free; not where a mark comes down."""
    cells = [Cell() for _ in range(bar.columns)]
    for mark in marks:
        cells[mark] = Cell("│", "border")
    for tier, low, high in _runs(plan, bar):
        words, role = (
            (f"{visible(tier)} {_octets(plan.root, low, high)}", plan.tier_role(tier)) if tier else ("", "muted")
        )
        _name(cells, bar, (low, high), words, role)
    for gap in plan.site.free:
        if bar.block.holds(gap) and not plan.tier(Piece(gap, None, "")):
            _name(cells, bar, (gap.low, gap.high), f"free {gap}", "muted")
    return cells


def _name(cells: list[Cell], bar: Bar, span: tuple[int, int], words: str, role: Role) -> None:
    """Write words one cell into their columns, or two where a mark stands in the first."""
    first, last = bar.column(span[0]), bar.column(span[1])
    size = cell_len(words)
    for place in (first + 1, first + 2):
        around = cells[place - 1 : place + size + 1]
        if words and place + size <= last + 1 and all(cell.text == " " for cell in around):
            write(cells, place, words, role)
            return


def ruler(bar: Bar) -> Row:
    """Number the columns by the octet that changes along the strip; nothing where none does so evenly."""
    block = bar.block
    if not 6 <= block.height <= 32:
        return ()
    octet, step = (block.height - 1) // 8, block.size >> 3
    numbers = [(block.low + place * step) >> 8 * octet & 255 for place in range(8)]
    each = bar.columns // 8
    if len(set(numbers)) < 8 or each < 4:
        return ()
    return (Span("".join(f"{number:<{each}}" for number in numbers), "muted"),)


def _octets(root: Block, low: int, high: int) -> str:
    """Write where a tier is as the ruler counts it: `64-127`."""
    shift = 8 * ((root.height - 1) // 8) if root.height > 0 else 0
    first, last = low >> shift & 255, high >> shift & 255
    return f"{first}-{last}" if last > first else f"{first}"


def _runs(plan: Plan, bar: Bar) -> Iterator[tuple[str, int, int]]:
    """Join neighbouring pieces of a tier; free pieces inside a tier's own block belong to it."""
    current: tuple[str, int, int] | None = None
    for piece in plan.site.meeting(bar.block):
        tier = plan.tier(piece)
        low, high = max(piece.block.low, bar.block.low), min(piece.block.high, bar.block.high)
        if current is not None and current[0] == tier and current[2] + 1 == low:
            current = tier, current[1], high
        else:
            if current is not None:
                yield current
            current = tier, low, high
    if current is not None:
        yield current


def write(cells: list[Cell], first: int, text: str, role: Role, *, bold: bool = False) -> None:
    """Write a text over cells, keeping their ground; a wide character takes two cells."""
    place = first
    for character in text:
        size = cell_len(character)
        if size == 0 or place + size > len(cells):
            continue
        cells[place].text, cells[place].role, cells[place].bold = character, role, bold
        for rest in range(place + 1, place + size):
            cells[rest].text = ""
        place += size


def joined(cells: Sequence[Cell]) -> Row:
    """Make a row of cells: neighbours of one look are one span."""
    spans: list[Span] = []
    for cell in cells:
        made = Span(cell.text, cell.role, cell.ground, cell.bold, cell.reverse)
        if spans and spans[-1][1:] == made[1:]:
            spans[-1] = made._replace(text=spans[-1].text + made.text)
        else:
            spans.append(made)
    return tuple(spans)

"""The whole picture of the plan: two strips, the table below them, and what can grow; and what is where in it.

The upper strip is the VPC's block, the lower one an aligned part of it around the selection. What gives way when there
are few lines does so in one order, ornaments first; strip, selection and some lines of the table never do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vpcdesign.planning.blocks import Block
from vpcdesign.render.ink import Row, Span, fit, row
from vpcdesign.render.strip import bar as bars
from vpcdesign.render.strip import words
from vpcdesign.render.strip.bar import Bar, Cell, joined
from vpcdesign.render.strip.plan import Plan
from vpcdesign.render.strip.table import table
from vpcdesign.render.visible import visible

MARGIN = 16
"""Cells before a strip: a block as it is written. It gives way to two cells less before the strip is halved."""
LEAST_LINES = 5
_GIVES_WAY = ("gap above", "gap below", "next", "wires", "ruler", "brackets", "names", "growth", "sizes", "balance")


@dataclass(frozen=True, slots=True)
class Picture:
    """The rows, and what is where: `bars` by line with their first cell, `targets` by line, the first piece shown."""

    rows: tuple[Row, ...]
    bars: dict[int, tuple[int, Bar]]
    targets: dict[int, str]
    top: int

    def block_at(self, x: int, y: int) -> Block | None:
        """Give the block of the column at a cell of a strip."""
        left, bar = self.bars.get(y, (0, None))
        if bar is None or not left <= x < left + bar.columns:
            return None
        return bar.at(x - left)


def columns_for(width: int) -> tuple[int, int]:
    """Give the columns of a strip, and the margin before it."""
    for columns in (128, 64, 32):
        if width >= columns + 14:
            return columns, min(width - columns, MARGIN)
    return 16, max(width - 16, 0)


def picture(plan: Plan, width: int, height: int, top: int = 0) -> Picture:
    """Draw a plan on so many cells; `top` is the first piece that the table showed before."""
    columns, margin = columns_for(width)
    upper, lower = Bar(plan.root, columns), Bar(plan.window(columns), columns)
    parts = dict(_parts(plan, width, margin, (upper, lower)))
    wanted = min(LEAST_LINES, len(plan.listed))
    for name in _GIVES_WAY:
        if len(parts) + wanted + 1 <= height:
            break
        parts.pop(name, None)
        if name == "wires":  # nothing comes down from the upper strip any more
            parts["names"] = _names(upper, margin, bars.names(plan, upper))
    made = table(plan, width, min(max(height - len(parts) - 1, 1), len(plan.listed)), top)
    rows: list[Row] = []
    drawn: dict[int, tuple[int, Bar]] = {}
    below = [line for name, line in parts.items() if name in {"growth", "next"}]
    for name, line in parts.items():
        if name in {"upper", "lower"}:
            drawn[len(rows)] = (margin, upper if name == "upper" else lower)
        if name not in {"growth", "next"}:
            rows.append(line)
    rows.append(made.head)
    kept = {len(rows) + place: target for place, target in enumerate(made.targets) if target}
    rows += [*made.lines, *below]
    return Picture(tuple(fit(line, width) for line in rows), drawn, kept, made.top)


def _parts(plan: Plan, width: int, margin: int, both: tuple[Bar, Bar]) -> Iterator[tuple[str, Row]]:
    """Give every line but those of the table, by name, in order."""
    upper, lower = both
    left, right = _ends(upper, lower.block)
    yield "heading", words.heading(plan, width)
    yield "balance", words.balance(plan, width)
    yield "gap above", ()
    if numbers := bars.ruler(upper):
        yield "ruler", (*_margin("", margin), *numbers)
    yield "upper", (*_margin(str(upper.block), margin), *bars.blocks(plan, upper))
    yield "names", _names(upper, margin, bars.names(plan, upper, (left, right)))
    yield "wires", (*_margin("", margin), *_wires(upper.columns, left, right))
    yield "brackets", (*_margin("", margin), *bars.tiers(plan, lower))
    yield "lower", (*_margin(str(lower.block), margin), *bars.blocks(plan, lower))
    yield "sizes", (*_margin(_column(lower), margin, muted=True), *bars.sizes(plan, lower))
    yield "gap below", ()
    yield "growth", words.growth(plan, width)
    yield "next", words.next_free(plan, width)


def _names(upper: Bar, margin: int, under: Sequence[Cell]) -> Row:
    return (*_margin(_column(upper), margin, muted=True), *joined(under))


def _margin(text: str, cells: int, *, muted: bool = False) -> Row:
    shown = f" {text}" if len(text) < cells else text[:cells]
    return (Span(f"{shown:{cells}}", "muted" if muted else "text"),)


def _column(bar: Bar) -> str:
    length = 32 - bar.width
    return f"a column: /{length}" if bar.width else "an address"


def _ends(upper: Bar, window: Block) -> tuple[int, int]:
    """Give where the window's edges come down from the upper strip: at its first column, and behind its last."""
    first, count = upper.place(window)
    last = first + max(count, 1)
    return first, min(last, upper.columns - 1)


def _wires(columns: int, left: int, right: int) -> Row:
    """Lead the edges of the window out to the edges of the lower strip."""
    cells = [Cell() for _ in range(columns)]
    if left:
        bars.write(cells, 0, "╭" + "─" * (left - 1) + "╯", "border")
    else:
        bars.write(cells, 0, "│", "border")
    last = columns - 1
    if right < last:
        bars.write(cells, right, "╰" + "─" * (last - right - 1) + "╮", "border")
    else:
        bars.write(cells, last, "│", "border")
    return joined(cells)


def status(plan: Plan, width: int) -> tuple[Row, str]:
    """Give the status line: where the selection is, and which part of the block is near."""
    columns, _ = columns_for(width)
    pieces = plan.site.pieces
    where = f" {visible(plan.site.here.vpc.name or plan.site.here.vpc.id)} › "
    place = pieces.index(plan.spot.piece) + 1
    near = f"zoom /{plan.window(columns).length}   block {place} of {len(pieces)}"
    return row(Span(where, "muted"), Span(visible(plan.spot.words), bold=True)), near

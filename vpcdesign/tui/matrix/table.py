"""The matrix as rows: sources down, destinations across, exact ports in the cells, cut only where a cell says so."""

from collections.abc import Sequence

from vpcdesign.algebra.services import write
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.results import Difference
from vpcdesign.render.ink import Ground, Role, Row, Span, row, shorten, width
from vpcdesign.render.signs import BAR, PARTIAL
from vpcdesign.render.text.matrix import words
from vpcdesign.render.visible import visible
from vpcdesign.tui.proving.words import RANK, SIGNS

HEAD = 15
"""Columns of a source's name and number."""
CELL = 11
NOTHING = "·"
NOTES = (
    "Rows and columns whose members behave alike are one.",
    "± some sources or members only; · no packet at all, proved",
)
COMPARED = (
    "+ opened  - closed  ~ narrowed or widened; what is dangerous is red.",
    "Cells that stand back are as they were; · no packet at all, proved",
)


def sides(found: Matrix) -> tuple[list[Group], list[Group]]:
    """Give who can be a source, and who a destination."""
    sources = [one for one in found.groups if any(party.sources for party in one.parties)]
    return sources, [one for one in found.groups if any(party.destinations for party in one.parties)]


def head(destinations: list[Group], left: int, cells: int) -> Row:
    """Give the line of destinations, from the one at the left edge on."""
    shown = destinations[left : left + across(cells)]
    return row(Span(f"  {'from':<{HEAD}}", "muted"), *(Span(_padded(one.label, CELL), "muted") for one in shown))


def across(cells: int) -> int:
    """Tell how many destinations fit."""
    return max((cells - HEAD - 2) // CELL, 1)


def line(source: Group, cells: Sequence[tuple[str, Role]], at: int | None) -> Row:
    """Give the line of a source with what its cells say; `at` is the cell under the cursor."""
    number = "" if source.outside else str(len(source.members))
    name = _padded(source.label, HEAD - 3) + f"{number:>2} "
    spans: list[Span] = [Span("  "), Span(name, bold=at is not None)]
    for place, (text, role) in enumerate(cells):
        here = place == at
        ground: Ground = "selected" if here else "surface"
        spans.append(Span((BAR if here else " "), "focus" if here else "text", ground))
        spans.append(Span(_padded(text, CELL - 1), role, ground, bold=here))
    return tuple(spans)


def cell(reach: Reach | None) -> tuple[str, Role]:
    """Write a cell: its services, and how many more there are."""
    if not reach:
        return NOTHING, "muted"
    several = words(reach)
    text = several[0]
    if len(several) > 1:
        more = f" +{len(several) - 1}"
        text += more if len(text + more) < CELL else more[1:]
    return shorten(text, CELL - 1), "partial" if several[0].startswith(PARTIAL) else "allowed"


def change(several: Sequence[Difference], reach: Reach | None) -> tuple[str, Role]:
    """Write a cell in which something differs: the gravest of it; what is as it was stands back."""
    if not several:
        return cell(reach)[0], "muted"
    first = min(several, key=lambda one: (not one.dangers, RANK[one.effect]))
    sign, role = SIGNS[first.effect]
    gap = "" if len(said := write(first.services, 1)) > CELL - 4 else " "
    text = f"{sign}{gap}{said}"
    if len(several) > 1:
        more = f" +{len(several) - 1}"
        text += more if len(text + more) < CELL else more[1:]
    return shorten(text, CELL - 1), "blocked" if first.dangers else role


def _padded(text: str, cells: int) -> str:
    text = shorten(visible(text), cells - 1)
    return text + " " * (cells - width(row(text)))

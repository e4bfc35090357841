"""The matrix as rows: sources down, destinations across, exact ports in the cells, cut only where a cell says so."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vpcdesign.algebra.services import write
from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.results import Difference
from vpcdesign.render.ink import Ground, Role, Row, Span, row, shorten, width
from vpcdesign.render.signs import BAR, PARTIAL
from vpcdesign.render.telling import without_ends
from vpcdesign.render.text.matrix import words
from vpcdesign.render.visible import visible
from vpcdesign.tui.proving.words import RANK, SIGNS


class Columns(NamedTuple):
    """Cells of a source's name and number, and of a destination: the least, and up to what names and services take."""

    head: int = 15
    cell: int = 11


NARROWEST, WIDEST = Columns(), Columns(34, 24)
SERVICES = 15
"""Cells that a destination takes for its services where there is room."""
SCROLLED = 15
"""Cells of a destination at most, where there are more than fit."""
NOTHING, UNASKED = "·", ""
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


def columns(sources: Iterable[Group], destinations: Sequence[Group], cells: int) -> Columns:
    """Share out the width: names of sources in full, then those of destinations; where not all fit, some do."""
    names = max((len(one.label) for one in sources), default=0) + 5
    others = max((len(one.label) for one in destinations), default=0) + 3
    spare = cells - 2 - NARROWEST.head - NARROWEST.cell * len(destinations)
    wanted = max(NARROWEST.head, min(names, WIDEST.head))
    if spare < 0:  # one has to go sideways all the same
        head = min(wanted, max(cells // 4, NARROWEST.head))
        return Columns(head, max(NARROWEST.cell, min(max(others, SERVICES), SCROLLED, (cells - 2 - head) // 3)))
    head = min(wanted, NARROWEST.head + spare)
    each = (cells - 2 - head) // max(len(destinations), 1)
    return Columns(head, max(NARROWEST.cell, min(max(others, SERVICES), WIDEST.cell, each)))


def briefly(sources: Sequence[Group], destinations: Sequence[Group], wide: Columns) -> dict[str, str]:
    """Give what to call groups where not all labels have room: without the words that the names of all share."""
    sides = (sources, wide.head - 4), (destinations, wide.cell - 1)
    if all(len(one.label) <= most for side, most in sides for one in side):
        return {}
    groups = (one for side, _ in sides for one in side)
    names = list(dict.fromkeys(one.label for one in groups if not one.outside and " " not in one.label))
    return dict(zip(names, without_ends(names), strict=True))


def part(what: str, first: int, shown: int, of: int) -> str:
    """Say which part is shown, where it is not all: `columns 1-4 of 10`."""
    return f"{what} {first + 1}-{first + shown} of {of}" if shown < of else ""


def parts(down: tuple[int, int, int], across: tuple[int, int, int]) -> Row:
    """Give the line that says which part is shown: the first, how many, of how many."""
    return row(Span("  " + "   ".join(filter(None, (part("rows", *down), part("columns", *across)))), "muted"))


def head(shown: Sequence[Group], wide: Columns, brief: Mapping[str, str]) -> Row:
    """Give the line of the destinations that are in sight."""
    named = (Span(" " + _padded(brief.get(one.label, one.label), wide.cell - 1, 0), "muted") for one in shown)
    return row(Span(f"  {'from':<{wide.head}}", "muted"), *named)


def across(cells: int, wide: Columns) -> int:
    """Tell how many destinations fit."""
    return max((cells - wide.head - 2) // wide.cell, 1)


def line(
    source: Group, cells: Sequence[tuple[str, Role]], at: int | None, wide: Columns, brief: Mapping[str, str]
) -> Row:
    """Give the line of a source with what its cells say; `at` is the cell under the cursor."""
    number = "" if source.outside else str(len(source.members))
    name = _padded(brief.get(source.label, source.label), wide.head - 3) + f"{number:>2} "
    spans: list[Span] = [Span("  "), Span(name, bold=at is not None)]
    for place, (text, role) in enumerate(cells):
        here = place == at
        ground: Ground = "selected" if here else "surface"
        spans.append(Span((BAR if here else " "), "focus" if here else "text", ground))
        spans.append(Span(_padded(text, wide.cell - 1, 0), role, ground, bold=here))
    return tuple(spans)


def cell(reach: Reach | None, cells: int = WIDEST.cell) -> tuple[str, Role]:
    """Write a cell: its services, and how many more there are."""
    if not reach:
        return NOTHING, "muted"
    several = sorted(words(reach), key=_stands_back)
    return _counted(several[0], len(several), cells), "partial" if several[0].startswith(PARTIAL) else "allowed"


def _stands_back(word: str) -> int:
    """Rank a service by how little it tells of what hosts have to say to each other: a ping says less than a port."""
    said = word.lstrip(f"{PARTIAL}? ")
    return 0 if said.startswith(("tcp", "all")) else 1 if said.startswith("udp") else 2


def change(several: Sequence[Difference], reach: Reach | None, cells: int) -> tuple[str, Role]:
    """Write a cell in which something differs: the gravest of it; what is as it was stands back."""
    if not several:
        return cell(reach, cells)[0], "muted"
    first = min(several, key=lambda one: (not one.dangers, RANK[one.effect]))
    sign, role = SIGNS[first.effect]
    gap = "" if len(said := write(first.services, 1)) > cells - 3 else " "
    return _counted(f"{sign}{gap}{said}", len(several), cells), "blocked" if first.dangers else role


def _counted(text: str, many: int, cells: int) -> str:
    """Write the first of several, and how many more there are: that is never cut."""
    more = f" +{many - 1}" if many > 1 else ""
    if len(text + more) > cells - 1:
        more = more.lstrip()
    return shorten(text, max(cells - 1 - len(more), 1)) + more


def _padded(text: str, cells: int, gap: int = 1) -> str:
    text = shorten(visible(text), cells - gap)
    return text + " " * (cells - width(row(text)))

"""Who reaches whom as text: a table where it fits the width, else a list under each source.

A cell holds all its services or the table is not drawn: nothing is cut off that a reader would miss.
"""

from collections.abc import Sequence

from vpcdesign.analysis.groups import Group, Matrix
from vpcdesign.analysis.reaches import Reach
from vpcdesign.render.text.listing import page, prose
from vpcdesign.render.text.saying import said
from vpcdesign.render.text.style import Style, cells, pad, wrap

_GAP = 2
_INDENT = 4


def matrix_text(found: Matrix, style: Style) -> str:
    """Write a matrix: sources down, destinations across."""
    sources = [one for one in found.groups if any(party.sources for party in one.parties)]
    destinations = [one for one in found.groups if any(party.destinations for party in one.parties)]
    table = _table(found, sources, destinations, style)
    lines = table if max(map(cells, table)) <= style.width else _list(found, sources, style)
    pairs = sum(_askable(one, other) for one in sources for other in destinations)
    signs = ["± some sources, members or choices only"] if _has(found, "partial") else []
    signs += ["? outside the model"] if _has(found, "unknown") else []
    signs += ["· no packet at all, proved"] if lines is table else ["who is not listed is not reached, proved"]
    summary = f"{len(found.cells)} of {pairs} pairs reach; {'; '.join(signs)}"
    return page([*lines, "", *(style.paint(line, "muted") for line in prose(summary, style))])


def _has(found: Matrix, kind: str) -> bool:
    return any(getattr(one, kind) for one in found.cells.values())


def _askable(one: Group, other: Group) -> bool:
    if one is other:
        return sum(len(party.members) for party in one.parties) > 1 or any(party.many for party in one.parties)
    return not (one.outside and other.outside)


def words(reach: Reach) -> list[str]:
    """Write what gets through, a service each: `tcp/443`, `± tcp/22`, `? udp/53`."""
    found: list[str] = []
    for sign, asked in (("", reach.allowed), ("± ", reach.partial), ("? ", reach.unknown)):
        found += [sign + word for word in said(asked).split(", ") if asked]
    return found


def _table(found: Matrix, sources: Sequence[Group], to: Sequence[Group], style: Style) -> list[str]:
    head = ["from", "", *(style.text(one.label) for one in to)]
    rows: list[list[str]] = []
    for one in sources:
        number = "" if one.outside else str(len(one.members))
        columns = [_cell(found, one, other, style) for other in to]
        for line in range(max(map(len, columns))):
            first = [style.text(one.label), number] if line == 0 else ["", ""]
            rows.append([*first, *(column[line] if line < len(column) else "" for column in columns)])
    widths = [max(cells(row[place]) for row in (head, *rows)) for place in range(len(head))]
    return [
        (" " * _GAP).join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]


def _cell(found: Matrix, one: Group, other: Group, style: Style) -> list[str]:
    reach = found.cells.get((one, other))
    return [style.sign(word) for word in words(reach)] if reach else [style.sign("·")]


def _list(found: Matrix, sources: Sequence[Group], style: Style) -> list[str]:
    lines: list[str] = []
    for one in sources:
        reached = [(other, found.cells[one, other]) for other in found.groups if (one, other) in found.cells]
        if not reached:
            continue
        size = "" if one.outside or len(one.members) == 1 else f"  {len(one.members)} members"
        lines += ["", f"{style.paint(style.text(one.label), 'strong')}{size}"]
        for other, reach in reached:
            line = style.text(f"→ {other.label}: {', '.join(words(reach))}")
            first, *more = wrap(line, style.width - _INDENT)
            lines += [f"  {first}", *(" " * (_INDENT + 2) + line for line in more)]
    return lines[1:] or ["nobody reaches anybody"]

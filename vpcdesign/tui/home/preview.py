"""What home shows beside its list: of a design its picture in dots and its last steps; of a way to begin, what it does.

Pure: a design that was looked into, and a width, give rows.
"""

from collections.abc import Sequence

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Role, Row, Span, row, shorten, width, wrap
from vpcdesign.render.signs import ALLOWED, BLOCKED
from vpcdesign.render.text.counting import count
from vpcdesign.render.visible import visible
from vpcdesign.tui.home.listing import Entry
from vpcdesign.tui.home.looking import Seen
from vpcdesign.tui.pages.inspector.residents import residents
from vpcdesign.tui.pages.page import sides

BEGINNINGS: dict[str, str] = {
    "new": "One page, answered as you type: the map and the address plan fill while you choose region, block, zones, "
    "tiers and gateways. Nothing is written until you create it.",
    "file.open": "Type a path; tab completes it. A folder is listed, and its designs can be opened from there.",
    "import": "Files and folders of what `aws ec2 describe-*` answered, whatever they are called, several regions and "
    "accounts together. `vpcdesign import aws --script` prints a script that collects them and only reads.",
    "help.tour": "Look, ask, break, mend, carve, keep: six steps in the designer itself, on a copy of a shop. Nothing "
    "of yours is touched; esc leaves, the palette takes it up again.",
}


def beginning(entry: Entry, layouts: Sequence[str], cells: int) -> list[Row]:
    """Say what a way to begin does."""
    head = row(Span(entry.name, bold=True))
    if entry.act == "layouts":
        return [head, *(row(Span(name, "muted")) for name in layouts)]
    return [head, *_muted(BEGINNINGS.get(entry.act, entry.words), cells)]


def preview(entry: Entry, seen: Seen | None, cells: int, height: int) -> list[Row]:
    """Draw a design that was looked into; `seen` None: it is still being read."""
    name = Span(visible(entry.name), bold=True)
    path = shorten(visible(entry.words), max(cells - width([name]) - 2, 0))
    rows = [sides((name,), (Span(path, "muted"),), cells)]
    if seen is None:
        return [*rows, row(Span("reading", "muted"))]
    if seen.design is None:
        rows += _muted(visible(seen.problem), cells)
    else:
        rows.append(summary(seen, cells))
    steps = [row(Span(f"{place:>2}  ", "muted"), Span(visible(title))) for place, title in seen.steps]
    if seen.design is not None:
        rows += picture(seen.design, cells, height - len(rows) - len(steps))
    return [*rows, *steps]


def summary(seen: Seen, cells: int) -> Row:
    """Say in a line what a design is: `eu-west-1, 9 subnets, 15 interfaces   ✓ 9 of 9`."""
    assert seen.design is not None
    design = seen.design
    regions = list(dict.fromkeys(vpc.region for vpc in design.vpcs))
    where = [*regions[:1], f"{len(regions) - 1} more"] if len(regions) > 2 else regions
    there = residents(design, {subnet.id for subnet in design.subnets})
    counts = [count(len(design.subnets), "subnet"), count(len(there), "interface")]
    words = ", ".join([*map(visible, where), *counts])
    held = sum(result.holds for result in seen.results)
    if not seen.results:
        return row(Span(words, "muted"))
    sign, role = _verdict(held == len(seen.results))
    judged = Span(f"   {sign} {held} of {len(seen.results)}", role)
    return row(Span(shorten(words, max(cells - len(judged.text), 0)), "muted"), judged)


def _verdict(holds: bool) -> tuple[str, Role]:  # noqa: FBT001 - it is the question itself
    return (ALLOWED, "allowed") if holds else (BLOCKED, "blocked")


def picture(design: Design, cells: int, height: int) -> list[Row]:
    """Draw the map in dots, the one VPC alone where there is one; what does not fit is left out and said."""
    if not design.vpcs:
        return [row(Span("Nothing is in it yet.", "muted"))]
    from vpcdesign.render.map.draw import draw
    from vpcdesign.render.map.look import Look
    from vpcdesign.render.map.overlay import painted

    drawn = draw(design, Look("dots", cells))
    box = drawn.box(design.vpcs[0].id) if len(design.vpcs) == 1 else None
    rows = painted(drawn, view=box)
    if len(rows) <= height:
        return rows
    room = max(height - 1, 0)
    return [*rows[:room], row(Span(f"▼ {len(rows) - room} lines more", "muted"))] if height > 0 else []


def _muted(text: str, cells: int) -> list[Row]:
    return [row(Span(line, "muted")) for line in wrap(text, cells)]

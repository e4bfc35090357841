"""The palette as rows: the line that is typed in, and under it what was found, section by section.

It has one cursor over the entries of all sections; headings are passed over. Whoever shows it only paints.
"""

from collections.abc import Sequence
from typing import NamedTuple

from vpcdesign.render.ink import Row, Span, fit, on, row, shorten, width
from vpcdesign.render.signs import BAR, INNER
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.page import sides
from vpcdesign.tui.palette.entry import Entry
from vpcdesign.tui.palette.finder import Section

HEADS = "commands, elements, findings, layouts"
HINT = "enter run   tab fill in   esc close"
BESIDE = 34
"""The cell at which what is said beside a name begins, where the name leaves room."""


FIRST, OTHERS = 7, 4
"""How many entries of the first section are listed, and of the others: who wants more types more."""


class Listed(NamedTuple):
    """One line of the list: an entry, or the heading of a section."""

    heading: str = ""
    entry: Entry | None = None


def listed(sections: Sequence[Section], *, everything: bool = False) -> list[Listed]:
    """Give the lines; before anything was typed the first section is listed whole, to be gone through."""
    found: list[Listed] = []
    for place, section in enumerate(sections):
        most = OTHERS if place else len(section.entries) if everything else FIRST
        shown = section.entries[:most]
        more = f"  {len(shown)} of {section.total}" if len(shown) < section.total else ""
        found.append(Listed(f"{section.name}{more}"))
        found += [Listed(entry=entry) for entry in shown]
    return found


def typed_row(typed: Row, asks: str, cells: int) -> Row:
    """Draw the line that is typed in: what is asked for stands at its right."""
    return sides(row(Span(f"{INNER} ", "focus", bold=True), *typed), (Span(asks or HEADS, "muted"),), cells)


def line_row(line: Listed, cells: int, *, current: bool, flat: bool = False) -> Row:
    """Draw one line of the list; the cell at its left edge is the cursor's. `flat`: there are no colours."""
    if line.entry is None:
        return sides((Span(" "), Span(line.heading, "muted")), (), cells)
    entry = line.entry
    if flat and entry.why_not:
        entry = entry._replace(name=f"({entry.name})")
    drawn = _entry(entry, cells - 1, current=current)
    bar = Span(BAR, "focus") if current else Span(" ")
    whole = fit((bar, *drawn), cells)
    return on(whole, "selected") if current else whole


def _entry(entry: Entry, cells: int, *, current: bool) -> Row:
    """Draw an entry: sign, name, what is said beside it, its key; what cannot run is muted and says why."""
    able = not entry.why_not
    mark = Span(" ") if not entry.sign.text else entry.sign
    head: list[Span] = [Span(" "), mark, Span(" ")] if entry.section == "Elements" else [Span(" ")]
    key: Row = (Span(f"{entry.key} ", "focus", bold=True),) if entry.key and able else ()
    reason: Row = (Span(f"{visible(entry.why_not)} ", "muted"),) if not able else ()
    tail = key or reason
    room = cells - width(head) - width(tail)
    if reason and width(reason) > cells // 2:
        tail = (Span(f"{shorten(visible(entry.why_not), cells // 2)} ", "muted"),)
        room = cells - width(head) - width(tail)
    name = Span(shorten(entry.name, max(room - 1, 8)), "text" if able else "muted", bold=current and able)
    left = [*head, name]
    if entry.beside and able:
        gap = max(BESIDE - 1 - width(left), 2)
        left += [Span(" " * gap), Span(entry.beside, "muted")]
    return sides(left, tail, cells)

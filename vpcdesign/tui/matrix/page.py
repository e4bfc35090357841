"""A cell of the matrix at the side: what gets through or differs, a packet, who let it through; and its members."""

from collections.abc import Iterator, Sequence

from vpcdesign.algebra.addresses import write as write_address
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.algebra.services import ALL, write
from vpcdesign.analysis.groups import Group
from vpcdesign.analysis.reaches import Reach
from vpcdesign.analysis.results import Difference
from vpcdesign.analysis.survey import count as pairs_of
from vpcdesign.design.document import Design
from vpcdesign.design.index import Index
from vpcdesign.render.ink import Span, row, shorten
from vpcdesign.render.signs import DANGER, INTERFACE
from vpcdesign.render.text.counting import count
from vpcdesign.render.text.matrix import words
from vpcdesign.render.visible import visible
from vpcdesign.tui.asking.page import changed, numbered
from vpcdesign.tui.frame.desk import NoMeaning
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, title
from vpcdesign.tui.proving.words import SIGNS
from vpcdesign.tui.session.asking import Answered, Asked

Cell = tuple[Group, Group, Reach]
MOST = 200
"""Members that are listed; more are counted."""
DECIDED = {"permit", "deny", "translate"}


def cell_title(source: Group, destination: Group, what: str, cells: int) -> Page:
    """Make an empty page of a cell."""
    return Page(title(f"{visible(source.label)} → {visible(destination.label)}", what, cells))


def unasked(source: Group, destination: Group) -> str:
    """Say why nobody is asked about a pair; nothing where somebody is."""
    if source.outside and destination.outside:
        return "not asked: both lie outside"
    if source is not destination and max(len(source.members), len(destination.members)) > 1:
        return ""
    if any(pairs_of(one, other) for one in source.parties for other in destination.parties):
        return ""
    return "not asked: nobody else is in it"


def reaching(cell: Cell, answer: Answered | None, cells: int) -> Iterator[Line]:
    """Tell what gets through, and by whom a packet of it is let through."""
    source, destination, reach = cell
    if not reach and (why := unasked(source, destination)):
        yield from said(why, cells)
        return
    if not reach:
        yield from said("no packet at all gets through and is answered: proved", cells)
        return
    for word in words(reach):
        yield from said(word, cells)
    pairs = sum(pairs_of(one, other) for one in source.parties for other in destination.parties)
    if pairs > 1:
        yield from said(_alike(cell, pairs), cells)
    if answer is not None:
        yield from let_through(answer, cells)


def _alike(cell: Cell, pairs: int) -> str:
    source, destination, reach = cell
    alike = not reach.partial and not source.differ and not destination.differ
    return f"all {pairs} pairs alike" if alike else f"{pairs} pairs, which differ"


def let_through(answer: Answered, cells: int) -> Iterator[Line]:
    """Show a packet, and the lines that judged it; `enter` on one of them goes there."""
    if answer.trace is None or answer.trace.witness is None:
        return
    yield BLANK
    told = answer.told or answer.trace
    yield heading("A packet")
    yield from said(f"{visible(told.source)} → {visible(told.destination)} {answer.asked.service}", cells)
    yield BLANK
    yield heading("Let through by" if answer.trace.verdict != "blocked" else "Decided by")
    for one, hop in numbered(answer.trace, answer.told):
        if hop.action in DECIDED:
            text = f" {one.component:<11} {changed(one) or one.line or one.because}"
            yield Line(row(Span(one.sign, "allowed" if one.sign == "✓" else "blocked"), Span(text)))


def differing(several: Sequence[Difference], crowds: Crowds, other: str, cells: int) -> Iterator[Line]:
    """Tell what differs in a cell, each with its packet and who decided, then and now."""
    if not several:
        yield from said(f"nothing differs from {visible(other)}: proved", cells)
    for place, one in enumerate(several):
        if place:
            yield BLANK
        sign, role = SIGNS[one.effect]
        yield from said(f"{sign} {one.effect} {write(one.services)}", cells, role)
        if one.where:
            yield from said(visible(one.where), cells, indent=2)
        for danger in one.dangers:
            yield from said(f"{DANGER} {crowds.said(danger)}", cells, "blocked", indent=2)
        yield from said(f"packet {visible(one.packet)}", cells, "muted", indent=2)
        yield from said(f"before: {crowds.said(one.decided_before)}", cells, "muted", indent=2)
        yield from said(f"now: {crowds.said(one.decided)}", cells, "muted", indent=2)


def members_page(cell: Cell, design: Design, cells: int) -> Page:
    """List the members of a cell; `enter` on one shows it on the map."""
    source, destination, reach = cell
    lines = [*_counted(cell, cells)]
    index = Index(design)
    for group in dict.fromkeys((source, destination)):
        lines += [BLANK, heading(visible(group.label)), *_members(group, index, cells)]
    lines += [BLANK, heading("What gets through")]
    lines += [line for word in words(reach) or ["no packet at all, proved"] for line in said(word, cells)]
    return Page(cell_title(source, destination, "members", cells).title, tuple(lines))


def _counted(cell: Cell, cells: int) -> list[Line]:
    source, destination, _ = cell
    mine, theirs = (len(group.members) for group in (source, destination))
    pairs = sum(pairs_of(one, other) for one in source.parties for other in destination.parties)
    alike = "" if pairs < 2 else ", all alike" if _alike(cell, pairs).startswith("all") else ", which differ"
    return said(f"{count(mine, 'member')} → {theirs}{alike}", cells)


def _members(group: Group, index: Index, cells: int) -> Iterator[Line]:
    several = {one.endpoint or one.label: one for party in group.parties for one in party.members}
    for name, one in list(several.items())[:MOST]:
        noun = index.by_id.get(name)
        subnet = index.by_id.get(getattr(noun, "subnet", "") or "")
        zone = getattr(subnet, "az", "")
        where = write_address(one.addresses[0][0]) if one.addresses and not group.outside else ""
        if not where and one.public:
            where = write_address(one.public[0][0]) if not group.outside else ""
        right = f"{where}  {zone}".strip()
        first = shorten(f"{INTERFACE} {visible(one.label)}", max(cells - len(right) - 3, 8))
        target = name if name in index else name.partition("/")[0]
        lines = f"{first:<{max(cells - len(right) - 3, 8)}}  {right}"
        yield Line(row(Span(lines)), "tab.map", target if target in index else name)
    if len(several) > MOST:
        yield Line(row(Span(f"and {len(several) - MOST} more", "muted")))


def question(cell: Cell, services: Intervals) -> Asked:
    """Ask for one packet of a cell: the first member of each that are not the same, the first service."""
    source, destination, reach = cell
    if not source.members or not destination.members:
        raise NoMeaning("who is gone sends no packet; there is none to trace now.")
    one = source.members[0]
    other = next((name for name in destination.members if name != one), destination.members[0])
    some = reach.some or reach.unknown
    service = write(some or services, 1).partition(",")[0] if some or services != ALL else "all"
    return Asked(one, other, service)

"""The four fixed lines as rows: header, strip, status and footer. Pure: what they say depends on what they are given.

What gives way does so in an order: the footer from its right, tab names before the counts at the right edge.
"""

from typing import NamedTuple

from vpcdesign.render.ink import Role, Row, Span, fit, on, row, width
from vpcdesign.render.signs import ALLOWED, BLOCKED, DANGER, DOWN, UNSAVED
from vpcdesign.render.visible import visible

TABS = (
    ("map", "Map", "Map"),
    ("plan", "Plan", "Plan"),
    ("routes", "Route tables", "Routes"),
    ("groups", "Security groups", "Groups"),
    ("acls", "Network ACLs", "ACLs"),
    ("matrix", "Matrix", "Matrix"),
    ("checks", "Checks", "Checks"),
)
"""The tabs: scope, name, short name."""


class Heading(NamedTuple):
    """What the header says."""

    name: str
    tab: str
    unsaved: bool = False
    read_only: bool = False
    held: int = 0
    asserted: int = 0
    findings: int = 0
    known: bool = True
    down: bool = False


def header(said: Heading, cells: int) -> tuple[Row, list[tuple[int, int, str]]]:
    """Give the header, and where each tab is in it: from, up to, scope."""
    right = _counts(said, short=cells < 100)
    name = visible(said.name) + (" (read-only)" if said.read_only else "") + (UNSAVED if said.unsaved else "")
    spans: list[Span] = [Span(" "), Span(name, bold=True)]
    if said.down:
        spans.append(Span(f" {DOWN}", "blocked", bold=True))
    if cells < 100:
        tabs = [(scope, f"[{short}]" if scope == said.tab else short) for scope, _, short in TABS]
        gap, lead = "  ", "  "
        if width(spans) + sum(len(text) + 2 for _, text in tabs) + width(right) > cells:
            tabs = [(s, text if s == said.tab else str(place)) for place, (s, text) in enumerate(tabs, 1)]
            gap = " "
    else:
        named = enumerate(TABS, 1)
        tabs = [(s, f"[{place} {name}]" if s == said.tab else f"{place} {name}") for place, (s, name, _) in named]
        gap, lead = "  ", "   "
    spans.append(Span(lead))
    places = []
    for number, (scope, text) in enumerate(tabs):
        if number:
            spans.append(Span(gap if cells < 100 or tabs[number - 1][0] != said.tab else " "))
        start = width(spans)
        chosen = scope == said.tab
        spans.append(Span(text, "focus" if chosen else "muted", bold=chosen))
        places.append((start, start + len(text), scope))
    return (*fit(spans, max(cells - width(right), 0)), *right), places


def _counts(said: Heading, *, short: bool) -> Row:
    parts: list[Span] = []
    space = "" if short else " "
    if said.asserted:
        broken = said.held < said.asserted
        role: Role = "muted" if not said.known else "blocked" if broken else "allowed"
        number = said.asserted - said.held if broken else said.held
        words = f"{number}" if short and not broken else f"{number} of {said.asserted}"
        parts.append(Span(f"{BLOCKED if broken else ALLOWED}{space}{words}", role, bold=broken))
    if said.findings:
        parts += [Span(" " if short else "  ")] * bool(parts)
        parts.append(Span(f"{DANGER}{space}{said.findings}", "warning" if said.known else "muted"))
    return (Span(" "), *parts, Span(" ")) if parts else ()


def strip(said: Row, more: str, cells: int) -> Row:
    """Give the consequences strip: what was said of the last edit, and the key that says more at the right edge."""
    end = row(Span(f" {more} ", "muted")) if more else ()
    return on((*fit(said, max(cells - width(end), 0)), *end), "raised")


def status(said: Row, more: str, cells: int) -> Row:
    """Give the status line, with what else there is at the right edge."""
    end = row(Span(f" {more} ", "muted")) if more else ()
    return (*fit(said, max(cells - width(end), 0)), *end)

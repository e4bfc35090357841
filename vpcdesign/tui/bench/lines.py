"""The four fixed lines as rows: header, strip, status and footer. Pure: what they say depends on what they are given.

What gives way does so in an order: the footer from its right, tab names before the counts at the right edge.
"""

from collections.abc import Iterator, Sequence
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
    """Give the header, and where each tab is in it: from, up to, scope. The name gives way last."""
    right = _counts(said, short=cells < 100)
    name = visible(said.name) + (" (read-only)" if said.read_only else "") + (UNSAVED if said.unsaved else "")
    down = [Span(f" {DOWN}", "blocked", bold=True)] if said.down else []
    room = cells - width(right) - width(down) - 1
    forms = list(_forms(said.tab, numbered=cells >= 100))
    tabs = next((form for form in forms if len(name) + width(form) <= room), forms[-1])
    spans = [Span(" "), *fit(row(Span(name, bold=True)), min(len(name), max(room - width(tabs), 1))), *down]
    places = []
    for (scope, *_), gap, tab in zip(TABS, tabs[::2], tabs[1::2], strict=True):
        start = width([*spans, gap])
        spans += [gap, tab]
        places.append((start, start + width([tab]), scope))
    return (*fit(spans, max(cells - width(right), 0)), *right), places


def _forms(chosen: str, *, numbered: bool) -> Iterator[list[Span]]:
    """Give the tabs, each after its gap, in fewer and fewer cells."""
    if numbered:
        yield _tabs(chosen, [f"{place} {name}" for place, (_, name, _) in enumerate(TABS, 1)], "   ")
        yield _tabs(chosen, [f"{place} {short}" for place, (_, _, short) in enumerate(TABS, 1)], "   ")
    else:
        yield _tabs(chosen, [short for _, _, short in TABS], "  ")
    yield _tabs(
        chosen, [short if scope == chosen else f"{n}" for n, (scope, _, short) in enumerate(TABS, 1)], "  ", " "
    )


def _tabs(chosen: str, names: Sequence[str], lead: str, gap: str = "  ") -> list[Span]:
    spans = []
    for (scope, *_), name in zip(TABS, names, strict=True):
        here = scope == chosen
        spans += [Span(lead), Span(f"[{name}]" if here else name, "focus" if here else "muted", bold=here)]
        lead = " " if here and name[0].isdecimal() else gap
    return spans


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


LEAST_TITLE = 24
"""Cells of what was done that stay, however much it did."""
CUT = 2
"""Cells that the sign takes of what is left out behind."""


def effect_first(said: Row, cells: int) -> Row:
    """Let what was done, which one knows, give way to the gravest of what it did."""
    title, gravest = width(said[:1]), width(said[1:2]) + CUT * (len(said) > 2)
    if title + gravest <= cells or len(said) < 2:
        return said
    return (*fit(said[:1], max(cells - gravest, min(LEAST_TITLE, title))), *said[1:])


def strip(said: Row, more: str, cells: int) -> Row:
    """Give the consequences strip: what was said of the last edit, and the key that says more at the right edge."""
    end = row(Span(f" {more} ", "muted")) if more else ()
    return on((*fit(said, max(cells - width(end), 0)), *end), "raised")


def status(said: Row, more: str, cells: int) -> Row:
    """Give the status line, with what else there is at the right edge."""
    end = row(Span(f" {more} ", "muted")) if more else ()
    return (*fit(said, max(cells - width(end), 0)), *end)

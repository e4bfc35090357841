"""Explanations as text: what a word means, why it is so, how to fix it, and where that is written."""

from collections.abc import Mapping

from vpcdesign.aws.entry import Entry
from vpcdesign.render.text.listing import listing, page, title
from vpcdesign.render.text.style import Style


def explanation(name: str, entry: Entry, style: Style) -> str:
    """Write one entry."""
    parts = [("what", entry.what), ("why", entry.why), ("fix", entry.fix), ("source", entry.source)]
    head = name if entry.title == name else f"{name}: {entry.title}"
    return page([title(head, style), "", *listing([part for part in parts if part[1]], style, 2)])


def catalogue(groups: Mapping[str, Mapping[str, Entry]], style: Style) -> str:
    """Write the names of all entries, group by group, each with its title."""
    lines: list[str] = []
    for heading, entries in groups.items():
        lines += [*([""] if lines else []), title(heading, style)]
        lines += listing([(name, entry.title) for name, entry in entries.items()], style, 2)
    return page(lines)

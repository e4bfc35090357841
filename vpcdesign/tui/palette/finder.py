"""Finds entries: ranks all of them against what was typed, section by section.

Sections keep their order, but for the one that holds exactly what was typed: who types an id wants that element.
"""

from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from vpcdesign.tui.palette.entry import SECTIONS, Entry
from vpcdesign.tui.palette.match import IN_ORDER, INSIDE, Rank, Wanted
from vpcdesign.tui.palette.typed import read

SHOWN = 200
"""Entries of a section that are put in order: more than there are commands."""


class Section(NamedTuple):
    """The entries of one section that matched, best first, and how many there are."""

    name: str
    entries: tuple[Entry, ...]
    total: int


def find(typed: str, entries: Sequence[Entry]) -> list[Section]:
    """Find what matches; without a word everything does, in its order."""
    wanted = Wanted(typed)
    found: dict[str, list[tuple[bool, int, bool, Rank, int, Entry]]] = {name: [] for name in SECTIONS}
    for place, entry in enumerate(entries):
        rank = wanted.rank(entry.name, f"{entry.beside} {entry.words}")
        if rank is not None:
            cannot = bool(entry.why_not) and rank.step > 0
            found[entry.section].append((cannot, rank.step, entry.late, rank, place, entry))
    for name, ranked in found.items():
        worth = _worth(name, frozenset(each[1] for each in ranked))
        found[name] = [each for each in ranked if each[1] in worth]
    sections = [
        Section(name, tuple(each[5] for each in nsmallest(SHOWN, ranked)), len(ranked))
        for name, ranked in found.items()
        if ranked
    ]
    line = _line(typed)
    if line is not None:
        rest = next((each for each in sections if each.name == "Commands"), Section("Commands", (), 0))
        first = Section("Commands", (line, *rest.entries), rest.total + 1)
        return [first, *(each for each in sections if each.name != "Commands")]
    exact = wanted.text
    return sorted(sections, key=lambda section: not any(each.name.casefold() == exact for each in section.entries[:1]))


def _worth(section: str, steps: frozenset[int]) -> frozenset[int]:
    """Give the steps that are worth listing: what only nearly matches is for who finds nothing else.

    Elements are also looked for by what is said beside their names, so those are kept.
    """
    if section in {"Elements", "Findings"}:
        return steps - {IN_ORDER} or steps
    return frozenset(step for step in steps if step < INSIDE) or frozenset({min(steps, default=0)})


def _line(typed: str) -> Entry | None:
    """Give the entry of a line that is understood as a whole."""
    said = read(typed)
    if said is None:
        return None
    word = typed.strip().removeprefix(":")
    return Entry("Commands", f":{word}", f":{word}", beside=said.words)


def nearest(typed: str, entries: Sequence[Entry]) -> str:
    """Give the name that was probably meant when nothing matched."""
    from difflib import get_close_matches

    names = {entry.name.casefold(): entry.name for entry in entries if entry.section == "Elements"}
    close = get_close_matches(typed.casefold(), list(names)[:2000], 1, 0.4)
    return names[close[0]] if close else ""

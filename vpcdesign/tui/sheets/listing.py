"""The list at the left of an editor: every noun that it can show, VPC by VPC, with how many things it is in force for.

Sorted by name, because one looks for a name; what is not of a VPC stands below, kind by kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vpcdesign.design.noun import Noun
from vpcdesign.design.words import SINGULAR
from vpcdesign.render.ink import Row, Span, fit, on, row, shorten
from vpcdesign.render.signs import BAR
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.kinds import Kind

WIDTH = 22


class Entry(NamedTuple):
    """One noun of the list."""

    noun: str
    name: str
    number: int
    kind: Kind


class Group(NamedTuple):
    """Nouns under one heading."""

    heading: str
    entries: tuple[Entry, ...]


def listing(here: Surroundings, kinds: Sequence[Kind]) -> list[Group]:
    """Give everything that an editor can show."""
    found: list[Group] = []
    for place, kind in enumerate(kinds):
        nouns: Sequence[Noun] = getattr(here.design, kind.kind)
        if place == 0:
            found += _by_owner(here, kind, nouns, "vpc", "in")
        elif nouns and hasattr(nouns[0], "associations"):
            found += _by_owner(here, kind, nouns, "transit_gateway", "of")
        elif nouns:
            word = SINGULAR[kind.kind]
            heading = f"{len(nouns)} {word}" + ("s" if len(nouns) > 1 else "")
            found.append(Group(heading, tuple(_entries(here, kind, nouns, kind.counts(here)))))
    return found


def _by_owner(here: Surroundings, kind: Kind, nouns: Sequence[Noun], owner: str, word: str) -> Iterator[Group]:
    """Part nouns by the VPC or the transit gateway that they belong to."""
    number = kind.counts(here)
    homes = dict.fromkeys(str(getattr(one, owner, "")) for one in nouns)
    if owner == "vpc":
        homes = {**dict.fromkeys(vpc.id for vpc in here.design.vpcs), **homes}
    for home in homes:
        own = [one for one in nouns if getattr(one, owner, "") == home]
        if own or len(homes) == 1:
            yield Group(f"{len(own)} {word} {here.called(home)}", tuple(_entries(here, kind, own, number)))


def _entries(here: Surroundings, kind: Kind, nouns: Sequence[Noun], number: Mapping[str, int]) -> Iterator[Entry]:
    entries = [Entry(one.id, here.called(one.id), number.get(one.id, 0), kind) for one in nouns]
    yield from sorted(entries, key=lambda one: (one.name.casefold(), one.noun))


def kept(groups: Sequence[Group], words: str) -> list[Group]:
    """Keep the entries that hold every word."""
    wanted = words.casefold().split()
    found = [
        one._replace(
            entries=tuple(x for x in one.entries if all(word in f"{x.name} {x.noun}".casefold() for word in wanted))
        )
        for one in groups
    ]
    return [one for one in found if one.entries]


def list_rows(groups: Sequence[Group], chosen: str, *, focused: bool, cells: int = WIDTH) -> list[tuple[Row, str]]:
    """Give the list as rows, each with the noun that stands on it, or nothing."""
    found: list[tuple[Row, str]] = []
    for place, group in enumerate(groups):
        if place:
            found.append(((), ""))
        found.append((fit(row(Span(f" {visible(group.heading)}", "muted")), cells), ""))
        if place == 0:
            found.append(((), ""))
        found += [(_row(entry, entry.noun == chosen, cells, focused=focused), entry.noun) for entry in group.entries]
    return found


def _row(entry: Entry, chosen: bool, cells: int, *, focused: bool) -> Row:  # noqa: FBT001 - one of two looks
    count = str(entry.number)
    room = cells - 3 - len(count)
    name = Span(shorten(entry.name, room - 1), bold=chosen)
    line = (*fit(row(Span(" "), name), room), Span(f" {count}", "muted"))
    if not chosen:
        return (Span(" "), *line, Span(" "))
    return (Span(BAR, "focus" if focused else "muted", "selected"), *on(line, "selected"), Span(" "))

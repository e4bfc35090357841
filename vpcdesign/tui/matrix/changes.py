"""What differs, cell by cell: each difference stands in every cell between whose members it is.

Who is gone from the design has a place too: under the word that held him where that is still there, else in a line of
his own.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vpcdesign.algebra.intervals import Intervals, intersection
from vpcdesign.algebra.services import write
from vpcdesign.analysis.groups import By, Group, Matrix, group_names
from vpcdesign.analysis.labels import label
from vpcdesign.analysis.results import Difference
from vpcdesign.design.document import Design
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.vpcs import Subnet
from vpcdesign.render.visible import visible
from vpcdesign.tui.matrix.table import sides

Pair = tuple[Group, Group]
GONE = "gone"
HEAD = ("effect", "from", "to", "services", "where", "packet", "now")


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs in each cell; `gone` are the lines of those whom the design has no more."""

    cells: Mapping[Pair, Sequence[Difference]] = field(default_factory=dict)
    gone: tuple[Group, ...] = ()

    def of(self, pair: Pair, services: Intervals) -> list[Difference]:
        """Give what differs in a cell, of some services."""
        found = (replace(one, services=intersection(one.services, services)) for one in self.cells.get(pair, ()))
        return [one for one in found if one.services]


def changes(found: Matrix, differences: Sequence[Difference], before: Design, by: By) -> Changes:
    """Put differences into the cells of a matrix."""
    homes: dict[str, list[Group]] = {}
    for group in found.groups:
        for name in _labels(group):
            homes.setdefault(name, []).append(group)
    gone = _gone(found, {name for one in differences for name in _ends(one)} - homes.keys(), before, by)
    for name, group in gone.items():
        homes.setdefault(name, []).append(group)
    cells: dict[Pair, list[Difference]] = {}
    for one in differences:
        rows, columns = _met(one.sources, homes), _met(one.destinations, homes)
        for source, mine in rows.items():
            for destination, theirs in columns.items():
                if len(mine | theirs) > 1 or _one_with_itself(source, destination):
                    cells.setdefault((source, destination), []).append(one)
    lines = [group for group in dict.fromkeys(gone.values()) if group not in found.groups]
    return Changes(cells, tuple(lines))


def shown_sides(found: Matrix, known: Changes) -> tuple[list[Group], list[Group]]:
    """Give the sources and destinations, with the lines of those who are gone."""
    sources, destinations = sides(found)
    return [*sources, *known.gone], [*destinations, *known.gone]


def _ends(one: Difference) -> Iterable[str]:
    return (*one.sources, *one.destinations)


def _labels(group: Group) -> Iterable[str]:
    return dict.fromkeys(member.label for party in group.parties for member in party.members)


def _met(names: Sequence[str], homes: Mapping[str, Sequence[Group]]) -> dict[Group, set[str]]:
    """Give the groups that these stand in, each with those of them who do."""
    found: dict[Group, set[str]] = {}
    for name in names:
        for group in homes.get(name, ()):
            found.setdefault(group, set()).add(name)
    return found


def _one_with_itself(source: Group, destination: Group) -> bool:
    """Tell whether one member may ask itself: there are more of its kind behind one name."""
    return any(party.many for party in source.parties) and source is destination


def _gone(found: Matrix, names: Iterable[str], before: Design, by: By) -> dict[str, Group]:
    """Give everybody who is gone the group of the word that held him, or one of his own."""
    wanted = sorted(names)
    if not wanted:
        return {}
    groups = {group.label: group for group in found.groups if not group.outside}
    words = _words(before, by)
    for name in wanted:
        word = words.get(name, GONE)
        groups.setdefault(word, Group(f"gone-{word}", word, ()))
    return {name: groups[words.get(name, GONE)] for name in wanted}


def _words(design: Design, by: By) -> dict[str, str]:
    """Give the word under which each interface of a design stands in a grouping."""
    subnets = {one.id: one for one in design.subnets}
    holders = {one.id: one for one in design.instances}
    names = group_names(design)
    found: dict[str, str] = {}
    for one in design.network_interfaces:
        own = label(one, holders.get(one.instance or ""))
        word = own if by == "interface" else _word(one, subnets.get(one.subnet), by)
        found[own] = names.get(word, word) or GONE
    return found


def _word(one: NetworkInterface, subnet: Subnet | None, by: By) -> str:
    if by == "security-group":
        return one.security_groups[0] if one.security_groups else ""
    if subnet is None:
        return ""
    return {"subnet": subnet.id, "tier": subnet.tier or "", "vpc": subnet.vpc, "zone": subnet.az}[by]


def changes_csv(differences: Iterable[Difference]) -> str:
    """Write differences, one a line."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(HEAD)
    for one in differences:
        ends = (" ".join(one.sources), " ".join(one.destinations))
        cells = (one.effect, *ends, write(one.services, 100), one.where, one.packet, one.decided)
        lines.writerow(map(_cell, cells))
    return written.getvalue()


def _cell(text: str) -> str:
    """Write what a spreadsheet would take for a formula as text."""
    safe = visible(text)
    return f"'{safe}" if safe[:1] in tuple("=+-@\t\r") else safe

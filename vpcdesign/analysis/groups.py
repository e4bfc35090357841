"""Groups for a reader: by behaviour, by security group, subnet, tier, VPC or zone; and what gets from group to group.

Kinds that nobody could tell apart by who reaches whom are one group. In any other grouping the members of a group may
differ: then a service is `partial` between groups, though each pair of members may be quite decided.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.analysis.labels import label
from vpcdesign.analysis.numbering import Numbering
from vpcdesign.analysis.reach_rows import Fares, ReachRows
from vpcdesign.analysis.reaches import Reach, together
from vpcdesign.analysis.survey import Cell, Party, Progress
from vpcdesign.design.document import Design
from vpcdesign.reach.covers import Bits

By: TypeAlias = Literal["interface", "security-group", "subnet", "tier", "vpc", "zone"]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Kinds under one label; `differ` where its members do not fare alike."""

    id: str
    label: str
    parties: tuple[Party, ...]
    outside: bool = False
    differ: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """Give the ids of everybody in it."""
        return tuple(dict.fromkeys(one.endpoint or one.label for party in self.parties for one in party.members))


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """What gets from group to group; a pair that is not in `cells` has no packet that gets through."""

    groups: tuple[Group, ...]
    cells: ReachRows[Group]


def matrix(
    design: Design,
    reaches: Mapping[Cell, Reach],
    kinds: Sequence[Party],
    by: By = "interface",
    progress: Progress | None = None,
) -> Matrix:
    """Group what was found."""
    rows: ReachRows[Party] = reaches if isinstance(reaches, ReachRows) else ReachRows.of(reaches, kinds)
    alike = _alike(rows)
    if by == "interface":
        names = {one.id: one.name or one.id for one in design.security_groups}
        named = [(_called(names, several), several, several[0].outside) for several in alike]
    else:
        named = _by(design, kinds, by)
    kind_of = {party: place for place, several in enumerate(alike) for party in several}
    groups = tuple(
        Group(f"g{place}", name, tuple(several), outside, len({kind_of[one] for one in several}) > 1)
        for place, (name, several, outside) in enumerate(named, 1)
    )
    cells = ReachRows(groups)
    joining = _Joining(rows, groups)
    for done, one in enumerate(groups, 1):
        cells.put(one, joining.of(one), 0)
        if progress is not None:
            progress(done, len(groups))
    return Matrix(groups, cells)


class _Joining:
    """Puts together what gets from the kinds of a group to those of each other, whole sets of groups at once."""

    def __init__(self, rows: ReachRows[Party], groups: Sequence[Group]) -> None:
        self._rows = rows
        homes: dict[int, Bits] = {}
        for place, one in enumerate(groups):
            for party in one.parties:
                number = rows.numbers[party]
                homes[number] = homes.get(number, 0) | 1 << place
        self._groups = Numbering(homes)
        self._all = (1 << len(groups)) - 1
        self._together: dict[frozenset[Reach], Reach] = {}

    def of(self, one: Group) -> dict[Reach, Bits]:
        """Give the answers that groups get from one, where anything gets through."""
        parts: list[tuple[tuple[Reach, ...], Bits]] = [((), self._all)]
        for reach, kinds in self._rows.joined(one.parties).items():
            met = self._groups.of(kinds)
            cut = [((*known, reach), groups & met) for known, groups in parts]
            parts = [part for part in (*cut, *((known, groups & ~met) for known, groups in parts)) if part[1]]
        found: dict[Reach, Bits] = {}
        for known, groups in parts:
            joined = self._joined(frozenset(known))
            if joined:
                found[joined] = found.get(joined, 0) | groups
        return found

    def _joined(self, several: frozenset[Reach]) -> Reach:
        known = self._together.get(several)
        if known is None:
            known = self._together[several] = together(several)
        return known


def _by(design: Design, kinds: Sequence[Party], by: By) -> list[tuple[str, list[Party], bool]]:
    """Put kinds under their words, in the document's order; who has none stands under `no ...`."""
    names = group_names(design)
    outside = [(one.members[0].label, [one], True) for one in kinds if one.outside]
    found: dict[str, list[Party]] = {word: [] for word in _order(design, by)}
    for one in kinds:
        if not one.outside:
            for word in _words(one, by) or (f"no {by.replace('-', ' ')}",):
                found.setdefault(word, []).append(one)
    return outside + [(names.get(word, word), several, False) for word, several in found.items() if several]


def group_names(design: Design) -> dict[str, str]:
    """Give the label of each noun that is a group: its name where no other bears it."""
    nouns = (*design.security_groups, *design.subnets, *design.vpcs)
    borne = Counter(one.name or one.id for one in nouns)
    return {one.id: one.name if one.name and borne[one.name] == 1 else label(one) for one in nouns}


def _order(design: Design, by: By) -> Iterable[str]:
    match by:
        case "security-group":
            return [one.id for one in design.security_groups]
        case "subnet":
            return [one.id for one in design.subnets]
        case "tier":
            return dict.fromkeys(one.tier for one in design.subnets if one.tier)
        case "zone":
            return sorted({one.az for one in design.subnets})
        case _:
            return [one.id for one in design.vpcs]


def _words(party: Party, by: By) -> tuple[str, ...]:
    one = party.resident
    assert one is not None
    if by == "security-group":
        return one.groups
    if one.subnet is None:
        return ()
    word = {"subnet": one.subnet.id, "tier": one.subnet.tier, "vpc": one.subnet.vpc, "zone": one.subnet.az}[by]
    return (word,) if word else ()


def _alike(rows: ReachRows[Party]) -> list[list[Party]]:
    """Put together the kinds that reach the same and are reached by the same, one another included.

    Two such kinds differ in their own places only: what they get from one another, and from themselves, is one answer.
    With that answer given to itself each is the same to everybody, so whoever has that in common is found at once.
    """
    groups: list[list[Party]] = []
    shared: list[Hashable] = []
    homes: dict[Hashable, int] = {}
    for number, (one, fares) in enumerate(zip(rows.kinds, rows.fares(), strict=True)):
        keys = [] if one.outside else [_to_all(one, fares, number, among) for among in _among(fares, number)]
        fit = {homes[key]: key for key in keys if key in homes and shared[homes[key]] in (None, key)}
        if fit:
            home = min(fit)
            groups[home].append(one)
            shared[home] = fit[home]
            continue
        homes.update(dict.fromkeys(keys, len(groups)))
        groups.append([one])
        shared.append(None)
    return groups


def _among(fares: Fares, number: int) -> list[Reach | None]:
    """Give the answers that a kind may have in common with others like it: its own, if it has one.

    None is for those who do not ask about one another.
    """
    own = [reach for reach, bits in fares.out.items() if bits >> number & 1]
    return [*own] or [*fares.out, None]


def _to_all(one: Party, fares: Fares, number: int, among: Reach | None) -> Hashable:
    """Give how a kind fares with all others, and with itself as with those that it may be alike to."""
    own = 1 << number
    out, into = (
        frozenset(
            (reach, bits & ~own | (own if reach == among else 0))
            for reach, bits in answers.items()
            if bits & ~own or reach == among
        )
        for answers in fares
    )
    return among, out, into, bool(one.sources), bool(one.destinations)


def _called(names: Mapping[str, str], several: Sequence[Party]) -> str:
    """Name kinds by what they have in common: `sg-app in tier app`; one member goes by its own name."""
    members = [member for one in several for member in one.members]
    if len(members) == 1 or several[0].resident is None:
        return members[0].label
    residents = [one.resident for one in several if one.resident is not None]
    groups = {one.groups for one in residents}
    tiers = {one.subnet.tier for one in residents if one.subnet and one.subnet.tier}
    subnets = {one.subnet.id for one in residents if one.subnet}
    what = "+".join(names.get(group, group) for group in residents[0].groups) if len(groups) == 1 else ""
    where = f"tier {tiers.pop()}" if len(tiers) == 1 else subnets.pop() if len(subnets) == 1 else ""
    if what and where:
        return f"{what} in {where}"
    return what or where or f"{members[0].label} and {len(members) - 1} more"

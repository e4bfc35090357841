"""Hosts of two worlds, put together: who is of one kind in both is compared once for all of that kind.

Hosts are the same whose ids are, those renamed put right; who is in one world only is compared with nobody.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from vpcdesign.analysis.selectors import Member
from vpcdesign.analysis.survey import Party, parties
from vpcdesign.analysis.worlds import World

Renamed: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Hosts that behave alike in both worlds, as they are in each."""

    old: Party | None
    new: Party | None
    outside: bool
    labels: tuple[str, ...]


def joints(old: World, new: World, renamed: Renamed) -> list[Joint]:
    """Put together who is of one kind in both worlds."""
    return joined((parties(old), parties(new)), renamed)


def joined(both: tuple[Sequence[Party], Sequence[Party]], renamed: Renamed) -> list[Joint]:
    """Put together who is of one kind in both worlds, whose kinds are these."""
    kinds: list[dict[str, Party]] = [
        {_now(m.endpoint or m.label, known): party for party in several for m in party.members}
        for several, known in zip(both, (renamed, {}), strict=True)
    ]
    together: dict[Hashable, list[str]] = {}
    for name in dict.fromkeys((*kinds[0], *kinds[1])):
        mine = tuple(kind[name].key if name in kind else None for kind in kinds)
        together.setdefault(mine, []).append(name)
    found: list[Joint] = []
    for names in together.values():
        parts = [_part(kinds[0].get(names[0]), names, renamed), _part(kinds[1].get(names[0]), names, {})]
        here = parts[1] or parts[0]
        assert here is not None
        labels = tuple(member.label for member in here.members)
        found.append(Joint(parts[0], parts[1], here.outside, labels))
    return found


def itself(one: Party) -> Joint:
    """Give those of a kind where everybody is who he was: mostly all of them ask and are asked, in one order."""
    asking, asked = ([member.endpoint for member in side] for side in (one.sources, one.destinations))
    if asking and asked and (asking != asked or "" in asking):
        (found,) = joined(([one], [one]), {})
        return found
    return Joint(one, one, one.outside, tuple(member.label for member in one.members))


def _part(party: Party | None, names: list[str], renamed: Renamed) -> Party | None:
    """Give the members that bear these names now, in their order."""
    if party is None:
        return None
    order = {name: place for place, name in enumerate(names)}

    def chosen(side: tuple[Member, ...]) -> tuple[Member, ...]:
        mine = [(order.get(_now(m.endpoint or m.label, renamed), -1), m) for m in side]
        return tuple(m for place, m in sorted(mine, key=lambda one: one[0]) if place >= 0)

    return replace(party, sources=chosen(party.sources), destinations=chosen(party.destinations))


def _now(name: str, renamed: Renamed) -> str:
    """Give the name that an endpoint bears in the new design; a node is called after its owner and its subnet."""
    if name in renamed or "/" not in name:
        return renamed.get(name, name)
    return "/".join(renamed.get(piece, piece) for piece in name.split("/"))

"""The sides of assertions on one ground, sorted by what its rows know: each read once, and after an edit only in part.

What is read after an edit is what would be read anew, but for the order, of which no verdict depends.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from vpcdesign.analysis.everybody_else import other_hosts, others_outside, sender
from vpcdesign.analysis.ground import Ground
from vpcdesign.analysis.selectors import Member, Role
from vpcdesign.analysis.sorting import Reading, followed, reading, turned

_Key: TypeAlias = tuple[str, Role | Literal["rest"]]


class Sides:
    """Reads sides; `before` read those of the ground that this one was edited from, whose kinds keep their numbers."""

    def __init__(self, ground: Ground, before: "Sides | None" = None) -> None:
        """Begin with what was read before; who is another since is in neither."""
        self.ground = ground
        self._before = before
        self._others = ground.others | ground.rows.places.moved
        self._known: dict[_Key, Reading] = {}
        self._hosts: Reading | None = None

    def settle(self) -> None:
        """Let go of what is only needed while sides are read."""
        self._before = self._hosts = None

    def of(self, text: str, role: Role) -> Reading:
        """Give who is meant."""
        known = self._known.get((text, role))
        if known is None:
            known = self._known[text, role] = self._read(text, role)
        return known

    def all_but(self, text: str) -> Reading:
        """Give everybody who sends and is not meant."""
        key: _Key = text, "rest"
        if key not in self._known:
            before = self._before._known.get(key) if self._before is not None else None  # noqa: SLF001 - its own class
            self._known[key] = self._rest(text) if before is None else self._rest_after(text, before)
        return self._known[key]

    def _read(self, text: str, role: Role) -> Reading:
        side = self.ground.questions.side(text, role)
        known = self._before._known.get((text, role)) if self._before is not None else None  # noqa: SLF001
        if self._before is None or known is None:
            return reading(self.ground.rows, side.members, role)
        before = self._before.ground
        if side is before.questions.side(text, role) and known.lacks(self._others):
            return known
        return followed(known, (before.rows, self.ground.rows), side.members, self._others, role)

    def _rest(self, text: str) -> Reading:
        questions, rows = self.ground.questions, self.ground.rows
        if self._hosts is None:
            self._hosts = reading(rows, other_hosts(questions, ()), "source")
        side = questions.side(text, "source")
        meant = {one.endpoint for one in side.members}
        come = [one for one in self._hosts.others if one.endpoint not in meant]
        gone = [name for name in self._hosts.named if name in meant]
        return turned(self._hosts, (rows, rows), gone, [*come, *others_outside(questions, side)], "source")

    def _rest_after(self, text: str, rest: Reading) -> Reading:
        """Give the rest where only others than before may have come to be meant, or not to be any more."""
        assert self._before is not None
        sides = self._before.of(text, "source"), self.of(text, "source")
        others = self._others
        if sides[0] is not sides[1]:
            others = others | (sides[0].names() ^ sides[1].names())
        elif not others:
            return rest
        come = [*self._hosts_of(name for name in others if not sides[1].means(name))]
        come += [one for one in rest.others if one.endpoint not in others and not self._outside(one)]
        if sides[0] is sides[1]:
            come += filter(self._outside, rest.others)
        else:
            come += others_outside(self.ground.questions, self.ground.questions.side(text, "source"))
        gone = [name for name in others if name in rest.named]
        if not gone and come == list(rest.others) and rest.lacks(others):
            return rest
        return turned(rest, (self._before.ground.rows, self.ground.rows), gone, come, "source")

    def _hosts_of(self, names: Iterable[str]) -> Iterator[Member]:
        residents = self.ground.questions.roster.residents
        found = (residents[name] for name in names if name in residents)
        return (sender(one) for one in found if one.part in {"host", "balancer"} and not one.stand_in)

    def _outside(self, one: Member) -> bool:
        resident = self.ground.questions.roster.residents.get(one.endpoint)
        return resident is None or resident.part == "on_premises"

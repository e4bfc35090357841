"""The sides of assertions on one ground, sorted by what its rows know: each read once.

After an edit only those are read again by whose words others may be meant, or some who are not who they were.
"""

from collections.abc import Sequence
from functools import partial
from typing import Literal, TypeAlias

from vpcdesign.analysis.everybody_else import other_hosts, others_outside, sender
from vpcdesign.analysis.ground import Ground
from vpcdesign.analysis.residents import Part, Resident
from vpcdesign.analysis.selectors import Role, Selectors
from vpcdesign.analysis.sorting import Crowd, Reading, Rest, banded, crowd, reading

_Key: TypeAlias = tuple[str, Role | Literal["rest"]]

_ANY_ROLE: tuple[Part, ...] = ("host", "balancer")


class Sides:
    """Reads sides; `before` read those of the ground that this one was edited from, whose kinds keep their numbers.

    Where all were `handed_on`, every side is who it was.
    """

    def __init__(self, ground: Ground, before: "Sides | None" = None) -> None:
        """Begin with what was read before; who is another since is in neither."""
        self.ground = ground
        self._before = before
        self._others = ground.others | ground.rows.places.moved
        self._known: dict[_Key, Reading] = {}
        self._crowds: dict[str, Crowd | None] = {}
        self._hosts: Reading | None = None
        self.handed_on = False
        if before is not None and not self._others:
            before._hand_on(self)  # noqa: SLF001 - its own class

    def _hand_on(self, other: "Sides") -> None:
        """Let another one know what was read here, where everybody is who he was."""
        other._hosts = self._hosts  # noqa: SLF001
        if other.ground.questions.mean_alike(self.ground.questions):
            other._known, other._crowds = self._known, self._crowds  # noqa: SLF001
            other.handed_on = True

    def settle(self) -> None:
        """Let go of what is only needed while sides are read."""
        self._before = None

    def of(self, text: str, role: Role) -> Reading:
        """Give who is meant."""
        known = self._known.get((text, role))
        if known is None:
            known = self._known[text, role] = self._read(text, role)
        return known

    def all_but(self, text: str) -> Reading:
        """Give everybody who sends and is not meant."""
        known = self._known.get((text, "rest"))
        if known is None:
            known = self._known[text, "rest"] = self._rest(text)
        return known

    def _read(self, text: str, role: Role) -> Reading:
        before = self._before
        known = before._known.get((text, role)) if before is not None else None  # noqa: SLF001 - its own class
        together = self._crowd(text)
        if together is not None:
            same = before is not None and before._crowds.get(text) is together  # noqa: SLF001
            return known if known is not None and same else together.reading(partial(Selectors.meant, role=role))
        side = self.ground.questions.side(text, role)
        if before is None or known is None or side is not before.ground.questions.side(text, role):
            return reading(self.ground.rows, side.members)
        return known if known.lacks(self._others) else reading(self.ground.rows, side.members)

    def _crowd(self, text: str) -> Crowd | None:
        """Give all of a group, sorted; None where a text names anything else, or not everybody plays every part."""
        if text not in self._crowds:
            residents = self.ground.questions.together(text)
            before = self._before._crowds.get(text) if self._before is not None else None  # noqa: SLF001
            if before is not None and before.residents is residents and before.lacks(self._others):
                self._crowds[text] = before
            else:
                self._crowds[text] = self._stands(text, residents) if residents else None
        return self._crowds[text]

    def _stands(self, text: str, residents: Sequence[Resident]) -> Crowd | None:
        """Sort all of a group; after an edit few are read, and these one by one: no bands are made for them."""
        kind, _, word = text.partition(":")
        if self._before is None and kind == "sg":
            band = self.ground.bands.of(word, residents)
            found = banded(self.ground.rows, residents, band) if band is not None else None
            if found is not None:
                return found
        return crowd(self.ground.rows, residents) if _play_all(residents) else None

    def _rest(self, text: str) -> Reading:
        questions, rows = self.ground.questions, self.ground.rows
        meant = self.of(text, "source")
        if self._before is not None and not self._others and self._before.of(text, "source") is meant:
            known = self._before._known.get((text, "rest"))  # noqa: SLF001 - its own class
            if known is not None:
                return known
        if self._hosts is None:
            hosts = crowd(rows, list(questions.roster.of_part(*_ANY_ROLE)))
            assert hosts is not None
            self._hosts = hosts.reading(sender)
        side = questions.side(text, "source")
        outside = others_outside(questions, side)
        if not self._hosts.v4:
            return reading(rows, [*other_hosts(questions, meant.names()), *outside])
        names = meant.names()
        others = [one for one in self._hosts.others if one.endpoint not in names]
        return Rest(self._hosts, names, [*others, *outside])


def _play_all(residents: Sequence[Resident]) -> bool:
    """Tell whether all of some can be on either side."""
    parts = [one.part for one in residents]
    return sum(map(parts.count, _ANY_ROLE)) == len(parts)

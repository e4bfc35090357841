"""Which places stand behind which lists: those that are asked where a table delivers to a place.

An edit of a list that nobody's arrival asks leaves every place as it was, and most lists stand in front of few.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from vpcdesign.network.rules import Rules
from vpcdesign.reach.bearers import swapped
from vpcdesign.reach.kinds import Place


class Doors:
    """The places of a network by the lists in front of them, looked up when somebody first asks."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places

    def after(self, places: Sequence[Place], new: Mapping[int, Rules]) -> "Doors":
        """Follow an edit that put rules in the place of others, and left everybody where he stands."""
        other = Doors(places)
        if "_behind" in vars(self):
            vars(other)["_behind"] = swapped(self._behind, new)
        return other

    @cached_property
    def _behind(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, one in enumerate(self.places):
            for rules in {id(rules) for _, several in one.arrivals for rules in several}:
                found.setdefault(rules, []).append(number)
        return found

    def expect_edits(self) -> None:
        """Have at hand what an edit of rules looks up."""
        _ = self._behind

    def behind(self, several: Iterable[int]) -> list[int]:
        """Give the places behind some lists, by the identity of these, in their order."""
        return sorted({number for one in several for number in self._behind.get(one, ())})

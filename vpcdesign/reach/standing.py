"""Where packets come from, as far as anybody on their way looks, and who is the same to whoever looks at some of it."""

from collections.abc import Sequence
from typing import NamedTuple


class Given(NamedTuple):
    """Where the twin of a sender stands; None is not known. `inverse` and `others` are those of the twin."""

    cell: int | None
    inverse: frozenset[int]
    others: frozenset[int]


class Standing(NamedTuple):
    """Where packets come from, as far as filters and gateways care; who it is and the marks, where these matter."""

    cell: int
    twins: tuple[tuple[int, Given], ...]
    name: str
    labels: frozenset[str]

    def twin(self, table: int) -> Given | None:
        """Give what a table makes of who stands there."""
        return next((given for one, given in self.twins if one == table), None)


Found = tuple[list[int], dict[tuple[object, ...], int]]


class Firsts:
    """The first of all who are the same to some looks, by whose standing it is."""

    def __init__(self, standings: Sequence[Standing], before: "Firsts | None" = None) -> None:
        """Look at standings; those of `before` are the first ones of these."""
        self._standings = standings
        self._known: dict[int, Found] = {}
        self._were: dict[int, Found] = {} if before is None else before._were | before._known  # noqa: SLF001 - its own

    def of(self, looks: int) -> list[int]:
        """Give them by some looks."""
        known = self._known.get(looks)
        if known is None:
            known = self._known[looks] = self._find(looks)
        return known[0]

    def _find(self, looks: int) -> Found:
        found, first = self._were.get(looks, ([], {}))
        found, first = list(found), dict(first)
        for number in range(len(found), len(self._standings)):
            seen = tuple([part for at, part in enumerate(self._standings[number]) if looks >> at & 1])
            found.append(first.setdefault(seen, number))
        return found, first

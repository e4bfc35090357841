"""Which nouns of an edited design are others than before, told by identity."""

from collections.abc import Iterable, Sequence
from itertools import count

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Noun


class Changes:
    """The nouns that `came` and `went`, by id: one that says something else did both.

    `lists` are those of the design in which anything differs. What stayed of a list stands in the order in which it
    stood; else all of it came and went.
    """

    def __init__(self, old: Design, new: Design) -> None:
        self.lists = frozenset(one for one in Design.model_fields if getattr(old, one) is not getattr(new, one))
        self.came: dict[str, Noun] = {}
        self.went: dict[str, Noun] = {}
        for kind in NOUN_LISTS:
            if kind in self.lists:
                went, came = _turned(getattr(old, kind), getattr(new, kind))
                self.went.update((one.id, one) for one in went)
                self.came.update((one.id, one) for one in came)

    def all(self) -> Iterable[Noun]:
        """Give whatever came or went."""
        yield from self.went.values()
        yield from self.came.values()

    def names(self) -> set[str]:
        """Give the ids of what came or went."""
        return {*self.went, *self.came}


def _turned(old: Sequence[Noun], new: Sequence[Noun]) -> tuple[list[Noun], list[Noun]]:
    """Give what is in only one of two sequences, be it alone."""
    first = next((place for place, one, other in zip(count(), old, new, strict=False) if one is not other), None)
    if first is None:
        first = min(len(old), len(new))
    were, are = {id(one) for one in old[first:]}, {id(one) for one in new[first:]}
    kept = [[id(one) for one in some[first:] if id(one) in both] for some, both in ((old, are), (new, were))]
    if kept[0] != kept[1]:
        return list(old[first:]), list(new[first:])
    return [one for one in old[first:] if id(one) not in are], [one for one in new[first:] if id(one) not in were]

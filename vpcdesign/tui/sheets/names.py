"""What a cell calls things, and which id a typed name means.

A name is as good as an id where nobody else bears it; where two do, only ids are shown and read.
"""

from collections import Counter
from collections.abc import Iterable

from vpcdesign.design.noun import Noun
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.surroundings import Surroundings


class Names:
    """Ids and names of some nouns of a design."""

    def __init__(self, here: Surroundings, nouns: Iterable[Noun]) -> None:
        self.nouns = {one.id: one for one in nouns}
        called = {name: here.called(name) for name in self.nouns}
        number = Counter(word.casefold() for word in called.values())
        ids = {name.casefold() for name in self.nouns}
        self._shown = {
            name: word
            if number[word.casefold()] == 1 and (word == name or word.casefold() not in ids)
            else visible(name)
            for name, word in called.items()
        }
        self._ids = {word.casefold(): name for name, word in self._shown.items()}
        self._ids.update({name.casefold(): name for name in self.nouns})

    def shown(self, name: str) -> str:
        """Give what a cell calls an id; one that is not among them is its own name."""
        return self._shown.get(name, visible(name))

    def id_of(self, text: str) -> str | None:
        """Give the id that a typed text means."""
        return self._ids.get(text.strip().casefold())

    def words(self) -> list[str]:
        """Give everything that would be understood, as it is shown."""
        return list(dict.fromkeys([*self._shown.values(), *self.nouns]))

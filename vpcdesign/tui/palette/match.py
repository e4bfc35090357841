"""How well a text answers to what was typed: a rank, smaller is better, or none.

A prefix goes before the beginnings of words, those before letters inside, and those before letters that only come in
order. Among equals the shorter text wins, then the order in which they were given: typing never reorders at random.
"""

import re
from typing import NamedTuple

INSIDE = 4
"""The step of a text that has the letters inside a word."""

IN_ORDER = 5
"""The step of a text that only has the letters, in their order."""

FAR = 100
"""Added to the rank of a text that matches only by what is said beside its name."""

WORD = re.compile(r"\w+")


class Rank(NamedTuple):
    """How a text matched: the step of the ladder, how far its letters lie apart, how long it is."""

    step: int
    spread: int
    length: int


class Wanted:
    """What was typed, made ready to be held against thousands of texts."""

    def __init__(self, typed: str) -> None:
        """Prepare it; blanks part words that may stand anywhere."""
        self.text = " ".join(typed.casefold().split())
        self.words = self.text.split()
        self.letters = "".join(self.words)

    def rank(self, name: str, more: str = "") -> Rank | None:
        """Rank a name; one that does not match may be found by what is said with it, whole words of it only."""
        name = name.casefold()
        found = self._whole(name)
        if found is not None:
            return found
        beside = self._whole(f"{name} {more.casefold()}") if more else None
        if beside is not None:
            return beside._replace(step=beside.step + FAR)
        return self._in_order(name)

    def _whole(self, text: str) -> Rank | None:
        if not self.text:
            return Rank(0, 0, 0)
        size = len(text)
        at = text.find(self.text)
        if at == 0:
            return Rank(0 if size == len(self.text) else 1, 0, size)
        if at > 1 and text[at - 2 : at] == ": ":  # what an area's command is about
            return Rank(1, 0, size)
        if at > 0:
            return Rank(INSIDE if text[at - 1].isalnum() else 2, at, size)
        if len(self.words) > 1 and all(word in text for word in self.words):
            begun = all(text.startswith(word) or f" {word}" in text for word in self.words)
            return Rank(3 if begun else INSIDE, 0, size)
        return None

    def _in_order(self, text: str) -> Rank | None:
        """Find the letters in their order, the first at the beginning of a word: `addz` for `Plan: add zone`."""
        best: int | None = None
        for word in WORD.finditer(text):
            spread = self._spread(text, word.start())
            if spread is not None and (best is None or spread < best):
                best = spread
        return Rank(IN_ORDER, best, len(text)) if best is not None and best <= 2 * len(self.letters) else None

    def _spread(self, text: str, start: int) -> int | None:
        if not text.startswith(self.letters[:1], start):
            return None
        at = start
        for letter in self.letters:
            at = text.find(letter, at) + 1
            if at == 0:
                return None
        return at - start - len(self.letters)

"""Lines that are not in the design: being typed, not yet understood, or refused by AWS with its reason.

A draft never changes the design; it becomes an edit when it is kept, or it stays here until somebody mends or drops it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count


@dataclass(frozen=True, slots=True)
class Draft:
    """A line under work. `path` is the line of the design that it would replace, empty for a new one."""

    key: str
    noun: str
    table: str
    path: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    refused: bool = False
    changed: bool = False
    was: object = None
    """The line of the design that it would replace, as it was when it was begun: by it the draft follows its line."""
    behind: str = ""
    """The line that a new one is wanted behind of, where that matters."""

    def typed(self, column: str, text: str) -> "Draft":
        """Put a text into a cell; what was said against the line is not known any more."""
        if self.texts.get(column, "") == text:
            return self
        return replace(self, texts={**self.texts, column: text}, reasons=(), refused=False, changed=True)

    def against(self, reasons: tuple[str, ...], *, refused: bool) -> "Draft":
        """Say what stands against the line."""
        return replace(self, reasons=reasons, refused=refused)


class Drafts:
    """All drafts of an editor, by key, in the order in which they were begun."""

    def __init__(self) -> None:
        self._by_key: dict[str, Draft] = {}
        self._next = count(1)

    def begin(self, noun: str, table: str, texts: Mapping[str, str]) -> Draft:
        """Begin a new line."""
        return self.put(Draft(self._key(), noun, table, "", dict(texts)))

    def work_on(self, noun: str, path: str, was: object, texts: Mapping[str, str]) -> Draft:
        """Begin to work on a line that exists."""
        table = path.rpartition("/")[0]
        return self.put(Draft(self._key(), noun, table, path, dict(texts), was=was))

    def _key(self) -> str:
        """Give a key that no draft has: some were taken up from an earlier session with theirs."""
        return next(key for number in self._next if (key := f"draft/{number}") not in self._by_key)

    def put(self, draft: Draft) -> Draft:
        """Keep a draft as it is now."""
        self._by_key[draft.key] = draft
        return draft

    def drop(self, key: str) -> None:
        self._by_key.pop(key, None)

    def get(self, key: str) -> Draft | None:
        return self._by_key.get(key)

    def of(self, noun: str) -> list[Draft]:
        """Give the drafts of a noun."""
        return [one for one in self._by_key.values() if one.noun == noun]

    def every(self) -> list[Draft]:
        """Give all drafts."""
        return list(self._by_key.values())

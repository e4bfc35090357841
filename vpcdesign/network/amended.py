"""A mapping that is another one but for a few keys: an edit changes little of much, and copies none of the rest.

The other one holds still: whoever wrote to it goes on with an amended one of his own (`branched`), so that nobody sees
what others find out later.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

FEW = 500
"""With more changes than this all is written anew."""


class Amended(MutableMapping[K, V], Generic[K, V]):
    """What `whole` says, but for the keys of `changes`: there None says that nothing is there."""

    __slots__ = ("_changes", "_count", "_whole")

    def __init__(self, whole: Mapping[K, V], changes: Mapping[K, V | None] | None = None) -> None:
        """Take a mapping, or an amended one with what was changed in it."""
        self._changes: dict[K, V | None] = {}
        self._whole, self._count = whole, len(whole)
        if isinstance(whole, Amended):
            self._changes, self._whole = dict(whole._changes), whole._whole  # noqa: SLF001 - its own class
        for key, value in (changes or {}).items():
            self._write(key, value)
        if len(self._changes) > FEW:
            self._fold()

    def _write(self, key: K, value: V | None) -> None:
        self._count += (value is not None) - (key in self)
        self._changes[key] = value

    def _fold(self) -> None:
        """Write all anew."""
        whole = dict(self._whole)
        for key, value in self._changes.items():
            whole.pop(key, None)
            if value is not None:
                whole[key] = value
        self._changes, self._whole = {}, whole

    def __getitem__(self, key: K) -> V:
        found: V | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: K, default: Any = None) -> Any:  # noqa: ANN401 - what is there, or what is given
        """Give what is there."""
        found = self._changes[key] if key in self._changes else self._whole.get(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        """Tell whether anything is there."""
        if key in self._changes:
            return self._changes[key] is not None
        return key in self._whole

    def __setitem__(self, key: K, value: V) -> None:
        self._write(key, value)

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self._write(key, None)

    def __iter__(self) -> Iterator[K]:
        """Give the keys that stayed as they were, then those that were changed or came."""
        for key in self._whole:
            if key not in self._changes:
                yield key
        for key, value in self._changes.items():
            if value is not None:
                yield key

    def __len__(self) -> int:
        return self._count


def branched(known: MutableMapping[K, V]) -> tuple[Amended[K, V], Amended[K, V]]:
    """Give a mapping twice, neither of which sees what becomes of the other."""
    return known if isinstance(known, Amended) else Amended(known), Amended(known)

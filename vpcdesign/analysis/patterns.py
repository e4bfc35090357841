"""Patterns: `*` is any text, `?` one character, and nothing else is special.

A pattern is matched piece by piece from the left, never by trying again, so that no pattern takes long on any name.
"""

import re
from collections.abc import Callable


def is_pattern(text: str) -> bool:
    """Tell a pattern from a literal name."""
    return "*" in text or "?" in text


def matcher(pattern: str) -> Callable[[str], bool]:
    """Give the test for a pattern; a text without `*` and `?` matches itself."""
    pieces = pattern.split("*")
    if len(pieces) == 1:
        return lambda text: _at(pattern, text, 0) and len(text) == len(pattern)
    first, *middle, last = pieces
    searches = [re.compile(_expression(piece), re.DOTALL) for piece in middle if piece]

    def matches(text: str) -> bool:
        end = len(text) - len(last)
        if not _at(first, text, 0) or end < len(first) or not _at(last, text, end):
            return False
        place = len(first)
        for search in searches:
            found = search.search(text, place, end)
            if found is None:
                return False
            place = found.end()
        return True

    return matches


def _at(piece: str, text: str, place: int) -> bool:
    """Tell whether a piece stands at a place of the text."""
    here = text[place : place + len(piece)]
    return len(here) == len(piece) and all(a in ("?", b) for a, b in zip(piece, here, strict=True))


def _expression(piece: str) -> str:
    return "".join("." if one == "?" else re.escape(one) for one in piece)

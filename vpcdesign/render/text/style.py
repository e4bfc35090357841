"""How answers look in a terminal: signs with their ASCII twins, a palette of sixteen colours, and the width.

Meaning never hangs on colour alone: each verdict has its sign and its word, so a style without colour writes no colour
sequence at all and loses nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vpcdesign.render.visible import visible

Role: TypeAlias = Literal["plain", "allowed", "blocked", "partial", "unknown", "muted", "strong"]

_COLOURS: dict[Role, str] = {
    "plain": "",
    "allowed": "32",
    "blocked": "91",
    "partial": "93",
    "unknown": "95",
    "muted": "2",
    "strong": "1",
}
_ASCII = str.maketrans({"✓": "y", "✗": "x", "±": "%", "·": ".", "→": "->", "←": "<-", "…": "~", "–": "-", "×": "x"})
_UNUSUAL = re.compile(r"[^\x00-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u257f]")
"""What may be wider than one cell or narrower: letters, arrows and lines are not."""
SIGNS: dict[str, str] = {"allowed": "✓", "blocked": "✗", "partial": "±", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one output; `ascii` is for terminals that show nothing else."""

    colour: bool = False
    ascii: bool = False
    width: int = 100

    def narrower(self, by: int) -> "Style":
        """Give the same look for lines that stand further in."""
        return Style(self.colour, self.ascii, self.width - by)

    def sign(self, sign: str) -> str:
        """Give a sign, or its ASCII twin."""
        return sign.translate(_ASCII) if self.ascii else sign

    def text(self, text: str) -> str:
        """Make a text safe to print, names of the document in it included, in the characters that can be shown."""
        safe = visible(text)
        return self.sign(safe).encode("ascii", "backslashreplace").decode() if self.ascii else safe

    def paint(self, text: str, role: Role) -> str:
        """Colour a text, where there is colour."""
        code = _COLOURS[role]
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text


def cells(text: str) -> int:
    """Count the terminal cells of a text: wide East Asian characters take two, combining marks none."""
    if text.isascii() or not _UNUSUAL.search(text):
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, width: int) -> str:
    """Fill with spaces up to a number of cells."""
    return text + " " * (width - cells(text))


def clip(text: str, width: int, mark: str = "…") -> str:
    """Cut a text to a number of cells; a mark says that it was cut."""
    if cells(text) <= width:
        return text
    while text and cells(text) + cells(mark) > width:
        text = text[:-1]
    return text + mark


def wrap(text: str, width: int) -> list[str]:
    """Break a text at its spaces into lines of at most so many cells; a longer word is broken where it must be."""
    lines: list[str] = []
    line, used = "", 0
    for word in (piece for whole in text.split(" ") for piece in _pieces(whole, width)):
        wide = cells(word)
        if line and used + 1 + wide > width:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    return [*lines, line] if line else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    while cells(word) > width:
        piece = clip(word, width, "")
        yield piece
        word = word[len(piece) :]
    if word:
        yield word

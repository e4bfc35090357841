"""A text field as a value: a text, a cursor in it, and what a key makes of them. Cells, forms and filters type in it.

One field for everything that is typed keeps the keys of typing the same everywhere; it is drawn into whatever row it
stands in, so that a table can be edited in place.
"""

from typing import NamedTuple

from rich.cells import cell_len

from vpcdesign.render.ink import Row, Span, row


class Field(NamedTuple):
    """A text and where its cursor stands, counted in characters."""

    text: str = ""
    cursor: int = 0

    @classmethod
    def holding(cls, text: str) -> "Field":
        """Make a field with the cursor after its text."""
        return cls(text, len(text))

    def after(self, key: str, character: str | None = None) -> "Field | None":
        """Give the field after a key; None when the key is not one that is typed."""
        place = self._moved(key)
        if place is not None:
            return Field(self.text, place)
        left = self._cut(key)
        if left is not None:
            return left
        return self.typed(character) if character is not None and character.isprintable() else None

    def _moved(self, key: str) -> int | None:
        places = {"left": max(self.cursor - 1, 0), "right": min(self.cursor + 1, len(self.text))}
        ends = {"home": 0, "ctrl+a": 0, "end": len(self.text), "ctrl+e": len(self.text)}
        return (places | ends).get(key)

    def _cut(self, key: str) -> "Field | None":
        text, cursor = self
        match key:
            case "backspace":
                return Field(text[: max(cursor - 1, 0)] + text[cursor:], max(cursor - 1, 0))
            case "delete" | "ctrl+d":
                return Field(text[:cursor] + text[cursor + 1 :], cursor)
            case "ctrl+u":
                return Field(text[cursor:], 0)
            case "ctrl+k":
                return Field(text[:cursor], cursor)
            case "ctrl+w":
                kept = text[:cursor].rstrip()
                kept = kept[: kept.rfind(" ") + 1]
                return Field(kept + text[cursor:], len(kept))
            case _:
                return None

    def typed(self, text: str) -> "Field":
        """Put a text in at the cursor, line breaks and controls left out."""
        clean = "".join(c for c in text if c.isprintable())
        return Field(self.text[: self.cursor] + clean + self.text[self.cursor :], self.cursor + len(clean))

    def row(self, cells: int = 0) -> Row:
        """Draw the field, its cursor reversed; with `cells` exactly so wide, scrolled so that the cursor is seen."""
        text, cursor = _shown(self.text), self.cursor
        start = 0
        while cells and cell_len(text[start:cursor]) >= cells:
            start += 1
        before, at, rest = text[start:cursor], text[cursor : cursor + 1] or " ", text[cursor + 1 :]
        while cells and rest and cell_len(before + at + rest) > cells:
            rest = rest[:-1]
        drawn = row(Span(before), Span(at, reverse=True), Span(rest))
        spare = cells - cell_len(before + at + rest)
        return (*drawn, Span(" " * spare)) if spare > 0 else drawn


def _shown(text: str) -> str:
    """Put a sign in place of each character that a terminal might obey: a file's name may hold any."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)

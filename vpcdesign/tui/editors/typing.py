"""A cell that is being typed into: the field, and which of the offers is chosen. What keys make of it is pure."""

from dataclasses import dataclass

from vpcdesign.render.ink import Row, Span, width
from vpcdesign.tui.frame.field import Field


@dataclass(frozen=True, slots=True)
class Typing:
    """The text of the cell; `chosen` is the offer that one has moved to, -1 where one has not."""

    field: Field
    chosen: int = -1

    def after(self, key: str, character: str | None) -> "Typing | None":
        """Give the typing after a key, None when the key is not one that is typed."""
        found = self.field.after(key, character)
        return None if found is None else Typing(found, self.chosen if found.text == self.field.text else -1)

    def completed(self, text: str) -> "Typing":
        """Take an offer into the cell."""
        return Typing(Field.holding(text))

    def row(self, cells: int, ghost: str = "") -> Row:
        """Draw the cell: what was typed, the cursor, and what the first offer would add."""
        text, cursor = self.field
        if cursor != len(text) or not ghost:
            return self.field.row(max(cells, 1))
        first, rest = ghost[:1], ghost[1:]
        drawn: Row = (Span(text, bold=True), Span(first, "muted", reverse=True), Span(rest, "muted"))
        return drawn if width(drawn) <= cells else self.field.row(max(cells, 1))

"""What every kind of sheet can do: show a noun, read what was typed into a line, offer what may be typed.

The grid knows only this. A kind of noun with lines is one module that makes one `Kind`; nothing else changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from vpcdesign.design.noun import Noun
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.sheets.sheet import Line, Sheet

Texts = Mapping[str, str]
"""What stands in the cells of a line that is being typed, by field."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed line means: the values of its fields, and what is worth saying of how they were taken."""

    values: Mapping[str, object]
    said: tuple[str, ...] = ()
    word: str = field(default="")
    """The line itself, where the table is a list of words."""


class Table(NamedTuple):
    """A table of a noun, where a line is being typed."""

    here: Surroundings
    noun: Noun
    table: str


class Candidate(NamedTuple):
    """Something that may be typed into a cell: the text, and what it is."""

    text: str
    words: str = ""


class Kind(Protocol):
    """One kind of noun with lines."""

    kind: str
    """The list of the design that the nouns stand in."""

    def sheet(self, here: Surroundings, noun: Noun) -> Sheet:
        """Show a noun."""

    def counts(self, here: Surroundings) -> Mapping[str, int]:
        """Count what each noun is in force for, in one pass; who is left out counts nothing."""

    def read(self, at: Table, texts: Texts) -> Reading:
        """Read a typed line; `Wrong` names the cell that cannot be understood."""

    def offer(self, at: Table, column: str, protocol: str) -> list[Candidate]:
        """Give what may be typed into a cell of a line with this protocol, before it is narrowed to what was typed."""

    def near(self, at: Table, column: str, text: str) -> list[Candidate]:
        """Give what may be meant instead of something that is offered: of a group, the blocks that stand for it."""

    def draft(self, at: Table, texts: Texts) -> Line:
        """Show a line that is being typed and has no place yet."""

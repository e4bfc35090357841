"""A topic: one thing explained, with where AWS says it, what to press, and what to read next.

Topics are plain text. Whoever shows one wraps it; whoever searches them reads every word of it.
"""

from dataclasses import dataclass
from typing import Literal

from vpcdesign.aws.guides import spelled_out

Sort = Literal["element", "screen", "term", "code"]


@dataclass(frozen=True, slots=True)
class Topic:
    """One explanation. `text` has a line for each paragraph; `signs` are lines of a word and what it stands for.

    `keys` are pairs of a command's id and what it does here; `see` are ids of further topics. A `source` that names no
    manual says that it is this program's own word.
    """

    id: str
    sort: Sort
    title: str
    text: str
    source: str
    signs: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    see: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Every word by which it is found."""
        pairs = " ".join(f"{a} {b}" for a, b in self.signs)
        return f"{self.title} {self.id} {self.text} {pairs} {self.source}".casefold()


OWN = "this program's own word"
"""The source of what AWS has no page for."""


def term(name: str, title: str, text: str, source: str, see: tuple[str, ...] = ()) -> Topic:
    """Make a topic that answers a question."""
    return Topic(name, "term", title, text, spelled_out(source), see=see)

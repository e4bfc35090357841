"""What a selection means in a design: a noun, a part of one, or a place that is no noun.

A selection is a text, so that it survives an edit, a restart and another screen. Ids are free to hold `#` or `:`; an id
that the design holds is therefore always taken for that noun first.
"""

from typing import NamedTuple

from vpcdesign.design.index import Index
from vpcdesign.design.noun import Model, Noun

PLACES = ("zone", "region", "tier", "block")
INTERNET = "internet"


class Selected(NamedTuple):
    """`kind` is the list of the noun (or of the noun that the part belongs to), a word of `PLACES`, or nothing.

    `name` is the noun's id or the place's own name; `part` and `at` say which line of the noun, as `routes` and `2`.
    """

    kind: str
    name: str
    part: str = ""
    at: str = ""


def read(selection: str, index: Index) -> Selected:
    """Read a selection; a kind of nothing means that the design does not hold it (any more)."""
    if selection in index:
        return Selected(index.kind_of(selection), selection)
    name, mark, path = selection.rpartition("#")
    part, slash, at = path.partition("/")
    if mark and slash and name in index:
        return Selected(index.kind_of(name), name, part, at)
    if selection == INTERNET:
        return Selected(INTERNET, INTERNET)
    word, colon, rest = selection.partition(":")
    if colon and word in PLACES:
        return Selected(word, rest)
    return Selected("", selection)


def part_of(noun: Noun, part: str, at: str) -> Model | None:
    """Give the line of a noun that a selection names, or None: it is gone, or it was never written (`*`)."""
    lines = getattr(noun, part, None)
    found = lines[int(at)] if isinstance(lines, tuple) and at.isdecimal() and int(at) < len(lines) else None
    return found if isinstance(found, Model) else None

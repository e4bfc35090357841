"""From a draft to an edit: reading its cells, the verb that takes it, and what stands against it.

Nothing is decided here: cells are read by the sheet's kind, lines are made by `design.edit`, and legality is the
session's. What is refused comes back as sentences for the draft.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vpcdesign.design import legality
from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.design.edit.lines import add_line
from vpcdesign.design.edit.many import replace_line
from vpcdesign.errors import EditError
from vpcdesign.tui.editors.drafts import Draft
from vpcdesign.tui.session.session import Session
from vpcdesign.tui.sheets.kinds import Kind, Reading, Table
from vpcdesign.tui.sheets.reading import Wrong


class Kept(NamedTuple):
    """What became of a draft: an edit that nothing is against, or the reasons, and the cell that is wrong."""

    edit: Edit | None
    reasons: tuple[str, ...] = ()
    column: str = ""
    refused: bool = False
    said: tuple[str, ...] = ()


def keep(session: Session, kind: Kind, at: Table, draft: Draft) -> Kept:
    """Make the edit of a draft; the session's design is not touched."""
    return keep_in(session, session.design, kind, at, draft)


def keep_in(  # noqa: PLR0913 - a line of a table of a design of a session, and whether it is judged
    session: Session, design: Design, kind: Kind, at: Table, draft: Draft, *, judged: bool = True
) -> Kept:
    """Make the edit of a draft in a design that is to follow the session's: many lines may become one step."""
    try:
        reading = kind.read(at, draft.texts)
    except Wrong as wrong:
        return Kept(None, (wrong.sentence,), wrong.field)
    try:
        edit = _edit(design, draft, reading)
    except EditError as error:
        sentences = tuple(problem.message for problem in error.problems)
        return Kept(None, sentences, refused=True, said=reading.said)
    refused = tuple(problem.message for problem in session.refused(edit.design)) if judged else ()
    if refused:
        return Kept(None, worded(edit.design, refused), refused=True, said=reading.said)
    return Kept(edit, said=reading.said)


def _edit(design: Design, draft: Draft, reading: Reading) -> Edit:
    table = f"{draft.noun}#{draft.table}"
    if draft.path:
        return replace_line(design, f"{draft.noun}#{draft.path}", reading.word or reading.values)
    return add_line(design, table, reading.word or reading.values)


WORDS: Mapping[str, str] = {
    "target": "this target",
    "destination": "this destination",
    "source": "this source",
    "rule": "this number",
    "ports": "these ports",
    "protocol": "this protocol",
    "cidr": "this block",
}


def worded(design: Design, refused: Sequence[str]) -> tuple[str, ...]:
    """Say which cell AWS refuses, before it says why."""
    cells = {message: pointer.rpartition("/")[2] for pointer, message in legality.problems(design, imported=False)}
    return tuple(
        f"AWS refuses {WORDS[cells[one]]}: {one}" if cells.get(one) in WORDS else f"AWS refuses this line: {one}"
        for one in refused
    )


def followed(design: Design, draft: Draft) -> Draft | None:
    """Give a draft as it stands in another design: with its line, wherever that is now; None where its noun is gone.

    A draft of a line that is not there any more becomes a new line, so that it never replaces another one.
    """
    noun = next((one for _, _, one in design.nouns() if one.id == draft.noun), None)
    if noun is None:
        return None
    if not draft.path:
        return draft
    lines = lines_at(noun, draft.table)
    place = draft.path.rpartition("/")[2]
    if place.isdecimal() and int(place) < len(lines) and lines[int(place)] == draft.was:
        return draft
    if draft.was in lines:
        return replace(draft, path=f"{draft.table}/{lines.index(draft.was)}")
    return replace(draft, path="", was=None, changed=True) if draft.changed else None


def lines_at(noun: object, table: str) -> tuple[object, ...]:
    """Give the lines of a table of a noun; none where it has no such table any more."""
    found: object = noun
    for step in table.split("/"):
        if isinstance(found, tuple):
            found = found[int(step)] if step.isdecimal() and int(step) < len(found) else ()
        else:
            found = getattr(found, step, ())
    return found if isinstance(found, tuple) else ()

"""The lines of a journal: what is appended at each act, and the history that a journal's lines tell.

A line is one JSON object. The first says of which file, and how that file's text began (a digest, and the text itself,
since the file may change or go). Then: `step` (a delta and its title), `at` (a place in the history: undo, redo, jump),
`saved` (the file now holds this place; the digest of its text), `begun` (a line that is being written, as it stands),
`left` (it is no more: it was finished or dropped). A last line that is cut short, by a crash in the middle of its
writing, was never shown to anybody and is left out; any other broken line is refused.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vpcdesign.design.document import Design
from vpcdesign.tui.session.begun import Begun
from vpcdesign.tui.session.delta import applied, delta
from vpcdesign.tui.session.history import History, Step

VERSION = 1
Entry = dict[str, Any]


class JournalError(Exception):
    """A journal that tells no history: written by another version, or damaged before its last line."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a journal tells: of which file, the history, and the digest of what was last saved or opened."""

    path: str
    history: History
    digest: str
    begun: Mapping[str, Begun] = field(default_factory=dict)
    """The lines that were being written."""


def digest(text: str) -> str:
    """Tell texts of designs from each other."""
    return hashlib.sha256(text.encode()).hexdigest()


def opening(path: str, text: str, *, saved: bool) -> Entry:
    """Give the first line: the canonical text of the design that is step 0, and whether the file holds it."""
    return {"journal": VERSION, "path": path, "text": text, "saved": saved}


def step(before: Design, taken: Step) -> Entry:
    """Give the line of a step."""
    entry: Entry = {"step": taken.title, "when": taken.when, "delta": delta(before, taken.design)}
    if taken.command:
        entry["command"] = taken.command
    if taken.selected:
        entry["selected"] = taken.selected
    return entry


def begun(key: str, line: Begun) -> Entry:
    """Give the line of the journal for a line under work."""
    return {"begun": key, **line._asdict()}


def line(entry: Entry) -> bytes:
    """Write an entry as a line."""
    return json.dumps(entry, separators=(",", ":")).encode() + b"\n"


def read(content: bytes) -> Told:
    """Tell the history; JournalError when there is none to tell."""
    lines = content.split(b"\n")[:-1]  # what follows the last line's end was never finished
    if not lines:
        raise JournalError("the journal is empty")
    try:
        return _told([json.loads(each) for each in lines])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise JournalError(f"the journal is damaged: {error}") from error


def _told(entries: list[Entry]) -> Told:
    first, *rest = entries
    if first.get("journal") != VERSION:
        raise JournalError("the journal is of another version of vpcdesign")
    history = History((Step("opened", Design.model_validate_json(first["text"])),), 0, 0 if first["saved"] else None)
    known = digest(first["text"]) if first["saved"] else ""
    lines: dict[str, Begun] = {}
    for entry in rest:
        if "begun" in entry:
            lines[entry["begun"]] = Begun(*(entry[name] for name in Begun._fields))
        elif "left" in entry:
            lines.pop(entry["left"], None)
        elif "step" in entry:
            after = applied(history.design, entry["delta"])
            words = (entry["step"], after, entry["when"], entry.get("command", ""), entry.get("selected", ""))
            history = history.done(Step(*words))
        elif "at" in entry:
            history = history.at(entry["at"])
        else:
            history, known = history.kept(), entry["saved"]
    return Told(first["path"], history, known, lines)

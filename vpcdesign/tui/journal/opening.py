"""Opening a design for work: its file, its journal, and which of the two knows more.

The journal continues the file when it saw the file's text last. Then undo reaches into earlier sessions, and steps that
were never saved are there: `Opened.recoverable` says how many, and it is the user who chooses. A file that was changed
by somebody else is believed; the steps of the journal are offered only where they are unsaved.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vpcdesign.api.storage import load
from vpcdesign.design.document import Design
from vpcdesign.formats.native.write import write
from vpcdesign.tui.journal.entries import Told, digest
from vpcdesign.tui.journal.journal import Journal, LockedError, place_of
from vpcdesign.tui.session.history import History, Step
from vpcdesign.tui.session.session import Session


@dataclass(frozen=True, slots=True)
class Opened:
    """A session, and what its journal holds beyond the file: the history as it was left, and its unsaved steps."""

    session: Session
    left: History | None = None
    changed_outside: bool = False

    @property
    def recoverable(self) -> int:
        return 0 if self.left is None else self.left.unsaved


def clock() -> str:
    """Give the time as a history notes it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def open_design(path: Path) -> Opened:
    """Open a file for work; DocumentError or StorageError when there is no design in it.

    A file that was never written, or is gone, is opened from its journal where that has work that is not saved.
    """
    if not path.exists() and (opened := _from_journal(path)) is not None:
        return opened
    design = load(path)
    try:
        journal = Journal(path)
    except LockedError:
        return look_at(design, path, "another designer has it open")
    opened = _continued(design, path, journal)
    opened.session.file = design
    if not _writable(path):
        opened.session.read_only = "the file cannot be written"
    return opened


def look_at(design: Design, path: Path, why: str = "it was opened read-only") -> Opened:
    """Open a design without its journal: others may have it, and what is tried here is not offered back to them."""
    session = Session(History((Step("opened", design),)), path, clock=clock)
    session.read_only, session.file = why, design
    return Opened(session)


def _from_journal(path: Path) -> Opened | None:
    """Take up work that no file holds; None where there is none."""
    if not place_of(path).is_file():
        return None
    try:
        journal = Journal(path)
    except LockedError:
        return None
    told = journal.told()
    if told is None or not told.history.unsaved:
        journal.close()
        return None
    journal.mend()
    return Opened(_with(told, Session(told.history, path, journal, clock)))


def _with(told: Told, session: Session) -> Session:
    """Give a session the lines that were being written when its journal ended."""
    session.begun = dict(told.begun)
    return session


def _continued(design: Design, path: Path, journal: Journal) -> Opened:
    text = write(design)
    told = journal.told()
    if told is None or (journal.large and not told.history.unsaved and not told.begun):
        journal.begin(text, saved=True)
        return Opened(Session(History((Step("opened", design, clock()),)), path, journal, clock))
    journal.mend()
    same = told.digest == digest(text)
    if told.history.unsaved:
        session = _with(told, Session(_as_saved(told, design), path, journal, clock))
        return Opened(session, told.history, changed_outside=not same)
    if not same:
        journal.begin(text, saved=True)
        session = _with(told, Session(History((Step("opened", design, clock()),)), path, journal, clock))
        journal.all_begun(session.begun)
        return Opened(session)
    return Opened(_with(told, Session(told.history, path, journal, clock)))


def _as_saved(told: Told, design: Design) -> History:
    """Give the history that stands where the file stands, its unsaved steps under redo where that can be."""
    saved = told.history.saved
    if saved is not None and told.history.steps[saved].design == design:
        return told.history.at(saved)
    return History((Step("opened", design, clock()),))


def recover(opened: Opened) -> None:
    """Take up the work where it was left."""
    if opened.left is not None:
        opened.session.history = opened.left


def as_saved(opened: Opened) -> None:
    """Take the file as it is; unsaved steps stay under redo where they grew from it, else they are put aside."""
    session = opened.session
    journal = session.recorder
    if opened.left is None or not isinstance(journal, Journal):
        return
    if opened.changed_outside or len(session.history.steps) == 1:
        journal.begin(write(session.design), saved=True)
        session.history = History((Step("opened", session.design, clock()),))
        journal.all_begun(session.begun)
    else:
        journal.at(session.history.place)


def new_design(design: Design, path: Path, title: str) -> Session:
    """Begin a design that has no file yet: its journal has it from the first step on."""
    empty = Design(name=design.name)
    journal: Journal | None
    try:
        journal = Journal(path)
    except LockedError:
        journal = None
    session = Session(History((Step("begun", empty, clock()),), 0, None), path, journal, clock)
    if journal is None:
        session.read_only = "another designer has it open"
    else:
        journal.begin(write(empty), saved=False)
        step = Step(title, design, clock())
        journal.step(empty, step)
        session.history = session.history.done(step)
    return session


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)

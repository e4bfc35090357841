"""The journal's file: appended, synced, locked. Whoever holds the lock writes; a second designer opens read-only.

An entry is on the disk when `step`, `at` or `saved` returns; of a line that is being written it is with the system.
Journals lie in the state folder, one for each file that was ever worked on, named by a digest of the file's path:
beside the file they would be in the way of version control.
"""

import fcntl
import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vpcdesign.design.document import Design
from vpcdesign.errors import Problem, StorageError
from vpcdesign.tui.journal import entries
from vpcdesign.tui.journal.entries import Entry, JournalError, Told
from vpcdesign.tui.session.begun import Begun
from vpcdesign.tui.session.history import History, Step

LARGEST = 16 * 1024 * 1024
"""Bytes; a journal that grew beyond starts anew when its design is opened and nothing in it is unsaved."""


class LockedError(Exception):
    """Another designer works on the file."""


def state_folder() -> Path:
    """Give the folder of what is kept between sessions (XDG base directories)."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(home) / "vpcdesign"


def place_of(path: Path) -> Path:
    """Give the journal of a file."""
    name = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:24]
    return state_folder() / "journals" / f"{name}.jsonl"


class Journal:
    """A journal held open and locked; `close` lets others in, and loses nothing."""

    def __init__(self, path: Path) -> None:
        """Open the journal of a file, which need not exist; LockedError when somebody else has it."""
        self.path = path
        self.file = place_of(path)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise _refused(self.file, error) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            raise LockedError(str(path)) from error

    def told(self) -> Told | None:
        """Tell what is in it; None when it is new or of no use (then it is put aside, not lost)."""
        content = self._content()
        if not content:
            return None
        try:
            return entries.read(content)
        except JournalError:
            self._put_aside(content)
            return None

    def _content(self) -> bytes:
        size = os.fstat(self._descriptor).st_size
        return os.pread(self._descriptor, size, 0)

    def mend(self) -> None:
        """Cut off a last line that a crash left unfinished, so that what is appended starts a line of its own."""
        whole = self._content().rfind(b"\n") + 1
        os.ftruncate(self._descriptor, whole)

    def begin(self, text: str, *, saved: bool) -> None:
        """Start anew: step 0 is the design of `text`; what was in the journal is put aside."""
        if content := self._content():
            self._put_aside(content)
        self._append(entries.opening(str(self.path.absolute()), text, saved=saved))

    def _put_aside(self, content: bytes) -> None:
        with suppress(OSError):
            self.file.with_suffix(".before").write_bytes(content)
        os.ftruncate(self._descriptor, 0)

    def tell(self, history: History, text: str) -> None:
        """Write a whole history into an empty journal: that of a design saved under another name."""
        first = history.steps[0]
        self.begin(text, saved=history.saved == 0)
        for place, step in enumerate(history.steps[1:], 1):
            self.step(history.steps[place - 1].design, step)
        if first is not history.current or history.place:
            self.at(history.place)

    def step(self, before: Design, taken: Step) -> None:
        self._append(entries.step(before, taken))

    def at(self, place: int) -> None:
        self._append({"at": place})

    def saved(self, text: str) -> None:
        self._append({"saved": entries.digest(text)})

    def begun(self, key: str, line: Begun) -> None:
        """Tell how a line under work stands, at every key: handed to the system, which outlives us, and not synced."""
        if self._descriptor >= 0:
            self._append(entries.begun(key, line), synced=False)

    def all_begun(self, lines: Mapping[str, Begun]) -> None:
        """Tell all lines under work, in a journal that began anew."""
        for key, line in lines.items():
            self.begun(key, line)

    def left(self, key: str) -> None:
        """Tell that a line is under work no more."""
        if self._descriptor >= 0:
            self._append({"left": key}, synced=False)

    def _append(self, entry: Entry, *, synced: bool = True) -> None:
        rest = memoryview(entries.line(entry))
        before = os.fstat(self._descriptor).st_size
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            if synced:
                os.fdatasync(self._descriptor)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._descriptor, before)
            raise _refused(self.file, error) from error

    @property
    def large(self) -> bool:
        """Tell whether it has grown beyond what anybody will undo."""
        return os.fstat(self._descriptor).st_size > LARGEST

    def close(self) -> None:
        """Let others in."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _refused(file: Path, error: OSError) -> StorageError:
    reason = (error.strerror or str(error)).lower()
    return StorageError(Problem(f"the journal cannot be written, so nothing is changed: {reason}", str(file)))

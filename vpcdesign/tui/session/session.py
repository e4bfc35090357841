"""The session: one design under work, with its history, its file and what is selected. It knows no terminal.

Whatever the designer does, it does through a session, and a session can do it without a screen. An act is written down
by the `Recorder` (a journal, or nothing in tests) before the history shows it: when writing fails, nothing happened.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from shlex import join, split
from typing import Protocol

from vpcdesign.design.document import Design
from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import EditError, Problem
from vpcdesign.tui.session.begun import Begun
from vpcdesign.tui.session.history import History, Step
from vpcdesign.tui.session.judging import Judged, judged


class Recorder(Protocol):
    """What writes acts down; each call returns when what it tells is on the disk, or raises StorageError."""

    def step(self, before: Design, taken: Step) -> None: ...
    def at(self, place: int) -> None: ...
    def saved(self, text: str) -> None: ...
    def begun(self, key: str, line: Begun) -> None: ...
    def left(self, key: str) -> None: ...


class Unrecorded:
    """A recorder of what nobody needs to keep."""

    def step(self, before: Design, taken: Step) -> None:
        """Forget a step."""

    def at(self, place: int) -> None:
        """Forget a move in the history."""

    def saved(self, text: str) -> None:
        """Forget a save."""

    def begun(self, key: str, line: Begun) -> None:
        """Forget a line under work."""

    def left(self, key: str) -> None:
        """Forget that a line is under work no more."""


class Session:
    """A design under work. `read_only` says why it cannot be saved, or is empty."""

    def __init__(
        self,
        history: History,
        path: Path | None = None,
        recorder: Recorder | None = None,
        clock: Callable[[], str] = lambda: "",
    ) -> None:
        self.history = history
        self.path = path
        self.recorder: Recorder = recorder or Unrecorded()
        self.clock = clock
        self.selection = ""
        self.marked: frozenset[str] = frozenset()
        self.read_only = ""
        self.file: Design | None = None
        """What the file holds as far as is known here: what was read or written last; None where there is none."""
        self.begun: Mapping[str, Begun] = {}
        """The lines under work in the editors, which no step has; each by its editor and its key there."""
        self._judged: Judged | None = None

    @property
    def design(self) -> Design:
        return self.history.design

    @property
    def name(self) -> str:
        """What the header calls the design: its file's name without the ending, else its own."""
        return self.path.stem if self.path is not None else self.design.name

    def apply(self, edit: Edit) -> Step:
        """Take a step; EditError with what AWS (or the document) has against it, and then nothing has changed."""
        before = self._judgement()
        after = judged(edit.design, before)
        if refused := after.problems - before.problems - _spoken(before.problems, edit.renamed):
            raise EditError([Problem(message) for message in refused])
        step = Step(edit.title, edit.design, self.clock(), edit.command, edit.select or self.selection)
        self.recorder.step(self.design, step)
        self.history = self.history.done(step)
        self._judged = after
        if edit.select:
            self.selection = edit.select
        return step

    def refused(self, design: Design) -> list[Problem]:
        """Tell what is wrong with a design that is not wrong with the one under work."""
        before = self._judgement()
        return [Problem(message) for message in judged(design, before).problems - before.problems]

    def _judgement(self) -> Judged:
        """Judge the design under work, once."""
        if self._judged is None or self._judged.design is not self.design:
            self._judged = judged(self.design)
        return self._judged

    def command_of(self, step: Step) -> str:
        """Give the command line that does the same as a step to the file under work; empty where there is none."""
        path = str(self.path or f"{self.name}.json")
        return join(path if word == "FILE" else word for word in split(step.command))

    def undo(self) -> Step | None:
        """Go back a step, and give the step that was undone; None at the beginning."""
        if not self.history.can_undo:
            return None
        undone = self.history.current
        self.jump(self.history.place - 1)
        return undone

    def redo(self) -> Step | None:
        """Go forward a step, and give it; None at the end."""
        if not self.history.can_redo:
            return None
        self.jump(self.history.place + 1)
        return self.history.current

    def jump(self, place: int) -> Step:
        """Go to a step; IndexError when there is none."""
        there = self.history.at(place)
        self.recorder.at(place)
        self.history = there
        return there.current

    def kept(self, text: str) -> None:
        """Note that the file now holds the design: `text` is what was written."""
        self.recorder.saved(text)
        self.history = self.history.kept()
        self.file = self.design


def _spoken(problems: Counter[str], renamed: tuple[str, str] | None) -> Counter[str]:
    """Give what was wrong in the words that a rename puts in its place."""
    if renamed is None:
        return Counter()
    old, new = renamed
    return Counter({message.replace(old, new): many for message, many in problems.items()})

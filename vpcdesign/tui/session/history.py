"""Every step that was taken, and where one stands: undo, redo, jump to any. A value: each act makes the next history.

Steps are designs, whole, so that going back is exact: the design that stood there stands there again. A new step drops
what was undone, as everywhere. Step 0 is the design as it was opened or made.
"""

from dataclasses import dataclass, replace

from vpcdesign.design.document import Design


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, when it was taken (ISO 8601, local), the command line that does the same."""

    title: str
    design: Design
    when: str = ""
    command: str = ""
    selected: str = ""
    """What was selected when it was done: undoing shows where."""


@dataclass(frozen=True, slots=True)
class History:
    """Steps and the place among them; `saved` is the step that the file holds, None when no step here is the file's."""

    steps: tuple[Step, ...]
    place: int = 0
    saved: int | None = 0

    @property
    def design(self) -> Design:
        return self.steps[self.place].design

    @property
    def current(self) -> Step:
        return self.steps[self.place]

    @property
    def unsaved(self) -> int:
        """How many steps lie between the file and here; 0 when the file is what is shown."""
        if self.saved is None:
            return max(self.place, 1)
        return abs(self.place - self.saved)

    @property
    def can_undo(self) -> bool:
        return self.place > 0

    @property
    def can_redo(self) -> bool:
        return self.place < len(self.steps) - 1

    def done(self, step: Step) -> "History":
        """Add a step; what was undone is gone, and with it the saved step if it was there."""
        saved = self.saved if self.saved is not None and self.saved <= self.place else None
        return History((*self.steps[: self.place + 1], step), self.place + 1, saved)

    def at(self, place: int) -> "History":
        """Go to a step; IndexError when there is none."""
        if not 0 <= place < len(self.steps):
            raise IndexError(place)
        return replace(self, place=place)

    def kept(self) -> "History":
        """Note that the file now holds what is shown."""
        return replace(self, saved=self.place)

"""What the design under work is compared with: the step before, what the file holds, any step, another file.

A step or a file is kept as the design that was chosen: the history may lose that step, and the file may change, but
what was chosen stays what it was.
"""

from dataclasses import dataclass
from typing import Literal

from vpcdesign.design.document import Design
from vpcdesign.tui.session.session import Session

Kind = Literal["before", "saved", "step", "file"]


@dataclass(frozen=True, slots=True)
class Against:
    """The other side of a comparison; `label` and `design` are those of a step or a file, `path` a file's."""

    kind: Kind = "before"
    label: str = ""
    design: Design | None = None
    path: str = ""

    def other(self, session: Session) -> Design | None:
        """Give the design to compare with; None where there is none."""
        history = session.history
        match self.kind:
            case "before":
                return history.steps[history.place - 1].design if history.place else None
            case "saved":
                return session.file
            case "step" | "file":
                return self.design

    def words(self, session: Session) -> str:
        """Say what is meant: `step 23`, `shop.json as saved`, `step 17`, `other.json`."""
        match self.kind:
            case "before":
                return f"step {session.history.place - 1}" if session.history.place else "nothing"
            case "saved":
                return f"{session.path.name if session.path else session.name} as saved"
            case "step" | "file":
                return self.label


def of_step(session: Session, place: int) -> Against:
    """Give a step of the history to compare with."""
    return Against("step", f"step {place}", session.history.steps[place].design)

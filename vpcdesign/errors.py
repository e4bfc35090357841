"""Everything that can be refused: the document, the question, the plan.

An error is raised only where there is no design or no question; flaws of a usable design are findings and a dead packet
is a verdict, both plain values. An error carries *all* problems of its document at once, each with its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where: `line` and `column` count from 1, 0 means unknown."""

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    pointer: str = ""

    def __str__(self) -> str:
        """Give `file:line:column: message`, leaving out what is unknown."""
        place = self.file
        if self.line:
            place += f":{self.line}:{self.column}"
        elif self.pointer:
            place += f":{self.pointer}" if place else self.pointer
        return f"{place}: {self.message}" if place else self.message


class VpcdesignError(Exception):
    """The root of the tree: one or more problems, in the order of the document."""

    def __init__(self, problems: Iterable[Problem] | Problem | str) -> None:
        """Take one message, one problem or many."""
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class DocumentError(VpcdesignError):
    """A document that cannot become a design (or a list of assertions, or of questions)."""


class QuestionError(VpcdesignError):
    """A question that names nothing, or names it so that several things could be meant."""


class StorageError(VpcdesignError):
    """A file that cannot be read or written."""


class PlanError(VpcdesignError):
    """An address plan, or a growth of one, that cannot be made; the message says what would make it possible."""


class EditError(VpcdesignError):
    """An edit that is refused: what, why, AWS's code where it has one, and the nearest thing that works."""

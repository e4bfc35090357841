"""What a key of the plan does: an edit, or only another block that is looked at; or why it does nothing.

Both carry the few words that stand beside the key before it is pressed. They come from the verb itself, so what is
promised there is what happens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from shlex import quote

from vpcdesign.design.edit.edit import Edit
from vpcdesign.errors import EditError, PlanError


@dataclass(frozen=True, slots=True)
class Carved:
    """What a key did: `remains` says what is left then, `select` what is selected; without an edit nothing changed."""

    remains: str
    select: str = ""
    edit: Edit | None = None


def command(*words: object) -> str:
    """Write the command line that does the same; FILE stands for the design's path, users' words are quoted."""
    return " ".join(["vpcdesign", *(quote(str(word)) for word in words)])


class UncarvedError(EditError):
    """A key that does nothing here: `brief` is the reason without the subject, for the line beside the key."""

    def __init__(self, brief: str, full: str) -> None:
        super().__init__(full)
        self.brief = brief


@contextmanager
def refusing(words: str, act: str) -> Iterator[None]:
    """Turn a plan's refusal into that of a key: `app-a` is what was to be carved, `split` what was to be done."""
    try:
        yield
    except PlanError as error:
        said = str(error.problems[0])
        start = f"`{words}` "
        short = f"it {said.removeprefix(start)}" if said.startswith(start) else said
        brief = short.partition(", which")[0].replace("`", "")
        raise UncarvedError(brief, f"{words} cannot be {act}: {short}") from None

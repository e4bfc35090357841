"""An edit: what history calls it, and the design after it.

An edit is a value made from the design before it; nothing happens until somebody takes its design. Whoever makes one
raises `EditError` instead when AWS, or the document itself, would not have it.
"""

from dataclasses import dataclass

from vpcdesign.design.document import Design


@dataclass(frozen=True, slots=True)
class Edit:
    """One named, undoable step. `command` is the command line that does the same to a file, where there is one."""

    title: str
    design: Design
    command: str = ""
    select: str = ""
    """What to select afterwards: the id of what is new, or nothing to leave the selection where it is."""
    renamed: tuple[str, str] | None = None
    """The name that is gone and the one in its place: what was wrong under the one is nothing new under the other."""

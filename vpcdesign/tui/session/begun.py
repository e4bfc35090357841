"""A line that somebody began to write: not part of any design, and kept beside it until it is finished or left.

It is told by where it would go and what its cells hold. Of a line of the design that is being changed it has what that
line said, so that it never takes the place of another one that stands there later.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Begun(NamedTuple):
    """A line under work: its noun and table, its place if it has one, its cells, and the line that it would replace."""

    noun: str
    table: str
    path: str
    texts: Mapping[str, str]
    was: Any = None

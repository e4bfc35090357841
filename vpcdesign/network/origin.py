"""Where a decision stands in the design, and the words that explain it.

The compiler writes an origin on every filter line and every route, so that an engine that knows no AWS explains itself
in AWS's words. An origin is (component, line within the object): an inserted line moves nobody else's.
"""

from typing import NamedTuple


class Origin(NamedTuple):
    """`by` names the line for a person (`100`, `ingress[0]`, `0.0.0.0/0`, `*`), `line` its path in the object."""

    component: str
    kind: str
    direction: str = ""
    by: str = ""
    words: str = ""
    line: str = ""

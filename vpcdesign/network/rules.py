"""What filters are made of: lines, and rules that are made of lines; and what is seen at them without asking any.

What is seen at some lines is a number with a bit for each thing, so that what is seen at more of them is the union.
"""

from collections.abc import Sequence

from vpcdesign.algebra.addresses import ALL as EVERYWHERE
from vpcdesign.algebra.intervals import Intervals, subset, union
from vpcdesign.algebra.services import ALL
from vpcdesign.network.origin import Origin
from vpcdesign.record import record

ODD, LABELLED, ORDERED, BY_SOURCE, BY_DESTINATION = (1 << bit for bit in range(5))
"""Lines that are `ODD` cannot be told for all services at once: nobody knows, the way parts, or a source port counts.

`LABELLED` ones ask for marks, others for addresses by one of the sides; `ORDERED` ones are no part of a union, so that
their order counts.
"""


@record()
class Line:
    """A line of a filter: what is None matches everything.

    `label` matches packets whose source carries one of those marks; a `promise` line holds only as long as marks
    survive the path. `allow` None means that nobody can tell. A line with `next`, the number of a stage, sends what it
    allows there instead of on; `notes` are told where it decides.
    """

    origin: Origin
    allow: bool | None
    source: Intervals | None = None
    destination: Intervals | None = None
    services: Intervals | None = None
    source_ports: Intervals | None = None
    label: tuple[str, ...] | None = None
    promise: bool = False
    next: int | None = None
    notes: tuple[str, ...] = ()


@record(eq=False)
class Rules:
    """Ordered lines, the first match decides; `default` speaks where none matches; `notes` are told where it denies.

    They are `labelled` where any line asks for marks.
    """

    lines: tuple[Line, ...]
    default: Origin
    code: str
    default_allow: bool = False
    labelled: bool = False
    notes: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[Line, ...], ...]:
        """Give the lines as they may be shared with other rules; where there are several parts, all lines allow.

        Of those, whatever hangs on no mark and no promise stands first in the list, in whichever part it is.
        """
        return (self.lines,)

    @property
    def seen(self) -> int:
        """Tell what is seen at any of the lines."""
        return looked_at(self.lines)

    @property
    def open(self) -> bool:
        """Tell whether they let everything through, and one need not ask them: by their first lines, or without any."""
        return opened(self.lines) == EVERYWHERE if self.lines else self.default_allow


def looked_at(lines: Sequence[Line]) -> int:
    """Give what is seen at any of some lines."""
    found = 0
    for line in lines:
        source, destination, label = line.source, line.destination, line.label
        if line.allow is None or line.next is not None or line.source_ports is not None:
            found |= ODD
        if label is not None:
            found |= LABELLED
        if source is not None:
            found |= BY_SOURCE
        if destination is not None:
            found |= BY_DESTINATION
        if not line.allow or destination is not None or (label is not None and source is not None):
            found |= ORDERED
    return found


def opened(lines: Sequence[Line]) -> Intervals:
    """Give to whom the first lines let everything through: all, by one that says so, or by a few together."""
    to: Intervals = ()
    for line in lines:
        if line.source is not None or line.label is not None or line.source_ports is not None or line.next is not None:
            break
        if not line.allow or line.promise or not (line.services is None or subset(ALL, line.services)):
            break
        where = EVERYWHERE if line.destination is None else line.destination
        to = union(to, where) if to else where
    return to

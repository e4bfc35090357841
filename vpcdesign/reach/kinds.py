"""Places and kinds: what the shared network cannot tell apart, and what behaves alike altogether."""

from dataclasses import dataclass, field
from typing import NamedTuple

from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Node
from vpcdesign.reach.ends import End
from vpcdesign.reach.twins import Twin
from vpcdesign.record import record

Arrival = tuple[Node, tuple[Rules, ...]]
"""The table that delivers to an end, and the lists that are asked behind it."""


Own = tuple[Rules | None, Rules | None]
"""What an end has to itself: its filters inbound and outbound."""


class Stance(NamedTuple):
    """Where an end stands in the shared network: ends with the same are of one place."""

    name: str
    labels: frozenset[str]
    cut: int
    cell: int
    start: int | None
    answer: int | None
    zone: str
    replies: bool
    family: bool
    lost: tuple[int, ...]
    odd: bool
    arrivals: tuple[tuple[int, ...], ...]


@record(eq=False)
class Place:
    """Ends that the shared network cannot tell apart; `end` is one of them. It enters at `start`, answers at `answer`.

    `cell` is where it stands to the shared filters. An `odd` place has ends that are walked. `twins` are places, by the
    identity of the table of pairs that makes these of it. One that is `gone` has only a number left.
    """

    end: End
    cell: int
    start: Node | None
    answer: Node | None
    arrivals: tuple[Arrival, ...]
    lost: frozenset[Node]
    odd: bool
    twins: dict[int, Twin] = field(default_factory=dict)
    name: str = ""
    labels: frozenset[str] = frozenset()
    gone: bool = False


@dataclass(slots=True, eq=False)
class Kind:
    """Ends that behave alike: `guard` is their own filter inbound, `leaves` the one outbound.

    `inner` is where they stand to such filters; `twins` are kinds, as those of places are places. Nobody is of a kind
    that is `gone`: an edit left only its number. A kind is never written to; it is not frozen because that would be
    most of the work of making one, and there are many thousands.
    """

    place: int
    end: End
    inner: int
    guard: Rules | None
    leaves: Rules | None
    odd: bool
    twins: dict[int, Twin] = field(default_factory=dict)
    gone: bool = False

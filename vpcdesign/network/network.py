"""A network: stages, and the endpoints where conversations begin and end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.rooms import Outline
from vpcdesign.network.since import Since
from vpcdesign.network.stages import Node, Stage


class Endpoint(NamedTuple):
    """Somewhere a packet can start or arrive.

    `addresses` are those it sends from and is asked by from inside (both families); `public` those the internet knows.
    `start` is where the packets it opens conversations with enter the network, `answer` where its answers do, `arrive`
    where a walk resumes after a block that left no next hop.
    `labels` are the marks its packets carry. `replies`: it answers; `many`: it stands for several alike.
    """

    id: str
    kind: str
    start: Node
    answer: Node
    arrive: Node
    addresses: Intervals
    public: Intervals = ()
    labels: frozenset[str] = frozenset()
    client_ports: Intervals = ((32768, 60999),)
    subnet: str = ""
    zone: str = ""
    replies: bool = True
    many: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The compiled network; `owned` are the public addresses that something in it holds.

    `memory` is its compiler's own, for compiling an edited design again; `outlined` gives the outline of its stages,
    where rooms were promised. `since` tells what differs from the network that it was compiled again from, which is
    known by its `itself`.
    """

    stages: Sequence[Stage]
    endpoints: dict[str, Endpoint]
    owned: Intervals = ()
    internet: Intervals = ()
    notes: tuple[str, ...] = ()
    services: dict[str, Intervals] = field(default_factory=dict)
    memory: object = None
    outlined: Callable[[Sequence[Stage]], Outline] | None = None
    itself: object = field(default_factory=object)
    since: Since | None = None

    def outline(self) -> Outline:
        """Give the network as the first of each room tells it; where nothing was promised, that is all of it."""
        return Outline(list(enumerate(self.stages)), ()) if self.outlined is None else self.outlined(self.stages)

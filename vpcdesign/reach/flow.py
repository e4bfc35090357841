"""A flow: a part of a question on its way, and what has happened to it.

Headers are seen from the client all the way: `(client, server, services, client_ports)`. `asked` is the part of the
question that this flow stands for, `packet` the header as it is here. A dimension that is *tied* has not been rewritten
since the question, so narrowing it narrows the question; the rest is the network's choice.
"""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.addresses import write_set
from vpcdesign.algebra.intervals import Intervals, size
from vpcdesign.algebra.services import write_ports
from vpcdesign.network.origin import Origin
from vpcdesign.network.stages import Back, Stage

Header: TypeAlias = tuple[Intervals, Intervals, Intervals, Intervals]

CLIENT, SERVER, SERVICES, PORTS = range(4)
ALL_TIED = 0b1111


class Record(NamedTuple):
    """What a rewriting device remembers of a flow."""

    key: str
    packet: Header
    tied: int
    back: Back | None
    device: Back | None


Step: TypeAlias = tuple[int, Stage | None, str, Origin, Header, str]
"""One thing that a flow met: the leg, the stage, what it did, the origin that decided, the header before, the code if
the flow died. A plain tuple, for a walk makes a dozen of them, and where nobody tells its story nobody reads them."""


@dataclass(slots=True)
class Flow:
    """A part of a question on its way; forked where its parts fare differently.

    It is `watched` where a device met it that an answer may pass by, which whoever comes home is told.
    """

    node: int
    asked: Header
    packet: Header
    labels: frozenset[str]
    leg: int = 0
    tied: int = ALL_TIED
    memory: tuple[Record, ...] = ()
    back: Back | None = None
    seen: tuple[str, ...] = ()
    owed: frozenset[str] = frozenset()
    promise: Origin | None = None
    zone: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    steps: list[Step] = field(default_factory=list)
    blocks: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: Origin | None = None
    hollow: bool = False
    delivered: bool = False
    count: int = 0
    done: bool = False
    share: float = 1.0
    takers: frozenset[str] = frozenset()
    hidden: tuple[tuple[str, str], ...] = ()
    lost: tuple[str, str] | None = None
    answer: tuple[Header, Header] | None = None
    watched: bool = False

    def fork(self) -> "Flow":
        """Give a copy that can go its own way; every field is a value but for the list of steps."""
        return Flow(
            self.node,
            self.asked,
            self.packet,
            self.labels,
            self.leg,
            self.tied,
            self.memory,
            self.back,
            self.seen,
            self.owed,
            self.promise,
            self.zone,
            self.choices,
            self.steps.copy(),
            self.blocks,
            self.notes,
            self.unknown,
            self.hollow,
            self.delivered,
            self.count,
            self.done,
            self.share,
            self.takers,
            self.hidden,
            self.lost,
            self.answer,
            self.watched,
        )

    @property
    def dead(self) -> bool:
        """Tell whether something has stopped it already."""
        return bool(self.blocks)

    def narrow(self, dimension: int, to: Intervals) -> None:
        """Keep a part of one dimension; a tied one narrows the question with it."""
        packet = list(self.packet)
        before = packet[dimension]
        packet[dimension] = to
        self.packet = (packet[0], packet[1], packet[2], packet[3])
        if dimension == PORTS and before:
            self.share *= size(to) / size(before)
        if not self.tied >> dimension & 1 and dimension != SERVICES:
            words = write_ports(to) if dimension == PORTS else write_set(to)
            self.choices += (("client_port" if dimension == PORTS else "address", "", words),)
        if self.tied >> dimension & 1:
            self.stand_for(dimension, to)

    def stand_for(self, dimension: int, to: Intervals) -> None:
        """Answer only for a part of what was asked."""
        asked = list(self.asked)
        asked[dimension] = to
        self.asked = (asked[0], asked[1], asked[2], asked[3])

    def replace(self, dimension: int, by: Intervals) -> None:
        """Rewrite one dimension: the question keeps what it was."""
        packet = list(self.packet)
        packet[dimension] = by
        self.packet = (packet[0], packet[1], packet[2], packet[3])
        self.tied &= ~(1 << dimension)

    def forget(self, place: str, code: str) -> None:
        """Lose the marks of the source; remember where, for whoever misses them."""
        if self.labels and self.leg == 0:
            self.lost = (place, code)
        self.labels = frozenset()

    def step(self, stage: Stage | None, action: str, origin: Origin) -> None:
        """Remember what was met."""
        self.steps.append((self.leg, stage, action, origin, self.packet, ""))

    def block(self, stage: Stage | None, origin: Origin, code: str, action: str = "deny") -> None:
        """Remember what stopped it; the walk goes on as if it had passed."""
        step = (self.leg, stage, action, origin, self.packet, code)
        self.steps.append(step)
        self.blocks += (step,)

    def note(self, notes: tuple[str, ...]) -> None:
        """Tell something with the answer, once."""
        if notes:
            self.notes += tuple(note for note in notes if note not in self.notes)

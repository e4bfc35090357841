"""What the questions find, as plain values: how an assertion fares, what an edit does, what a failure does.

Whoever shows an answer loads these, and not the engine that finds it: the designer stands before anything is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.analysis.toll import Ends, Toll
from vpcdesign.analysis.wording import let_through, stopped
from vpcdesign.reach.trace import Trace
from vpcdesign.topology.failures import Failure

Effect: TypeAlias = Literal["opened", "closed", "narrowed", "widened"]
EFFECTS: tuple[Effect, ...] = ("opened", "closed", "narrowed", "widened")
NO_PACKET = "there is no packet to ask about"
UNWALKED = "not walked"


@dataclass(frozen=True, slots=True)
class Result:
    """How an assertion fares: whether it holds and why; a broken one has the trace of a packet that breaks it.

    `asked` counts the pairs that were asked; `notes` tell on what the answer rests; `failed` is what is down in the
    world that breaks it.
    """

    name: str
    expect: str
    holds: bool
    reason: str
    asked: int
    witness: Trace | None = None
    notes: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edit does between groups. `clients` and `servers` are outside addresses where only some are meant.

    `where` says in words which; `before` and `after` are the traces of one `packet`, None where nobody could be asked.
    Of many differences only the first may have a packet, and say where, if no more is shown of the others.
    `dangers` say why nobody should overlook it; `absent` is who is there in one of the designs only.
    """

    effect: Effect
    sources: tuple[str, ...]
    destinations: tuple[str, ...]
    services: Intervals
    clients: Intervals
    servers: Intervals
    where: str = ""
    packet: str = ""
    before: Trace | None = None
    after: Trace | None = None
    dangers: tuple[str, ...] = ()
    absent: str = ""

    @property
    def decided(self) -> str:
        """Say what lets the packet through, or what stops it now."""
        return _fared(self.after) or (f"{self.absent} is gone" if self.absent else self._unsaid)

    @property
    def decided_before(self) -> str:
        """Say what became of the same packet in the old design."""
        return _fared(self.before) or (f"{self.absent} is new" if self.absent else self._unsaid)

    @property
    def _unsaid(self) -> str:
        return NO_PACKET if self.packet else UNWALKED


def _fared(traced: Trace | None) -> str:
    if traced is None:
        return ""
    return stopped(traced.blockers) if traced.blockers else let_through(traced)


@dataclass(frozen=True, slots=True)
class Outage:
    """What one failure does; `broken` are assertions that hold in the whole design and no longer do.

    `moot` are those that forbid something to nobody who is left; `alone` is who stood in nothing but what failed.
    `stopped` are packets that no longer get through, by the places of the groups between which they go.
    """

    failure: Failure
    down: tuple[str, ...]
    losses: Toll
    broken: tuple[Result, ...]
    moot: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    stopped: Mapping[Ends, Trace] = field(default_factory=dict)

    @property
    def fatal(self) -> bool:
        """Tell whether a conversation or an assertion dies: then this is a single point of failure."""
        return bool(self.broken) or bool(self.losses.died)

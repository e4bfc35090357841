"""The answer to a question: a verdict, the way there and back, every blocker, and which part works.

Plain values, in the network's own numbers (addresses and services on the algebra's axes); renderers write them.
"""

from dataclasses import field
from typing import Literal, NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.origin import Origin
from vpcdesign.record import record

Verdict: TypeAlias = Literal["allowed", "blocked", "partial", "unknown"]
LegName: TypeAlias = Literal["forward", "return"]


class Packets(NamedTuple):
    """A set of packets as they are somewhere: a product. `services` carry the protocol and the *destination* port."""

    source: Intervals
    destination: Intervals
    services: Intervals
    source_ports: Intervals


class Hop(NamedTuple):
    """One thing the witness met; `action` is permit, deny, route, drop, translate, deliver, reply, gap, ...."""

    origin: Origin
    action: str
    because: str
    packet: Packets
    after: Packets | None = None
    code: str = ""


class Blocker(NamedTuple):
    """What stops the witness (or would stop it further on), with the packet as it was there."""

    origin: Origin
    code: str
    because: str
    leg: LegName
    packet: Packets


@record()
class Leg:
    """One way of the conversation, as the witness walked it."""

    verdict: Verdict
    hops: tuple[Hop, ...]


@record()
class Question:
    """Packets that open conversations. `source` and `destination` are the words that asked; `ends` who is meant."""

    source: str
    destination: str
    packets: Packets
    start: str
    ends: frozenset[str] | None = None


@record()
class Part:
    """A part of the question that fares alike, under these choices; `share` is its share of client ports."""

    source: str
    destination: str
    packets: Packets
    choices: tuple[tuple[str, str], ...]
    share: float
    codes: tuple[str, ...] = ()


@record()
class Trace:
    """The whole answer. `witness` is the packet whose hops are shown; `works` and `fails` are disjoint parts."""

    source: str
    destination: str
    questions: tuple[Question, ...]
    verdict: Verdict
    forward: Leg
    back: Leg
    blockers: tuple[Blocker, ...] = ()
    works: tuple[Part, ...] = ()
    fails: tuple[Part, ...] = ()
    depends_on: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    witness: Packets | None = None
    reason: str = field(default="")

"""What a packet can meet: a closed union of stages, wired by number.

A conversation is seen from its client: `client` and `server` addresses, a service, the client's port. The answer runs
through the same stages with the roles turned round, so every stage says what it does to a packet by *source* and
*destination*, and the reader (walk, interpreter, rows) turns the roles.

Invariants: routes of one `Forward` never overlap; `next` numbers point into the network that holds the stage.
"""

from typing import TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.origin import Origin
from vpcdesign.network.rules import Rules
from vpcdesign.record import record

Node: TypeAlias = int


@record(eq=False)
class Filter:
    """Lets through what its rules allow.

    A stateful one remembers that it let a packet through (`opens`) and does not ask an answer whose packet went through
    its other direction (`pardon`). A silent one is a hop only where it stops something;
    one that `spares` does not ask what has a way back of its own.
    """

    rules: Rules
    next: Node
    opens: str = ""
    pardon: str = ""
    silent: bool = False
    spares: bool = False


@record(eq=False)
class Route:
    """What a table does with a stretch of destinations; without `next` it drops them, with `code`."""

    origin: Origin
    next: Node | None
    code: str = ""
    notes: tuple[str, ...] = ()


@record(eq=False)
class Forward:
    """Sends a packet on by destination: `lows[i]..highs[i]` is `routes[i]`'s. Silent tables are no hops."""

    origin: Origin
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    routes: tuple[Route, ...]
    miss: Route
    silent: bool = False


@record(eq=False)
class Translate:
    """Replaces one address by its twin, one to one, either way of the conversation; `keep` passes as it is.

    What has no twin is stopped; `miss` says so.
    """

    origin: Origin
    miss: Origin
    of_source: bool
    pairs: dict[int, int]
    keep: Intervals
    next: Node
    code: str
    strip: bool = True


@record()
class Back:
    """Where answers are taken without asking the answerer's routes: through `outer`, or `inner` within one subnet."""

    subnet: str
    outer: Node
    inner: Node


@record(eq=False)
class Rewrite:
    """Opens a connection of its own for the packet and remembers it under `key`.

    Gives it another client (any of `clients`, ports of `client_ports`), another server, another service port; what is
    None stays. `services` are those it understands. `server_offset` is added to the server's address (NAT64). With
    `sticky` the answer comes back by `back`. `strip` ends the marks of its source, `labels` gives it others.
    `hairpin` drops a packet whose client is its new server. `taker` is the endpoint where it counts as arrived.
    """

    origin: Origin
    key: str
    next: Node
    code: str
    services: Intervals | None = None
    clients: tuple[int, ...] | None = None
    client_ports: Intervals | None = None
    server: int | None = None
    port: int | None = None
    server_offset: int = 0
    labels: frozenset[str] | None = None
    back: Back | None = None
    sticky: bool = False
    strip: bool = True
    hairpin: bool = False
    silent: bool = False
    taker: str = ""


@record(eq=False)
class Restore:
    """Turns the answer to a remembered packet back into the answer to the original one.

    A packet that opens a conversation goes to `fresh`, an answer to nothing remembered to `stray`; without, it is
    dropped.
    """

    origin: Origin
    miss: Origin
    key: str
    next: Node
    code: str
    fresh: Node | None = None
    stray: Node | None = None
    silent: bool = False


@record()
class Case:
    """A stretch of services and where it goes."""

    origin: Origin
    services: Intervals
    next: Node


@record(eq=False)
class Switch:
    """Sends a packet on by its service; the cases never overlap."""

    cases: tuple[Case, ...]
    miss: Route


@record()
class Option:
    """One of the network's choices."""

    name: str
    next: Node


@record(eq=False)
class Choose:
    """The network chooses.

    `how`: `any` option; `zone`: the packet's own zone where it is an option, else any; `flow`: as an appliance-mode
    attachment does, and the answer takes the same;
    `seen`: the first option for answers whose packet passed `key`, else the second.
    `same`: any, and the answer takes the same. `zones` tells the zone of addresses (for `flow`).
    A `hidden` choice is a host's own, which no document tells: whatever lets the conversation through is assumed.
    `notes` are told where more than one option stays open.
    """

    origin: Origin
    dimension: str
    options: tuple[Option, ...]
    how: str = "any"
    key: str = ""
    zones: tuple[tuple[int, int, str], ...] = ()
    hidden: bool = False
    notes: tuple[str, ...] = ()


@record(eq=False)
class Track:
    """A device that must see both ways; where not `strict`, an answer may bypass it, but none it has not seen."""

    origin: Origin
    key: str
    next: Node
    strict: bool = True
    reply_only: bool = False
    code: str = "ASYMMETRIC_RETURN"


@record(eq=False)
class Mark:
    """Changes what is known of a packet, not the packet.

    `zone`: it sends from there. `strip`: marks of its source and promises end here; `promises` only: promises end here.
    `suffix`: they go on under longer names. `sender`: answers return to the device that last rewrote it. `notes` are
    told with every answer that passes, `code` where somebody misses a mark.
    """

    origin: Origin
    next: Node
    zone: str | None = None
    strip: bool = False
    promises: bool = False
    sender: bool = False
    notes: tuple[str, ...] = ()
    silent: bool = True
    suffix: str = ""
    code: str = "SG_REFERENCES_NOT_PRESERVED"


@record(eq=False)
class Shortcut:
    """Takes an answer that has a way back of its own through `through` to it; everything else goes `otherwise`."""

    subnet: str
    through: Node
    otherwise: Node


@record(eq=False)
class Jump:
    """The end of a shortcut: goes on at the way back that the answer has."""

    origin: Origin


@record(eq=False)
class Deliver:
    """The packet has arrived at an endpoint."""

    origin: Origin
    endpoint: str


@record(eq=False)
class Stop:
    """The packet is dropped; where that is `final`, there is nothing behind it to look at."""

    origin: Origin
    code: str
    final: bool = False


@record(eq=False)
class Opaque:
    """What happens here is outside the model; the origin names the construct."""

    origin: Origin


Stage: TypeAlias = (
    Filter
    | Forward
    | Translate
    | Rewrite
    | Restore
    | Switch
    | Choose
    | Track
    | Mark
    | Shortcut
    | Jump
    | Deliver
    | Stop
    | Opaque
)

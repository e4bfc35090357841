"""What packets of a crossing carry with them besides their services: addresses that devices gave them, and state.

An address is named by *who* it stands for, so that many may share one way: None is whose it was at first, a number the
twin that a table of pairs gives him (the identity of the table), a `Point` one address that is the same for everybody.
Loads have numbers: 0 is the load of packets that nobody has touched.
"""

from typing import NamedTuple, TypeAlias

from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.stages import Back


class Point(NamedTuple):
    """One address."""

    at: int


Who: TypeAlias = int | Point | None

Seen: TypeAlias = tuple[int, int] | None
"""The cell and an address by which hosts' own filters know a sender; None where nobody knows them."""

NOTHING_SEEN: frozenset[str] = frozenset()


class Held(NamedTuple):
    """What a device remembers of packets that it rewrote: their header before, and where their answers went."""

    key: str
    client: Who
    server: Who
    ports: Intervals | None
    port: int | None
    back: Back | None
    device: Back | None


class Load(NamedTuple):
    """Client, server and client ports as they are; who remembers what; the way back; devices that saw or must see.

    `port` is the one that packets go to, `labels` the marks that they bear, where a device gave them others; whether
    promises held until then is `settled`. What gets to somebody counts for the `takers` too. `answerer` is who answers.
    What a shared filter let through by a promise only is `promised`; what surely has ports is `ported`.
    """

    client: Who = None
    server: Who = None
    ports: Intervals | None = None
    memory: tuple[Held, ...] = ()
    back: Back | None = None
    seen: frozenset[str] = NOTHING_SEEN
    owed: frozenset[str] = NOTHING_SEEN
    port: int | None = None
    labels: frozenset[str] | None = None
    settled: bool | None = None
    takers: frozenset[str] = NOTHING_SEEN
    answerer: str = ""
    promised: bool = False
    ported: bool = False


class State(NamedTuple):
    """What is known of packets on their way, besides where they go; `standing` is where they come from."""

    standing: int
    leg: int
    zone: str
    marks: str | None = ""
    kept: bool = True
    load: int = 0


class Loads:
    """The loads of one network; equal ones have one number."""

    def __init__(self) -> None:
        self._loads = [Load()]
        self._numbers = {Load(): 0}

    def of(self, number: int) -> Load:
        """Give a load by its number."""
        return self._loads[number]

    def number(self, load: Load) -> int:
        """Give the number of a load."""
        found = self._numbers.get(load)
        if found is None:
            found = self._numbers[load] = len(self._loads)
            self._loads.append(load)
        return found

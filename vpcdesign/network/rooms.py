"""Rooms: hosts of which a network promises that they are alike, so that the first of each room tells of all.

The promise: the stages of a host of a room are those of its first with its own number, name, address and rules put in.
It has one address, which nothing else of its tables knows; a table that leads to the first leads to each of the others
in the same way, by its address; and no other stage leads to one of them or knows its state. So whoever has seen the
first has seen all but the rules. A promise that is not sure is not made: who stands in no room is as he is written.
"""

from collections.abc import Sequence
from typing import NamedTuple

from vpcdesign.network.rules import Rules
from vpcdesign.network.stages import Node, Stage
from vpcdesign.record import record


@record()
class Party:
    """Hosts of a room that bear the same marks and share their rules: `guard` inbound, `leaves` outbound.

    `lows` are their addresses, in the same order.
    """

    guard: Rules
    leaves: Rules
    hosts: Sequence[str]
    lows: Sequence[int]


class Room(NamedTuple):
    """Hosts that are alike but for name, address and the rules of their party; the first host of the first is first."""

    parties: Sequence[Party]

    @property
    def first(self) -> str:
        """Give the host that stands for all."""
        return self.parties[0].hosts[0]


class Outline(NamedTuple):
    """A network told by the first of each room: no stage of the others, and no table says where these are."""

    stages: Sequence[tuple[Node, Stage]]
    rooms: Sequence[Room]

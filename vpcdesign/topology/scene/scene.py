"""The scene of a map: VPCs with tiers and zones, what stands on their borders, what lies outside, and the wires.

Only values: nothing here knows how wide a cell is. A scene is read from a design alone, so two equal designs give
equal scenes and a picture never needs to be told what changed.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["PUB", "PRV", "ISO"]
"""Whether a subnet has a route to an internet gateway, another way out, or local routes only."""

Side: TypeAlias = Literal["top", "bottom"]

INTERNET = "internet"
"""The id of the world outside, which is no noun."""

ZONE = "zone:"
"""What the id of a zone begins with."""


class Member(NamedTuple):
    """Who stands in a subnet; `list` is the list of the design that its noun stands in."""

    id: str
    list: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A subnet as the map shows it; `usable` is 0 where AWS gives no IPv4 address."""

    id: str
    name: str
    kind: Kind
    block: str
    vpc: str
    zone: str
    tier: str
    table: str
    table_name: str
    acl_name: str
    members: tuple[Member, ...] = ()
    used: int = 0
    usable: int = 0


@dataclass(frozen=True, slots=True)
class Tier:
    """One row of a VPC: at most one subnet in each zone. `name` is empty on the further rows of a tier."""

    name: str
    rooms: tuple[Room | None, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """What stands on a VPC's border. `id` is what routes name, `part` what stands for it here (an attachment)."""

    id: str
    list: str
    name: str
    side: Side
    part: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Wire:
    """A route that exists, from a subnet to a door or to another subnet; `always` is it shown unasked."""

    source: str
    target: str
    via: tuple[str, ...]
    """What routes name on this way: gateways, attachments. The wire lives as long as one of them does."""
    always: bool
    asked: tuple[str, ...] = ()
    """The ids that show it when one of them is selected: its subnet, its table, its target."""


@dataclass(frozen=True, slots=True)
class VpcScene:
    """One VPC: a row a tier, a column a zone."""

    id: str
    name: str
    block: str
    region: str
    zones: tuple[str, ...]
    tiers: tuple[Tier, ...]
    doors: tuple[Door, ...]
    wires: tuple[Wire, ...]

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Give every subnet, row by row."""
        return tuple(room for tier in self.tiers for room in tier.rooms if room is not None)


@dataclass(frozen=True, slots=True)
class Table:
    """A transit gateway's route table: whose packets it routes, and whom it has a route to."""

    id: str
    name: str
    serves: tuple[str, ...]
    knows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hub:
    """A transit gateway with its tables; `apart` says in words who does not reach whom."""

    id: str
    name: str
    region: str
    tables: tuple[Table, ...]
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """A place outside AWS."""

    id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way between two things that are not in one VPC: VPN, Direct Connect, peering; ends are ids."""

    id: str
    list: str
    name: str
    ends: tuple[str, str]
    words: str = ""
    label: str = ""
    """What the near end says of it: the table that its attachment is associated with."""


@dataclass(frozen=True, slots=True)
class Loose:
    """What hangs nowhere: a detached gateway."""

    id: str
    list: str
    name: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a map shows."""

    vpcs: tuple[VpcScene, ...] = ()
    hubs: tuple[Hub, ...] = ()
    outsides: tuple[Outside, ...] = ()
    links: tuple[Link, ...] = ()
    loose: tuple[Loose, ...] = ()
    internet: bool = False

    @property
    def regions(self) -> tuple[str, ...]:
        """Give the regions in the order of the document."""
        return tuple(dict.fromkeys([*(vpc.region for vpc in self.vpcs), *(hub.region for hub in self.hubs)]))

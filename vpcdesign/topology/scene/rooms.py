"""Subnets in their places: columns are zones by name, rows are tiers.

Tiers go from public to isolated and then by address; subnets of no tier come last, by their kind. A tier that has
several subnets in one zone takes several rows, so that no subnet is ever left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from vpcdesign.algebra.addresses import block
from vpcdesign.aws.addresses import RESERVED_PER_SUBNET
from vpcdesign.design.document import Design
from vpcdesign.design.filters import NetworkAcl
from vpcdesign.design.routing import RouteTable
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.topology.scene.members import Members
from vpcdesign.topology.scene.routes import Routing
from vpcdesign.topology.scene.scene import Kind, Room, Tier

_ORDER: dict[Kind, int] = {"PUB": 0, "PRV": 1, "ISO": 2}


class _Made(NamedTuple):
    """A room, and what it was made from; `low` is its lowest address."""

    subnet: Subnet
    table: RouteTable | None
    acl: NetworkAcl | None
    room: Room
    low: int


class Rooms:
    """The rooms of every VPC."""

    def __init__(self, design: Design, routing: Routing, members: Members, before: "Rooms | None" = None) -> None:
        """Look at every subnet once; of `before` the rooms are taken over that did not change."""
        self._routing, self._members = routing, members
        self._acls: dict[str, NetworkAcl] = {one.id: one for one in design.network_acls}
        self.made: dict[str, _Made] = {}
        self._found: defaultdict[str, list[Room]] = defaultdict(list)
        self.drawn: dict[str, tuple[list[Room], tuple[Tier, ...]]] = {}
        known = before.made if before else {}
        self._known = before.drawn if before else {}
        for subnet in design.subnets:
            made = self._make(subnet, known.get(subnet.id))
            self.made[subnet.id] = made
            self._found[subnet.vpc].append(made.room)

    def _make(self, subnet: Subnet, known: "_Made | None") -> "_Made":
        table, acl = self._routing.table_of(subnet), self._acls.get(subnet.network_acl or "")
        if known is not None and known.subnet is subnet and known.table is table and known.acl is acl:
            room, members = known.room, self._members
            told = room.kind, room.members, room.used
            if told == (self._routing.kind(subnet), members.of(subnet.id), members.used(subnet.id)):
                return known
        return _Made(subnet, table, acl, self._room(subnet, table, acl), _low(subnet))

    def zones(self, vpc: Vpc) -> tuple[str, ...]:
        """Give the zones that a VPC has subnets in, by name."""
        return tuple(sorted({room.zone for room in self._found.get(vpc.id, ())}))

    def tiers(self, vpc: Vpc) -> tuple[Tier, ...]:
        """Give the rows of a VPC."""
        rooms, known = self._found.get(vpc.id, []), self._known.get(vpc.id)
        same = known is not None and len(known[0]) == len(rooms)
        if known is None or not same or any(one is not other for one, other in zip(rooms, known[0], strict=True)):
            known = rooms, self._ordered(vpc)
        self.drawn[vpc.id] = known
        return known[1]

    def _ordered(self, vpc: Vpc) -> tuple[Tier, ...]:
        groups: defaultdict[tuple[str, int], list[Room]] = defaultdict(list)
        for room in self._found.get(vpc.id, ()):
            groups[room.tier, 0 if room.tier else _ORDER[room.kind]].append(room)
        ordered = sorted(groups.values(), key=self._place)
        return tuple(row for rooms in ordered for row in self._rows(rooms, self.zones(vpc)))

    def _place(self, rooms: list[Room]) -> tuple[bool, int, int, str]:
        kind = min(_ORDER[room.kind] for room in rooms)
        return not rooms[0].tier, kind, min(self.made[room.id].low for room in rooms), rooms[0].tier

    def _rows(self, rooms: Iterable[Room], zones: tuple[str, ...]) -> list[Tier]:
        columns: dict[str, list[Room]] = {zone: [] for zone in zones}
        for room in sorted(rooms, key=lambda one: (self.made[one.id].low, one.id)):
            columns[room.zone].append(room)
        height = max(map(len, columns.values()))
        rows = [tuple(mine[at] if at < len(mine) else None for mine in columns.values()) for at in range(height)]
        name = next((room.tier for row in rows for room in row if room is not None), "")
        return [Tier(name if at == 0 else "", row) for at, row in enumerate(rows)]

    def _room(self, subnet: Subnet, table: RouteTable | None, acl: NetworkAcl | None) -> Room:
        length = int(subnet.cidr.rpartition("/")[2]) if subnet.cidr else 32
        return Room(
            id=subnet.id,
            name=subnet.name or subnet.id,
            kind=self._routing.kind(subnet),
            block=subnet.cidr or subnet.ipv6_cidr or ("IPv6 /64" if subnet.ipv6_index is not None else "no block"),
            vpc=subnet.vpc,
            zone=subnet.az,
            tier=subnet.tier or "",
            table=table.id if table else "",
            table_name=(table.name or table.id) if table else "none",
            acl_name=(acl.name or acl.id) if acl else "default",
            members=self._members.of(subnet.id),
            used=self._members.used(subnet.id),
            usable=max(2 ** (32 - length) - RESERVED_PER_SUBNET, 0),
        )


def _low(subnet: Subnet) -> int:
    text = subnet.cidr or subnet.ipv6_cidr
    return block(text)[0][0] if text else 1 << 140

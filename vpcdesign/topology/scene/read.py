"""Design -> scene; and the scene of an edited design, of which whatever did not change is the very same object.

An edit of a subnet or an interface leaves most of a scene as it was. A part is taken over only where everything that it
is read from is the same object as before, so a scene that is read after another one equals one that is read alone.
"""

from typing import TypeAlias

from vpcdesign.design.document import Design
from vpcdesign.design.vpcs import Vpc
from vpcdesign.topology.scene.doors import Doors
from vpcdesign.topology.scene.members import Members
from vpcdesign.topology.scene.outside import Beyond
from vpcdesign.topology.scene.rooms import Rooms
from vpcdesign.topology.scene.routes import Routing
from vpcdesign.topology.scene.scene import Scene, VpcScene

_WORLD = ("internet_gateways", "egress_only_internet_gateways", "nat_gateways")


Parts: TypeAlias = tuple[Routing, Members, Rooms, Doors]


class Reading:
    """The scene of a design, and what it was read from."""

    def __init__(self, design: Design, before: "Reading | None" = None) -> None:
        """Read a design; `before` is the reading of one that differs little."""
        was = before.parts if before is not None else (None, None, None, None)
        routing, members = Routing.of(design, was[0]), Members.of_all(design, was[1])
        self._rooms = Rooms(design, routing, members, was[2])
        self._doors = Doors(design, routing, was[3])
        self.parts: Parts = (routing, members, self._rooms, self._doors)
        """What a later reading takes over where it did not change."""
        known = before.vpcs if before is not None else {}
        self.vpcs: dict[str, tuple[Vpc, VpcScene]] = {vpc.id: self._vpc(vpc, known.get(vpc.id)) for vpc in design.vpcs}
        beyond, vpcs = Beyond(design), tuple(self.vpcs[vpc.id][1] for vpc in design.vpcs)
        self.scene = Scene(
            vpcs=vpcs,
            hubs=tuple(beyond.hubs()),
            outsides=tuple(beyond.outsides()),
            links=tuple(beyond.links()),
            loose=tuple(beyond.loose()),
            internet=any(door.list in _WORLD for vpc in vpcs for door in vpc.doors),
        )

    def _vpc(self, vpc: Vpc, known: tuple[Vpc, VpcScene] | None) -> tuple[Vpc, VpcScene]:
        tiers, doors, wires = self._rooms.tiers(vpc), self._doors.of(vpc.id), self._doors.wires(vpc.id)
        if known is not None and known[0] is vpc:
            was = known[1]
            if was.tiers is tiers and was.doors is doors and was.wires is wires:
                return known
        return vpc, VpcScene(
            id=vpc.id,
            name=vpc.name or vpc.id,
            block=next(iter((*vpc.cidrs, *vpc.ipv6_cidrs)), ""),
            region=vpc.region,
            zones=self._rooms.zones(vpc),
            tiers=tiers,
            doors=doors,
            wires=wires,
        )


def read(design: Design) -> Scene:
    """Read the scene of a design."""
    return Reading(design).scene

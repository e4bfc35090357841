"""Design -> scene."""

from vpcdesign.design.document import Design
from vpcdesign.topology.scene.doors import Doors
from vpcdesign.topology.scene.outside import Beyond
from vpcdesign.topology.scene.rooms import Rooms
from vpcdesign.topology.scene.routes import Routing
from vpcdesign.topology.scene.scene import Scene, VpcScene

_WORLD = ("internet_gateways", "egress_only_internet_gateways", "nat_gateways")


def read(design: Design) -> Scene:
    """Read the scene of a design."""
    routing = Routing(design)
    rooms, doors, beyond = Rooms(design, routing), Doors(design, routing), Beyond(design)
    vpcs = tuple(
        VpcScene(
            id=vpc.id,
            name=vpc.name or vpc.id,
            block=next(iter((*vpc.cidrs, *vpc.ipv6_cidrs)), ""),
            region=vpc.region,
            zones=rooms.zones(vpc),
            tiers=rooms.tiers(vpc),
            doors=doors.of(vpc.id),
            wires=doors.wires(vpc.id),
        )
        for vpc in design.vpcs
    )
    return Scene(
        vpcs=vpcs,
        hubs=tuple(beyond.hubs()),
        outsides=tuple(beyond.outsides()),
        links=tuple(beyond.links()),
        loose=tuple(beyond.loose()),
        internet=any(door.list in _WORLD for vpc in vpcs for door in vpc.doors),
    )

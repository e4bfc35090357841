"""The wires of a VPC as nets: which ports each one joins, and by which way it goes round the boxes.

Ways up to a door go through the gap beside their own column, ways down through the right margin, ways to a subnet
beside that subnet. Doors that the same subnets lead to share a net; others never do, or a wire would lie.
"""

from collections import defaultdict

from vpcdesign.render.map.nets import Net, Port
from vpcdesign.topology.scene.scene import Door, VpcScene, Wire

Places = dict[str, tuple[int, int]]
"""Row and column of each subnet."""


def nets_of(vpc: VpcScene) -> list[Net]:
    """Make the nets of a VPC, those that keep the straight ways first."""
    places = {
        room.id: (row, column)
        for row, tier in enumerate(vpc.tiers)
        for column, room in enumerate(tier.rooms)
        if room is not None
    }
    doors = {door.id: door for door in vpc.doors}
    grouped: defaultdict[str, list[Wire]] = defaultdict(list)
    for wire in vpc.wires:
        if wire.source in places and (wire.target in doors or wire.target in places):
            grouped[wire.target].append(wire)
    inside = [_to_room(target, wires, places) for target, wires in grouped.items() if target in places]
    outward = [_to_doors(group, places, len(vpc.tiers), len(vpc.zones)) for group in _shared(grouped, doors)]
    outward.sort(key=lambda net: all(port.channel == net.main for port in net.ports))
    return [*(net for nets in inside for net in nets), *outward]


def _shared(grouped: dict[str, list[Wire]], doors: dict[str, Door]) -> list[list[tuple[Door, list[Wire]]]]:
    """Put doors together that the same subnets lead to, on the same side."""
    found: dict[object, list[tuple[Door, list[Wire]]]] = {}
    for id, door in doors.items():
        wires = grouped.get(id)
        if wires:
            key = door.side, frozenset((wire.source, wire.always) for wire in wires)
            found.setdefault(key if door.side == "bottom" else id, []).append((door, wires))
    return list(found.values())


def _to_doors(group: list[tuple[Door, list[Wire]]], places: Places, rows: int, columns: int) -> Net:
    up = group[0][0].side == "top"
    main = 0 if up else rows
    asked: defaultdict[str, list[str]] = defaultdict(list)
    via: defaultdict[str, list[str]] = defaultdict(list)
    always: dict[str, bool] = {}
    for _, wires in group:
        for wire in wires:
            asked[wire.source] += wire.asked
            via[wire.source] += wire.via
            always[wire.source] = wire.always
    ports = []
    for source, names in asked.items():
        row, column = places[source]
        channel, gap = (row, column) if up else (row + 1, columns - 1)
        head = "▼" if up and channel == 0 and group[0][0].list == "internet_gateways" else ""
        port = Port(source, channel, below=up, x=0, gap=gap, head=head, always=always[source])
        port.asked, port.via = tuple(names), tuple(via[source])
        ports.append(port)
    ends = [Port(door.id, main, below=not up, x=0, via=(door.part,) if door.part else ()) for door, _ in group]
    return Net(main, ports, ends)


def _to_room(target: str, wires: list[Wire], places: Places) -> list[Net]:
    """Lead to a subnet: from below to its bottom, from above to its top, from beside it to its bottom too."""
    row, column = places[target]
    lower = [wire for wire in wires if places[wire.source][0] >= row]
    upper = [wire for wire in wires if places[wire.source][0] < row]
    found = []
    for mine, main, head in ((lower, row + 1, "▲"), (upper, row, "▼")):
        if not mine:
            continue
        ports = []
        for wire in mine:
            at = places[wire.source][0]
            beside = at == row
            channel = at if main == row + 1 and not beside else at + 1
            below = main == row + 1 and not beside
            port = Port(wire.source, channel, below=below, x=0, gap=column, always=wire.always)
            port.asked, port.via = wire.asked, wire.via
            ports.append(port)
        found.append(Net(main, ports, [Port(target, main, below=main == row, x=0, head=head)]))
    return found

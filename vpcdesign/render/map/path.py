"""A trace as a way over the map: the subnets and gateways that it goes through, and the signs of what decided there.

A hop names a filter or a gateway; on which of its subnets it stood follows from the packet's addresses, from the next
hop that has a place, and from where the packet was before. What cannot be placed is left out of the way: a map that
shows too little is better than one that shows a place where nobody was.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from vpcdesign.algebra.intervals import subset
from vpcdesign.design.document import Design
from vpcdesign.design.nodes import holder
from vpcdesign.network.origin import Origin
from vpcdesign.reach.trace import Hop, Leg, Packets, Trace
from vpcdesign.render.ink import Role
from vpcdesign.render.map.atlas import Atlas
from vpcdesign.render.signs import ALLOWED, BLOCKED
from vpcdesign.render.text.packets import end_words
from vpcdesign.render.text.sentence import line_of
from vpcdesign.topology.scene.scene import INTERNET

Way: TypeAlias = Literal["there", "back"]
Where: TypeAlias = Literal["enter", "leave", "member", "table", "door"]
_DENIES = {"deny", "drop"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The sign of one decision, muted after a block. `hop` counts from 0 within its way; `words` tell what stops."""

    where: Where
    sign: str
    role: Role
    way: Way
    hop: int
    member: str = ""
    words: str = ""


@dataclass(slots=True)
class Station:
    """A place on the way. `dead`: the packet was stopped before it left.

    `changes` is who changes its addresses in a subnet; `inner` and `outer` are its changed end on both sides of a door.
    """

    id: str
    marks: list[Mark] = field(default_factory=list)
    dead: bool = False
    changes: str = ""
    inner: str = ""
    outer: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """The way there and the way back, with both ends; ids of subnets, doors and places outside."""

    source: str
    destination: str
    there: tuple[Station, ...]
    back: tuple[Station, ...]
    members: frozenset[str] = frozenset()
    """The interfaces at both ends."""
    hops: int = 0
    """How many hops the way there has."""

    def at(self, way: Way, hop: int) -> str:
        """Give where a hop was decided, or the last place before it that is known."""
        found = ""
        for station in self.there if way == "there" else self.back:
            if any(mark.hop > hop for mark in station.marks):
                return found if all(mark.hop > hop for mark in station.marks) else station.id
            found = station.id
        return found

    @property
    def ids(self) -> frozenset[str]:
        """Give everything that the way touches."""
        stations = (*self.there, *self.back)
        changes = {station.changes for station in stations if station.changes}
        return frozenset(station.id for station in stations) | self.members | changes


def path_of(trace: Trace, design: Design) -> Path:
    """Find the way of a trace."""
    atlas = Atlas(design)
    start = _start(trace)
    there = _Walker(atlas, "there", start, dead=False)
    there.walk(trace.forward)
    died = any(hop.action in _DENIES for hop in trace.forward.hops)
    turn = there.stations[-1].id if there.stations else ""
    back = _Walker(atlas, "back", turn, dead=died)
    back.walk(trace.back)
    ends = frozenset(filter(None, (holder(start, atlas.subnets), holder(there.end, atlas.subnets))))
    first = there.stations[0].id if there.stations else ""
    last = there.stations[-1].id if there.stations else ""
    return Path(first, last, tuple(there.stations), tuple(back.stations), ends, len(trace.forward.hops))


def _start(trace: Trace) -> str:
    """Give the endpoint that the walked packet was opened by."""
    for question in trace.questions:
        if trace.witness is None or _asks(question.packets, trace.witness):
            return question.start
    return trace.questions[0].start if trace.questions else ""


def _asks(asked: Packets, witness: Packets) -> bool:
    return subset(witness.source, asked.source) and subset(witness.destination, asked.destination)


class _Walker:
    """Follows one way of a trace from place to place."""

    def __init__(self, atlas: Atlas, way: Way, start: str, *, dead: bool) -> None:
        self._atlas, self._way, self._dead = atlas, way, dead
        self.stations: list[Station] = []
        self.end = ""
        """The endpoint that the packet arrived at."""
        self._hops: tuple[Hop, ...] = ()
        self._attachment: tuple[str, ...] = ()
        self._zone = ""
        self._go(atlas.room(start) or start)

    def walk(self, leg: Leg) -> None:
        """Follow the hops."""
        self._hops = leg.hops
        for number, hop in enumerate(leg.hops):
            self._meet(number, hop)

    def _meet(self, number: int, hop: Hop) -> None:
        kind, name = hop.origin.kind, hop.origin.component
        if kind == "network_acl":
            if hop.origin.direction == "ingress":
                self._go(self._ahead(number + 1) or self._here)
            self._mark("enter" if hop.origin.direction == "ingress" else "leave", number, hop)
        elif kind == "security_group":
            self._group(number, hop)
        elif kind == "route_table":
            self._table(number, hop)
        elif kind in {"transit_gateway_route_table", "transit_gateway_attachment"}:
            self._hub(number, hop)
        elif kind == "network_interface" and hop.action == "deliver":
            self._go(self._atlas.room(name))
            self.end = name
        else:
            self._thing(number, hop)

    @property
    def _here(self) -> str:
        return self.stations[-1].id if self.stations else ""

    def _go(self, place: str) -> None:
        """Go somewhere; where one is already, nothing happens."""
        if place and place != self._here:
            self.stations.append(Station(place, dead=self._dead))

    def _mark(self, where: Where, number: int, hop: Hop, member: str = "") -> None:
        """Leave the sign of a decision."""
        denies = hop.action in _DENIES
        if not self.stations:
            return
        sign = BLOCKED if denies else ALLOWED
        role: Role = "blocked" if denies else "muted" if self._dead else "allowed"
        words = f"{BLOCKED} {self._name(hop.origin)}" if denies else ""
        self.stations[-1].marks.append(Mark(where, sign, role, self._way, number, member, words))
        if denies:
            self._dead = True
            self.stations[-1].dead = True

    def _name(self, origin: Origin) -> str:
        name = self._atlas.names.get(origin.component, origin.component)
        return f"{name} {line_of(origin.direction, origin.by)}".strip()

    def _group(self, number: int, hop: Hop) -> None:
        """Place a security group: at the interface that sends, or at the one that is sent to."""
        inward = hop.origin.direction == "ingress"
        where = hop.packet.destination if inward else hop.packet.source
        who, room = self._atlas.owner(where, self._atlas.vpc(self._here))
        if inward:
            self._go(room or self._ahead(number + 1))
        self._mark("member", number, hop, who)

    def _table(self, number: int, hop: Hop) -> None:
        """Place a route table: where the packet is, or in the subnet that uses it where it comes from a hub."""
        users = self._atlas.users(hop.origin.component)
        if self._here not in users:
            mine = [name for name in self._attachment if name in users]
            self._go(self._atlas.in_zone(mine, self._zone or self._last_zone()) if mine else "")
        self._attachment = ()
        self._mark("table", number, hop)

    def _hub(self, number: int, hop: Hop) -> None:
        atlas, name = self._atlas, hop.origin.component
        attachment = atlas.attachments.get(name)
        hub = atlas.hub_tables.get(name) or (attachment.transit_gateway if attachment else "")
        self._go(hub)
        if attachment is not None and attachment.vpc is not None:
            self._attachment = attachment.subnets
            if hop.action == "choose":
                self._zone = hop.origin.by
        self._mark("door", number, hop, name)

    def _thing(self, number: int, hop: Hop) -> None:
        """Go through a gateway, or into who stands in a subnet."""
        atlas, name = self._atlas, hop.origin.component
        place = self._place(hop)
        self._go(place)
        if hop.action == "deliver":
            self.end = f"{name}/{self._here}" if f"{name}/{self._here}" in atlas.rooms else name
        inside = place in atlas.subnets
        self._mark("member" if inside else "door", number, hop, name if inside else "")
        if hop.action in {"translate", "inspect"} and self.stations:
            station = self.stations[-1]
            station.changes = name if inside else ""
            if hop.after is not None and not inside:
                self._told(station, hop)

    def _told(self, station: Station, hop: Hop) -> None:
        """Remember how a packet is addressed inside and outside of a gateway."""
        if hop.after is None:
            return
        if hop.packet.source != hop.after.source:
            station.inner, station.outer = end_words(hop.packet)[0], end_words(hop.after)[0]
        elif hop.packet.destination != hop.after.destination:
            station.inner, station.outer = end_words(hop.after)[1], end_words(hop.packet)[1]

    def _place(self, hop: Hop) -> str:
        atlas, name = self._atlas, hop.origin.component
        if name in atlas.doors or name == INTERNET:
            return name
        if hop.origin.by in atlas.subnets:
            return hop.origin.by
        for where in (hop.packet.destination, hop.packet.source):
            who, room = atlas.owner(where, atlas.vpc(self._here))
            if who == name:
                return room
            room = "" if who else atlas.within(where, atlas.vpc(self._here))
            if f"{name}/{room}" in atlas.rooms:
                return room
        if name in atlas.firewalls:
            return self._here
        return atlas.room(name)

    def _ahead(self, number: int) -> str:
        """Give the subnet that the next hop with a place stands in: the one that a packet is about to enter."""
        atlas = self._atlas
        for hop in self._hops[number:]:
            kind, name = hop.origin.kind, hop.origin.component
            if kind == "network_acl":
                return ""
            if kind in {"security_group", "load_balancer", "vpc_endpoint"}:
                where, vpc = hop.packet.destination, atlas.vpc(self._here)
                room = atlas.owner(where, vpc)[1] or atlas.within(where, vpc)
                if room:
                    return room
            if kind == "transit_gateway_route_table":
                leg = atlas.leg_of(atlas.hub_tables.get(name, ""), atlas.vpc(self._here))
                return atlas.in_zone(leg.subnets, atlas.zone(self._here)) if leg else ""
            if atlas.room(name):
                return atlas.room(name)
            if kind == "firewall":
                return self._guarded()
        return ""

    def _guarded(self) -> str:
        """Give the subnet of the firewall's endpoint that the last route led to."""
        for hop in reversed(self._hops):
            if hop.origin.component in self._atlas.rooms and hop.origin.kind == "firewall":
                return self._atlas.rooms[hop.origin.component]
        return ""

    def _last_zone(self) -> str:
        zones = (self._atlas.zone(station.id) for station in reversed(self.stations))
        return next(filter(None, zones), "")

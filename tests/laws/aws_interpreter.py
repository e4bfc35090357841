"""A plain simulator of AWS: one packet through a design, step by step, every choice of the network tried.

It is written from what AWS documents and from nothing else: it shares no code with the compiler or the walk, and reads
the design's own nouns. What it says of a packet is the set of things that can become of the conversation that the
packet opens: `works`, `fails`. It knows VPCs, their gateways, peerings and transit gateways; no load balancers,
endpoints, firewalls or sites.
"""

from dataclasses import dataclass, replace
from ipaddress import ip_network
from typing import TypeAlias

from tests.laws.aws_facts import Address, Facts, Packet, answer_to
from tests.laws.aws_filters import Filters
from vpcdesign.design.document import Design
from vpcdesign.design.gateways import EgressOnlyInternetGateway, InternetGateway, NatGateway
from vpcdesign.design.hosts import NetworkInterface
from vpcdesign.design.peering import PeeringConnection
from vpcdesign.design.transit import TransitGateway, TransitGatewayAttachment
from vpcdesign.design.vpcs import Subnet

Outcomes: TypeAlias = frozenset[str]
WORKS, FAILS = frozenset({"works"}), frozenset({"fails"})
LONGEST = 24
INTERNET = "internet"
NOT_PUBLIC = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")))
"""What an internet gateway lets neither in nor out (RA: IGW codes of RFC 1918 and RFC 6598; UG: private IPv6)."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a NAT gateway remembers of a connection: the packet that came in, and the one that went out."""

    gateway: str
    inner: Packet
    outer: Packet


@dataclass(frozen=True, slots=True)
class Flow:
    """A packet somewhere, and what the network knows of its conversation.

    `marks` are the security groups of its sender, as long as the path keeps them. `owed` are the groups one of which
    its target must carry, on a path that keeps marks, because only a rule that names them let it out. `home` is the
    NAT gateway to which a peering hands the answer.
    """

    packet: Packet
    answering: bool = False
    marks: frozenset[str] = frozenset()
    owed: frozenset[str] = frozenset()
    sessions: tuple[Session, ...] = ()
    opened: frozenset[str] = frozenset()
    home: str = ""
    steps: int = 0


class Simulator:
    """Asks one design about packets."""

    def __init__(self, design: Design) -> None:
        self.facts = Facts(design)
        self.filters = Filters(design)
        self.source = ""
        self.asked: Packet | None = None

    def ask(self, source: str, packet: Packet) -> Outcomes:
        """Give everything that can become of a packet of an interface, or of the internet."""
        self.source, self.asked = source, packet
        if source == INTERNET:
            return self.internet(Flow(packet))
        holder = self.facts.interfaces[source]
        return self.sent(Flow(packet, marks=frozenset(holder.security_groups)), holder)

    # --- hosts ------------------------------------------------------------------------------------------------------

    def sent(self, flow: Flow, holder: NetworkInterface) -> Outcomes:
        """A host sends: to itself nothing is asked (EC2: measured), else its groups, once (EC2: tracking)."""
        if not self.facts.alive(holder):
            return FAILS
        if not flow.answering and self.facts.same_host(holder, flow.packet.target):
            return WORKS
        if not flow.answering:
            owed = self.filters.lets_out(holder, flow.packet)
            if owed is None:
                return FAILS
            flow = replace(flow, owed=owed)
        subnet = self.facts.subnets[holder.subnet]
        if flow.home:  # UG: NAT gateway basics, return to sender
            gateway = self.facts.gateways[flow.home]
            open_ = self.filters.leaves(subnet, flow.packet)
            return self.into(flow, self.facts.vpc_of(gateway)) if open_ else FAILS
        return self.leave(flow, subnet)

    def received(self, flow: Flow, holder: NetworkInterface | NatGateway) -> Outcomes:
        """A packet is at the interface that holds its target."""
        if isinstance(holder, NatGateway):
            return self.translated_back(flow, holder)
        if not self.facts.alive(holder):
            return FAILS
        if flow.answering:
            return self.at_home(flow, holder.id)
        kept = not flow.owed or flow.owed & set(holder.security_groups)
        if not kept or not self.filters.lets_in(holder, flow.packet, flow.marks):
            return FAILS
        return self.sent(self.turned(flow), holder)

    def turned(self, flow: Flow) -> Flow:
        return replace(flow, packet=answer_to(flow.packet), answering=True, marks=frozenset(), owed=frozenset())

    def at_home(self, flow: Flow, place: str) -> Outcomes:
        """An answer helps only the one who asked, only if it looks like one, and past no device that keeps state."""
        assert self.asked is not None
        whole = not flow.opened and not flow.sessions
        return WORKS if whole and place == self.source and flow.packet == answer_to(self.asked) else FAILS

    # --- subnets and routes -----------------------------------------------------------------------------------------

    def leave(self, flow: Flow, subnet: Subnet) -> Outcomes:
        """An interface in a subnet emits a packet: a host's, a NAT gateway's or a transit gateway's."""
        if flow.steps > LONGEST:
            return FAILS
        flow = replace(flow, steps=flow.steps + 1)
        if self.facts.in_subnet(flow.packet.target, subnet):  # UG: layer 2, neither routes nor lists
            holder = self.facts.held.get((subnet.vpc, flow.packet.target))
            return self.received(flow, holder) if holder else FAILS
        target = self.facts.route(subnet, flow.packet.target)
        if target is None:
            return FAILS
        if target == "local":
            return self.to_holder(flow, subnet, self.facts.held.get((subnet.vpc, flow.packet.target)))
        noun = self.facts.nouns.get(target)
        if isinstance(noun, NatGateway):
            over = self.crosses(flow, subnet, noun.subnet or "")
            return self.translated(flow, noun) if over else FAILS
        if isinstance(noun, TransitGateway):
            return self.to_transit(flow, subnet, noun)
        if not self.filters.leaves(subnet, flow.packet):
            return FAILS
        return self.to_gateway(flow, subnet, noun)

    def to_gateway(self, flow: Flow, subnet: Subnet, noun: object) -> Outcomes:
        """Hand a packet to a gateway that has no place in any subnet."""
        if isinstance(noun, InternetGateway):
            return self.out(flow, subnet.vpc) if noun.vpc == subnet.vpc else FAILS
        if isinstance(noun, EgressOnlyInternetGateway):
            return self.out_only(flow, subnet.vpc, noun)
        if isinstance(noun, PeeringConnection):
            return self.peered(flow, subnet.vpc, noun)
        return FAILS  # a virtual private gateway: no design drawn here has a site behind one

    def crosses(self, flow: Flow, subnet: Subnet, other: str) -> bool:
        """Ask the lists on both sides of the border between two subnets (UG: NACL basics)."""
        if subnet.id == other:
            return True
        return self.filters.leaves(subnet, flow.packet) and self.filters.enters(self.facts.subnets[other], flow.packet)

    def to_holder(self, flow: Flow, subnet: Subnet, holder: NetworkInterface | NatGateway | None) -> Outcomes:
        if holder is None or not self.crosses(flow, subnet, holder.subnet or ""):
            return FAILS
        return self.received(flow, holder)

    def into(self, flow: Flow, vpc: str) -> Outcomes:
        """A packet enters a VPC by a gateway: to whoever holds the address, and nowhere else (PEER: limitations)."""
        holder = self.facts.held.get((vpc, flow.packet.target))
        if holder is None or not self.filters.enters(self.facts.subnets[holder.subnet or ""], flow.packet):
            return FAILS
        return self.received(flow, holder)

    # --- the internet -----------------------------------------------------------------------------------------------

    def out(self, flow: Flow, vpc: str) -> Outcomes:
        """Through an internet gateway: IPv4 by its public address, IPv6 as it is (UG: internet gateways)."""
        source = self.facts.outside(vpc, flow.packet.source)
        if source is None or flow.owed or _private(source) or _private(flow.packet.target):
            return FAILS
        return self.internet(replace(flow, packet=replace(flow.packet, source=source), marks=frozenset()))

    def out_only(self, flow: Flow, vpc: str, gateway: EgressOnlyInternetGateway) -> Outcomes:
        """Through an egress-only gateway, which knows its connections (UG: egress-only internet gateways)."""
        if flow.packet.target.version == 4 or gateway.vpc != vpc or flow.answering:
            return FAILS
        return self.out(replace(flow, opened=flow.opened | {vpc}), vpc)

    def internet(self, flow: Flow) -> Outcomes:
        """Between gateways: to whom in the design a public address belongs, or to somebody outside."""
        owner = self.facts.owner(flow.packet.target)
        if owner is not None:
            vpc, inside = owner
            if inside.version == 6 and flow.answering and vpc in flow.opened:
                return self.into(replace(flow, opened=flow.opened - {vpc}), vpc)
            if vpc not in self.facts.public_vpcs:
                return FAILS
            return self.into(replace(flow, packet=replace(flow.packet, target=inside)), vpc)
        if flow.answering:
            return self.at_home(flow, INTERNET)
        return self.internet(self.turned(flow)) if self.source != INTERNET else FAILS

    # --- NAT gateways -----------------------------------------------------------------------------------------------

    def translated(self, flow: Flow, gateway: NatGateway) -> Outcomes:
        """From inside: a new source and, of TCP and UDP, any port from 1024 (UG: NAT gateway basics)."""
        packet, own = flow.packet, self.facts.inner[gateway.id]
        if flow.answering or flow.owed or packet.protocol not in {1, 6, 17} or packet.target.version == 6:
            return FAILS
        if packet.target == own or any(each.gateway == gateway.id for each in flow.sessions):
            return FAILS  # nobody home, or a loop: the second time round it looks as it did the first
        found: Outcomes = frozenset()
        for port in self.filters.ports() if packet.protocol != 1 else (packet.client_port,):
            outer = replace(packet, source=own, client_port=port)
            session = Session(gateway.id, packet, outer)
            onward = replace(flow, packet=outer, marks=frozenset(), sessions=(*flow.sessions, session))
            found |= self.leave(onward, self.facts.subnets[gateway.subnet or ""])
        return found

    def translated_back(self, flow: Flow, gateway: NatGateway) -> Outcomes:
        """From outside: only answers to connections it knows (UG: NAT gateway basics)."""
        session = flow.sessions[-1] if flow.sessions else None
        known = session and session.gateway == gateway.id and answer_to(session.outer) == flow.packet
        if not flow.answering or session is None or not known:
            return FAILS
        back = replace(flow, packet=answer_to(session.inner), sessions=flow.sessions[:-1], home="")
        return self.leave(back, self.facts.subnets[gateway.subnet or ""])

    # --- peerings and transit gateways ------------------------------------------------------------------------------

    def peered(self, flow: Flow, vpc: str, peering: PeeringConnection) -> Outcomes:
        """Over a peering: from an address of this VPC to one of the other, and no further (PEER: limitations)."""
        other = peering.accepter if peering.requester == vpc else peering.requester
        sender = self.facts.held.get((vpc, flow.packet.source))
        if peering.state != "active" or sender is None or not self.facts.in_vpc(flow.packet.target, other):
            return FAILS
        if self.facts.vpcs[vpc].region != self.facts.vpcs[other].region:  # PEER: security groups
            if flow.owed:
                return FAILS
            flow = replace(flow, marks=frozenset())
        if isinstance(sender, NatGateway) and not flow.answering:
            flow = replace(flow, home=sender.id)
        return self.into(flow, other)

    def to_transit(self, flow: Flow, subnet: Subnet, transit: TransitGateway) -> Outcomes:
        """From a subnet to a transit gateway: its zone must be served, two lists are asked (TGW: network ACLs)."""
        attachment = self.facts.attached.get((subnet.vpc, transit.id))
        door = self.facts.doors(attachment).get(subnet.az) if attachment else None
        if attachment is None or door is None:
            return FAILS
        if not (self.filters.leaves(subnet, flow.packet) and self.filters.enters(door, flow.packet)):
            return FAILS
        return self.across(flow, attachment, transit.id, subnet.az)

    def across(self, flow: Flow, attachment: TransitGatewayAttachment, transit: str, zone: str) -> Outcomes:
        """Through a transit gateway, by the table of the attachment that the packet came by (TGW: how it works)."""
        if flow.steps > LONGEST or flow.owed:
            return FAILS  # TGW: references in outbound rules do not cross
        to = self.facts.transit_route(transit, attachment, flow.packet.target)
        if to is None:
            return FAILS
        flow = replace(flow, steps=flow.steps + 1)
        if to.kind == "peering":
            beyond = to.peer if to.transit_gateway == transit else to.transit_gateway
            return self.across(replace(flow, marks=frozenset()), to, beyond or "", "")
        if not self.facts.refers(transit, attachment, to):
            flow = replace(flow, marks=frozenset())
        doors = self.facts.doors(to)
        chosen = [doors[zone]] if zone in doors else list(doors.values())  # TGW: zone affinity
        return frozenset().union(*(self.leave(flow, door) for door in chosen))


def _private(address: Address) -> bool:
    return any(address in block for block in NOT_PUBLIC)
